"""Texts that no crawl found: items of a source of their own, without page or announcement."""

import hashlib
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from pipeline.archive.occasions import Occasion
from pipeline.archive.part import Part
from pipeline.archive.schema import alias, item
from pipeline.archive.sources import remember_source
from pipeline.archive.steps import Step, facts, write_steps
from pipeline.archive.storing import write_digest
from pipeline.folding import words_of
from pipeline.models import Article, Digest, Judgement
from pipeline.records import Finished
from pipeline.source import Source
from pipeline.urls import canonical, item_id

IMPORT = Source(id="import", name="import", url="", priority=0)


class Importing(Part):
    """The part of the archive that takes texts from a person."""

    def add_text(
        self, article: Article, judgement: Judgement, *, at: datetime, source: Source = IMPORT, run: str = ""
    ) -> Finished:
        """Archive a text that no crawl found; announces nothing.

        The same text twice is one item; another text at an address imported before is its revision.
        """
        with self._store.writing() as connection:
            remember_source(connection, source, at)
            row = _imported_row(connection, source, article, at)
            occasion = Occasion(run=run, at=at, quiet=True, why="imported")
            digest = Digest(article=article, judgement=judgement)
            return write_digest(connection, self._store.dialect, row, digest, source.timezone, occasion)


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
