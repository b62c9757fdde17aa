"""Publishing after each change looks only at what changed, and comes to the same as rendering everything."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from feed_examples import ADA, SOURCES

from feeds.publishing import Published, publish
from feeds.settings import FeedSettings
from pipeline.archive import Archive
from pipeline.models import Article, Dated, Judgement

START = datetime(2026, 3, 1, 9, tzinfo=UTC)
WORDS = "план встреча подготовка штаб столица замечание срок обмен опыт связь снабжение группа весна доклад"
ONE, TWO = (tuple(f"{WORDS} {name} {part}." for part in range(4)) for name in ("первое", "второе"))


class Years:
    """An archive that changes, and what is published of it after each change."""

    def __init__(self, root: Path) -> None:
        self.root, self.clock = root, START
        self.archive = Archive.open(f"sqlite:///{root}/archive.db", now=lambda: self.clock)

    def keep(self, number: int, text: tuple[str, ...], *, place: int = 0, **changes) -> None:
        """An article at the address of this number; at a known address it is a revision or another judgement."""
        day = changes.pop("day", date(2026, 2, 27))
        source = SOURCES[place]
        article = Article(
            url=f"https://{source.id}.example/news/{30_000 + number}",
            title=str(changes.pop("title", "Учения назначены на весну")),
            lead=text[0],
            paragraphs=text[1:],
            dated=Dated(day=day, basis="page"),
        )
        judgement = Judgement(relevance="statement", kind="interview", speakers=(ADA,), language="ru")
        self.archive.add_text(article, replace(judgement, **changes), at=self.clock, source=source)

    def purge(self) -> None:
        """Let an old article go for good."""
        self.keep(7, TWO, day=date(2026, 1, 20), title="Старое")
        self.publish()
        self.archive.purge(date(2026, 2, 1), at=self.clock)

    def publish(self, *, everything: bool = False) -> Published:
        self.clock += timedelta(minutes=15)
        done = publish(
            self.archive,
            FeedSettings(base_url="https://news.example/"),
            public=self.root / "public",
            texts=self.root / "texts",
            sources=SOURCES,
            now=self.clock,
            zone="Europe/Moscow",
            everything=everything,
        )
        assert (done.refused, done.quarantined) == ((), ())
        return done


@pytest.fixture(autouse=True)
def without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page cache is as good as the disk for everything tested here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture
def years(tmp_path: Path):
    years = Years(tmp_path)
    years.keep(1, ONE)
    for number in range(2, 6):
        years.keep(number, tuple(f"{block} {number}" for block in TWO), title=f"Другое {number}")
    years.publish()
    yield years
    years.archive.close()


CHANGES = {
    "nothing": lambda years: None,
    "a new statement": lambda years: years.keep(9, TWO, title="Новое"),
    "a reprint elsewhere": lambda years: years.keep(1, ONE, place=1),
    "a corrected text": lambda years: years.keep(1, (*ONE, "Уточнение.")),
    "a corrected title": lambda years: years.keep(1, ONE, title="Учения назначены на лето"),
    "a corrected day": lambda years: years.keep(1, ONE, day=date(2026, 2, 20)),
    "a day in another year": lambda years: years.keep(1, ONE, day=date(2025, 12, 30)),
    "another kind": lambda years: years.keep(1, ONE, kind="briefing"),
    "another speaker": lambda years: years.keep(1, ONE, speakers=()),
    "less than a statement": lambda years: years.keep(1, ONE, relevance="about"),
    "nothing of ours any more": lambda years: years.keep(1, ONE, relevance="none"),
    "older articles purged": lambda years: years.purge(),
    "a source that failed": lambda years: years.archive.record_run("r", (), started=years.clock, ended=years.clock),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_following_a_change_comes_to_the_same_as_rendering_everything(years: Years, change) -> None:
    """After it, and once more after a reprint is there, comparing every byte finds nothing to write or remove."""
    for _ in range(2):
        change(years)
        years.publish()
        again = years.publish(everything=True)
        assert (again.written, again.removed) == ((), ())
        years.keep(1, ONE, place=1)
        years.publish()


def test_a_reprints_page_follows_what_its_mate_became(years: Years) -> None:
    """Both name each other, with the days both have now."""
    years.keep(1, ONE, place=1)
    years.publish()
    years.keep(1, ONE, day=date(2026, 2, 26))
    written = {path.name for path in years.publish().written}
    assert {"agency-30001.html", "herald-30001.html"} <= written
    assert "26 февраля 2026" in (years.root / "public" / "items" / "herald-30001.html").read_text()


def test_a_copy_that_is_shown_nowhere_may_still_date_its_story(years: Years) -> None:
    """Its revision is the story's latest, though it has neither page nor feed of its own."""
    years.keep(1, ONE, place=1, relevance="mention", title="Перепечатка")
    years.publish()
    years.clock += timedelta(hours=1)
    years.keep(1, ONE, place=1, relevance="mention", title="Перепечатка под другим именем")
    years.publish()
    assert years.publish(everything=True).written == ()
