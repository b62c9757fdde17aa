"""Addresses fit for a feed: absolute http(s), ASCII, without credentials; anything else is refused by name."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\\]")
LONGEST = 2000
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
KEEP = "/:;=@!$&'()*+,~%-._?"


def web_address(url: str) -> str | None:
    """The address as an ASCII URI (RFC 3986), or None where it is no plain http or https address.

    Cyrillic paths are percent-encoded and hosts written in IDNA, since RSS knows URIs only.
    """
    if not url or len(url) > LONGEST or UNSAFE.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
        name = host.encode("idna").decode("ascii") if host and ":" not in host else f"[{host}]"
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    where = name if port is None else f"{name}:{port}"
    return urlunsplit((parts.scheme, where, _quoted(parts.path), _quoted(parts.query), _quoted(parts.fragment)))


def _quoted(part: str) -> str:
    return quote(LONE_PERCENT.sub("%25", part), KEEP)
