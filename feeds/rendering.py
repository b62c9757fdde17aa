"""A feed in all its formats at once; an entry that no format can carry is left out, the rest is rendered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from feeds.entries import FeedEntry
from feeds.family import Feed
from feeds.json_feed import render_json
from feeds.syndication import render_atom, render_rss
from feeds.window import Quarantined

FORMATS: Mapping[str, Callable[[Feed], bytes]] = {"atom": render_atom, "rss": render_rss, "json": render_json}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A feed as it was rendered, its bytes by suffix, and what had to be left out."""

    feed: Feed
    files: Mapping[str, bytes]
    quarantined: tuple[Quarantined, ...] = ()


def render(feed: Feed) -> Rendered:
    """Render a feed; where that fails, find the entries to blame one by one and render without them."""
    try:
        return Rendered(feed=feed, files=_files(feed))
    except (ValueError, TypeError):
        blamed = {entry.guid: reason for entry, reason in _unrenderable(feed)}
    rest = replace(feed, entries=tuple(entry for entry in feed.entries if entry.guid not in blamed))
    left_out = [entry for entry in feed.entries if entry.guid in blamed]
    quarantined = tuple(Quarantined(key=entry.key, reason=blamed[entry.guid]) for entry in left_out)
    return Rendered(feed=rest, files=_files(rest), quarantined=quarantined)


def _files(feed: Feed) -> Mapping[str, bytes]:
    return {suffix: write(feed) for suffix, write in FORMATS.items()}


def _unrenderable(feed: Feed) -> Iterator[tuple[FeedEntry, str]]:
    for entry in feed.entries:
        try:
            _files(replace(feed, entries=(entry,)))
        except (ValueError, TypeError) as error:
            yield entry, f"cannot be rendered: {error}"
