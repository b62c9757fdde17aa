"""Renders everything from the archive and puts it in place; a bad rendering never replaces a good one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from feeds.atomic import sweep
from feeds.entries import make_setting
from feeds.item_sync import sync_item_pages
from feeds.markup import plain_line
from feeds.memory import note, recall
from feeds.page import Pages
from feeds.ports import Reader
from feeds.press import Press
from feeds.roster import Roster
from feeds.settings import FeedSettings
from feeds.texts import sync_texts
from feeds.window import Quarantined
from pipeline.errors import PublishingError
from pipeline.source import Source

MEMORY = ".rendered"  # beside `public/`


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a publishing did: files written, files removed, renderings refused, entries left out with the reason."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    refused: tuple[tuple[Path, str], ...] = ()
    quarantined: tuple[Quarantined, ...] = ()


def publish(  # noqa: PLR0913 - the composition root gives all it has
    reader: Reader,
    settings: FeedSettings,
    *,
    public: Path,
    texts: Path,
    sources: tuple[Source, ...],
    now: datetime,
    zone: str,
    allow_empty: bool = False,
    everything: bool = False,
) -> Published:
    """Render every feed, text and page from the archive, and write what differs from what is there.

    `now` is aware and bounds the windows only; `zone` is an IANA name for items without a configured source;
    `allow_empty` lets a feed go empty that should not be; `everything` compares every text and item page with the
    archive instead of trusting what the last publishing noted (`rebuild`).

    Raises:
        PublishingError: a file cannot be written; what was there stays.
    """
    tally, setting = reader.tally(), make_setting(settings, sources, zone)
    roster = Roster(reader=reader, settings=settings, setting=setting, now=now, tally=tally)
    pages = Pages(site=plain_line(settings.title), setting=setting, slugs=roster.speaker_slugs())
    memory = recall(public.parent / MEMORY, trust=not everything)
    press = Press(roster=roster, pages=pages, public=public, memory=memory, allow_empty=allow_empty)
    try:
        sweep((public, texts))
        press.print_everything()
        items = sync_item_pages(pages, reader, public, memory, may_remove=tally.items > 0)
        changes = sync_texts(reader, texts, trust=not everything, may_remove=tally.items > 0)
        note(memory, public.parent / MEMORY)
    except OSError as error:
        raise PublishingError(f"{error.filename or public}: cannot be written: {error.strerror or error}") from error
    return Published(
        written=(*press.written, *items.written, *changes.written),
        removed=(*press.removed, *items.removed, *changes.removed),
        refused=(*press.refused, *items.refused, *changes.refused),
        quarantined=tuple(press.quarantined.values()),
    )
