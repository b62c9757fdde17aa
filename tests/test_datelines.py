"""Datelines of agencies: cases/datelines.txt, a line a case."""

import time
from pathlib import Path

import pytest

from pipeline.dates.datelines import read_dateline


def _cases() -> list[list[str]]:
    lines = (Path(__file__).parent / "cases" / "datelines.txt").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("¦")] for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case[0][:50])
def test_a_dateline_gives_its_day_and_its_words(case: list[str]) -> None:
    """Every agency's shape is read; a sentence with a city and a day in it is none."""
    line, day, words = case
    dateline = read_dateline(line)
    if day == "-":
        assert dateline is None
        return
    assert dateline is not None
    found = dateline.found
    assert f"{found.year or '-'}-{found.month:02}-{found.day:02}" == day
    assert dateline.text == words


@pytest.mark.parametrize("dash", ["-", "–", "—", "--"])
@pytest.mark.parametrize("month", ["ноя", "ноября", "нояб."])
def test_any_dash_and_any_length_of_a_month_will_do(dash: str, month: str) -> None:
    """Three dash kinds are in use, and months are written out or cut short."""
    dateline = read_dateline(f"МОСКВА, 24 {month} {dash} РИА Новости. Слово.")
    assert dateline is not None
    assert (dateline.found.month, dateline.found.day) == (11, 24)


@pytest.mark.parametrize("killer", ["МОСКВА, ", "А ", "/", "(", "А. ", "27 ноября, Москва "])
def test_no_line_keeps_the_reading_of_datelines_busy(killer: str) -> None:
    """50,000 characters made to be slow cost nothing: only a line's beginning is looked at."""
    started = time.process_time()
    read_dateline((killer * 50_000)[:50_000])
    assert time.process_time() - started < 0.1
