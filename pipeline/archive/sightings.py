"""Entries seen in listings: new ones become items, known ones are looked at again where something changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, exists, insert, or_, select, update

from pipeline.archive.columns import AnyRow
from pipeline.archive.entries import pack_entry, what_changed
from pipeline.archive.schema import alias, article, item, report, run, task
from pipeline.archive.standing import KEPT
from pipeline.archive.steps import Step, facts, write_steps
from pipeline.models import Entry
from pipeline.records import Task
from pipeline.urls import item_id

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where and when entries were seen; `cutoff` is set while a source's first run lasts."""

    source: str
    listing: str
    run: str
    at: datetime
    cutoff: date | None


def find_known(connection: Connection, source_id: str, addresses: list[str]) -> dict[str, AnyRow]:
    """The items of a source that these canonical addresses are known as."""
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


def count_settled(connection: Connection, source_id: str, known: Iterable[AnyRow]) -> int | None:
    """How many of these were seen before the end of the last run that read the source's listing; None before any.

    A run killed between two pages of a listing leaves items behind which older ones were never looked for.
    """
    ended = last_read(connection, source_id)
    return None if ended is None else sum(row.first_seen <= ended for row in known)


def last_read(connection: Connection, source_id: str) -> datetime | None:
    """The end of the last run that came to it and read a listing of the source."""
    was_read = or_(report.c.outcome == "ok", report.c.seen > 0)
    ended: datetime | None = connection.scalar(
        select(run.c.ended)
        .join(report, report.c.run == run.c.id)
        .where(report.c.source == source_id, was_read)
        .order_by(report.c.started.desc())
        .limit(1)
    )
    return ended


def _batches(addresses: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(addresses), BATCH):
        yield addresses[start : start + BATCH]


def mint(connection: Connection, fresh: dict[str, tuple[Entry, str]], sighting: Sighting) -> list[Task]:
    """Make items of entries seen for the first time, by canonical address; the tasks of those to be opened."""
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
        "entry": None if decision.startswith("skip") else pack_entry(entry, content=False),
        "baseline_before": sighting.cutoff,
    }


def reconsider(connection: Connection, row: AnyRow, entry: Entry, decision: str, sighting: Sighting) -> Iterator[Task]:
    """A task where a known item should be opened after all, or read again."""
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
