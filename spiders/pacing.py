"""Last in line before the network: waits at the host gate, and asks nothing of a host that told us to wait."""

from datetime import UTC, timedelta
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response

from spiders.answers import WAIT_STATUSES, describe_status
from spiders.asking import header
from spiders.egress import host_of
from spiders.host_gate import EvictedError
from spiders.refusals import Refusal, RefusedError, postpone
from spiders.standing import Standing
from spiders.waiting import parse_retry_after

TOO_MANY = 429
SHORT_WAIT = timedelta(seconds=5)  # so long a request waits its turn; a longer wish is for the next runs


class Pacing:
    """Holds the place of each request at the gate, from just before it is sent until its answer is there."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._gate = standing.round.gate
        self._inside: dict[Request, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        pacing = cls(Standing.of(crawler))
        crawler.signals.connect(pacing.spider_closed, signals.spider_closed)
        return pacing

    async def process_request(self, request: Request) -> None:
        """Wait for the turn.

        Raises:
            RefusedError: the crawl ends, or the host told this source to wait.
        """
        host = host_of(request.url)
        self._refuse_closed(host)
        try:
            await self._gate.enter(host, self)
        except EvictedError as error:
            raise postpone("broken", str(error)) from error
        self._inside[request] = host
        try:
            self._refuse_closed(host)
        except RefusedError:
            self._leave(request)
            raise

    def process_response(self, request: Request, response: Response) -> Response:
        """The answer is there."""
        if response.status in WAIT_STATUSES:
            self._mind_wish(host_of(request.url), request, response)
        self._leave(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:  # noqa: ARG002 - Scrapy's signature
        """There will be no answer."""
        self._leave(request)

    def spider_closed(self) -> None:
        """Give back the places of requests that were dropped on the way."""
        for request in tuple(self._inside):
            self._leave(request)

    def end_waiting(self, reason: str) -> None:
        """Stop waiting at the gate: the crawl ends."""
        self._gate.evict(self, reason)

    def _refuse_closed(self, host: str) -> None:
        shut: dict[str, Refusal] = getattr(self._standing.crawler.spider, "shut", {})
        if host in shut:
            raise postpone(shut[host].kind, shut[host].reason)
        wait = self._standing.round.wait_of(host)
        if wait is not None:
            until = wait.until.astimezone(UTC)
            raise postpone(
                "unreachable" if "503" in wait.reason else "blocked",
                f"{host.removesuffix(':443').removesuffix(':80')} asked to be left alone until {until:%Y-%m-%d %H:%M}Z "
                f"({wait.reason})",
            )

    def _mind_wish(self, host: str, request: Request, response: Response) -> None:
        if response.status == TOO_MANY:
            self._gate.widen(host)
        wait = parse_retry_after(header(response, "Retry-After"), self._standing.round.clock())
        if wait and wait <= SHORT_WAIT:
            self._gate.hold(host, wait.total_seconds())
        elif wait and request.meta.get("robots"):  # nothing speaks more for the whole host
            self._standing.round.hear_out(host, wait, f"robots.txt: {describe_status(response.status)}")

    def _leave(self, request: Request) -> None:
        host = self._inside.pop(request, None)
        if host is not None:
            self._gate.leave(host)
