"""Cuts a page's tree into runs of text with what can be seen of each: place, links, surroundings; it chooses nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from pipeline.asides import SILENT, hides

INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "blink", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "noindex", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
WRAPPERS = HEADINGS | {"blockquote", "dd", "dt", "li", "p", "pre", "q", "span"}  # what a paragraph alone stands in

_LETTERS = re.compile(r"\W+")


@dataclass(slots=True, eq=False, kw_only=True)
class Run:
    """A run of text between two block borders.

    `box` is the element that holds it, `parent` the nearest above that is no paragraph or heading itself. `places`
    are the text nodes it is made of, as (element, "text" or "tail"). `linked` counts its letters in links; `soft`
    says that only one `<br>` parts it from the run before. `key` is its letters and digits only.
    """

    box: HtmlElement
    parent: HtmlElement
    soft: bool
    text: str = ""
    key: str = ""
    linked: int = 0
    places: list[tuple[HtmlElement, str]] = field(default_factory=list)

    @property
    def own(self) -> int:
        """Letters that are not in links."""
        return len(self.text) - self.linked

    @property
    def share(self) -> float:
        """The share of letters in links."""
        return self.linked / len(self.text)


def key_of(text: str) -> str:
    """A text's letters and digits only: the same for the same words, however they are spaced and punctuated."""
    return _LETTERS.sub("", text).lower()


def is_hidden(element: HtmlElement) -> bool:
    """Whether an element says of itself that it is not shown."""
    return element.get("hidden") is not None or hides(element.get("style"))


def cut(root: HtmlElement) -> list[Run]:
    """The runs of visible text of a tree in reading order."""
    return [run for run in _runs(root) if run.text]


def _runs(root: HtmlElement) -> Iterator[Run]:
    run, links = _start(root, soft=False), 0
    for event, element in _events(root):
        if event in ("text", "tail"):
            _add(run, element, event, linked=links > 0)
        elif event == "link":
            links += 1
        elif event == "unlink":
            links -= 1
        else:
            yield _finish(run)
            box = element if event == "open" else element.getparent()
            run = _start(box if box is not None else root, soft=event == "br" and bool(run.places))
    yield _finish(run)


def _start(box: HtmlElement, *, soft: bool) -> Run:
    parent = box
    while parent.tag in WRAPPERS and (above := parent.getparent()) is not None:
        parent = above
    return Run(box=box, parent=parent, soft=soft)


def _add(run: Run, element: HtmlElement, event: str, *, linked: bool) -> None:
    text = element.text if event == "text" else element.tail
    if not text:
        return
    run.text += text
    if words := text.split():
        run.places.append((element, event))
        if linked:
            run.linked += sum(map(len, words)) + len(words) - 1


def _finish(run: Run) -> Run:
    run.text = " ".join(run.text.split())
    run.linked = min(run.linked, len(run.text))
    run.key = key_of(run.text)
    return run


def _events(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Text and borders in reading order, without recursion: pages nest as deep as they like."""
    stack: list[tuple[str, HtmlElement]] = [("enter", root)]
    while stack:
        event, element = stack.pop()
        if event != "enter":
            yield event, element
            continue
        if element is not root:
            stack.append(("tail", element))
        tag = element.tag
        if not isinstance(tag, str) or tag in SILENT or is_hidden(element):
            continue
        if tag == "br":
            yield "br", element
            continue
        if tag == "a":
            yield "link", element
            stack.append(("unlink", element))
        elif tag not in INLINE:
            yield "open", element
            stack.append(("close", element))
        stack.extend(("enter", child) for child in reversed(element))
        yield "text", element
