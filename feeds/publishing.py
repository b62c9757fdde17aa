"""Renders everything from the archive and puts it in place; a bad rendering never replaces a good one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feeds.atomic import sweep
from feeds.entries import make_setting
from feeds.item_sync import is_shown, item_folders, sync_item_pages, sync_touched_pages
from feeds.markup import plain_line
from feeds.memory import Memory, note, recall, stamp_of
from feeds.page import Pages
from feeds.ports import Reader
from feeds.press import Press
from feeds.roster import ABOUT, Roster
from feeds.settings import FeedSettings
from feeds.texts import Synced, sync_texts, sync_touched_texts, text_folders
from feeds.touched import note_publishing, renamed_since_last, touched_since_last
from feeds.window import Quarantined
from pipeline.countries import Countries
from pipeline.errors import PublishingError
from pipeline.records import ItemMark, Tally
from pipeline.source import Source

MEMORY = ".rendered"  # beside `public/`
PAGES_MEMORY = ".rendered-items"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publishing did: files written, files removed, renderings refused, entries left out with the reason."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    refused: tuple[tuple[Path, str], ...] = ()
    quarantined: tuple[Quarantined, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Keeps the pages of items and the texts in step with the archive: all of them, or what was touched."""

    reader: Reader
    pages: Pages
    public: Path
    texts: Path
    memory: Memory
    tally: Tally
    now: datetime

    def touched(self) -> tuple[ItemMark, ...] | None:
        """What changed since the last publishing; None where everything must be compared."""
        touched = touched_since_last(
            self.reader,
            self.memory,
            now=self.now,
            tally=self.tally,
            context=self._context(),
            folders=self.folders(),
            concerns=lambda mark: is_shown(self.public, mark),
        )
        renamed = self._told_otherwise()
        if touched is None or renamed is None:
            return None
        return tuple({mark.id: mark for mark in (*renamed, *touched)}.values())

    def folders(self) -> tuple[Path, ...]:
        """The folders whose files are many."""
        return (*item_folders(self.public), *text_folders(self.texts))

    def compare(self, *, everything: bool) -> tuple[Synced, Synced]:
        """Compare every page and text with the archive; `everything` reads them too."""
        place, may_remove = self.public.parent / PAGES_MEMORY, self.tally.items > 0
        renamed = self._told_otherwise()
        known = recall(place, trust=not everything and renamed is not None)
        known.forget(mark.id for mark in renamed or ())
        items = sync_item_pages(self.pages, self.reader, self.public, known, may_remove=may_remove)
        texts = sync_texts(self.reader, self.texts, trust=not everything, may_remove=may_remove)
        note(known, place)
        return self._noted(items, texts)

    def follow(self, touched: tuple[ItemMark, ...]) -> tuple[Synced, Synced]:
        """Write what was touched again."""
        items = sync_touched_pages(self.pages, self.reader, self.public, touched)
        return self._noted(items, sync_touched_texts(self.reader, self.texts, touched))

    def _told_otherwise(self) -> tuple[ItemMark, ...] | None:
        """The articles whose pages link to a speaker's feed, or do not, otherwise than at the last publishing."""
        renamed = renamed_since_last(self.memory, self.pages.slugs)
        if not renamed:
            return None if renamed is None else ()
        return tuple(self.reader.item_marks(ABOUT, speakers=renamed))

    def _noted(self, items: Synced, texts: Synced) -> tuple[Synced, Synced]:
        if self.tally.items and not items.refused and not texts.refused:
            note_publishing(
                self.memory,
                now=self.now,
                tally=self.tally,
                context=self._context(),
                folders=self.folders(),
                slugs=self.pages.slugs,
            )
        return items, texts

    def _context(self) -> str:
        return stamp_of(self.pages.setting, self.pages.site)


def forget_notes(public: Path) -> None:
    """Let the next publishing compare everything: what goes from an archive, or with it, leaves no trace there."""
    (public.parent / MEMORY).unlink(missing_ok=True)


def publish(  # noqa: PLR0913 - the composition root gives all it has
    reader: Reader,
    settings: FeedSettings,
    *,
    public: Path,
    texts: Path,
    sources: tuple[Source, ...],
    now: datetime,
    zone: str,
    countries: Countries | None = None,
    allow_empty: bool = False,
    everything: bool = False,
) -> Published:
    """Render every feed, text and page from the archive, and write what differs from what is there.

    `now` is aware and bounds the windows only; `zone` is an IANA name for items without a configured source;
    `countries` are told as categories; `allow_empty` lets a feed go empty that should not be; `everything` compares
    every text and item page with the archive instead of trusting what the last publishing noted (`rebuild`).

    Raises:
        PublishingError: a file cannot be written; what was there stays.
    """
    tally, setting = reader.tally(), make_setting(settings, sources, zone, countries)
    roster = Roster(reader=reader, settings=settings, setting=setting, now=now, tally=tally)
    pages = Pages(site=plain_line(settings.title), setting=setting, slugs=roster.speaker_slugs())
    memory = recall(public.parent / MEMORY, trust=not everything)
    desk = Desk(reader=reader, pages=pages, public=public, texts=texts, memory=memory, tally=tally, now=now)
    touched = None if everything else desk.touched()
    press = Press(
        roster=roster, pages=pages, public=public, memory=memory, allow_empty=allow_empty, is_calm=touched == ()
    )
    try:
        sweep((public, texts), besides=() if touched is None else desk.folders())
        press.print_everything()
        items, changes = desk.compare(everything=everything) if touched is None else desk.follow(touched)
        note(memory, public.parent / MEMORY)
    except OSError as error:
        raise PublishingError(f"{error.filename or public}: cannot be written: {error.strerror or error}") from error
    return Published(
        written=(*press.written, *items.written, *changes.written),
        removed=(*press.removed, *items.removed, *changes.removed),
        refused=(*press.refused, *items.refused, *changes.refused),
        quarantined=tuple(press.quarantined.values()),
    )
