"""What others say a feed must be: the RFC's own grammar, and the warnings of the W3C's validator by their names there.

The grammar of Atom is RFC 4287's; the warnings are those its readers would be shown for a valid feed that some
program reads badly. Both are looked for in every file that a publishing makes, hostile and odd texts included.
"""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import pytest
from feed_examples import ADA, NOW, SOURCES, Shelf, make_item, make_story
from lxml import etree

from feeds.publishing import publish
from feeds.settings import FeedSettings
from pipeline.models import Speaker
from pipeline.records import HealthChange

BASE = "https://news.example/"
ATOM = "{http://www.w3.org/2005/Atom}"
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parent / "cases" / "schemas" / "atom.rng"))
HOSTILE = "<script>alert(1)</script> &lt;b&gt; &nbsp; ]]> <a href='x'>y</a> \x1b\x00 & 5 < 7"
VOID = {"br", "hr", "img"}
CHANNEL = {  # RSS 2.0's own elements of a channel and of an item
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate",
    "lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image", "rating", "textInput", "skipHours",
    "skipDays", "item",
}  # fmt: skip
ITEM = {"title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source"}
NAMESPACES = {  # with the prefixes that readers which look at prefixes expect (NonstdPrefix)
    "http://www.w3.org/2005/Atom": {None, "atom"},
    "http://purl.org/dc/elements/1.1/": {"dc"},
    "http://purl.org/rss/1.0/modules/content/": {"content"},
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("schemas")
    shelf = Shelf(
        *(make_story(make_item(number)) for number in range(4)),
        make_story(make_item(5), make_item(6, source="herald", language="en")),
        make_story(
            make_item(
                7, title=HOSTILE, lead=HOSTILE, paragraphs=(HOSTILE, "a\nb"), url="https://agency.example/д?q=%zz"
            )
        ),
        make_story(make_item(8, title="x" * 900, lead=None, paragraphs=(), speakers=(), language=None)),
        make_story(make_item(9, speakers=(ADA, Speaker(name=HOSTILE, organisation=HOSTILE)), published_at=None)),
        make_story(make_item(10, source="import", id="import-note", url="")),
    )
    shelf.changes.append(HealthChange(source="agency", outcome="blocked", previous="ok", reason=HOSTILE, at=NOW))
    settings = FeedSettings(base_url=BASE, title=f"Заявления {HOSTILE}")
    done = publish(shelf, settings, public=root / "p", texts=root / "t", sources=SOURCES, now=NOW, zone="Europe/Moscow")
    assert (done.refused, done.quarantined) == ((), ())
    return root / "p"


def files(public: Path, suffix: str) -> list[Path]:
    found = sorted(public.rglob(f"*.{suffix}"))
    assert len(found) > 15
    return found


def roots(public: Path, suffix: str) -> list[tuple[Path, etree._Element]]:
    return [(path, etree.parse(path).getroot()) for path in files(public, suffix)]


def address_of(public: Path, path: Path) -> str:
    return f"{BASE}{path.relative_to(public)}"


def test_every_atom_file_is_of_the_grammar(public: Path) -> None:
    """RFC 4287, Appendix B: not an element or attribute of Atom's namespace that it does not know, nor one missing."""
    for path, root in roots(public, "atom"):
        assert GRAMMAR.validate(root), (path, GRAMMAR.error_log)


@pytest.mark.parametrize(
    "spoilt", ["<updated>2026-13-01T00:00:00Z</updated>", "<link/>", "<mood>good</mood>", "<id>x</id>"]
)
def test_the_grammar_knows_what_is_wrong(public: Path, spoilt: str) -> None:
    """It is no rubber stamp: a wrong date, a link to nowhere, an unknown element, a second id are refused."""
    told = (public / "statements.atom").read_text().replace("</title>", f"</title>{spoilt}", 1)
    assert not GRAMMAR.validate(etree.fromstring(told.encode()))


def test_every_entry_has_an_author_and_something_to_open(public: Path) -> None:
    """RFC 4287 §4.1.1, §4.1.2, which no grammar says: an author each, an alternate link or content; one of a kind."""
    for path, root in roots(public, "atom"):
        for entry in root.iterfind(f"{ATOM}entry"):
            assert (entry.findtext(f"{ATOM}author/{ATOM}name") or "").strip(), path
            links = Counter((link.get("type"), link.get("hreflang")) for link in entry.iterfind(f"{ATOM}link")
                            if link.get("rel", "alternate") == "alternate")  # fmt: skip
            assert links.total() >= 1  # MissingContentOrAlternate
            assert set(links.values()) == {1}  # DuplicateAtomLink


def test_every_feed_says_where_it_lies(public: Path) -> None:
    """MissingSelf, RelativeSelf, SelfDoesntMatchLocation, MissingAtomSelfLink: one self link, the file's address."""
    for suffix in ("atom", "rss"):
        for path, root in roots(public, suffix):
            place = root if suffix == "atom" else root.find("channel")
            assert [link.get("href") for link in place.iterfind(f"{ATOM}link[@rel='self']")] == [
                address_of(public, path)
            ]
    for path in files(public, "json"):
        assert json.loads(path.read_text())["feed_url"] == address_of(public, path)


def test_no_feed_warns_of_its_ids_and_updates(public: Path) -> None:
    """DuplicateValue, DuplicateEntries, DuplicateUpdated, NotSufficientlyUnique, InvalidPermalink, MissingGuid."""
    for _, root in roots(public, "atom"):
        for name in ("id", "updated"):
            told = [entry.findtext(f"{ATOM}{name}") for entry in root.iterfind(f"{ATOM}entry")]
            assert len(set(told)) == len(told)
        assert root.findtext(f"{ATOM}id") not in {
            entry.findtext(f"{ATOM}id") for entry in root.iterfind(f"{ATOM}entry")
        }
    for _, root in roots(public, "rss"):
        guids = [item.find("guid") for item in root.iter("item")]
        assert all(guid.text.startswith("urn:uuid:") and guid.get("isPermaLink") == "false" for guid in guids)
        assert len({guid.text for guid in guids}) == len(guids)


def test_every_date_is_plausible_and_written_as_its_format_writes(public: Path) -> None:
    """InvalidRFC3339Date, InvalidRFC2822Date, IncorrectDOW, ProblematicalRFC822Date, ImplausibleDate."""
    latest = NOW + timedelta(days=2)
    for _, root in roots(public, "atom"):
        for one in (*root.iter(f"{ATOM}updated"), *root.iter(f"{ATOM}published")):
            assert datetime(1992, 1, 1, tzinfo=UTC) <= datetime.fromisoformat(one.text) <= latest
        newest = max(
            (datetime.fromisoformat(one.text) for one in root.iterfind(f"{ATOM}entry/{ATOM}updated")), default=None
        )
        told = datetime.fromisoformat(root.findtext(f"{ATOM}updated"))
        assert newest is None or told == newest.replace(microsecond=0)
    for _, root in roots(public, "rss"):
        for one in (*root.iter("pubDate"), *root.iter("lastBuildDate")):
            instant = parsedate_to_datetime(one.text)
            assert one.text == f"{instant:%a, %d %b %Y %H:%M:%S %z}"  # its day of the week too, four digits of a year
            assert datetime(1992, 1, 1, tzinfo=UTC) <= instant <= latest


class Fragments(HTMLParser):
    """Whether a fragment is well-formed, and what it refers to."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.names: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.names |= {name for name, _ in attrs}
        self.links += [str(value) for name, value in attrs if name in {"href", "src"}]
        self.open += [tag] if tag not in VOID else []

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def fragments(public: Path) -> list[str]:
    told = [
        content for _, root in roots(public, "atom") for content in root.itertext(f"{ATOM}content", f"{ATOM}summary")
    ]
    told += [text for _, root in roots(public, "rss") for item in root.iter("item")
             for text in (item.findtext("description"), item.findtext(ENCODED))]  # fmt: skip
    return [text for text in told if text]


def test_texts_are_whole_harmless_html(public: Path) -> None:
    """NotHtml, HtmlFragment, NotInline, SecurityRisk, SecurityRiskAttr, DangerousStyleAttr, ContainsRelRef."""
    for text in fragments(public):
        parser = Fragments()
        parser.feed(text)
        parser.close()
        assert parser.open == []
        assert parser.tags <= {"p", "ul", "li", "a"}
        assert parser.names <= {"href"}
        assert all(link.startswith(("https://", "http://")) for link in parser.links)
        assert not re.search(r"&(?!(?:[a-z]+|#\d+|#x[0-9a-f]+);)", text, re.IGNORECASE)


def test_titles_and_names_hold_no_markup_and_are_not_blank(public: Path) -> None:
    """ContainsHTML, CharacterData, NotBlank, AttrNotBlank, MissingTextualContent, BadCharacters."""
    for suffix in ("atom", "rss"):
        for path, root in roots(public, suffix):
            for one in root.iter("{*}title", "{*}name", "{*}creator", "category", "source"):
                told = one.get("term") or one.text
                assert (told or "").strip(), (path, one.tag)
                assert not re.search(r"<[a-zA-Z/!?]", told), (path, told)
            for one in root.iter():
                assert all(value.strip() for value in one.attrib.values()), (path, one.tag)
            assert not re.search("[\x80-\x9f\ufffd]", etree.tostring(root, encoding="unicode"))


def test_every_address_is_whole_and_ascii(public: Path) -> None:
    """InvalidLink, InvalidFullLink, InvalidURLAttribute, UriNotIri, InvalidUriChar, SameDocumentReference."""
    for suffix in ("atom", "rss"):
        for path, root in roots(public, suffix):
            links = [one.get("href") for one in root.iter(f"{ATOM}link")] + [
                one.text for one in root.iter("link") if one.text
            ]
            links += [one.get("url") for one in root.iter("source") if one.get("url")]
            for link in links:
                assert re.fullmatch(r"https?://[a-z0-9.:-]+/[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*", link), (path, link)
                assert not re.search(r"%(?![0-9A-Fa-f]{2})", link)


def test_rss_has_no_element_that_it_does_not_know(public: Path) -> None:
    """UndefinedElement, UnknownNamespace, NonstdPrefix, DuplicateElement, DuplicateItemSemantics, MisplacedItem.

    And NeedDescriptionBeforeContent, MissingAttribute of `source`, UnexpectedAttribute, InvalidRSSVersion.
    """
    for path, root in roots(public, "rss"):
        assert (root.attrib, len(root)) == ({"version": "2.0"}, 1)
        for prefix, name in root.nsmap.items():
            assert prefix in NAMESPACES[name], path
        assert {one.tag for one in root[0] if not one.tag.startswith("{")} <= CHANNEL
        assert [one.tag for one in root[0]] == sorted((one.tag for one in root[0]), key=lambda tag: tag == "item")
        for item in root.iter("item"):
            tags = [one.tag for one in item]
            own = Counter(tag for tag in tags if not tag.startswith("{"))
            assert set(own) <= ITEM
            assert all(count == 1 for tag, count in own.items() if tag != "category")
            assert "author" not in own  # dc:creator says it
            assert tags.index("description") < tags.index(ENCODED)
            assert all(one.get("url") and (one.text or "").strip() for one in item.iterfind("source"))


def test_every_file_is_utf_8_and_says_so(public: Path) -> None:
    """NotUTF8, MissingEncoding, EncodingMismatch, BadXmlVersion, ContainsSystemEntity, WPBlankLine."""
    for suffix in ("atom", "rss", "opml"):
        for path in public.rglob(f"*.{suffix}"):
            content = path.read_bytes()
            assert re.match(rb"<\?xml version=['\"]1.0['\"] encoding=['\"]UTF-8['\"]\?>", content), path
            assert b"<!DOCTYPE" not in content
            content.decode("utf-8")


def test_json_has_no_member_that_it_does_not_know(public: Path) -> None:
    """JSON Feed 1.1: every member of the specification, of its type, or one whose name begins with an underscore."""
    feed = {"version", "title", "home_page_url", "feed_url", "description", "user_comment", "next_url", "icon",
            "favicon", "authors", "language", "expired", "hubs", "items"}  # fmt: skip
    item = {"id", "url", "external_url", "title", "content_html", "content_text", "summary", "image", "banner_image",
            "date_published", "date_modified", "authors", "tags", "language", "attachments"}  # fmt: skip
    for path in files(public, "json"):
        told = json.loads(path.read_text())
        assert set(told) <= feed
        assert {"version", "title", "items"} <= set(told)
        for one in told["items"]:
            assert {name for name in one if not name.startswith("_")} <= item
            assert all(isinstance(one[name], str) and one[name] for name in ("id", "url", "title", "content_html"))
            assert all(isinstance(tag, str) and tag for tag in one["tags"])
            assert all(set(author) <= {"name", "url", "avatar"} and author for author in one["authors"])
            assert datetime.fromisoformat(one["date_published"]).tzinfo


def test_opml_names_every_feed_for_readers(public: Path) -> None:
    """OPML 2.0: a head with a title; outlines with text; subscriptions with type, xmlUrl; each a file that is there.

    InvalidOPMLVersion, MissingOutlineType, InvalidOutlineType, MissingXmlURL, MissingTitleAttr, MissingUrlAttr.
    """
    root = etree.parse(public / "feeds.opml").getroot()
    assert (root.tag, root.get("version"), [one.tag for one in root]) == ("opml", "2.0", ["head", "body"])
    assert (root.findtext("head/title") or "").strip()
    outlines = list(root.iter("outline"))
    assert all((one.get("text") or "").strip() for one in outlines)
    subscribed = [one for one in outlines if one.get("xmlUrl")]
    assert {one.get("type") for one in subscribed} == {"rss"}
    assert all(one.get("title") and one.get("htmlUrl") for one in subscribed)
    addresses = [one.get("xmlUrl") for one in subscribed]
    assert sorted(addresses) == sorted(address_of(public, path) for path in files(public, "atom"))
    assert all(one.getparent().get("xmlUrl") is None for one in outlines if one.getparent().tag == "outline")


def test_languages_are_codes(public: Path) -> None:
    """InvalidLanguage: ISO 639 in two letters, wherever a format has a place for it."""
    for path in files(public, "json"):
        for one in json.loads(path.read_text())["items"]:
            assert re.fullmatch("[a-z]{2}", one.get("language", "ru"))
    assert not feedparser.parse((public / "statements.rss").read_bytes()).bozo
