"""What publishing costs on an archive of ten thousand invented statements: `make bench-feeds`.

Each publishing is a process of its own, as a run of the program is, so that its peak memory is its own. Beyond the
bounds the exit code is 1.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import Column, Connection, Table, insert, select

from feeds.publishing import publish
from feeds.settings import FeedSettings
from pipeline.archive import Archive, schema
from pipeline.archive.grouping import guid_of
from pipeline.models import KINDS, Article, Dated, Judgement, Speaker
from pipeline.source import Source

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
TYPED, APART = 500, 6  # so many statements go in one by one, so many days apart; the rest are copies of them
DAYS = TYPED * APART
MANY, FEW = 10_000, 1_000
SPEAKERS = tuple(Speaker(name=f"Мария Ветрова-{number}ская", role="представитель") for number in range(40))
SOURCES = tuple(
    Source(id=f"source-{number}", name=f"Источник {number}", url=f"https://source-{number}.example/", priority=number)
    for number in range(10)
)
SETTINGS = FeedSettings(title="Заявления", base_url="https://news.example/")
BOUNDS = {  # seconds of CPU, megabytes of memory at the peak
    "first": (40.0, 110.0),
    "idle": (0.5, 90.0),
    "one new": (2.5, 90.0),
    "everything compared": (30.0, 110.0),
}
GROWTH = 1.2  # seconds of CPU that one new item may cost more in the larger archive, whose feeds' windows are fuller


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one publishing took; `seconds` of CPU, `peak` in megabytes, `start` the same before it began."""

    seconds: float
    wall: float
    peak: float
    start: float
    written: int


def fill(archive: Archive, size: int) -> None:
    """Archive invented statements: the first of them as a person's texts are, the rest as copies of their rows."""
    with one_commit(archive):
        for number in range(min(size, TYPED)):
            add(archive, number, at=NOW - timedelta(days=2))
    with archive._store.writing() as connection:
        for copy in range(1, size // TYPED):
            multiply(connection, copy)


def add(archive: Archive, number: int, *, at: datetime) -> None:
    """Archive one statement."""
    article, judgement = invent(number)
    archive.add_text(article, judgement, at=at, source=SOURCES[number % len(SOURCES)])


def multiply(connection: Connection, copy: int) -> None:
    """Each of the statements typed in once more: another address, story, title and day."""
    ahead, back = copy * TYPED, timedelta(days=copy % APART)
    for table in TABLES:
        found = connection.execute(select(table).where(_key_of(table) <= TYPED)).mappings()
        connection.execute(insert(table), [_moved(dict(row), table.name, ahead, back) for row in found])


TABLES = (
    schema.story,
    schema.item,
    schema.article,
    schema.revision,
    schema.item_speaker,
    schema.story_speaker,
)


def _key_of(table: Table) -> Column[int]:
    return next(column for column in table.primary_key if column.name in {"key", "item", "story"})


def _moved(row: dict[str, Any], table: str, ahead: int, back: timedelta) -> dict[str, Any]:
    own = {"key", "item", "primary"} | ({"story"} if table in {"item", "story_speaker"} else set())
    row |= {name: row[name] + ahead for name in own & row.keys()}
    row |= {name: f"{row[name]}-{ahead}" for name in ("id", "url", "title", "digest") if name in row}
    row |= {name: row[name] - back for name in ("date", "published") if name in row}
    return row | ({"guid": guid_of(row["id"])} if "guid" in row else {})


def invent(number: int) -> tuple[Article, Judgement]:
    """A statement like no other, of some 1,800 characters."""
    day = (NOW - timedelta(days=number * APART % DAYS)).date()
    paragraphs = tuple(f"{number}-{part}: {tell(number * 9 + part + 1)}." for part in range(8))
    article = Article(
        url=f"https://source-{number % len(SOURCES)}.example/news/{100_000 + number}",
        title=tell(number * 9 + 9)[:70],
        lead=f"Коротко о заявлении {number}: {tell(number * 9)}.",
        paragraphs=paragraphs,
        dated=Dated(day=day, basis="page"),
    )
    judgement = Judgement(
        relevance="statement" if number % 5 else "about",
        kind=KINDS[number % len(KINDS)],
        speakers=(SPEAKERS[number % len(SPEAKERS)],),
        language="ru",
        reasons=("the press secretary speaks",),
    )
    return article, judgement


def tell(seed: int) -> str:
    """Words that no other statement has in common: it is grouped with none."""
    dice = Random(seed)
    return " ".join("".join(dice.choices("абвгдежзиклмнопрст", k=8)) for _ in range(26))


@contextmanager
def one_commit(archive: Archive) -> Iterator[None]:
    """Whatever is written within is one transaction."""
    store = archive._store
    with store.writing() as connection:
        store.writing = lambda: shared(connection)  # type: ignore[method-assign]
        try:
            yield
        finally:
            del store.writing


@contextmanager
def shared(connection: object) -> Iterator[object]:
    """A transaction that another began and will end."""
    yield connection


def open_in(folder: Path) -> Archive:
    """The archive of a folder."""
    return Archive.open(f"sqlite:///{folder}/archive.db", now=lambda: NOW)


def publish_in(folder: Path, *, minutes: int, everything: bool) -> Measured:
    """Publish, in this process."""
    start, before, began = peak(), time.process_time(), time.monotonic()
    with open_in(folder) as archive:
        done = publish(
            archive,
            SETTINGS,
            public=folder / "public",
            texts=folder / "texts",
            sources=SOURCES,
            now=NOW + timedelta(minutes=minutes),
            zone="Europe/Moscow",
            everything=everything,
        )
    assert not done.refused, done.refused
    assert not done.quarantined, done.quarantined
    return Measured(
        seconds=round(time.process_time() - before, 2),
        wall=round(time.monotonic() - began, 2),
        peak=peak(),
        start=start,
        written=len(done.written),
    )


def peak() -> float:
    """The most memory this process ever had, in megabytes."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def measure(folder: Path, *, minutes: int, everything: bool = False) -> Measured:
    """Publish in a fresh process."""
    words = [sys.executable, __file__, "--publish", str(folder), "--minutes", str(minutes)]
    told = subprocess.run([*words, *(["--everything"] * everything)], check=True, capture_output=True, text=True)
    return Measured(**json.loads(told.stdout))


def measure_archive(size: int) -> dict[str, Measured]:
    """All the measurements on an archive of so many statements."""
    with tempfile.TemporaryDirectory(prefix="bench-feeds-") as name:
        folder = Path(name)
        with open_in(folder) as archive:
            fill(archive, size)
        found = {"first": measure(folder, minutes=0), "idle": measure(folder, minutes=15)}
        with open_in(folder) as archive:
            add(archive, DAYS + 1, at=NOW + timedelta(minutes=20))
        found["one new"] = measure(folder, minutes=30)
        found["everything compared"] = measure(folder, minutes=45, everything=True)
        return found


def complaints(few: dict[str, Measured], many: dict[str, Measured]) -> Iterator[str]:
    """What is beyond its bounds, or is not as promised."""
    for name, (seconds, megabytes) in BOUNDS.items():
        if many[name].seconds > seconds:
            yield f"{name}: {many[name].seconds} s of CPU, at most {seconds} are allowed"
        if many[name].peak > megabytes:
            yield f"{name}: {many[name].peak} MB, at most {megabytes} are allowed"
    for name in ("idle", "everything compared"):
        if many[name].written:
            yield f"{name}: {many[name].written} files were written although nothing had changed"
    growth = round(many["one new"].seconds - few["one new"].seconds, 2)
    if growth > GROWTH:
        yield f"one new item costs {growth} s more among {MANY} than among {FEW}, at most {GROWTH} are allowed"


def main() -> int:
    """Build, measure, print; 1 beyond the bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--publish", type=Path, metavar="FOLDER", help="one publishing, told as JSON")
    parser.add_argument("--minutes", type=int, default=0)
    parser.add_argument("--everything", action="store_true")
    asked = parser.parse_args()
    if asked.publish:
        done = publish_in(asked.publish, minutes=asked.minutes, everything=asked.everything)
        print(json.dumps({name: getattr(done, name) for name in Measured.__slots__}))
        return 0
    few, many = measure_archive(FEW), measure_archive(MANY)
    print(f"{'':22}{'statements':>11}{'CPU s':>8}{'wall s':>8}{'peak MB':>9}{'of it code':>12}{'files written':>15}")
    for name in BOUNDS:
        for size, found in ((FEW, few[name]), (MANY, many[name])):
            row = f"{name:22}{size:>11,}{found.seconds:>8.2f}{found.wall:>8.2f}{found.peak:>9.1f}{found.start:>12.1f}"
            print(f"{row}{found.written:>15,}")
    wrong = list(complaints(few, many))
    for one in wrong:
        print(f"beyond its bounds: {one}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(main())
