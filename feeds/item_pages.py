"""One page for every article of relevance `about` or better, rendered again only when something on it changed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from feeds.atomic import make_durable, write_lightly
from feeds.links import web_address
from feeds.markup import plain_line
from feeds.memory import Memory, short, stamp_of
from feeds.page import TONGUES, Pages, Place
from feeds.ports import Reader
from feeds.revising import changes
from feeds.roster import ABOUT
from feeds.texts import ITEM_ID, Synced
from feeds.wording import Tongue, day_in_words
from pipeline.characters import xml_safe
from pipeline.errors import UnknownItemError
from pipeline.models import Item, Story
from pipeline.records import ItemMark


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPages:
    """Renders the pages of items from what `pages` knows."""

    pages: Pages
    reader: Reader

    def render(self, item: Item, story: Story, tongue: Tongue) -> bytes:
        """The page of one article: its text, its speakers, where else it stands, what was changed in it."""
        place = Place(path=f"items/{item.id}.html", tongue=tongue)
        title = plain_line(item.title) or item.id
        return self.pages.render("item.html", place, heading=title, item=self._told(item, story, place))

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
            reasons=[xml_safe(reason) for reason in item.reasons],
            stored=self.pages.moment(item.stored_at, tongue),
            places=[self._place(other, item, place) for other in story.items],
            changes=self._changes(item, tongue),
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
        shown = other.id != item.id and other.relevance in ABOUT
        return SimpleNamespace(
            name=self.pages.setting.name_of(other.source),
            page=f"{place.home}items/{other.id}.html" if shown else "",
            day=day_in_words(other.date, place.tongue),
            url=web_address(other.url) or "",
        )

    def _changes(self, item: Item, tongue: Tongue) -> list[SimpleNamespace]:
        zone = self.pages.setting.zone_of("")
        return [
            SimpleNamespace(
                iso=change.stored_at.isoformat(timespec="seconds"),
                day=day_in_words(change.stored_at.astimezone(zone).date(), tongue),
                clock=f"{change.stored_at.astimezone(zone):%H:%M}",
                blocks=[[(kind, xml_safe(words)) for kind, words in block] for block in change.blocks],
            )
            for change in changes(list(self.reader.revisions(item.id)))
        ]


def sync_item_pages(pages: Pages, reader: Reader, public: Path, memory: Memory, *, may_remove: bool = True) -> Synced:
    """Make `items/` hold the pages of today's archive, in both tongues; `may_remove=False` keeps what nobody wants.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    wanted = _fingerprints(pages, reader)
    found = {tongue: _names(public / Place(path="items", tongue=tongue).file) for tongue in TONGUES}
    whole = set.intersection(*found.values())
    known = {id_: memory.known.get(f"items/{id_}") for id_ in whole}
    stale = {id_: story for id_, (story, told) in wanted.items() if known.get(id_) != told}
    written, refused = _write(ItemPages(pages=pages, reader=reader), public, stale)
    removed = list(_remove(public, found, wanted)) if may_remove else []
    make_durable(written)
    failed = {path.stem for path, _ in refused}
    memory.kept |= {f"items/{id_}": told for id_, (_, told) in wanted.items() if id_ not in failed}
    return Synced(written=tuple(written), removed=tuple(removed), refused=tuple(refused))


def _write(printer: ItemPages, public: Path, stale: Mapping[str, str]) -> tuple[list[Path], list[tuple[Path, str]]]:
    written: list[Path] = []
    refused: list[tuple[Path, str]] = []
    story: Story | None = None
    folders = {tongue: public / Place(path="items", tongue=tongue).file for tongue in TONGUES}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    for item_id, story_id in sorted(stale.items(), key=lambda pair: (pair[1], pair[0])):
        try:
            if story is None or story.id != story_id:
                story = printer.reader.story(story_id)
            item = _find(story.items, item_id) or printer.reader.item(item_id)
            rendered = {tongue: printer.render(item, story, tongue) for tongue in TONGUES}
        except (UnknownItemError, ValueError) as error:
            refused.append((public / "items" / f"{item_id}.html", f"no page: {error}"))
            continue
        for tongue, content in rendered.items():
            file = f"{folders[tongue]}/{item_id}.html"
            if write_lightly(file, content):
                written.append(Path(file))
    return written, refused


def _fingerprints(pages: Pages, reader: Reader) -> dict[str, tuple[str, str]]:
    """For each item its story and what its page is rendered from, in short."""
    stories: dict[str, list[ItemMark]] = {}
    for mark in reader.item_marks(ABOUT):
        if ITEM_ID.fullmatch(mark.id):
            stories.setdefault(mark.story, []).append(mark)
    stamp = stamp_of(pages.setting, pages.site)
    wanted: dict[str, tuple[str, str]] = {}
    for story_id, marks in stories.items():
        told = "".join(
            f"{m.id} {m.date} {m.relevance} {m.stored_at.timestamp()} {m.touched_at and m.touched_at.timestamp()}\n"
            for m in sorted(marks, key=lambda mark: mark.id)
        )
        wanted |= {mark.id: (story_id, short(f"{stamp}{told}")) for mark in marks}
    return wanted


def _names(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.html")} if folder.is_dir() else set()


def _remove(public: Path, found: Mapping[Tongue, set[str]], wanted: Mapping[str, object]) -> Iterator[Path]:
    for tongue, names in found.items():
        for name in sorted(names - wanted.keys()):
            path = public / Place(path=f"items/{name}.html", tongue=tongue).file
            path.unlink(missing_ok=True)
            yield path


def _find(items: Sequence[Item], item_id: str) -> Item | None:
    return next((item for item in items if item.id == item_id), None)


def _blocks(item: Item) -> Iterator[str | list[str]]:
    for block in item.blocks:
        lines = [line for line in xml_safe(block).split("\n") if line.strip()]
        if lines:
            yield lines[0] if len(lines) == 1 else lines
