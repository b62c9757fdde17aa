"""Renders everything from the archive and puts it in place; a bad rendering never replaces a good one."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from feeds.atomic import sweep, write_whole
from feeds.entries import Setting
from feeds.family import Feed
from feeds.opml import render_opml
from feeds.page import render_index
from feeds.ports import Reader
from feeds.rendering import render
from feeds.replacing import objection
from feeds.roster import Listed, Roster
from feeds.settings import FeedSettings
from feeds.texts import sync_texts
from feeds.window import Quarantined, fit
from pipeline.errors import PublishingError
from pipeline.source import Source

FILE_NAME = re.compile(r"(?:sources|speakers|kinds)/[a-z0-9-]{1,60}|[a-z]{1,20}")
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
) -> Published:
    """Render every feed, text and page from the archive, and write what differs from what is there.

    `now` is aware and bounds the windows only; `zone` is an IANA name for items without a configured source;
    `allow_empty` lets a feed go empty that should not be.

    Raises:
        PublishingError: a file cannot be written; what was there stays.
    """
    setting = Setting(
        sources={source.id: source for source in sources},
        zone=zone,
        base_url=settings.base_url.rstrip("/") + "/",
        content=settings.content,
    )
    roster = Roster(reader=reader, settings=settings, setting=setting, now=now, tally=reader.tally())
    press = _Press(roster=roster, public=public, allow_empty=allow_empty)
    try:
        sweep((public, texts))
        press.print_everything()
        changes = sync_texts(reader, texts)
    except OSError as error:
        told = error.strerror or str(error)
        raise PublishingError(f"{error.filename or public}: cannot be written: {told}") from error
    return Published(
        written=(*press.written, *changes.written),
        removed=(*press.removed, *changes.removed),
        refused=(*press.refused, *changes.refused),
        quarantined=tuple(press.quarantined.values()),
    )


@dataclass(slots=True, kw_only=True)
class _Press:
    roster: Roster
    public: Path
    allow_empty: bool
    written: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    refused: list[tuple[Path, str]] = field(default_factory=list)
    quarantined: dict[str, Quarantined] = field(default_factory=dict)

    def print_everything(self) -> None:
        feeds = [self._feed(listed) for listed in self.roster.feeds() if FILE_NAME.fullmatch(listed.name)]
        self._put(self.public / "feeds.opml", render_opml(self.roster.settings.title, feeds))
        self._put(self.public / "index.html", render_index(self.roster, feeds))
        self._remove_vanished({feed.name for feed in feeds})

    def _feed(self, listed: Listed) -> Feed:
        entries, left_out = listed.load()
        settings, base_url = self.roster.settings, self.roster.setting.base_url
        feed = Feed(
            name=listed.name,
            title=listed.title,
            subtitle=listed.subtitle,
            home=base_url + listed.home,
            base_url=base_url,
            entries=fit(entries, max_bytes=settings.max_bytes, now=self.roster.now),
        )
        rendered = render(feed)
        for one in (*left_out, *rendered.quarantined):
            self.quarantined.setdefault(one.key, one)
        for suffix, content in rendered.files.items():
            self._put_feed(listed, suffix, content)
        return rendered.feed

    def _put_feed(self, listed: Listed, suffix: str, content: bytes) -> None:
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
        else:
            self.refused.append((path, reason))

    def _put(self, path: Path, content: bytes) -> None:
        if write_whole(path, content):
            self.written.append(path)

    def _remove_vanished(self, names: set[str]) -> None:
        """Files of a speaker, kind or source go when the archive, not empty itself, holds nothing of it any more."""
        if not self.roster.tally.items:
            return
        for shelf in SHELVES:
            for path in sorted((self.public / shelf).glob("*.*")):
                if f"{shelf}/{path.stem}" not in names and path.is_file():
                    path.unlink()
                    self.removed.append(path)
