"""One text file for every archived article of relevance `statement`; files that no article wants any more go."""

import re
from collections.abc import Iterator
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


def sync_texts(reader: Reader, texts: Path, *, trust: bool = True, may_remove: bool = True) -> Synced:
    """Make the folder hold one file for each statement, as it is in the archive.

    A file's modification time is the instant its revision was stored, so one look at the folder tells which texts
    are absent or different, and the texts of the others are never read; `trust=False` compares every byte, and
    `may_remove=False` keeps what nobody wants (after a lost archive).
    A text renamed by a corrected date is written under its new name before the old one goes.

    Raises:
        OSError: the disk is full or the folder cannot be written.
    """
    found = dict(_files(texts))
    wanted: dict[Path, ItemMark] = {}
    for mark in reader.item_marks(("statement",)):
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


def _files(texts: Path) -> Iterator[tuple[Path, int]]:
    for folder in texts.iterdir() if texts.is_dir() else ():
        if folder.is_dir() and folder.name.isdigit():
            for path in folder.iterdir():
                if TEXT_NAME.fullmatch(path.name):
                    yield path, path.stat().st_mtime_ns
