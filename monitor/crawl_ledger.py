"""`spiders.ports.Ledger` over the archive: decides what is opened, writes it down, and tells what is new."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from monitor.clock import now
from monitor.config import Config
from monitor.logs import Log
from monitor.telling import speaker_of
from pipeline.archive import Archive
from pipeline.archive.warc import RunPages
from pipeline.judging.gate import matches
from pipeline.judging.topic import Topic
from pipeline.models import Digest, Entry, Item, Listing, Page
from pipeline.records import Discovered, Finished, HostWait, RobotsCopy, Task, Validators
from pipeline.source import Source

CONTROL_SHARE = 0.02  # of the entries that name nothing, opened all the same to learn what the gate misses


def decide(entry: Entry, source: Source, topic: Topic) -> str:
    """Whether an entry's page is opened: `open`, `control`, or `skip:` with the reason."""
    if source.fetch == "all" or matches(entry, topic):
        return "open"
    draw = int.from_bytes(hashlib.sha256(entry.url.encode()).digest()[:4]) / 2**32
    return "control" if draw < CONTROL_SHARE else "skip:the listing does not name the topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLedger:
    """The ledger of one run; `tell` is given each new story's primary, after its commit."""

    archive: Archive
    config: Config
    topic: Topic
    log: Log
    pages: RunPages
    tell: Callable[[Item], None]

    def validators(self, source: Source, url: str) -> Validators | None:
        """What to send with a conditional GET of a listing."""
        return self.archive.validators(url, source=source.id)

    def robots(self, origin: str) -> RobotsCopy | None:
        """A robots.txt not older than a day."""
        return self.archive.robots(origin)

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        """Remember a robots.txt."""
        self.archive.keep_robots(origin, copy)

    def host_wait(self, host: str) -> HostWait | None:
        """What a host's Retry-After asked of all its sources."""
        return self.archive.host_waits(at=now()).get(host)

    def keep_host_wait(self, host: str, wait: HostWait) -> None:
        """Remember it, and say so."""
        self.archive.keep_host_wait(host, wait)
        until = wait.until.astimezone(ZoneInfo(self.config.timezone))
        self.log.info("wait", host=host, until=until, reason=wait.reason)

    def pending(self, source: Source) -> tuple[Task, ...]:
        """Work left over from earlier runs whose next attempt is due."""
        return self.archive.pending(source.id, at=now())

    def discovered(self, source: Source, listing: Listing, *, url: str, validators: Validators | None) -> Discovered:
        """Write down a listing's entries with what is decided of each."""
        decided = [(entry, decide(entry, source, self.topic)) for entry in listing.entries]
        at = now()
        first_day = at.astimezone(ZoneInfo(source.timezone)).date() - timedelta(days=self.config.baseline_days)
        return self.archive.discover(
            source, decided, url=url, validators=validators, run=self.log.run, at=at, baseline_before=first_day
        )

    def fetched(self, source: Source, task: Task, page: Page | None, digest: Digest) -> Finished:
        """Write down a finished item, then tell of it where it is news."""
        place = self.pages.store(page) if page else None
        done = self.archive.finish(source, task, digest, place=place, run=self.log.run, at=now())
        if done.announce == "new":
            self._tell_new(done)
        elif done.announce == "also":
            self.log.info("also", source=source.id, id=done.item_id, story=done.story, primary=done.primary)
        return done

    def failed(self, source: Source, task: Task, reason: str, *, retry_after: timedelta | None = None) -> None:
        """Write down a failed attempt."""
        self.archive.fail(task, reason, retry_after=retry_after, run=self.log.run, at=now())
        self.log.info("failed", source=source.id, id=task.item_id, url=task.url, reason=reason)

    def _tell_new(self, done: Finished) -> None:
        item = self.archive.item(done.item_id)
        self.log.info(
            "new", source=item.source, date=item.date, relevance=item.relevance, kind=item.kind,
            speaker=speaker_of(item), id=item.id, url=item.url, title=item.title,
        )  # fmt: skip
        self.tell(item)
