"""Finds explicit dates and clocks in visible strings of seven languages; it never guesses an order or a year."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from itertools import islice

from pipeline.dates.clocks import CLOCK_AFTER, CLOCK_BEFORE, NOTHING_STATED, Reading, read_clock
from pipeline.dates.months import month_number

_EARLIEST_YEAR = 1900
_LATEST_YEAR = 2099
_CENTURY_TURN = 80  # a two-digit year from here on belongs to the 20th century
_DATE_AHEAD = 60  # characters looked at after a date for its clock, and before it
_MOST = 200  # dates of one string; what has more is a table, not an article

_WORD = r"[^\W\d_]{3,14}(?: айы| куран| оона)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_ORDINAL = r"(?:-?(?:го|е|st|nd|rd|th|шы|ші|інші|ыншы|чи|чы|чү|чу|юми|уми|ум)(?![^\W\d_]))?"
_YEAR_WORD = r"(?:[- ]?(?:года?|год|г\.|жыл\w{0,6}|йил\w{0,3}|ж\.|թվական\w{0,3}|թ[.․]?|соли?|с\.|г\b|ж\b))"
_DAY_FIRST = rf"(\d{{1,2}}){_ORDINAL}(?:[ .,–-]{{1,2}}|)(?:of |күні )?({_WORD})(?![^\W\d_])\.?"

_Parts = tuple[int | None, int, int]  # year, month, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date found in a string at `[start:end]`, its clock and year word included.

    `year` is None where the string names none. `reading` holds the clock and the offset stated beside the date.
    `numeric` tells `20.09.2025` from dates with a month's name.
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    reading: Reading = NOTHING_STATED
    numeric: bool = False

    @property
    def clock(self) -> time | None:
        """The clock that stands beside the date."""
        return self.reading.clock

    def on(self, year: int) -> date | None:
        """The day in a year, or None where that year has no such day (29 February)."""
        return _valid(year, self.month, self.day)

    @property
    def date(self) -> date | None:
        """The full date, or None without a year."""
        return None if self.year is None else self.on(self.year)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named(year: str | None, word: str, day: str) -> _Parts | None:
    month = month_number(word)
    return None if month is None else (_full_year(year) if year else None, month, int(day))


def _full_year(year: str) -> int:
    if len(year) > 2:  # noqa: PLR2004 - digits of a year
        return int(year)
    return int(year) + (1900 if int(year) >= _CENTURY_TURN else 2000)


def _numbers(year: str, month: str, day: str) -> _Parts | None:
    return _full_year(year), int(month), int(day)


def _day_first(day: str, month: str, year: str) -> _Parts | None:
    # Day before month everywhere in these regions; the other way round only where no other reading exists.
    swapped = int(month) > 12 >= int(day)  # noqa: PLR2004 - months
    return _numbers(year, day, month) if swapped else _numbers(year, month, day)


_Reader = Callable[[re.Match[str]], _Parts | None]


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_ALONE = r"(?<!\d)(?<!\d[.,:/-])"
_MONTH_FIRST = rf"(?<![^\W_])({_WORD})[.,]? {{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?"
_YEAR_FIRST = rf"{_ALONE}({_YEAR}){_YEAR_WORD}?[, -]{{0,3}}"
_FULL: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        _pattern(rf"{_ALONE}{_DAY_FIRST},? {{0,2}}-?(?:соли )?({_YEAR}){_YEAR_WORD}?"),
        lambda m: _named(m[3], m[2], m[1]),
    ),
    (
        _pattern(rf"{_MONTH_FIRST},? {{0,2}}({_YEAR}){_YEAR_WORD}?"),
        lambda m: _named(m[3], m[1], m[2]),
    ),
    (
        _pattern(rf"{_YEAR_FIRST}(\d{{1,2}}){_ORDINAL}[ -]{{1,2}}({_WORD})\.?"),
        lambda m: _named(m[1], m[3], m[2]),
    ),
    (
        _pattern(rf"{_YEAR_FIRST}({_WORD})\.? (\d{{1,2}})(?!\d)(?:-?ին)?"),
        lambda m: _named(m[1], m[2], m[3]),
    ),
    (
        _pattern(rf"{_ALONE}((?:19|20)\d\d)([-./])(\d{{1,2}})\2(\d{{1,2}})(?!\d|[-./]\d)"),
        lambda m: _numbers(m[1], m[3], m[4]),
    ),
    (
        _pattern(rf"{_ALONE}(\d{{1,2}})(\s?[./-]\s?)(\d{{1,2}})\2({_YEAR})(?![-./]\d){_YEAR_WORD}?"),
        lambda m: _day_first(m[1], m[3], m[4]),
    ),
)
_SHORT_NAMED = r"[ ,']{1,2}(\d{2})(?=[ ,(]{1,3}\d{1,2}:\d{2})"  # two digits are a year where a clock follows
_SHORT: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (
        _pattern(rf"{_ALONE}(\d{{2}})([./])(\d{{2}})\2(\d{{2}})(?![\d:]|[-./]\d)"),
        lambda m: _numbers(m[4], m[3], m[1]),
    ),
    (_pattern(rf"{_ALONE}{_DAY_FIRST}{_SHORT_NAMED}"), lambda m: _named(m[3], m[2], m[1])),
    (_pattern(rf"{_MONTH_FIRST}{_SHORT_NAMED}"), lambda m: _named(m[3], m[1], m[2])),
)
_NO_YEAR = r"(?![ ,.-]{0,3}(?:19|20)\d\d(?!\d))"  # a full date that does not exist is no day without a year
_YEARLESS: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (_pattern(rf"{_ALONE}{_DAY_FIRST}{_NO_YEAR}"), lambda m: _named(None, m[2], m[1])),
    (_pattern(rf"{_MONTH_FIRST}(?![\d:]){_NO_YEAR}"), lambda m: _named(None, m[1], m[2])),
)
_LETTERS = re.compile(r"[\d ./-]{0,8}[^\W\d_]{3}")
_DIGIT = re.compile(r"\d")  # every date has one; most lines of a text have none


def find_dates(text: str, *, short_years: bool = False) -> tuple[Found, ...]:
    """All dates with a year, in order, each with the clock and offset that stand beside it.

    `short_years` admits `30.01.26`, which in running text is as often a number of something. Impossible days
    (30 February) are not found. Numeric dates are day first unless the year stands first.
    """
    return tuple(islice(_sweep(text, _FULL + _SHORT if short_years else _FULL), _MOST))


def find_days(text: str) -> tuple[Found, ...]:
    """All dates with a month's name and no year (`27 ноября`, `Nov. 27`), in order, with their clocks."""
    return tuple(islice(_sweep(text, _YEARLESS), _MOST))


def _sweep(text: str, patterns: tuple[tuple[re.Pattern[str], _Reader], ...]) -> Iterator[Found]:
    if not _DIGIT.search(text):
        return
    position = 0
    ahead = {pattern: _first(text, 0, pattern, reader) for pattern, reader in patterns}
    while True:
        for pattern, reader in patterns:
            found = ahead[pattern]
            if found is not None and found.start < position:
                ahead[pattern] = _first(text, position, pattern, reader)
        nearest = min(
            (found for found in ahead.values() if found is not None),
            key=lambda found: (found.start, -found.end),
            default=None,
        )
        if nearest is None:
            return
        yield _with_clock(text, nearest, position)
        position = nearest.end


def _first(text: str, position: int, pattern: re.Pattern[str], reader: _Reader) -> Found | None:
    match = pattern.search(text, position)
    while match is not None:
        parts = reader(match)
        if parts and _is_possible(*parts):
            year, month, day = parts
            return Found(
                start=match.start(), end=match.end(), year=year, month=month, day=day,
                numeric=not _LETTERS.match(match[0]),
            )  # fmt: skip
        match = pattern.search(text, match.start() + 1)
    return None


def _is_possible(year: int | None, month: int, day: int) -> bool:
    if year is None:
        return _valid(2024, month, day) is not None  # a leap year: 29 February may be meant
    return _EARLIEST_YEAR <= year <= _LATEST_YEAR and _valid(year, month, day) is not None


def _with_clock(text: str, found: Found, after: int) -> Found:
    before = CLOCK_BEFORE.search(text, max(after, found.start - _DATE_AHEAD), found.start)
    behind = CLOCK_AFTER.match(text, found.end, min(len(text), found.end + _DATE_AHEAD))
    begins_with_clock = before is not None and not text[: before.start()].strip(" -–—|(")
    if before is not None and (begins_with_clock or behind is None or behind["clock"] is None):
        zone = behind["zone"] if behind is not None and before["zone"] is None else before["zone"]
        end = behind.end() if behind is not None and behind["clock"] is None else found.end
        return _grown(found, before.start(), end, read_clock(before["clock"], before["half"], zone))
    if behind is not None:
        return _grown(found, found.start, behind.end(), read_clock(behind["clock"], behind["half"], behind["zone"]))
    return found


def _grown(found: Found, start: int, end: int, reading: Reading) -> Found:
    return Found(
        start=start, end=end, year=found.year, month=found.month, day=found.day, reading=reading,
        numeric=found.numeric,
    )  # fmt: skip
