import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.models import Entry, Listing, Page
from pipeline.reading.listing import read_listing
from pipeline.source import Source, Way

SECTION = (Path(__file__).parent / "fixtures" / "listings" / "section.html").read_bytes()
SELECTED = Way(kind="listing", url="https://site.example/news/", item="a.news__link", next="a.more")
GUESSED = Way(kind="listing", url="https://site.example/news/")


def way(item: str = "", pager: str = "") -> Way:
    return Way(kind="listing", url="https://site.example/news/", item=item, next=pager)


def read(
    body: str | bytes,
    using: Way = SELECTED,
    *,
    status: int = 200,
    url: str = "https://site.example/news/",
    **source: object,
) -> Listing:
    raw = body if isinstance(body, bytes) else body.encode()
    page = Page(url=url, body=raw, fetched_at=datetime(2025, 11, 20, 12, tzinfo=UTC), status=status)
    given = {"id": "site", "name": "Site", "url": "https://site.example/", "hosts": ("site.example",)} | source
    return read_listing(page, Source(**given), using)  # type: ignore[arg-type]


def card(inner: str, *, item: str = ".card a", **source: object) -> Entry:
    body = (
        f'<html><body><div class="list"><div class="card">{inner}</div>'
        '<div class="card"><a href="/other">Другая новость раздела</a></div></div></body></html>'
    )
    return read(body, way(item), **source).entries[0]


def refused(body: str | bytes, using: Way = SELECTED, **more: object) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(body, using, **more)  # type: ignore[arg-type]
    return caught.value


WAYS = {"selector of links": SELECTED, "selector of cards": way(".news__item", "a.more"), "guess": GUESSED}


@pytest.mark.parametrize("name", WAYS)
def test_articles_are_found(name: str) -> None:
    """By links, by cards or by guess: the same articles, each once, no menu and no banner among them."""
    assert [entry.url for entry in read(SECTION, WAYS[name]).entries] == [
        "https://site.example/news/vstrecha-v-sekretariate-2025/",
        "https://site.example/news/ob-uchenii-na-poligone/",
        "https://site.example/news/privetstvie-uchastnikam-foruma/",
    ]


@pytest.mark.parametrize("name", WAYS)
def test_cards_give_titles(name: str) -> None:
    """Of a picture, a headline and a `read more` the headline is the title."""
    assert [entry.title for entry in read(SECTION, WAYS[name]).entries] == [
        "Встреча в секретариате: о чём говорили стороны",
        "Об учении на полигоне «Северный»",
        "Приветствие участникам форума",
    ]


@pytest.mark.parametrize("name", WAYS)
def test_cards_give_dates(name: str) -> None:
    """Shown in words, in the mark-up, or told from today."""
    assert [entry.published for entry in read(SECTION, WAYS[name]).entries] == [
        datetime(2025, 11, 20, 10, tzinfo=UTC),
        datetime(2025, 11, 19, 22, 30, tzinfo=UTC),
        datetime(2025, 11, 19, 12, 1, tzinfo=UTC),
    ]


def test_cards_give_summaries() -> None:
    """The longest other text of the card."""
    entries = read(SECTION).entries
    assert entries[0].summary.startswith("Участники обменялись мнениями")
    assert entries[1].summary == ""


def test_links_that_may_not_be_followed_are_counted() -> None:
    """Other hosts and other schemes are no items (faults 98)."""
    assert read(SECTION).reasons == (
        "1 item refused: another host (other.example)", "1 item refused: scheme javascript",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        ('<a href="/1">Заявление по итогам встречи</a>', "Заявление по итогам встречи"),
        ('<a href="/1"><span class="time">10:15</span><span class="title">Итоги встречи</span></a>', "Итоги встречи"),
        ('<a href="/1"><img src="i.jpg" alt="Снимок"></a><h3>Итоги встречи</h3>', "Итоги встречи"),
        ('<a href="/1">19 декабря 2022</a><div class="card__title">Итоги встречи</div>', "Итоги встречи"),
        ('<a href="/1">Читать далее</a><h2>Итоги встречи</h2>', "Итоги встречи"),
        ('<a href="/1" title="Итоги встречи"><i></i></a>', "Итоги встречи"),
        ('<a href="/1"><h3>Итоги<br>встречи</h3><p>Стороны говорили долго.</p></a>', "Итоги встречи"),
        ('<a href="/1"></a><a href="/1">Итоги встречи</a>', "Итоги встречи"),
        ('<a href="/1">Итоги</a>', "Итоги"),
        ('<a href="/1"><b>10:15</b> Итоги встречи <i>Сегодня, 10:15</i></a>', "Итоги встречи"),
        ('<a href="/1"><img src="i.jpg"></a>', ""),
    ],
)
def test_a_title_is_found_where_it_stands(inner: str, title: str) -> None:
    """One case, one make of card."""
    assert card(inner).title == title


@pytest.mark.parametrize(
    ("inner", "stamp"),
    [
        ('<time datetime="2025-11-19T10:00:00+03:00">вчера</time>', datetime(2025, 11, 19, 7, tzinfo=UTC)),
        ('<span data-unixtime="1763535600">10:00</span>', datetime(2025, 11, 19, 7, tzinfo=UTC)),
        ('<meta itemprop="datePublished" content="2025-11-19">', date(2025, 11, 19)),
        ('<span class="news-date">19 ноября 2025</span>', date(2025, 11, 19)),
        ("<i>19.11.2025, 10:00</i>", datetime(2025, 11, 19, 7, tzinfo=UTC)),
        ('<div class="date">Сегодня, 10:00</div>', datetime(2025, 11, 20, 7, tzinfo=UTC)),
        ('<div class="date">19 ноября</div>', date(2025, 11, 19)),
        ('<div class="date">25 декабря</div>', date(2024, 12, 25)),
        ('<div class="when">17:04, 19 Ноябрь 2025 | GMT +5</div>', datetime(2025, 11, 19, 12, 4, tzinfo=UTC)),
        ("<p>К 19 ноября 2025 года всё будет готово, сказал он на встрече с журналистами.</p>", None),
        ("<span>Просмотров: 19</span>", None),
    ],
)
def test_a_date_is_found_where_it_stands(inner: str, stamp: datetime | date | None) -> None:
    """Marked up, shown with or without a year, told from today; a date inside a sentence is none."""
    entry = card(f'<a href="/1">Заявление по итогам встречи</a>{inner}')
    assert (entry.published or entry.day) == stamp


def test_a_date_in_the_title_is_not_the_cards() -> None:
    """What a title speaks of is no stamp."""
    entry = card('<h3 class="post-date-title"><a href="/1">Встреча 19 мая 2024 года: как это было и что потом</a></h3>')
    assert entry.title.startswith("Встреча 19 мая")


def test_a_date_may_stand_before_its_card() -> None:
    """`dt` and `dd`, or a line above a headline."""
    body = (
        "<dl><dt>18.11.2025</dt><dd><a href='/1'>Первая новость дня</a></dd>"
        "<dt>17.11.2025</dt><dd><a href='/2'>Вторая новость дня</a></dd></dl>"
    )
    assert [entry.day for entry in read(body, way("dd a")).entries] == [date(2025, 11, 18), date(2025, 11, 17)]


def test_rows_of_a_table_are_cards() -> None:
    """Old sites list news in tables."""
    rows = "".join(f"<tr><td>1{n}.11.2025</td><td><a href='/{n}'>Новость номер {n} дня</a></td></tr>" for n in range(3))
    assert [entry.day for entry in read(f"<table>{rows}</table>", way("td a")).entries] == [
        date(2025, 11, 10 + n) for n in range(3)
    ]


def test_the_clock_of_the_source_holds() -> None:
    """Shown clocks are the source's own."""
    entry = card('<a href="/1">Заявление по итогам</a><b>19.11.2025 10:00</b>', timezone="Asia/Bishkek")
    assert entry.published == datetime(2025, 11, 19, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pager", "selector", "url"),
    [
        ('<a class="more" href="?page=2">Ещё</a>', "a.more", "https://site.example/news/?page=2"),
        ('<div class="more"><a href="/news/2/">2</a></div>', ".more", "https://site.example/news/2/"),
        (
            '<button class="more" data-next-url="/more?from=20">Ещё</button>',
            ".more",
            "https://site.example/more?from=20",
        ),
        ('<a class="more" href="?from=20">Ещё</a>', "a.more", "https://site.example/news/?from=20"),
        ('<a rel="next" href="/news/2/">2</a>', "", "https://site.example/news/2/"),
        ('<link rel="next" href="/news/2/">', "", "https://site.example/news/2/"),
        ('<a class="more" href="https://other.example/2">2</a>', "a.more", None),
        ('<a class="more" href="javascript:more()">2</a>', "a.more", None),
        ('<a class="more" href="#top">2</a>', "a.more", None),
        ('<a class="more" href="/news/">2</a>', "a.more", None),
        ('<a class="page" href="/news/2/">2</a>', "a.more", None),
        ("", "", None),
    ],
)
def test_the_pager_leads_to_older_items(pager: str, selector: str, url: str | None) -> None:
    """By selector, else by the page's own `rel=next`; never to another host, never to the page itself."""
    body = f'<body><div class="card"><a href="/1">Заявление по итогам встречи</a></div>{pager}</body>'
    assert read(body, way(".card a", selector)).next_url == url


def test_a_base_element_is_respected() -> None:
    """Relative links hang on it."""
    body = (
        '<head><base href="https://site.example/ru/"></head><div class="card"><a href="news/1">Итоги встречи</a></div>'
    )
    assert read(body, way(".card a")).entries[0].url == "https://site.example/ru/news/1"


@pytest.mark.parametrize(
    ("body", "using", "kind", "words"),
    [
        (SECTION, way("div.card > a.title"), "empty", "no link matches the selector 'div.card > a.title'"),
        (SECTION, way("p"), "empty", "no link matches the selector 'p'"),
        (SECTION, way("a[[["), "broken", "is no CSS"),
        ("<html><body><p>Технические работы</p></body></html>", GUESSED, "empty", "no list of articles found"),
        ('<a class="news__link" href="https://other.example/1">Новость</a>', SELECTED, "empty", "another host"),
        ("<title>Just a moment...</title><script>1</script>", SELECTED, "blocked", "challenge page"),
        ("<title>Проверка браузера</title>", GUESSED, "blocked", "challenge page"),
        ("", SELECTED, "broken", "empty body"),
        (b"%PDF-1.4", SELECTED, "broken", "a PDF file"),
    ],
)
def test_a_listing_without_items_says_why(body: str | bytes, using: Way, kind: str, words: str) -> None:
    """A redesign is `empty` and names the selector (faults 18)."""
    error = refused(body, using)
    assert error.kind == kind
    assert words in error.reason


def test_a_refusing_status_is_blocked() -> None:
    """A page under 403 in which nothing is found is a refusal."""
    assert refused("<p>Нет</p>", status=403).kind == "blocked"


def teasers(paths: list[str]) -> str:
    items = "".join(
        f'<li class="teaser"><a href="{path}">Довольно длинный заголовок новости номер {number}</a></li>'
        for number, path in enumerate(paths)
    )
    menu = "".join(f'<li><a href="/section/{n}/">Раздел сайта номер {n}</a></li>' for n in range(30))
    footer = '<div class="footer"><a href="/about/us/">Кто мы такие</a></div>'
    return f'<nav><ul>{menu}</ul></nav><ul class="teasers">{items}</ul>{footer}'


@pytest.mark.parametrize(
    "paths",
    [
        [f"/news/{n}" for n in range(10_000, 10_010)],
        [f"/2025/11/20/zagolovok-odnoy-novosti-{n}.html" for n in range(10)],
        [f"/newsA.php?st={n}" for n in range(1_763_535_600, 1_763_535_610)],
        [f"/vlast/{n}_translit/" for n in range(300_000, 300_010)],
    ],
)
def test_the_guess_finds_lists_of_any_address(paths: list[str]) -> None:
    """Numbers, dates, titles or parameters in the address: the repeated structure is found, the menu is not."""
    listing = read(teasers(paths), GUESSED)
    assert [entry.url for entry in listing.entries] == [f"https://site.example{path}" for path in paths]


def test_many_links_to_one_page_are_one_entry() -> None:
    """The first that says something gives the title."""
    links = '<a href="/1"><img></a><a href="/1#comments">5</a><a href="/1?utm_source=x">Итоги встречи</a>'
    body = f'<div class="card">{links}</div>'
    entries = read(body, way(".card a")).entries
    assert [(entry.url, entry.title) for entry in entries] == [("https://site.example/1", "Итоги встречи")]


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_broken_pages_never_crash_the_reader(data: st.DataObject) -> None:
    """Cut, damaged or repeated bytes give entries or a reason, nothing else."""
    start = data.draw(st.integers(0, len(SECTION)))
    end = data.draw(st.integers(start, len(SECTION)))
    body = SECTION[:start] + data.draw(st.binary(max_size=40)) + SECTION[end:]
    try:
        found = read(body, data.draw(st.sampled_from(list(WAYS.values())))).entries
    except Unreadable:
        found = ()
    assert all(entry.url.startswith("https://site.example/") for entry in found)


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 3000 + '<a class="news__link" href="/1">Слова</a>',
        '<a class="news__link" href="/1">' * 3000,
        "".join(f'<a class="news__link" href="/{n}">Слова о деле {n}</a>' for n in range(5000)),
        '<a class="news__link" href="/1">' + "слово " * 100_000 + "</a>",
        '<div class="date">' * 500 + '<a class="news__link" href="/1">1</a>',
        '<div class="news__item"><a class="news__link" href="/1">x</a>' + '<i class="date">1.1.1</i>' * 5000 + "</div>",
    ],
)
@pytest.mark.parametrize("using", [SELECTED, GUESSED])
def test_strange_pages_take_no_time(body: str, using: Way) -> None:
    """Depth, width and length cost seconds at most (faults 11, 12)."""
    started = time.process_time()
    try:
        read(body, using)
    except Unreadable as error:
        assert error.kind in ("empty", "limit")  # noqa: PT017 - both answers are right here
    assert time.process_time() - started < 4
