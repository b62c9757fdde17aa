"""Reads the day an address carries; numbers that are ids are left alone."""

import re
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl, unquote, urlsplit

from pipeline.dates.moments import Moment, Place, place_instant

_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = (
    re.compile(rf"/{_YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})(?=/|$|[-_.])"),
    re.compile(rf"/{_YEAR}/(?P<month>\d{{2}})(?P<day>\d{{2}})(?=/)"),
    re.compile(rf"/{_YEAR}(?P<month>\d{{2}})(?P<day>\d{{2}})(?=/|[-_][^/]*[^\W\d_])"),
    re.compile(rf"(?<![\d-]){_YEAR}(?P<mark>[-_.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?![\d-]\d)"),
    re.compile(rf"(?<!\d)(?<!\d[._-])(?P<day>\d{{1,2}})(?P<mark>[-_./])(?P<month>\d{{1,2}})(?P=mark){_YEAR}(?!\d)"),
    re.compile(rf"/(?P<day>\d{{2}})(?P<month>\d{{2}}){_YEAR}(?=/)"),
)
# Year, month, day, hour and minute in one number without zeros: 20251282038 may be 8 December or 28 January.
_UNPADDED = re.compile(rf"/{_YEAR}(?P<middle>\d{{2,4}})(?:[01]\d|2[0-3])[0-5]\d(?=[-_][^/]{{0,200}}[^\W_])")
_DAY_PARAMETERS = frozenset({"date", "day", "d", "dt", "pubdate"})
_TIME_PARAMETERS = frozenset({"st", "time", "timestamp", "date"})
_UNIX_DIGITS = 10


def read_address(url: str, place: Place) -> Moment | None:
    """The moment an address names: a day in its path or a Unix time or day in its query; None where it names none.

    A lone number of eight digits at the end of a path is an id.
    """
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, max_num_fields=50)
    except ValueError:
        return None
    path = unquote(parts.path)[:1000]
    for pattern in _PATTERNS:
        for match in pattern.finditer(path):
            day = _day(match)
            if day is not None:
                return Moment(day=day)
    return _read_unpadded(path) or _read_query(query, place)


def _read_unpadded(path: str) -> Moment | None:
    """The only day a number without zeros can mean; None where it can mean two."""
    match = _UNPADDED.search(path)
    if match is None:
        return None
    middle = match["middle"]
    days = {
        day
        for cut in (1, 2)
        if len(middle) - cut in (1, 2) and (day := _valid(match["year"], middle[:cut], middle[cut:])) is not None
    }
    return Moment(day=days.pop()) if len(days) == 1 else None


def _read_query(query: list[tuple[str, str]], place: Place) -> Moment | None:
    for name, value in query:
        key = name.casefold()
        if key in _TIME_PARAMETERS and value.isdecimal() and len(value) == _UNIX_DIGITS:
            return place_instant(datetime.fromtimestamp(int(value), UTC), place)
        if key in _DAY_PARAMETERS:
            for pattern in _PATTERNS[3:5]:
                match = pattern.search(value)
                day = _day(match) if match else None
                if day is not None:
                    return Moment(day=day)
    return None


def _day(match: re.Match[str]) -> date | None:
    return _valid(match["year"], match["month"], match["day"])


def _valid(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
