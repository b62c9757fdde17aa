"""The JSON of `check`, `extract`, `judge`, `show` and `items`, field by field as the contract names them."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from pipeline.models import BlockChoice, Digest, Item, Judgement, Quote, Speaker


def line(answer: dict[str, Any]) -> str:
    """One JSON object as one line."""
    return json.dumps(answer, ensure_ascii=False)


def of_item(item: Item, also: Sequence[str] = ()) -> dict[str, Any]:
    """An archived item; `also`: the addresses of its story's other articles."""
    return {
        "id": item.id,
        "url": item.url,
        "source": item.source,
        "title": item.title,
        "lead": item.lead,
        "paragraphs": list(item.paragraphs),
        "text": _text(item.date, item.title, item.blocks),
        "date": item.date.isoformat(),
        "published_at": item.published_at.isoformat() if item.published_at else None,
        "date_basis": item.date_basis,
        "language": item.language,
        "relevance": item.relevance,
        "kind": item.kind,
        "speakers": _speakers(item.speakers),
        "quotes": _quotes(item.quotes),
        "reasons": [*item.reasons, *_unread(item.lead, item.published_at)],
        "story": item.story,
        "also": list(also),
    }


def of_digest(digest: Digest, *, source: str | None, item_id: str | None) -> dict[str, Any]:
    """A page just read, not archived: no story yet."""
    article, dated = digest.article, digest.article.dated
    return {
        "id": item_id,
        "url": article.url or None,
        "source": source,
        "title": article.title,
        "lead": article.lead,
        "paragraphs": list(article.paragraphs),
        "text": _text(dated.day, article.title, article.blocks),
        "date": dated.day.isoformat(),
        "published_at": dated.published_at.isoformat() if dated.published_at else None,
        "date_basis": dated.basis,
        **of_judgement(digest.judgement),
        "reasons": [
            *article.reasons,
            *dated.reasons,
            *digest.judgement.reasons,
            *_unread(article.lead, dated.published_at),
        ],
        "story": None,
        "also": [],
        "origins": dict(article.origins),
        **({"blocks": _choices(article.choices)} if article.choices else {}),
    }


def _choices(choices: Sequence[BlockChoice]) -> list[dict[str, object]]:
    """Of each block of the page: whether it is in the article, which reader says so, and why."""
    return [{"part": c.part, "taken": c.taken, "reader": c.reader, "reason": c.reason, "text": c.text} for c in choices]


def of_judgement(judgement: Judgement) -> dict[str, Any]:
    """What `judge` prints of a text."""
    return {
        "relevance": judgement.relevance,
        "kind": judgement.kind,
        "speakers": _speakers(judgement.speakers),
        "quotes": _quotes(judgement.quotes),
        "reasons": list(judgement.reasons),
        "language": judgement.language,
    }


def _unread(lead: str | None, published_at: datetime | None) -> list[str]:
    """Why a field is null: each is a state of the page, not a fault of the reading."""
    told = {"lead: none stands apart from the paragraphs": lead, "published_at: only the day is known": published_at}
    return [reason for reason, value in told.items() if value is None]


def _text(day: date, title: str, blocks: tuple[str, ...]) -> str:
    from pipeline.text_format import Text, write  # noqa: PLC0415 - its patterns take long to compile

    return write(Text(date=day, title=title, blocks=blocks))


def _speakers(speakers: Sequence[Speaker]) -> list[dict[str, str]]:
    return [{"name": s.name, "role": s.role, "organisation": s.organisation} for s in speakers]


def _quotes(quotes: Sequence[Quote]) -> list[dict[str, str]]:
    return [{"speaker": quote.speaker, "text": quote.text} for quote in quotes]
