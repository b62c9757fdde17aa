"""Tells the lead of an article from its first paragraph; a page without a lead of its own has none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.boilerplate import is_noise
from pipeline.cleaning import Block
from pipeline.dates.datelines import read_dateline
from pipeline.dates.lines import DateLine, read_date_line
from pipeline.reading.blocks import HEADINGS, Run, key_of
from pipeline.reading.cards import LONGEST_DATE, is_date
from pipeline.reading.signs import is_aside

SHORTEST = 25  # characters
FEW_WORDS = 3  # a summary has at least
SHORTEST_NAMED = 10  # characters of a lead whose element says that it is one
LONGEST = 700  # characters; more is a paragraph
SLACK = 6  # words more that the first paragraph may take to say the same
LONG_LEAD = 4  # paragraphs that a lead may take its words from
MANY_WORDS = 12  # of a lead that may repeat several paragraphs
TURNED = 0.8  # share of its turns of words that stand in these
OVERLAP = 0.85  # share of a lead's words at the start of the first paragraph that makes it a repetition

_NAMED = re.compile(
    r"(?:^|[-_ ])(?:lead|lede|announce?(?:-text)?|anons|sub-?title|sub-?head(?:line|ing)?|intro|summary|preview-text"
    r"|overview|standfirst|deck|dek|perex|excerpt|description|descr|vrez|podzag\w{0,9})(?:$|[-_ ])",
    re.IGNORECASE,
)
_GLUE = " ,.;:|/–—-()[]"
_ENDS = ".!?…:;,"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORDS = re.compile(r"\w+")


def is_named_lead(run: Run) -> bool:
    """Whether the run's element, or one of the two above it, calls itself a lead."""
    element: HtmlElement | None = run.box
    for _ in range(3):
        if element is None or element.tag in ("article", "body", "main"):
            return False
        names = _CAMEL.sub("-", f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}")
        if _NAMED.search(names):
            return True
        element = element.getparent()
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A lead and the run it stands in."""

    text: str
    run: int


def find_lead(
    runs: Sequence[Run],
    chosen: Sequence[int],
    headline: int | None,
    claims: Sequence[str],
) -> Lead | None:
    """The page's own lead, None where it has none.

    Args:
        runs: The page's text in reading order.
        chosen: Indexes of the runs of the article.
        headline: Index of the title's run.
        claims: What metadata and the feed give as description, as letters and digits.
    """
    start = headline + 1 if headline is not None else min(chosen, default=0)
    within = frozenset(chosen)
    prose = [index for index in chosen if runs[index].own >= SHORTEST][:2]
    for index in range(start, prose[-1] + 1 if prose else 0):
        run = runs[index]
        if index not in within and is_aside(run.parent):
            continue
        line = read_date_line(run.text)
        if line is not None and sums_up(line) and index <= prose[0]:
            return Lead(text=line.rest, run=index)
        if line is None and _may_lead(run) and _leads(runs, index, chosen, headline, claims):
            return Lead(text=run.text, run=index)
    return None


def sums_up(line: DateLine) -> bool:
    """Whether the words after a clock are a summary rather than a rubric."""
    return line.found.clock is not None and len(line.rest.split()) >= FEW_WORDS


def _may_lead(run: Run) -> bool:
    shortest = SHORTEST if len(run.text) >= SHORTEST or not is_named_lead(run) else SHORTEST_NAMED
    if not shortest <= len(run.text) <= LONGEST or run.share > 0.5:  # noqa: PLR2004 - half of it a link
        return False
    return sum(word.isalpha() for word in _WORDS.findall(run.text)) > 1 and not is_noise(run.text)


def _leads(runs: Sequence[Run], index: int, chosen: Sequence[int], headline: int | None, claims: Sequence[str]) -> bool:
    run = runs[index]
    if is_named_lead(run):
        return True
    if _is_described(run, claims) and _stands_apart(run, runs, index, chosen):
        return True
    if run.text[-1:] not in _ENDS and _precedes_dateline(runs, index, chosen):
        return True
    above = headline is not None and not any(headline < other < index for other in chosen)
    return run.box.tag in HEADINGS and above and run.text[-1:] != ":"


def _precedes_dateline(runs: Sequence[Run], index: int, chosen: Sequence[int]) -> bool:
    """Whether the next paragraph is the first of the text, for it begins with a dateline."""
    following = next((runs[other] for other in chosen if other > index), None)
    return following is not None and read_dateline(following.text) is not None


def _is_described(run: Run, claims: Sequence[str]) -> bool:
    return any(run.key and (run.key == claim or (len(claim) > 40 and run.key.startswith(claim))) for claim in claims)  # noqa: PLR2004 - letters


def _stands_apart(run: Run, runs: Sequence[Run], index: int, chosen: Sequence[int]) -> bool:
    """Whether a lead is of another make than the paragraph below it."""
    following = next((runs[other] for other in chosen if other > index and runs[other].own >= SHORTEST), None)
    if following is None:
        return False
    return _make(run) != _make(following)


def _make(run: Run) -> tuple[object, ...]:
    bold = all(_is_strong(element if kind == "text" else element.getparent()) for element, kind in run.places)
    return run.box.tag, run.box.get("class", ""), run.parent, bold


def _is_strong(element: HtmlElement | None) -> bool:
    for _ in range(4):
        if element is None:
            return False
        if element.tag in ("b", "strong", "em", "i"):
            return True
        element = element.getparent()
    return False


def repeats(lead: str, blocks: Sequence[Block], title: str) -> bool:
    """Whether a lead says nothing that the title or the start of the first paragraph does not say in the same words."""
    own = _WORDS.findall(lead.lower())
    if not own or repeats_title(lead, title):
        return True
    if not blocks:
        return False
    first = blocks[0].text
    dateline = read_dateline(first)
    start = first[len(dateline.text) :] if dateline else first
    if key_of(lead) in (key_of(first[: len(lead) * 2]), key_of(start)) or key_of(start).startswith(key_of(lead)):
        return True
    words = set(_WORDS.findall(start.lower())[: len(own) + SLACK])
    if len(own) > SLACK and sum(word in words for word in own) >= OVERLAP * len(own):
        return True
    whole = _WORDS.findall(" ".join((start, *(block.text for block in blocks[1:LONG_LEAD]))).lower())
    turns = _turns(own)
    return len(own) >= MANY_WORDS and len(turns & _turns(whole)) >= TURNED * len(turns)


def _turns(words: Sequence[str]) -> set[tuple[str, ...]]:
    """All runs of three words."""
    return {tuple(words[index : index + 3]) for index in range(len(words) - 2)}


def repeats_title(text: str, title: str) -> bool:
    """Whether a text is the title, alone or with nothing but a date or clock glued to it on either side."""
    if key_of(text) == key_of(title):
        return True
    if not len(title) < len(text) <= len(title) + LONGEST_DATE:
        return False
    low, own = text.casefold(), title.casefold()
    if low.startswith(own):
        return is_date(text[len(title) :].strip(_GLUE))
    return low.endswith(own) and is_date(text[: -len(title)].strip(_GLUE))
