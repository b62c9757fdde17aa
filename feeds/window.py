"""Which entries stand in a feed and in what order; it renders nothing."""

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from feeds.entries import FeedEntry, Poisoned, Setting, make_entry, name_thing
from feeds.markup import paragraph, sanitise
from pipeline.models import Item, Story
from pipeline.records import HealthChange

ALWAYS = timedelta(hours=24)
WIDEST_ZONE = timedelta(hours=26)  # how far a day in some zone may lie from the same day in UTC
FAR = timedelta(days=7)
OVERHEAD = 2_000  # the fixed elements of one entry in the widest format, in bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarantined:
    """An entry that was left out, and why."""

    key: str
    reason: str


def steady_until(things: Iterable[Story | Item | HealthChange], *, max_age_days: int, now: datetime) -> datetime:
    """The instant before which time alone changes nothing in a feed of these; `now` where that cannot be told.

    An article is fresh for a day and then leaves when it is old; when it was archived lies between two instants that
    it tells.
    """
    ends = [now + FAR]
    for thing in things:
        for item in thing.items if isinstance(thing, Story) else (thing,):
            if isinstance(item, HealthChange):
                return now
            fresh = (item.first_seen + ALWAYS, item.stored_at + ALWAYS)
            ends += [min(fresh)] if max(fresh) > now else []
            ends.append(datetime.combine(item.date, time(), UTC) - WIDEST_ZONE + timedelta(days=max_age_days))
    return max(now, min(ends))


def make_entries(
    things: Iterable[Story | Item | HealthChange], setting: Setting
) -> tuple[list[FeedEntry], list[Quarantined]]:
    """All entries that can be made, newest first, then by guid; the others with their reasons."""
    entries: dict[str, FeedEntry] = {}
    left_out: list[Quarantined] = []
    for thing in things:
        try:
            entry = make_entry(thing, setting)
        except (Poisoned, ValueError, TypeError, ArithmeticError) as reason:
            left_out.append(Quarantined(key=name_thing(thing), reason=str(reason)))
            continue
        if entry.guid in entries:
            left_out.append(Quarantined(key=entry.key, reason="a guid that another entry has"))
        entries.setdefault(entry.guid, entry)
    return sorted(entries.values(), key=_order), left_out


def fit(entries: Sequence[FeedEntry], *, max_bytes: int, now: datetime) -> tuple[FeedEntry, ...]:
    """The newest entries whose rendering stays under `max_bytes`.

    What was archived in the last 24 hours always stays; where it alone is too much, the oldest of it carry their
    summaries instead of their texts.
    """
    if OVERHEAD + sum(weigh(entry) for entry in entries) <= max_bytes:
        return tuple(entries)
    short = {
        entry.guid: shortened(entry)
        for place, entry in enumerate(entries)
        if not place or entry.archived_at >= now - ALWAYS
    }
    left = max_bytes - OVERHEAD - sum(weigh(entry) for entry in short.values())
    kept: list[FeedEntry] = []
    for place, entry in enumerate(entries):
        left -= weigh(entry) - (weigh(short[entry.guid]) if entry.guid in short else 0)
        if left < 0:
            return (*kept, *(short[rest.guid] for rest in entries[place:] if rest.guid in short))
        kept.append(entry)
    return tuple(kept)


def shortened(entry: FeedEntry) -> FeedEntry:
    """The entry with its summary in the place of its text."""
    return replace(entry, content=sanitise(paragraph(entry.summary)))


def weigh(entry: FeedEntry) -> int:
    """An upper bound of an entry's size in any format, in bytes."""
    texts = (html.escape(entry.content), html.escape(html.escape(entry.summary)), html.escape(entry.title))
    links = sum(len(url) + len(name.encode()) for url, name in entry.also)
    names = sum(len(name.encode()) for name in entry.authors) + sum(
        len(tag.term.encode()) + len(tag.label.encode()) for tag in entry.tags
    )
    return OVERHEAD + sum(len(text.encode()) for text in texts) + 2 * links + 3 * names + 3 * len(entry.url)


def _order(entry: FeedEntry) -> tuple[float, str]:
    return -entry.published.timestamp(), entry.guid
