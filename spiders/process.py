"""Runs one crawler per source in this process until all are done, a signal comes, or the ledger fails."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Sequence
from types import FrameType
from typing import Self

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from pipeline.errors import InterruptedCrawl
from pipeline.records import SourceReport
from pipeline.source import Source
from spiders.round import Round
from spiders.settings import scrapy_settings
from spiders.source_spider import SourceSpider

SIGNALS = (signal.SIGTERM, signal.SIGINT)


def run_all(sources: Sequence[Source], around: Round) -> tuple[SourceReport, ...]:
    """The reports of a finished crawl.

    Raises:
        InterruptedCrawl: a signal came.
        MonitorError: the ledger could not be written.
    """
    process = AsyncCrawlerProcess(scrapy_settings(around.politeness, around.network, around.limits))
    logging.getLogger("scrapy").setLevel(logging.ERROR)
    logging.getLogger("twisted").setLevel(logging.CRITICAL)
    crawlers = [process.create_crawler(SourceSpider.of(source, around)) for source in sources]
    for crawler in crawlers:
        process.crawl(crawler)
    with Stopping(process, crawlers, around.limits.stop_seconds) as stopping:
        around.stop = lambda: stopping.stop("the archive could not be written")
        process.start(install_signal_handlers=False)
    if around.fatal is not None:
        raise around.fatal
    if stopping.signal:
        raise InterruptedCrawl(stopping.signal, tuple(report_of(c) for c in crawlers if was_searched(c)))
    return tuple(report_of(crawler) for crawler in crawlers)


def was_searched(crawler: Crawler) -> bool:
    """Whether a source's listing was read or refused, so that a crawl cut short can still tell how it fared."""
    return isinstance(crawler.spider, SourceSpider) and crawler.spider.work.searched


def report_of(crawler: Crawler) -> SourceReport:
    """How one crawler's source fared."""
    spider = crawler.spider
    if isinstance(spider, SourceSpider):
        return spider.work.report()
    return SourceReport(source=crawler.spidercls.name, outcome="broken", reason="the crawler did not start")


class Stopping:
    """Ends a crawl early: at the first signal softly, a moment later by force, and last without asking anyone."""

    def __init__(self, process: AsyncCrawlerProcess, crawlers: Sequence[Crawler], seconds: float) -> None:
        self.signal = 0
        self._process = process
        self._crawlers = crawlers
        self._seconds = seconds
        self._loop = asyncio.get_event_loop()
        self._before: dict[int, object] = {}
        self._last_resort: threading.Timer | None = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = {number: signal.signal(number, self._receive) for number in SIGNALS}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        if self._last_resort is not None:
            self._last_resort.cancel()

    def stop(self, reason: str) -> None:
        """Let every crawler end; what does not within the time allowed is cut off."""
        for crawler in self._crawlers:
            if isinstance(crawler.spider, SourceSpider) and crawler.crawling:
                crawler.spider.end(reason)
        self._loop.call_later(self._seconds, self._process._stop_reactor)  # noqa: SLF001 - Scrapy's own forced stop

    def _receive(self, number: int, _frame: FrameType | None) -> None:
        if self.signal:
            self._loop.call_soon_threadsafe(self._process._stop_reactor)  # noqa: SLF001 - Scrapy's own forced stop
            return
        self.signal = number
        self._last_resort = threading.Timer(self._seconds + 1.5, os._exit, (128 + number,))
        self._last_resort.daemon = True
        self._last_resort.start()
        self._loop.call_soon_threadsafe(self.stop, "stopped by a signal")
