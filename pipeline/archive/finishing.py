"""Writing down what a page gave: revision, judgement, story and steps in one commit; it judges nothing itself."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.archive.articles import Stored, store_article
from pipeline.archive.dialects import Dialect
from pipeline.archive.entries import pack_entry
from pipeline.archive.generation import advance
from pipeline.archive.grouping import Grouped, group_item
from pipeline.archive.part import Part
from pipeline.archive.retries import rest_after
from pipeline.archive.schema import alias, item, page, source, story, task
from pipeline.archive.sources import remember_source
from pipeline.archive.standing import KEPT, refresh_stories
from pipeline.archive.steps import Step, facts, write_steps
from pipeline.errors import UnknownItemError
from pipeline.models import Article, Digest, Judgement, PagePlace
from pipeline.records import Finished, Task
from pipeline.source import Source
from pipeline.stories import Candidate, traces_of, words_of
from pipeline.urls import canonical, item_id, refusal

IMPORT = Source(id="import", name="import", url="", priority=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and in what run a digest is written down; a `quiet` one announces nothing."""

    run: str
    at: datetime
    place: PagePlace | None = None
    quiet: bool = False
    why: str = ""


class Finishing(Part):
    """The part of the archive that the crawl, imports and reprocessing write second."""

    def finish(
        self, source: Source, task: Task, digest: Digest, *, place: PagePlace | None, run: str, at: datetime
    ) -> Finished:
        """Write down what a task gave, in one commit; a page read before gets a revision where it really changed.

        Raises:
            UnknownItemError: the item was never discovered.
        """
        with self._store.writing() as connection:
            remember_source(connection, source, at)
            row = _item_row(connection, task.item_id)
            occasion = Occasion(run=run, at=at, place=place)
            done = _store(connection, self._store.dialect, row, digest, source.timezone, occasion)
            _close_task(connection, row, task, whole=place is None)
        return done

    def redo(self, id: str, digest: Digest, *, run: str, at: datetime) -> Finished:  # noqa: A002 - an item's id
        """Write down what today's rules make of a stored page: no id changes, nothing is announced.

        Raises:
            UnknownItemError: there is no such item.
        """
        with self._store.writing() as connection:
            row = _item_row(connection, id)
            zone = connection.scalar(select(source.c.timezone).where(source.c.id == row.source)) or "UTC"
            occasion = Occasion(run=run, at=at, quiet=True, why="today's rules")
            return _store(connection, self._store.dialect, row, digest, zone, occasion)

    def add_text(
        self, article: Article, judgement: Judgement, *, at: datetime, source: Source = IMPORT, run: str = ""
    ) -> Finished:
        """Archive a text that no crawl found; the same text twice is one item, another text at its address a revision."""
        with self._store.writing() as connection:
            remember_source(connection, source, at)
            row = _imported_row(connection, source, article, at)
            occasion = Occasion(run=run, at=at, quiet=True, why="imported")
            digest = Digest(article=article, judgement=judgement)
            return _store(connection, self._store.dialect, row, digest, source.timezone, occasion)


def _item_row(connection: Connection, id: str) -> Any:  # noqa: A002 - an item's id
    row = connection.execute(select(item).where(item.c.id == id)).one_or_none()
    if row is None or row.state == "purged":
        raise UnknownItemError(f"{id}: no item has this id")
    return row


def _store(
    connection: Connection, dialect: Dialect, row: Any, digest: Digest, zone: str, occasion: Occasion
) -> Finished:
    at, read = occasion.at, digest.article
    stored = store_article(connection, dialect, row, digest, zone=zone, at=at)
    if occasion.place:
        _keep_page(connection, row.key, occasion.place, at)
    _keep_address(connection, row, read.url)
    grouped = _group(connection, row, read, at)
    announce = _announcement(connection, stored, grouped, occasion)
    if stored.changed or row.story != grouped.story:
        refresh_stories(connection, grouped.touched, at)
        advance(connection, dialect)
    _rest(connection, row, stored, occasion)
    write_steps(connection, [(row.key, step) for step in _steps(row, digest, stored, grouped, occasion)])
    home = connection.execute(_HOME.where(story.c.key == grouped.story)).one()
    return Finished(
        item_id=row.id,
        relevance=digest.judgement.relevance,
        story=home.story_id,
        primary=home.primary_id,
        announce=announce,
    )


_HOME = select(story.c.id.label("story_id"), item.c.id.label("primary_id")).join(item, item.c.key == story.c.primary)


def _group(connection: Connection, row: Any, read: Article, at: datetime) -> Grouped:
    traces = traces_of(read.title, read.blocks, row.url)
    return group_item(connection, row, Candidate(name=row.id, day=read.dated.day, traces=traces), at)


def _announcement(connection: Connection, stored: Stored, grouped: Grouped, occasion: Occasion) -> str:
    if occasion.quiet or not stored.first or stored.baseline or stored.rank > KEPT:
        return ""
    this = story.c.key == grouped.story
    if connection.scalar(select(story.c.published_since).where(this)) is not None:
        return "also"
    connection.execute(update(story).where(this).values(announced_at=occasion.at))
    return "new"


def _rest(connection: Connection, row: Any, stored: Stored, occasion: Occasion) -> None:
    """Ask ever less often for a page whose listing keeps changing while its text does not."""
    values: dict[str, Any] = {"state": "done", "purged_at": None}
    if not occasion.quiet:
        idle = 0 if stored.first or stored.revised else row.idle_rereads + 1
        values |= {"idle_rereads": idle, "reread_after": rest_after(idle, occasion.at) if idle else None}
    connection.execute(update(item).where(item.c.key == row.key).values(**values))


def _keep_page(connection: Connection, key: int, place: PagePlace, at: datetime) -> None:
    row = {"item": key, "stored_at": at, "file": place.file, "offset": place.offset, "length": place.length}
    connection.execute(insert(page), row)


def _keep_address(connection: Connection, row: Any, url: str) -> None:
    """The address that answered is the same item, unless it is another's already."""
    if not url or refusal(url) is not None:
        return
    address = canonical(url)
    if connection.scalar(select(alias.c.item).where(alias.c.url == address, alias.c.source == row.source)) is None:
        connection.execute(insert(alias), {"url": address, "source": row.source, "item": row.key})


def _close_task(connection: Connection, row: Any, done: Task, *, whole: bool) -> None:
    connection.execute(delete(task).where(task.c.item == row.key))
    if whole:  # no page was stored: the entry is all there is to read again
        packed = pack_entry(done.entry, content=True)
        connection.execute(update(item).where(item.c.key == row.key).values(entry=packed))


def _imported_row(connection: Connection, source_: Source, read: Article, at: datetime) -> Any:
    address = canonical(read.url) if read.url else f"text:{_fingerprint(read)}"
    known = select(item).join(alias, alias.c.item == item.c.key)
    known = known.where(alias.c.url == address, alias.c.source == source_.id)
    row = connection.execute(known).one_or_none()
    return row if row is not None else _mint_import(connection, source_, read, address, at)


def _mint_import(connection: Connection, source_: Source, read: Article, address: str, at: datetime) -> Any:
    def taken(candidate: str) -> bool:
        return connection.scalar(select(item.c.key).where(item.c.id == candidate)) is not None

    new = item_id(source_.id, read.url, taken) if read.url else f"{source_.id}-{_fingerprint(read)[:12]}"
    values = {"id": new, "source": source_.id, "url": read.url, "state": "open", "first_seen": at}
    row = connection.execute(insert(item).values(**values).returning(item)).one()
    connection.execute(insert(alias), {"url": address, "source": source_.id, "item": row.key})
    write_steps(
        connection, [(row.key, Step(at=at, step="discovered", reason="imported", evidence=facts(url=read.url)))]
    )
    return row


def _fingerprint(read: Article) -> str:
    words = words_of("\n".join((read.title, *read.blocks)))
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()


def _steps(row: Any, digest: Digest, stored: Stored, grouped: Grouped, occasion: Occasion) -> list[Step]:
    read, judged = digest.article, digest.judgement
    dated, place = read.dated, occasion.place
    said = dated.published_at.isoformat() if dated.published_at else None
    words = sum(len(block.split()) for block in read.blocks)
    where = f"{place.file}, {place.length} bytes at {place.offset}" if place else None
    text = (
        "the first text" if stored.first else f"revision {stored.revision}" if stored.revised else "the text as before"
    )
    steps = [
        ("fetched", occasion.why or "its page was read", facts(url=read.url, stored=where)),
        ("cleaned", text, (*facts(words=words), *facts(**dict(read.origins)), *read.reasons)),
        ("dated", f"{dated.day} ({dated.basis})", (*dated.reasons, *facts(published_at=said))),
        ("judged", f"{judged.relevance}, {judged.kind}", (*judged.reasons, *facts(speakers=_named(judged)))),
        ("grouped", grouped.reason, facts(baseline="older than the source's first run" if stored.baseline else None)),
    ]
    kept = steps if stored.changed or row.story != grouped.story else steps[:1]
    return [Step(at=occasion.at, step=n, reason=r, evidence=tuple(e), run=occasion.run) for n, r, e in kept]


def _named(judged: Judgement) -> str:
    return "; ".join(one.name for one in judged.speakers)
