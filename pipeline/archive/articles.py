"""One article's rows: its text as a revision, what it is, who speaks, the words it is found by; no story yet."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.archive.columns import AnyRow, storable
from pipeline.archive.dialects import Dialect
from pipeline.archive.schema import UNSHOWN, article, item_speaker, revision, speaker
from pipeline.archive.standing import KEPT, published_instant
from pipeline.folding import fold
from pipeline.models import RELEVANCES, Article, Digest, Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What storing a digest changed.

    `first` where the item had none before, `revised` where its text is another, `redated` where its day is; `risen`
    where the other text is worth showing and the one before was not.
    """

    first: bool
    risen: bool
    revised: bool
    redated: bool
    changed: bool
    revision: int
    rank: int
    baseline: bool


def store_article(
    connection: Connection, dialect: Dialect, row: Any, digest: Digest, *, zone: str, at: datetime
) -> Stored:
    """Write an item's (key, source, baseline_before) article down; a revision only where title or text is another."""
    before = connection.execute(_BEFORE.where(article.c.item == row.key)).one_or_none()
    read, judged = digest.article, digest.judgement
    print_ = text_digest(read)
    revised = before is not None and before.digest != print_
    number = (before.revision + 1 if revised else before.revision) if before else 1
    values = _values(row, read, judged, before, zone)
    if before is None or revised or not before.has_text:
        _keep_text(connection, dialect, {"item": row.key, "number": number, "stored_at": at, "digest": print_}, read)
    changed = before is None or revised or any(getattr(before, name) != value for name, value in values.items())
    stamps = {
        "revision": number,
        "archived_at": before.archived_at if before else at,
        "stored_at": before.stored_at if before and not revised else at,
        "touched_at": at if before is None or changed else before.touched_at,
    }
    if changed:
        dialect.upsert(connection, article, {"item": row.key, **values, **stamps})
        _name_speakers(connection, row.key, (one.name for one in judged.speakers))
    return Stored(
        first=before is None,
        risen=before is not None and revised and values["rank"] <= KEPT < before.rank,
        revised=revised,
        redated=before is not None and before.date != read.dated.day,
        changed=changed,
        revision=number,
        rank=values["rank"],
        baseline=values["baseline"],
    )


_BEFORE = select(article, revision.c.digest).join(
    revision, (revision.c.item == article.c.item) & (revision.c.number == article.c.revision)
)


def text_digest(read: Article) -> str:
    """What tells two versions of a text apart: title, lead and paragraphs."""
    parts = (read.title, read.lead or "", *read.paragraphs)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()


def _values(row: Any, read: Article, judged: Judgement, before: AnyRow | None, zone: str) -> dict[str, Any]:
    dated, rank = read.dated, RELEVANCES.index(judged.relevance)
    older = row.baseline_before is not None and dated.day < row.baseline_before
    baseline = before.baseline if before else older
    offset = dated.published_at.utcoffset() if dated.published_at else None
    reasons = dict.fromkeys((*read.reasons, *dated.reasons, *judged.reasons))
    return {
        "source": row.source,
        "rank": rank,
        "shown": UNSHOWN if baseline else rank,
        "kind": judged.kind,
        "language": judged.language,
        "date": dated.day,
        "date_basis": dated.basis,
        "published_at": dated.published_at,
        "published_offset": None if offset is None else round(offset.total_seconds() / 60),
        "published": published_instant(dated.day, dated.published_at, zone),
        "speakers": [[one.name, one.role, one.organisation] for one in judged.speakers],
        "quotes": [[one.speaker, one.text] for one in judged.quotes],
        "reasons": list(reasons),
        "origins": [list(one) for one in read.origins],
        "baseline": baseline,
        "has_text": True,
    }


def _keep_text(connection: Connection, dialect: Dialect, row: dict[str, Any], read: Article) -> None:
    """A new revision; or the text again of one that was emptied, which is no revision."""
    text = {"date": read.dated.day, "title": read.title, "lead": read.lead, "paragraphs": list(read.paragraphs)}
    same = (revision.c.item == row["item"], revision.c.number == row["number"])
    refilled = connection.execute(update(revision).where(*same).values(**text, emptied_at=None))
    if not refilled.rowcount:
        connection.execute(insert(revision), {**row, **text})
    dialect.put_words(connection, row["item"], storable(fold("\n".join((read.title, *read.blocks)))))


def _name_speakers(connection: Connection, key: int, names: Iterable[str]) -> None:
    connection.execute(delete(item_speaker).where(item_speaker.c.item == key))
    for name in dict.fromkeys(name for name in names if name):
        known = connection.scalar(select(speaker.c.key).where(speaker.c.name == name))
        if known is None:
            row = {"name": name, "folded": fold(name)}
            known = connection.execute(insert(speaker).values(**row).returning(speaker.c.key)).scalar_one()
        connection.execute(insert(item_speaker), {"item": key, "speaker": known})
