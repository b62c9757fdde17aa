"""What a judged article owes to its source."""

from datetime import date

import pytest

from monitor.paths import shipped
from monitor.topic_file import load_topic
from pipeline.digest import judged
from pipeline.models import Article, Dated, Entry
from pipeline.reading.telegram import FORWARDED
from pipeline.source import Source


@pytest.fixture(scope="module")
def topic():
    return load_topic(shipped("topics/csto.yaml"))


def article():
    said = "В городском парке открыли новую аллею, жители посадили сорок молодых лип и два десятка клёнов."
    return Article(
        url="", title="В парке открыли аллею", lead=None, paragraphs=(said,),
        dated=Dated(day=date(2026, 3, 3), basis="page"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("official", "categories", "relevance"),
    [(False, (), "none"), (True, (), "statement"), (True, (FORWARDED, f"{FORWARDED} from Парк"), "about")],
)
def test_an_official_source_speaks_unless_it_forwards(topic, official, categories, relevance):
    """Everything an official source says is at least about; what it forwards of others is not its statement."""
    source = Source(id="a", name="a", url="https://a.example/", official=official)
    entry = Entry(url="https://a.example/1", categories=categories)
    assert judged(article(), source, entry, topic).judgement.relevance == relevance
