"""Reads a section page of a site into entries: links by selector or by guess, what stands around them, the pager."""

from functools import lru_cache

from cssselect import SelectorError
from lxml.cssselect import CSSSelector

from pipeline.errors import Unreadable
from pipeline.models import Entry, Listing, Page
from pipeline.reading.cards import card_of, read_card
from pipeline.reading.challenges import is_challenge
from pipeline.reading.collecting import Collector
from pipeline.reading.links import likely_items
from pipeline.reading.page_text import page_text
from pipeline.reading.tree import parse
from pipeline.reading.xml_text import Element
from pipeline.source import Source, Way
from pipeline.urls import canonical, refusal, resolve

PAGER_ADDRESSES = ("href", "data-next-url", "data-url", "data-href", "data-next", "content")


def read_listing(page: Page, source: Source, way: Way) -> Listing:
    """Read a listing into entries in page order, with what their cards show, and the address of the next page.

    Links are those `way.item` selects (or the first link inside what it selects), else the strongest list on the
    page. Only addresses on the source's hosts count.

    Raises:
        Unreadable: `empty` where no link was found or none may be asked for, `blocked` for a challenge page,
            `broken` for a body that is no HTML or a selector that is no CSS.
    """
    decoded = page_text(page, source, kind="html")
    root = parse(decoded.text)
    base = _base(root, page)
    links = _selected(root, way.item) if way.item else likely_items(root, base, source.hosts)
    if not links:
        raise _without_links(decoded.text, page, way)
    collector = Collector(page=page, source=source)
    _collect(links, collector, base)
    reasons = (*decoded.reasons, *collector.reasons())
    if not collector.entries:
        raise Unreadable("; ".join((f"none of {len(links)} links may be followed", *reasons)), kind="empty")
    next_url = _next_page(root, base, page, source, way)
    return Listing(entries=tuple(collector.entries.values()), next_url=next_url, reasons=reasons)


def select(root: Element, css: str) -> list[Element]:
    """The elements a selector of the configuration matches, in page order.

    Raises:
        Unreadable: the selector is no CSS.
    """
    try:
        return list(_compiled(css)(root))
    except SelectorError as error:
        raise Unreadable(f"the selector {css!r} is no CSS: {error}") from error


@lru_cache(maxsize=128)
def _compiled(css: str) -> CSSSelector:
    return CSSSelector(css, translator="html")


def _base(root: Element, page: Page) -> str:
    """What relative links hang on: the first `<base>`, else the page."""
    href = next((base.get("href") for base in root.iter("base") if base.get("href")), "")
    return resolve(href, page.url) if href else page.url


def _selected(root: Element, css: str) -> list[Element]:
    found: dict[Element, None] = {}
    for element in select(root, css):
        link = element if element.tag == "a" else next(element.iter("a"), None)
        link = link if link is not None else next(element.iterancestors("a"), None)
        if link is not None and (link.get("href") or "").strip():
            found[link] = None
    return list(found)


def _without_links(text: str, page: Page, way: Way) -> Unreadable:
    if challenge := is_challenge(text, page.status):
        return Unreadable(challenge, kind="blocked")
    if way.item:
        return Unreadable(f"no link matches the selector {way.item!r}", kind="empty")
    return Unreadable("no list of articles found; give the listing an `item` selector", kind="empty")


def _collect(links: list[Element], collector: Collector, base: str) -> None:
    """Make an entry of each link; a second link to the same page only fills what the first left open."""
    addresses = {link: url for link in links if (url := collector.address([link.get("href")], base))}
    pages = {link: canonical(url) for link, url in addresses.items()}
    for link, url in addresses.items():
        card = read_card(link, card_of(link, pages), collector.place)
        stamp = card.stamp
        collector.add(Entry(url=url, title=card.title, summary=card.summary, published=stamp.instant, day=stamp.day))


def _next_page(root: Element, base: str, page: Page, source: Source, way: Way) -> str | None:
    """The page of older items: what `way.next` selects, else the page's own `rel=next`."""
    elements = select(root, way.next) if way.next else root.cssselect("link[rel~=next], a[rel~=next]")
    for element in elements:
        inner = next(element.iter("a"), element)
        for href in (each.get(name) for each in (element, inner) for name in PAGER_ADDRESSES):
            url = resolve(href or "", base, source.hosts) if href else ""
            if url and refusal(url, source.hosts) is None and url != resolve(page.url):
                return url
    return None
