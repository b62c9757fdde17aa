"""`spiders.ports.Ledger` that writes nothing: what `check` and `run --dry-run` give the spiders instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.clock import now
from monitor.crawl_ledger import decide
from pipeline.judging.topic import Topic
from pipeline.models import Digest, Entry, Listing, Page
from pipeline.records import Discovered, Finished, HostWait, RobotsCopy, Task, Validators
from pipeline.source import Source
from pipeline.urls import item_id


@dataclass(frozen=True, slots=True)
class Found:
    """One page opened: what it gave, or the reason it gave nothing."""

    source: Source
    task: Task
    digest: Digest | None
    reason: str = ""


@dataclass(slots=True, kw_only=True)
class WithheldLedger:
    """Remembers for one call only.

    `is_known` says what the archive has of a source, `left` what it has still to do, `waits` which hosts asked for
    patience; `limit` is how many pages a source opens, `control` that the control sample is opened too.
    """

    topic: Topic
    limit: int | None = None
    addresses: tuple[str, ...] = ()
    is_known: Callable[[str, str], bool] = field(default=lambda _url, _source: False)
    left: Callable[[Source], tuple[Task, ...]] = field(default=lambda _source: ())
    control: bool = False
    waits: Mapping[str, HostWait] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    listed: dict[str, int] = field(default_factory=dict)
    _opened: dict[str, int] = field(default_factory=dict)
    _robots: dict[str, RobotsCopy] = field(default_factory=dict)

    def validators(self, source: Source, url: str) -> Validators | None:  # noqa: ARG002 - nothing is remembered
        """None: every listing is read in full."""
        return None

    def robots(self, origin: str) -> RobotsCopy | None:
        """The copy fetched in this call."""
        return self._robots.get(origin)

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        """Remember it for this call."""
        self._robots[origin] = copy

    def host_wait(self, host: str) -> HostWait | None:
        """What the archive knows of a host's wish."""
        return self.waits.get(host)

    def keep_host_wait(self, host: str, wait: HostWait) -> None:
        """Nothing: it is not written down."""

    def pending(self, source: Source) -> tuple[Task, ...]:
        """The addresses this call was given, and what the archive has still to do."""
        return (*(self._task(source, Entry(url=url)) for url in self.addresses), *self.left(source))

    def discovered(
        self,
        source: Source,
        listing: Listing,
        *,
        url: str,  # noqa: ARG002 - nothing is kept for it
        validators: Validators | None,  # noqa: ARG002 - nothing is kept
    ) -> Discovered:
        """Open the first entries that the gate lets through."""
        self.listed[source.id] = self.listed.get(source.id, 0) + len(listing.entries)
        fresh = [entry for entry in listing.entries if not self.is_known(entry.url, source.id)]
        opened = ("open", "control") if self.control else ("open",)
        wanted = [entry for entry in fresh if decide(entry, source, self.topic) in opened]
        room = None if self.limit is None else max(self.limit - self._opened.get(source.id, 0), 0)
        chosen = wanted[:room]
        self._opened[source.id] = self._opened.get(source.id, 0) + len(chosen)
        tasks = tuple(self._task(source, entry) for entry in chosen)
        return Discovered(tasks=tasks, new=len(fresh), known=len(listing.entries) - len(fresh))

    def fetched(
        self,
        source: Source,
        task: Task,
        page: Page | None,  # noqa: ARG002 - not kept
        digest: Digest,
    ) -> Finished:
        """Keep it for the report."""
        self.found.append(Found(source, task, digest))
        relevance = digest.judgement.relevance
        return Finished(item_id=task.item_id, relevance=relevance, story=task.item_id, primary=task.item_id)

    def failed(
        self,
        source: Source,
        task: Task,
        reason: str,
        *,
        retry_after: timedelta | None = None,  # noqa: ARG002 - nothing is tried again
    ) -> None:
        """Keep the reason for the report."""
        self.found.append(Found(source, task, None, reason))

    def _task(self, source: Source, entry: Entry) -> Task:
        return Task(
            item_id=item_id(source.id, entry.url, lambda _: False), url=entry.url, entry=entry, first_seen=now()
        )
