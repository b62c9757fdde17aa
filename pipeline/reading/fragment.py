"""Cuts the chosen runs out of a page's tree as a small piece of HTML with their own markup; the tree is changed."""

from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement, tostring

from pipeline.reading.blocks import Run


def cut_out(runs: Sequence[Run], chosen: Iterable[int]) -> str:
    """The markup around the chosen runs, without any text of others.

    Whatever holds no chosen text goes, but for line breaks; what remains is what the page's author wrote.
    """
    places = {place for index in chosen for place in runs[index].places}
    if not places:
        return ""
    holders = [element if kind == "text" else element.getparent() for element, kind in places]
    root = _common(holders)
    kept = {root}
    for holder in holders:
        box: HtmlElement | None = holder
        while box is not None and box not in kept:
            kept.add(box)
            box = box.getparent()
    _prune(root, kept, places)
    return str(tostring(root, encoding="unicode", with_tail=False))


def _common(elements: Sequence[HtmlElement]) -> HtmlElement:
    """The innermost element that holds all of them."""
    line: list[HtmlElement] = [elements[0], *elements[0].iterancestors()]
    for element in elements[1:]:
        above = {element, *element.iterancestors()}
        line = line[next(place for place, box in enumerate(line) if box in above) :]
    return line[0]


def _prune(root: HtmlElement, kept: set[HtmlElement], places: set[tuple[HtmlElement, str]]) -> None:
    stack = [root]
    while stack:
        box = stack.pop()
        if (box, "text") not in places:
            box.text = None
        for child in list(box):
            if (child, "tail") not in places:
                child.tail = " " if child.tail else None
            if child in kept:
                stack.append(child)
            elif child.tag != "br":
                _remove(box, child)


def _remove(box: HtmlElement, child: HtmlElement) -> None:
    """Take an element out and leave the text behind it where it was."""
    tail, before = child.tail, child.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        box.text = (box.text or "") + tail
    child.tail = None
    box.remove(child)
