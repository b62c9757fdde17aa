"""How we behave on other people's servers: the `politeness:` and `network:` parts of the configuration, frozen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Politeness:
    """Seconds for `delay` and `timeout`, bytes for the maxima; `contact` goes into the User-Agent."""

    user_agent: str = "csto-monitor"
    contact: str = ""
    robots: bool = True
    delay: float = 1.0
    concurrency_per_host: int = 1
    timeout: float = 20.0
    max_page_bytes: int = 4_000_000
    max_sitemap_bytes: int = 52_428_800


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """`allow_private` lets addresses that are not public pass the guard (tests, the demo, an intranet)."""

    allow_private: bool = False
    proxy: str | None = None
    ca_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What bounds one source in one run.

    `seconds` of wall time; `requests` of any kind; `days` of a `{day}` template; `children` of a sitemap index;
    `pages_to_known`: pages of a list whose way names no bound, while nothing known is reached;
    `days_since` and `pages_since`: days of a template and pages of a listing where `--since` goes further back;
    `redirects` in a row;
    `header_bytes` of one answer; `robots_bytes` that are read (RFC 9309 §2.5); `stop_seconds` between a signal and
    the end.
    """

    seconds: float = 600.0
    requests: int = 3_000
    days: int = 31
    children: int = 12
    pages_to_known: int = 5
    days_since: int = 366
    pages_since: int = 50
    redirects: int = 5
    header_bytes: int = 262_144
    robots_bytes: int = 512_000
    stop_seconds: float = 1.5
