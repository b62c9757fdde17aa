"""The crawl of one run: spiders, box and ledger put together; imported only when something is due."""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date

from monitor.box import Box
from monitor.clock import now
from monitor.config import Config
from monitor.crawl_ledger import RunLedger
from monitor.logs import Log
from monitor.opening import open_topic
from monitor.progress import Progress
from monitor.readings import BoxedReaders
from pipeline.archive import Archive
from pipeline.archive.warc import RunPages
from pipeline.models import Item
from pipeline.records import SourceReport
from pipeline.source import Source
from spiders.crawl import crawl


def collect(
    config: Config,
    archive: Archive,
    log: Log,
    chosen: tuple[Source, ...],
    *,
    since: date | None,
    tell: Callable[[Item], None],
) -> tuple[SourceReport, ...]:
    """Crawl the chosen sources; `tell` is given each new story's first article.

    Raises:
        InterruptedCrawl: a signal ended it; carries the reports so far.
        ArchiveError: nothing can be written any more.
    """
    topic = open_topic(config)
    successes = {state.source: state.last_success for state in archive.source_states().values() if state.last_success}
    with ExitStack() as stack:
        box = stack.enter_context(Box(topic))
        pages = stack.enter_context(RunPages(config.data.pages, log.run))
        progress = stack.enter_context(Progress(sys.stderr, len(chosen)))
        ledger = RunLedger(archive=archive, config=config, topic=topic, log=log, pages=pages, tell=tell)
        return crawl(
            chosen,
            politeness=config.politeness,
            network=config.network,
            readers=BoxedReaders(box, recall=archive.familiar),
            ledger=ledger,
            since=since,
            last_success=successes,
            progress=progress.show,
            clock=now,
        )
