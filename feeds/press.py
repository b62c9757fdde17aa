"""Puts rendered feeds and their pages under `public/`; texts and the pages of items are made elsewhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from feeds.atomic import write_whole
from feeds.entries import FeedEntry
from feeds.family import SUFFIXES, Feed
from feeds.memory import Memory, fingerprint_of, stamp_of
from feeds.opml import render_opml
from feeds.page import ASSETS, TONGUES, Pages, Place, asset
from feeds.rendering import render
from feeds.replacing import objection
from feeds.roster import Listed, Roster, Thing
from feeds.window import ALWAYS, Quarantined, fit, make_entries, steady_until

FILE_NAME = re.compile(r"(?:sources|speakers|kinds)/[a-z0-9-]{1,60}|[a-z]{1,20}")
FRONT = "statements"  # the front page shows this feed
MOST_IN_A_DAY = 500  # a bulk import must not make feeds of tens of thousands of entries
SHELVES = ("speakers", "kinds", "sources")


@dataclass(slots=True, kw_only=True)
class Press:
    """Puts feeds and their pages in place, and keeps account of what it did.

    `is_calm` says that no article changed since the last publishing: then most feeds need not even be read.
    """

    roster: Roster
    pages: Pages
    public: Path
    memory: Memory
    allow_empty: bool
    is_calm: bool = False
    written: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)
    quarantined: dict[str, Quarantined] = field(default_factory=dict)

    def print_everything(self) -> None:
        """Every feed with its page, the front page, the list of feeds, the assets.

        Raises:
            OSError: a file cannot be written; what was there stays.
        """
        feeds = [self._feed(listed) for listed in self.roster.feeds() if FILE_NAME.fullmatch(listed.name)]
        self._put(self.public / "feeds.opml", render_opml(self.pages.site, feeds))
        for name in ASSETS:
            self._put(self.public / name, asset(name))
        self._remove_vanished({feed.name for feed in feeds})

    def _feed(self, listed: Listed) -> Feed:
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
        if not self._stands(listed.name, files, listed.title, listed.subtitle):
            things = listed.read()
            refused = self._put_formats(listed, feed, things, files)
            if not refused:
                self._lean_on(listed.name, files, things, listed.title, listed.subtitle)
            if listed.name == FRONT and not refused:
                self._front_page(feed, things)
        elif listed.name == FRONT:
            self._front_page(feed, None)
        return feed

    def _stands(self, name: str, files: Sequence[Path], *context: object) -> bool:
        return self.is_calm and self.memory.stands(name, self._stamp(*context), files, self.roster.now)

    def _lean_on(self, name: str, files: Sequence[Path], things: Sequence[Thing], *context: object) -> None:
        until = steady_until(things, max_age_days=self.roster.settings.max_age_days, now=self.roster.now)
        if name in self.memory.kept and until > self.roster.now and name != "status":
            self.memory.lean_on(name, self._stamp(*context), files, until)

    def _stamp(self, *context: object) -> str:
        told = (self.roster.settings, sorted(self.pages.slugs.items()), *context)
        return stamp_of(self.roster.setting, self.pages.site, *told)

    def _put_formats(self, listed: Listed, feed: Feed, things: Sequence[Thing], files: Sequence[Path]) -> bool:
        """Whether a format was refused: the feed's page then stays as it is too."""
        told = self._fingerprint(things, listed.title, listed.subtitle)
        if self.memory.holds(listed.name, told, files):
            return False
        entries, left_out = self._entries(things)
        rendered = render(replace(feed, entries=entries))
        left_out += rendered.quarantined
        for one in left_out:
            self.quarantined.setdefault(one.key, one)
        refused = [suffix for suffix, content in rendered.files.items() if not self._put_feed(listed, suffix, content)]
        if not refused:
            self._put_listing(listed, rendered.feed)
        if not refused and not left_out:
            self.memory.keep(listed.name, told, files)
        return bool(refused)

    def _front_page(self, feed: Feed, things: Sequence[Thing] | None) -> None:
        states, tally = self.roster.reader.source_states(), replace(self.roster.tally, items=0)
        health = {tongue: self.pages.health(states, tongue) for tongue in TONGUES}
        places = [Place(path="index.html", tongue=tongue) for tongue in TONGUES]
        files = [self.public / place.file for place in places]
        if self._stands("index", files, tally, health):
            return
        things = self.roster.read_front() if things is None else things
        told = self._fingerprint(things, tally, health)
        if self.memory.holds("index", told, files):
            self._lean_on("index", files, things, tally, health)
            return
        shown = replace(feed, entries=self._entries(things)[0])
        for place, file in zip(places, files, strict=True):
            self._put(file, self.pages.index(shown, place.tongue, tally, health[place.tongue]))
        self.memory.keep("index", told, files)
        self._lean_on("index", files, things, tally, health)

    def _entries(self, things: Sequence[Thing]) -> tuple[tuple[FeedEntry, ...], list[Quarantined]]:
        settings = self.roster.settings
        entries, left_out = make_entries(things, self.roster.setting)
        newest = entries[: max(settings.max_items, MOST_IN_A_DAY)]
        return fit(newest, max_bytes=settings.max_bytes, now=self.roster.now), left_out

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
