"""Witnesses of a page: their order of trust, configured selectors, and pages made to be slow."""

import time
from datetime import UTC, datetime

import lxml.html
import pytest

from pipeline.dates.page import find_witnesses
from pipeline.models import Witness
from pipeline.source import Source

SEEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = Source(id="s", name="s", url="https://n.example/")
TITLE = "Совет обсудил безопасность на южных рубежах"
TEXT = "<p>" + "Участники встречи обсудили положение на рубежах. " * 6 + "</p>"


def witnesses(
    body: str, head: str = "", selectors: tuple[str, ...] = (), source: Source = SOURCE
) -> tuple[Witness, ...]:
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    tree = lxml.html.document_fromstring(page)
    return find_witnesses(tree, source=source, url="https://n.example/1", first_seen=SEEN, selectors=selectors)


def told(found: tuple[Witness, ...]) -> list[tuple[str, str]]:
    return [(witness.basis, witness.day.isoformat()) for witness in found]


def test_witnesses_come_in_the_order_of_trust() -> None:
    """Configured selectors, unix attributes, JSON-LD, microdata and meta tags, `<time>`, then the visible date."""
    head = (
        '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-01-03"}</script>'
        '<meta property="article:published_time" content="2026-01-05">'
    )
    body = (
        f'<h1>{TITLE}</h1><div class="sidebar"><b class="own">1 января 2026</b></div><i data-unixtime="1767301200"></i>'
        '<i itemprop="datePublished" content="2026-01-04"></i><time datetime="2026-01-06">x</time>'
        f'<div class="date">07.01.2026</div>{TEXT}'
    )
    found = told(witnesses(body, head, ("b.own",)))
    assert found == [
        ("page", "2026-01-01"), ("metadata", "2026-01-02"), ("metadata", "2026-01-03"), ("metadata", "2026-01-04"),
        ("metadata", "2026-01-05"), ("metadata", "2026-01-06"), ("page", "2026-01-07"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("selectors", "expected"),
    [
        ((".stamp",), ("metadata", "2026-02-03")),
        ((".none", ".shown"), ("page", "2026-02-04")),
        (("meta[name=own]",), ("metadata", "2026-02-05")),
        ((".told",), ("page", "2026-11-21")),
        ((".empty", ".shown"), ("page", "2026-02-04")),
        (("..broken[", ".shown"), ("page", "2026-02-04")),
        ((".hours",), ("page", "2026-11-22")),
        ((".alone",), ("page", "2026-11-20")),
    ],
)
def test_configured_selectors_are_tried_in_order(selectors: tuple[str, ...], expected: tuple[str, str]) -> None:
    """The first that gives a date decides; attributes are read before text, relative words from the first-seen day."""
    body = (
        f'<h1>{TITLE}</h1>{TEXT}<aside><i class="stamp" datetime="2026-02-03T10:00:00+03:00">вчера</i>'
        '<i class="shown">4 февраля 2026, 10:00</i><i class="told">вчера</i><i class="empty"></i>'
        '<i class="hours">2 часа назад</i><i class="alone">20 ноября</i></aside>'
    )
    found = witnesses(body, '<meta name="own" content="2026-02-05">', selectors)
    assert told(found)[0] == expected


def test_a_witness_says_where_it_stands_and_how_sure_it_is() -> None:
    """Origins are words a person can follow; only a stated zone makes a witness precise."""
    head = '<meta property="article:published_time" content="2026-01-05T10:00:00+03:00">'
    found = witnesses(f'<h1>{TITLE}</h1><div class="date">05.01.2026 10:00</div>{TEXT}', head)
    assert [(witness.origin, witness.precise) for witness in found] == [
        ("meta article:published_time", True),
        ("visible “05.01.2026 10:00”", False),
    ]
    assert all(witness.instant is not None and witness.instant.tzinfo is not None for witness in found)


def test_a_page_without_dates_has_no_witness() -> None:
    """Nothing is guessed."""
    assert witnesses(f"<h1>{TITLE}</h1>{TEXT}") == ()
    assert witnesses("") == ()


@pytest.mark.parametrize(
    "body",
    [
        '<div class="data date">' + "01.02.2026<br>" * 4000 + "</div>",
        "<div>" * 3000 + "01.02.2026" + "</div>" * 3000,
        '<span data-time="1767301200">1</span>' * 8000,
        '<b class="title">' * 400 + "а" + "</b>" * 400,
        "<p>" + "1 января 2026 " * 8000 + "</p>",
        "<i>1</i>" * 20_000,
        '<a href="#">Заголовок другой статьи, длинный и понятный</a> 01.02.2026<br>' * 3000,
        "<h2>01.02.2026</h2>" * 5000,
        '<i itemprop="datePublished">' * 200 + "2026-02-01" * 2000,
        '<script type="application/ld+json">' + '{"@graph":[' * 3000 + "</script>",
    ],
    ids=["dates", "depth", "attributes", "titles", "prose", "pieces", "cards", "headings", "microdata", "graph"],
)
def test_no_page_keeps_the_search_busy(body: str) -> None:
    """Pages made to be slow are read in a moment."""
    started = time.process_time()
    witnesses(f"<h1>{TITLE}</h1>{body}{TEXT}")
    assert time.process_time() - started < 3.0
