"""How a way of finding items is walked: what is asked first, and what follows a listing; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from pipeline.models import Listing
from pipeline.records import Discovered
from pipeline.source import Source, Way
from spiders.manners import Limits

OVERLAP = timedelta(hours=6)  # a day's list is read again while its last items may still come in
day_slot = re.compile(r"\{day(?::([^{}]{1,40}))?\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From where on items are wanted: `since` where it was asked for, else the last success; `today` by the source."""

    today: date
    last_success: datetime | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One listing read: where, the how-many-th of its way, what it said, what of it was new."""

    url: str
    number: int
    listing: Listing
    discovered: Discovered

    @property
    def reached_known(self) -> bool:
        """Whether it goes back to what was known; one known entry may be a pinned one."""
        found = self.discovered
        known = found.known if found.settled is None else found.settled
        return known >= min(2, len(self.listing.entries))

    @property
    def oldest(self) -> date | None:
        """The oldest day that stands in it."""
        days = (entry.day or (entry.published.date() if entry.published else None) for entry in self.listing.entries)
        return min((day for day in days if day), default=None)


class Walk(Protocol):
    """One way, walked."""

    @property
    def span(self) -> Span:
        """From where on items are wanted."""

    def first(self) -> tuple[str, ...]:
        """The addresses asked first; the way fails when the first of them all fail."""

    def following(self, reading: Reading) -> tuple[str, ...]:
        """The addresses asked next, none when the end is reached."""


def span_of(source: Source, now: datetime, *, last_success: datetime | None, since: date | None) -> Span:
    """The span of one run, by the source's own calendar."""
    return Span(today=now.astimezone(ZoneInfo(source.timezone)).date(), last_success=last_success, since=since)


def is_templated(way: Way) -> bool:
    """Whether the way has an address for each day."""
    return day_slot.search(way.url) is not None


def addresses_by_day(way: Way, source: Source, span: Span, limits: Limits) -> tuple[str, ...]:
    """The way's address, or one for each day since the last success, newest first."""
    if not is_templated(way):
        return (way.url,)
    return tuple(fill_day(way.url, day) for day in days_of(source, span, limits))


def days_of(source: Source, span: Span, limits: Limits) -> Sequence[date]:
    """The days to ask for, newest first: today and back to the last success, up to the bound."""
    most = limits.days_since if span.since else limits.days
    count = min(max((span.today - first_day_of(span, source)).days + 1, 1), most)
    return [span.today - timedelta(days=back) for back in range(count)]


def first_day_of(span: Span, source: Source) -> date:
    """The oldest day that is wanted."""
    if span.since:
        return span.since
    if span.last_success:
        return (span.last_success.astimezone(ZoneInfo(source.timezone)) - OVERLAP).date()
    return span.today - timedelta(days=1)


def fill_day(url: str, day: date) -> str:
    """The template with one day in it."""
    return day_slot.sub(lambda slot: day.strftime(slot[1] or "%Y-%m-%d"), url)


def leaves_gap(way: Way, source: Source, span: Span, limits: Limits, readings: Sequence[Reading | None]) -> bool:
    """Whether items may lie between what was read and what was known before; there is no before at a first run.

    `readings` are those of one way in the order read, None where a listing is unchanged. A list for each day is whole
    as far as its bound goes; of a sitemap's parts any may lead to what is known; other lists go back in time, so that
    the last page must, unless it is the empty one behind the end.
    """
    if span.last_success is None or None in readings:
        return False
    if is_templated(way):
        return first_day_of(span, source) <= span.today - timedelta(days=limits.days)
    read = [reading for reading in readings if reading is not None]
    if way.kind == "sitemap" or span.since:
        found = [reading for reading in read if reading.listing.entries]
    else:
        found = read[-1:]
    return bool(found) and not any(reading.reached_known for reading in found)


def falls_short(way: Way, span: Span, limits: Limits, readings: Sequence[Reading | None]) -> date | None:
    """The oldest day that was reached where `since` asked for older ones; None where it was reached."""
    if span.since is None:
        return None
    if is_templated(way):
        oldest = max(span.since, span.today - timedelta(days=limits.days_since - 1))
        return oldest if oldest > span.since else None
    oldest = min((reading.oldest for reading in readings if reading and reading.oldest), default=span.today)
    return oldest if oldest >= span.since else None


def next_page(way: Way, reading: Reading, span: Span, limits: Limits) -> tuple[str, ...]:
    """The pager's next page, while nothing known was reached and the bound allows."""
    bound = _most_pages(way, span, limits)
    if not reading.listing.next_url or reading.number >= bound or _goes_back_enough(reading, span):
        return ()
    return (reading.listing.next_url,)


def _most_pages(way: Way, span: Span, limits: Limits) -> int:
    """A bound that is configured holds; else one page is enough at a first run, and a few when something is missing."""
    if span.since:
        return limits.pages_since
    return limits.pages_to_known if way.pages == 1 and span.last_success else way.pages


def _goes_back_enough(reading: Reading, span: Span) -> bool:
    if span.since is None:
        return span.last_success is not None and reading.reached_known
    return reading.oldest is not None and reading.oldest < span.since
