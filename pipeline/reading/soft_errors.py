"""Tells error pages sent as answers from articles, by what must be there and is not; it reads no article itself."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipeline.cleaning import Block
from pipeline.errors import Unreadable
from pipeline.reading.metadata import Metadata

SHORT = 700  # characters of body below which an error's words decide
LEAST = 40  # characters that make an article, title aside

# ruff: noqa: E501, ISC004 - a pattern stands on one line
_ERRORS = (
    (
        "page not found",
        r"404|(?:страниц\w|новость|запись|материал|публикаци\w|документ|элемент|раздел) (?:не найден\w{0,2}|не существует"
        r"|удал[её]н\w{0,2}|отсутствует|недоступ\w{1,3}|больше не)|ничего не найдено|нет такой страницы|такой страницы нет"
        r"|(?:page|article|content|file|document|story)(?: you (?:requested|are looking for))?(?: was| is| could| can)?"
        r"(?: ?not|not be| no longer) (?:be )?(?:found|exist|available)|page not found|not found|doesn.t exist|no longer available"
        r"|бет табылмады|барак табылган жок|саҳифа ёфт нашуд|старонка не знойдзена|էջը չի գտնվել",
    ),
    (
        "maintenance",
        r"технически\w{1,2} (?:работ|обслуживани|перерыв)|профилактически\w{1,2} работ|ведутся работы|сайт (?:временно )?"
        r"(?:недоступен|не работает|закрыт|на реконструкции|находится в разработке)|under (?:maintenance|construction)"
        r"|(?:scheduled |site )maintenance|temporarily (?:unavailable|down|offline)|be (?:right )?back soon|зайдите позже"
        r"|попробуйте (?:позже|зайти)|try again later",
    ),
    (
        "server error",
        r"(?:^|\D)50[0234](?:\D|$)|internal server error|bad gateway|service unavailable|gateway time-?out|внутренняя ошибка"
        r"|ошибка (?:сервера|базы данных|подключения|соединения)|database error|fatal error|something went wrong"
        r"|что-то пошло не так|произошла ошибка|превышено время",
    ),
    (
        "login",
        r"(?:войдите|авторизуйтесь|зарегистрируйтесь|необходимо (?:войти|авторизоваться)|требуется авторизация"
        r"|только для (?:зарегистрированных|авторизованных|подписчиков))|(?:log ?in|sign in|register) to (?:continue|read|view)"
        r"|please (?:log ?in|sign in|register)|members only|subscribers only|оформите подписку|доступно по подписке",
    ),
    (
        "consent",
        r"(?:мы|сайт|we|this (?:site|website)) (?:используе[мт]|uses?|value).{0,40}(?:cookie|куки|privacy)"
        r"|before you continue|согласие на (?:обработку|использование)|your (?:privacy|consent)|manage (?:cookies|consent)"
        r"|подтвердите (?:свой )?возраст|вам (?:уже )?(?:есть|исполнилось) 18",
    ),
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ERRORS)
_CLOSED = re.compile(r"</(?:body|html)\s{0,9}>", re.IGNORECASE)
_OPENED = re.compile(r"<(?:body|html)\b", re.IGNORECASE)
_ROOT = re.compile(r"(?:https?://[^/?#]{1,200})?/?(?:index\.\w{2,5})?(?:[?#].{0,200})?")


def refuse_errors(title: str, blocks: Sequence[Block], metadata: Metadata, *, asks_password: bool) -> None:
    """Refuse a page whose text is too short for doubt and speaks of an error.

    Raises:
        Unreadable: kind `soft-error` with the kind of error; kind `empty` where there is no text at all.
    """
    text = " ".join(block.text for block in blocks)
    if len(text) > SHORT:
        return
    for where in (title, metadata.page_title, text):
        name = next((name for name, pattern in _PATTERNS if pattern.search(where)), None)
        if name and (where is not text or len(text) < SHORT / 2):
            raise Unreadable(f"error page: {name}", kind="soft-error")
    if asks_password and len(text) < SHORT / 2:
        raise Unreadable("error page: login", kind="soft-error")
    if len(text) < LEAST:
        raise Unreadable("no article on the page", kind="empty")


def refuse_front_page(tree: HtmlElement, url: str) -> None:
    """Refuse the site's front page sent in an article's place: its canonical address is the root.

    Raises:
        Unreadable: kind `soft-error`.
    """
    own = url.split("://", 1)[-1].partition("/")[2]
    if not own or _ROOT.fullmatch("/" + own):
        return
    links = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    if links and all(_ROOT.fullmatch(str(link).strip()) for link in links[:3]):
        raise Unreadable("error page: the site's front page instead of the article", kind="soft-error")


def is_cut_off(text: str, *, ends_in_article: bool) -> bool:
    """Whether a page stops within its article: it opens `<html>` or `<body>`, closes neither, and nothing follows."""
    return ends_in_article and _OPENED.search(text[:20_000]) is not None and not _CLOSED.search(text[-2_000:])
