"""The door of this room: one blocking call that crawls sources; Scrapy is imported only when it is called."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from pipeline.records import SourceReport
from pipeline.source import Source
from spiders.manners import Limits, Network, Politeness
from spiders.ports import Ledger, Readers


def unwatched(source: str, done: int, total: int) -> None:
    """Nobody watches the progress."""


def crawl(  # noqa: PLR0913 - the whole of what a crawl needs, once
    sources: Sequence[Source],
    *,
    politeness: Politeness,
    network: Network,
    readers: Readers,
    ledger: Ledger,
    since: date | None = None,
    last_success: Mapping[str, datetime] | None = None,
    progress: Callable[[str, int, int], None] | None = None,
    limits: Limits | None = None,
    clock: Callable[[], datetime] | None = None,
) -> tuple[SourceReport, ...]:
    """Crawl all sources at once, one request at a time per host; blocks until the last is done.

    Callable once in a process, from its main thread: Twisted's reactor does not start twice. The reports are in the
    order of `sources`. `since` reads back to that day, further than the last success; `last_success` says when each
    source was last read well (aware), by id, and a source not in it is new; `progress` is called as
    `(source id, pages done, pages known)`; `clock` says what time it is (aware), the system's where it is left out.

    Raises:
        InterruptedCrawl: SIGTERM or SIGINT; carries the reports of what was done until then.
        MonitorError: the ledger could not be written.
    """
    if not sources:
        return ()
    from spiders.process import run_all  # noqa: PLC0415 - Scrapy takes half a second to import
    from spiders.round import Round, system_clock  # noqa: PLC0415 - same

    around = Round(
        politeness=politeness, network=network, readers=readers, ledger=ledger, limits=limits or Limits(), since=since,
        last_success=last_success or {}, progress=progress or unwatched, clock=clock or system_clock,
    )  # fmt: skip
    return run_all(sources, around)
