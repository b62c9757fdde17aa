"""A finished item as Scrapy's own commands print it: a plain dictionary, the fields of `check`."""

from dataclasses import asdict
from typing import Any

from pipeline.models import Digest
from pipeline.records import Finished


def item_of(digest: Digest, finished: Finished) -> dict[str, Any]:
    """One item, dates as ISO strings."""
    article, judgement = digest.article, digest.judgement
    instant = article.dated.published_at
    return {
        "id": finished.item_id,
        "url": article.url,
        "title": article.title,
        "lead": article.lead,
        "paragraphs": list(article.paragraphs),
        "date": article.dated.day.isoformat(),
        "published_at": instant.isoformat() if instant else None,
        "date_basis": article.dated.basis,
        "language": judgement.language,
        "relevance": judgement.relevance,
        "kind": judgement.kind,
        "speakers": [asdict(speaker) for speaker in judgement.speakers],
        "quotes": [asdict(quote) for quote in judgement.quotes],
        "reasons": [*article.reasons, *judgement.reasons],
    }
