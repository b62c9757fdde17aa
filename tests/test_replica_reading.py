from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from replica.expectation import expected_pages

from monitor.config_file import load_config
from monitor.demo import agency, odkb, portal, reprint
from monitor.demo.pages import SITES, pieces_of
from monitor.demo.town import Town
from monitor.paths import ROOM, shipped
from monitor.topic_file import load_topic
from pipeline.digest import digest_page, read_listing
from pipeline.errors import Unreadable
from pipeline.judging.gate import matches
from pipeline.models import Page
from pipeline.stories import Candidate, group
from pipeline.urls import item_id

TODAY = date(2026, 3, 3)
FIRST_SEEN = datetime(2026, 3, 3, 9, tzinfo=UTC)
SITE = {"agency": agency, "odkb": odkb, "reprint": reprint, "portal": portal}
EXPECTED = expected_pages(TODAY)
ARTICLES = [row for row in EXPECTED if not row.error]
SOURCES = {source.id: source for source in load_config(Path(ROOM) / "demo" / "config.yaml").sources}


class Town2026(Town):
    """The replica of that day, asked without HTTP."""

    def page(self, url):
        answer = self.answer(url)
        assert answer.status == 200, url
        return Page(url=url, body=answer.body, content_type=answer.content_type, fetched_at=FIRST_SEEN)

    def entries(self, source, way):
        """Every entry of one way, its pager followed."""
        url, found = way.url.format(day=TODAY), []
        for _ in range(way.pages):
            listing = read_listing(self.page(url), source, way)
            found += listing.entries
            if listing.next_url is None:
                break
            url = listing.next_url
        return found


@pytest.fixture(scope="module")
def town():
    town = Town2026(TODAY)
    town.publish_more()
    return town


@pytest.fixture(scope="module")
def topic():
    return load_topic(shipped("topics/csto.yaml"))


@pytest.fixture(scope="module")
def entries(town):
    """What the first way of each source says, by site and address."""
    return {
        (site, entry.url): entry for site in SITES for entry in town.entries(SOURCES[site], SOURCES[site].discover[0])
    }


@pytest.fixture(scope="module")
def digests(town, entries, topic):
    """Every page of every site as production reads it, by site and title."""
    return {
        (row.site, row.title): digest_page(
            town.page(address_of(row)), SOURCES[row.site], entries[row.site, address_of(row)], FIRST_SEEN, topic
        )
        for row in ARTICLES
    }


@pytest.fixture(params=ARTICLES, ids=lambda row: f"{row.site}-{row.story}")
def row(request):
    return request.param


@pytest.fixture
def digest(row, digests):
    return digests[row.site, row.title]


def address_of(row):
    piece = next(piece for piece in pieces_of(TODAY)[row.site] if piece.title == row.title)
    return SITE[row.site].address(piece)


@pytest.mark.parametrize("site", SITES)
def test_every_way_of_a_source_finds_every_page(town, site):
    """Feed, sitemap and listing of a site lead to the same pages: all of them."""
    wanted = sorted(address_of(row) for row in EXPECTED if row.site == site)
    for way in SOURCES[site].discover:
        assert sorted(entry.url for entry in town.entries(SOURCES[site], way)) == wanted, way.url


def test_ids_are_minted_from_addresses():
    """Each item's id is the one written down by hand."""
    assert [item_id(row.site, address_of(row), lambda _: False) for row in EXPECTED] == [row.id for row in EXPECTED]


def test_the_gate_opens_what_concerns_the_topic(entries, topic):
    """Of the sources read by matching, the pages are opened that the listing ties to the topic, and no others."""
    matching = [row for row in EXPECTED if SOURCES[row.site].fetch == "matching"]
    opened = {row.id for row in matching if matches(entries[row.site, address_of(row)], topic)}
    assert opened == {row.id for row in matching if row.fetched is not False}


def test_an_error_page_sent_as_an_answer_is_no_article(town, topic):
    """The soft 404 gives no article and says why."""
    (lost,) = [row for row in EXPECTED if row.error]
    with pytest.raises(Unreadable) as refused:
        digest_page(town.page(address_of(lost)), SOURCES[lost.site], None, FIRST_SEEN, topic)
    assert refused.value.kind == "soft-error"


def test_title(row, digest):
    """The title stands once, without the site's name or a mark before it."""
    assert digest.article.title == row.title


def test_lead(row, digest):
    """The lead is the page's own; where it has none, there is none."""
    assert digest.article.lead == row.lead


def test_paragraphs(row, digest):
    """The text begins and ends where the article does, and nothing of the page's machinery stands between."""
    paragraphs = digest.article.paragraphs
    assert paragraphs[0].startswith(row.beginning("first"))
    assert paragraphs[-1].startswith(row.beginning("last"))
    assert len(paragraphs) == row.paragraphs


def test_date(row, digest):
    """The day is the day of the words."""
    assert digest.article.dated.day == row.day


def test_date_basis(row, digest):
    """And it is known what says so."""
    assert digest.article.dated.basis in row.answers("basis")


def test_relevance(row, digest):
    """Statement, about, mention or none: as a reader would say."""
    assert digest.judgement.relevance in row.answers("relevance"), digest.judgement.reasons


def test_kind(row, digest):
    """The form in which the words were first given (asked where the page is more than a mention)."""
    if row.answers("relevance")[0] in {"statement", "about"}:
        assert digest.judgement.kind in row.answers("kind"), digest.judgement.reasons


def test_speakers(row, digest):
    """Persons in the nominative, bodies where no person is named."""
    if row.answers("relevance")[0] in {"statement", "about"}:
        aliases = row.aliases or {}
        assert [aliases.get(speaker.name, speaker.name) for speaker in digest.judgement.speakers] == row.speakers


def test_quotes(row, digest):
    """As many direct quotations as a reader counts."""
    if row.answers("relevance")[0] == "statement":
        assert len(digest.judgement.quotes) == row.quotes, digest.judgement.quotes


def test_language(row, digest):
    """The language of the text, not of the site."""
    assert digest.judgement.language == (row.language or "ru")


def test_reprints_are_one_story(digests):
    """Word-for-word reprints are gathered; items cut from one interview stay apart."""
    candidates, wanted = [], {}
    for row in ARTICLES:
        digest = digests[row.site, row.title]
        candidates.append(Candidate.of(row.id, digest.article, digest.judgement))
        wanted.setdefault(row.story, set()).add(row.id)
    assert {frozenset(names) for names in group(candidates)} == {frozenset(names) for names in wanted.values()}
