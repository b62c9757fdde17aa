"""Puts what a source says of a time into the source's own zone; it reads no strings and knows no clock of ours."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from pipeline.dates.clocks import Reading
from pipeline.source import Clock, Source

EARLIEST = date(1992, 1, 1)  # nothing that is watched for is older (text-format.md, "The date")
AHEAD = timedelta(hours=1)  # how far a foreign clock may run before ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and when a source is read: its zone, what its clock is worth, and the moment the item was first seen.

    `first_seen` is aware. `today` is its day in the source's zone; relative words count from it.
    """

    zone: tzinfo
    clock: Clock
    first_seen: datetime

    @classmethod
    def of(cls, source: Source, first_seen: datetime) -> "Place":
        """The place of a configured source."""
        return cls(zone=ZoneInfo(source.timezone), clock=source.clock, first_seen=first_seen)

    @property
    def today(self) -> date:
        """The first-seen day in the source's zone."""
        return self.first_seen.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day in the source's zone, its instant where a clock was given, and whether the zone was certain."""

    day: date
    instant: datetime | None = None
    precise: bool = False


def place_stamp(day: date, reading: Reading, place: Place) -> Moment:
    """Place a machine's stamp: an offset is believed unless the clock is `wall`; without one `utc` means UTC."""
    if reading.clock is not None and reading.zone is None and place.clock == "utc":
        return place_visible(day, Reading(reading.clock, UTC), place)
    return place_visible(day, reading, place)


def place_visible(day: date, reading: Reading, place: Place) -> Moment:
    """Place what people read: a clock without a zone is the source's own."""
    if reading.clock is None:
        return Moment(day=day)
    wall = place.clock == "wall"
    zone = place.zone if wall or reading.zone is None else reading.zone
    return place_instant(datetime.combine(day, reading.clock, zone), place, precise=wall or reading.zone is not None)


def place_instant(instant: datetime, place: Place, *, precise: bool = True) -> Moment:
    """Place an aware instant (a Unix time, a feed's stamp): its day is the day in the source's zone."""
    try:
        local = instant.astimezone(place.zone)
    except OverflowError:
        local = instant
    return Moment(day=local.date(), instant=local, precise=precise)


def latest_day(month: int, day: int, *, until: date) -> date | None:
    """The latest such day not after `until`; None for 29 February where none lies in the last eight years."""
    for year in range(until.year, until.year - 9, -1):
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= until:
            return found
    return None


def nearest_day(month: int, day: int, *, to: date) -> date | None:
    """The such day that lies nearest to another day, whichever year it falls in (31 December, 1 January)."""
    days = []
    for year in (to.year - 1, to.year, to.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return min(days, key=lambda each: abs((each - to).days), default=None)


def midday(day: date, zone: tzinfo) -> datetime:
    """Noon of a day in a zone: what stands for an instant that is not known."""
    return datetime.combine(day, time(12), zone)
