"""What a crawl needs from outside this room: readers of foreign bytes, and a ledger; it never imports either."""

from datetime import datetime, timedelta
from typing import Protocol

from pipeline.models import Digest, Entry, Listing, Page
from pipeline.records import Discovered, Finished, HostWait, RobotsCopy, Task, Validators
from pipeline.source import Source, Way


class Readers(Protocol):
    """Pure reading functions; their production form runs in the box. All raise `pipeline.errors.Unreadable`."""

    async def listing(self, page: Page, source: Source, way: Way) -> Listing:
        """Read a feed, sitemap, listing or preview, as `way.kind` says."""

    async def article(self, page: Page, source: Source, entry: Entry, first_seen: datetime) -> Digest:
        """Read, clean, date and judge one article page."""

    async def whole_entry(self, source: Source, entry: Entry, first_seen: datetime) -> Digest:
        """The same for an entry that carries its full text: its page is not asked for."""


class Ledger(Protocol):
    """What is remembered between runs, and what this run adds; each call that writes is one commit."""

    def validators(self, source: Source, url: str) -> Validators | None:
        """What to send with a conditional GET of a listing; None once a day, so that a false 304 does not last."""

    def robots(self, origin: str) -> RobotsCopy | None:
        """The robots.txt of `scheme://host[:port]`, None when never fetched or older than 24 hours."""

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        """Remember a robots.txt."""

    def host_wait(self, host: str) -> HostWait | None:
        """What a Retry-After asked for all of `host:port`, None when its time is over."""

    def keep_host_wait(self, host: str, wait: HostWait) -> None:
        """Remember a host's Retry-After for all its sources."""

    def pending(self, source: Source) -> tuple[Task, ...]:
        """Work left over from earlier runs whose next attempt is due."""

    def discovered(self, source: Source, listing: Listing, *, url: str, validators: Validators | None) -> Discovered:
        """Write down a listing's entries; its validators are kept in the same commit (a false 304 loses nothing)."""

    def fetched(self, source: Source, task: Task, page: Page | None, digest: Digest) -> Finished:
        """Write down a finished item with its raw page (None: the entry was the article)."""

    def failed(self, source: Source, task: Task, reason: str, *, retry_after: timedelta | None = None) -> None:
        """Write down a failed attempt; the item stays in the retry queue."""
