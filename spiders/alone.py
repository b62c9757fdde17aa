"""A round without an archive, for Scrapy's own commands: reads like production, remembers nothing, writes nothing."""

from datetime import UTC, datetime, timedelta

from scrapy.settings import BaseSettings

from pipeline.errors import Unreadable
from pipeline.models import Digest, Entry, Listing, Page
from pipeline.records import Discovered, Finished, HostWait, RobotsCopy, Task, Validators
from pipeline.source import Source, Way
from pipeline.urls import item_id
from spiders.crawl import unwatched
from spiders.manners import Network, Politeness
from spiders.round import Round


class ForgetfulLedger:
    """Every entry is new, nothing is known, nothing stays."""

    def __init__(self) -> None:
        self._robots: dict[str, RobotsCopy] = {}

    def validators(self, source: Source, url: str) -> Validators | None:  # noqa: ARG002 - nothing is remembered
        """None: every listing is read in full."""
        return None

    def robots(self, origin: str) -> RobotsCopy | None:
        """The copy of this process."""
        return self._robots.get(origin)

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        """Remember it for this process."""
        self._robots[origin] = copy

    def host_wait(self, host: str) -> HostWait | None:  # noqa: ARG002 - the round remembers this process's own
        """None."""
        return None

    def keep_host_wait(self, host: str, wait: HostWait) -> None:
        """Nothing: the round remembers it."""

    def pending(self, source: Source) -> tuple[Task, ...]:  # noqa: ARG002 - nothing is left over
        """Nothing."""
        return ()

    def discovered(
        self,
        source: Source,
        listing: Listing,
        *,
        url: str,  # noqa: ARG002 - nothing is written
        validators: Validators | None,  # noqa: ARG002 - same
    ) -> Discovered:
        """All entries, as tasks."""
        now = datetime.now(UTC)
        tasks = tuple(
            Task(item_id=item_id(source.id, entry.url, _is_taken), url=entry.url, entry=entry, first_seen=now)
            for entry in listing.entries
        )
        return Discovered(tasks=tasks, new=len(tasks))

    def fetched(self, source: Source, task: Task, page: Page | None, digest: Digest) -> Finished:  # noqa: ARG002 - port
        """Say what it was."""
        return Finished(
            item_id=task.item_id, relevance=digest.judgement.relevance, story=task.item_id, primary=task.item_id
        )

    def failed(self, source: Source, task: Task, reason: str, *, retry_after: timedelta | None = None) -> None:
        """Nothing: it is not tried again."""


class NoReaders:
    """Where nothing is to be read: a shell on an address of no source."""

    async def listing(self, page: Page, source: Source, way: Way) -> Listing:  # noqa: ARG002 - port
        """Refuse."""
        raise Unreadable("there is no source to read for")

    async def article(self, page: Page, source: Source, entry: Entry, first_seen: datetime) -> Digest:  # noqa: ARG002
        """Refuse."""
        raise Unreadable("there is no source to read for")

    async def whole_entry(self, source: Source, entry: Entry, first_seen: datetime) -> Digest:  # noqa: ARG002 - port
        """Refuse."""
        raise Unreadable("there is no source to read for")


def round_alone(settings: BaseSettings) -> Round:
    """The round of a shell on an address of no source."""
    return Round(
        politeness=Politeness(),
        network=Network(allow_private=settings.getbool("ALLOW_PRIVATE"), proxy=settings["PROXY"]),
        readers=NoReaders(),
        ledger=ForgetfulLedger(),
        progress=unwatched,
    )


def _is_taken(key: str) -> bool:  # noqa: ARG001 - nothing is taken where nothing is remembered
    return False
