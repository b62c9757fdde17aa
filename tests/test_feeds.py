"""What stands in a feed: entries, order, windows, ids, dates and authors, alike in every format."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import feedparser
import pytest
from feed_examples import ADA, MOSCOW, NOW, SOURCES, make_item, make_story
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.entries import FeedEntry, Poisoned, item_entry, make_setting, story_entry
from feeds.family import Feed
from feeds.links import web_address
from feeds.markup import is_clean, paragraph, plain_line, sanitise
from feeds.opml import render_opml
from feeds.rendering import render
from feeds.settings import FeedSettings
from feeds.slugs import slug_of, slugs_of
from feeds.validity import read_back
from feeds.window import fit, make_entries, weigh
from pipeline.models import Item, Speaker

SETTING = make_setting(FeedSettings(base_url="https://news.example/csto"), SOURCES, "Europe/Moscow")


def entry_of(*items: Item) -> FeedEntry:
    return story_entry(make_story(*items), SETTING)


def feed_of(*entries: FeedEntry, name: str = "statements") -> Feed:
    base = SETTING.base_url
    return Feed(name=name, title="Заявления", subtitle="Newest first", home=base, base_url=base, entries=entries)


def test_a_day_and_its_instant_are_published_as_that_instant() -> None:
    """Where the page's instant falls on the day of the date line, it is the entry's date."""
    entry = entry_of(make_item(published_at=datetime(2026, 1, 29, 21, 30, tzinfo=UTC)))
    assert entry.published.isoformat() == "2026-01-30T00:30:00+03:00"
    assert entry.timed


@pytest.mark.parametrize(
    "instant", [None, datetime(2026, 1, 29, 20, 30, tzinfo=UTC), datetime(2026, 2, 1, 9, tzinfo=MOSCOW)]
)
def test_a_day_without_its_own_instant_is_published_at_noon(instant: datetime | None) -> None:
    """Where the date line names another day than the page's instant, or none is known, it is 12:00 in the zone."""
    assert entry_of(make_item(published_at=instant)).published.isoformat() == "2026-01-30T12:00:00+03:00"


def test_the_zone_is_the_sources() -> None:
    """A source in Yerevan publishes at Yerevan's noon; an unknown source in the program's zone."""
    assert entry_of(make_item(source="herald", published_at=None)).published.isoformat().endswith("+04:00")
    assert entry_of(make_item(source="import", published_at=None)).published.isoformat().endswith("+03:00")


def test_updated_is_when_the_last_revision_was_stored() -> None:
    """Of all the articles of a story, since a reprint that joins changes the entry."""
    late = make_item(2, source="herald", stored_at=datetime(2026, 1, 31, 8, tzinfo=MOSCOW))
    assert entry_of(make_item(1), late).updated == late.stored_at


def test_the_speaker_is_the_author() -> None:
    """All speakers in one byline, alike in Atom and RSS, and the source where nobody is known to speak."""
    two = entry_of(make_item(speakers=(ADA, Speaker(name="Борис Громов"))))
    assert two.authors == ("Ада Ветрова", "Борис Громов")
    files = render(feed_of(two)).files
    assert {feedparser.parse(files[one]).entries[0].author for one in ("atom", "rss")} == {"Ада Ветрова, Борис Громов"}
    assert entry_of(make_item(speakers=())).authors == ("Агентство «Весть»",)


def test_a_storys_guid_is_kept_and_an_articles_follows_its_id() -> None:
    """A story has the guid stored with it; an article's is made of its id alone, whatever else changes."""
    item = make_item()
    assert story_entry(make_story(item), SETTING).guid == item.guid
    before = item_entry(item, SETTING).guid
    moved = make_setting(FeedSettings(base_url="https://elsewhere.example/"), (), "UTC")
    changed = replace(item, title="Другое", date=date(2026, 1, 1), url="https://agency.example/other")
    assert item_entry(changed, moved).guid == before
    assert before.startswith("urn:uuid:")


def test_the_other_articles_are_linked() -> None:
    """The primary is the entry's link; the story's other articles are named and linked below the text."""
    entry = entry_of(make_item(1), make_item(2, source="herald"))
    assert entry.url == "https://agency.example/news/10001"
    assert 'Также: <a href="https://herald.example/news/10002">Herald</a>' in entry.content
    atom = feedparser.parse(render(feed_of(entry)).files["atom"]).entries[0]
    assert atom.link == entry.url
    assert ("related", "https://herald.example/news/10002") in [(link.rel, link.href) for link in atom.links]


def test_an_imported_text_links_to_its_own_page() -> None:
    """What came from a file has no address of its own."""
    entry = entry_of(make_item(source="import", id="import-note", url=""))
    assert entry.url == "https://news.example/csto/items/import-note.html"


def test_a_text_is_paragraphs_and_lists() -> None:
    """Every block is a paragraph; lines of one block are a list."""
    entry = entry_of(make_item(lead=None, paragraphs=("Раз & два.", "первое\nвторое")))
    assert entry.content == "<p>Раз &amp; два.</p><ul><li>первое</li><li>второе</li></ul>"


def test_only_the_lead_where_so_configured() -> None:
    """`content: lead` keeps the rest of the text out of every format."""
    lead = make_setting(FeedSettings(content="lead"), SOURCES, "UTC")
    entry = story_entry(make_story(make_item()), lead)
    assert entry.content == "<p>Коротко о заявлении 1.</p>"
    assert b"\xd0\x9f\xd0\xb5\xd1\x80\xd0\xb2\xd1\x8b\xd0\xb9" not in b"".join(render(feed_of(entry)).files.values())


def test_newest_first_then_by_guid() -> None:
    """The order does not depend on the order the archive told."""
    items = [make_item(n, published_at=None, date=date(2026, 1, 1 + n % 3)) for n in range(9)]
    orders = [
        [entry.guid for entry in make_entries([make_story(item) for item in order], SETTING)[0]]
        for order in (items, items[::-1])
    ]
    assert orders[0] == orders[1]
    entries, _ = make_entries([make_story(item) for item in items], SETTING)
    assert [(-e.published.timestamp(), e.guid) for e in entries] == sorted(
        (-e.published.timestamp(), e.guid) for e in entries
    )


def test_a_feed_keeps_below_its_bytes() -> None:
    """The oldest entries give way, and every format stays under the limit."""
    old = NOW - timedelta(days=3)
    items = [make_item(n, paragraphs=("Слово & дело. " * 400,), stored_at=old) for n in range(40)]
    entries, _ = make_entries([make_story(item) for item in items], SETTING)
    kept = fit(entries, max_bytes=200_000, now=NOW)
    assert kept == tuple(entries[: len(kept)])
    assert 5 < len(kept) < 40
    assert all(len(content) <= 200_000 for content in render(feed_of(*kept)).files.values())


def test_what_was_archived_in_the_last_day_stays_in_a_full_feed() -> None:
    """It then carries its summary, so that the limit holds too."""
    fresh = [make_item(n, paragraphs=("Слово и дело. " * 800,), stored_at=NOW - timedelta(hours=2)) for n in range(30)]
    entries, _ = make_entries([make_story(item) for item in fresh], SETTING)
    kept = fit(entries, max_bytes=200_000, now=NOW)
    assert [entry.guid for entry in kept] == [entry.guid for entry in entries]
    assert all(len(content) <= 200_000 for content in render(feed_of(*kept)).files.values())


def test_one_article_larger_than_a_feed_is_shown_short() -> None:
    """A feed is not left empty by the size of its newest entry."""
    entry = entry_of(make_item(paragraphs=("Слово. " * 90_000,), stored_at=NOW - timedelta(hours=30)))
    (kept,) = fit([entry], max_bytes=100_000, now=NOW)
    assert kept.content == "<p>Коротко о заявлении 1.</p>"


def test_weights_are_upper_bounds() -> None:
    """What an entry is thought to weigh is never less than it takes in any format."""
    entry = entry_of(make_item(title="<&>" * 60, paragraphs=("<&\">'" * 500, "a\nb\n" * 50)), make_item(2))
    empty = render(feed_of()).files
    for suffix, content in render(feed_of(entry)).files.items():
        assert len(content) - len(empty[suffix]) <= weigh(entry)


def test_all_formats_tell_the_same() -> None:
    """Ids, order, titles, links, dates and authors are equal in Atom, RSS and JSON Feed."""
    entries = [entry_of(make_item(n, title=f"Ударные «слова» & дела {n}", speakers=(ADA,))) for n in range(5)]
    files = render(feed_of(*entries)).files
    told = []
    for suffix in ("atom", "rss"):
        parsed = feedparser.parse(files[suffix])
        assert not parsed.bozo
        told.append([(e.id, e.title, e.link, e.published_parsed, e.author, e.content[0].value) for e in parsed.entries])
    assert told[0] == told[1]
    for one, item in zip(told[0], json.loads(files["json"])["items"], strict=True):
        instant = datetime.fromisoformat(item["date_published"]).astimezone(UTC).timetuple()[:6]
        assert one[:3] == (item["id"], item["title"], item["url"])
        assert (one[3][:6], one[4], one[5]) == (instant, item["authors"][0]["name"], item["content_html"])


def test_the_same_entries_give_the_same_bytes() -> None:
    """No clock, no hash order and no random number reaches a feed."""
    feed = feed_of(*(entry_of(make_item(n)) for n in range(4)))
    assert render(feed).files == render(feed).files


def test_an_empty_feed_is_valid() -> None:
    """Subscribing works before the first statement."""
    for suffix, content in render(feed_of()).files.items():
        back = read_back(content, suffix)
        assert back.faults == ()
        assert dict(back.entries) == {}


def test_updates_of_one_second_are_told_apart_in_atom() -> None:
    """Validators warn of two entries with one `updated`; each gets its microseconds."""
    atom = render(feed_of(*(entry_of(make_item(n)) for n in range(6)))).files["atom"]
    told = [entry.updated for entry in feedparser.parse(atom).entries]
    assert len(set(told)) == 6
    assert {moment[:19] for moment in told} == {"2026-01-30T12:41:07"}


def test_categories_name_kind_speaker_body_and_language() -> None:
    """Atom tells them by scheme, RSS by domain."""
    files = render(feed_of(entry_of(make_item()))).files
    for suffix in ("atom", "rss"):
        terms = {(tag.scheme, tag.term) for tag in feedparser.parse(files[suffix]).entries[0].tags}
        assert terms == {
            ("urn:csto-monitor:kind", "interview"),
            ("urn:csto-monitor:speaker", "Ада Ветрова"),
            ("urn:csto-monitor:organisation", "Союз"),
            ("urn:csto-monitor:language", "ru"),
        }


def test_opml_lists_every_feed_once() -> None:
    """Groups as in the folders; a reader can import it."""
    feeds = [feed_of(name=name) for name in ("statements", "about", "sources/agency", "speakers/a", "speakers/b")]
    content = render_opml("Все", feeds)
    assert content.count(b'type="rss"') == 5
    assert content == render_opml("Все", feeds)
    assert b'xmlUrl="https://news.example/csto/speakers/b.atom"' in content


def test_names_become_file_names() -> None:
    """Only small letters, digits and hyphens; names that would share a file get a mark."""
    assert slug_of("Имангали Тасмагамбетов") == "imangali-tasmagambetov"
    assert slug_of("Щукин-Ёжиков, А.") == "shchukin-ezhikov-a"
    slugs = slugs_of(["Елкин", "Ёлкин", "Արամ Սարգսյան", "../../etc", "???"])
    assert len(set(slugs.values())) == 5
    assert all(set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for slug in slugs.values())


@given(st.text(max_size=80))
@settings(max_examples=150)
def test_any_name_gives_a_safe_file_name(name: str) -> None:
    """Whatever a person is called, no path can come of it."""
    assert 1 <= len(slug_of(name)) <= 60
    assert set(slug_of(name)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    ["<script>alert(1)</script>", "&#x1b;", "]]>", "<p>", "&amp;lt;", "\ud800", "\x0b", "\ufffe", "<!--", "a\nb"]
)


@given(st.lists(ANY_TEXT, max_size=5), ANY_TEXT, ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_whatever_a_page_says_the_feed_is_valid(blocks: list[str], title: str, name: str) -> None:
    """Foreign texts are published harmless or left out by name; they never break a feed."""
    item = make_item(
        title=title, lead=None, paragraphs=tuple(blocks), speakers=(Speaker(name=name, organisation=title),)
    )
    try:
        entry = entry_of(item)
    except Poisoned:
        return
    for suffix, content in render(feed_of(entry)).files.items():
        assert read_back(content, suffix).faults == ()


@given(ANY_TEXT)
@settings(max_examples=150, deadline=None)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """What was sanitised passes the second check at publishing."""
    assert is_clean(sanitise(text))
    assert is_clean(sanitise(paragraph(text)))
    assert plain_line(plain_line(text)) == plain_line(text)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://agency.example/news/1", "https://agency.example/news/1"),
        ("http://пример.рф/новости/слово и дело?q=ё#х", "http://xn--e1afmkfd.xn--p1ai/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/%D1%81%D0%BB%D0%BE%D0%B2%D0%BE%20%D0%B8%20%D0%B4%D0%B5%D0%BB%D0%BE?q=%D1%91#%D1%85"),
        ("https://agency.example/100%/%D0%BD", "https://agency.example/100%25/%D0%BD"),
        ("HTTPS://agency.example:8443/", "https://agency.example:8443/"),
        ("http://[::1]/", "http://[::1]/"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
        ("ftp://agency.example/", None),
        ("//agency.example/", None),
        ("/news/1", None),
        ("https://user:pass@agency.example/", None),
        ("https://", None),
        ("https://agency.example/a\nb", None),
        ("https://agency.example\\@evil.example/", None),
        ("https://agency.example/\u202e", None),
        ("https://[bad", None),
        ("https://agency.example:99999/", None),
        ("https://" + "a" * 3000, None),
        ("", None),
    ],
)  # fmt: skip
def test_only_plain_web_addresses_are_linked(address: str, told: str | None) -> None:
    """Http and https, absolute, ASCII, without credentials; every other spelling is refused."""
    assert web_address(address) == told
