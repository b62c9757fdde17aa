"""Asks each origin's robots.txt first, once a day for all sources; what it means is decided in `robots_rules`."""

import asyncio
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import StopDownload
from scrapy.http.request import NO_CALLBACK

from pipeline.records import RobotsCopy
from spiders.failures import refusal_of
from spiders.refusals import Refusal, RefusedError
from spiders.robots_rules import ALLOW_ALL, Rules, rules_of
from spiders.standing import Standing


class RobotsGuard:
    """Refuses what robots.txt refuses (RFC 9309)."""

    def __init__(self, standing: Standing, agent: str) -> None:
        self._standing = standing
        self._agent = agent
        self._round = standing.round
        self._received: dict[Request, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        guard = cls(Standing.of(crawler), agent=crawler.settings["USER_AGENT"].partition("/")[0])
        crawler.signals.connect(guard.bytes_received, signals.bytes_received)
        return guard

    async def process_request(self, request: Request) -> None:
        """Let a request pass.

        Raises:
            RefusedError: robots.txt refuses it, or could not be read.
        """
        if request.meta.get("robots") or not self._round.politeness.robots:
            return
        rules = await self._rules(origin_of(request.url))
        refusal = rules.why_refused(request.url, self._agent)
        if refusal:
            raise RefusedError(refusal)

    def bytes_received(self, data: bytes, request: Request) -> None:
        """Read no more of a robots.txt than its limit (RFC 9309 §2.5).

        Raises:
            StopDownload: that is enough; what came is used.
        """
        if not request.meta.get("robots"):
            return
        self._received[request] = self._received.get(request, 0) + len(data)
        if self._received[request] > self._round.limits.robots_bytes:
            raise StopDownload(fail=False)

    async def _rules(self, origin: str) -> Rules:
        while (asked := self._round.robots.get(origin)) is not None:
            rules = await asyncio.shield(asked)
            if rules is not None:
                return rules
        return await self._ask_first(origin)

    async def _ask_first(self, origin: str) -> Rules:
        """Find the rules for all who wait for them; whoever has to give up lets the next one try."""
        answer: asyncio.Future[Rules | None] = asyncio.get_running_loop().create_future()
        self._round.robots[origin] = answer
        found: Rules | None = None
        try:
            rules = found = await self._find(origin)
        finally:
            if found is None:
                del self._round.robots[origin]
            answer.set_result(found)
        return rules

    async def _find(self, origin: str) -> Rules:
        copy = self._round.ledger.robots(origin)
        if copy is not None:
            return rules_of(copy)
        try:
            copy = await self._fetch(origin)
        except Exception as error:
            refusal = refusal_of(error, origin)
            if refusal.later:
                raise RefusedError(refusal) from error
            return rules_of_failure(refusal)
        if copy.status < 500 and copy.status != 429:  # noqa: PLR2004 - a stumble is not worth a day's memory
            self._round.ledger.keep_robots(origin, copy)
        return rules_of(copy)

    async def _fetch(self, origin: str) -> RobotsCopy:
        limit = self._round.limits.robots_bytes
        request = Request(
            f"{origin}/robots.txt",
            callback=NO_CALLBACK,
            dont_filter=True,
            headers={"Accept": "text/plain,*/*;q=0.5"},
            meta={"robots": True, "prefix": limit, "download_maxsize": 0},
        )
        response = await self._standing.crawler.engine.download_async(request)
        return RobotsCopy(status=response.status, body=response.body[:limit], fetched_at=self._round.clock())


def origin_of(url: str) -> str:
    """Scheme, host and port of an address that passed the guard."""
    scheme, _, rest = url.partition("://")
    netloc = rest.partition("/")[0].partition("?")[0].partition("#")[0]
    return f"{scheme.lower()}://{netloc.lower()}"


def rules_of_failure(refusal: Refusal) -> Rules:
    """What follows where robots.txt could not be had: no answer refuses all, a refused redirect counts as none."""
    if refusal.kind == "broken":  # redirected out of reach, a loop, oversize: `unavailable` in RFC 9309 §2.3.1.2-3
        return ALLOW_ALL
    return Rules(
        refusal=Refusal(
            kind=refusal.kind, reason=f"robots.txt: {refusal.reason}", retry_after=refusal.retry_after, ours=True
        )
    )
