"""Dates in visible strings: cases/dates_visible.txt, and the laws that hold for every day."""

import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates.formats import Found, find_dates, find_days
from pipeline.dates.moments import Place, latest_day, nearest_day
from pipeline.dates.months import month_number
from pipeline.dates.relative import find_relative
from pipeline.dates.visible import read_visible

MONTHS = {
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
    "be": "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня",
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ky": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "tg": "январи феврали марти апрели майи июни июли августи сентябри октябри ноябри декабри",
    "hy": "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
}
SHORT_MONTHS = {
    "ru": "янв фев мар апр мая июн июл авг сен окт ноя дек",
    "en": "Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sept. Oct. Nov. Dec.",
    "be": "сту лют сак кра мая чэр ліп жні вер кас ліс сне",
    "kk": "қаң ақп нау сәу мам мау шіл там қыр қаз қар жел",
    "hy": "հնվ փտվ մրտ ապր մյս հնս հլս օգս սեպ հոկ նոյ դեկ",
}
DAYS = st.dates(min_value=date(1992, 1, 1), max_value=date(2099, 12, 31))


def _cases() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "cases" / "dates_visible.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition(" ¦ ") for line in lines if line and not line.startswith("#"))
    return [(text, expected) for text, _, expected in parts]


def _told(found: Found) -> str:
    assert found.date is not None
    text = found.date.isoformat()
    if found.clock is not None:
        text += f"T{found.clock:%H:%M}"
    if found.reading.zone is not None:
        text += datetime(found.date.year, found.month, found.day, tzinfo=found.reading.zone).strftime("%z")
    return text


@pytest.mark.parametrize(("text", "expected"), _cases())
def test_a_visible_date_is_read_as_people_read_it(text: str, expected: str) -> None:
    """Every shape in use gives its day, clock and offset; what only looks like a date gives none."""
    assert " ".join(map(_told, find_dates(text, short_years=True))) == expected.replace("-", "", expected == "-")


@pytest.mark.parametrize("names", [*MONTHS.items(), *SHORT_MONTHS.items()], ids=lambda pair: f"{pair[0]} {pair[1][:3]}")
def test_every_month_is_known_in_every_language(names: tuple[str, str]) -> None:
    """Full names in the case dates use and the usual abbreviations give the month's number."""
    assert [month_number(word) for word in names[1].split()] == list(range(1, 13))


@given(
    DAYS,
    st.sampled_from(sorted(MONTHS)),
    st.sampled_from(["{d} {m} {y}", "{d} {m}, {y}", "{d}-{m}, {y}", "{y} {d} {m}"]),
)
def test_a_day_in_words_is_found_in_every_language(day: date, language: str, shape: str) -> None:
    """Whatever the day, its words give it back."""
    text = shape.format(d=day.day, m=MONTHS[language].split()[day.month - 1], y=day.year)
    assert [found.date for found in find_dates(text)] == [day]


@given(DAYS, st.sampled_from(["%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%Y.%m.%d", "%Y/%m/%d"]))
def test_numbers_are_day_first_unless_the_year_stands_first(day: date, shape: str) -> None:
    """No day and month are ever swapped (fault 112)."""
    assert [found.date for found in find_dates(day.strftime(shape))] == [day]


def test_all_ambiguous_pairs_of_day_and_month_are_day_first() -> None:
    """05.06.2026 is 5 June, never 6 May: all 132 pairs."""
    pairs = [(day, month) for day in range(1, 13) for month in range(1, 13) if day != month]
    for day, month in pairs:
        for mark in "./-":
            text = f"{day:02}{mark}{month:02}{mark}2026"
            assert [found.date for found in find_dates(text)] == [date(2026, month, day)], text
    assert len(pairs) == 132


def test_a_day_without_a_year_says_so() -> None:
    """`27 ноября` has no date of its own, and a full date is not one without a year."""
    found = find_days("27 ноября, 13:12")
    assert [(each.month, each.day, each.date, each.clock and each.clock.hour) for each in found] == [(11, 27, None, 13)]
    assert find_days("29 февраля 2025") == ()


@given(DAYS, DAYS)
def test_a_day_without_a_year_is_the_latest_or_the_nearest(day: date, other: date) -> None:
    """The latest such day never lies ahead, the nearest one never farther than the other candidates."""
    latest = latest_day(day.month, day.day, until=other)
    assert latest is not None
    assert latest <= other
    assert (other - latest).days < 366 * 8
    near = nearest_day(day.month, day.day, to=other)
    assert near is None or abs((near - other).days) <= 366


@pytest.mark.parametrize(
    ("text", "zone", "day", "clock"),
    [
        ("Сегодня, 10:00", "Europe/Moscow", "2026-01-01", "10:00"),
        ("Вчера, 10:00", "Europe/Moscow", "2025-12-31", "10:00"),
        ("10:00, сегодня", "Europe/Moscow", "2026-01-01", "10:00"),
        ("22 ноября", "Europe/Moscow", "2025-11-22", ""),
        ("31 декабря, 23:50", "Europe/Moscow", "2025-12-31", "23:50"),
        ("1 января", "Europe/Moscow", "2026-01-01", ""),
        ("1 января", "Europe/London", "2025-01-01", ""),
        ("5 минут назад", "Europe/Moscow", "2026-01-01", ""),
        ("2 часа назад", "Europe/Moscow", "2025-12-31", ""),
        ("вчера", "Asia/Bishkek", "2025-12-31", ""),
        ("позавчера", "Europe/Moscow", "2025-12-30", ""),
        ("неделю назад", "Europe/Moscow", "2025-12-25", ""),
        ("3 күн бұрын", "Asia/Almaty", "2025-12-29", ""),
        ("2 саат мурун", "Asia/Bishkek", "2026-01-01", ""),
        ("yesterday at 11:15 PM", "Europe/Moscow", "2025-12-31", "23:15"),
        ("an hour ago", "Europe/Moscow", "2025-12-31", ""),
    ],
)
def test_what_is_told_from_today_counts_in_the_source_zone(text: str, zone: str, day: str, clock: str) -> None:
    """Five past midnight on 1 January in Moscow: the right day and year, whatever our own clock says (fault 113)."""
    seen = datetime(2025, 12, 31, 21, 5, tzinfo=UTC)
    moment = read_visible(text, Place(zone=ZoneInfo(zone), clock="declared", first_seen=seen))
    assert moment is not None
    assert moment.day.isoformat() == day
    assert (f"{moment.instant:%H:%M}" if moment.instant else "") == clock


@given(st.text(alphabet="0123456789./-: ,янвмаймартабвгJanMay|", max_size=60))
def test_no_string_breaks_the_reading_of_dates(text: str) -> None:
    """Whatever stands there, what is found lies within the string, in order and apart."""
    found = find_dates(text, short_years=True)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    find_days(text)


@pytest.mark.parametrize(
    "killer", ["1.1.2020 ", "1", "а ", "1 января ", "янв 1, ", "2020-", "10:10 ", " ,. |", "(((( ", "2026 жылғы "]
)
def test_no_string_keeps_the_reading_of_dates_busy(killer: str) -> None:
    """50,000 characters made to be slow cost no more than others."""
    text = (killer * 50_000)[:50_000]
    started = time.process_time()
    find_dates(text, short_years=True)
    find_days(text)
    assert time.process_time() - started < 1.0


def test_ages_in_hours_are_no_clock() -> None:
    """`2 часа назад` gives a day and no instant."""
    place = Place(zone=ZoneInfo("Europe/Moscow"), clock="declared", first_seen=datetime(2026, 5, 5, 12, tzinfo=UTC))
    told = find_relative("2 часа назад", place)
    assert told is not None
    assert told.moment.instant is None
    assert told.moment.day == (place.first_seen - timedelta(hours=2)).date()
