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
