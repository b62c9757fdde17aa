"""Finds the article's own headline among the page's blocks; never the site's name, its section or a ticker."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.boilerplate import is_noise
from pipeline.characters import clean_line
from pipeline.reading.blocks import HEADINGS, Run

LONGEST = 300  # characters of a title
SHORTEST = 8  # characters below which a heading says nothing
PROSE = 80  # characters of unlinked text that make a block prose
NEAR = 12  # blocks below a headline within which its article begins
LINKED = 0.8  # share of letters in links that makes a heading a link
EQUAL = 0.6  # of two headings this close in score the first is the title, the second its sub-title
GOOD = 2.5  # score from which a block of the page is trusted to be the headline
RANKS = {"h1": 3.0, "h2": 1.5, "h3": 1.0, "h4": 0.7, "h5": 0.5, "h6": 0.5}

_SEPARATOR = re.compile(r" ?[|»›•·/] ?| [-–—:] |:: ?| / ")
_OWN = re.compile(
    r"(?:entry|post|article|news|item|content|story|detail|page|material)s?[-_]{0,2}(?:title|head)", re.IGNORECASE
)
_HOME = re.compile(r"(?:https?://[^/?#]{1,100})?/?(?:index\.\w{2,5})?")
_NAMED = re.compile(r"title|head(?:line|ing|er)?(?![a-z])|zagolov|name", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_GLUED_DATE = re.compile(
    r"[\s,|–-]{0,4}(?:\d{1,2}:\d{2}[\s,]{0,3}\d{1,2}[./]\d{2}[./]\d{2,4}"
    r"|\d{1,2}[./]\d{2}[./]\d{2,4}[\s,]{1,3}\d{1,2}:\d{2}|\d{1,2}[./]\d{2}[./]\d{4})$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A title, which reader gave it, and the block it stands in (None where the page's text does not show it)."""

    text: str
    origin: str
    block: int | None = None


def words_of(text: str) -> frozenset[str]:
    """The lower-case words of a text, for comparing titles."""
    return frozenset(_WORDS.findall(text.lower()))


def find_headline(blocks: Sequence[Run], claims: tuple[tuple[str, str], ...]) -> Headline | None:
    """The best headline of a page.

    Args:
        blocks: The page's text in reading order.
        claims: (origin, title) as metadata and the feed say it, best first; used as witnesses of what stands on
            the page, and in its place where no heading stands there.
    """
    wanted = [words_of(part) for _, claim in claims for part in (claim, *parts_of(claim))]
    scored = [
        (score, index)
        for index, block in enumerate(blocks)
        if len(block.text) <= LONGEST + 100 and (score := _score(blocks, index, wanted)) > 0
    ]
    best = max((score for score, _ in scored), default=0.0)
    if best >= GOOD:
        index = next(index for score, index in scored if score > best - EQUAL)
        return Headline(text=own_words(blocks[index], wanted), origin="headline", block=index)
    for origin, claim in claims:
        if text := tidy(longest_part(claim) if origin == "title-tag" else claim):
            return Headline(text=text, origin=origin)
    return None


def _score(blocks: Sequence[Run], index: int, wanted: list[frozenset[str]]) -> float:
    block = blocks[index]
    heading = _heading(block.box)
    rank = RANKS.get(heading.tag, 0.0) if heading is not None else 0.0
    names = f"{block.box.get('class', '')} {block.box.get('id', '')}"
    named = _NAMED.search(names)
    likeness = max((agreement(words_of(block.text), claim) for claim in wanted), default=0.0)
    if likeness < 0.5 and rank < 1 and not named:  # noqa: PLR2004 - nothing speaks for it
        return 0.0
    score = rank + 4 * likeness
    holder = heading if heading is not None else block.box
    if holder.get("itemprop") == "headline":
        score += 2
    if named or _NAMED.search(f"{holder.get('class', '')} {holder.get('id', '')}"):
        score += 1.0 if rank else 1.6
    if _OWN.search(names):
        score += 1
    if len(block.text) < SHORTEST or is_noise(block.text):
        score -= 3
    if block.share > LINKED:
        score -= 4 if _leads_home(block) else 0.8 if _OWN.search(names) else 1.5
    if any(len(below.text) - below.linked >= PROSE for below in blocks[index + 1 : index + NEAR]):
        score += 1
    return score


def _leads_home(block: Run) -> bool:
    """Whether a linked block is the site's sign: its link leads to the root of the site."""
    links = [block.box, *block.box.iter("a"), *block.box.iterancestors("a")]
    return any(_HOME.fullmatch(link.get("href", "-")) for link in links if link.tag == "a")


def _heading(element: HtmlElement) -> HtmlElement | None:
    """The heading a block stands in, at most three elements up."""
    for _ in range(3):
        if element is None or element.tag in HEADINGS:
            return element
        element = element.getparent()
    return None


def agreement(own: frozenset[str], claim: frozenset[str]) -> float:
    """How much two titles are the same, as F1 of their words."""
    common = len(own & claim)
    return 2 * common / (len(own) + len(claim)) if common else 0.0


def parts_of(title: str) -> list[str]:
    """What a title tag is put together from, but for its shortest parts: sections, cities, the site's name."""
    parts = [part.strip() for part in _SEPARATOR.split(title[: 2 * LONGEST])]
    return [part for part in parts if len(part) >= SHORTEST * 2]


def longest_part(title: str) -> str:
    """The longest of a title tag's parts: the article's, as a rule."""
    return max(parts_of(title), key=len, default=title)


def own_words(block: Run, wanted: list[frozenset[str]]) -> str:
    """A heading's text; without the linked parts where tags are glued to it."""
    text = tidy(block.text)
    if not 0 < block.linked < len(block.text) * 0.9:
        return text
    bare = tidy(" ".join(_text_of(element, kind) for element, kind in block.places if not _in_link(element, kind)))
    likeness, bare_likeness = (
        max((agreement(words_of(answer), claim) for claim in wanted), default=0.0) for answer in (text, bare)
    )
    return bare if len(bare) >= SHORTEST and bare_likeness > likeness else text


def _text_of(element: HtmlElement, kind: str) -> str:
    return (element.text if kind == "text" else element.tail) or ""


def _in_link(element: HtmlElement, kind: str) -> bool:
    node = element if kind == "text" else element.getparent()
    return node is not None and (node.tag == "a" or next(node.iterancestors("a"), None) is not None)


def tidy(title: str) -> str:
    """A title as one clean line of at most 300 characters, without a date glued to its end."""
    text = clean_line(title).lstrip("|• ").rstrip("| ")
    return cap(_GLUED_DATE.sub("", text) or text)


def cap(title: str) -> str:
    """Cut an overlong title at a word, with an ellipsis."""
    if len(title) <= LONGEST:
        return title
    return title[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
