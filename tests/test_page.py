"""The web pages: what they show in two tongues, and that nothing foreign runs in them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest
from feed_examples import ADA, MOSCOW, NOW, SOURCES, Shelf, make_item, make_story
from lxml import html as lxml_html

from feeds.page import POLICY, TEMPLATES, UNSCRIPTED
from feeds.publishing import publish
from feeds.revising import changes, compare
from feeds.settings import FeedSettings
from feeds.timeline import FEWEST, WEEKS, lay_out, monday
from feeds.wording import KINDS, LABELS
from pipeline.countries import make_countries
from pipeline.judging.topic import Country, Phrase
from pipeline.models import KINDS as ALL_KINDS
from pipeline.models import Quote, Speaker
from pipeline.records import Revision, SourceState
from pipeline.source import Source

UNION = Country(code="XX", russian="Союз", english="Union", phrases=(Phrase(language="ru", pattern="Союз"),))
HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
OFF = Source(id="old", name="Старая газета", url="https://old.example/", enabled=False, reason="закрыта")
VOID = {"meta", "link", "input", "br", "img", "hr"}


class Strict(HTMLParser):
    """Counts on every element being closed where it was opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def parse(path: Path) -> list[tuple[str, dict[str, str | None]]]:
    parser = Strict()
    parser.feed(path.read_text())
    parser.close()
    assert parser.open == []
    return parser.elements


def words_of(path: Path) -> str:
    return " ".join(lxml_html.fromstring(path.read_bytes()).body.text_content().split())


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("site")
    first = make_item(
        1,
        quotes=(Quote(speaker="Ада Ветрова", text="слово и дело"),),
        reasons=("прямая речь пресс-секретаря",),
        paragraphs=("Первый абзац.", "одно\nдругое"),
    )
    shelf = Shelf(
        make_story(first, make_item(2, source="herald", language="en", title="A statement")),
        make_story(make_item(3, date=date(2026, 1, 12), published_at=None, kind="briefing", speakers=())),
        make_story(
            make_item(
                4,
                title=HOSTILE,
                lead=HOSTILE,
                paragraphs=(HOSTILE,),
                speakers=(Speaker(name=HOSTILE, role=HOSTILE),),
                quotes=(Quote(speaker=HOSTILE, text=HOSTILE),),
                reasons=(HOSTILE,),
                url="https://agency.example/?a=%22%3E<i>",
            )
        ),
        states=[
            SourceState(source="agency", outcome="ok", since=NOW, last_new=NOW, gap=True),
            SourceState(source="herald", outcome="blocked", reason=HOSTILE, since=NOW - timedelta(days=2)),
        ],
    )
    new = Revision(stored_at=NOW, date=first.date, title=first.title, lead=first.lead, paragraphs=first.paragraphs)
    old = replace(new, stored_at=NOW - timedelta(days=3), title="Заявление номер ноль")
    shelf.versions[first.id] = [old, new]
    publish(
        shelf,
        FeedSettings(title="Заявления <Союза>"),
        public=root / "public",
        texts=root / "texts",
        sources=(*SOURCES, OFF),
        now=NOW,
        zone="Europe/Moscow",
        countries=make_countries([UNION]),
    )
    return root / "public"


def pages(public: Path) -> Iterator[Path]:
    found = sorted(public.rglob("*.html"))
    assert len(found) > 20
    yield from found


def test_every_page_is_well_formed_and_safe(public: Path) -> None:
    """No script but our own, no handler, no inline style, no foreign request; one first heading; a strict policy."""
    for path in pages(public):
        elements = parse(path)
        names = [tag for tag, _ in elements]
        assert names.count("h1") == 1
        assert names.count("main") == 1
        scripts = [attributes for tag, attributes in elements if tag == "script"]
        own = "../" * (len(path.relative_to(public).parts) - 1) + "narrow.js"
        assert scripts in ([], [{"src": own, "defer": None}])
        assert not {"iframe", "img", "object", "embed", "style", "base", "i"} & set(names)
        for tag, attributes in elements:
            assert not any(name.startswith("on") or name == "style" for name in attributes)
            if tag == "link" and attributes.get("rel") in {"stylesheet", "icon"}:
                assert not str(attributes["href"]).startswith(("http", "//"))
        policy = [a["content"] for t, a in elements if t == "meta" and a.get("http-equiv") == "Content-Security-Policy"]
        assert policy == [POLICY if scripts else UNSCRIPTED]


def test_policy_allows_nothing_but_our_own_files() -> None:
    """No inline script or style, no frame, no base; no script at all where a page has no list to narrow."""
    assert "script" not in UNSCRIPTED
    assert POLICY.replace("script-src 'self'; ", "") == UNSCRIPTED
    assert "unsafe" not in POLICY
    assert POLICY.startswith("default-src 'none'")


def test_an_item_has_no_script(public: Path) -> None:
    """Pages that show foreign texts whole allow none."""
    found = [tag for path in (public / "items").glob("*.html") for tag, _ in parse(path)]
    assert found
    assert "script" not in found


def test_the_front_page_leads_to_every_choice_without_script(public: Path) -> None:
    """Links to the pages of speakers, kinds and sources, and down to each month."""
    page = (public / "index.html").read_text()
    for place in ("speakers/ada-vetrova.html", "kinds/interview.html", "sources/agency.html", "#d2026-01-30"):
        assert f'href="{place}"' in page
    assert ">январь 2026<" in page
    assert ">January 2026<" in (public / "en" / "index.html").read_text()


def test_links_to_elsewhere_are_plain_and_give_nothing_away(public: Path) -> None:
    """Only http and https, no opener, no referrer."""
    for path in pages(public):
        for tag, attributes in parse(path):
            href = str(attributes.get("href", ""))
            if tag == "a" and re.match(r"[a-z]+:", href, re.IGNORECASE):
                assert href.startswith(("http://", "https://"))
                assert {"noopener", "noreferrer"} <= set(str(attributes["rel"]).split())


def test_every_link_within_leads_to_a_file(public: Path) -> None:
    """Pages, feeds, style, icon and the other tongue are where the links say."""
    for path in pages(public):
        ids = {attributes.get("id") for _, attributes in parse(path)}
        for _, attributes in parse(path):
            href = str(attributes.get("href", ""))
            if not href or re.match(r"[a-z]+:", href):
                continue
            target, _, fragment = href.partition("#")
            if not target:
                assert fragment in ids
                continue
            place = urljoin(f"/{path.relative_to(public)}", target).lstrip("/")
            assert (public / place).is_file(), (path, href)


def test_the_front_page_shows_the_newest_by_day(public: Path) -> None:
    """Day, time, kind, speaker, title, lead, source and where else it stands."""
    words = words_of(public / "index.html")
    assert "30 января 2026" in words
    assert words.index("30 января 2026") < words.index("12 января 2026")
    assert "12:30интервьюАда Ветрова Заявление номер 1" in words
    assert "Агентство «Весть» Также: Herald" in words
    english = words_of(public / "en" / "index.html")
    assert "30 January 2026" in english
    assert "Also at: Herald" in english


def test_the_health_table_names_every_source(public: Path) -> None:
    """State, since when, newest item and reason, in the page's tongue; sources that are off too."""
    words = words_of(public / "index.html")
    for told in ("работает", "заблокирован", "выключен", "закрыта", "возможен пропуск"):
        assert told in words
    assert "blocked" in words_of(public / "en" / "index.html")


def test_readers_find_the_feeds_of_every_page(public: Path) -> None:
    """Each page names its own feed in three formats."""
    for name in ("index", "about", "kinds/briefing", "speakers/ada-vetrova", "sources/agency"):
        elements = parse(public / f"{name}.html")
        found = {a.get("type") for t, a in elements if t == "link" and a.get("rel") == "alternate" and a.get("type")}
        assert found == {"application/atom+xml", "application/rss+xml", "application/feed+json"}


def test_each_page_is_there_in_both_tongues(public: Path) -> None:
    """Russian at the root, English below `en/`, each leading to the other, each saying its tongue."""
    for path in pages(public):
        name = path.relative_to(public)
        english = name.parts[0] == "en"
        other = Path(*name.parts[1:]) if english else "en" / name
        assert (public / other).is_file()
        assert lxml_html.fromstring(path.read_bytes()).get("lang") == ("en" if english else "ru")


def test_an_item_shows_all_that_is_known_of_it(public: Path) -> None:
    """Text with lists, speaker with role, quotations, reasons, where else it stands, its id."""
    path = public / "items" / "agency-10001.html"
    words = words_of(path)
    for told in ("Первый абзац.", "пресс-секретарь, Союз", "слово и дело", "прямая речь", "Herald", "agency-10001"):
        assert told in words
    tree = lxml_html.fromstring(path.read_bytes())
    assert tree.xpath("//div[@class='text']/ul/li/text()") == ["одно", "другое"]


def test_an_item_shows_its_countries_in_the_language_of_the_page(public: Path) -> None:
    """Those its entry has as categories."""
    assert "СтраныСоюз" in words_of(public / "items" / "agency-10001.html")
    assert "CountriesUnion" in words_of(public / "en" / "items" / "agency-10001.html")


def test_an_item_shows_what_was_changed_in_it(public: Path) -> None:
    """The words that went and came, said in words too."""
    tree = lxml_html.fromstring((public / "items" / "agency-10001.html").read_bytes())
    assert [" ".join(one.text_content().split()) for one in tree.xpath("//del")] == ["удалено: ноль"]
    assert [" ".join(one.text_content().split()) for one in tree.xpath("//ins")] == ["добавлено: 1"]
    assert not lxml_html.fromstring((public / "items" / "agency-10003.html").read_bytes()).xpath("//ins")


def test_an_article_in_another_tongue_says_so(public: Path) -> None:
    """Screen readers change their voice for it."""
    tree = lxml_html.fromstring((public / "items" / "herald-10002.html").read_bytes())
    assert tree.xpath("string(//h1/@lang)") == "en"
    tree = lxml_html.fromstring((public / "en" / "items" / "herald-10002.html").read_bytes())
    assert tree.xpath("count(//h1/@lang)") == 0


def test_both_tongues_have_every_word() -> None:
    """The same labels and kinds in Russian and English, each of them used."""
    assert LABELS["ru"].keys() == LABELS["en"].keys()
    assert set(KINDS["ru"]) == set(KINDS["en"]) == set(ALL_KINDS)
    code = " ".join(path.read_text() for path in (*TEMPLATES.glob("*.html"), *TEMPLATES.parent.glob("*.py")))
    unused = {name for name in LABELS["ru"] if f"t.{name}" not in code and f'["{name}"]' not in code}
    assert unused <= {"statements", "about", "speakers", "kinds", "sources"}


def weeks(count: int, last: date = date(2026, 1, 26)) -> dict[tuple[date, str], int]:
    return {(last - timedelta(weeks=back), f"Имя {back % 8}"): 1 + back % 5 for back in range(count)}


def test_the_timeline_is_as_long_as_there_is_something_to_show() -> None:
    """At least a quarter, at most half a year, ending with the newest week that has a statement."""
    for count in (1, 5, 20, 80):
        timeline = lay_out(weeks(count), "ru")
        assert timeline is not None
        assert len(timeline.rows) == max(FEWEST, min(count, WEEKS))
        assert timeline.rows[0][0] == "26 янв."
    assert lay_out({}, "ru") is None


def test_the_timeline_counts_everything_once() -> None:
    """Bars, legend and table tell the same sums; speakers beyond the first five are others."""
    timeline = lay_out(weeks(26), "en")
    assert timeline is not None
    assert [one.number for one in timeline.series] == [1, 2, 3, 4, 5, 0]
    assert sum(one.total for one in timeline.series) == sum(weeks(26).values())
    assert sum(sum(row) for _, row in timeline.rows) == sum(weeks(26).values())
    top, floor = timeline.grid[-1], timeline.grid[0]
    unit = (floor.y - top.y) / top.value
    assert sum(bar.height for bar in timeline.bars) == pytest.approx(unit * sum(weeks(26).values()), abs=3)
    assert all(bar.x >= timeline.left and bar.y >= 0 for bar in timeline.bars)
    assert all(bar.x + bar.width <= timeline.width for bar in timeline.bars)


@pytest.mark.parametrize("highest", [1, 2, 7, 99, 100_000])
def test_the_timeline_has_round_numbers(highest: int) -> None:
    """A few lines at whole steps, the highest above every bar."""
    timeline = lay_out({(monday(date(2026, 1, 30)), "Ада"): highest}, "ru")
    assert timeline is not None
    assert 2 <= len(timeline.grid) <= 5
    assert timeline.grid[-1].value >= highest


def test_changes_are_told_by_words_and_newest_first() -> None:
    """Paragraphs that stayed are left out."""
    moment = datetime(2026, 1, 30, tzinfo=MOSCOW)
    base = Revision(
        stored_at=moment, date=date(2026, 1, 30), title="Имя", lead=None, paragraphs=("раз два три", "то же")
    )
    more = replace(base, stored_at=NOW, paragraphs=("раз четыре три", "то же", "новое"))
    last = replace(more, stored_at=NOW + timedelta(days=1), date=date(2026, 1, 31))
    told = changes([base, more, last])
    assert [change.stored_at for change in told] == [last.stored_at, NOW]
    assert told[1].blocks[0] == (("same", "раз"), ("del", "два"), ("ins", "четыре"), ("same", "три"))
    assert told[1].blocks[1] == (("ins", "новое"),)


def test_long_changes_are_bounded() -> None:
    """Two foreign texts of any size are compared in a moment."""
    old, new = [f"а{n} " * 5_000 for n in range(500)], [f"б{n} " * 5_000 for n in range(500)]
    assert list(compare(old, new))


def test_speakers_of_no_page_are_not_linked(public: Path) -> None:
    """A name without a page of its own is text."""
    assert ADA.name in words_of(public / "items" / "agency-10001.html")
    hostile = (public / "items" / "agency-10004.html").read_text()
    assert "&lt;script&gt;" in hostile
