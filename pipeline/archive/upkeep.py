"""Keeping the archive small and safe: backup, retention, purging; what is gone stays known and is not told again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, Table, delete, select, update

from pipeline.archive.dialects import Dialect
from pipeline.archive.entries import unpack_entry
from pipeline.archive.generation import advance
from pipeline.archive.part import Part
from pipeline.archive.schema import (
    article,
    item,
    item_speaker,
    page,
    print_table,
    report,
    revision,
    run,
    sketch,
    step,
    task,
)
from pipeline.archive.standing import KEPT, refresh_stories
from pipeline.archive.steps import Step, write_steps
from pipeline.models import Entry, PagePlace

BATCH = 500  # items a commit


@dataclass(frozen=True, slots=True, kw_only=True)
class Retained:
    """What was let go: how many items, and the files under `pages/` of which no record is needed any more."""

    items: int = 0
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPage:
    """What an item can be read from again: its page, or (`place` is None) its entry or imported text alone."""

    item_id: str
    source: str
    url: str
    entry: Entry | None
    first_seen: datetime
    place: PagePlace | None


class Upkeep(Part):
    """The part of the archive that a person or a timer runs now and then."""

    def backup(self, path: Path) -> None:
        """A copy that opens as an archive, taken while others write.

        Raises:
            ArchiveError: it cannot be written.
        """
        self._store.dialect.backup(path)

    def retain(
        self, *, others_before: datetime | None = None, pages_before: datetime | None = None, at: datetime
    ) -> Retained:
        """Let go of what the configuration keeps no longer; no item is forgotten.

        Args:
            others_before: texts and pages of items of relevance `mention` or `none` archived before this go.
            pages_before: pages of any item stored before this go.
            at: now.
        """
        emptied, files = 0, set[str]()
        for keys in _batches(self._store.reading, _full_of_others(others_before)) if others_before else ():
            with self._store.writing() as connection:
                files |= _drop_pages(connection, page.c.item.in_(keys))
                _empty(connection, self._store.dialect, keys, at)
            emptied += len(keys)
        with self._store.writing() as connection:
            if pages_before:
                files |= _drop_pages(connection, page.c.stored_at < pages_before)
            return Retained(items=emptied, files=_unneeded(connection, files))

    def unneeded(self, files: Iterable[str]) -> tuple[str, ...]:
        """Which of these files under `pages/` no record points into: left by a killed run or a restored backup."""
        with self._store.reading() as connection:
            return _unneeded(connection, files)

    def purge(self, before: date, *, at: datetime) -> Retained:
        """Let go of all articles of days before this: texts, pages, judgements, steps.

        Their ids, addresses, stories and guids stay known: nothing of them is discovered or announced again.
        """
        purged, files = 0, set[str]()
        for keys in _batches(self._store.reading, select(article.c.item).where(article.c.date < before)):
            with self._store.writing() as connection:
                files |= _drop_pages(connection, page.c.item.in_(keys))
                _bury(connection, self._store.dialect, keys, at)
            purged += len(keys)
        with self._store.reading() as connection:
            return Retained(items=purged, files=_unneeded(connection, files))

    def forget_runs(self, before: datetime) -> None:
        """Let go of the reports of runs that started before this; states and changes of health stay."""
        with self._store.writing() as connection:
            connection.execute(delete(report).where(report.c.started < before))
            connection.execute(delete(run).where(run.c.started < before))

    def control_sample(self, source_id: str, since: datetime) -> tuple[int, int]:
        """How many items that nothing spoke for were opened all the same, and how many of them were kept."""
        wanted = select(article.c.rank).join(item, item.c.key == article.c.item)
        wanted = wanted.where(item.c.source == source_id, item.c.control, item.c.first_seen >= since)
        with self._store.reading() as connection:
            ranks = list(connection.scalars(wanted))
        return len(ranks), sum(rank <= KEPT for rank in ranks)

    def stored_pages(self, *, since: date | None = None) -> Iterator[StoredPage]:
        """What every archived item can be read from again, in order of discovery; its newest page."""
        last = 0
        while True:
            with self._store.reading() as connection:
                rows = connection.execute(_pages_after(last, since)).all()
            yield from (_stored_page(row) for row in rows)
            if len(rows) < BATCH:
                return
            last = rows[-1].key


def _batches(reading: Any, wanted: Select[Any]) -> Iterator[list[int]]:
    """Keys of what is still there to be let go; each batch must be gone before the next is asked for."""
    while True:
        with reading() as connection:
            keys = list(connection.scalars(wanted.limit(BATCH)))
        if not keys:
            return
        yield keys


def _full_of_others(before: datetime) -> Select[Any]:
    return select(article.c.item).where(article.c.has_text, article.c.rank > KEPT, article.c.archived_at < before)


def _drop_pages(connection: Connection, which: Any) -> set[str]:
    return set(connection.scalars(delete(page).where(which).returning(page.c.file)))


def _unneeded(connection: Connection, files: Iterable[str]) -> tuple[str, ...]:
    asked = sorted(files)
    needed = (connection.scalar(select(page.c.key).where(page.c.file == file).limit(1)) for file in asked)
    return tuple(file for file, key in zip(asked, needed, strict=True) if key is None)


def _empty(connection: Connection, dialect: Dialect, keys: Sequence[int], at: datetime) -> None:
    these = revision.c.item.in_(keys)
    connection.execute(update(revision).where(these).values(lead=None, paragraphs=[], emptied_at=at))
    connection.execute(update(article).where(article.c.item.in_(keys)).values(has_text=False, quotes=[]))
    connection.execute(update(item).where(item.c.key.in_(keys)).values(entry=None))
    dialect.drop_words(connection, keys)
    told = Step(at=at, step="emptied", reason="its text was not kept: neither statement nor about")
    write_steps(connection, [(key, told) for key in keys])


def _bury(connection: Connection, dialect: Dialect, keys: Sequence[int], at: datetime) -> None:
    stories = set(connection.scalars(select(item.c.story).where(item.c.key.in_(keys))))
    for table in (article, revision, item_speaker, step, task, print_table, sketch):
        connection.execute(delete(table).where(_item_of(table).in_(keys)))
    dialect.drop_words(connection, keys)
    gone = {"state": "purged", "entry": None, "purged_at": at}
    connection.execute(update(item).where(item.c.key.in_(keys)).values(**gone))
    write_steps(connection, [(key, Step(at=at, step="purged", reason="its day lay before the purge")) for key in keys])
    refresh_stories(connection, (key for key in stories if key is not None), at)
    advance(connection, dialect)


def _item_of(table: Table) -> Any:
    return table.c.item


def _pages_after(last: int, since: date | None) -> Select[Any]:
    newest = select(page.c.key).where(page.c.item == item.c.key).order_by(page.c.key.desc()).limit(1)
    wanted = (
        select(item, page.c.file, page.c.offset, page.c.length)
        .join(article, article.c.item == item.c.key)
        .outerjoin(page, page.c.key == newest.correlate(item).scalar_subquery())
        .where(item.c.key > last, article.c.has_text)
        .order_by(item.c.key)
        .limit(BATCH)
    )
    return wanted.where(article.c.date >= since) if since else wanted


def _stored_page(row: Any) -> StoredPage:
    place = PagePlace(file=row.file, offset=row.offset, length=row.length) if row.file else None
    return StoredPage(
        item_id=row.id,
        source=row.source,
        url=row.url,
        entry=unpack_entry(row.entry) if row.entry else None,
        first_seen=row.first_seen,
        place=place,
    )
