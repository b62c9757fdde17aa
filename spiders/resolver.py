"""Names to addresses, with the last word of the egress guard: the address checked is the address connected to."""

from collections.abc import Sequence
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from spiders.addresses import is_public

refused_names: dict[str, str] = {}  # name → address; Twisted's own error forgets why a name gave nothing


class GuardResolver(CachingThreadedResolver):
    """Refuses addresses that are not public, whatever name or spelling led to them."""

    def __init__(
        self, reactor: Any, cache_size: int, timeout: float, *, allow_private: bool = False, passed: Sequence[str] = ()
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allow_private = allow_private
        self._passed = frozenset(passed)

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> Self:
        """Scrapy's constructor; the settings are the process's."""
        settings = crawler.settings
        return cls(
            reactor,
            settings.getint("DNSCACHE_SIZE"),
            settings.getfloat("DNS_TIMEOUT"),
            allow_private=settings.getbool("ALLOW_PRIVATE"),
            passed=settings.getlist("PROXY_HOSTS"),
        )

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """The IPv4 address of a name, or a lookup error where it is not public."""
        return super().getHostByName(name, timeout).addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        if self._allow_private or name in self._passed or is_public(address):
            return address
        refused_names[name] = address
        raise DNSLookupError(f"{name} is {address}, which is not public")
