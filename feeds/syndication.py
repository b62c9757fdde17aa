"""A feed as Atom 1.0 and RSS 2.0; the only module that knows feedgen, and no clock ever reaches its bytes."""

import html
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from feedgen.entry import FeedEntry as Generated
from feedgen.ext.base import BaseEntryExtension
from feedgen.ext.dc import DcEntryExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from feeds.entries import FeedEntry
from feeds.family import SUFFIXES, Feed
from feeds.markup import is_clean

GENERATOR = "csto-monitor"


class AtomExtension(BaseEntryExtension):
    """What feedgen's own Atom entries lack.

    It writes no `rel` on an entry's links, and only two of the elements of `source` (RFC 4287 §4.2.7.2, §4.2.11).
    """

    def __init__(self) -> None:
        self.also: tuple[tuple[str, str], ...] = ()
        self.origin: tuple[str, str] | None = None
        self.updated = ""

    def extend_atom(self, entry: etree._Element) -> etree._Element:
        """Append the elements."""
        for url, name in self.also:
            etree.SubElement(entry, "link", href=url, rel="related", title=name)
        if self.origin:
            url, name = self.origin
            source = etree.SubElement(entry, "source")
            etree.SubElement(source, "id").text = url
            etree.SubElement(source, "title").text = name
            etree.SubElement(source, "updated").text = self.updated
            etree.SubElement(source, "link", href=url, rel="alternate")
        return entry

    def extend_rss(self, entry: etree._Element) -> etree._Element:
        """RSS has its own element."""
        return entry


def render_atom(feed: Feed) -> bytes:
    """The feed as Atom 1.0 (RFC 4287).

    Raises:
        ValueError: an entry holds what the format cannot carry.
    """
    generator = _channel(feed, "atom")
    for entry in distinct_updates(feed.entries):
        generator.add_entry(_atom_entry(entry), order="append")
    return bytes(generator.atom_str(pretty=True)).rstrip() + b"\n"


def distinct_updates(entries: Sequence[FeedEntry]) -> Iterator[FeedEntry]:
    """The entries with no `updated` twice, which validators warn of: those of one second are told by microseconds."""
    seconds = Counter(entry.updated for entry in entries)
    taken: set[datetime] = set()
    for entry in entries:
        updated = entry.updated
        if seconds[updated] > 1:
            updated = updated.replace(microsecond=entry.touched_at.microsecond)
        while updated in taken:
            updated += timedelta(microseconds=1 + int(entry.guid[-4:], 16))
        taken.add(updated)
        yield entry if updated == entry.updated else replace(entry, updated=updated)


def render_rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0 with dc:creator and content:encoded.

    Raises:
        ValueError: an entry holds what the format cannot carry.
    """
    generator = _channel(feed, "rss")
    generator.load_extension("dc", atom=False, rss=True)
    for entry in feed.entries:
        generator.add_entry(_rss_entry(entry), order="append")
    return bytes(generator.rss_str(pretty=True)).rstrip() + b"\n"


def byline(entry: FeedEntry) -> str:
    """All who speak as one author: of several elements a reader shows the last (feedparser) or one format's (newsboat).

    The names one by one are among the categories, and in the JSON feed.
    """
    return ", ".join(entry.authors)


def _channel(feed: Feed, suffix: str) -> Any:
    generator: Any = FeedGenerator()
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.subtitle)
    generator.description(feed.subtitle)
    generator.generator(GENERATOR)
    generator.author(name=GENERATOR)
    generator.updated(feed.updated)
    generator.docs("https://www.rssboard.org/rss-specification")
    # The link added last becomes the RSS channel's link.
    generator.link(href=feed.address(suffix), rel="self", type=SUFFIXES[suffix])
    generator.link(href=feed.home, rel="alternate", type="text/html")
    return generator


def _entry(entry: FeedEntry) -> Any:
    if not is_clean(entry.content):
        raise ValueError("markup outside the allowlist")
    made: Any = Generated()
    made.id(entry.guid)
    made.title(entry.title)
    made.published(entry.published)
    made.updated(entry.updated)
    made.link(href=entry.url, rel="alternate")
    made.content(entry.content, type="html")
    for tag in entry.tags:
        label = {"label": tag.label} if tag.label else {}
        made.category(term=tag.term, scheme=f"urn:{GENERATOR}:{tag.scheme}", **label)
    return made


def _atom_entry(entry: FeedEntry) -> Any:
    made = _entry(entry)
    made.summary(html.escape(entry.summary, quote=False), type="html")
    made.author(name=byline(entry))
    made.register_extension("more", AtomExtension)
    made.more.also = entry.also
    made.more.origin = entry.origin
    made.more.updated = entry.updated.isoformat()
    return made


def _rss_entry(entry: FeedEntry) -> Any:
    made = _entry(entry)
    made.summary(html.escape(entry.summary, quote=False))
    made.register_extension("dc", DcEntryExtension, atom=False, rss=True)
    made.dc.dc_creator(byline(entry))
    if entry.origin:
        made.source(*entry.origin)
    return made
