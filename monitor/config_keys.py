"""The keys of config.yaml as pydantic models; unknown ones are refused. Files are read elsewhere."""

import datetime as dt
from datetime import timedelta
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from feeds.settings import FeedSettings
from monitor.config_values import (
    Address,
    ArchiveUrl,
    Cron,
    Css,
    Encoding,
    Handle,
    Host,
    Language,
    Lasting,
    Selector,
    Span,
    Zone,
    check_template,
    empty_list,
    several,
)
from monitor.yaml_lines import KeyFault
from pipeline.source import Layout, Source, Way, WayKind
from spiders.manners import Politeness

RESERVED_IDS = {"import"}
KINDS_OF_WAYS: tuple[WayKind, ...] = ("feed", "sitemap", "listing", "telegram")
KEYS_OF_WAYS: dict[str, tuple[WayKind, ...]] = {  # what a key says nothing of is refused, not passed over
    "full_text": ("feed", "telegram"),
    "item": ("listing",),
    "next": ("listing",),
    "pages": ("listing", "telegram"),
}


class Strict(BaseModel):
    """A part of the file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WayPart(Strict):
    """One entry of `discover`."""

    feed: Address | None = None
    sitemap: Address | None = None
    listing: Address | None = None
    telegram: Handle | None = None
    full_text: bool = False
    item: Selector | Literal[""] = ""
    next: Selector | Literal[""] = ""
    pages: int = Field(1, ge=1, le=100)

    @model_validator(mode="after")
    def one_kind(self) -> Self:
        """Exactly one of the four says how items are found."""
        named = [k for k in KINDS_OF_WAYS if getattr(self, k) is not None]
        if len(named) != 1:
            raise ValueError("expected exactly one of feed, sitemap, listing, telegram")
        kind = named[0]
        check_template(str(getattr(self, kind)), days=kind in ("sitemap", "listing"))
        for key, kinds in KEYS_OF_WAYS.items():
            if key in self.model_fields_set and kind not in kinds:
                raise KeyFault(key, f"expected only with {' or '.join(f'`{k}:`' for k in kinds)}, not with `{kind}:`")
        return self

    def way(self) -> Way:
        """The same as the rooms see it."""
        kind, url = next((k, v) for k in KINDS_OF_WAYS if (v := getattr(self, k)))
        return Way(
            kind=kind, url=url, full_text=self.full_text or kind == "telegram",
            item=self.item, next=self.next, pages=self.pages,
        )  # fmt: skip


class LayoutPart(Strict):
    """One mapping of `article`."""

    title: Css = []
    lead: Css = []
    body: Css = []
    date: Css = []
    remove: Css = []
    until: dt.date | None = None

    def layout(self) -> Layout:
        """The same as the rooms see it."""
        lists = {key: tuple(getattr(self, key)) for key in ("title", "lead", "body", "date", "remove")}
        return Layout(**lists, until=self.until)


class SourcePart(Strict):
    """One entry of `sources`."""

    id: str = Field(pattern=r"^[a-z0-9-]{1,40}$")
    name: str = ""
    url: Address
    enabled: bool = True
    reason: str = ""
    discover: list[WayPart] = []
    fetch: Literal["all", "matching"] | None = None
    language: Language | None = "ru"
    timezone: Zone | None = None
    clock: Literal["declared", "wall", "utc"] = "declared"
    official: bool = False
    priority: int = 50
    every: Span | None = None
    cron: Cron | None = None
    encoding: Encoding | None = None
    hosts: list[Host] = []
    article: Annotated[list[LayoutPart], BeforeValidator(several)] = []
    verified: dt.date | None = None

    @model_validator(mode="after")
    def explained(self) -> Self:
        """A disabled source says why; one period is enough."""
        if not self.enabled and not self.reason:
            raise KeyFault("enabled", "false needs a reason: why it is disabled")
        if self.every and self.cron:
            raise KeyFault("cron", "expected `every` or `cron`, not both")
        if self.id in RESERVED_IDS:
            raise KeyFault("id", f"the id {self.id!r} is kept for imported texts")
        return self

    def source(self, zone: str) -> Source:
        """The same as the rooms see it, with defaults filled in."""
        ways = tuple(part.way() for part in self.discover)
        hosts = self.hosts or _hosts([self.url, *(way.url for way in ways)])
        return Source(
            id=self.id, name=self.name or self.id, url=self.url, enabled=self.enabled, reason=self.reason,
            discover=ways, fetch=self.fetch or ("all" if self.official else "matching"),
            language=self.language, timezone=self.timezone or zone, clock=self.clock, official=self.official,
            priority=self.priority, every=self.every, cron=self.cron, encoding=self.encoding, hosts=tuple(hosts),
            layouts=tuple(part.layout() for part in self.article), verified=self.verified,
        )  # fmt: skip


class FeedsPart(Strict):
    """`feeds:`."""

    title: str = FeedSettings().title
    base_url: Address = FeedSettings().base_url
    content: Literal["full", "lead"] = "full"
    max_items: int = Field(100, ge=1, le=10_000)
    max_age_days: int = Field(365, ge=1, le=36_525)
    max_bytes: int = Field(1_000_000, ge=10_000)

    def settings(self) -> FeedSettings:
        """The same as `feeds/` sees it."""
        values = self.model_dump()
        values["base_url"] = values["base_url"].rstrip("/") + "/"
        return FeedSettings(**values)


class SchedulePart(Strict):
    """`schedule:`."""

    every: Span | None = None
    cron: Cron | None = None

    @model_validator(mode="after")
    def one_period(self) -> Self:
        """One period is enough."""
        if self.every and self.cron:
            raise KeyFault("cron", "expected `every` or `cron`, not both")
        return self


class PolitenessPart(Strict):
    """`politeness:`."""

    user_agent: str = Field(Politeness().user_agent, min_length=1)
    contact: str = ""
    robots: bool = True
    delay: float = Field(1.0, ge=0, le=3600)
    concurrency_per_host: int = Field(1, ge=1, le=16)
    timeout: float = Field(20.0, gt=0, le=600)
    max_page_bytes: int = Field(4_000_000, ge=1_000)
    max_sitemap_bytes: int = Field(52_428_800, ge=1_000)


class NetworkPart(Strict):
    """`network:`."""

    allow_private: bool = False
    proxy: Address | None = None
    ca_file: str | None = None


class RetentionPart(Strict):
    """`retention:`."""

    pages: Lasting = None
    other_pages: Lasting = timedelta(days=30)
    log: Lasting = timedelta(days=90)


class FilePart(Strict):
    """The whole file."""

    archive: ArchiveUrl | None = None
    data_dir: str = "data"
    timezone: Zone = "Europe/Moscow"
    topic: str | None = None
    feeds: FeedsPart = FeedsPart()
    schedule: SchedulePart = SchedulePart()
    politeness: PolitenessPart = PolitenessPart()
    network: NetworkPart = NetworkPart()
    baseline_days: int = Field(7, ge=0, le=36_525)
    retention: RetentionPart = RetentionPart()
    sources: Annotated[list[SourcePart], BeforeValidator(empty_list)]


def _hosts(urls: list[str]) -> list[str]:
    found: dict[str, None] = {}
    for url in urls:
        parts = urlsplit(url)
        found[f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)] = None
    return list(found)


KEYS = frozenset(name for part in Strict.__subclasses__() for name in part.model_fields)
