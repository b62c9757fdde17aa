from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from monitor.config_file import load_config
from monitor.paths import shipped
from monitor.topic_file import load_topic
from pipeline.digest import digest_entry, digest_page, read_listing
from pipeline.models import Entry, Page
from pipeline.urls import canonical, item_id

FIXTURES = Path(__file__).parent / "fixtures"
CONFIG = load_config(shipped("config.yaml"))
CASES_PER_SOURCE = 2
WITH_WORDS = ("statement", "about")


@dataclass(frozen=True)
class Case:
    """One page of a source as `case.yaml` describes it; docs/adding-a-source.md names the keys."""

    folder: Path
    given: dict[str, Any]

    @property
    def source(self):
        return CONFIG.source(self.folder.parent.name)

    @property
    def fetched_at(self):
        return datetime.fromisoformat(str(self.given["fetched_at"]))

    def answers(self, name):
        """The right answers of a field: one, or a list of them."""
        value = self.given["expected"][name]
        return value if isinstance(value, list) else [value]

    def page(self, path, *, url):
        body = path.read_bytes()
        return Page(url=url, body=body, fetched_at=self.fetched_at, content_type=self.given.get("content_type", ""))

    def entry(self):
        """What the listing beside the page says of it, else the case's own entry."""
        if "listing" not in self.given:
            given = dict(self.given.get("entry") or {})
            if "published" in given:
                given["published"] = datetime.fromisoformat(str(given["published"]))
            return Entry(url=self.given["url"], **given)
        way = self.source.discover[self.given.get("way", 0)]
        url = way.url.format(day=self.fetched_at.date())
        listing = read_listing(self.page(self.folder / self.given["listing"], url=url), self.source, way)
        wanted = canonical(self.given["url"])
        return next(entry for entry in listing.entries if canonical(entry.url) == wanted)


def read_cases():
    paths = sorted(FIXTURES.glob("*/*/case.yaml"))
    return [Case(path.parent, yaml.safe_load(path.read_text(encoding="utf-8"))) for path in paths]


CASES = read_cases()


@cache
def topic():
    return load_topic(shipped("topics/csto.yaml"))


@cache
def digest_of(number):
    case = CASES[number]
    pages = [path for name in ("page.html", "page.bin") if (path := case.folder / name).exists()]
    if not pages:
        return digest_entry(case.source, case.entry(), case.fetched_at, topic())
    page = case.page(pages[0], url=case.given["url"])
    return digest_page(page, case.source, case.entry(), case.fetched_at, topic())


@pytest.fixture(params=range(len(CASES)), ids=lambda n: f"{CASES[n].folder.parent.name}-{CASES[n].folder.name}")
def number(request):
    return request.param


@pytest.fixture
def case(number):
    return CASES[number]


@pytest.fixture
def digest(number):
    return digest_of(number)


@pytest.mark.parametrize("source", [each.id for each in CONFIG.sources if each.enabled])
def test_every_enabled_source_has_cases(source):
    """No source is watched whose pages are not tried here."""
    assert sum(case.folder.parent.name == source for case in CASES) >= CASES_PER_SOURCE


def test_the_organisations_front_page_gives_its_news_and_nothing_else():
    """Menus, sections, pagers and partners are no items, and what stands twice is one."""
    case = next(case for case in CASES if case.folder.name == "by-the-front-page")
    for way in case.source.discover:
        listing = read_listing(case.page(case.folder / "listing.html", url=way.url), case.source, way)
        assert [entry.url.rstrip("/").rsplit("/", 1)[1][:12] for entry in listing.entries] == [
            "generalnyy-s",
            "v-odkb-podve",
            "vystuplenie-",
        ]


def test_a_person_has_reviewed(case):
    """What `save-page` wrote is a guess until a person has compared it with the page."""
    reviewed = case.given.get("reviewed") is True
    assert reviewed, (
        f"{case.folder.relative_to(FIXTURES)}: a person must review this case: compare `expected` with the page, "
        "correct it, then set `reviewed: true`"
    )


def test_id(case):
    """The item's name follows from its address alone."""
    assert [item_id(case.source.id, case.given["url"], lambda _: False)] == case.answers("id")


def test_title(case, digest):
    """The title stands once, without the site's name."""
    assert [digest.article.title] == case.answers("title")


def test_lead(case, digest):
    """The lead is the page's own; where it has none, there is none."""
    assert [digest.article.lead] == case.answers("lead")


def test_first_paragraph(case, digest):
    """The text begins where the article does."""
    assert [digest.article.paragraphs[0]] == case.answers("first")


def test_last_paragraph(case, digest):
    """The text ends where the article does."""
    assert [digest.article.paragraphs[-1]] == case.answers("last")


def test_paragraphs(case, digest):
    """Between them nothing is lost and nothing of the page's machinery is left."""
    assert [len(digest.article.paragraphs)] == case.answers("paragraphs"), "\n".join(digest.article.paragraphs)


def test_date(case, digest):
    """The day is the day of the words, exactly."""
    assert [str(digest.article.dated.day)] == [str(day) for day in case.answers("date")], digest.article.dated.reasons


def test_published_at(case, digest):
    """The page's own instant, in whatever zone it was written."""
    wanted = [datetime.fromisoformat(str(moment)) if moment else None for moment in case.answers("published_at")]
    assert [digest.article.dated.published_at] == wanted, digest.article.dated.reasons


def test_date_basis(case, digest):
    """And it is known what says so."""
    assert digest.article.dated.basis in case.answers("date_basis"), digest.article.dated.reasons


def test_relevance(case, digest):
    """Statement, about, mention or none: as a reader would say."""
    assert digest.judgement.relevance in case.answers("relevance"), digest.judgement.reasons


def test_kind(case, digest):
    """The form in which the words were first given."""
    if case.answers("relevance")[0] in WITH_WORDS:
        assert digest.judgement.kind in case.answers("kind"), digest.judgement.reasons


def test_speakers(case, digest):
    """Persons in the nominative, bodies where no person is named."""
    if case.answers("relevance")[0] in WITH_WORDS:
        assert [speaker.name for speaker in digest.judgement.speakers] == case.answers("speakers")
