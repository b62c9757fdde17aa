"""One page for every article of relevance `about` or better, rendered again only when something on it changed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from feeds.atomic import make_durable, write_lightly
from feeds.gathering import gather
from feeds.item_pages import ItemPages
from feeds.memory import Memory, short, stamp_of
from feeds.page import TONGUES, Pages, Place
from feeds.ports import Reader
from feeds.revising import changes
from feeds.roster import ABOUT
from feeds.texts import ITEM_ID, Synced
from feeds.wording import Tongue
from pipeline.errors import UnknownItemError
from pipeline.models import Item, Story
from pipeline.records import ItemMark


def sync_touched_pages(pages: Pages, reader: Reader, public: Path, touched: Sequence[ItemMark]) -> Synced:
    """Bring the pages of these items and of their stories' others up to date; no other is looked at.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    desk = _Desk(reader=reader, pages=ItemPages(pages=pages), public=public)
    kept = {mark.id for mark in touched if mark.relevance in ABOUT and ITEM_ID.fullmatch(mark.id)}
    failed = dict.fromkeys(kept, "the archive does not give the item") | desk.write_stories(touched)
    failed = {id_: reason for id_, reason in failed.items() if id_ not in desk.done}
    make_durable(desk.written)
    gone = {mark.id for mark in touched} - kept
    found = {tongue: {id_ for id_ in gone if _page(public, id_, tongue).exists()} for tongue in TONGUES}
    return Synced(written=tuple(desk.written), removed=tuple(_remove(public, found, {})), refused=_told(public, failed))


def is_shown(public: Path, mark: ItemMark) -> bool:
    """Whether an article has a page, or shall have one, or dates a story that is shown: no other changes any file."""
    return (
        mark.in_feeds or mark.relevance in ABOUT or any(_page(public, mark.id, tongue).exists() for tongue in TONGUES)
    )


def item_folders(public: Path) -> tuple[Path, ...]:
    """Where the pages of items lie."""
    return tuple(public / Place(path="items", tongue=tongue).file for tongue in TONGUES)


def sync_item_pages(pages: Pages, reader: Reader, public: Path, memory: Memory, *, may_remove: bool = True) -> Synced:
    """Make `items/` hold the pages of today's archive, in both tongues; `may_remove=False` keeps what nobody wants.

    `memory` is that of the pages alone.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    wanted = _wanted(pages, reader)
    found = {tongue: _names(public / Place(path="items", tongue=tongue).file) for tongue in TONGUES}
    whole = set.intersection(*found.values())
    known = {id_: memory.known.get(id_) for id_ in whole}
    due = {id_: page for id_, page in wanted.items() if known.get(id_) != page.told}
    desk = _Desk(reader=reader, pages=ItemPages(pages=pages), public=public)
    failed = desk.write(due)
    make_durable(desk.written)
    memory.kept |= {id_: page.told for id_, page in wanted.items() if id_ not in failed}
    removed = tuple(_remove(public, found, wanted)) if may_remove else ()
    return Synced(written=tuple(desk.written), removed=removed, refused=_told(public, failed))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """A page that is wanted: its item's mark, how many articles its story has, what it is rendered from in short."""

    mark: ItemMark
    mates: int
    told: str


@dataclass(slots=True, kw_only=True)
class _Desk:
    reader: Reader
    pages: ItemPages
    public: Path
    written: list[Path] = field(default_factory=list)
    done: set[str] = field(default_factory=set)

    def write_stories(self, touched: Iterable[ItemMark]) -> dict[str, str]:
        """Write the pages of all articles of these items' stories; those that could not be, with the reason."""
        self._make_folders()
        failed: dict[str, str] = {}
        revisions = {mark.id: mark.revisions for mark in touched}
        for name in dict.fromkeys(mark.story for mark in touched):
            try:
                story = self.reader.story(name)
            except UnknownItemError:
                continue
            for item in story.items:
                if item.relevance in ABOUT and ITEM_ID.fullmatch(item.id):
                    try:
                        self._put(item, story, revised=revisions.get(item.id, 2) > 1)
                    except (UnknownItemError, ValueError) as error:
                        failed[item.id] = str(error)
        return failed

    def _make_folders(self) -> None:
        for folder in item_folders(self.public):
            folder.mkdir(parents=True, exist_ok=True)

    def write(self, due: Mapping[str, _Due]) -> dict[str, str]:
        """Write the pages that are due; those that could not be, with the reason."""
        self._make_folders()
        failed = dict.fromkeys(due, "the archive does not give the item")
        for item in gather(self.reader, due.keys(), ABOUT):
            try:
                self._write_page(item, due[item.id])
            except (UnknownItemError, ValueError) as error:
                failed[item.id] = str(error)
            else:
                failed.pop(item.id, None)
        return failed

    def _write_page(self, item: Item, page: _Due) -> None:
        story = (
            self.reader.story(page.mark.story) if page.mates else Story(id=item.story, guid=item.guid, items=(item,))
        )
        self._put(item, story, revised=page.mark.revisions > 1)

    def _put(self, item: Item, story: Story, *, revised: bool) -> None:
        changed = changes(self.reader.revisions(item.id)) if revised else ()
        for tongue in TONGUES:
            file = f"{self.public}/{Place(path=f'items/{item.id}.html', tongue=tongue).file}"
            if write_lightly(file, self.pages.render(item, story, changed, tongue)):
                self.written.append(Path(file))
        self.done.add(item.id)


def _wanted(pages: Pages, reader: Reader) -> dict[str, _Due]:
    stories: dict[str, list[ItemMark]] = {}
    for mark in reader.item_marks(ABOUT):
        if ITEM_ID.fullmatch(mark.id):
            stories.setdefault(mark.story, []).append(mark)
    stamp = stamp_of(pages.setting, pages.site)
    wanted: dict[str, _Due] = {}
    for marks in stories.values():
        told = short(stamp + "".join(_fingerprint(mark) for mark in sorted(marks, key=lambda mark: mark.id)))
        wanted |= {mark.id: _Due(mark=mark, mates=len(marks) - 1, told=told) for mark in marks}
    return wanted


def _fingerprint(mark: ItemMark) -> str:
    touched = mark.touched_at.timestamp() if mark.touched_at else ""
    return f"{mark.id} {mark.date} {mark.relevance} {mark.stored_at.timestamp()} {touched} {mark.revisions}\n"


def _names(folder: Path) -> set[str]:
    return {path.stem for path in folder.glob("*.html")} if folder.is_dir() else set()


def _remove(public: Path, found: Mapping[Tongue, set[str]], wanted: Mapping[str, object]) -> Iterator[Path]:
    for tongue, names in found.items():
        for name in sorted(names - wanted.keys()):
            path = _page(public, name, tongue)
            path.unlink(missing_ok=True)
            yield path


def _page(public: Path, item_id: str, tongue: Tongue) -> Path:
    return public / Place(path=f"items/{item_id}.html", tongue=tongue).file


def _told(public: Path, failed: Mapping[str, str]) -> tuple[tuple[Path, str], ...]:
    return tuple((_page(public, item_id, "ru"), f"no page: {reason}") for item_id, reason in failed.items())
