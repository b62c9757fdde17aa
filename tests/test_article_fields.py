"""Each field of an article is read from the right place, by the readers in their order."""

# ruff: noqa: E501, ISC004 - markup stands on one line; a refusal is one of two right answers

from datetime import UTC, date, datetime

import pytest
from article_pages import FIRST, NOW, PARAGRAPHS, SECOND, SOURCE, THIRD, TITLE, URL, article_html, read

from pipeline.errors import Unreadable
from pipeline.models import Entry, Familiar
from pipeline.reading.article import read_entry
from pipeline.reading.blocks import key_of
from pipeline.reading.familiarity import gather, print_of
from pipeline.source import Layout, Source


def with_layouts(*layouts):
    return Source(id="vestnik", name="Вестник", url=SOURCE.url, layouts=layouts)


def known_on(text, pages):
    """The text stands on so many other pages of the source, each with its own title."""
    return gather([(number, print_of(key_of(text))) for number in range(1, pages + 1)])


LEAD = "Участники отработали спасение людей из ледниковых трещин"
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>{TITLE}</h1>",
        f"<h1 class='title'><a href='/politika/26118230'>{TITLE}</a></h1>",
        f"<h1><span class='rubric'>Общество</span> {TITLE}</h1>",
        f"<h1>{TITLE} <a href='/tag/1'>Горы</a><a href='/tag/2'>Сборы</a></h1>",
        f"<h1>Общество</h1><h2>{TITLE}</h2>",
        f"<h1><a href='/'>Вестник</a></h1><div class='entry-title'>{TITLE}</div>",
        f"<h1>| {TITLE}</h1>",
        f"<h1>{TITLE} 02.03.2026</h1>",
        f"<h1>{TITLE} | Вестник</h1>",
        f"<h2>{TITLE}</h2>",
        f"<td class='headline'>{TITLE}</td>",
        "<h1>\n   Спасатели&nbsp;завершили <br> сбо&shy;ры в&#x202e; горах\n</h1>",
        f"<h1>Читайте также</h1><h1>{TITLE}</h1>",
    ],
)
def test_title_is_the_articles_own(heading):
    """The headline is found among rubrics, tags, site names and dates, and cleaned of them."""
    head = f"<meta property='og:title' content='{TITLE}'><meta property='og:site_name' content='Вестник'>"
    html = f"<html><head><title>{TITLE} | Вестник</title>{head}</head><body>{heading}<div>{BODY}</div></body></html>"
    assert read(html).title == TITLE


@pytest.mark.parametrize(
    ("head", "origin"),
    [
        (f"<title>{TITLE} - Новости общества - Вестник</title>", "title tag"),
        (f"<title>Вестник</title><meta property='og:title' content='{TITLE}'>", "metadata"),
        (
            "<title>Вестник</title><script type='application/ld+json'>"
            f'{{"@type":"NewsArticle","headline":"{TITLE}"}}</script>',
            "metadata",
        ),
    ],
)
def test_title_without_a_heading_comes_from_the_pages_data(head, origin):
    """Where no heading stands on the page, its metadata gives the title, without the site's name."""
    html = f"<html><head>{head}</head><body><div class='text'>{BODY}</div><footer>© Вестник</footer></body></html>"
    article = read(html)
    assert (article.title, dict(article.origins)["title"]) == (TITLE, origin)


def test_title_without_any_word_of_it_is_the_feeds():
    """Where the page names no title at all, the listing does."""
    html = f"<html><head><title>Вестник</title></head><body><div class='text'>{BODY}</div></body></html>"
    assert read(html, entry=Entry(url=URL, title=TITLE)).title == TITLE


def test_an_edited_title_is_the_pages():
    """The page's headline wins over the older one of the listing."""
    assert read(article_html(), entry=Entry(url=URL, title="Спасатели начали сборы в горах")).title == TITLE


def test_markup_in_a_title_is_text():
    """Tags and entities of a title are resolved to what a reader sees, once."""
    html = article_html(title="Спасатели <b>завершили</b> сборы &amp;lt;в горах&amp;gt;")
    assert read(html).title == "Спасатели завершили сборы &lt;в горах&gt;"


@pytest.mark.parametrize(
    "html",
    [
        article_html(f"<p class='lead'>{LEAD}</p>{BODY}"),
        article_html(f"<div class='article__announce-text'>{LEAD}</div><div class='body'>{BODY}</div>"),
        article_html(f"<h2>{LEAD}</h2>{BODY}"),
        article_html(f"<p><b>{LEAD}</b></p>{BODY}", head=f"<meta name='description' content='{LEAD}'>"),
        article_html(f"<p>10:05 02.03.2026 {LEAD}</p>{BODY}"),
    ],
    ids=["class", "announce", "heading", "described", "clock line"],
)
def test_lead_is_told_from_the_first_paragraph(html):
    """A lead is set off by its class, its make, its place under the title or a clock before it."""
    article = read(html)
    assert (article.lead, article.paragraphs) == (LEAD, PARAGRAPHS)


@pytest.mark.parametrize(
    ("html", "familiar"),
    [
        (article_html(), Familiar()),
        (article_html(head=f"<meta name='description' content='{FIRST[:80]}'>"), Familiar()),
        (article_html(head="<meta name='description' content='Самые важные новости края каждый день'>"), Familiar()),
        (article_html(f"<p class='lead'>{FIRST[28:]}</p>{BODY}"), Familiar()),
        (article_html(f"<p class='lead'>{TITLE}</p>{BODY}"), Familiar()),
        (article_html(f"<p class='lead'>{LEAD}</p>{BODY}"), known_on(LEAD, 3)),
    ],
    ids=["none", "described first paragraph", "slogan", "repeats the text", "repeats the title", "on other pages"],
)
def test_a_page_without_a_lead_of_its_own_has_none(html, familiar):
    """First paragraphs, slogans, repetitions and what stands on other pages are no leads."""
    article = read(html, familiar=familiar)
    assert article.lead is None
    assert article.paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "noise",
    [
        "<p>Читайте также: <a href='/1'>В горах открыли новый приют для альпинистов и туристов</a></p>",
        "<p>Читайте также</p><p><a href='/1'>В горах открыли новый приют для альпинистов</a></p>",
        "<p><a href='/1'>В горах открыли новый приют для альпинистов и спасателей</a></p>",
        "<ul><li><a href='/1'>В горах открыли новый приют</a></li><li><a href='/2'>Лавина сошла на дорогу</a></li></ul>",
        "<p>Фото: пресс-служба штаба</p>",
        "<div class='photo'><img><div class='photo__caption'>Спасатели на леднике в конце февраля</div></div>",
        "<p>© Пётр Рыбин / Вестник</p>",
        "<p>Подписывайтесь на наш канал в Telegram</p>",
        "<div class='share-buttons'><a>VK</a> <a>OK</a></div>",
        "<div class='tags'>Теги: <a href='/t'>горы</a></div>",
        f"<p>{TITLE}</p>",
        "<p>Просмотров: 73</p>",
        "<div class='related'><h3>По теме</h3><p>Альпинисты пройдут по хребту в память о первом восхождении.</p></div>",
        "<p>Если вы заметили ошибку в тексте, выделите её и нажмите Ctrl+Enter</p>",
    ],
)
def test_what_is_beside_the_text_stays_out(noise):
    """Whatever stands between the paragraphs, or behind them, and is not the article's, is left out."""
    between = f"<p>{FIRST}</p><p>{SECOND}</p>{noise}<p>{THIRD}</p>"
    assert read(article_html(between)).paragraphs == PARAGRAPHS
    assert read(article_html(BODY + noise)).paragraphs == PARAGRAPHS


@pytest.mark.parametrize(
    "kept",
    [
        "Приветствие генерального секретаря участникам сборов:",
        '"Вестник": Каким был самый трудный день сборов для вас и ваших товарищей?',
        "— Самым трудным был третий день, когда поднялся ветер.",
        "«Мы [спасатели] готовы (ко всему. - ред.) и ждём осени»;",
        "Пётр Алиев: С этого и начнём следующие сборы.",
        "Что дальше",
    ],
)
def test_what_only_looks_like_noise_is_kept(kept):
    """Sub-headings, speakers, dashes and editors' brackets belong to the text."""
    body = f"<p>{FIRST}</p><p>{kept}</p><p>{SECOND}</p><p>{THIRD}</p>"
    assert read(article_html(body)).paragraphs == (FIRST, kept, SECOND, THIRD)


@pytest.mark.parametrize("tail", ["Иван Петров", "Ольга Светлова, Алма-Ата", "вб", "-0-", "Сидоров Иван"])
def test_bylines_and_end_marks_stay_out(tail):
    """The author's name, initials and end marks under a text are no paragraph."""
    assert read(article_html(f"{BODY}<p>{tail}</p>")).paragraphs == PARAGRAPHS


def test_nothing_is_doubled():
    """A text that stands on the page twice, visible or not, is read once."""
    whole = "".join(PARAGRAPHS)
    html = article_html(f"{BODY}<div>{whole}</div>{BODY}", before=f"<div style='display:none'>{BODY}</div>")
    assert read(html).paragraphs == PARAGRAPHS


def test_the_body_comes_from_json_ld_where_the_page_shows_none():
    """A page drawn by scripts is read from what it tells machines, glued sentences parted."""
    glued = "".join(PARAGRAPHS).replace('"', '\\"')
    head = f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"{TITLE}","articleBody":"{glued}"}}</script>'
    article = read(f"<html><head><title>{TITLE}</title>{head}</head><body><div id='app'></div></body></html>")
    assert article.paragraphs == PARAGRAPHS
    assert dict(article.origins)["body"] == "JSON-LD"


LAID_OUT = (
    f"<html><head><title>Вестник</title></head><body><h1>Раздел</h1><b id='t'>{TITLE}</b><i class='l'>{LEAD}</i>"
    f"<div class='b'><p>{FIRST}</p><div class='ours'>Реклама газеты и её многих приложений.</div><p>{SECOND}</p></div>"
    f"<div class='b2'><p>{THIRD}</p></div><s class='d'>1 марта 2026</s></body></html>"
)


def test_a_configured_layout_is_read_as_it_says():
    """Selectors of the source give title, lead, body and date; what `remove` names is left out."""
    layout = Layout(title=("#x", "#t"), lead=(".l",), body=(".b, .b2",), date=(".d",), remove=(".ours",))
    article = read(LAID_OUT, source=with_layouts(layout))
    assert (article.title, article.lead, article.paragraphs) == (TITLE, LEAD, PARAGRAPHS)
    assert dict(article.origins)["body"] == "layout .b, .b2"


def test_a_configured_date_is_read_where_it_says():
    """The selector of the date is asked before any other place."""
    html = LAID_OUT.replace(FIRST, SECOND).replace("<body>", "<body><time datetime='2026-02-20'>20 февраля</time>")
    assert read(html, source=with_layouts(Layout(date=(".d",)))).dated.day == date(2026, 3, 1)


def test_layouts_end_on_their_last_day():
    """A page of an older day is read by the layout of its time, a newer one by the next."""
    old, new = Layout(body=(".b",), until=date(2026, 2, 1)), Layout(body=(".b2",))
    source = with_layouts(new, old)
    before = Entry(url=URL, day=date(2026, 1, 15))
    assert read(LAID_OUT, source=source, entry=before).paragraphs[:1] == (FIRST,)
    assert read(LAID_OUT, source=source, entry=Entry(url=URL, day=date(2026, 3, 1))).paragraphs == (THIRD,)


def test_a_layout_that_fits_no_more_does_not_lose_the_article():
    """After a redesign the generic readers take over, and the origins show it."""
    article = read(article_html(), source=with_layouts(Layout(title=(".gone",), body=(".gone",))))
    assert (article.title, article.paragraphs) == (TITLE, PARAGRAPHS)
    assert dict(article.origins)["body"] == "page"


def test_an_entry_with_its_full_text_is_the_article():
    """A feed's full text is read like a page: its title from the feed, its date from the text or the feed."""
    stamp = datetime(2026, 3, 2, 12, tzinfo=UTC)
    entry = Entry(url=URL, title=TITLE, summary=LEAD, published=stamp, content=BODY)
    article = read_entry(SOURCE, entry, first_seen=NOW)
    assert (article.title, article.lead, article.paragraphs) == (TITLE, LEAD, PARAGRAPHS)
    assert article.dated.day == date(2026, 3, 2)
    assert article.dated.published_at == stamp


@pytest.mark.parametrize(
    ("content", "title", "paragraphs"),
    [
        (f"<p><b>{TITLE}</b></p>{BODY}", TITLE, PARAGRAPHS),
        (f"<p>{TITLE}</p>{BODY}", TITLE, PARAGRAPHS),
        (
            "<p>Сборы завершены. В них участвовали спасатели пяти стран, они отработали подъём пострадавших из трещин "
            "и эвакуацию по канатам.</p>",
            "Сборы завершены.",
            (
                "Сборы завершены. В них участвовали спасатели пяти стран, они отработали подъём пострадавших из трещин "
                "и эвакуацию по канатам.",
            ),
        ),
    ],
)
def test_a_text_without_a_title_gets_one(content, title, paragraphs):
    """A bold or short first line is the title and not repeated, else the first sentence is."""
    article = read_entry(SOURCE, Entry(url=URL, content=content), first_seen=NOW)
    assert (article.title, article.paragraphs) == (title, paragraphs)


def test_an_entry_without_text_is_refused():
    """An empty full text is no article."""
    with pytest.raises(Unreadable) as refused:
        read_entry(SOURCE, Entry(url=URL, title=TITLE, content="<p> </p>"), first_seen=NOW)
    assert refused.value.kind == "empty"
