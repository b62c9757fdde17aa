"""Walks the chosen article and yields its blocks as plain text; which part of a page is the article it is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PreformattedString, Tag

from pipeline.asides import BESIDE, HOLDS, SILENT, hides, is_beside
from pipeline.characters import clean_line
from pipeline.dates.lines import read_date_line

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LISTS = frozenset(("ol", "ul"))
BORDERS = HEADINGS | frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
MOST_OF_IT = 0.4  # share of the article's letters that no element beside it can hold
LONGEST_CELL = 200  # letters; a table with a longer cell is there for layout
LONGEST_DATE = 60  # characters of a line that may be a date
LONGEST_ITEM = 80  # letters; a list item with two paragraphs longer than this is there for layout

_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?…:][»”\"')\]]{0,2}$")
_SENTENCE_START = re.compile(r"[«“„\"'(\[]{0,2}(?:[A-ZА-ЯЁӘҒҚҢӨҰҮІЎҶҲӮԱ-Ֆ]|\d)|[-–—•*·] ?\S")
_BULLET = re.compile(r"^[•·▪■●◦‣*–—-] ?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of an article: a paragraph is one line, a list or table has its items as lines.

    `kind` is paragraph, heading, list or strong (a paragraph all in bold); `linked` is the share of its letters that
    stand in links; `led` are the letters of the link it begins with, of a list the shortest that an item begins with.
    """

    text: str
    kind: str = "paragraph"
    linked: float = 0.0
    led: int = 0


class _Piece(NamedTuple):
    text: str
    linked: bool = False
    bold: bool = False


@dataclass(slots=True)
class _Line:
    """What has been read since the last border."""

    pieces: list[_Piece] = field(default_factory=list)
    kind: str = "paragraph"
    links: int = 0
    bolds: int = 0


def walk(html: str) -> tuple[Block, ...]:
    """The blocks of an HTML fragment in reading order; no markup, script, form, caption or hidden text survives."""
    soup = BeautifulSoup(html, "lxml")
    return tuple(_blocks(soup, len(soup.get_text())))


def _blocks(soup: BeautifulSoup, letters: int) -> Iterator[Block]:
    line = _Line()
    for event, node in _events(soup, letters):
        if isinstance(node, NavigableString):
            line.pieces.append(_Piece(_SPACE.sub(" ", node), line.links > 0, line.bolds > 0))
        elif event == "whole":
            yield from _flush(line)
            yield from _listed(node)
        elif node.name == "br":
            line.pieces.append(_Piece("\n"))
        elif node.name == "a":
            line.links += 1 if event == "open" else -1
        elif node.name in ("b", "strong"):
            line.bolds += 1 if event == "open" else -1
        else:
            yield from _flush(line)
            line.kind = "heading" if event == "open" and node.name in HEADINGS else "paragraph"
    yield from _flush(line)


def _events(root: Tag, letters: int) -> Iterator[tuple[str, Tag | NavigableString]]:
    """Text and borders in reading order, without recursion: pages nest as deep as they like."""
    stack: list[tuple[str, object]] = [("open", node) for node in reversed(root.contents)]
    while stack:
        event, node = stack.pop()
        if isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):
                yield "text", node
        elif not isinstance(node, Tag) or (event == "open" and _is_left_out(node, letters)):
            continue
        elif event == "open" and (_is_list(node) or _is_data_table(node)):
            yield "whole", node
        else:
            if node.name in BORDERS or node.name in ("a", "b", "strong", "br"):
                yield event, node
            if event == "open" and node.name != "br":
                stack.append(("close", node))
                stack.extend(("open", child) for child in reversed(node.contents))


def _is_left_out(node: Tag, letters: int) -> bool:
    if node.name in SILENT or node.has_attr("hidden") or hides(str(node.get("style") or "")):
        return True
    if node.name in HOLDS:
        return False
    names = " ".join(map(str, (*node.get_attribute_list("class"), node.get("id"))))
    beside = node.name in BESIDE or is_beside(names)
    return beside and len(node.get_text()) <= MOST_OF_IT * letters


def _is_list(node: Tag) -> bool:
    """Whether an element is a list of items rather than a column of articles."""
    if node.name not in LISTS:
        return False
    for item in node.find_all("li"):
        parts = [part for part in item.find_all(("p", "div")) if len(part.get_text()) > LONGEST_ITEM]
        if len(parts) > 1:
            return False
    return node.find("li") is not None


def _is_data_table(node: Tag) -> bool:
    if node.name != "table" or node.find(("table", "p", "div", "ul", "ol", "h1", "h2", "h3")):
        return False
    rows = [row.find_all(("td", "th")) for row in node.find_all("tr")]
    wide = [row for row in rows if len(row) > 1]
    return len(wide) > 1 and all(len(cell.get_text()) <= LONGEST_CELL for row in rows for cell in row)


def _listed(node: Tag | NavigableString) -> Iterator[Block]:
    """A list or a table as one block, a line for an item or row; what is nested in an item is an item of its own."""
    assert isinstance(node, Tag)
    parts = node.find_all("tr" if node.name == "table" else "li")
    lines: list[str] = []
    linked, led = 0, LONGEST_CELL
    for part in parts:
        strings = [text for text in part.strings if text.find_parent(("li", "tr")) is part]
        joint = " " if node.name == "table" else ""
        line = _BULLET.sub("", clean_line(joint.join(strings)), count=1)
        if line:
            lines.append(line)
            linked += sum(len(text.strip()) for text in strings if text.find_parent("a") is not None)
            led = min(led, _leading_link(strings))
    if lines:
        text = "\n".join(lines)
        yield Block(text=text, kind="list", linked=min(1.0, linked / len(text)), led=led)


def _leading_link(strings: list[NavigableString]) -> int:
    """Letters of the link that an item's first words stand in, 0 where they stand in none."""
    first = next((text for text in strings if text.strip()), None)
    link = first.find_parent("a") if first is not None else None
    return len(link.get_text().strip()) if link is not None else 0


def _flush(line: _Line) -> Iterator[Block]:
    pieces, kind = line.pieces, line.kind
    line.pieces, line.kind = [], "paragraph"
    for part in _parts(pieces):
        text = "\n".join(clean for clean in map(clean_line, "".join(piece.text for piece in part).split("\n")) if clean)
        letters = sum(len(piece.text.strip()) for piece in part)
        if not text or not letters:
            continue
        linked = sum(len(piece.text.strip()) for piece in part if piece.linked) / letters
        bold = all(piece.bold for piece in part if piece.text.strip())
        if "\n" in text:
            yield Block(text=text, kind="list", linked=linked)
        else:
            yield Block(text=text, kind="strong" if bold and kind == "paragraph" else kind, linked=linked)


def _parts(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Cut at empty lines, and at a single `<br>` between two sentences; keep a typed list together, a line an item."""
    whole: list[_Piece] = []
    listed = False
    for line in _lines(pieces):
        text = _text(line)
        before = _text(whole)
        if whole and text and before.endswith(";"):
            whole = [*(whole if listed else _without_bullet(whole)), _Piece("\n"), *_without_bullet(line)]
            listed = True
        elif not text or _parts_here(before, text):
            yield whole
            whole, listed = line if text else [], False
        else:
            whole = [*whole, _Piece(" "), *line]
    yield whole


def _parts_here(before: str, text: str) -> bool:
    """Whether a single line break parts two paragraphs: after a date line, or between two sentences."""
    if len(before) < LONGEST_DATE and (line := read_date_line(clean_line(before))) is not None and not line.rest:
        return True
    return _SENTENCE_END.search(before) is not None and _SENTENCE_START.match(text) is not None


def _lines(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    line: list[_Piece] = []
    for piece in pieces:
        if piece.text == "\n":
            yield line
            line = []
        else:
            line.append(piece)
    yield line


def _text(pieces: list[_Piece]) -> str:
    return "".join(piece.text for piece in pieces).strip()


def _without_bullet(line: list[_Piece]) -> list[_Piece]:
    """A line of a typed list without its bullet, which may stand in a piece of its own."""
    bare = list(line)
    while bare and not bare[0].text.strip():
        bare.pop(0)
    return [bare[0]._replace(text=_BULLET.sub("", bare[0].text.lstrip(), count=1)), *bare[1:]] if bare else []
