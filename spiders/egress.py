"""Which addresses a source's requests may reach: scheme, host and port; pure, and fussier than any URL parser.

Only plainly written addresses pass, so that no two parsers can disagree about where one leads.
"""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from pipeline.source import Source
from spiders.addresses import address_in, is_public

DEFAULT_PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2_048

plain_url = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9](?:[a-z0-9_.-]{0,252}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])"
    r"(?::(?P<port>[0-9]{1,5}))?(?:[/?#][\x21-\x5b\x5d-\x7e]*)?",
    re.IGNORECASE,
)


def why_refused(url: str, hosts: Sequence[str], *, path: Sequence[str] = (), allow_private: bool = False) -> str | None:
    """The reason a request may not be made, None when it may.

    Args:
        url: the address as it would be sent.
        hosts: `host` (its scheme's default port) or `host:port`, exact.
        path: the addresses that redirected here, first one first.
        allow_private: let literal addresses that are not public pass.
    """
    shown = shorten(url)
    what = "redirect" if path else "address"
    match = plain_url.fullmatch(url) if len(url) <= LONGEST_URL else None
    if match is None:
        return f"{what} is no plain http address: {shown}"
    scheme, host = match["scheme"].lower(), match["host"].lower()
    port = int(match["port"]) if match["port"] else DEFAULT_PORTS[scheme]
    if not is_listed(scheme, host, port, hosts):
        return f"redirect away from the hosts: {shown}" if path else f"address outside the hosts: {shown}"
    if path and scheme == "http" and any(step.startswith("https:") for step in path):
        return f"redirect from https down to http: {shown}"
    literal = address_in(host)
    if literal and not allow_private and not is_public(literal):
        return f"{what} is not public: {shown}"
    return None


def is_listed(scheme: str, host: str, port: int, hosts: Iterable[str]) -> bool:
    """Whether host and port are among those allowed."""
    for allowed in map(plain_host, hosts):
        if allowed == f"{host}:{port}" or (allowed == host and port == DEFAULT_PORTS[scheme]):
            return True
    return False


def plain_host(host: str) -> str:
    """A configured host as it stands in an address: lower case, ASCII."""
    name = host.strip().lower()
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name


def hosts_of(source: Source) -> tuple[str, ...]:
    """The hosts of a source: those it names, else those of its own addresses."""
    if source.hosts:
        return source.hosts
    addresses = (source.url, *(way.url for way in source.discover))
    return tuple(dict.fromkeys(netloc for netloc in (urlsplit(url).netloc for url in addresses) if netloc))


def shorten(text: str, limit: int = 120) -> str:
    """An address fit for a log line."""
    plain = "".join(char if char.isprintable() else "?" for char in text[: limit + 1])
    return plain if len(plain) <= limit else f"{plain[:limit]}…"


def host_of(url: str) -> str:
    """Host and port of an address that passed the guard."""
    scheme, _, rest = url.partition("://")
    netloc = rest.partition("/")[0].partition("?")[0].partition("#")[0].lower()
    has_port = netloc.rpartition(":")[2].isdigit()
    return netloc if has_port else f"{netloc}:{DEFAULT_PORTS.get(scheme.lower(), 80)}"


def require_plain(url: str) -> None:
    """Refuse what Scrapy would quietly mend: a backslash, a control character.

    Raises:
        ValueError: there is one.
    """
    if "\\" in url or any(ord(char) < 0x20 for char in url):  # noqa: PLR2004 - control characters
        raise ValueError(shorten(url))
