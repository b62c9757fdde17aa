"""Reads days told from today (`Сегодня, 17:38`, `2 часа назад`); counted from the first-seen moment."""

import re
from dataclasses import dataclass
from datetime import timedelta

from pipeline.dates.clocks import CLOCK_AFTER, CLOCK_BEFORE, Reading, read_clock
from pipeline.dates.moments import Moment, Place, place_instant, place_visible
from pipeline.dates.months import DAYS_AGO

_DAY = re.compile(rf"(?<![^\W_])({'|'.join(DAYS_AGO)})(?![^\W_])", re.IGNORECASE)
_UNITS: dict[str, timedelta] = {
    r"секунд\w?|сек|seconds?|secs?|секундт?а?": timedelta(seconds=1),
    r"минут\w?|мин|minutes?|mins?|м|хвілін\w?|минут|мүнөт|дақиқа|րոպե": timedelta(minutes=1),
    r"час\w{0,2}|hours?|hrs?|h|ч|гадзін\w{0,2}|сағат|саат|соат|ժամ": timedelta(hours=1),
    r"дн[яейь]{1,2}|день|дней|сут\w{1,3}|days?|d|дзён|дні|дзень|күн|рӯз|օր": timedelta(days=1),
    r"недел\w{1,2}|weeks?|тыд\w{1,5}|апта|жума|ҳафта|շաբաթ": timedelta(weeks=1),
}
_AGO = r"(?:назад|ago|таму|бұрын|мурун|мурда|пеш|առաջ)"
_PATTERNS = tuple(
    (
        re.compile(rf"(?<![^\W_])(?:(?P<count>\d{{1,3}})\s?|an? |one )?(?:{unit})\.? {_AGO}(?![^\W_])", re.IGNORECASE),
        size,
    )
    for unit, size in _UNITS.items()
)
_JUST_NOW = re.compile(r"(?<![^\W_])(?:только что|just now|жаңа ғана|азыр эле|толькі што)(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A moment told from today, and where in the string it stands."""

    start: int
    end: int
    moment: Moment


def find_relative(text: str, place: Place) -> Told | None:
    """The first day told from today, or None. Hours and minutes ago give a day only: they are no clock."""
    return _find_named(text, place) or _find_counted(text, place)


def _find_named(text: str, place: Place) -> Told | None:
    match = _DAY.search(text)
    if match is None:
        return None
    day = place.today - timedelta(days=DAYS_AGO[match[1].casefold()])
    after = CLOCK_AFTER.match(text, match.end())
    before = CLOCK_BEFORE.search(text, max(0, match.start() - 30), match.start())
    reading, start, end = Reading(), match.start(), match.end()
    if after is not None and after["clock"]:
        reading, end = read_clock(after["clock"], after["half"], after["zone"]), after.end()
    elif before is not None:
        reading, start = read_clock(before["clock"], before["half"], before["zone"]), before.start()
    return Told(start=start, end=end, moment=place_visible(day, reading, place))


def _find_counted(text: str, place: Place) -> Told | None:
    for pattern, size in ((_JUST_NOW, timedelta()), *_PATTERNS):
        match = pattern.search(text)
        if match is not None:
            count = int(match.groupdict().get("count") or 1)
            then = place_instant(place.first_seen - count * size, place)
            return Told(start=match.start(), end=match.end(), moment=Moment(day=then.day))
    return None
