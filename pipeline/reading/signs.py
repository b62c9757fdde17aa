"""What can be seen of a run of text: prose or link, house rules, an element beside the article; it weighs nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from pipeline.asides import BESIDE, HOLDS, is_beside
from pipeline.reading.blocks import HEADINGS, Run

PROSE = 60  # unlinked letters that make a run prose
SENTENCE = 20  # unlinked letters of a sentence
LINKY = 0.35  # share of letters in links above which a run is no prose
LINKED = 0.6  # share of letters in links that makes a run a link
STEM = 5  # letters
TRAILING = 40  # characters of a date or counter below a link
COMMENTS = 60  # characters of a heading of comments
PIECE = 2  # paragraphs of prose that make an element a piece of an article
HEADLINE = 25  # letters of a link that may be a headline
PARAGRAPHS = frozenset(("blockquote", "dl", "h2", "h3", "h4", "ol", "p", "table", "ul"))

_LEGAL = re.compile(
    r"©|copyright|all rights reserved|все права|правообладател|использовани\w{1,3} (?:любых )?материал|перепечатк"
    r"|цитировани|гиперссылк|ссылка (?:на .{1,60} )?обязательна|редакция (?:портала |сайта )?(?:не нес[её]т|оставляет)"
    r"|администраци\w сайта|свидетельство о регистрации"
    r"|зарегистрирован\w{0,2} (?:в |федеральн|роскомнадзор|министерств)"
    r"|роскомнадзор|персональных данных|политик\w{1,2} конфиденциальности|cookie|модерат|ваш\w{0,2} комментари"
    r"|комментари\w{1,3} (?:публик|не долж|удал|содерж|запрещ)|рекламн\w{2,3} (?:объявлени|материал)"
    r"|перепечатыв|ctrl ?\+ ?(?:enter|insert|ins\b)|rss 2\.0|трекб[эе]к|trackback"
    r"|оставить (?:свой )?(?:комментари|отзыв)"
    r"|мнение (?:редакции|автора)|нецензурн|terms of use|privacy policy|without permission|registered (?:by|in|with)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\W{0,3}(?:комментари[ийев]{1,2}|обсуждени[ея]|отзывы|мнения|пікірлер|пикирлер|каментарыі|назарҳо|մեկնաբանություններ"
    r"|(?:reader )?comments?|discussion|leave a (?:reply|comment)|(?:оставить|добавить|ваш) (?:комментарий|отзыв))"
    r"(?: (?:к (?:статье|новости|записи)|читателей|пользователей))?\W{0,3}\d{0,5}\W{0,3}",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+")
_TITLED = re.compile(r"title|head|caption|name", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…:;][»”\"')\]]{0,3}$")


def prose(run: Run) -> int:
    """Unlinked letters of a run that reads like running text, else 0."""
    return run.own if run.own >= PROSE and run.share <= LINKY else 0


def ends_sentence(run: Run) -> bool:
    """Whether the last character is one that ends a sentence or a part of it."""
    return _SENTENCE.search(run.text) is not None


def is_link(run: Run) -> bool:
    """Whether a run is a link to another article: mostly linked, and as long as a headline."""
    return run.share > LINKED and len(run.text) > HEADLINE


@lru_cache(maxsize=2048)
def is_legal(text: str) -> bool:
    """Whether a text speaks of rights, rules and registration: two such phrases, or one in a short text."""
    return len(_LEGAL.findall(text[:1500])) >= (2 if len(text) > 250 else 1)  # noqa: PLR2004 - letters


def is_aside(box: HtmlElement) -> bool:
    """Whether an element or one of the five above it calls itself something beside the article."""
    element: HtmlElement | None = box
    for _ in range(6):
        if element is None or element.tag in HOLDS:
            return False
        if element.tag in BESIDE or is_beside(f"{element.get('class', '')} {element.get('id', '')}"):
            return True
        element = element.getparent()
    return False


def heads_links(runs: Sequence[Run], index: int) -> bool:
    """Whether a short line that ends no sentence stands right above a link to another article."""
    run = runs[index]
    if prose(run) or ends_sentence(run) or index + 1 == len(runs):
        return False
    return is_link(runs[index + 1]) and not is_link(run)


def trails_link(runs: Sequence[Run], index: int) -> bool:
    """Whether a short line with a number and no sentence in it stands right below a link: the date of that article."""
    run = runs[index]
    if not index or len(run.text) > TRAILING or ends_sentence(run) or is_link(run):
        return False
    return is_link(runs[index - 1]) and any(char.isdigit() for char in run.text)


def find_odd_ones(runs: Sequence[Run], home: HtmlElement) -> frozenset[int]:
    """Prose in the main element in boxes of another make than its paragraphs, and below the first of these."""
    makes: dict[int, tuple[str, str | None]] = {}
    for index, run in enumerate(runs):
        box = _child_of(home, run.box)
        if box is not None and prose(run):
            makes[index] = make_of(box)
    count = Counter(makes.values())
    usual = next((make for make in makes.values() if count[make] > 1), None)
    first = next((index for index, make in makes.items() if make == usual), len(runs))
    return frozenset(
        index for index, make in makes.items() if index > first and make != usual and make[0] not in PARAGRAPHS
    )


def find_twins(runs: Sequence[Run], home: HtmlElement) -> frozenset[HtmlElement]:
    """Elements of the main element's make and depth with prose of their own: an article that insets cut in pieces."""
    make, depth = make_of(home), sum(1 for _ in home.iterancestors())
    if not make[1]:
        return frozenset()
    lines = ((run.parent, *run.parent.iterancestors()) for run in runs if prose(run))
    alike = Counter(box for line in lines for box in line if make_of(box) == make and len(line) > depth)
    return frozenset(
        box for box, count in alike.items() if count >= PIECE and sum(1 for _ in box.iterancestors()) == depth
    )


def find_end(runs: Sequence[Run], headline: int | None) -> int:
    """The first run that cannot be the article's any more: readers' comments, or a second article below the first."""
    start = -1 if headline is None else headline
    for index in range(start + 1, len(runs)):
        run = runs[index]
        if len(run.text) < COMMENTS and _heads_comments(run) and _has_prose(runs, start, index):
            return min(index, _next_article(runs, headline))
    return _next_article(runs, headline)


def _heads_comments(run: Run) -> bool:
    """Whether a run is the heading of readers' comments, and not a tab or a link that leads to them."""
    heading = run.box.tag in HEADINGS or _TITLED.search(f"{run.box.get('class', '')} {run.box.get('id', '')}")
    return bool(heading) and not run.linked and _COMMENTS.fullmatch(run.text) is not None


def _has_prose(runs: Sequence[Run], start: int, end: int) -> bool:
    return any(prose(run) and not is_aside(run.parent) for run in runs[start + 1 : end])


def _next_article(runs: Sequence[Run], headline: int | None) -> int:
    """The first run of a second article: a headline of the same make as the first in a box of the same make."""
    if headline is None:
        return len(runs)
    own = runs[headline]
    above = {box: place for place, box in enumerate((own.box, *own.box.iterancestors()))}
    for index in range(headline + 1, len(runs)):
        run = runs[index]
        if make_of(run.box) != make_of(own.box) or run.box is own.box or run.key == own.key:
            continue
        line = [run.box, *run.box.iterancestors()]
        meet = next(place for place, box in enumerate(line) if box in above)
        if meet > 1 and _make_of_child(line[meet], own.box) == make_of(line[meet - 1]):
            box = line[meet - 1]
            return next(start for start, other in enumerate(runs) if box in (other.box, *other.box.iterancestors()))
    return len(runs)


def _make_of_child(box: HtmlElement, below: HtmlElement) -> tuple[str, str | None] | None:
    child = _child_of(box, below)
    return None if child is None else make_of(child)


def make_of(box: HtmlElement) -> tuple[str, str | None]:
    """Tag and class: what elements of one kind have in common."""
    return box.tag, box.get("class")


def _child_of(box: HtmlElement, below: HtmlElement) -> HtmlElement | None:
    """The child of an element that holds the other, None where it holds it not or is it."""
    child: HtmlElement | None = below
    while child is not None and child.getparent() is not box:
        child = child.getparent()
    return child


def stems_of(text: str) -> frozenset[str]:
    """The beginnings of a text's longer words, which its other forms share."""
    return frozenset(word[:STEM] for word in _WORDS.findall(text.lower()) if len(word) >= STEM)
