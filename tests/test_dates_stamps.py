"""Stamps of machines, JSON as sites write it, days in addresses."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates.address import read_address
from pipeline.dates.loose_json import read_loose_json
from pipeline.dates.moments import Place
from pipeline.dates.stamps import read_stamp
from pipeline.source import Clock

SEEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
ZONES = [
    "Europe/Moscow",
    "Europe/Minsk",
    "Asia/Yerevan",
    "Asia/Almaty",
    "Asia/Bishkek",
    "Asia/Dushanbe",
    "Asia/Tashkent",
]


def place(clock: str = "declared", zone: str = "Europe/Moscow") -> Place:
    return Place(zone=ZoneInfo(zone), clock=clock, first_seen=SEEN)  # type: ignore[arg-type]


def _cases() -> list[list[str]]:
    lines = (Path(__file__).parent / "cases" / "dates_stamps.txt").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("¦")] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: f"{case[0]} {case[1]}")
def test_a_stamp_gives_its_moment_in_the_source_zone(case: list[str]) -> None:
    """Every shape in use is read, with the clock the source deserves; an impossible day is none."""
    text, clock, expected, certain = case
    moment = read_stamp(text, place(clock))
    if expected == "-":
        assert moment is None
        return
    assert moment is not None
    told = f"{moment.instant:%Y-%m-%dT%H:%M}" if moment.instant else moment.day.isoformat()
    assert (told, moment.precise) == (expected, certain == "yes")
    assert moment.day.isoformat() == expected[:10]


@given(
    st.datetimes(min_value=datetime(1992, 1, 2), max_value=datetime(2099, 12, 30)),  # noqa: DTZ001 - made aware below
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.sampled_from(get_args(Clock)),
)
def test_an_instant_survives_whatever_zone_states_it(naive: datetime, stated: str, own: str, clock: Clock) -> None:
    """The same instant written with any offset comes back, aware, and its day is the source's (fault 111)."""
    instant = naive.replace(microsecond=0, tzinfo=UTC)
    text = instant.astimezone(ZoneInfo(stated)).isoformat()
    moment = read_stamp(text, place(clock, own))
    assert moment is not None
    assert moment.instant is not None
    assert moment.instant.tzinfo is not None
    if clock != "wall":
        assert moment.instant == instant
        assert moment.day == instant.astimezone(ZoneInfo(own)).date()
    else:
        assert f"{moment.instant:%Y-%m-%dT%H:%M:%S}" == text[:19]


@given(st.text(max_size=90))
def test_no_string_breaks_the_reading_of_stamps(text: str) -> None:
    """Whatever stands in an attribute gives a moment or none."""
    read_stamp(text, place())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"a": 1}', {"a": 1}),
        ('{"a": "1",}', {"a": "1"}),
        ('{"a": ["1", "2",], "b": "3"', {"a": ["1", "2"], "b": "3"}),
        ('{"a": "one\ntwo", "b": "3"}', {"a": "one\ntwo", "b": "3"}),
        ('<!-- {"a": "1"} -->', {"a": "1"}),
        ('//<![CDATA[\n{"a": "1"}\n//]]>', {"a": "1"}),
        ('{"a": "say "yes" now", "b": "3"}', {"b": "3"}),
        ('{"a": "1", "b": "cut of', {"a": "1"}),
        ("{&quot;a&quot;: &quot;1&quot;}", {"a": "1"}),
        ('{"a": "\\u0031"}', {"a": "1"}),
        ("", None),
        ("no json", None),
    ],
)
def test_broken_json_gives_what_can_be_read(text: str, expected: object) -> None:
    """Trailing commas, raw line breaks, comments, stray quotes and a missing end lose only what is broken."""
    found = read_loose_json(text)
    if isinstance(expected, dict) and isinstance(found, dict):
        assert {key: found.get(key) for key in expected} == expected
    else:
        assert found == expected


@given(st.text(alphabet='{}[]:,"\\ \nab1', max_size=200))
def test_no_text_breaks_the_reading_of_json(text: str) -> None:
    """Foreign JSON never raises."""
    read_loose_json(text)


@pytest.mark.parametrize("killer", ['"', '\\"', '{"a":', "[", "{", '"a', "a "])
def test_no_text_keeps_the_reading_of_json_busy(killer: str) -> None:
    """100,000 characters made to be slow cost no more than others."""
    started = time.process_time()
    read_loose_json((killer * 100_000)[:100_000])
    assert time.process_time() - started < 2.0


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://n.example/news/2026/1/29/139.html", "2026-01-29"),
        ("https://n.example/2026/01/29/slovo/", "2026-01-29"),
        ("https://n.example/20260129/slovo-139.html", "2026-01-29"),
        ("https://n.example/20260129-slovo.html", "2026-01-29"),
        ("https://n.example/news/2026-01-29-slovo", "2026-01-29"),
        ("https://n.example/139/2026-01-29/slovo", "2026-01-29"),
        ("https://n.example/slovo_2026_01_29.html", "2026-01-29"),
        ("https://n.example/slovo-29-01-2026", "2026-01-29"),
        ("https://n.example/29.01.2026/slovo", "2026-01-29"),
        ("https://n.example/a?date=2026-01-29&id=5", "2026-01-29"),
        ("https://n.example/newsA.php?st=1769800020", "2026-01-30"),
        ("https://n.example/news/202601291530-abc.html", "2026-01-29"),
        ("https://n.example/news/2026191530-abc.html", "2026-01-09"),
        ("https://n.example/news/20251282038-abc.html", "-"),
        ("https://n.example/doc/20260129", "-"),
        ("https://n.example/doc/20261301", "-"),
        ("https://n.example/2026/13/45/a", "-"),
        ("https://n.example/2026/02/slovo", "-"),
        ("https://n.example/view/slovo-598765-2026", "-"),
        ("https://n.example/a?id=1769800020", "-"),
        ("https://n.example/rubezh-2026-12-stran", "-"),
        ("http://[broken", "-"),
        ("", "-"),
    ],
)
def test_an_address_names_a_day_or_an_id(url: str, day: str) -> None:
    """Days in paths and queries are read, numbers that are ids are not."""
    moment = read_address(url, place())
    assert (moment.day.isoformat() if moment else "-") == day
