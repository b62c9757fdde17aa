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
        return self.discovered.known >= min(2, len(self.listing.entries))


class Walk(Protocol):
    """One way, walked."""

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
    """The days to ask for, newest first: today and back to the last success, at most `limits.days`."""
    if span.since:
        start = span.since
    elif span.last_success:
        start = (span.last_success.astimezone(ZoneInfo(source.timezone)) - OVERLAP).date()
    else:
        start = span.today - timedelta(days=1)
    count = min(max((span.today - start).days + 1, 1), limits.days)
    return [span.today - timedelta(days=back) for back in range(count)]


def fill_day(url: str, day: date) -> str:
    """The template with one day in it."""
    return day_slot.sub(lambda slot: day.strftime(slot[1] or "%Y-%m-%d"), url)


def next_page(way: Way, reading: Reading, span: Span, limits: Limits) -> tuple[str, ...]:
    """The pager's next page, while nothing known was reached and the bound allows."""
    bound = limits.pages_since if span.since else way.pages
    if not reading.listing.next_url or reading.number >= bound or _goes_back_enough(reading, span):
        return ()
    return (reading.listing.next_url,)


def _goes_back_enough(reading: Reading, span: Span) -> bool:
    if span.since is None:
        return span.last_success is not None and reading.reached_known
    days = [entry.day or (entry.published.date() if entry.published else None) for entry in reading.listing.entries]
    oldest = min((day for day in days if day), default=None)
    return oldest is not None and oldest < span.since
