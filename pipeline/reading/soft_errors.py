"""Tells error pages sent as answers from articles, by what must be there and is not; it reads no article itself."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.errors import Unreadable
from pipeline.reading.metadata import Metadata

SHORT = 700  # characters of body below which an error's title decides
VERY_SHORT = 300  # characters of body that is nothing but an error's words
LOOKED_AT = 50_000  # characters searched for a tag
LEAST = 40  # characters that make an article, title aside

# ruff: noqa: E501, ISC004 - a pattern stands on one line
# What a title says of an error page, and what its text says; the second must be plainer, for articles are short too.
_ERRORS = (
    (
        "page not found",
        r"^\W{0,3}404\W{0,3}$|\b(?:ошибка|error|http|код|code)\W{1,3}404\b|\b404\W{1,3}(?:ошибка|error|not found|страница|page)"
        r"|(?:страниц\w|новость|запись|материал|публикаци\w|документ|элемент|раздел|статья) (?:\w+ )?(?:не найден\w{0,2}|не существует|удал[её]н\w{0,2}|отсутствует|больше не)"
        r"|(?:публикаций|материалов|новостей|страниц|записей) (?:\w+ ){0,3}не найдено|обнаружена ошибка"
        r"|ничего не найдено|нет такой страницы|такой страницы нет|неправильно набран адрес|^\W{0,3}not found\W{0,3}$"
        r"|(?:page|article|content|file|document|story)(?: \w+){0,5} (?:not found|(?:could|can)(?: ?not|n.t) be found|does(?: not|n.t) exist|no longer (?:available|exists?))"
        r"|бет табылмады|барак табылган жок|саҳифа ёфт нашуд|старонка не знойдзена|էջը չի գտնվել",
    ),
    (
        "maintenance",
        r"технически\w{1,2} (?:работ\w{0,2}|обслуживани\w|перерыв)|профилактически\w{1,2} работ|ведутся работы"
        r"|сайт (?:временно )?(?:недоступен|не работает|закрыт|на реконструкции|находится в разработке)"
        r"|under (?:maintenance|construction)|(?:scheduled |site )maintenance|temporarily (?:unavailable|down|offline)"
        r"|be (?:right )?back soon|зайдите позже|попробуйте (?:позже|зайти)|try again later",
    ),
    (
        "server error",
        r"^\W{0,3}50[0234]\W{0,3}$|internal server error|bad gateway|service unavailable|gateway time-?out|внутренняя ошибка"
        r"|ошибка (?:сервера|базы данных|подключения|соединения|приложения)|database error|fatal error|something went wrong"
        r"|что-то пошло не так|превышено время ожидания|application error|\b5[0-2]\d: |error code:? 5\d\d|connection timed out"
        r"|web server is (?:down|returning)|origin is unreachable",
    ),
    (
        "no site",
        r"домен \S{0,60} ?(?:прода[её]тся|припаркован|свободен|не прилинкован)|domain (?:is |may be )?(?:for sale|parked|expired)"
        r"|account (?:has been )?suspended|website (?:is )?(?:suspended|disabled)|сайт (?:\w+ )?(?:заблокирован|приостановлен|отключ[её]н)"
        r"|работа сайта приостановлена",
    ),
    (
        "scripts or another browser wanted",
        r"включ\w{2,4} (?:поддержку )?javascript|(?:enable|turn on|requires?) javascript|javascript (?:is )?(?:disabled|required|отключ)"
        r"|браузер (?:устарел|не поддерживается)|(?:outdated|unsupported) browser|browser is (?:out of date|not supported)",
    ),
    (
        "not for this region",
        r"(?:not |un)available in your (?:region|country|location)|недоступ\w{2,3} в (?:вашем|вашей) (?:регионе|стране)"
        r"|unavailable (?:due to|for) legal",
    ),
    (
        "login",
        r"(?:войдите|авторизуйтесь|зарегистрируйтесь|необходимо (?:войти|авторизоваться)|требуется авторизация"
        r"|только для (?:зарегистрированных|авторизованных|подписчиков))|(?:log ?in|sign in|register) to (?:continue|read|view)"
        r"|please (?:log ?in|sign in|register)|members only|subscribers only|оформите подписку|доступн\w{1,2} по подписке",
    ),
    (
        "consent",
        r"(?:мы|сайт|we|this (?:site|website)) (?:используе[мт]|uses?|value).{0,40}(?:cookie|куки|privacy)"
        r"|before you continue|согласие на (?:обработку|использование)|your (?:privacy|consent)|manage (?:cookies|consent)"
        r"|подтвердите (?:свой )?возраст|вам (?:уже )?(?:есть|исполнилось) 18",
    ),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ERRORS)
_FEED = re.compile(r"<(?:rss|feed|urlset|sitemapindex|rdf:rdf)\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|title|div|p|h[1-3]|article|table|main|section|span|br)\b", re.IGNORECASE
)
_CLOSED = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
_OPENED = re.compile(r"<(?:body|html)\b", re.IGNORECASE)
_ROOT = re.compile(r"(?:https?://[^/?#]{1,200})?/?(?:(?:ru|en|kk|ky|index\.\w{2,5})/?)?(?:#.{0,200})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What was read of a page: title, words of the body, and whether the title stands on the page or is told of it."""

    title: str
    words: str
    has_headline: bool


def refuse_other_formats(text: str) -> None:
    """Refuse what is text, but no web page.

    Raises:
        Unreadable: kind `broken`.
    """
    start = text[:LOOKED_AT].lstrip("\ufeff \t\r\n")
    if start[:1] in ("{", "["):
        raise Unreadable("JSON instead of a web page")
    if _FEED.search(start, 0, 2000):
        raise Unreadable("a feed instead of a web page")
    if not _TAG.search(start):
        raise Unreadable("plain text instead of a web page")


def refuse_errors(text: Shown, metadata: Metadata, *, visible: str, has_date: bool, asks_password: bool) -> None:
    """Refuse a page whose text is too short for doubt and speaks of an error.

    A page that calls itself an article to machines is believed, but for a missing one.

    Args:
        text: The article as read so far.
        metadata: What the page says of itself.
        visible: All text of the page.
        has_date: Whether anything on the page claims a day.
        asks_password: Whether the page has a field for one.

    Raises:
        Unreadable: kind `soft-error` with the kind of error; kind `empty` where there is no text at all.
    """
    letters = len(text.words)
    if letters > SHORT:
        return
    said = text.words if text.words or len(visible) > SHORT * 2 else visible
    for where in (text.title, metadata.page_title, said if letters < VERY_SHORT else ""):
        name = next((name for name, pattern in _PATTERNS if pattern.search(where)), None)
        if name and (name == "page not found" or not metadata.is_article):
            raise Unreadable(f"error page: {name}", kind="soft-error")
    if not text.has_headline and not has_date and letters < VERY_SHORT:
        raise Unreadable("neither headline nor date, and hardly any text", kind="empty")
    if asks_password and letters < VERY_SHORT:
        raise Unreadable("error page: login", kind="soft-error")
    if letters < LEAST:
        raise Unreadable("no article on the page", kind="empty")


def refuse_front_page(tree: HtmlElement, url: str, wanted: str) -> None:
    """Refuse the site's front page sent in an article's place, by redirect or under the article's own address.

    Args:
        tree: The page.
        url: The address that answered.
        wanted: The address that was asked for, empty where it is not known.

    Raises:
        Unreadable: kind `soft-error`.
    """
    if _is_root(url) and wanted and not _is_root(wanted):
        raise Unreadable("error page: redirected to the front page", kind="soft-error")
    if not url or _is_root(url):
        return
    links = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    if links and all(_is_root(str(link)) for link in links[:3]):
        raise Unreadable("error page: the site's front page instead of the article", kind="soft-error")


def _is_root(url: str) -> bool:
    return bool(url) and _ROOT.fullmatch(url.strip()) is not None


def is_cut_off(text: str, tree: HtmlElement, home: HtmlElement | None) -> bool:
    """Whether a page stops within its article: it opens `<html>` or `<body>` and closes neither, and nothing follows.

    Args:
        text: The page's markup.
        tree: The same, parsed; a parser closes what the end of the page left open.
        home: The element that holds the article.
    """
    if home is None or not _OPENED.search(text[:20_000]) or _CLOSED.search(text[-2_000:]):
        return False
    last = tree
    while last is not home and len(last):
        last = last[-1]
    return last is home
