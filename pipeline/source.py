"""A source as the rooms see it: frozen values, parsed once from the configuration; it checks nothing again."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

WayKind = Literal["feed", "sitemap", "listing", "telegram"]
Clock = Literal["declared", "wall", "utc"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way of finding a source's items.

    `url` may hold `{day:%Y%m%d}` (sitemap, listing). `item` and `next` are CSS of the links and of the pager.
    """

    kind: WayKind
    url: str
    full_text: bool = False
    item: str = ""
    next: str = ""
    pages: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """CSS of one design of a source's article pages, each a list tried in order; `until` is its last day."""

    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    until: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One site, channel or section that is watched.

    `timezone` is an IANA name. `clock`: `wall` ignores a declared offset, `utc` reads a stamp without offset as UTC.
    `hosts` are `host` or `host:port`, the only ones its requests may reach.
    """

    id: str
    name: str
    url: str
    enabled: bool = True
    reason: str = ""
    discover: tuple[Way, ...] = ()
    fetch: Literal["all", "matching"] = "matching"
    language: str | None = "ru"
    timezone: str = "Europe/Moscow"
    clock: Clock = "declared"
    official: bool = False
    priority: int = 50
    every: dt.timedelta | None = None
    cron: str | None = None
    encoding: str | None = None
    hosts: tuple[str, ...] = ()
    layouts: tuple[Layout, ...] = ()
    verified: dt.date | None = None
