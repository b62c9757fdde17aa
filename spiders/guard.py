"""The egress guard: first in line, sees every request of a crawl, redirects, retries and robots.txt included."""

from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler

from spiders.egress import why_refused
from spiders.refusals import postpone, refuse
from spiders.standing import Standing


class EgressGuard:
    """Refuses what does not lead to the source's own hosts, and what goes over the bound on requests."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._asked = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        return cls(Standing.of(crawler))

    def process_request(self, request: Request) -> None:
        """Let a request pass.

        Raises:
            RefusedError: it may not be made.
        """
        hosts = self._standing.hosts
        reason = why_refused(
            request.url,
            hosts if hosts is not None else [_netloc(request.url)],
            path=request.meta.get("redirect_urls", ()),
            allow_private=self._standing.round.network.allow_private,
        )
        if reason:
            raise refuse("broken", reason, ours=True)
        self._asked += 1
        if self._asked > self._standing.round.limits.requests:
            raise postpone("broken", f"more than {self._asked - 1} requests in one run")


def _netloc(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].lower()
