"""What changed in the archive since the last publishing, where that can be known without looking at all of it."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from feeds.memory import Memory, seal
from feeds.ports import Reader
from feeds.validity import read_instant
from pipeline.models import RELEVANCES
from pipeline.records import ItemMark, Tally

MARGIN = timedelta(minutes=10)  # clocks are put right by less
COMPARED_EVERY = timedelta(hours=24)  # so long a shortcut is trusted: then all is compared with the archive again
MANY = 500
AT, COMPARED, CONTEXT, SLUGS = "last/at", "last/compared", "last/context", "last/slugs"


def touched_since_last(  # noqa: PLR0913 - each tells of another way in which a shortcut may be wrong
    reader: Reader,
    memory: Memory,
    *,
    now: datetime,
    tally: Tally,
    context: str,
    folders: Iterable[Path],
    concerns: Callable[[ItemMark], bool],
) -> tuple[ItemMark, ...] | None:
    """The marks of all that changed since the last publishing and `concerns` it; None where all must be compared.

    That is where something else than an article changed (`context` tells what pages are made of besides), a file of
    the `folders` came or went by another hand, an article left the archive, the clock went back, or a day has passed.
    """
    at, compared = read_instant(memory.known.get(AT)), read_instant(memory.known.get(COMPARED))
    items, _, sealed = memory.known.get(CONTEXT, "").partition(" ")
    if at is None or compared is None or not items.isdigit() or sealed != seal(context, folders):
        return None
    if tally.items < int(items) or not compared <= at <= now < compared + COMPARED_EVERY:
        return None
    marks = tuple(mark for mark in reader.item_marks(RELEVANCES, touched_since=at - MARGIN) if concerns(mark))
    if len(marks) > MANY:
        return None
    memory.kept[COMPARED] = memory.known[COMPARED]
    if not marks:
        memory.kept[AT] = memory.known[AT]  # a publishing without news writes no note either
    return marks


def renamed_since_last(memory: Memory, slugs: Mapping[str, str]) -> frozenset[str] | None:
    """The speakers who got, lost or changed a feed since the last publishing: pages of items name it; None: unknown."""
    try:
        known = json.loads(memory.known.get(SLUGS, ""))
    except ValueError:
        return None
    return frozenset(name for name in known.keys() | slugs.keys() if known.get(name) != slugs.get(name))


def note_publishing(
    memory: Memory, *, now: datetime, tally: Tally, context: str, folders: Iterable[Path], slugs: Mapping[str, str]
) -> None:
    """Note that pages and texts are now as the archive is; it is called when they have been written."""
    memory.kept[SLUGS] = json.dumps(slugs, sort_keys=True)
    memory.kept.setdefault(AT, now.isoformat())
    memory.kept.setdefault(COMPARED, now.isoformat())
    memory.kept[CONTEXT] = f"{tally.items} {seal(context, folders)}"
