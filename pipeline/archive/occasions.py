"""When a digest is written down and why, and how its steps are told; it writes nothing."""

from dataclasses import dataclass
from datetime import datetime

from pipeline.archive.articles import Stored
from pipeline.archive.grouping import Grouped
from pipeline.archive.steps import Step, facts
from pipeline.models import Digest, Judgement, PagePlace


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """When and in what run a digest is written down; a `quiet` one announces nothing."""

    run: str
    at: datetime
    place: PagePlace | None = None
    quiet: bool = False
    why: str = ""


def tell_steps(digest: Digest, stored: Stored, grouped: Grouped, occasion: Occasion) -> list[Step]:
    """The steps of one digest; only the first of them where it changed nothing."""
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
    kept = steps if stored.changed or grouped.moved else steps[:1]
    return [Step(at=occasion.at, step=n, reason=r, evidence=tuple(e), run=occasion.run) for n, r, e in kept]


def _named(judged: Judgement) -> str:
    return "; ".join(one.name for one in judged.speakers)
