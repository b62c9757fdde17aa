"""The spider of one source: finds its items, opens their pages, hands everything to the readers and the ledger."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Self, cast

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from pipeline.records import Task
from pipeline.source import Source
from spiders.answers import page_of
from spiders.asking import answer_of
from spiders.discovery import Discovery
from spiders.egress import host_of, hosts_of, require_plain, shorten
from spiders.failures import refusal_of
from spiders.pacing import Pacing
from spiders.refusals import Refusal, RefusedError, refuse
from spiders.round import Round
from spiders.shown import item_of
from spiders.work import Work


class SourceSpider(Spider):
    """One source, one crawl. `source` and `round` belong to the class that `of` makes."""

    source: Source
    round: Round
    work: Work
    discovery: Discovery
    timer: asyncio.TimerHandle | None = None

    @classmethod
    def of(cls, source: Source, around: Round) -> type["SourceSpider"]:
        """The spider class of one source."""
        return type(cls.__name__, (cls,), {"name": source.id, "source": source, "round": around})

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Scrapy's constructor."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.work = Work(cls.source, cls.round)
        spider.discovery = Discovery(crawler, spider.work)
        crawler.signals.connect(spider.set_limit, signals.engine_started)
        crawler.signals.connect(spider.request_dropped, signals.request_dropped)
        crawler.signals.connect(spider.spider_closed, signals.spider_closed)
        return spider

    @classmethod
    def handles_request(cls, request: Request) -> bool:
        """Whether an address is of this source's hosts; `scrapy shell` asks."""
        names = {host.partition(":")[0] for host in hosts_of(cls.source)}
        return host_of(request.url).partition(":")[0] in names

    @property
    def shut(self) -> dict[str, Refusal]:
        """The hosts that are not asked any more."""
        return self.work.shut

    async def start(self) -> AsyncIterator[Any]:
        """Look for items first, then open what is left from earlier runs and what is new."""
        for task in await self._find():
            answer = await self._read_whole(task) if self.work.is_whole(task) else self._request(task)
            if answer is not None:
                yield answer

    async def _find(self) -> tuple[Task, ...]:
        try:
            left = self.round.ledger.pending(self.source)
            return self.work.take(left, await self.discovery.run())
        except Exception as error:  # noqa: BLE001 - border: one source's fault stays one source's fault
            self.work.break_off(error)
            return ()

    async def parse(self, response: Response, **kwargs: Any) -> dict[str, Any] | None:
        """One page: read it, write it down; a page Scrapy's own commands ask for is an item of its own."""
        task: Task = kwargs.get("task") or self.work.adopt(response.url)
        try:
            page = page_of(answer_of(response, task.url), self.round.clock())
            digest = await self.round.readers.article(page, self.source, task.entry, task.first_seen)
            return item_of(digest, self.work.keep(task, page, digest))
        except Exception as error:  # noqa: BLE001 - border: one page's fault stays one page's fault
            self.work.miss(task, error)
            return None

    def miss(self, failure: Failure) -> None:
        """A page could not be had."""
        request = cast("Request", failure.request)  # type: ignore[attr-defined]
        task: Task = request.cb_kwargs["task"]
        limit = self.round.politeness.max_page_bytes
        self.work.miss(task, RefusedError(refusal_of(cast("Exception", failure.value), request.url, limit=limit)))

    def request_dropped(self, request: Request) -> None:
        """Scrapy's scheduler turned a request down: neither callback nor errback would tell."""
        task: Task | None = request.cb_kwargs.get("task")
        if task is not None:
            self.work.miss(task, refuse("broken", "the scheduler turned the request down", ours=True))

    def set_limit(self) -> None:
        """End this source's crawl when its time is up."""
        limit = self.round.limits.seconds
        loop = asyncio.get_running_loop()
        self.timer = loop.call_later(limit, self.end, f"the limit of {limit:.0f} s was reached")

    def spider_closed(self) -> None:
        """The crawl of this source is over."""
        self.work.finish()
        if self.timer is not None:
            self.timer.cancel()

    def end(self, reason: str) -> None:
        """Ask for nothing more; what is on its way may still come in."""
        self.work.ended = self.work.ended or reason
        pacing = self.crawler.get_downloader_middleware(Pacing)
        if pacing is not None:
            pacing.end_waiting(reason)
        self._ending = asyncio.ensure_future(self.crawler.stop_async())

    async def _read_whole(self, task: Task) -> dict[str, Any] | None:
        """An entry that is the article itself."""
        try:
            digest = await self.round.readers.whole_entry(self.source, task.entry, task.first_seen)
            return item_of(digest, self.work.keep(task, None, digest))
        except Exception as error:  # noqa: BLE001 - border: one entry's fault stays one entry's fault
            self.work.miss(task, error)
            return None

    def _request(self, task: Task) -> Request | None:
        try:
            require_plain(task.url)
            return Request(task.url, callback=self.parse, errback=self.miss, cb_kwargs={"task": task}, dont_filter=True)
        except ValueError:
            self.work.miss(task, refuse("broken", f"malformed address: {shorten(task.url)}", ours=True))
            return None
