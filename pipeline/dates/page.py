"""Asks a whole page when its article was published; every place that claims a day becomes a witness.

It decides nothing: `rule` weighs the witnesses.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from lxml.cssselect import CSSSelector
from lxml.etree import XPathError

from pipeline.characters import clean_line
from pipeline.dates.metadata import find_stamps, stamp_of, witness_of
from pipeline.dates.moments import Place
from pipeline.dates.places import Layout, walk_page
from pipeline.dates.stamps import read_stamp
from pipeline.dates.visible import find_visible, read_visible
from pipeline.models import Witness
from pipeline.source import Source

_MOST_VISIBLE = 3
_LONGEST_SELECTED = 300  # characters of a configured element that are looked at


def find_witnesses(  # noqa: PLR0913 - what a page is read with
    tree: Any,
    *,
    source: Source,
    url: str,
    first_seen: datetime,
    selectors: tuple[str, ...] = (),
    title: str = "",
    article: Any = None,
) -> tuple[Witness, ...]:
    """All places of a page that claim the day of its article, in order of trust.

    Args:
        tree: the root of the whole page (lxml.html); it is not changed.
        source: gives the zone and what its clock is worth.
        url: the page's address; it tells the article from others in JSON-LD.
        first_seen: aware; `вчера` and days without a year count from it.
        selectors: configured CSS of the date, tried in order.
        title: the article's title as read; it tells the right heading.
        article: the element that holds the article, where it is known.

    Returns:
        Witnesses in the order of text-format.md, "The date", rule 2: configured selectors, unix attributes, JSON-LD,
        meta tags, `<time>`, the visible date. A witness with the basis `dateline` is a bare date line that belongs to
        the statement itself and not to the page (rule 1).
    """
    place = Place.of(source, first_seen)
    layout = walk_page(tree, title=title, article=article)
    witnesses = [
        *_selected(tree, selectors, place),
        *find_stamps(tree, layout, place, title=title, url=url),
    ]
    return (*witnesses, *_visible(layout, place, has_stamps=bool(witnesses)))


def _selected(tree: Any, selectors: tuple[str, ...], place: Place) -> Iterator[Witness]:
    for selector in selectors:
        try:
            elements = CSSSelector(selector, translator="html")(tree)
        except (SyntaxError, XPathError):  # a selector refused here was let in by no configuration check
            continue
        for element in elements[:5]:
            witness = _read_selected(element, selector, place)
            if witness is not None:
                yield witness
                return


def _read_selected(element: Any, selector: str, place: Place) -> Witness | None:
    stamped = stamp_of(element, place)
    if stamped is not None:
        return witness_of(stamped[0], f"{selector} ({stamped[1]})")
    text = clean_line("".join(element.itertext()))[:_LONGEST_SELECTED]
    if element.tag in ("script", "meta"):
        moment = read_stamp(text, place)
        return None if moment is None else witness_of(moment, selector)
    moment = read_visible(text, place)
    return None if moment is None else witness_of(moment, f"{selector} (“{text[:40]}”)", "page")


def _visible(layout: Layout, place: Place, *, has_stamps: bool) -> Iterator[Witness]:
    """The visible dates; a bare line that another date of the page outranks is the statement's own."""
    sights = find_visible(layout, place)
    first = [sight for sight in sights if not sight.is_change]
    sights = tuple(first) if first or has_stamps else sights
    best = sights[0] if sights and sights[0].is_bare and not has_stamps else None
    paged = [sight for sight in sights if sight is best or not sight.is_bare]
    own = [sight for sight in sights if sight.is_bare and best is None]
    for sight in own[:1]:
        yield witness_of(sight.moment, f"date line “{sight.text}”", "dateline")
    for sight in paged[:_MOST_VISIBLE]:
        yield witness_of(sight.moment, f"visible “{sight.text}”", "page")
