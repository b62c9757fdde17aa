"""Sends requests through the configured proxy; the environment's are left to Scrapy's own middleware."""

from typing import Self
from urllib.request import proxy_bypass

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from spiders.egress import host_of


class ConfiguredProxy:
    """Names the proxy before Scrapy's middleware reads the name."""

    def __init__(self, proxy: str) -> None:
        self._proxy = proxy

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's constructor."""
        proxy: str | None = crawler.settings["PROXY"]
        if not proxy:
            raise NotConfigured
        return cls(proxy)

    def process_request(self, request: Request) -> None:
        """Mark the request, but for the hosts of no_proxy."""
        if not proxy_bypass(host_of(request.url).rpartition(":")[0]):
            request.meta["proxy"] = self._proxy
