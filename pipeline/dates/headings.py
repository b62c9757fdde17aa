"""Finds the heading of the article a page is about; it changes nothing and reads no dates."""

import re
from collections.abc import Iterator
from typing import Any

from pipeline.characters import clean_line
from pipeline.dates.surroundings import is_hidden, is_outside, names_of

_MOST_HEADINGS = 60  # a page with more of them is a list
_MOST_PARTS = 4  # elements inside a title that is no heading element
_TITLE_NAMES = frozenset({"title", "headline", "zagolovok", "heading"})
_CLEAR = 5.0
_SHORTEST_PART = 12  # characters of a title that is looked for in a longer one


def find_heading(tree: Any, *, title: str = "", article: Any = None) -> Any:
    """The element that holds the article's title, or None.

    `title` is the title as read elsewhere; without it the page's own (`og:title`, `<title>`) tells the heading from
    a site's name in an `<h1>` and from headings of other articles.
    """
    wanted = _key(title) or _key(_page_title(tree))
    best: tuple[float, Any] = (0.0, None)
    for candidates in (_headings(tree), _title_like(tree)):
        for order, element in enumerate(candidates):
            score = _score(element, wanted, article) - min(order, 20) / 10
            if score > best[0]:
                best = (score, element)
        if best[0] >= _CLEAR:
            break
    return best[1]


def _score(element: Any, wanted: str, article: Any) -> float:
    text = _key("".join(element.itertext()))
    if not text or is_hidden(element):
        return 0.0
    score = 10 * _likeness(text, wanted) + (6 if element.tag == "h1" else 1)
    score += 2 if element.get("itemprop") in ("headline", "name") else 0
    around = tuple(element.iterancestors())
    score += 2 if article is not None and article in around else 0
    return score - (5 if any(is_outside(each) for each in (element, *around)) else 0)


def _headings(tree: Any) -> Iterator[Any]:
    for count, element in enumerate(tree.iter("h1", "h2", "h3")):
        if count >= _MOST_HEADINGS:
            return
        yield element


def _title_like(tree: Any) -> Iterator[Any]:
    count = 0
    for element in tree.iter("div", "span", "p", "strong", "b", "td", "font", "h4"):
        named = element.get("class") and not _TITLE_NAMES.isdisjoint(names_of(element))
        if (named and len(element) <= _MOST_PARTS) or element.get("itemprop") == "headline":
            yield element
            count += 1
        if count >= _MOST_HEADINGS:
            return


def _page_title(tree: Any) -> str:
    for path in ("//meta[@property='og:title']/@content", "//title/text()"):
        found = tree.xpath(path)
        if found:
            return str(found[0])
    return ""


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", clean_line(text[:600]).casefold()))


def _likeness(text: str, wanted: str) -> float:
    if text == wanted:
        return 1.0
    if len(text) > _SHORTEST_PART and (text in wanted or (len(wanted) > _SHORTEST_PART and wanted in text)):
        return min(len(text), len(wanted)) / max(len(text), len(wanted))
    return 0.0
