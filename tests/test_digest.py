"""Every kind of listing is read by its own reader, and every article is judged as it was read."""

from pathlib import Path

import pytest
from article_pages import FIRST, NOW, SOURCE, THIRD, TITLE, URL, article_html, page

from monitor.topic_file import load_topic
from pipeline.digest import digest_entry, digest_page, read_listing
from pipeline.models import Entry
from pipeline.source import Way

LISTINGS = {
    "feed": f"<rss version='2.0'><channel><item><title>{TITLE}</title><link>{URL}</link></item></channel></rss>",
    "sitemap": "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>" + URL + "</loc></url></urlset>",
    "listing": f"<html><body><div class='card'><a href='{URL}'>{TITLE}</a></div></body></html>",
    "telegram": "<html><body><section class='tgme_channel_history'><div class='tgme_widget_message' data-post='ves/7'>"
    f"<div class='tgme_widget_message_text'><b>{TITLE}</b><br><br>{FIRST}</div></div></section></body></html>",
}


@pytest.fixture(scope="module")
def topic():
    return load_topic(Path(__file__).parents[1] / "topics" / "csto.yaml")


@pytest.mark.parametrize("kind", LISTINGS)
def test_each_kind_of_listing_has_its_reader(kind):
    """A feed, a sitemap, a listing and a channel's preview give the same item."""
    way = Way(kind=kind, url="https://vestnik.example/x", item=".card a")
    (entry,) = read_listing(page(LISTINGS[kind], "https://vestnik.example/x"), SOURCE, way).entries
    assert entry.url == ("https://t.me/ves/7" if kind == "telegram" else URL)
    assert kind == "sitemap" or entry.title == TITLE


def test_a_page_is_read_and_judged(topic):
    """The digest holds the article as read and what it is."""
    digest = digest_page(page(article_html()), SOURCE, None, NOW, topic)
    assert (digest.article.title, digest.judgement.relevance) == (TITLE, "none")


def test_an_entry_is_read_and_judged(topic):
    """The same for an entry that carries its text."""
    entry = Entry(url=URL, title="Заявление Секретариата ОДКБ", content=f"<p>{FIRST}</p><p>{THIRD}</p>")
    digest = digest_entry(SOURCE, entry, NOW, topic)
    assert digest.article.paragraphs == (FIRST, THIRD)
    assert digest.judgement.relevance == "statement"
