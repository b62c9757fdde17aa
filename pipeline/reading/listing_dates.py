"""Reads the stamps of feeds and sitemaps in the clock their source keeps; visible dates are read in `dates/`."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from pipeline.dates.moments import Moment, Place
from pipeline.dates.months import month_number
from pipeline.dates.stamps import read_stamp as read_machine_stamp

LONGEST = 80  # characters
OLDEST, NEWEST = 1900, 2099  # years; beyond them nothing is a date
CENTURY_TURN = 70  # two-digit years from here on are of the last century
WIDEST = timedelta(hours=15)

# Zones of RFC 822 and its readers, in minutes. Military letters but Z say nothing (RFC 2822 §4.3), and names with
# two meanings are left out.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "met": 60, "mest": 120, "bst": 60, "eet": 120,
    "eest": 180, "msk": 180, "msd": 240, "мск": 180, "samt": 240, "amt": 240, "azt": 240, "get": 240, "yekt": 300,
    "tjt": 300, "uzt": 300, "tmt": 300, "omst": 360, "kgt": 360, "novt": 420, "krat": 420, "irkt": 480, "jst": 540,
}  # fmt: skip

_RFC_822 = re.compile(
    r"(?:[^\W\d_]{2,15}+[.,\s]{1,4})?(\d{1,2})[\s-]{1,3}([^\W\d_]{3,12})\.?[\s-]{1,3}(\d{4}|\d{2})"
    r"(?:[,\s]{1,4}(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)?"
    r"\s{0,3}((?:\(?[^\W\d_]{1,5}\)?)?\s{0,2}(?:[+-]\d{1,2}(?::?\d{2})?)?)(?:\s{0,3}\([^()]{0,30}\))?"
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A claimed time: an aware instant, or a day where no clock is given."""

    instant: datetime | None = None
    day: date | None = None


def read_stamp(text: str, place: Place) -> Stamp | None:
    """What a feed's or sitemap's date says, None where it is no date.

    RFC 822 as feeds write it (any month names, named zones, two-digit years, 24:00), else every shape
    `dates.stamps` knows. A stamp without an offset is in the source's zone, or UTC with `clock: utc`; with
    `clock: wall` every offset is ignored (sources.md: two feeds label Moscow time with another zone).
    """
    text = " ".join(text[:LONGEST].split())
    match = _RFC_822.fullmatch(text)
    if match and (stamp := _rfc_822(match, place)):
        return stamp
    return of_moment(read_machine_stamp(text, place))


def of_moment(moment: Moment | None) -> Stamp | None:
    """The same as a stamp: the instant where there is one, else the day."""
    if moment is None or not OLDEST <= moment.day.year <= NEWEST:
        return None
    return Stamp(instant=moment.instant) if moment.instant else Stamp(day=moment.day)


def _rfc_822(match: re.Match[str], place: Place) -> Stamp | None:
    day, month_name, year, hour, minute, second, zone = match.groups()
    month = month_number(month_name)
    try:
        on = date(_year(year), month or 0, int(day))
    except ValueError:
        return None
    if not OLDEST <= on.year <= NEWEST:
        return None
    if hour is None or int(hour) > 24 or int(minute) > 59:  # noqa: PLR2004 - a clock; 24:00 is written
        return Stamp(day=on)
    since = timedelta(hours=int(hour), minutes=int(minute), seconds=min(int(second or 0), 59))
    return Stamp(instant=datetime(on.year, on.month, on.day, tzinfo=_zone(zone, place)) + since)


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - digits
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


def _zone(text: str, place: Place) -> tzinfo:
    """The zone a clock is read in."""
    declared = None if place.clock == "wall" else _offset(text.strip())
    if declared is not None:
        return timezone(declared)
    return UTC if place.clock == "utc" else place.zone


def _offset(text: str) -> timedelta | None:
    """A declared offset, None where there is none to be trusted."""
    if match := _OFFSET.search(text):
        span = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return None if span > WIDEST else (-span if match[1] == "-" else span)
    minutes = ZONES.get(text.strip("() ").lower())
    return None if minutes is None else timedelta(minutes=minutes)
