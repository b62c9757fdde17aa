"""Readers of Debian, subscribed to what the program serves: the same entries, dates, authors and texts in each."""

import json
import shutil
import socket
import sqlite3
import subprocess
import time
import urllib.request
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import quote

import feedparser
import pytest
from program import Program, replica_config

from monitor.config_file import load_config
from monitor.demo import Replica
from monitor.opening import open_archive
from pipeline.models import Article, Dated, Judgement

pytestmark = [pytest.mark.system, pytest.mark.tool]
AT = {"csto_monitor_now": "2026-11-20T12:00:00+03:00"}
LATER = {"csto_monitor_now": "2026-11-20T13:00:00+03:00"}
needs_newsboat = pytest.mark.skipif(not shutil.which("newsboat"), reason="needs newsboat: it is not installed")
needs_sfeed = pytest.mark.skipif(not shutil.which("sfeed"), reason="needs sfeed: it is not installed")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The demo's sites after one pass, served by the program on a free port."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    with Replica(today=date(2026, 11, 20)) as sites:
        config = replica_config(sites.proxy_url, **{"http://localhost:8080/": url})
        program = Program(tmp_path_factory.mktemp("served"), config)
        assert program.run("run", **AT).returncode == 0
    process = program.start("serve", "--port", str(port), **AT)
    wait_for(url)
    yield program, url
    process.terminate()
    assert process.wait(10) in {-15, 143}


def wait_for(url):
    until = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(f"{url}statements.atom") as answer:
                assert answer.status == 200
                return
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.05)


class Newsboat:
    """A subscriber with a folder of its own."""

    def __init__(self, folder, *urls):
        self.folder = folder
        (folder / "urls").write_text("".join(f"{url}\n" for url in urls))
        (folder / "config").write_text("show-read-feeds yes\n")

    def call(self, *words):
        places = [f"-{letter}{self.folder / name}" for letter, name in (("C", "config"), ("u", "urls"), ("c", "cache"))]
        answer = subprocess.run(
            ["newsboat", *places, *words], capture_output=True, text=True, timeout=60, check=False,
            env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "dumb"},
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        return answer.stdout

    def entries(self, url):
        """What it keeps of a feed, by guid."""
        with closing(sqlite3.connect(self.folder / "cache")) as cache:
            cache.row_factory = sqlite3.Row
            rows = cache.execute("SELECT * FROM rss_item WHERE feedurl = ?", (url,)).fetchall()
        return {row["guid"]: row for row in rows}

    def read_all(self):
        """Mark everything as read."""
        with closing(sqlite3.connect(self.folder / "cache")) as cache:
            cache.execute("UPDATE rss_item SET unread = 0")
            cache.commit()


def parsed(url):
    feed = feedparser.parse(urllib.request.urlopen(url).read())
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def seconds(entry):
    return int(datetime(*entry.published_parsed[:6]).timestamp() - datetime(1970, 1, 1).timestamp())  # noqa: DTZ001 - both alike


@needs_newsboat
@pytest.mark.parametrize("name", ["statements.atom", "statements.rss"])
def test_newsboat_shows_what_a_feed_says(served, tmp_path, name):
    """Titles, instants, authors and texts of every statement, over Atom and over RSS."""
    _, url = served
    newsboat = Newsboat(tmp_path, url + name)
    newsboat.call("-x", "reload")
    kept, said = newsboat.entries(url + name), parsed(url + name).entries
    assert len(said) >= 8
    assert set(kept) == {entry.id for entry in said}
    for entry in said:
        row = kept[entry.id]
        assert (row["title"], row["url"], row["pubDate"]) == (entry.title, entry.link, seconds(entry))
        assert row["author"]
        assert row["author"] in entry.author
        assert row["content"] == entry.content[0].value
        assert row["unread"] == 1
    assert any("Масадыков" in row["author"] for row in kept.values())


@needs_newsboat
def test_newsboat_takes_the_whole_family_from_one_list(served, tmp_path):
    """`feeds.opml` imports every Atom feed; an entry that stands in many of them is kept, and counted, once."""
    _, url = served
    with urllib.request.urlopen(f"{url}feeds.opml") as answer:
        (tmp_path / "feeds.opml").write_bytes(answer.read())
    newsboat = Newsboat(tmp_path)
    newsboat.call("-i", str(tmp_path / "feeds.opml"))
    urls = [line.split()[0] for line in (tmp_path / "urls").read_text().splitlines() if line.startswith("http")]
    assert f"{url}statements.atom" in urls
    assert any("/speakers/" in one for one in urls)
    newsboat.call("-x", "reload")
    entries = [newsboat.entries(one) for one in urls]
    assert {entry.id for entry in parsed(f"{url}about.atom").entries} <= {guid for kept in entries for guid in kept}
    with closing(sqlite3.connect(tmp_path / "cache")) as cache:
        assert all(title for (title,) in cache.execute("SELECT title FROM rss_feed"))


@needs_newsboat
def test_an_edited_statement_does_not_come_back_unread(served, tmp_path):
    """Its site corrects it: the same entry with the new words, read as before, and no second one."""
    program, url = served
    feed = f"{url}statements.atom"
    newsboat = Newsboat(tmp_path, feed)
    newsboat.call("-x", "reload")
    newsboat.read_all()
    before = newsboat.entries(feed)
    correct_one(program)
    assert program.run("rebuild", **LATER).returncode == 0
    newsboat.call("-x", "reload")
    after = newsboat.entries(feed)
    assert after.keys() == before.keys()
    assert [row["title"] for row in after.values() if row["title"].endswith("(исправлено)")]
    assert newsboat.call("-x", "print-unread").split()[0] == "0"


def correct_one(program):
    """The newest statement gets another title, as a second look at its page would give it."""
    config = load_config(program.config)
    with open_archive(config) as archive:
        (item,) = archive.items(relevances=("statement",), limit=1)
        article = Article(
            url=item.url, title=f"{item.title} (исправлено)", lead=item.lead, paragraphs=item.paragraphs,
            dated=Dated(day=item.date, basis=item.date_basis, published_at=item.published_at, reasons=()), origins=(),
        )  # fmt: skip
        judgement = Judgement(
            relevance=item.relevance, kind=item.kind, speakers=item.speakers, quotes=item.quotes,
            language=item.language, reasons=item.reasons,
        )  # fmt: skip
        (source,) = (one for one in config.sources if one.id == item.source)
        archive.add_text(
            article, judgement, at=datetime.fromisoformat(LATER["csto_monitor_now"]), source=replace(source)
        )


@needs_sfeed
def test_sfeed_shows_the_same(served):
    """A third reader with a parser of its own: the same ids, titles, instants and authors."""
    _, url = served
    for name in ("statements.atom", "statements.rss"):
        said = parsed(f"{url}{name}").entries
        with urllib.request.urlopen(f"{url}{name}") as answer:
            told = subprocess.run(["sfeed", url], input=answer.read(), capture_output=True, timeout=20, check=True)
        rows = [line.split("\t") for line in told.stdout.decode().splitlines()]
        assert [(row[5], row[1], int(row[0])) for row in rows] == [(one.id, one.title, seconds(one)) for one in said]
        assert all(row[6] and row[6] in one.author for row, one in zip(rows, said, strict=True))


def test_feedparser_takes_every_feed_there_is(served):
    """No feed of the family is anything but well-formed, in either format."""
    program, _ = served
    paths = sorted(path for kind in ("atom", "rss") for path in program.public.rglob(f"*.{kind}"))
    assert len(paths) > 20
    for path in paths:
        feed = feedparser.parse(path.read_bytes())
        assert not feed.bozo, path
        assert feed.feed.title
        assert all(entry.title and entry.published_parsed for entry in feed.entries), path


def test_a_question_has_the_same_answer_everywhere(served):
    """Words in another case: `/search.atom` as a feed and `items --search` find the same statements."""
    program, url = served
    feed = parsed(f"{url}search.atom?q={quote('Масадыковым переводчиками')}")
    told = [
        json.loads(line)
        for line in program.run("items", "--search", "масадыкова переводчики", "--json").stdout.splitlines()
    ]
    assert feed.entries
    assert {entry.link for entry in feed.entries} == {row["url"] for row in told}
    assert parsed(f"{url}search.atom?q={quote('Масадыков переводческая')}").entries == []
