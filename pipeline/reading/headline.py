"""Finds the article's own headline among the page's runs; never the site's name, its section or a ticker."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.boilerplate import is_noise
from pipeline.characters import clean_line
from pipeline.reading.blocks import HEADINGS, Place, Run

NEAREST = "line above the text"  # the origin of a title that is no heading
TITLE_TAG = "title tag"  # the origin of a title that holds the site's name and sections
STEM = 5  # letters of a word that are compared where forms differ
LONGEST = 300  # characters of a title
SHORTEST = 8  # characters below which a heading says nothing
PROSE = 80  # characters of unlinked text that make a run prose
NEAR = 12  # runs below a headline within which its article begins
LINKED = 0.8  # share of letters in links that makes a heading a link
EQUAL = 0.6  # of two headings this close in score the first is the title, the second its sub-title
ALIKE = 0.75  # likeness to a claim from which plain text may be the headline
GOOD = 2.5  # score from which a run of the page is trusted to be the headline
RANKS = {"h1": 3.0, "h2": 1.5, "h3": 1.0, "h4": 0.7, "h5": 0.5, "h6": 0.5}

_SEPARATOR = re.compile(r" ?[|›•] ?| [-–—:»·/] | ?:{2,3} ?")
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
    """A title, which reader gave it, and the last run it stands in (None where the page's text does not show it)."""

    text: str
    origin: str
    run: int | None = None


def words_of(text: str) -> frozenset[str]:
    """The lower-case words of a text, for comparing titles."""
    return frozenset(_WORDS.findall(text[: 2 * LONGEST].lower()))


def find_headline(runs: Sequence[Run], claims: Sequence[tuple[str, str]], site: str = "") -> Headline | None:
    """The best headline of a page.

    Args:
        runs: The page's text in reading order.
        claims: (origin, title) as metadata and the feed say it, best first; used as witnesses of what stands on
            the page, and in its place where no heading stands there.
        site: The site's name where the page tells it.
    """
    wanted = [words_of(part) for _, claim in claims for part in (claim, *parts_of(claim))]
    scored = [
        (score, index)
        for index, run in enumerate(runs)
        if (len(run.text) <= LONGEST + 100 or run.box.tag in HEADINGS) and (score := _score(runs, index, wanted)) > 0
    ]
    best = max((score for score, _ in scored), default=0.0)
    if best >= GOOD:
        index = next(index for score, index in scored if score > best - EQUAL)
        text, last = _whole(runs, index, wanted)
        return Headline(text=tidy(text, site), origin="headline", run=last)
    for origin, claim in claims:
        if text := tidy(longest_part(claim) if origin == TITLE_TAG else claim, site):
            return Headline(text=text, origin=origin)
    return None


def _whole(runs: Sequence[Run], index: int, wanted: Sequence[frozenset[str]]) -> tuple[str, int]:
    """A heading's words and the index of its last run: one broken by `<br>` is put together where a claim says so."""
    text, last = own_words(runs[index], wanted), index
    likeness = _likeness(text, wanted)
    for after in range(index + 1, min(index + 4, len(runs))):
        if runs[after].box is not runs[index].box or not runs[after].soft:
            break
        joined = f"{text} {runs[after].text}"
        if _likeness(joined, wanted) <= likeness:
            break
        text, last, likeness = joined, after, _likeness(joined, wanted)
    return text, last


def _likeness(text: str, wanted: Sequence[frozenset[str]]) -> float:
    own = words_of(text)
    return max((agreement(own, claim) for claim in wanted), default=0.0)


def find_nearest(runs: Sequence[Run], chosen: Sequence[int]) -> Headline | None:
    """The short line right above an article that speaks of the same; for pages whose title tag is the site's alone."""
    body = {word[:STEM] for index in chosen[:3] for word in words_of(runs[index].text) if len(word) >= STEM}
    for index in range(chosen[0] - 1, max(-1, chosen[0] - 6), -1):
        text = runs[index].text
        common = {word[:STEM] for word in words_of(text)} & body
        if SHORTEST * 2 <= len(text) <= LONGEST and text[-1:] not in ".;,:" and len(common) > 1 and not is_noise(text):
            return Headline(text=tidy(text), origin=NEAREST, run=index)
    return None


def _score(runs: Sequence[Run], index: int, wanted: Sequence[frozenset[str]]) -> float:
    run = runs[index]
    heading = _heading(run.box)
    rank = RANKS.get(heading.tag, 0.0) if heading is not None else 0.0
    names = f"{run.box.get('class', '')} {run.box.get('id', '')}"
    named = _NAMED.search(names)
    likeness = _likeness(run.text, wanted)
    if likeness < ALIKE and rank < 1 and not named:
        return 0.0
    score = rank + 4 * likeness
    holder = heading if heading is not None else run.box
    if holder.get("itemprop") == "headline":
        score += 2
    if named or _NAMED.search(f"{holder.get('class', '')} {holder.get('id', '')}"):
        score += 1.0 if rank else 1.6
    if _OWN.search(names):
        score += 1
    if len(run.text) < SHORTEST or is_noise(run.text):
        score -= 3
    if run.share > LINKED:
        score -= 4 if _leads_home(run) else 0.8 if _OWN.search(names) else 1.5
    if any(below.own >= PROSE for below in runs[index + 1 : index + NEAR]):
        score += 1
    return score


def _leads_home(run: Run) -> bool:
    """Whether a linked block is the site's sign: its link leads to the root of the site."""
    links = [run.box, *run.box.iter("a"), *run.box.iterancestors("a")]
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


def own_words(run: Run, wanted: Sequence[frozenset[str]]) -> str:
    """A heading's text, without a linked tag or an element of its own (a rubric, a clock) that no claim knows of."""
    pieces = [(child_of(place, run.box), _text_of(place)) for place in run.places]
    parts = dict.fromkeys(child for child, _ in pieces if child is not None)
    answers = [run.text, *("".join(text for child, text in pieces if child is not part) for part in parts)]
    if run.linked:
        answers.append(" ".join(_text_of(place) for place in run.places if not _in_link(place)))
    likeness = [_likeness(answer, wanted) for answer in answers]
    best = max(range(len(answers)), key=lambda index: (likeness[index], -len(answers[index])))
    return answers[best] if len(answers[best].strip()) >= SHORTEST else run.text


def child_of(place: Place, box: HtmlElement) -> HtmlElement | None:
    """The child of a box that holds a text node, None where the node is the box's own."""
    element, kind = place
    child: HtmlElement | None = element if kind == "text" else element.getparent()
    if child is box:
        return None
    while child is not None and child.getparent() is not box:
        child = child.getparent()
    return child


def _text_of(place: Place) -> str:
    element, kind = place
    return (element.text if kind == "text" else element.tail) or ""


def _in_link(place: Place) -> bool:
    element, kind = place
    node = element if kind == "text" else element.getparent()
    return node is not None and (node.tag == "a" or next(node.iterancestors("a"), None) is not None)


def tidy(title: str, site: str = "") -> str:
    """A title as one clean line of at most 300 characters, without the site's name or a date glued to its end."""
    text = clean_line(title).lstrip("|• ").rstrip("| ")
    if site and len(text) > len(site):
        text = _without_site(text, site)
    return cap(_GLUED_DATE.sub("", text) or text)


def _without_site(title: str, site: str) -> str:
    """A title without the site's name, where a separator sets it off at either end."""
    name = site.casefold()
    for separator in _SEPARATOR.finditer(title[: 2 * LONGEST]):
        head, tail = title[: separator.start()].strip(), title[separator.end() :].strip()
        if tail.casefold() == name and head:
            return head
        if head.casefold() == name and tail:
            return tail
    return title


def is_cut(title: str) -> bool:
    """Whether a title had to be cut at 300 characters."""
    return len(title) > LONGEST * 0.8 and title.endswith("…")


def cap(title: str) -> str:
    """Cut an overlong title at a word, with an ellipsis."""
    if len(title) <= LONGEST:
        return title
    return title[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"
