"""What tasks and stored pages gave, one commit each; it judges nothing itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select, update

from pipeline.archive.entries import pack_entry
from pipeline.archive.occasions import Occasion
from pipeline.archive.part import Part
from pipeline.archive.schema import item, source, task
from pipeline.archive.sources import remember_source
from pipeline.archive.storing import write_digest
from pipeline.errors import UnknownItemError
from pipeline.models import Digest, PagePlace
from pipeline.records import Finished, Task
from pipeline.source import Source


class Finishing(Part):
    """The part of the archive that the crawl and reprocessing write."""

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
            done = write_digest(connection, self._store.dialect, row, digest, source.timezone, occasion)
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
            return write_digest(connection, self._store.dialect, row, digest, zone, occasion)


def _item_row(connection: Connection, id: str) -> Any:  # noqa: A002 - an item's id
    row = connection.execute(select(item).where(item.c.id == id)).one_or_none()
    if row is None or row.state == "purged":
        raise UnknownItemError(f"{id}: no item has this id")
    return row


def _close_task(connection: Connection, row: Any, done: Task, *, whole: bool) -> None:
    connection.execute(delete(task).where(task.c.item == row.key))
    if whole:  # no page was stored: the entry is all there is to read again
        packed = pack_entry(done.entry, content=True)
        connection.execute(update(item).where(item.c.key == row.key).values(entry=packed))
