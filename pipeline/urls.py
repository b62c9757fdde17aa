"""Addresses of items: their one canonical form, the key and id made from it, and which may be asked for at all."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote, urljoin, urlsplit

from pipeline.url_forms import addresses, is_slug, names_a_page, plain_host, plain_segments, qualifies, tracks

LONGEST = 2000  # characters; no server promises to take more
KEY_LENGTH = 60
HASH_DIGITS = 6
DEFAULT_PORTS = {"http": 80, "https": 443}

_KEPT = "/:@!$&'()*+,;=~-._%"  # quote() leaves these alone; `%` starts an escape that is there already
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*|\[[0-9a-f:.]+\]")
_IPV4 = re.compile(r"[0-9.]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SESSION = re.compile(r";jsessionid=[^/;]{0,200}", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"[0-9]{5,}")
_EXTENSION = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}$")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_LATIN = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэіўқғңөұүһәҳҷӣӯ", "abvgdeezijklmnoprstufyeiuqgnouuhahjiu", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    scheme: str
    host: str
    port: int | None  # None: the scheme's own
    path: str
    query: str


def canonical(url: str) -> str:
    """The one form of an address under which an item is remembered; for comparing, not for fetching.

    Scheme, `www.`, mobile, AMP and print forms, tracking parameters, parameter order, fragment, default port,
    escapes and a trailing slash make no difference. An address that `refusal` calls odd stays as it is.
    """
    parts = _split(url)
    if parts is None:
        return _tidy(url)
    segments = plain_segments(_without_dots(_escaped(_SESSION.sub("", parts.path)).split("/")))
    by_path = names_a_page(segments[-1] if segments else "")
    query = "&".join(sorted({name + value for name, value in _addressing(parts.query, by_path=by_path)}))
    port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    return f"https://{plain_host(parts.host)}{port}/{'/'.join(segments)}{'?' * bool(query)}{query}"


def key_of(url: str) -> str:
    """What names the item at its source (contract.md §3): `[a-z0-9-]`, 1 to 60 characters.

    The last path segment's last run of five or more digits, else the segment itself; the last parameter's value
    for a page addressed by its query; the beginning of the canonical address's hash where neither has letters.
    """
    parts = _split(url)
    if parts is None:
        return _digest(url)
    segment = canonical(url).partition("?")[0].partition("://")[2].rpartition("/")[2]
    told = _telling_value(parts.query, segment) or segment
    return _slug(_EXTENSION.sub("", told)) or _digest(url)


def item_id(source_id: str, url: str, taken: Callable[[str], bool]) -> str:
    """`SOURCE-KEY`; with the canonical address's hash where `taken` says that another address has that id."""
    item = f"{source_id}-{key_of(url)}"
    digits = HASH_DIGITS
    candidate = item
    while taken(candidate) and digits <= 64:  # noqa: PLR2004 - all of SHA-256
        candidate = f"{item}-{_digest(url, digits)}"
        digits += 2
    return candidate


def allowed(url: str, hosts: Iterable[str]) -> bool:
    """Whether a source with these hosts (`host` or `host:port`, no subdomains) may ask for the address."""
    return refusal(url, hosts) is None


def refusal(url: str, hosts: Iterable[str] | None = None) -> str | None:
    """Why an address is not to be used, None where it is fine; without `hosts` only its shape is looked at."""
    if not url.strip():
        return "no address"
    scheme = urlscheme(url)
    if scheme not in DEFAULT_PORTS:
        return f"scheme {scheme or 'missing'}"
    parts = _split(url)
    if parts is None:
        return "an odd address"
    if hosts is not None and not _names(parts) & _known(tuple(hosts)):
        return f"another host ({parts.host[:60]})"
    return None


def resolve(href: str, base: str = "", hosts: Iterable[str] = ()) -> str:
    """The absolute address a link stands for, ready to be asked for; odd ones come back as they are.

    Fragment and campaign marks go, escapes are made whole, the host is ASCII. A link to the `www.` twin of one of
    `hosts` leads to that host, as both are the same item and only one may be asked.
    """
    url = _tidy(href)
    try:
        url = urljoin(base, url) if base else url
    except ValueError:
        return url
    parts = _split(url)
    if parts is None:
        return url
    query = "&".join(name + value for name, value in _parameters(parts.query) if not tracks(name))
    host = _twin(parts, hosts)
    port = f":{parts.port}" if parts.port else ""
    return f"{parts.scheme}://{host}{port}{_escaped(parts.path) or '/'}{'?' * bool(query)}{query}"


def urlscheme(url: str) -> str:
    """The scheme of an address in lower case, empty where there is none."""
    head, colon, _ = _tidy(url).partition(":")
    return head.lower() if colon and re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]{0,30}", head) else ""


def host_of(url: str) -> str:
    """The host of an address in ASCII and lower case, empty for odd ones."""
    parts = _split(url)
    return parts.host if parts else ""


def _tidy(url: str) -> str:
    return _CONTROL.sub("", url).strip()


@lru_cache(maxsize=4096)
def _split(url: str) -> _Parts | None:
    """The parts of an http(s) address; None for any that two programs could read differently."""
    url = _tidy(url)
    if len(url) > LONGEST or "\\" in url or not url.isprintable():
        return None
    try:
        split = urlsplit(url)
        host, port = _ascii_host(split.hostname or ""), split.port
    except ValueError:
        return None
    if split.scheme not in DEFAULT_PORTS or "@" in split.netloc or "%" in split.netloc or not _HOST.fullmatch(host):
        return None
    port = None if port == DEFAULT_PORTS[split.scheme] else port
    return _Parts(scheme=split.scheme, host=host, port=port, path=split.path, query=split.query)


def _ascii_host(host: str) -> str:
    host = host.strip().lower().rstrip(".")
    if ":" in host and not host.startswith("[") and host.count(":") > 1:
        host = f"[{host}]"  # urlsplit takes the brackets of IPv6 away
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


@lru_cache(maxsize=256)
def _known(hosts: tuple[str, ...]) -> frozenset[str]:
    """Configured hosts as addresses spell them."""
    found = set()
    for host in hosts:
        name, colon, port = host.rpartition(":") if host.count(":") == 1 or "]:" in host else (host, "", "")
        found.add(f"{_ascii_host(name)}{colon}{port}")
    return frozenset(found)


def _names(parts: _Parts) -> set[str]:
    if parts.port is None:
        return {parts.host, f"{parts.host}:{DEFAULT_PORTS[parts.scheme]}"}
    return {f"{parts.host}:{parts.port}"}


def _twin(parts: _Parts, hosts: Iterable[str]) -> str:
    named = _known(tuple(hosts))
    if not named or _names(parts) & named or _IPV4.fullmatch(parts.host):
        return parts.host
    bare = parts.host.removeprefix("www.")
    return next((host for host in (bare, f"www.{bare}") if host in named and parts.port is None), parts.host)


def _escaped(text: str) -> str:
    """Escapes in capitals, none where none is needed, all where one is needed."""
    text = _LONE_PERCENT.sub("%25", text)
    text = _ESCAPE.sub(_escape, text)
    return quote(text, safe=_KEPT, errors="replace")


def _escape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if _UNRESERVED.match(char) else match[0].upper()


def _without_dots(segments: list[str]) -> list[str]:
    kept: list[str] = []
    for segment in segments:
        if segment == "..":
            kept = kept[:-1]
        elif segment != ".":
            kept.append(segment)
    return kept


def _parameters(query: str) -> list[tuple[str, str]]:
    """Names and values as escaped text, a value with its `=`; `&amp;` left over from markup is an ampersand."""
    pieces = [piece.replace("+", "%20").partition("=") for piece in query.replace("&amp;", "&").split("&")]
    return [(_escaped(name), _escaped(equals + value)) for name, equals, value in pieces if name or value]


def _addressing(query: str, *, by_path: bool) -> list[tuple[str, str]]:
    return [
        (name, value) for name, value in _parameters(query) if addresses(name, value.removeprefix("="), by_path=by_path)
    ]


def _telling_value(query: str, segment: str) -> str:
    """The value that addresses the page, empty where the path does."""
    by_path = names_a_page(segment)
    told = _addressing(query, by_path=by_path)
    chosen = [pair for pair in told if not qualifies(pair[0])] or ([] if by_path else told)
    if not chosen:
        return ""
    name, value = chosen[-1]
    value = value.removeprefix("=") or name
    named_by_path = _LONG_NUMBER.search(segment) or is_slug(segment)
    return "" if named_by_path and not _LONG_NUMBER.search(value) else value


def _slug(text: str) -> str:
    plain = unquote(text, errors="replace").lower()
    if numbers := _LONG_NUMBER.findall(plain):
        return str(numbers[-1][:KEY_LENGTH])
    return _NOT_KEY.sub("-", plain.translate(_LATIN)).strip("-")[:KEY_LENGTH].strip("-")


def _digest(url: str, digits: int = HASH_DIGITS) -> str:
    return hashlib.sha256(canonical(url).encode("utf-8", "replace")).hexdigest()[:digits]
