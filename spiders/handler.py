"""Scrapy's HTTP handler with two bounds it lacks: on the size of response headers, and on whom TLS trusts."""

from functools import lru_cache
from typing import Any

from OpenSSL import SSL
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, _LenientHTTP11ClientProtocol
from scrapy.crawler import Crawler
from twisted.internet._sslverify import IOpenSSLTrustRoot
from twisted.internet.ssl import optionsForClientTLS
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE
from twisted.web.client import _HTTP11ClientFactory
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from spiders.manners import Limits

HEADER_BYTES = Limits().header_bytes


class HeaderFloodError(Exception):
    """A server's headers do not end."""


class BoundedProtocol(_LenientHTTP11ClientProtocol):
    """Hangs up on a server whose headers do not end; Twisted reads them without limit."""

    header_bytes = 0

    def request(self, request: Any) -> Any:
        """Send a request; its answer's headers are counted anew."""
        self.header_bytes = 0
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Count what comes before the body."""
        if self._parser is not None and self._parser.state not in (BODY, DONE):
            self.header_bytes += len(data)
            if self.header_bytes > HEADER_BYTES + len(data):
                self.transport.abortConnection()  # type: ignore[union-attr]
                self._disconnectParser(Failure(HeaderFloodError()))  # type: ignore[no-untyped-call]
                return
        super().dataReceived(data)  # type: ignore[no-untyped-call]


class BoundedFactory(_HTTP11ClientFactory):
    """Builds bounded protocols."""

    noisy = False

    def buildProtocol(self, addr: Any) -> BoundedProtocol:  # noqa: ARG002, N802 - Twisted's signature
        """A protocol for one connection."""
        return BoundedProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


@implementer(IOpenSSLTrustRoot)
class Trust:
    """The system's certificate authorities (SSL_CERT_FILE is OpenSSL's own) and those of one more file."""

    def __init__(self, extra_file: str | None) -> None:
        self._extra_file = extra_file

    def _addCACertsToContext(self, context: SSL.Context) -> None:  # noqa: N802 - Twisted's name
        context.set_default_verify_paths()
        if self._extra_file:
            context.load_verify_locations(self._extra_file)


@implementer(IPolicyForHTTPS)
class VerifyingPolicy:
    """Verifies every certificate and its name; keeps one TLS context per host, loading authorities is slow."""

    def __init__(self, extra_file: str | None) -> None:
        trust: Any = Trust(extra_file)
        self._creator = lru_cache(64)(lambda hostname: optionsForClientTLS(hostname, trustRoot=trust))

    def creatorForNetloc(self, hostname: bytes, port: int) -> Any:  # noqa: ARG002, N802 - Twisted's signature
        """What starts TLS with a host."""
        return self._creator(hostname.decode("ascii"))


class BoundedHandler(HTTP11DownloadHandler):
    """The handler for http and https."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool._factory = BoundedFactory  # noqa: SLF001 - Twisted offers no other way
        self._pool.retryAutomatically = False  # every request passes the guard and the gate
        policy: Any = VerifyingPolicy(crawler.settings["EXTRA_CA_FILE"])
        self._contextFactory = policy
