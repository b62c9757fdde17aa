"""What is no article is refused by name; what is too much is cut or reported, never silently lost."""

# ruff: noqa: E501 - markup stands on one line; a refusal is one of two right answers

import gzip
import json

import pytest
from article_pages import FIRST, PARAGRAPHS, THIRD, TITLE, URL, article_html, read
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.models import Entry

MENU = "<nav><a href='/'>Главная</a><a href='/n'>Новости</a><a href='/k'>Контакты</a></nav>"
FOOT = "<footer>© Вестник. Все права защищены.</footer>"


def shell(title, body):
    return f"<html><head><title>{title}</title></head><body>{MENU}{body}{FOOT}</body></html>"


SOFT_ERRORS = {
    "bitrix": shell(
        "404 Not Found",
        "<h1>Страница не найдена</h1><p>Неправильно набран адрес, или такой страницы на сайте больше не существует.</p>"
        "<p>Вернитесь на главную или воспользуйтесь картой сайта.</p><ul><li><a href='/1'>Новости</a></li></ul>",
    ),
    "framework": shell("404: This page could not be found", "<h1>404</h1><h2>This page could not be found.</h2>"),
    "deleted": shell("Вестник", "<h1>Материал удалён</h1><p>Возможно, вы перешли по старой ссылке.</p>"),
    "article gone": shell("The Herald", "<h1>Sorry</h1><p>The article you are looking for is no longer available.</p>"),
    "maintenance": shell(
        "Вестник",
        "<h1>Ведутся технические работы</h1><p>Сайт временно недоступен. Приносим извинения за неудобства.</p>",
    ),
    "maintenance in english": shell("Be right back", "<p>We are under maintenance. Please try again later.</p>"),
    "login": shell("Вход", "<h1>Войдите, чтобы читать дальше</h1><form><input type='password'></form>"),
    "password form": shell("Личный кабинет", "<h1>Кабинет</h1><p>Введите данные.</p><input type='password'>"),
    "paywall": shell(
        "Вестник", f"<h1>{TITLE}</h1><p>Материал доступен по подписке. Оформите подписку за 99 рублей.</p>"
    ),
    "consent": shell(
        "Before you continue", "<h1>Before you continue</h1><p>We use cookies and data to deliver our services.</p>"
    ),
    "server": shell("Ошибка", "<h1>Внутренняя ошибка сервера</h1><p>Попробуйте обновить страницу через минуту.</p>"),
    "database": "<html><body><h1>Error establishing a database connection</h1><p>Database error.</p></body></html>",
    "gateway": "<html><head><title>x.example | 522: Connection timed out</title></head><body><h1>Connection timed out</h1>"
    "<p>The initial connection between the network and the origin web server timed out. Please try again later.</p></body></html>",
    "engine": shell(
        "Вестник - новости края",
        "<div><b>Внимание! Обнаружена ошибка</b><br>По данному адресу публикаций на сайте не найдено, либо у Вас нет доступа.</div>",
    ),
    "nothing found": shell("Поиск", "<h1>Результаты поиска</h1><p>По вашему запросу ничего не найдено.</p>"),
    "parked": shell(
        "Домен vestnik.example продаётся", "<h1>Домен продаётся</h1><p>Оставьте заявку, и мы вам ответим.</p>"
    ),
    "suspended": "<html><head><title>Account Suspended</title></head><body><h1>This Account has been suspended.</h1></body></html>",
    "scripts": shell(
        "Вестник", "<div>Для работы сайта необходимо включить JavaScript в настройках вашего браузера.</div>"
    ),
    "region": shell(
        "Access", "<h1>Sorry, this content is not available in your region</h1><p>Come back from elsewhere.</p>"
    ),
    "kazakh": shell("Дала", "<h1>Бет табылмады</h1><p>Басты бетке оралыңыз.</p>"),
    "front page": article_html(head="<link rel='canonical' href='https://vestnik.example/'>"),
}


@pytest.mark.parametrize("name", SOFT_ERRORS)
def test_an_error_page_sent_as_an_answer_is_named(name):
    """A page that says it is an error gives no article, whatever its status."""
    with pytest.raises(Unreadable) as refused:
        read(SOFT_ERRORS[name])
    assert refused.value.kind == "soft-error"


def test_a_redirect_to_the_front_page_is_no_article():
    """Where an item's address leads to the root of the site, the item is gone."""
    with pytest.raises(Unreadable) as refused:
        read(article_html(), url="https://vestnik.example/", entry=Entry(url=URL))
    assert refused.value.kind == "soft-error"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Сайт министерства временно недоступен из-за атаки",
            "Специалисты устраняют последствия, сообщили в ведомстве.",
        ),
        ("404 спасателя прибыли на учение", "Они разместились в полевом лагере у перевала, сообщил штаб учения."),
        ("Пропавший альпинист не найден", "Поиски продолжатся утром, сообщили в спасательной службе края."),
    ],
)
def test_news_about_errors_is_news(title, text):
    """A short article that only sounds like an error page is read, where the page calls itself an article."""
    html = article_html(f"<p>{text}</p>", title=title, head="<meta property='og:type' content='article'>")
    assert read(html).paragraphs == (text,)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<html><head><script src='/.well-known/ddos-guard/js-challenge'></script></head><body></body></html>", "blocked"),
        ("<html><title>Just a moment...</title><body>Checking your browser</body></html>", "blocked"),
        (b"%PDF-1.7\n1 0 obj", "broken"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "broken"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "broken"),
        (gzip.compress(article_html().encode()), "broken"),
        (b"", "broken"),
        (b" \r\n\t ", "broken"),
        (json.dumps({"title": TITLE, "text": FIRST}), "broken"),
        ("<?xml version='1.0'?><rss version='2.0'><channel><title>Вестник</title></channel></rss>", "broken"),
        ("Просто текст без всякой разметки, который сервер почему-то отдал вместо страницы.", "broken"),
        (shell("Вестник", "<div id='app'>Загрузка…</div>"), "empty"),
        (shell("Вестник", f"<h1>{TITLE}</h1>"), "empty"),
    ],
    ids=[
        "challenge", "waiting room", "pdf", "png", "jpeg", "gzip", "nothing", "blanks", "json", "feed", "plain text",
        "script shell", "title only",
    ],
)  # fmt: skip
def test_what_is_no_page_is_refused_by_kind(html, kind):
    """Challenges, files, feeds and empty shells are told apart."""
    with pytest.raises(Unreadable) as refused:
        read(html)
    assert refused.value.kind == kind


def test_a_list_of_news_is_no_article():
    """A section page sent in an article's place gives nothing rather than its teasers."""
    cards = "".join(
        f"<div class='card'><a href='/n/{n}'>Заголовок другой новости номер {n}, довольно длинный</a>"
        f"<p>Пересказ другой новости номер {n}, который занимает целую строку на странице раздела и говорит о разном.</p></div>"
        for n in range(12)
    )
    with pytest.raises(Unreadable) as refused:
        read(shell("Новости", f"<h1>Новости</h1><div class='list'>{cards}</div>"))
    assert refused.value.kind == "empty"


@pytest.mark.parametrize("share", [0.55, 0.7, 0.8])
def test_a_page_cut_within_its_article_is_refused(share):
    """Half an article is never taken for a whole one."""
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 4)
    html = article_html(body)
    cut = html[: int(len(html) * share)]
    with pytest.raises(Unreadable) as refused:
        read(cut)
    assert refused.value.kind == "broken"


def test_a_page_that_omits_its_closing_tags_is_read():
    """HTML may leave `</html>` out; the footer shows that the article is whole."""
    html = article_html().replace("</body></html>", "")
    assert read(html).paragraphs == PARAGRAPHS


@pytest.mark.parametrize("name", ["div", "script", "STYLE"])
def test_one_giant_tag_is_reported(name):
    """A tag of more than 64 KB is refused before a parser sees it, a script's own too."""
    attributes = " ".join(f"a{n}='1'" for n in range(20_000))
    with pytest.raises(Unreadable) as refused:
        read(article_html(before=f"<{name} {attributes}></{name}>"))
    assert refused.value.kind == "limit"


@pytest.mark.parametrize(
    "between",
    [
        f'<img src="data:image/png;base64,{"A" * 200_000}">',
        f"<div data-page='{'{&quot;a&quot;:1}' * 20_000}'></div>",
        f"<script>if (a<b) {{ {'f();' * 50_000} }}</script>",
        f"<style>/* <p {'.a{color:red}' * 20_000} */</style>",
    ],
    ids=["image in its address", "state in an attribute", "script", "style"],
)
def test_what_is_long_but_no_giant_tag_is_read(between):
    """Inline images, a page's state and scripts are long on real sites; the article beside them is read."""
    assert read(article_html(before=between)).paragraphs == PARAGRAPHS


@pytest.mark.parametrize("depth", [300, 1000, 2000])
def test_deep_nesting_loses_nothing(depth):
    """Text far below the parser's usual depth is read."""
    body = "<div>" * depth + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>" * depth
    assert read(article_html(body)).paragraphs == PARAGRAPHS


def test_bottomless_nesting_is_reported():
    """Where the parser loses the text, the page is named a limit, not an empty one."""
    body = "<div>" * 100_000 + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    with pytest.raises(Unreadable) as refused:
        read(article_html(body))
    assert refused.value.kind == "limit"


def test_a_giant_title_is_cut():
    """A title has at most 300 characters, ends at a word, and the reasons tell."""
    article = read(article_html(title="Слово " * 20_000))
    assert len(article.title) <= 300
    assert article.title.endswith("Слово…")
    assert "title truncated" in article.reasons
    assert article.paragraphs == PARAGRAPHS


def test_a_giant_body_is_cut_and_says_so():
    """A body has at most 100,000 characters, and the reasons tell."""
    body = "".join(f"<p>Абзац {n}. {FIRST} Подробности сообщат позже.</p>" for n in range(1500))
    article = read(article_html(body))
    assert 90_000 < sum(map(len, article.paragraphs)) <= 100_000
    assert "truncated at 100000 characters" in article.reasons


def test_one_endless_word_is_cut():
    """A word without an end is cut like any other text."""
    article = read(article_html(f"<p>{FIRST}</p><p>{'а' * 300_000}</p><p>{THIRD}</p>"))
    assert sum(map(len, article.paragraphs)) <= 100_000


def test_mojibake_is_never_returned():
    """Bytes that no charset reads are refused, not guessed."""
    noise = bytes(range(128, 256)) * 40
    with pytest.raises(Unreadable, match="mojibake"):
        read(b"<html><body><h1>" + noise[:60] + b"</h1><p>" + noise + b"</p></body></html>")


@given(st.text(alphabet=st.sampled_from("<>/=\"' abпрdiv&;#!-[]{}"), max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_markup_breaks_the_reader(salad):
    """Whatever the markup, the answer is an article or a named refusal."""
    try:
        article = read(article_html(before=salad))
    except Unreadable as refusal:
        kind = refusal.kind
        assert kind in {"blocked", "soft-error", "limit", "empty", "broken"}
    else:
        assert article.title
        assert article.paragraphs
