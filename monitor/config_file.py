"""config.yaml to `Config`: pydantic checks every key at this edge; nothing behind it checks again."""

import codecs
import datetime as dt
import ipaddress
import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from feeds.settings import FeedSettings
from monitor.config import Config, Retention
from monitor.durations import parse_span
from monitor.paths import DataFolder, shipped
from monitor.yaml_lines import Located, load_yaml, refusal
from pipeline.errors import ConfigurationError
from pipeline.source import Layout, Source, Way, WayKind
from spiders.manners import Network, Politeness

HOST = re.compile(r"[a-z0-9.-]{1,253}(?::[0-9]{1,5})?|\[[0-9a-f:.]+\](?::[0-9]{1,5})?", re.IGNORECASE)
RESERVED_IDS = {"import"}
KINDS_OF_WAYS: tuple[WayKind, ...] = ("feed", "sitemap", "listing", "telegram")


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("expected an IANA time zone such as Europe/Moscow") from error
    return name


def _check_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError("expected an address such as https://example.org/") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or port == 0:
        raise ValueError("expected an address such as https://example.org/")
    return text


def _check_encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise ValueError("expected a character set such as windows-1251") from error
    return name


def _check_cron(text: str) -> str:
    from monitor.schedule import check_cron  # noqa: PLC0415 - APScheduler is imported only where cron is used

    return check_cron(text)


def _check_css(selector: str) -> str:
    from cssselect import GenericTranslator, SelectorError  # noqa: PLC0415 - only where a source has selectors

    try:
        GenericTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"expected a CSS selector such as .news a ({error})") from error
    return selector


def _check_host(text: str) -> str:
    if not HOST.fullmatch(text):
        raise ValueError("expected a host, or host:port, such as example.org")
    return text


def _check_archive(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+")):
        raise ValueError("expected sqlite:///FILE or postgresql://…")
    return url


def _several(value: object) -> object:
    return [value] if isinstance(value, str | dict) else value


def _empty_list(value: object) -> object:
    return [] if value is None else value


def _span(value: object) -> timedelta:
    return parse_span(value)


def _lasting(value: object) -> timedelta | None:
    return None if value == "forever" else parse_span(value)


Zone = Annotated[str, AfterValidator(_check_zone)]
Address = Annotated[str, AfterValidator(_check_address)]
Selector = Annotated[str, AfterValidator(_check_css)]
Css = Annotated[list[Selector], BeforeValidator(_several)]
Host = Annotated[str, AfterValidator(_check_host)]
ArchiveUrl = Annotated[str, AfterValidator(_check_archive)]
Span = Annotated[timedelta, BeforeValidator(_span)]
Lasting = Annotated[timedelta | None, BeforeValidator(_lasting)]
Cron = Annotated[str, AfterValidator(_check_cron)]
Encoding = Annotated[str, AfterValidator(_check_encoding)]


class Strict(BaseModel):
    """A part of the file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _check_template(url: str) -> None:
    try:
        url.format(day=dt.date(2026, 1, 31))
    except (ValueError, KeyError, IndexError) as error:
        raise ValueError("expected an address in which only {day…} stands in braces, such as {day:%Y%m%d}") from error


class WayPart(Strict):
    """One entry of `discover`."""

    feed: Address | None = None
    sitemap: Address | None = None
    listing: Address | None = None
    telegram: str | None = Field(None, min_length=1)
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
        _check_template(str(getattr(self, named[0])))
        return self

    def way(self) -> Way:
        """The same as the rooms see it."""
        kind, url = next((k, v) for k in KINDS_OF_WAYS if (v := getattr(self, k)))
        if kind == "telegram" and "://" not in url:
            url = f"https://t.me/s/{url.lstrip('@')}"
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
    language: str = "ru"
    timezone: Zone | None = None
    clock: Literal["declared", "wall", "utc"] = "declared"
    official: bool = False
    priority: int = 50
    every: Span | None = None
    cron: Cron | None = None
    encoding: Encoding | None = None
    hosts: list[Host] = []
    article: Annotated[list[LayoutPart], BeforeValidator(_several)] = []
    verified: dt.date | None = None

    @model_validator(mode="after")
    def explained(self) -> Self:
        """A disabled source says why; one period is enough."""
        if not self.enabled and not self.reason:
            raise ValueError("enabled: false needs a reason")
        if self.every and self.cron:
            raise ValueError("expected `every` or `cron`, not both")
        if self.id in RESERVED_IDS:
            raise ValueError(f"the id {self.id!r} is kept for imported texts")
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
            raise ValueError("expected `every` or `cron`, not both")
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
    sources: Annotated[list[SourcePart], BeforeValidator(_empty_list)]


def load_config(path: Path) -> Config:
    """Parse and check a configuration file.

    Raises:
        ConfigurationError: with one line a fault: file, line, key, what was expected.
    """
    located = load_yaml(path)
    value: Any = located.value
    if not isinstance(value, dict):
        raise ConfigurationError(f"{path}:1: expected keys such as `sources:`")
    try:
        part = TypeAdapter(FilePart).validate_python(value)
    except ValidationError as error:
        raise refusal(located, error) from error
    _refuse_twins(located, part)
    _refuse_inside(located, part)
    _refuse_missing(located, part, path.parent)
    return _settle(part, path)


def default_config(home: Path) -> Config:
    """What commands that fetch nothing use where there is no configuration file."""
    return _settle(FilePart(sources=[]), home / "config.yaml", file=None)


def require_discovery(config: Config) -> None:
    """Refuse a source that says nowhere how its items are found (only commands that fetch ask).

    Raises:
        ConfigurationError: naming the sources.
    """
    lost = [source.id for source in config.sources if not source.discover]
    if lost:
        raise ConfigurationError(f"{config.file}: discover: required key is missing for: {', '.join(lost)}")


def _settle(part: FilePart, path: Path, *, file: Path | Literal[False] | None = False) -> Config:
    home = path.parent
    data = DataFolder(home / part.data_dir)
    return Config(
        file=path if file is False else file,
        archive=_archive(part.archive, home, data),
        data=data,
        timezone=part.timezone,
        topic=home / part.topic if part.topic else shipped("topics/csto.yaml"),
        feeds=part.feeds.settings(),
        every=part.schedule.every or timedelta(minutes=15),
        cron=part.schedule.cron,
        politeness=Politeness(**part.politeness.model_dump()),
        network=_network(part.network, home),
        baseline_days=part.baseline_days,
        retention=Retention(**part.retention.model_dump()),
        sources=tuple(source.source(part.timezone) for source in part.sources),
    )


def _network(part: NetworkPart, home: Path) -> Network:
    ca_file = str(home / part.ca_file) if part.ca_file else None
    return Network(allow_private=part.allow_private, proxy=part.proxy, ca_file=ca_file)


def _archive(url: str | None, home: Path, data: DataFolder) -> str:
    if url is None:
        return f"sqlite:///{data.root / 'archive.db'}"
    prefix = "sqlite:///"
    return f"{prefix}{home / url[len(prefix) :]}" if url.startswith(prefix) else url


def _hosts(urls: list[str]) -> list[str]:
    found: dict[str, None] = {}
    for url in urls:
        parts = urlsplit(url)
        found[f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)] = None
    return list(found)


def _refuse_twins(located: Located, part: FilePart) -> None:
    seen: set[str] = set()
    for index, source in enumerate(part.sources):
        if source.id in seen:
            line = located.line_of(("sources", index, "id"))
            raise ConfigurationError(f"{located.path}:{line}: sources.{index}.id: {source.id!r} stands twice")
        seen.add(source.id)


def _refuse_inside(located: Located, part: FilePart) -> None:
    """An address inside our own network is refused at load (faults.md, row 105); the guard refuses it again."""
    if part.network.allow_private:
        return
    for index, source in enumerate(part.sources):
        for url in (source.url, *(entry.way().url for entry in source.discover)):
            if _is_inside(str(urlsplit(url).hostname)):
                line = located.line_of(("sources", index, "url"))
                raise ConfigurationError(
                    f"{located.path}:{line}: sources.{index}: {url} points into a private network; "
                    "expected a public address, or network: {allow_private: true}"
                )


def _refuse_missing(located: Located, part: FilePart, home: Path) -> None:
    """A file that is named must be there before anything runs."""
    named = {("topic",): part.topic, ("network", "ca_file"): part.network.ca_file}
    for key, name in named.items():
        if name and not (home / name).is_file():
            line = located.line_of(key)
            raise ConfigurationError(f"{located.path}:{line}: {'.'.join(key)}: {home / name}: no such file")


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
