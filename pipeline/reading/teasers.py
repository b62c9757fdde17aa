"""Finds cards that announce other articles: rows of like elements, each led by a link; it knows no class names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml.html import HtmlElement

from pipeline.boilerplate import is_noise
from pipeline.reading.blocks import Run

HEADLINE = 15  # letters of a link that may be a headline
LINKED = 0.8  # share of letters in links that makes a run a link
LED = 0.2  # share of letters in links of a paragraph led by one
LONG_LINK = 30  # letters of a link that is a headline and no name
LEVELS = 4  # elements above a link that may be its card
ROW = 2  # cards that make a row
LARGEST = 1500  # letters of a card


def find_teasers(runs: Sequence[Run]) -> frozenset[int]:
    """Indexes of the runs that belong to a row of cards.

    A card is an element whose first run is a link and which holds further runs; a row has at least two cards of the
    same tag and class under one element.
    """
    first, last = _extents(runs)
    cards: dict[HtmlElement, int] = {}
    for index, run in enumerate(runs):
        if len(run.text) >= HEADLINE and run.share >= LINKED:
            for box in _holders(run):
                if first[box] == index < last[box] and _letters(runs, index, last[box]) <= LARGEST:
                    cards[box] = index
    rows = Counter(map(_row_of, cards))
    carded = (range(start, last[box] + 1) for box, start in cards.items() if rows[_row_of(box)] >= ROW)
    return frozenset(index for span in carded for index in span) | _led_by_links(runs)


def _led_by_links(runs: Sequence[Run]) -> frozenset[int]:
    """Neighbours of one parent that each begin with a link as long as a headline: a list of articles in prose.

    Below a line that announces other articles (“See also:”) the link may be as short against its text as it likes.
    """
    led, announced = [], False
    for index, run in enumerate(runs):
        leads = run.share < LINKED and _leading_link(run) >= LONG_LINK
        announced = leads and (announced or (index > 0 and is_noise(runs[index - 1].text) is not None))
        if announced or (leads and run.share >= LED):
            led.append(index)
    pairs = [
        (one, other) for one, other in pairwise(led) if other == one + 1 and runs[one].parent is runs[other].parent
    ]
    return frozenset(index for pair in pairs for index in pair)


def _leading_link(run: Run) -> int:
    """Letters of the link a run begins with, 0 where it begins otherwise."""
    element, kind = run.places[0]
    node = element if kind == "text" else element.getparent()
    link = next((box for box in (node, *node.iterancestors()) if box.tag == "a"), None)
    return len(" ".join(link.text_content().split())) if link is not None else 0


def _letters(runs: Sequence[Run], start: int, end: int) -> int:
    return sum(len(run.text) for run in runs[start : end + 1])


def _extents(runs: Sequence[Run]) -> tuple[dict[HtmlElement, int], dict[HtmlElement, int]]:
    first: dict[HtmlElement, int] = {}
    last: dict[HtmlElement, int] = {}
    for index, run in enumerate(runs):
        for box in _holders(run):
            first.setdefault(box, index)
            last[box] = index
    return first, last


def _holders(run: Run) -> Iterator[HtmlElement]:
    box: HtmlElement | None = run.box
    for _ in range(LEVELS):
        if box is None or box.tag in ("body", "html"):
            return
        yield box
        box = box.getparent()


def _row_of(box: HtmlElement) -> tuple[HtmlElement | None, str, str]:
    return box.getparent(), box.tag, box.get("class", "")
