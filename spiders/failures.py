"""From an error of the network, Scrapy or Twisted to the reason a person reads; it knows their exceptions by name."""

from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.web._newclient import ParseError

from spiders.egress import shorten
from spiders.handler import HeaderFloodError
from spiders.refusals import Refusal, RefusedError
from spiders.resolver import refused_names

PLAIN_WORDS: dict[type[BaseException], str] = {
    DownloadTimeoutError: "no whole answer in time",
    DownloadConnectionRefusedError: "connection refused",
    ResponseDataLossError: "the answer was cut off",
}


def refusal_of(error: BaseException, url: str, *, limit: int = 0) -> Refusal:
    """What an error says of the source; `limit` is the size that a cancelled download broke, in bytes."""
    if isinstance(error, RefusedError):
        return error.refusal
    if isinstance(error, CannotResolveHostError):
        return _unresolved(url)
    if isinstance(error, DownloadCancelledError):
        return Refusal(kind="broken", reason=f"larger than {limit} bytes")
    if isinstance(error, IgnoreRequest | ValueError):
        return Refusal(kind="broken", reason=shorten(str(error) or type(error).__name__))
    return Refusal(kind="unreachable", reason=_connection_reason(error))


def _unresolved(url: str) -> Refusal:
    host = urlsplit(url).hostname or ""
    if host in refused_names:
        return Refusal(kind="broken", reason=f"{host} is {refused_names[host]}, which is not public", ours=True)
    return Refusal(kind="unreachable", reason=f"no address found for {shorten(host)}")


def _connection_reason(error: BaseException) -> str:
    for kind, words in PLAIN_WORDS.items():
        if isinstance(error, kind):
            return words
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, SSL.Error) or "verif" in type(cause).__name__.lower():
            return f"TLS: {_tls_words(cause)}"
        if isinstance(cause, HeaderFloodError):
            return "headers without end"
        if isinstance(cause, ParseError):
            return "the answer is no HTTP"
    if isinstance(error, DownloadFailedError):
        return f"connection failed: {type(causes[-1]).__name__}"
    return shorten(f"{type(error).__name__}: {error}")


def _causes(error: BaseException | None) -> list[BaseException]:
    """The error and what is behind it, outermost first."""
    found: list[BaseException] = []
    waiting = [error]
    while waiting and len(found) < 20:  # noqa: PLR2004 - chains are short
        current = waiting.pop(0)
        if current is None or current in found:
            continue
        found.append(current)
        waiting.append(current.__cause__)
        waiting += [failure.value for failure in getattr(current, "reasons", ())]
    return found


def _tls_words(cause: BaseException) -> str:
    if isinstance(cause, SSL.Error) and cause.args and isinstance(cause.args[0], list):
        words = [str(part[-1]) for part in cause.args[0] if part]
        return "; ".join(words) or "handshake failed"
    return shorten(str(cause) or type(cause).__name__)
