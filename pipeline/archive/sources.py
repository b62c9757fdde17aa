"""What is remembered of sources: health, runs, changes of health, robots.txt; it computes no outcome."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, delete, exists, func, insert, or_, select, update

from pipeline.archive.columns import AnyRow
from pipeline.archive.dialects import Dialect
from pipeline.archive.generation import advance
from pipeline.archive.part import Part
from pipeline.archive.retries import LONGEST, clamp
from pipeline.archive.schema import change, host_wait, item, report, robots, run, source, task
from pipeline.archive.standing import resettle_source
from pipeline.records import HealthChange, HostWait, RobotsCopy, SourceReport, SourceState
from pipeline.source import Source

ROBOTS_LAST = timedelta(hours=24)  # RFC 9309 §2.4


def remember_source(connection: Connection, one: Source, at: datetime) -> date | None:
    """Know the source as it is configured now; the day of its first run, None before that has ended."""
    row = connection.execute(select(source).where(source.c.id == one.id)).one_or_none()
    values = {"priority": one.priority, "timezone": one.timezone}
    if row is None:
        connection.execute(insert(source), {"id": one.id, **values})
        return None
    if (row.priority, row.timezone) != (one.priority, one.timezone):
        connection.execute(update(source).where(source.c.id == one.id).values(**values))
        resettle_source(connection, one.id, one.timezone, at)
    day: date | None = row.baseline_on
    return day


class Health(Part):
    """The part of the archive that knows how sources fare."""

    def source_states(self, *, at: datetime | None = None) -> dict[str, SourceState]:
        """The health of every source ever polled; `pending` counts the tasks due at `at`, now where it is left out."""
        with self._store.reading() as connection:
            polled = or_(source.c.last_attempt.is_not(None), exists().where(task.c.source == source.c.id))
            rows = connection.execute(_states(at or self._now()).where(polled))
            return {row.id: _state_of(row) for row in rows}

    def source_state(self, source_id: str, *, at: datetime | None = None) -> SourceState:
        """The health of one source; a blank one where it was never seen."""
        with self._store.reading() as connection:
            row = connection.execute(_states(at or self._now()).where(source.c.id == source_id)).one_or_none()
        return _state_of(row) if row else SourceState(source=source_id)

    def robots(self, origin: str, *, at: datetime | None = None) -> RobotsCopy | None:
        """The robots.txt of `scheme://host[:port]`, None when never fetched or older than 24 hours."""
        with self._store.reading() as connection:
            row = connection.execute(select(robots).where(robots.c.origin == origin)).one_or_none()
        if row is None or not timedelta() <= (at or self._now()) - row.kept_at < ROBOTS_LAST:
            return None
        return RobotsCopy(status=row.status, body=row.body, fetched_at=row.fetched_at)

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        """Remember a robots.txt, or that it could not be had."""
        row = {"origin": origin, "status": copy.status, "body": copy.body}
        row |= {"fetched_at": copy.fetched_at, "kept_at": self._now()}
        with self._store.writing() as connection:
            self._store.dialect.upsert(connection, robots, row)

    def host_waits(self, *, at: datetime | None = None) -> dict[str, HostWait]:
        """The hosts (`host:port`) that asked to be left alone for longer; a wish of more than a day is none."""
        now = at or self._now()
        wanted = select(host_wait).where(host_wait.c.until > now, host_wait.c.until <= now + LONGEST)
        with self._store.reading() as connection:
            return {row.host: HostWait(until=row.until, reason=row.reason) for row in connection.execute(wanted)}

    def keep_host_wait(self, host: str, wait: HostWait) -> None:
        """Remember a host's Retry-After; what it said last holds."""
        with self._store.writing() as connection:
            connection.execute(delete(host_wait).where(host_wait.c.until <= self._now()))
            row = {"host": host, "until": wait.until, "reason": wait.reason}
            self._store.dialect.upsert(connection, host_wait, row)

    def record_run(
        self,
        run_id: str,
        reports: Sequence[SourceReport],
        *,
        started: datetime,
        ended: datetime,
        network_down: bool = False,
    ) -> None:
        """Write down how each source fared, in one commit.

        With `network_down` the fault was ours: attempts and reports are kept, but no state and no streak.
        """
        told = Told(run=run_id, started=started, ended=ended, network_down=network_down)
        with self._store.writing() as connection:
            row = {"id": run_id, "started": started, "ended": ended, "network_down": network_down}
            self._store.dialect.upsert(connection, run, row)
            for one in reports:
                _record(connection, self._store.dialect, one, told)
            advance(connection, self._store.dialect)

    def was_network_down(self) -> bool:
        """Whether the last run found every source unreachable, which is our own fault."""
        last = select(run.c.network_down).order_by(run.c.started.desc()).limit(1)
        with self._store.reading() as connection:
            return bool(connection.scalar(last))

    def health_changes(self, *, limit: int) -> tuple[HealthChange, ...]:
        """The newest changes of sources' outcomes, newest first."""
        wanted = select(change).order_by(change.c.at.desc(), change.c.key.desc()).limit(limit)
        with self._store.reading() as connection:
            return tuple(_change_of(row) for row in connection.execute(wanted))

    def reports(self, source_id: str, *, limit: int = 100) -> tuple[tuple[datetime, SourceReport], ...]:
        """How a source fared in its last runs, newest first, each with the run's start."""
        wanted = select(report).where(report.c.source == source_id).order_by(report.c.started.desc()).limit(limit)
        with self._store.reading() as connection:
            return tuple((row.started, _report_of(row)) for row in connection.execute(wanted))

    def arrivals(self, source_id: str, *, since: datetime, limit: int = 3000) -> tuple[datetime, ...]:
        """The newest instants at which a read of the source brought something new, oldest first."""
        seen = item.c.first_seen
        mine = and_(item.c.source == source_id, item.c.control.in_((False, True)), seen >= since)  # as the index runs
        wanted = select(seen).where(mine).distinct().order_by(seen.desc()).limit(limit)
        with self._store.reading() as connection:
            return tuple(reversed(connection.scalars(wanted).all()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The run whose reports are written down."""

    run: str
    started: datetime
    ended: datetime
    network_down: bool


def _record(connection: Connection, dialect: Dialect, one: SourceReport, told: Told) -> None:
    row = connection.execute(select(source).where(source.c.id == one.source)).one_or_none()
    if row is None:
        connection.execute(insert(source), {"id": one.source, "priority": 0, "timezone": "UTC"})
        row = connection.execute(select(source).where(source.c.id == one.source)).one()
    dialect.upsert(connection, report, _report_row(one, told))
    values = _after(row, one, told)
    connection.execute(update(source).where(source.c.id == one.source).values(**values))
    if "outcome" in values and row.outcome != one.outcome:
        news = {"source": one.source, "at": told.started, "before": row.outcome, "after": one.outcome}
        connection.execute(insert(change), {**news, "reason": one.reason, "run": told.run})


def _after(row: AnyRow, one: SourceReport, told: Told) -> dict[str, Any]:
    values: dict[str, Any] = {"last_attempt": told.started}
    if one.retry_after is not None:
        values["not_before"] = told.ended + clamp(one.retry_after)
    if told.network_down:
        return values
    good = one.outcome == "ok"
    values |= {"outcome": one.outcome, "reason": one.reason, "streak": 0 if good else row.streak + 1}
    if one.outcome != row.outcome:
        values["since"] = told.started
    if good:
        values |= {"last_success": told.started, "gap": one.gap}
        if row.baseline_on is None:
            values["baseline_on"] = told.started.date()
    if one.new:
        values["last_new"] = told.started
    if one.gap:
        values |= {"gap": True, "gap_from": row.last_success, "gap_until": told.started}
    return values


def _report_row(one: SourceReport, told: Told) -> dict[str, Any]:
    return {
        "source": one.source,
        "started": told.started,
        "run": told.run,
        "outcome": one.outcome,
        "reason": one.reason,
        "seen": one.seen,
        "new": one.new,
        "kept": one.kept,
        "failed": one.failed,
        "gap": one.gap,
        "milliseconds": round(one.seconds * 1000),
    }


def _states(at: datetime) -> Any:
    due = (
        select(task.c.source, func.count().label("pending"), func.min(task.c.due).label("first"))
        .where(task.c.due <= at)
        .group_by(task.c.source)
        .subquery()
    )
    later = select(func.min(task.c.due)).where(task.c.source == source.c.id).scalar_subquery()
    return select(source, due.c.pending, later.label("next_retry")).outerjoin(due, and_(due.c.source == source.c.id))


def _state_of(row: AnyRow) -> SourceState:
    return SourceState(
        source=row.id,
        outcome=row.outcome,
        reason=row.reason,
        since=row.since,
        streak=row.streak,
        last_attempt=row.last_attempt,
        last_success=row.last_success,
        last_new=row.last_new,
        not_before=row.not_before,
        baseline_on=row.baseline_on,
        gap=row.gap,
        pending=row.pending or 0,
        next_retry=row.next_retry,
        gap_from=row.gap_from,
        gap_until=row.gap_until,
    )


def _report_of(row: AnyRow) -> SourceReport:
    return SourceReport(
        source=row.source,
        outcome=row.outcome,
        reason=row.reason,
        seen=row.seen,
        new=row.new,
        kept=row.kept,
        failed=row.failed,
        gap=row.gap,
        seconds=row.milliseconds / 1000,
    )


def _change_of(row: AnyRow) -> HealthChange:
    return HealthChange(source=row.source, outcome=row.after, previous=row.before, reason=row.reason, at=row.at)
