"""Turns the text of one channel post into title, paragraphs and tags; it knows nothing of the page around it."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

import lxml.etree

from pipeline.characters import clean_line
from pipeline.reading.plain import shorten
from pipeline.reading.xml_text import Element

LONGEST_TITLE = 120  # characters of a first sentence that stands for a title (text-format.md)
LONGEST_BOLD = 300  # characters; a longer bold line is a paragraph in bold

BOLD = frozenset({"b", "strong"})
BLOCKS = frozenset({"p", "div", "blockquote", "pre", "ul", "ol", "li"})

_TAG = re.compile(r"#[^\W_][\w·-]{1,60}")
_DASH = re.compile(r"^[-–—]\s{1,3}")
_ESCAPED = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|#39);")
_END = re.compile(r"[.!?…]{1,3}[»\"”)]{0,2}(?=\s+[\"«“(—–-]{0,2}\s?[A-ZА-ЯЁӘҒҚҢӨҰҮІЎҶҲӮԱ-Ֆ0-9])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"])(?:[^\W\d_]|гг|им|тов|ст|ул|др|пр|тыс|млн|млрд|руб|стр|ген|полк|проф|акад|см|англ|рус|mr|mrs|dr|st)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a post; `bold` where all its words are, `first` where an empty line stands before it."""

    text: str
    bold: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What a post says: `content` is HTML of paragraphs and lists, without a title that was a line of its own."""

    title: str
    content: str
    tags: tuple[str, ...] = ()


def read_post(element: Element) -> Post | None:
    """Read a post's text; None where it has no words.

    The title is the bold first line, else the first sentence, at most `LONGEST_TITLE` characters
    (text-format.md); lines of nothing but tags are left out.
    """
    lines = list(_lines(element))
    tags = tuple(dict.fromkeys(tag[1:] for line in lines for tag in _TAG.findall(line.text)))
    lines = [line for line in lines if any(char.isalnum() for char in _TAG.sub("", line.text))]
    if not lines:
        return None
    title, rest = _title(lines)
    return Post(title=title, content=as_html(rest or lines), tags=tags)


def as_html(lines: list[Line]) -> str:
    """Paragraphs, and lists where neighbouring lines are items; bullets go."""
    pieces: list[str] = []
    items: list[str] = []
    for number, line in enumerate(lines):
        if items and (line.first or not (_is_item(line) or items[-1].endswith(";"))):
            pieces.append(_block(items))
            items = []
        following = lines[number + 1] if number + 1 < len(lines) else None
        starts = _is_item(line) and following is not None and not following.first and _is_item(following)
        if items or starts:
            items.append(line.text)
        else:
            pieces.append(f"<p>{escape(line.text, quote=False)}</p>")
    return "\n".join((*pieces, *([_block(items)] if items else [])))


def first_sentence(text: str, longest: int = LONGEST_TITLE) -> str:
    """A text's first sentence, cut at a word where it is longer."""
    for match in _END.finditer(text, 0, longest + 10):
        sentence = text[: match.end()]
        if not _ABBREVIATION.search(sentence):
            return shorten(sentence, longest)
    return shorten(text, longest)


def without_signs(text: str) -> str:
    """A title without the pictures and bullets at its ends."""
    start, end = 0, len(text)
    while start < end and _is_sign(text[start]):
        start += 1
    while end > start and _is_sign(text[end - 1]):
        end -= 1
    return text[start:end]


def _title(lines: list[Line]) -> tuple[str, list[Line]]:
    """The title and the lines it leaves over: bold lines that open the post belong to it."""
    bold: list[Line] = []
    for line in lines:
        if not line.bold or (bold and line.first):
            break
        bold.append(line)
    joined = without_signs(" ".join(line.text for line in bold))
    if joined and len(joined) > LONGEST_BOLD:
        bold, joined = bold[:1], without_signs(bold[0].text)
    if joined and len(joined) <= LONGEST_BOLD:
        return joined, lines[len(bold) :]
    return first_sentence(without_signs(lines[0].text)), lines


def _block(items: list[str]) -> str:
    told = "".join(f"<li>{escape(_DASH.sub('', without_signs(item)), quote=False)}</li>" for item in items)
    return f"<ul>{told}</ul>"


def _is_item(line: Line) -> bool:
    return line.text.endswith(";") or (_is_sign(line.text[0]) and line.text[0] != "#")


def _is_sign(char: str) -> bool:
    return char.isspace() or char in "•·▪*\ufe0f\u20e3" or unicodedata.category(char) in ("So", "Sk", "Cn", "Co")


def _lines(element: Element) -> Iterator[Line]:
    runs: list[tuple[str, bool]] = []
    first = True
    for text, bold in (*_runs(element), ("\n", False)):
        for number, piece in enumerate(text.split("\n")):
            if number:
                line = _line(runs, first=first)
                runs = []
                first = line is None
                if line:
                    yield line
            runs.append((piece, bold))


def _line(runs: list[tuple[str, bool]], *, first: bool) -> Line | None:
    text = clean_line("".join(piece for piece, _ in runs))
    text = clean_line(unescape(text)) if _ESCAPED.search(text) else text
    worded = [bold for piece, bold in runs if any(char.isalnum() for char in piece)]
    return Line(text=text, bold=bool(worded) and all(worded), first=first) if text else None


def _runs(element: Element) -> Iterator[tuple[str, bool]]:
    """Text with whether it is bold; `<br>` and blocks as line ends."""
    depth = 0
    for event, node in lxml.etree.iterwalk(element, events=("start", "end")):
        named = isinstance(node.tag, str)
        breaks = "\n\n" if node.tag in BLOCKS and node is not element else ""
        depth += (node.tag in BOLD) * (1 if event == "start" else -1)
        if event == "end":
            text = breaks + ("" if node is element else node.tail or "")
        else:
            text = "\n" * (node.tag == "br") + breaks + ((node.text or "") if named else "")
        if text:
            yield text, depth > 0
