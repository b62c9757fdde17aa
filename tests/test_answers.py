"""The JSON other programs read: every field there, every null with its reason."""

from datetime import UTC, date, datetime

import pytest

from monitor.answers import of_digest, of_item
from pipeline.models import Article, Dated, Digest, Item, Judgement

DAY = date(2026, 3, 2)
MOMENT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
FIELDS = {"lead": "Коротко о главном.", "published_at": MOMENT}


def digested(*, lead: str | None, published_at: datetime | None) -> dict[str, object]:
    """A page just read, as `check` and `extract` print it."""
    dated = Dated(day=DAY, basis="page", published_at=published_at)
    article = Article(url="https://a.example/1", title="Заголовок", lead=lead, paragraphs=("Текст.",), dated=dated)
    judgement = Judgement(relevance="none", language="ru")
    return of_digest(Digest(article=article, judgement=judgement), source="a", item_id="a-1")


def archived(*, lead: str | None, published_at: datetime | None) -> dict[str, object]:
    """An item of the archive, as `show` and `items` print it."""
    item = Item(
        id="a-1", source="a", url="https://a.example/1", title="Заголовок", lead=lead, paragraphs=("Текст.",), date=DAY,
        date_basis="page", published_at=published_at, language="ru", relevance="none", kind="news", speakers=(),
        quotes=(), reasons=(), first_seen=MOMENT, stored_at=MOMENT, story="a-1", guid="urn:uuid:0",
    )  # fmt: skip
    return of_item(item)


@pytest.mark.parametrize("answer", [digested, archived])
@pytest.mark.parametrize("missing", FIELDS)
def test_a_null_is_explained(answer, missing):
    """A field that could not be read is null, and `reasons` says why; a field that was read has no such reason."""
    whole, lacking = answer(**FIELDS), answer(**(FIELDS | {missing: None}))
    assert not any(reason.startswith(f"{missing}:") for reason in whole["reasons"])
    assert lacking[missing] is None
    assert [reason for reason in lacking["reasons"] if reason.startswith(f"{missing}:")]
    assert whole.keys() == lacking.keys()
