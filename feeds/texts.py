"""One text file for every archived article of relevance `statement`; files that no article wants any more go."""

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from feeds.atomic import make_durable, write_lightly
from feeds.gathering import gather
from feeds.ports import Reader
from pipeline.models import Item
from pipeline.records import ItemMark
from pipeline.text_format import Text, write

ITEM_ID = re.compile(r"[a-z0-9-]{1,200}")
TEXT_NAME = re.compile(r"\d{4}-\d{2}-\d{2}-[a-z0-9-]{1,200}\.txt")
DAY_LONG = len("2026-01-30-")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Synced:
    """What a sync did."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    refused: tuple[tuple[Path, str], ...] = ()


def text_path(texts: Path, item_id: str, day_iso: str) -> Path:
    """Where an item's text lies: `texts/YYYY/YYYY-MM-DD-ID.txt`."""
    return texts / day_iso[:4] / f"{day_iso}-{item_id}.txt"


def item_text(item: Item) -> str:
    """An item in the text format."""
    return write(Text(date=item.date, title=item.title, blocks=item.blocks))


def sync_touched_texts(reader: Reader, texts: Path, touched: Sequence[ItemMark]) -> Synced:
    """Bring the texts of these items up to date; of the others only names are looked at.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    if not touched:
        return Synced()
    found = dict(_files(texts, {mark.id for mark in touched}))
    return _sync(reader, texts, found, [mark for mark in touched if mark.relevance == "statement"], trust=True)


def sync_texts(reader: Reader, texts: Path, *, trust: bool = True, may_remove: bool = True) -> Synced:
    """Make the folder hold one file for each statement, as it is in the archive.

    A file's modification time is the instant its revision was stored, so one look at the folder tells which texts
    are absent or different, and the texts of the others are never read; `trust=False` compares every byte, and
    `may_remove=False` keeps what nobody wants (after a lost archive).
    A text renamed by a corrected date is written under its new name before the old one goes.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    marks = reader.item_marks(("statement",))
    return _sync(reader, texts, dict(_files(texts)), marks, trust=trust, may_remove=may_remove)


def text_folders(texts: Path) -> tuple[Path, ...]:
    """Where texts lie: each year's folder, and that of them all."""
    return (texts, *sorted(path for path in texts.iterdir() if path.is_dir())) if texts.is_dir() else (texts,)


def _sync(
    reader: Reader,
    texts: Path,
    found: Mapping[Path, int],
    marks: Iterable[ItemMark],
    *,
    trust: bool,
    may_remove: bool = True,
) -> Synced:
    wanted: dict[Path, ItemMark] = {}
    for mark in marks:
        if ITEM_ID.fullmatch(mark.id):
            wanted[text_path(texts, mark.id, mark.date.isoformat())] = mark
    due = {m.id: path for path, m in wanted.items() if not (trust and found.get(path) == nanoseconds(m.stored_at))}
    written, refused = [], dict.fromkeys(due.values(), "no text: the archive does not give the item")
    for item in gather(reader, due.keys(), ("statement",)):
        path = due[item.id]
        try:
            content = item_text(item).encode("utf-8")
        except ValueError as error:
            refused[path] = f"no text: {error}"
            continue
        del refused[path]
        path.parent.mkdir(parents=True, exist_ok=True)
        if write_lightly(str(path), content, mtime_ns=nanoseconds(wanted[path].stored_at)):
            written.append(path)
    make_durable(written)
    stale = sorted(found.keys() - wanted.keys()) if may_remove else []
    for path in stale:
        path.unlink(missing_ok=True)
    return Synced(written=tuple(written), removed=tuple(stale), refused=tuple(refused.items()))


def nanoseconds(instant: datetime) -> int:
    """An aware instant as a file's time, exact to the microsecond."""
    passed = instant - EPOCH
    return ((passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds) * 1_000


def _files(texts: Path, ids: Collection[str] | None = None) -> Iterator[tuple[Path, int]]:
    for folder in texts.iterdir() if texts.is_dir() else ():
        if folder.is_dir() and folder.name.isdigit():
            for entry in os.scandir(folder):
                told = entry.name[DAY_LONG:-4]
                if (ids is None or told in ids) and TEXT_NAME.fullmatch(entry.name):
                    yield folder / entry.name, entry.stat().st_mtime_ns
