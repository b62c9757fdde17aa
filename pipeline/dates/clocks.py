"""Reads clocks and stated zones in visible strings; which zone holds where none is stated is decided elsewhere."""

import re
from dataclasses import dataclass
from datetime import time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from pipeline.dates.months import WEEKDAY

_MOSCOW = "Europe/Moscow"
_NAMED_ZONES = {
    "мск": _MOSCOW, "msk": _MOSCOW, "по москве": _MOSCOW, "по мск": _MOSCOW, "по московскому времени": _MOSCOW,
    "время московское": _MOSCOW, "московское время": _MOSCOW, "moscow time": _MOSCOW,
    "по минскому времени": "Europe/Minsk", "по бишкекскому времени": "Asia/Bishkek", "bishkek time": "Asia/Bishkek",
    "по времени бишкека": "Asia/Bishkek", "по времени астаны": "Asia/Almaty", "astana time": "Asia/Almaty",
    "по астанинскому времени": "Asia/Almaty", "по душанбинскому времени": "Asia/Dushanbe",
    "по ереванскому времени": "Asia/Yerevan", "yerevan time": "Asia/Yerevan", "almt": "Asia/Almaty",
}  # fmt: skip
_HOURS = {
    "gmt": 0, "utc": 0, "z": 0, "ut": 0, "eet": 2, "eest": 3, "cet": 1, "cest": 2, "bst": 1, "est": -5, "edt": -4,
    "pst": -8, "pdt": -7, "cst": -6, "cdt": -5,
}  # fmt: skip

_OFFSET = r"[+−-] ?\d{1,2}(?::?\d{2})?(?!\d)"
_ZONE = (
    r"(?P<zone>" + "|".join(re.escape(name) for name in sorted(_NAMED_ZONES, key=len, reverse=True))
    + rf"|(?:gmt|utc|ut)(?: ?{_OFFSET})?(?![^\W_])|(?:{'|'.join(name for name in _HOURS if len(name) > 2)})(?![^\W_])"  # noqa: PLR2004
    + r"|z(?![^\W_])|[+−-]\d{2}:?\d{2}(?!\d))"
)  # fmt: skip
_CLOCK = r"(?P<clock>(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?(?![\d:]))"
_HALF = r"(?: ?(?P<half>[ap]\.?m\b\.?))?"
_BETWEEN = r"[ ,.|/·•—–()-]{0,6}"
_AT = r"(?:(?:в|во|at|on|ў|у|сағат|саат|соати|ժամը|г\.|время)(?: |:|(?=\d)))?"

CLOCK_AFTER = re.compile(
    rf"(?=[ ,.|/·•—–(TТ-])(?:{_BETWEEN}(?:{WEEKDAY}[.,]? {{0,2}})?{_AT}[TТ]?{_CLOCK}{_HALF})?"
    rf"(?:[ ,|/(]{{0,4}}{_ZONE}\)?)?",
    re.IGNORECASE,
)
CLOCK_BEFORE = re.compile(
    rf"{_CLOCK}{_HALF}(?:[ ,|(]{{0,4}}{_ZONE}\)?)?{_BETWEEN}(?:{WEEKDAY}[.,]? {{0,2}})?$", re.IGNORECASE
)
LONE_CLOCK = re.compile(rf"[ ,.|/·•—–(в-]{{0,4}}{_CLOCK}{_HALF}(?:[ ,|(]{{0,4}}{_ZONE})?[ ).,|]{{0,3}}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """A clock and the zone stated with it; either may be missing."""

    clock: time | None = None
    zone: tzinfo | None = None


NOTHING_STATED = Reading()


def read_clock(clock: str | None, half: str | None = None, zone: str | None = None) -> Reading:
    """Read `18:20`, `6:20` + `PM`, `18:20:05`, with a zone as `read_zone` takes it."""
    stated = read_zone(zone) if zone else None
    if clock is None:
        return Reading(None, stated)
    hour, minute, second = ([int(part[:2]) for part in clock.split(":")] + [0])[:3]
    if half and 1 <= hour <= 12:  # noqa: PLR2004 - hours of half a day
        hour = hour % 12 + (12 if half.casefold().startswith("p") else 0)
    return Reading(time(hour, minute, second), stated)


def read_zone(text: str) -> tzinfo | None:
    """Read `МСК`, `GMT +5`, `UTC+06:00`, `+0300`, `Z`; None where the words mean no zone we know."""
    plain = text.casefold().strip()
    if plain in _NAMED_ZONES:
        return ZoneInfo(_NAMED_ZONES[plain])
    if plain in _HOURS:
        return timezone(timedelta(hours=_HOURS[plain]))
    match = re.search(r"([+−-]) ?(\d{1,2}):?(\d{2})?$", plain)
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:  # noqa: PLR2004 - hours, minutes of an offset
        return None
    size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(size if match[1] == "+" else -size)
