"""Walks a page once and says where things stand: its lines, its title, elements with stamps; it reads no dates."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from pipeline.characters import clean_line
from pipeline.dates.headings import find_heading
from pipeline.dates.surroundings import is_hidden, is_outside

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "select", "option", "textarea", "head", "math",
    "object", "canvas", "video", "audio",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "link", "mark", "meta", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt",
    "u", "var", "img", "wbr",
})  # fmt: skip
_STAMPED = frozenset({"datetime", "itemprop", "property", "pubdate"})
_MOST_LINES = 4000
PARAGRAPH = 140  # characters from which a line is a paragraph
_AT_THE_TITLE = 6  # lines after a title that are its own, links or not
_HEADLINE_LINK = 25  # characters of a link that is the headline of another article


@dataclass(slots=True, kw_only=True)
class Line:
    """One visible line of what may be the article: a block's text between its breaks.

    `pieces` say which element each part came from. `linked` counts the characters of the longest link in it.
    """

    index: int
    text: str = ""
    pieces: list[tuple[int, Any]] = field(default_factory=list)
    linked: int = 0

    def element_at(self, offset: int) -> Any:
        """The innermost element that holds the character at an offset of `text`."""
        held = self.pieces[0][1]
        for start, element in self.pieces:
            if start > offset:
                break
            held = element
        return held

    @property
    def is_headline(self) -> bool:
        """True for a line that is the link to another article."""
        return self.linked >= _HEADLINE_LINK and self.linked * 10 >= len(self.text) * 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An element that may carry a stamp in its attributes, and the line it stands at."""

    element: Any
    index: int
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What one walk over a page found; what is outside the article is not in it.

    `title` is the index of the title's line, -1 where the page has none.
    """

    lines: tuple[Line, ...]
    marked: tuple[Marked, ...]
    title: int


class _Around(NamedTuple):
    """What holds for an element because of the elements around it; `link` is the link it is in."""

    hidden: bool = False
    link: Any = None


def walk_page(tree: Any, *, title: str = "", article: Any = None) -> Layout:
    """Walk the whole page once.

    `tree` is the page's root, `title` the title as read elsewhere (it tells the right heading from others), `article`
    the element that holds the article, where it is known. What holds the title or the article is never outside.
    """
    heading = find_heading(tree, title=title, article=article)
    walk = _Walk(heading, _holders(heading) | _holders(article))
    walk.visit(tree)
    return Layout(lines=tuple(walk.lines), marked=tuple(walk.marked), title=walk.title)


def distance(layout: Layout, index: int) -> int:
    """How far a line is from the title, counted in lines; what stands before the title is twice as far."""
    after = index - max(layout.title, 0)
    return after if after >= 0 else 2 * -after + 2


def beside_headline(layout: Layout, index: int) -> bool:
    """True where a line away from the title stands next to a link that is the headline of another article."""
    if layout.title >= 0 and layout.title - 1 <= index < _first_paragraph(layout):
        return False
    near = (index - 1, index, index + 1)
    return any(
        layout.lines[each].is_headline for each in near if 0 <= each < len(layout.lines) and each != layout.title
    )


def _first_paragraph(layout: Layout) -> int:
    below = layout.lines[layout.title + 1 : layout.title + 1 + _AT_THE_TITLE]
    return next((line.index for line in below if len(line.text) >= PARAGRAPH), layout.title + _AT_THE_TITLE)


def _holders(element: Any) -> frozenset[Any]:
    return frozenset() if element is None else frozenset((element, *element.iterancestors()))


class _Walk:
    """The state of one walk; there is no recursion because foreign pages nest without bound."""

    def __init__(self, heading: Any, home: frozenset[Any]) -> None:
        self.heading, self.home = heading, home
        self.lines: list[Line] = []
        self.marked: list[Marked] = []
        self.title = -1
        self._raw: list[tuple[str, Any, _Around]] = []

    def visit(self, tree: Any) -> None:
        stack: list[tuple[Any, _Around, bool]] = [(tree, _Around(), False)]
        while stack and len(self.lines) < _MOST_LINES:
            element, around, is_left = stack.pop()
            if is_left or not isinstance(element.tag, str):
                self._leave(element, around)
                continue
            if element.tag not in _INLINE:
                self._close()
            stack.append((element, around, True))
            if element.tag not in _SKIPPED and (element in self.home or not is_outside(element)):
                inside = self._enter(element, around)
                stack.extend((child, inside, False) for child in element.iterchildren(reversed=True))
        self._close()

    def _enter(self, element: Any, around: _Around) -> _Around:
        if element is self.heading:
            self.title = len(self.lines)
        link = None if element in self.home else element if element.tag == "a" else around.link
        inside = _Around(hidden=around.hidden or is_hidden(element), link=link)
        if any(name in _STAMPED or name.startswith("data-") for name in element.attrib) or element.tag == "abbr":
            self.marked.append(Marked(element=element, index=len(self.lines), hidden=inside.hidden))
        self._add(element.text, element, inside)
        return inside

    def _leave(self, element: Any, around: _Around) -> None:
        if isinstance(element.tag, str) and element.tag not in _INLINE:
            self._close()
        if element.tail:
            self._add(element.tail, element.getparent(), around)

    def _add(self, text: str | None, element: Any, around: _Around) -> None:
        if text and not around.hidden and element is not None and (self._raw or not text.isspace()):
            self._raw.append((text, element, around))

    def _close(self) -> None:
        if self._raw:
            line = _join(self._raw, len(self.lines))
            self._raw = []
            if line.text:
                self.lines.append(line)


def _join(raw: list[tuple[str, Any, _Around]], index: int) -> Line:
    line = Line(index=index)
    blank = False
    links: dict[Any, int] = {}
    for text, element, around in raw:
        part = clean_line(text)
        if part:
            # two elements' numbers side by side are two numbers: <span>2025</span><span>14:33</span>
            blank = (blank or text[0].isspace() or (line.text[-1:].isdigit() and part[0].isdigit())) and bool(line.text)
            line.text += " " if blank else ""
            line.pieces.append((len(line.text), element))
            line.text += part
            if around.link is not None:
                links[around.link] = links.get(around.link, 0) + len(part)
        blank = (blank and not part) or text[-1].isspace()
    line.linked = max(links.values(), default=0)
    return line
