"""Walks the chosen article and yields its blocks as plain text; it never decides which part of a page is the article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from pipeline.characters import clean_line

BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr html main nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
SILENT = frozenset(
    "audio button canvas embed figcaption form head iframe img input math meta nav noscript object script select "
    "style svg template textarea title video".split()
)
HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
LISTS = frozenset(("ol", "ul"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of an article: a paragraph is one line, a list has its items as lines.

    `linked` is the share of its letters that stand in links.
    """

    text: str
    kind: str = "paragraph"
    linked: float = 0.0


@dataclass(slots=True)
class _Line:
    """Text gathered since the last block border."""

    pieces: list[str] = field(default_factory=list)
    linked: int = 0

    def add(self, text: str, *, in_link: bool) -> None:
        self.pieces.append(text)
        if in_link:
            self.linked += len(text.strip())


_LINE_BREAKS = re.compile(r"\n[ \t\r\n\xa0]*\n")


def walk(html: str) -> tuple[Block, ...]:
    """The blocks of an HTML fragment in reading order; markup, scripts and captions do not survive."""
    soup = BeautifulSoup(html, "lxml")
    return tuple(_blocks(soup))


def _blocks(soup: BeautifulSoup) -> Iterator[Block]:
    line, kind = _Line(), "paragraph"
    for event, node in _events(soup):
        if event == "text":
            line.add(re.sub(r"\s+", " ", str(node)), in_link=node.find_parent("a") is not None)
        elif node.name == "br":
            line.add("\n", in_link=False)
        elif node.name in LISTS and event == "list":
            yield from _flush(line, kind)
            line = _Line()
            items = [clean_line(item.get_text(" ")) for item in node.find_all("li")]
            text = "\n".join(item for item in items if item)
            links = sum(len(a.get_text(" ", strip=True)) for a in node.find_all("a"))
            if text:
                yield Block(text=text, kind="list", linked=links / len(text))
        else:
            yield from _flush(line, kind)
            line = _Line()
            kind = "heading" if event == "open" and node.name in HEADINGS else "paragraph"
    yield from _flush(line, kind)


def _events(root: Tag) -> Iterator[tuple[str, Tag]]:
    stack: list[tuple[str, object]] = [("enter", root)]
    while stack:
        event, node = stack.pop()
        if event == "close":
            yield event, node
        elif isinstance(node, PreformattedString):
            continue
        elif isinstance(node, NavigableString):
            yield "text", node
        elif isinstance(node, Tag) and node.name not in SILENT:
            if node.name in LISTS:
                yield "list", node
            elif node.name == "br":
                yield "break", node
            else:
                if node.name in BLOCKS:
                    yield "open", node
                    stack.append(("close", node))
                stack.extend(("enter", child) for child in reversed(node.contents))


def _flush(line: _Line, kind: str) -> Iterator[Block]:
    text = "".join(line.pieces)
    total = len(text.strip()) or 1
    for part in _LINE_BREAKS.split(text):
        cleaned = clean_line(part)
        if cleaned:
            yield Block(text=cleaned, kind=kind, linked=min(1.0, line.linked / total))
