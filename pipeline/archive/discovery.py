"""What listings told and what is left to do: discovering items, the retry queue, validators; it reads no page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, select, update

from pipeline.archive.columns import AnyRow
from pipeline.archive.entries import pack_entry, unpack_entry, what_changed
from pipeline.archive.part import Part
from pipeline.archive.retries import LAST_REREAD, next_attempt
from pipeline.archive.schema import alias, article, item, task, validators
from pipeline.archive.sources import remember_source
from pipeline.archive.steps import Step, facts, write_steps
from pipeline.models import Entry
from pipeline.records import Discovered, Task, Validators
from pipeline.source import Source
from pipeline.urls import canonical, item_id

KEPT = 1  # the rank of `about`: up to it a change of the listing is always worth a look
BATCH = 500
FRESH = timedelta(hours=24)  # a server's validators are trusted for so long: a false 304 loses no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where and when entries were seen; `cutoff` is set while a source's first run lasts."""

    source: str
    listing: str
    run: str
    at: datetime
    cutoff: date | None


class Discovery(Part):
    """The part of the archive that the crawl writes first."""

    def validators(self, url: str, *, at: datetime | None = None) -> Validators | None:
        """What to send with a conditional GET of a listing; None once a day, so that a false 304 heals."""
        with self._store.reading() as connection:
            row = connection.execute(select(validators).where(validators.c.url == url)).one_or_none()
        if row is None or not timedelta() <= (at or self._now()) - row.kept_at < FRESH:
            return None
        return Validators(etag=row.etag, last_modified=row.last_modified)

    def discover(
        self,
        source: Source,
        entries: Sequence[tuple[Entry, str]],
        *,
        url: str,
        validators: Validators | None,
        run: str,
        at: datetime,
        baseline_before: date | None = None,
    ) -> Discovered:
        """Write down a listing's entries and validators in one commit.

        Args:
            source: whose listing it is.
            entries: each with what is decided of it: `open`, `control`, or `skip:` with the reason.
            url: the listing's address.
            validators: what the server gave with it.
            run: the run's name.
            at: now.
            baseline_before: at a source's first run, articles of an earlier day become its baseline.

        Returns:
            The tasks to do now: new items, and known ones of which the listing says something else than before.
        """
        with self._store.writing() as connection:
            first = remember_source(connection, source, at) is None
            sighting = Sighting(
                source=source.id, listing=url, run=run, at=at, cutoff=baseline_before if first else None
            )
            _keep_validators(connection, self._store.dialect.upsert, url, validators, at)
            listed: dict[str, tuple[Entry, str]] = {}
            for entry, decision in entries:
                listed.setdefault(canonical(entry.url), (entry, decision))
            known = _find_known(connection, source.id, list(listed))
            fresh = {address: told for address, told in listed.items() if address not in known}
            again = [
                task
                for address, row in known.items()
                for task in _reconsider(connection, row, *listed[address], sighting)
            ]
            tasks = _mint(connection, fresh, sighting)
        return Discovered(tasks=(*tasks, *again), new=len(fresh), known=len(entries) - len(fresh))

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
            due = retry_at or next_attempt(attempts, since=row.since, at=at, retry_after=retry_after)
            _put_off(connection, row, attempts, due)
            left = (
                "the article stays as it was" if row.is_read and attempts >= LAST_REREAD else f"{due:%Y-%m-%d %H:%M}Z"
            )
            step = Step(
                at=at, step="failed", reason=reason, run=run, evidence=facts(attempt=attempts, next_attempt=left)
            )
            write_steps(connection, [(row.key, step)])

    def knows(self, url: str) -> bool:
        """Whether an item with this address was ever discovered."""
        with self._store.reading() as connection:
            return bool(connection.scalar(select(exists().where(alias.c.url == canonical(url)))))


def _keep_validators(connection: Connection, upsert: Any, url: str, given: Validators | None, at: datetime) -> None:
    if given is None or not (given.etag or given.last_modified):
        connection.execute(delete(validators).where(validators.c.url == url))
        return
    row = {"url": url, "etag": given.etag, "last_modified": given.last_modified, "kept_at": at}
    upsert(connection, validators, row)


def _find_known(connection: Connection, source_id: str, addresses: list[str]) -> dict[str, AnyRow]:
    wanted = (
        select(alias.c.url.label("address"), item, article.c.rank, task.c.item.label("waits"))
        .join(item, item.c.key == alias.c.item)
        .outerjoin(article, article.c.item == item.c.key)
        .outerjoin(task, task.c.item == item.c.key)
        .where(alias.c.source == source_id)
    )
    found: dict[str, AnyRow] = {}
    for part in _batches(addresses):
        found.update((row.address, row) for row in connection.execute(wanted.where(alias.c.url.in_(part))))
    return found


def _batches(addresses: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(addresses), BATCH):
        yield addresses[start : start + BATCH]


def _mint(connection: Connection, fresh: dict[str, tuple[Entry, str]], sighting: Sighting) -> list[Task]:
    if not fresh:
        return []
    ids = _mint_ids(connection, sighting.source, [entry.url for entry, _ in fresh.values()])
    rows = [
        _item_row(new, entry, decision, sighting) for new, (entry, decision) in zip(ids, fresh.values(), strict=True)
    ]
    minted = insert(item).returning(item.c.key, sort_by_parameter_order=True)
    keys = [row.key for row in connection.execute(minted, rows)]
    aliases = [{"url": url, "source": sighting.source, "item": key} for url, key in zip(fresh, keys, strict=True)]
    connection.execute(insert(alias), aliases)
    told = list(zip(keys, ids, fresh.values(), strict=True))
    wanted = [(key, new, entry) for key, new, (entry, decision) in told if not decision.startswith("skip")]
    _queue(connection, [(key, entry) for key, _, entry in wanted], sighting)
    write_steps(connection, [(key, _discovered(entry, decision, sighting)) for key, _, (entry, decision) in told])
    return [Task(item_id=new, url=entry.url, entry=entry, first_seen=sighting.at) for _, new, entry in wanted]


def _mint_ids(connection: Connection, source_id: str, urls: Iterable[str]) -> list[str]:
    minted: list[str] = []
    given: set[str] = set()

    def taken(candidate: str) -> bool:
        return candidate in given or bool(connection.scalar(select(exists().where(item.c.id == candidate))))

    for url in urls:
        minted.append(item_id(source_id, url, taken))
        given.add(minted[-1])
    return minted


def _item_row(new: str, entry: Entry, decision: str, sighting: Sighting) -> dict[str, Any]:
    return {
        "id": new,
        "source": sighting.source,
        "url": entry.url,
        "state": "skipped" if decision.startswith("skip") else "open",
        "control": decision == "control",
        "first_seen": sighting.at,
        "listing": sighting.listing,
        "entry": pack_entry(entry, content=False),
        "baseline_before": sighting.cutoff,
    }


def _reconsider(connection: Connection, row: AnyRow, entry: Entry, decision: str, sighting: Sighting) -> Iterator[Task]:
    if row.state == "purged":
        return
    changed = what_changed(row.entry or {}, row.listing or "", entry, sighting.listing)
    if row.waits is not None:
        if changed:
            packed = pack_entry(entry, content=True)
            connection.execute(update(task).where(task.c.item == row.key).values(entry=packed))
        return
    if row.state == "skipped":
        reason = "the listing names the topic now" if decision == "open" else None
    else:
        rested = row.reread_after is None or row.reread_after <= sighting.at
        worth = decision == "open" or (row.rank is not None and row.rank <= KEPT)
        reason = changed if rested and worth else None
    if reason:
        yield _open_again(connection, row, entry, reason, sighting)


def _open_again(connection: Connection, row: AnyRow, entry: Entry, reason: str, sighting: Sighting) -> Task:
    state = "open" if row.state == "skipped" else row.state
    values = {"state": state, "entry": pack_entry(entry, content=False), "listing": sighting.listing}
    connection.execute(update(item).where(item.c.key == row.key).values(**values))
    _queue(connection, [(row.key, entry)], sighting)
    write_steps(connection, [(row.key, _discovered(entry, reason, sighting))])
    return Task(item_id=row.id, url=entry.url, entry=entry, first_seen=row.first_seen)


def _queue(connection: Connection, wanted: Sequence[tuple[int, Entry]], sighting: Sighting) -> None:
    common = {"source": sighting.source, "due": sighting.at, "attempts": 0, "since": sighting.at}
    rows = [{"item": key, "entry": pack_entry(entry, content=True), **common} for key, entry in wanted]
    if rows:
        connection.execute(insert(task), rows)


def _discovered(entry: Entry, decision: str, sighting: Sighting) -> Step:
    said = entry.published.isoformat() if entry.published else entry.day
    evidence = facts(url=entry.url, listing=sighting.listing, title=entry.title, dated=said)
    return Step(at=sighting.at, step="discovered", reason=decision, evidence=evidence, run=sighting.run)


def _waiting(item_id: str) -> Any:
    is_read = exists().where(article.c.item == item.c.key).label("is_read")
    wanted = select(item.c.key, task.c.attempts, task.c.since, is_read).join(task, task.c.item == item.c.key)
    return wanted.where(item.c.id == item_id)


def _put_off(connection: Connection, row: AnyRow, attempts: int, due: datetime) -> None:
    this = task.c.item == row.key
    if row.is_read and attempts >= LAST_REREAD:
        connection.execute(delete(task).where(this))
    else:
        connection.execute(update(task).where(this).values(attempts=attempts, due=due))


def _task_of(row: AnyRow) -> Task:
    entry = unpack_entry(row.entry)
    return Task(item_id=row.id, url=entry.url, entry=entry, first_seen=row.first_seen, attempts=row.attempts)
