"""Reads the parts of a page that a source's configuration names by CSS; it knows no page but by its selectors."""

from datetime import date

from lxml.cssselect import CSSSelector
from lxml.etree import XPathError
from lxml.html import HtmlElement

from pipeline.source import Layout, Source


def layouts_for(source: Source, day: date | None) -> tuple[Layout, ...]:
    """The layouts a page of this day may have: those not yet over, the first to end first, those without end last."""
    ordered = sorted(source.layouts, key=lambda layout: (layout.until is None, layout.until or date.max))
    return tuple(layout for layout in ordered if day is None or layout.until is None or day <= layout.until)


def first_of(tree: HtmlElement, selectors: tuple[str, ...]) -> tuple[str, list[HtmlElement]]:
    """The first selector that finds an element with text, and what it finds."""
    for selector in selectors:
        found = [element for element in select(tree, selector) if element.text_content().strip()]
        if found:
            return selector, found
    return "", []


def select(tree: HtmlElement, selector: str) -> list[HtmlElement]:
    """All elements a selector names; none for one that is no CSS (the configuration was checked before)."""
    try:
        return [element for element in CSSSelector(selector, translator="html")(tree) if hasattr(element, "tag")]
    except (SyntaxError, XPathError):
        return []


def outermost(elements: list[HtmlElement]) -> list[HtmlElement]:
    """Elements that lie in none of the others: a selector may name a box and its paragraphs alike."""
    chosen = set(elements)
    return [element for element in elements if chosen.isdisjoint(element.iterancestors())]
