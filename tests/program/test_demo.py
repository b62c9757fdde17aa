"""The demo: the first thing a new user types."""

import os
import subprocess
import sys

import feedparser
import pytest
from program import prints_of

pytestmark = pytest.mark.system


def play(folder):
    words = [sys.executable, "-m", "monitor", "demo", "--once"]
    return subprocess.run(words, cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=os.environ)


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """One pass in an empty folder, then a second one."""
    folder = tmp_path_factory.mktemp("demo")
    first = play(folder)
    before = prints_of(folder / "demo-data" / "public")
    second = play(folder)
    return folder, first, second, before


def test_a_first_pass_prints_the_new_statements(played):
    """One line a new story: day, source, kind, speaker, title, address."""
    _, first, _, _ = played
    assert first.returncode == 0, first.stderr
    rows = [line.split("\t") for line in first.stdout.splitlines()]
    assert len(rows) >= 8
    assert all(len(row) == 6 for row in rows)
    assert any("Масадыков" in row[3] for row in rows)


def test_it_says_where_feeds_and_page_lie(played):
    """The paths it names exist."""
    folder, first, _, _ = played
    assert str(folder / "demo-data" / "public" / "index.html") in first.stderr
    assert (folder / "demo-data" / "public" / "statements.atom").exists()


def test_a_second_pass_changes_nothing(played):
    """Nothing new is announced and no byte under `public/` changes."""
    folder, _, second, before = played
    assert (second.returncode, second.stdout) == (0, "")
    assert prints_of(folder / "demo-data" / "public") == before


def test_the_childrens_hospital_stays_out(played):
    """What shares the acronym is in no feed."""
    folder, _, _, _ = played
    about = feedparser.parse((folder / "demo-data" / "public" / "about.atom").read_bytes())
    assert about.entries
    assert not [entry.title for entry in about.entries if "больниц" in entry.title.lower()]


@pytest.mark.parametrize("name", ["statements.atom", "statements.rss", "about.atom", "sources/odkb.rss"])
def test_readers_take_the_feeds(played, name):
    """Feedparser finds no fault, and every entry has a title, a date and an author."""
    folder, _, _, _ = played
    feed = feedparser.parse((folder / "demo-data" / "public" / name).read_bytes())
    assert not feed.bozo
    assert feed.entries
    assert all(entry.title and entry.published_parsed and entry.author for entry in feed.entries)
