"""What is left to do: the retry queue; it fetches nothing."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, select, update

from pipeline.archive.columns import AnyRow
from pipeline.archive.entries import unpack_entry
from pipeline.archive.part import Part
from pipeline.archive.retries import REREAD_FOR, next_attempt
from pipeline.archive.schema import article, item, task
from pipeline.archive.steps import Step, facts, write_steps
from pipeline.records import Task


class Waiting(Part):
    """The part of the archive that knows unfinished work."""

    def pending(self, source_id: str, *, at: datetime) -> tuple[Task, ...]:
        """The source's tasks whose next attempt is due, longest waiting first."""
        wanted = select(item.c.id, item.c.first_seen, task.c.entry, task.c.attempts).join(item)
        wanted = wanted.where(task.c.source == source_id, task.c.due <= at).order_by(task.c.due, task.c.item)
        with self._store.reading() as connection:
            return tuple(_task_of(row) for row in connection.execute(wanted))

    def fail(
        self,
        task: Task,
        reason: str,
        *,
        run: str,
        at: datetime,
        retry_after: timedelta | None = None,
        retry_at: datetime | None = None,
    ) -> None:
        """Write down a failed attempt; the item stays in the queue, an article that was read once stays as it is.

        `retry_at` overrides the queue's own rule (`retries.next_attempt`, which honours `retry_after`).
        """
        with self._store.writing() as connection:
            row = connection.execute(_waiting(task.item_id)).one_or_none()
            if row is None:
                return
            attempts = row.attempts + 1
            due: datetime | None = retry_at or next_attempt(attempts, since=row.since, at=at, retry_after=retry_after)
            if row.is_read and at - row.since >= REREAD_FOR:
                due = None
            _put_off(connection, row, attempts, due)
            left = f"{due:%Y-%m-%d %H:%M}Z" if due else "none, the article stays as it was"
            step = Step(
                at=at, step="failed", reason=reason, run=run, evidence=facts(attempt=attempts, next_attempt=left)
            )
            write_steps(connection, [(row.key, step)])


def _waiting(item_id: str) -> Any:
    is_read = exists().where(article.c.item == item.c.key).label("is_read")
    wanted = select(item.c.key, task.c.attempts, task.c.since, is_read).join(task, task.c.item == item.c.key)
    return wanted.where(item.c.id == item_id)


def _put_off(connection: Connection, row: AnyRow, attempts: int, due: datetime | None) -> None:
    this = task.c.item == row.key
    if due is None:
        connection.execute(delete(task).where(this))
    else:
        connection.execute(update(task).where(this).values(attempts=attempts, due=due))


def _task_of(row: AnyRow) -> Task:
    entry = unpack_entry(row.entry)
    return Task(item_id=row.id, url=entry.url, entry=entry, first_seen=row.first_seen, attempts=row.attempts)
