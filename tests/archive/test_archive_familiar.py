"""What the archive knows of texts that return on a source's pages: little, of late, and never a page's own."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from archive_fakes import DAWN, Newsroom, digest, entry, source

from pipeline.archive import Archive
from pipeline.archive.familiar import MOST_PAGES
from pipeline.archive.migrations import latest
from pipeline.models import Digest

TICKER = 77
HOUR = timedelta(hours=1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    yield room
    room.close()


def address(number: int) -> str:
    return f"https://alpha.example/news/{100000 + number}"


def printed(number: int, *prints: int) -> Digest:
    told = digest(address(number), f"Статья номер {number}")
    return Digest(article=replace(told.article, prints=(1000 + number, *prints)), judgement=told.judgement)


def read(archive: Archive, number: int, *prints: int) -> None:
    at = DAWN + number * HOUR
    found = archive.discover(
        source(), [(entry(address(number)), "open")], url="https://alpha.example/feed", validators=None, run="r", at=at
    )
    archive.finish(source(), found.tasks[0], printed(number, *prints), place=None, run="r", at=at)


def test_what_stands_on_three_pages_is_familiar_to_the_fourth(room: Newsroom) -> None:
    """Each page's own reading never counts against it."""
    for number in range(3):
        read(room.archive, number, TICKER, 500 + number)
    known = room.archive.familiar("alpha", address(9))
    assert (known.pages, set(known.titles)) == (3, {TICKER})
    assert known.titles[TICKER] == {1000, 1001, 1002}
    assert not room.archive.familiar("alpha", address(1)).titles
    assert room.archive.familiar("alpha", address(1)).pages == 2


def test_sources_know_nothing_of_each_other(room: Newsroom) -> None:
    """A ticker of one site is news of another."""
    for number in range(3):
        read(room.archive, number, TICKER)
    assert room.archive.familiar("beta", "https://beta.example/1").pages == 0


def test_the_oldest_pages_are_forgotten(room: Newsroom) -> None:
    """However long a source is watched, no more is kept of it, and old tickers become unknown."""
    for number in range(3):
        read(room.archive, number, TICKER)
    for number in range(3, 3 + MOST_PAGES):
        read(room.archive, number, 88)
    known = room.archive.familiar("alpha", address(9999))
    assert known.pages == MOST_PAGES
    assert set(known.titles) == {88}


def test_what_is_read_again_teaches_but_is_no_newer(room: Newsroom) -> None:
    """Reprocessing fills an archive that knew nothing yet; the pages of an hour ago are not displaced by old ones."""
    for number in range(3):
        read(room.archive, number)
    items = list(room.archive.items(relevances=("statement",)))
    for number, item in enumerate(sorted(items, key=lambda one: one.id)):
        room.archive.redo(item.id, printed(number, TICKER), run="r", at=DAWN + 99 * HOUR)
    assert set(room.archive.familiar("alpha", address(9)).titles) == {TICKER}
    for number in range(3, 3 + MOST_PAGES):
        read(room.archive, number, 88)
    assert set(room.archive.familiar("alpha", address(9999)).titles) == {88}


def test_an_older_archive_learns_it(tmp_path: Path) -> None:
    """An archive of the second version is brought forward, keeps what it has, and remembers from then on."""
    path = tmp_path / "archive.db"
    with Archive.open(f"sqlite:///{path}", now=lambda: DAWN) as archive:
        read(archive, 0)
    with sqlite3.connect(path) as file:
        file.execute("DROP TABLE print")
        file.execute("PRAGMA user_version = 2")
    file.close()
    with Archive.open(f"sqlite:///{path}", now=lambda: DAWN) as archive:
        assert archive.knows(address(0))
        for number in range(1, 4):
            read(archive, number, TICKER)
        assert set(archive.familiar("alpha", address(9)).titles) == {TICKER}
    assert latest() >= 3
    assert path.with_name("archive.db.v2.bak").exists()
