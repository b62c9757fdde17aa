"""Reads time stamps that machines wrote for machines: ISO 8601 and its broken kin, RFC 2822, Unix times."""

import calendar
import re
from datetime import UTC, date, datetime, time, tzinfo

from pipeline.dates.clocks import Reading, read_zone
from pipeline.dates.formats import find_dates
from pipeline.dates.moments import Moment, Place, place_instant, place_stamp

_LONGEST = 80  # characters of a stamp
_ISO = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<mark>[-/.]?)(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"(?:[T ,_]{1,2}(?P<hour>\d{1,2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,:]\d{1,9})?)?"
    r" ?(?P<zone>z|utc|gmt|msk|мск|(?:utc|gmt)?[+−-]\d{1,2}(?::?\d{2})?(?::?\d{2})?| \d{2}:\d{2})?)?"
    r"[ ./;]?(?:\[[\w/]{1,40}\])?",
    re.IGNORECASE,
)  # fmt: skip
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T _]?(\d\d)(\d\d)(\d\d)?)?(z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_CTIME = re.compile(
    r"[A-Z][a-z]{2},? ([A-Z][a-z]{2}) {1,2}(\d{1,2}),? (\d{2}):(\d{2})(?::(\d{2}))? ([A-Z+\d:-]{1,9} )?((?:19|20)\d\d)"
    r"(?: (?:GMT|UTC)?([+-]\d{4}))?.{0,40}"
)
_UNIX = re.compile(r"(?:/Date\()?(\d{9,10}|\d{12,13}|\d{16})(?:[.,]\d{1,9})?(?:[+-]\d{4})?(?:\)/)?")
_MONTHS = {name: n for n, name in enumerate(calendar.month_abbr[1:], 1)}


def read_stamp(text: str, place: Place) -> Moment | None:
    """Read a machine's stamp in any common shape; None where it names no possible day.

    The source's clock applies: `wall` ignores the offset, `utc` gives one where none is stated. Unix times
    (seconds, milliseconds, microseconds) are instants whatever the clock.
    """
    plain = " ".join(text.strip(" \t\r\n\"'").split())
    if not plain or len(plain) > _LONGEST:
        return None
    return read_unix(plain, place) or _read_iso(plain, place) or _read_ctime(plain, place) or _read_words(plain, place)


def read_unix(text: str, place: Place) -> Moment | None:
    """Read Unix seconds (9 or 10 digits), milliseconds, microseconds or `/Date(…)/`."""
    match = _UNIX.fullmatch(text.strip())
    if match is None:
        return None
    digits = match[1]
    scale = {9: 1, 10: 1, 12: 1000, 13: 1000, 16: 1_000_000}[len(digits)]
    return place_instant(datetime.fromtimestamp(int(digits) // scale, UTC), place)


def _read_iso(text: str, place: Place) -> Moment | None:
    match = _ISO.fullmatch(text)
    if match is None or (not match["mark"] and len(match["month"] + match["day"]) != 4):  # noqa: PLR2004 - digits
        compact = _COMPACT.fullmatch(text)
        return None if compact is None else _stamp(compact.groups(), place)
    parts = [match[name] for name in ("year", "month", "day", "hour", "minute", "second", "zone")]
    return _stamp(tuple(parts), place)


def _read_ctime(text: str, place: Place) -> Moment | None:
    match = _CTIME.fullmatch(text)
    if match is None or match[1] not in _MONTHS:
        return None
    month = str(_MONTHS[match[1]])
    return _stamp((match[7], month, match[2], match[3], match[4], match[5], match[8] or match[6]), place)


def _read_words(text: str, place: Place) -> Moment | None:
    found = find_dates(text)
    if len(found) != 1 or found[0].date is None:
        return None
    return place_stamp(found[0].date, found[0].reading, place)


def _stamp(parts: tuple[str | None, ...], place: Place) -> Moment | None:
    year, month, day, hour, minute, second, zone = parts
    try:
        on = date(int(year or 0), int(month or 0), int(day or 0))
        clock = None if hour is None else time(int(hour), int(minute or 0), min(int(second or 0), 59))
    except ValueError:
        return None
    return place_stamp(on, Reading(clock, _offset(zone)), place)


def _offset(zone: str | None) -> tzinfo | None:
    if zone is None:
        return None
    plain = zone.strip()
    if plain[0].isdigit():
        plain = "+" + plain  # a plus sign that a form turned into a blank
    return read_zone(plain)
