"""Which story an item belongs to, written down: joining, merging and parting stories as `pipeline.stories` decides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.archive.columns import AnyRow
from pipeline.archive.schema import article, item, story, trace
from pipeline.archive.sketches import near, sketches_of, write_sketch
from pipeline.stories import Candidate, group, kinship

NAMESPACE = UUID("b3a5d1c4-5d0e-5f0b-8f0a-3f6f1c2e9a77")  # of every story's guid; it can never change
MEETING = 500  # articles compared at one trace, the newest; those of one text are of one story already


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """Where an item came to stand, and why.

    `story` is the story's key; `moved` says that the item stood elsewhere or nowhere before; `touched` are all
    stories whose articles changed.
    """

    story: int
    moved: bool
    reason: str
    touched: frozenset[int]


def guid_of(story_id: str) -> str:
    """The `urn:uuid:` of a story."""
    return f"urn:uuid:{uuid5(NAMESPACE, story_id)}"


def group_item(connection: Connection, row: Any, candidate: Candidate, at: datetime, *, redated: bool) -> Grouped:
    """Put an item (key, id, story) into its story, by what its present text shares with others."""
    same = _write_traces(connection, row.key, candidate.traces)
    same = write_sketch(connection, row.key, candidate.sketch) and same
    if row.story is not None and same and not redated:
        return Grouped(
            story=row.story, moved=False, reason="its words lead where they led before", touched=frozenset({row.story})
        )
    kin = _find_kin(connection, row.key, candidate, keep=True)
    if row.story is not None:
        return _part_and_join(connection, row, kin, at)
    stories = _stories(connection, {one.story for one, _ in kin})
    if not stories:
        key = _found(connection, row.id, at)
        _move(connection, [row.key], key)
        return Grouped(story=key, moved=True, reason="no other article has its words", touched=frozenset({key}))
    eldest, *others = sorted(stories, key=_seniority)
    _merge(connection, eldest.key, [one.key for one in others])
    _move(connection, [row.key], eldest.key)
    return Grouped(story=eldest.key, moved=True, reason=_told(kin), touched=frozenset(one.key for one in stories))


def is_published(connection: Connection, candidate: Candidate) -> bool:
    """Whether an article not archived yet would join a story that feeds have shown."""
    stories = _stories(connection, {row.story for row, _ in _find_kin(connection, -1, candidate, keep=False)})
    return any(one.published_since is not None for one in stories)


def current_story(connection: Connection, key: int) -> int:
    """The story a merged one lives on in."""
    while (into := connection.scalar(select(story.c.merged_into).where(story.c.key == key))) is not None:
        key = into
    return key


def _write_traces(connection: Connection, key: int, traces: frozenset[str]) -> bool:
    before = frozenset(connection.scalars(select(trace.c.trace).where(trace.c.item == key)))
    if gone := before - traces:
        connection.execute(delete(trace).where(trace.c.item == key, trace.c.trace.in_(gone)))
    if new := traces - before:
        connection.execute(insert(trace), [{"trace": one, "item": key} for one in sorted(new)])
    return before == traces


def _find_kin(connection: Connection, key: int, candidate: Candidate, *, keep: bool) -> list[tuple[AnyRow, str]]:
    met = _find_same(connection, key, candidate)
    if candidate.sketch:
        known = {row.id for row, _ in met}
        alike = ((row, other) for row, other in near(connection, key, candidate, keep=keep) if row.id not in known)
        reasons = ((row, kinship(replace(candidate, traces=frozenset()), other)) for row, other in alike)
        met += [(row, reason) for row, reason in reasons if reason]
    return met


def _find_same(connection: Connection, key: int, candidate: Candidate) -> list[tuple[AnyRow, str]]:
    wanted = (
        select(item.c.id, item.c.story, item.c.first_seen, article.c.date, trace.c.trace)
        .join(item, item.c.key == trace.c.item)
        .outerjoin(article, article.c.item == item.c.key)
        .where(item.c.key != key, item.c.story.is_not(None))
        .order_by(trace.c.item.desc())
        .limit(MEETING)
    )
    met = [row for one in sorted(candidate.traces) for row in connection.execute(wanted.where(trace.c.trace == one))]
    reasons = ((row, kinship(candidate, _candidate(row, frozenset({row.trace})))) for row in met)
    return [(row, reason) for row, reason in reasons if reason]


def _candidate(row: Any, traces: frozenset[str]) -> Candidate:
    return Candidate(name=row.id, day=row.date or row.first_seen.date(), traces=traces)


def _told(kin: Sequence[tuple[AnyRow, str]]) -> str:
    row, reason = kin[0]
    return f"{reason} as {row.id}"


def _stories(connection: Connection, keys: Iterable[int]) -> list[AnyRow]:
    return list(connection.execute(select(story).where(story.c.key.in_(set(keys)))))


def _seniority(row: Any) -> tuple[Any, ...]:
    """Published stories first, then the older: its guid is the one readers know."""
    return (row.published_since is None, row.published_since or row.minted_at, row.minted_at, row.id)


def _found(connection: Connection, story_id: str, at: datetime) -> int:
    """A story named for its first item; one of that name that had merged away lives again."""
    key = connection.scalar(select(story.c.key).where(story.c.id == story_id))
    if key is not None:
        connection.execute(update(story).where(story.c.key == key).values(merged_into=None))
        return int(key)
    row = {"id": story_id, "guid": guid_of(story_id), "minted_at": at, "touched_at": at}
    return int(connection.execute(insert(story).values(**row).returning(story.c.key)).scalar_one())


def _move(connection: Connection, items: Sequence[int], key: int) -> None:
    connection.execute(update(item).where(item.c.key.in_(items)).values(story=key))


def _merge(connection: Connection, eldest: int, others: Sequence[int]) -> None:
    if others:
        connection.execute(update(item).where(item.c.story.in_(others)).values(story=eldest))
        connection.execute(update(story).where(story.c.key.in_(others)).values(merged_into=eldest))


def _part_and_join(connection: Connection, row: Any, kin: Sequence[tuple[AnyRow, str]], at: datetime) -> Grouped:
    """Group again all that stands in the stories concerned: the item's words are not what they were."""
    members = _members(connection, {row.story, *(one.story for one, _ in kin)})
    stories = {one.key: one for one in _stories(connection, {member.story for member in members.values()})}
    parts = [[members[name] for name in names] for names in group(_candidates(connection, members))]
    claims = _settle_claims(parts, stories)
    touched = set(stories)
    for part, claimed in zip(parts, claims, strict=True):
        touched.add(_settle(connection, part, [stories[key] for key in claimed], at))
    here = connection.scalar(select(item.c.story).where(item.c.key == row.key))
    assert here is not None
    reason = _told(kin) if kin else "no other article has its words now"
    return Grouped(story=here, moved=here != row.story, reason=reason, touched=frozenset(touched))


def _members(connection: Connection, keys: Iterable[int]) -> dict[str, AnyRow]:
    wanted = select(item.c.key, item.c.id, item.c.story, item.c.first_seen, article.c.date)
    wanted = wanted.outerjoin(article, article.c.item == item.c.key).where(item.c.story.in_(set(keys)))
    return {row.id: row for row in connection.execute(wanted)}


def _candidates(connection: Connection, members: dict[str, AnyRow]) -> list[Candidate]:
    traces: dict[int, set[str]] = {}
    for row in connection.execute(select(trace).where(trace.c.item.in_([row.key for row in members.values()]))):
        traces.setdefault(row.item, set()).add(row.trace)
    drawn = sketches_of(connection, [row.key for row in members.values()])
    bare = (_candidate(row, frozenset(traces.get(row.key, ()))) for row in members.values())
    return [replace(one, sketch=drawn.get(members[one.name].key)) for one in bare]


def _settle_claims(parts: Sequence[Sequence[AnyRow]], stories: dict[int, AnyRow]) -> list[list[int]]:
    """Who keeps which story when one parts: those with its first item, else those with the earliest."""
    claims: list[list[int]] = [[] for _ in parts]
    for key, row in stories.items():
        claimants = [
            (all(member.id != row.id for member in part), min((m.first_seen, m.id) for m in part), place)
            for place, part in enumerate(parts)
            if any(member.story == key for member in part)
        ]
        claims[min(claimants)[2]].append(key)
    return claims


def _settle(connection: Connection, part: Sequence[AnyRow], claimed: Sequence[AnyRow], at: datetime) -> int:
    if claimed:
        eldest, *others = sorted(claimed, key=_seniority)
        key = int(eldest.key)
        _merge(connection, key, [one.key for one in others])
    else:
        first = min(part, key=lambda member: (member.first_seen, member.id))
        key = _found(connection, first.id, at)
    _move(connection, [member.key for member in part], key)
    return key
