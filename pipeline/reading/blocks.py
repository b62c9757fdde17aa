"""Cuts a page's tree into runs of text with what can be seen of each: its place and its links; it chooses nothing."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from pipeline.asides import SILENT, hides

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "noindex", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
WRAPPERS = HEADINGS | {
    "blockquote",
    "dd",
    "dl",
    "dt",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "span",
    "ul",
}  # what a paragraph alone stands in

_KINDS = {**dict.fromkeys(INLINE, "inline"), **dict.fromkeys(SILENT, "none"), "a": "link", "br": "break"}

Place = tuple[HtmlElement, str]  # a text node: its element, and "text" or "tail" for before or behind its end
_Piece = tuple[HtmlElement, str, str, bool]  # element, "text" or "tail", the text, in a link or not

MOST_RUNS = 5000  # far more than any article's page has; what follows is not looked at

_LETTERS = re.compile(r"\W+")


@dataclass(slots=True, eq=False, kw_only=True)
class Run:
    """A run of text between two block borders.

    `box` is the element that holds it, `parent` the nearest above that holds others too and is no paragraph. `places`
    are the text nodes it is made of, as (element, "text" or "tail"). `own` counts its letters that are not in links,
    `share` is the share of those that are; `soft` says that only one `<br>` parts it from the run before. `key` is its
    letters and digits only.
    """

    box: HtmlElement
    parent: HtmlElement
    soft: bool
    text: str = ""
    key: str = ""
    own: int = 0
    share: float = 0.0
    places: list[Place] = field(default_factory=list)

    @property
    def linked(self) -> int:
        """Letters that are in links."""
        return len(self.text) - self.own


def key_of(text: str) -> str:
    """A text's letters and digits only: the same for the same words, however they are spaced and punctuated."""
    return _LETTERS.sub("", text).lower()


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says of itself that it is not shown."""
    return element.get("hidden") is not None or hides(element.get("style"))


def cut(root: HtmlElement) -> list[Run]:
    """The runs of visible text of a tree in reading order, the first `MOST_RUNS` of them."""
    runs = [_run_of(pieces, soft=soft) for pieces, soft in islice(_gather(root), MOST_RUNS)]
    held = Counter(box for run in runs for box in (run.box, *run.box.iterancestors()))
    for run in runs:
        run.parent = _parent_of(run.box, held)
    return runs


def reveal(root: HtmlElement) -> None:
    """Take back what elements say of being hidden: some pages hide all they hold until their scripts have run."""
    for element in root.iter():
        if isinstance(element.tag, str) and is_hidden(element):
            element.attrib.pop("style", None)
            element.attrib.pop("hidden", None)


def _gather(root: HtmlElement) -> Iterator[tuple[list[_Piece], bool]]:
    """The text nodes between two borders, and whether the border before them is a single line break."""
    pieces: list[_Piece] = []
    links, soft, shows = 0, False, False
    for event, element, kind in _events(root):
        if kind == "link":
            links += 1 if event == "start" else -1
        elif kind == "block" or (kind == "break" and event == "start"):
            if shows:
                yield pieces, soft
            soft = shows and kind == "break"
            pieces, shows = [], False
        words = element.text if event == "start" else element.tail if element is not root else None
        if words and not (kind == "break" and event == "start"):
            pieces.append((element, "text" if event == "start" else "tail", words, links > 0))
            shows = shows or not words.isspace()
    if shows:
        yield pieces, soft


def _run_of(pieces: list[_Piece], *, soft: bool) -> Run:
    text = " ".join("".join([piece[2] for piece in pieces]).split())
    shown = [piece for piece in pieces if not piece[2].isspace()]
    linked = min(sum(len(" ".join(words.split())) for _, _, words, in_link in shown if in_link), len(text))
    box = _block_of(shown[0])
    return Run(
        box=box,
        parent=box,
        soft=soft,
        text=text,
        key=key_of(text),
        own=len(text) - linked,
        share=linked / len(text),
        places=[(element, event) for element, event, _, _ in shown],
    )


def _block_of(piece: _Piece) -> HtmlElement:
    """The nearest element around a text node that is no mere inline markup."""
    element, event = piece[:2]
    box = element if event == "text" else element.getparent()
    while box.tag in INLINE and (above := box.getparent()) is not None:
        box = above
    return box


def _parent_of(box: HtmlElement, held: Mapping[HtmlElement, int]) -> HtmlElement:
    """Climb over paragraphs, and over boxes of one run each that stand beside their like."""
    parent = box
    while box.tag in WRAPPERS or held[box] == 1:
        above = box.getparent()
        if above is None:
            break
        if box.tag in WRAPPERS or _stands_in_row(box):
            parent = above
        box = above
    return parent


def _stands_in_row(box: HtmlElement) -> bool:
    make = box.tag, box.get("class")
    beside = (box.getprevious(), box.getnext())
    return any(other is not None and (other.tag, other.get("class")) == make for other in beside)


def _events(root: HtmlElement) -> Iterator[tuple[str, HtmlElement, str]]:
    """Starts and ends of elements in reading order with what each is: block, break, link, inline; nothing of others.

    Of an element that shows nothing (`none`) and of a comment only the end is told: the text behind it is shown.
    """
    walk = iterwalk(root, events=("start", "end", "comment"))
    skipped: HtmlElement | None = None
    for event, element in walk:
        kind = _KINDS.get(element.tag, "block") if event != "comment" else "none"
        if event == "start" and (kind == "none" or is_hidden(element)):
            walk.skip_subtree()
            skipped = element
        elif event == "start":
            yield event, element, kind
        else:
            yield "end", element, "none" if element is skipped else kind
