"""Reads the stamps of feeds and sitemaps in the clock their source keeps; it reads no sentences."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from pipeline.source import Source

LONGEST = 80  # characters
OLDEST, NEWEST = 1900, 2200  # years; beyond them nothing is a date
CENTURY_TURN = 70  # two-digit years from here on are of the last century (RFC 2822 says 50; no site is that old)
WIDEST = timedelta(hours=15)

# Zones by name, in minutes. Military letters but Z say nothing (RFC 2822 §4.3); names with two meanings are left out.
ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420,
    "mdt": -360, "pst": -480, "pdt": -420, "cet": 60, "cest": 120, "met": 60, "mest": 120, "bst": 60, "eet": 120,
    "eest": 180, "msk": 180, "msd": 240, "мск": 180, "samt": 240, "amt": 240, "azt": 240, "get": 240, "yekt": 300,
    "tjt": 300, "uzt": 300, "tmt": 300, "omst": 360, "kgt": 360, "novt": 420, "krat": 420, "irkt": 480, "jst": 540,
}  # fmt: skip
MONTHS = {
    stem: number
    for number, stems in enumerate(
        ("jan янв сту қаң", "feb фев лют ақп", "mar мар сак нау", "apr апр кра сәу", "may май мая тра мам",
         "jun июн чэр чер мау", "jul июл ліп лип шіл", "aug авг жні сер там", "sep сен вер қыр", "oct окт кас жов қаз",
         "nov ноя ліс лис қар", "dec дек сне гру жел"),
        start=1,
    )
    for stem in stems.split()
}  # fmt: skip

_CLOCK = r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?:\s{0,3}([ap])\.?m\.?)?"
_ZONE = r"((?:\(?[^\W\d_]{1,5}\)?)?\s{0,2}(?:[+-]\d{1,2}(?::?\d{2})?)?)(?:\s{0,3}\([^()]{0,30}\))?"
_ISO = re.compile(
    r"(\d{4})(?:(\d{2})(\d{2})|([-/.])(\d{1,2})\4(\d{1,2}))"
    r"(?:[T\s]\s{0,3}(\d{1,2})(?::?(\d{2}))?(?::?(\d{2})(?:[.,]\d{1,9})?)?)?\s{0,3}" + _ZONE,
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?:[^\W\d_]{2,15}\.?,?\s{1,3})?(\d{1,2})[\s./-]{1,3}([^\W\d_]{3,12}|\d{1,2})\.?,?[\s./-]{1,3}(\d{4}|\d{2})"
    rf"(?:г\.|\sг\.)?(?:[,T\s]{{1,4}}{_CLOCK})?\s{{0,3}}{_ZONE}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    r"(?:[^\W\d_]{2,10}\.?,?\s{1,3})?([^\W\d_]{3,12})\.?\s{1,3}(\d{1,2}),?\s{1,3}"
    rf"(?:{_CLOCK}\s{{1,3}}([^\W\d_]{{1,5}}\s{{1,3}})?(\d{{4}})|(\d{{4}})(?:[,\s]{{1,4}}{_CLOCK})?\s{{0,3}}{_ZONE})",
    re.IGNORECASE,
)
_UNIX = re.compile(r"(\d{9,10})(?:\.\d{1,9}|\d{3})?")
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A claimed time: an aware instant, or a day where no clock is given."""

    instant: datetime | None = None
    day: date | None = None


def read_stamp(text: str, source: Source) -> Stamp | None:
    """What a feed's or sitemap's date says, None where it is no date.

    Knows RFC 822 with its relatives, ISO 8601, `asctime`, numbers of seconds, and month names in words. A stamp
    without an offset is in the source's zone, or UTC with `clock: utc`; with `clock: wall` every offset is ignored
    (sources.md: two feeds label Moscow time with another zone).
    """
    text = " ".join(text[:LONGEST].split())
    for pattern, reader in ((_ISO, _iso), (_DAY_FIRST, _day_first), (_MONTH_FIRST, _month_first), (_UNIX, _unix)):
        match = pattern.fullmatch(text)
        if match and (stamp := reader(match, source)):
            return stamp
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    hour: str | None
    minute: str | None = None
    second: str | None = None
    half: str | None = None
    zone: str = ""


def _iso(match: re.Match[str], source: Source) -> Stamp | None:
    year, month, day, _, other_month, other_day, hour, minute, second, zone = match.groups()
    on = int(month or other_month), int(day or other_day)
    return _stamp(int(year), *on, _Clock(hour=hour, minute=minute, second=second, zone=zone), source)


def _day_first(match: re.Match[str], source: Source) -> Stamp | None:
    day, month, year, hour, minute, second, half, zone = match.groups()
    clock = _Clock(hour=hour, minute=minute, second=second, half=half, zone=zone)
    return _stamp(_year(year), _month(month), int(day), clock, source)


def _month_first(match: re.Match[str], source: Source) -> Stamp | None:
    month, day, *rest = match.groups()
    if rest[5]:
        hour, minute, second, half, zone, year = rest[:6]
    else:
        year, hour, minute, second, half, zone = rest[6:]
    clock = _Clock(hour=hour, minute=minute, second=second, half=half, zone=zone or "")
    return _stamp(int(year), _month(month), int(day), clock, source)


def _unix(match: re.Match[str], source: Source) -> Stamp:  # noqa: ARG001 - one shape for all readers
    return Stamp(instant=datetime.fromtimestamp(int(match[1]), UTC))


def _stamp(year: int, month: int, day: int, clock: _Clock, source: Source) -> Stamp | None:
    if not OLDEST <= year <= NEWEST:
        return None
    try:
        on = date(year, month, day)
    except ValueError:
        return None
    if clock.hour is None:
        return Stamp(day=on)
    hour, minute, second = (int(part or 0) for part in (clock.hour, clock.minute, clock.second))
    if clock.half:
        hour = hour % 12 + (12 if clock.half.lower() == "p" else 0)
    if hour > 24 or minute > 59 or second > 60:  # noqa: PLR2004 - a clock; 24:00 and leap seconds are written
        return Stamp(day=on)
    since = timedelta(hours=hour, minutes=minute, seconds=min(second, 59))
    zone = _zone(clock.zone, source)
    return Stamp(instant=datetime(year, month, day, tzinfo=zone) + since)


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:  # noqa: PLR2004 - digits
        return year
    return year + (1900 if year >= CENTURY_TURN else 2000)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else MONTHS.get(text[:3].lower(), 0)


def _zone(text: str, source: Source) -> tzinfo:
    """The zone a clock is read in."""
    declared = None if source.clock == "wall" else _offset(text.strip())
    if declared is not None:
        return timezone(declared)
    return UTC if source.clock == "utc" else _named(source.timezone)


def _offset(text: str) -> timedelta | None:
    """A declared offset, None where there is none to be trusted."""
    if match := _OFFSET.search(text):
        span = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
        return None if span > WIDEST else (-span if match[1] == "-" else span)
    minutes = ZONES.get(text.strip("() ").lower())
    return None if minutes is None else timedelta(minutes=minutes)


@lru_cache(maxsize=64)
def _named(zone: str) -> ZoneInfo:
    return ZoneInfo(zone)
