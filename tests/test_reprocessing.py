"""What `reprocess` says of an item that today's rules read otherwise."""

from dataclasses import replace

import pytest
from feed_examples import ADA, make_item

from monitor.reprocessing import Redone
from pipeline.models import Article, Dated, Digest, Judgement, Quote

BEFORE = make_item(1)
ARTICLE = Article(
    url=BEFORE.url,
    title=BEFORE.title,
    lead=BEFORE.lead,
    paragraphs=BEFORE.paragraphs,
    dated=Dated(day=BEFORE.date, basis=BEFORE.date_basis, published_at=BEFORE.published_at),
)
JUDGEMENT = Judgement(
    relevance=BEFORE.relevance, kind=BEFORE.kind, speakers=BEFORE.speakers, language=BEFORE.language
)  # fmt: skip


def test_nothing_is_said_of_what_stays() -> None:
    assert Redone(BEFORE, Digest(article=ARTICLE, judgement=JUDGEMENT)).changes == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"kind": "briefing"}, "kind: interview → briefing"),
        ({"language": "be"}, "language: ru → be"),
        ({"quotes": (Quote(speaker=ADA.name, text="Мы готовы."),)}, "quotes: 0 → 1"),
        ({"speakers": ()}, f"speakers: {ADA.name}, {ADA.role}, {ADA.organisation} → nobody"),
        (
            {"speakers": (replace(ADA, organisation="Штаб"),)},
            f"speakers: {ADA.name}, {ADA.role}, {ADA.organisation} → {ADA.name}, {ADA.role}, Штаб",
        ),
    ],
)
def test_whatever_feeds_and_pages_show_is_told(changes: dict[str, object], told: str) -> None:
    """A dry run that says nothing promises that nothing readers see will change."""
    judged = replace(JUDGEMENT, **changes)  # type: ignore[arg-type]
    assert Redone(BEFORE, Digest(article=ARTICLE, judgement=judged)).changes == (told,)
