"""Stories, articles and changes of health as feed entries; a poisoned one is refused by name, never half taken."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from feeds.links import web_address
from feeds.markup import LONGEST_SUMMARY, link_list, paragraph, plain_line, sanitise
from feeds.settings import FeedSettings
from feeds.wording import also_at
from pipeline.characters import clean_text, xml_safe
from pipeline.countries import Countries
from pipeline.judging.topic import Country
from pipeline.models import Item, Story
from pipeline.records import HealthChange
from pipeline.source import Source

NAMESPACE = UUID("6f0f7d0e-7b1c-5d0a-9a55-0b9a4f4f3c21")
GUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
FIRST_YEAR = 1992
READ_IN_RUSSIAN = {None, "", "ru", "be", "kk", "ky", "tg"}
AHEAD = timedelta(days=2)


class Poisoned(Exception):  # noqa: N818 - read as an adjective: the entry is poisoned
    """This entry must not be published; the reason is a short sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A category: `label` is for people, where they would not read the `term`."""

    scheme: Literal["kind", "speaker", "organisation", "country", "language"]
    term: str
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry as every format carries it.

    `title` and `summary` are text, `content` sanitised HTML; `published` and `updated` are aware; `also` are the
    addresses of the story's other articles with their sources' names; `origin` is the source's address and name.
    `touched_at` is `updated` to the microsecond, `archived_at` when the first of its articles was stored; `timed`
    says that `published` is the page's own instant and not the noon of its day.
    """

    key: str
    guid: str
    url: str
    title: str
    summary: str
    content: str
    authors: tuple[str, ...]
    published: datetime
    updated: datetime
    touched_at: datetime
    archived_at: datetime
    tags: tuple[Tag, ...] = ()
    language: str = ""
    origin: tuple[str, str] | None = None
    also: tuple[tuple[str, str], ...] = field(default=())
    source: str = ""
    kind: str = ""
    speakers: tuple[str, ...] = ()
    timed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What an entry's making needs beyond the archive: sources by id, fallback zone, the feeds' address, countries."""

    sources: Mapping[str, Source]
    zone: str
    base_url: str
    content: Literal["full", "lead"] = "full"
    countries: Countries = field(default_factory=Countries)

    def zone_of(self, source_id: str) -> ZoneInfo:
        """The source's zone, or the program's where the source is not configured (imports, removed sources)."""
        source = self.sources.get(source_id)
        try:
            return ZoneInfo(source.timezone if source else self.zone)
        except (ZoneInfoNotFoundError, ValueError):
            return ZoneInfo("UTC")

    def name_of(self, source_id: str) -> str:
        """The source's name, or its id where it is not configured."""
        source = self.sources.get(source_id)
        return plain_line(source.name) if source else source_id


def make_setting(
    settings: FeedSettings, sources: Iterable[Source], zone: str, countries: Countries | None = None
) -> Setting:
    """The setting of one publishing, or of one server."""
    return Setting(
        sources={source.id: source for source in sources},
        zone=zone,
        base_url=settings.base_url.rstrip("/") + "/",
        content=settings.content,
        countries=countries or Countries(),
    )


def published_at(item: Item, setting: Setting) -> datetime:
    """The instant when its day in the source's zone equals the date line, else 12:00 of that day in that zone."""
    zone = setting.zone_of(item.source)
    instant = item.published_at
    if instant is not None and instant.tzinfo is None:
        raise Poisoned("an instant without a zone")
    if instant is not None and (local := instant.astimezone(zone)).date() == item.date:
        return local.replace(microsecond=0)
    return datetime.combine(item.date, time(12), tzinfo=zone)


def make_entry(thing: Story | Item | HealthChange, setting: Setting) -> FeedEntry:
    """The entry of whatever a feed may hold.

    Raises:
        Poisoned: it cannot be made.
    """
    if isinstance(thing, Story):
        return story_entry(thing, setting)
    return item_entry(thing, setting) if isinstance(thing, Item) else change_entry(thing, setting)


def name_thing(thing: Story | Item | HealthChange) -> str:
    """What a report calls it."""
    if isinstance(thing, Story):
        return thing.items[0].id if thing.items else thing.id
    return thing.id if isinstance(thing, Item) else thing.source


def story_entry(story: Story, setting: Setting) -> FeedEntry:
    """The entry of a story: its primary speaks, the others are linked.

    Raises:
        Poisoned: it has no articles, or the primary's entry cannot be made.
    """
    if not story.items:
        raise Poisoned("a story without articles")
    others = [(web_address(item.url), setting.name_of(item.source)) for item in story.items[1:]]
    also = tuple((url, name) for url, name in others if url)
    return _entry(story.primary, guid=story.guid, also=also, setting=setting, items=story.items)


def item_entry(item: Item, setting: Setting) -> FeedEntry:
    """The entry of an article in its source's feed; its guid is of the item's id.

    Raises:
        Poisoned: it cannot be made.
    """
    guid = f"urn:uuid:{uuid5(NAMESPACE, item.id)}"
    return _entry(item, guid=guid, also=(), setting=setting, items=(item,))


def change_entry(change: HealthChange, setting: Setting) -> FeedEntry:
    """The entry of a change of a source's health.

    Raises:
        Poisoned: its instant has no zone.
    """
    if change.at.tzinfo is None:
        raise Poisoned("an instant without a zone")
    name = setting.name_of(change.source)
    at = change.at.astimezone(setting.zone_of("")).replace(microsecond=0)
    shift = f"{change.previous} → {change.outcome}" if change.previous else str(change.outcome)
    told = plain_line(change.reason, longest=LONGEST_SUMMARY) or shift
    return FeedEntry(
        key=f"{change.source} {change.at.isoformat()}",
        guid=f"urn:uuid:{uuid5(NAMESPACE, f'status/{change.source}/{change.at.astimezone(UTC).isoformat()}')}",
        url=f"{setting.base_url}index.html#source-{change.source}",
        title=plain_line(f"{name}: {shift}"),
        summary=told,
        content=sanitise(paragraph(told)),
        authors=("csto-monitor",),
        published=at,
        updated=at,
        touched_at=change.at,
        archived_at=change.at,
        source=change.source,
        timed=True,
    )


def _entry(
    item: Item, *, guid: str, also: tuple[tuple[str, str], ...], setting: Setting, items: tuple[Item, ...]
) -> FeedEntry:
    if not GUID.fullmatch(guid):
        raise Poisoned("the guid is no urn:uuid")
    blocks = [clean for block in item.blocks if (clean := clean_text(xml_safe(block))).strip()]
    title = plain_line(item.title) or plain_line(blocks[0] if blocks else "", longest=120)
    if not title:
        raise Poisoned("neither title nor text")
    published = published_at(item, setting)
    updated = max(_stored(one) for one in items).astimezone(setting.zone_of(item.source)).replace(microsecond=0)
    if item.date.year < FIRST_YEAR or published > updated + AHEAD:
        raise Poisoned(f"an impossible date: {item.date.isoformat()}")
    shown = blocks if setting.content == "full" else blocks[:1]
    markup = "".join(paragraph(block) for block in shown) + link_list(also_at(item.language), also)
    source = setting.sources.get(item.source)
    home = web_address(source.url) if source else None
    return FeedEntry(
        key=item.id,
        guid=guid,
        url=_address(item, setting),
        title=title,
        summary=plain_line(blocks[0] if blocks else title, longest=LONGEST_SUMMARY),
        content=sanitise(markup) or sanitise(paragraph(title)),
        authors=_authors(item, setting),
        published=published,
        updated=updated,
        touched_at=max(_stored(one) for one in items),
        archived_at=min(_stored(one) for one in items),
        tags=_tags(item, setting.countries),
        language=item.language or "",
        origin=(home, setting.name_of(item.source)) if home else None,
        also=also,
        source=item.source,
        kind=item.kind,
        speakers=tuple(speaker.name for speaker in item.speakers),
        timed=item.published_at is not None and published == item.published_at.replace(microsecond=0),
    )


def _stored(item: Item) -> datetime:
    if item.stored_at.tzinfo is None:
        raise Poisoned("an instant without a zone")
    return item.stored_at


def _address(item: Item, setting: Setting) -> str:
    if not item.url:  # an imported text has no page of its own
        return f"{setting.base_url}items/{item.id}.html"
    url = web_address(item.url)
    if url is None:
        raise Poisoned("the address is no plain http or https address")
    return url


def _authors(item: Item, setting: Setting) -> tuple[str, ...]:
    names = dict.fromkeys(plain_line(speaker.name) for speaker in item.speakers)
    return tuple(name for name in names if name) or (setting.name_of(item.source),)


def _tags(item: Item, countries: Countries) -> tuple[Tag, ...]:
    found = [Tag(scheme="kind", term=item.kind)]
    found += [Tag(scheme="speaker", term=plain_line(one.name)) for one in item.speakers]
    found += [Tag(scheme="organisation", term=plain_line(one.organisation)) for one in item.speakers]
    found += list(_country_tags(item, countries))
    found += [Tag(scheme="language", term=plain_line(item.language or ""))]
    return tuple(dict.fromkeys(tag for tag in found if tag.term))


def _country_tags(item: Item, countries: Countries) -> Iterator[Tag]:
    """Called as the entry's readers call them."""
    for country in countries_of(item, countries):
        label = country.russian if item.language in READ_IN_RUSSIAN else country.english
        yield Tag(scheme="country", term=country.code, label=label)


def countries_of(item: Item, countries: Countries) -> tuple[Country, ...]:
    """The countries that the title, the lead or a speaker's post name, in the topic's order."""
    posts = [f"{one.role} {one.organisation}" for one in item.speakers]
    named = {*countries.named([item.title, item.lead or ""], item.language), *countries.named(posts)}
    return tuple(country for country in countries.known if country in named)
