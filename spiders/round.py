"""What all crawlers of one process share: manners, readers, ledger, the host gate, and how the crawl is stopped."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial

from pipeline.errors import MonitorError
from pipeline.records import HostWait
from pipeline.source import Source
from spiders.host_gate import HostGate
from spiders.manners import Limits, Network, Politeness
from spiders.ports import Ledger, Readers
from spiders.robots_rules import Rules

system_clock = partial(datetime.now, UTC)
Progress = Callable[[str, int, int], None]


@dataclass(slots=True, kw_only=True)
class Round:
    """One crawl over several sources. `fatal` ends all of it: the ledger cannot be written."""

    politeness: Politeness
    network: Network
    readers: Readers
    ledger: Ledger
    limits: Limits = field(default_factory=Limits)
    since: date | None = None
    last_success: Mapping[str, datetime] = field(default_factory=dict)
    progress: Progress
    clock: Callable[[], datetime] = field(default=system_clock)
    gate: HostGate = field(init=False)
    robots: dict[str, asyncio.Future[Rules | None]] = field(default_factory=dict)
    waits: dict[str, HostWait | None] = field(default_factory=dict)
    stopping: bool = False
    fatal: Exception | None = None
    stop: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        self.gate = HostGate(self.politeness.delay, self.politeness.concurrency_per_host)

    def fail(self, error: Exception) -> None:
        """End the whole crawl: what was fetched cannot be kept."""
        self.fatal = self.fatal or error
        self.stop()

    def wait_of(self, host: str) -> HostWait | None:
        """What a host asked for by Retry-After in an earlier run; None when its time is over."""
        if host not in self.waits:
            self.waits[host] = self.ledger.host_wait(host)
        wait = self.waits[host]
        return wait if wait is not None and self.clock() < wait.until else None

    def hear_out(self, host: str, asked: timedelta, reason: str) -> None:
        """A host's Retry-After is kept for all its sources; what they have begun in this run they may end."""
        self.waits.setdefault(host, None)
        try:
            self.ledger.keep_host_wait(host, HostWait(until=self.clock() + asked, reason=reason))
        except MonitorError as error:
            self.fail(error)

    def last_success_of(self, source: Source) -> datetime | None:
        """When the source was last read well; None before its first run."""
        return self.last_success.get(source.id)
