"""Sketches of what may be told, kept beside its text: written, looked up by day, made anew under new rules.

They are looked up by day and rank through an index, so that what a new article is compared with depends on how much is
kept of its days and not on the age of the archive.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Select, delete, insert, select

from pipeline import folding
from pipeline.archive.columns import AnyRow
from pipeline.archive.schema import article, item, revision, sketch
from pipeline.likeness import common, kin, reading
from pipeline.likeness import sketch as sketching
from pipeline.likeness.kin import NEAR_DAYS
from pipeline.likeness.sketch import TOLD, Sketch
from pipeline.models import RELEVANCES, Article, Dated, Judgement, Speaker
from pipeline.stories import Candidate

RULES = (folding, common, kin, reading, sketching)  # whatever changes in them may change a sketch
MOST_AT_HAND = 2000  # sketches: those of near days are asked for again and again in one run
TOLD_RANKS = tuple(RELEVANCES.index(relevance) for relevance in TOLD)


def write_sketch(connection: Connection, key: int, drawn: Sketch | None) -> bool:
    """Keep an item's sketch, or none; whether it was kept so before."""
    before = connection.execute(select(sketch).where(sketch.c.item == key)).one_or_none()
    packed = drawn.pack() if drawn else None
    same = packed == (before.packed if before else None)
    if not same or (before and before.rules != rules()):
        _replace(connection, key, packed)
    return same


def near(connection: Connection, key: int, candidate: Candidate, *, keep: bool) -> Iterator[tuple[AnyRow, Candidate]]:
    """The items of near days that may be like an article; `keep` writes down what had to be drawn anew."""
    span = timedelta(days=NEAR_DAYS)
    days = article.c.date.between(candidate.day - span, candidate.day + span)
    wanted = _WANTED.where(article.c.rank.in_(TOLD_RANKS), days, item.c.key != key, item.c.story.is_not(None))
    for row in connection.execute(wanted.order_by(item.c.key.desc())).all():
        drawn = _sketch_of(connection, row, keep=keep)
        if drawn:
            yield row, Candidate(name=row.id, day=row.date, traces=frozenset(), sketch=drawn)


def sketches_of(connection: Connection, keys: Iterable[int]) -> dict[int, Sketch]:
    """The sketches of these items, of those that have one."""
    rows = connection.execute(_WANTED.where(article.c.rank.in_(TOLD_RANKS), item.c.key.in_(list(keys)))).all()
    drawn = ((row.key, _sketch_of(connection, row, keep=True)) for row in rows)
    return {key: one for key, one in drawn if one}


@cache
def rules() -> str:
    """What tells one state of the rules from another."""
    texts = b"".join(Path(str(module.__file__)).read_bytes() for module in RULES)
    return hashlib.sha256(texts).hexdigest()[:16]


_WANTED: Select[Any] = (
    select(
        item.c.key,
        item.c.id,
        item.c.story,
        item.c.first_seen,
        article.c.date,
        sketch.c.packed,
        sketch.c.rules,
    )
    .select_from(article)
    .join(item, item.c.key == article.c.item)
    .outerjoin(sketch, sketch.c.item == article.c.item)
)


_TEXT: Select[Any] = select(
    article.c.rank,
    article.c.kind,
    article.c.speakers,
    revision.c.title,
    revision.c.lead,
    revision.c.paragraphs,
).join(revision, (revision.c.item == article.c.item) & (revision.c.number == article.c.revision))

_unpack = lru_cache(maxsize=MOST_AT_HAND)(Sketch.unpack)


def _sketch_of(connection: Connection, row: Any, *, keep: bool) -> Sketch | None:
    """The sketch as kept; drawn from the text where there is none, or one by other rules."""
    if row.packed is not None and row.rules == rules():
        return _unpack(row.packed)
    text = connection.execute(_TEXT.where(article.c.item == row.key)).one()
    read = Article(
        url="",
        title=text.title,
        lead=text.lead,
        paragraphs=tuple(text.paragraphs),
        dated=Dated(day=row.date, basis="given"),
    )
    speakers = tuple(Speaker(name=name, role=role, organisation=of) for name, role, of in text.speakers)
    drawn = Sketch.of(read, Judgement(relevance=RELEVANCES[text.rank], kind=text.kind, speakers=speakers))
    if keep and drawn:
        _replace(connection, row.key, drawn.pack())
    return drawn


def _replace(connection: Connection, key: int, packed: bytes | None) -> None:
    connection.execute(delete(sketch).where(sketch.c.item == key))
    if packed is not None:
        connection.execute(insert(sketch), {"item": key, "rules": rules(), "packed": packed})
