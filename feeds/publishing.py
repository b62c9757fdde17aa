"""Renders everything from the archive and puts it in place; a bad rendering never replaces a good one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from feeds.atomic import sweep, write_whole
from feeds.entries import FeedEntry, make_setting
from feeds.family import SUFFIXES, Feed
from feeds.item_pages import sync_item_pages
from feeds.markup import plain_line
from feeds.memory import Memory, fingerprint_of, note, recall, stamp_of
from feeds.opml import render_opml
from feeds.page import ASSETS, TONGUES, Pages, Place, asset
from feeds.ports import Reader
from feeds.rendering import render
from feeds.replacing import objection
from feeds.roster import Listed, Roster, Thing
from feeds.settings import FeedSettings
from feeds.texts import sync_texts
from feeds.window import ALWAYS, Quarantined, fit, make_entries
from pipeline.errors import PublishingError
from pipeline.source import Source

FILE_NAME = re.compile(r"(?:sources|speakers|kinds)/[a-z0-9-]{1,60}|[a-z]{1,20}")
MEMORY = ".rendered"  # beside `public/`
FRONT = "statements"  # the front page shows this feed
SHELVES = ("speakers", "kinds", "sources")


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
    setting = make_setting(settings, sources, zone)
    roster = Roster(reader=reader, settings=settings, setting=setting, now=now, tally=reader.tally())
    pages = Pages(site=plain_line(settings.title), setting=setting, slugs=roster.speaker_slugs())
    memory = recall(public.parent / MEMORY, trust=not everything)
    press = _Press(roster=roster, pages=pages, public=public, memory=memory, allow_empty=allow_empty)
    try:
        sweep((public, texts))
        press.print_everything()
        items = sync_item_pages(pages, reader, public, memory, may_remove=bool(roster.tally.items))
        changes = sync_texts(reader, texts, trust=not everything, may_remove=bool(roster.tally.items))
        note(memory, public.parent / MEMORY)
    except OSError as error:
        told = error.strerror or str(error)
        raise PublishingError(f"{error.filename or public}: cannot be written: {told}") from error
    return Published(
        written=(*press.written, *items.written, *changes.written),
        removed=(*press.removed, *items.removed, *changes.removed),
        refused=(*press.refused, *items.refused, *changes.refused),
        quarantined=tuple(press.quarantined.values()),
    )


@dataclass(slots=True, kw_only=True)
class _Press:
    roster: Roster
    pages: Pages
    public: Path
    memory: Memory
    allow_empty: bool
    written: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)
    quarantined: dict[str, Quarantined] = field(default_factory=dict)

    def print_everything(self) -> None:
        feeds = []
        for listed in self.roster.feeds():
            if FILE_NAME.fullmatch(listed.name):
                things = listed.read()
                feeds.append(self._feed(listed, things))
                if listed.name == FRONT:
                    self._front_page(feeds[-1], things)
        self._put(self.public / "feeds.opml", render_opml(self.pages.site, feeds))
        for name in ASSETS:
            self._put(self.public / name, asset(name))
        self._remove_vanished({feed.name for feed in feeds})

    def _feed(self, listed: Listed, things: Sequence[Thing]) -> Feed:
        """Put one feed and its page in place; it comes back without entries, for the list of feeds."""
        base_url = self.roster.setting.base_url
        feed = Feed(
            name=listed.name,
            title=listed.title,
            subtitle=listed.subtitle,
            home=base_url + listed.home,
            base_url=base_url,
        )
        files = [self.public / name for name in self._files(listed)]
        told = self._fingerprint(things, listed.title, listed.subtitle)
        if self.memory.holds(listed.name, told, files):
            return feed
        entries, left_out = self._entries(things)
        rendered = render(replace(feed, entries=entries))
        left_out += rendered.quarantined
        refused = [suffix for suffix, content in rendered.files.items() if not self._put_feed(listed, suffix, content)]
        self._put_listing(listed, rendered.feed)
        for one in left_out:
            self.quarantined.setdefault(one.key, one)
        if not left_out and not refused:
            self.memory.keep(listed.name, told, files)
        return feed

    def _front_page(self, feed: Feed, things: Sequence[Thing]) -> None:
        states, tally = self.roster.reader.source_states(), self.roster.tally
        health = {tongue: self.pages.health(states, tongue) for tongue in TONGUES}
        places = [Place(path="index.html", tongue=tongue) for tongue in TONGUES]
        files = [self.public / place.file for place in places]
        told = self._fingerprint(things, tally, health)
        if self.memory.holds("index", told, files):
            return
        shown = replace(feed, entries=self._entries(things)[0])
        for place, file in zip(places, files, strict=True):
            self._put(file, self.pages.index(shown, place.tongue, tally, health[place.tongue]))
        self.memory.keep("index", told, files)

    def _entries(self, things: Sequence[Thing]) -> tuple[tuple[FeedEntry, ...], list[Quarantined]]:
        entries, left_out = make_entries(things, self.roster.setting)
        return fit(entries, max_bytes=self.roster.settings.max_bytes, now=self.roster.now), left_out

    def _fingerprint(self, things: Sequence[Thing], *more: object) -> str:
        stamp = stamp_of(self.roster.setting, self.pages.site, self.roster.settings)
        return fingerprint_of(things, self.roster.now - ALWAYS, stamp, sorted(self.pages.slugs.items()), *more)

    def _files(self, listed: Listed) -> list[str]:
        pages = [Place(path=f"{listed.name}.html", tongue=tongue).file for tongue in TONGUES]
        return [f"{listed.name}.{suffix}" for suffix in SUFFIXES] + (pages if has_page(listed) else [])

    def _put_listing(self, listed: Listed, feed: Feed) -> None:
        if not has_page(listed):
            return
        for tongue in TONGUES:
            page = Place(path=f"{listed.name}.html", tongue=tongue)
            self._put(self.public / page.file, self.pages.listing(listed, feed, tongue))

    def _put_feed(self, listed: Listed, suffix: str, content: bytes) -> bool:
        path = self.public / f"{listed.name}.{suffix}"
        reason = objection(
            content,
            path,
            suffix,
            oldest=self.roster.now - timedelta(days=self.roster.settings.max_age_days),
            holds=listed.holds,
            archived=self.roster.tally.items,
        )
        if reason is None or (self.allow_empty and reason.startswith("would go empty")):
            self._put(path, content)
            return True
        self.refused.append((path, reason))
        return False

    def _put(self, path: Path, content: bytes) -> None:
        if write_whole(path, content):
            self.written.append(path)

    def _remove_vanished(self, names: set[str]) -> None:
        """Files of a speaker, kind or source go when the archive, not empty itself, holds nothing of it any more."""
        if not self.roster.tally.items:
            return
        for shelf in SHELVES:
            folders = (self.public / shelf, self.public / "en" / shelf)
            for path in sorted(path for folder in folders for path in folder.glob("*.*")):
                if f"{shelf}/{path.stem}" not in names and path.is_file():
                    path.unlink()
                    self.removed.append(path)


def has_page(listed: Listed) -> bool:
    """Whether a feed has a page of its own name: the front page shows the statements and the sources' health."""
    return listed.name not in {"statements", "status"}
