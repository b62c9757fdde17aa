"""Gives the markup of a drafted article, without what is not its own; the tree it came from is changed."""

from collections.abc import Sequence

from lxml.html import HtmlElement, tostring

from pipeline.reading.blocks import Run
from pipeline.reading.drafts import Draft
from pipeline.reading.fragment import cut_out
from pipeline.reading.selecting import select
from pipeline.source import Layout


def markup_of(made: Draft, tree: HtmlElement, runs: Sequence[Run], layouts: Sequence[Layout]) -> str:
    """The body's markup, whichever reader found it."""
    if made.html or not made.has_body:
        return made.html
    if made.chosen:
        return cut_out(runs, made.chosen)
    for layout in layouts:
        for selector in layout.remove:
            for element in select(tree, selector):
                if element not in made.elements and element.getparent() is not None:
                    element.drop_tree()
    parts = (tostring(element, encoding="unicode", with_tail=False) for element in made.elements)
    return "".join(f"<div>{part}</div>" for part in parts)
