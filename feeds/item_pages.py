"""The page of one article as bytes; it reads no archive and writes no file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace

from feeds.entries import countries_of
from feeds.links import web_address
from feeds.markup import plain_line
from feeds.page import Pages, Place
from feeds.revising import Change
from feeds.roster import ABOUT
from feeds.russian_reasons import in_russian
from feeds.wording import Tongue, day_in_words
from pipeline.characters import xml_safe
from pipeline.models import Item, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPages:
    """Renders the pages of items from what `pages` knows."""

    pages: Pages

    def render(self, item: Item, story: Story, revised: Sequence[Change], tongue: Tongue) -> bytes:
        """The page of one article: its text, its speakers, where else it stands, what was changed in it."""
        place = Place(path=f"items/{item.id}.html", tongue=tongue)
        title = plain_line(item.title) or item.id
        told = self._told(item, story, place)
        told.changes = self._changes(revised, tongue)
        return self.pages.render("item.html", place, heading=title, item=told)

    def _told(self, item: Item, story: Story, place: Place) -> SimpleNamespace:
        setting, tongue = self.pages.setting, place.tongue
        own = item.published_at.astimezone(setting.zone_of(item.source)) if item.published_at else None
        timed = own is not None and own.date() == item.date
        return SimpleNamespace(
            id=item.id,
            iso=own.isoformat(timespec="minutes") if own and timed else item.date.isoformat(),
            day=day_in_words(item.date, tongue),
            clock=f"{own:%H:%M}" if own and timed else "",
            kind=item.kind,
            language=item.language if item.language != tongue else "",
            speakers=self._speakers(item),
            has_lead=bool(item.lead),
            blocks=list(_blocks(item)),
            url=web_address(item.url) or "",
            source_name=setting.name_of(item.source),
            quotes=[SimpleNamespace(speaker=plain_line(q.speaker), text=xml_safe(q.text)) for q in item.quotes],
            reasons=[_reason(xml_safe(reason), tongue) for reason in item.reasons],
            countries=", ".join(
                one.russian if tongue == "ru" else one.english for one in countries_of(item, setting.countries)
            ),
            stored=self.pages.moment(item.stored_at, tongue),
            places=[self._place(other, item, place) for other in story.items if other.relevance in ABOUT],
        )

    def _speakers(self, item: Item) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(
                name=plain_line(one.name),
                slug=self.pages.slugs.get(one.name, ""),
                told=", ".join(plain_line(part) for part in (one.role, one.organisation) if part),
            )
            for one in item.speakers
        ]

    def _place(self, other: Item, item: Item, place: Place) -> SimpleNamespace:
        return SimpleNamespace(
            name=self.pages.setting.name_of(other.source),
            page=f"{place.home}items/{other.id}.html" if other.id != item.id else "",
            day=day_in_words(other.date, place.tongue),
            url=web_address(other.url) or "",
        )

    def _changes(self, revised: Sequence[Change], tongue: Tongue) -> list[SimpleNamespace]:
        zone = self.pages.setting.zone_of("")
        return [
            SimpleNamespace(
                iso=change.stored_at.isoformat(timespec="seconds"),
                day=day_in_words(change.stored_at.astimezone(zone).date(), tongue),
                clock=f"{change.stored_at.astimezone(zone):%H:%M}",
                blocks=[[(kind, xml_safe(words)) for kind, words in block] for block in change.blocks],
            )
            for change in revised
        ]


def _reason(reason: str, tongue: Tongue) -> SimpleNamespace:
    """In the page's language, else in English and marked as such."""
    russian = in_russian(reason) if tongue == "ru" else None
    return SimpleNamespace(text=russian or reason, foreign=tongue != "en" and russian is None)


def _blocks(item: Item) -> Iterator[str | list[str]]:
    for block in item.blocks:
        lines = [line for line in xml_safe(block).split("\n") if line.strip()]
        if lines:
            yield lines[0] if len(lines) == 1 else lines
