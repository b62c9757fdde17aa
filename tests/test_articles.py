"""Whole pages of today's make, a folder each: one promise for each field."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from pipeline.models import Page
from pipeline.reading.article import read_article
from pipeline.source import Source

FOLDER = Path(__file__).parent / "fixtures" / "articles"
FIRST_SEEN = datetime(2026, 3, 3, 9, tzinfo=UTC)
SOURCE = Source(id="any", name="Any", url="https://any.example/")


@pytest.fixture(scope="module", params=sorted(path.name for path in FOLDER.iterdir()))
def case(request):
    """What a person reads on the page, and what the program reads."""
    folder = FOLDER / request.param
    expected = yaml.safe_load((folder / "expected.yaml").read_text())
    page = Page(url=expected["url"], body=(folder / "page.html").read_bytes(), fetched_at=FIRST_SEEN)
    return expected, read_article(page, SOURCE, None, first_seen=FIRST_SEEN)


def test_title(case):
    """The title is the article's own headline, without site, section or mark."""
    expected, article = case
    assert article.title == expected["title"]


def test_lead(case):
    """The lead is the page's own; a page without one has none."""
    expected, article = case
    assert article.lead == expected["lead"]


def test_paragraphs(case):
    """The paragraphs are all of the article's and nothing else's, in their order and words."""
    expected, article = case
    assert list(article.paragraphs) == expected["paragraphs"]


def test_date(case):
    """The day is the one the page, or the statement on it, gives."""
    expected, article = case
    assert article.dated.day == expected["date"]


def test_origins_name_the_reader_of_every_field(case):
    """A person can see who read what."""
    _, article = case
    named = {field for field, reader in article.origins if reader}
    assert named == {"title", "body", "date"} | ({"lead"} if article.lead else set())
