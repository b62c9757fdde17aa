"""Finds a source's items: tries its ways in order, walks the first that answers, writes down what is new."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from scrapy.crawler import Crawler

from pipeline.models import Listing
from pipeline.records import Task, Validators
from pipeline.source import Source, Way, WayKind
from spiders.answers import page_of
from spiders.asking import ask, conditional_headers, validators_of
from spiders.egress import host_of
from spiders.feed import FeedWalk
from spiders.listing import ListingWalk
from spiders.manners import Limits
from spiders.refusals import Refusal, RefusedError, refuse
from spiders.sitemap import SitemapWalk
from spiders.telegram import TelegramWalk
from spiders.walks import Reading, Span, Walk, falls_short, is_templated, leaves_gap, span_of
from spiders.work import Work, explain, is_of_ledger

WALKS: dict[WayKind, Callable[[Source, Way, Span, Limits], Walk]] = {
    "feed": FeedWalk,
    "listing": ListingWalk,
    "sitemap": SitemapWalk,
    "telegram": TelegramWalk,
}


@dataclass(slots=True)
class Discovery:
    """One source's search for items."""

    crawler: Crawler
    work: Work
    tasks: list[Task] = field(default_factory=list)

    async def run(self) -> list[Task]:
        """Try the ways in order until one is read that leaves no gap; the tasks of all that was read."""
        tally = self.work.tally
        for way in self.work.source.discover:
            fault = await self._walk(way)
            if fault is None:
                tally.read = True
                if self.work.gap or self.work.short:
                    continue
                break
            tally.ways.append(fault)
            if fault.slow_down:
                self.work.close(host_of(way.url), fault)
        if not tally.read:
            self._close_blocked()
        return self.tasks

    def _close_blocked(self) -> None:
        """Where every way failed, the pages of a host that blocked one are not asked for either."""
        for way, fault in zip(self.work.source.discover, self.work.tally.ways, strict=True):
            if fault.kind == "blocked" and not fault.ours:
                self.work.close(host_of(way.url), fault)

    async def _walk(self, way: Way) -> Refusal | None:
        """Read one way to its end; the refusal of its first address where nothing could be read."""
        walk = self._walk_of(way)
        first = walk.first()
        waiting, asked = deque(first), set[str]()
        faults: list[Refusal] = []
        readings: list[Reading | None] = []
        while waiting and len(asked) < len(first) + self._bound(way):
            url = waiting.popleft()
            if url in asked:
                continue
            asked.add(url)
            try:
                reading = await self._read(way, url, len(readings) + 1)
            except RefusedError as error:
                faults.append(error.refusal)
                continue
            readings.append(reading)
            if reading is not None:
                waiting.extend(walk.following(reading))
        if faults and not readings:
            return faults[0]
        self._note_gap(way, walk.span, readings, faults)
        return None

    def _walk_of(self, way: Way) -> Walk:
        span = span_of(
            self.work.source,
            self.work.round.clock(),
            last_success=self.work.round.last_success_of(self.work.source),
            since=self.work.round.since,
        )
        return WALKS[way.kind](self.work.source, way, span, self.work.round.limits)

    def _note_gap(self, way: Way, span: Span, readings: list[Reading | None], faults: list[Refusal]) -> None:
        """Items may have been missed: a part could not be read, or no reading reached what was known."""
        limits = self.work.round.limits
        missed = [fault for fault in faults if not (is_templated(way) and _is_nothing_yet(fault))]
        self.work.tally.lost += len(missed)
        self.work.gap = bool(missed) or leaves_gap(way, self.work.source, span, limits, readings)
        self.work.short = falls_short(way, span, limits, readings)

    async def _read(self, way: Way, url: str, number: int) -> Reading | None:
        """One listing, written down; None where it is unchanged."""
        self.work.tally.requested += 1
        try:
            reading = await self._fetch(way, url, number)
        except asyncio.CancelledError:
            self.work.tally.leave(1, self.work.ended or "the run ended")
            raise
        except Exception as error:  # border: one listing's fault lets the next way be tried
            refusal = explain(error, url)
            self.work.tally.settle(refusal)
            if is_of_ledger(error):
                self.work.round.fail(error)
            raise RefusedError(refusal) from error
        if reading is None:
            self.work.tally.unchanged += 1
        else:
            self.work.tally.stored += 1
        return reading

    async def _fetch(self, way: Way, url: str, number: int) -> Reading | None:
        now = self.work.round.clock()
        going_back = self.work.round.since is not None
        conditions = {} if going_back else conditional_headers(self.work.round.ledger.validators(self.work.source, url))
        answer = await ask(self.crawler, url, limit=self._limit(way), headers=conditions)
        if answer.status == 304 and conditions:  # noqa: PLR2004 - HTTP's own number
            return None
        page = page_of(answer, now)
        listing = await self.work.round.readers.listing(page, self.work.source, way)
        if not listing.entries and not _may_be_empty(way, number):
            raise refuse("empty", f"no item recognised in the {way.kind}")
        # An index may stay as it is while its children change: it is never asked for with conditions.
        validators = None if listing.children else validators_of(answer)
        return self._write(listing, url, number, validators=validators)

    def _write(self, listing: Listing, url: str, number: int, *, validators: Validators | None) -> Reading:
        discovered = self.work.round.ledger.discovered(self.work.source, listing, url=url, validators=validators)
        self.work.seen += len(listing.entries)
        self.work.new += discovered.new
        self.tasks += discovered.tasks
        return Reading(url=url, number=number, listing=listing, discovered=discovered)

    def _bound(self, way: Way) -> int:
        """How many listings may follow the first."""
        limits = self.work.round.limits
        return limits.children if way.kind == "sitemap" else max(way.pages, limits.pages_since)

    def _limit(self, way: Way) -> int:
        manners = self.work.round.politeness
        return manners.max_sitemap_bytes if way.kind == "sitemap" else manners.max_page_bytes


def _may_be_empty(way: Way, number: int) -> bool:
    """A well-formed sitemap may hold nothing, and the page after a pager's last one too."""
    return way.kind == "sitemap" or number > 1


def _is_nothing_yet(fault: Refusal) -> bool:
    """A day that has no list, or an empty one, is no loss."""
    return fault.kind == "empty" or fault.reason.startswith("404")
