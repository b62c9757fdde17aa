"""Reads RSS, Atom, RDF and CDF feeds into entries, however badly they are made; it never resolves an entity."""

import base64
import binascii
import re
from collections.abc import Iterator
from html import escape, unescape

import lxml.etree

from pipeline.characters import xml_safe
from pipeline.dates.moments import Place
from pipeline.errors import Unreadable
from pipeline.models import Entry, Listing, Page
from pipeline.reading import feed_names as names
from pipeline.reading.collecting import MOST_ENTRIES, Collector
from pipeline.reading.listing_dates import Stamp, read_stamp
from pipeline.reading.page_text import not_a, page_text
from pipeline.reading.plain import plain_line, plain_title
from pipeline.reading.xml_text import Element, find_document, local_name, parse
from pipeline.source import Source, Way
from pipeline.urls import urlscheme

MOST_CATEGORIES = 50

Fields = dict[str, list[Element]]

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPED_TAG = re.compile(r"&lt;/?(?:p|br|div|a|b|i|em|strong|span|h[1-6]|ul|ol|li|img|blockquote)\b", re.IGNORECASE)
_NAMESPACE = re.compile(r"\sxmlns(?::[\w.-]{1,40})?=\"[^\"<>]*\"")
_LINES = re.compile(r"\n[ \t\r]{0,99}\n")


def read_feed(page: Page, source: Source, way: Way) -> Listing:
    """Read a feed of any format and age into entries, in its own order, at most `MOST_ENTRIES`.

    Raises:
        Unreadable: `blocked` for a challenge page, `broken` for anything that is no feed, `empty` for a feed
            without an item the source may ask for.
    """
    decoded = page_text(page, source, kind="xml")
    document = find_document(decoded.text, names.ROOTS, "item|entry")
    if document is None:
        raise not_a("a feed", decoded.text, page)
    try:
        root, complaints = parse(document, page.url)
    except ValueError as error:
        raise Unreadable(f"the feed is no XML: {str(error)[:100]}") from error
    collector = Collector(page=page, source=source)
    found = 0
    for found, item in enumerate(_items(root), start=1):
        if found > MOST_ENTRIES:
            collector.left_out += 1
        elif entry := _entry(item, collector, way):
            collector.add(entry)
    reasons = (*decoded.reasons, *complaints, *collector.reasons())
    if not collector.entries:
        raise Unreadable(
            "; ".join((f"the feed has {found} items", *reasons)) if found else _barren(reasons), kind="empty"
        )
    return Listing(entries=tuple(collector.entries.values()), reasons=reasons)


def _barren(reasons: tuple[str, ...]) -> str:
    return "; ".join(("the feed has no items", *reasons))


def _items(root: Element) -> Iterator[Element]:
    return (element for element in root.iter(lxml.etree.Element) if names.is_item(element))


def _entry(item: Element, collector: Collector, way: Way) -> Entry | None:
    fields = names.children_by_name(item)
    url = collector.address(_links(item, fields), _base(item, fields))
    if url is None:
        return None
    content = full_text(fields, whole=way.full_text)
    stamp = read_date(item, fields, collector.place)
    return Entry(
        url=url,
        title=next((title for markup in _markups(fields, names.TITLES) if (title := plain_title(markup))), ""),
        summary=_summary(fields) or plain_line(content),
        published=stamp.instant,
        day=stamp.day,
        categories=read_categories(fields),
        content=content,
    )


def _base(item: Element, fields: Fields) -> str:
    """What an item's relative links hang on; lxml has resolved every `xml:base` against the page."""
    return next((link.base for link in fields.get("link", ()) if link.base), item.base) or ""


def _links(item: Element, fields: Fields) -> list[str]:
    """Where an item may lead, the likeliest first."""
    found = [text_of(element) for element in fields.get("feedburner:origlink", ())]
    links = [link for link in fields.get("link", ()) if _attribute(link, "rel").lower() in ("", "alternate")]
    links.sort(key=lambda link: "html" not in (_attribute(link, "type") or "html").lower())
    found += [_attribute(link, "href") or text_of(link) for link in links]
    guids = sorted(fields.get("guid", ()), key=lambda guid: _attribute(guid, "ispermalink").lower() == "false")
    names_of_item = [text_of(element) for element in (*guids, *fields.get("id", ()))]
    names_of_item.append(_attribute(item, "about"))
    found += [name for name in names_of_item if urlscheme(name) in ("http", "https")]
    found += [_attribute(element, "href") for element in (item, *fields.get("a", ()))]
    return [link for link in found if link.strip()]


def _attribute(element: Element, name: str) -> str:
    """An attribute by its local name in any case."""
    value = element.get(name)
    if value is None:
        value = next((text for key, text in element.items() if local_name(str(key)) == name), "")
    return str(value)


def text_of(element: Element) -> str:
    """All text of an element, stripped."""
    return "".join(element.itertext()).strip()


def markup_of(element: Element) -> str:
    """An element's content as HTML, whether it was escaped, inline XML, base64 or declared plain text."""
    kind, mode = _attribute(element, "type").lower(), _attribute(element, "mode").lower()
    if any(isinstance(child.tag, str) for child in element):
        return _inner(element)
    text = text_of(element)
    if mode == "base64" or (not mode and "/" in kind and not re.search("text|xml", kind)):  # RFC 4287 §4.1.3.3
        try:
            text = base64.b64decode(text, validate=False).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return ""
    return escape(text, quote=False) if kind in ("text", "text/plain") and mode != "escaped" else text


def _inner(element: Element) -> str:
    """An element's inline XML as HTML: no prefixes, no namespaces."""
    for node in element.iter(lxml.etree.Element):
        if node is not element:
            node.tag = local_name(str(node.tag))
    pieces = [lxml.etree.tostring(child, encoding="unicode", method="html") for child in element]
    return escape(element.text or "", quote=False) + _NAMESPACE.sub("", "".join(pieces))


def _markups(fields: Fields, wanted: tuple[str, ...]) -> Iterator[str]:
    return (markup for name in wanted for element in fields.get(name, ()) if (markup := markup_of(element)))


def _summary(fields: Fields) -> str:
    return next((line for markup in _markups(fields, names.SUMMARIES) if (line := plain_line(markup))), "")


def full_text(fields: Fields, *, whole: bool) -> str:
    """The article as HTML where an item carries it; with `whole` the description stands in for it."""
    found = max(_markups(fields, names.FULL_TEXTS), key=len, default="")
    if not found and whole:
        found = max(_markups(fields, names.SUMMARIES), key=len, default="")
    return _as_html(xml_safe(found))


def _as_html(text: str) -> str:
    if _TAG.search(text):
        return text
    if _ESCAPED_TAG.search(text):
        return unescape(text)
    text = unescape(text).strip()
    lines = _LINES.split(text) if _LINES.search(text) else text.split("\n")
    return "\n".join(f"<p>{escape(line.strip(), quote=False)}</p>" for line in lines if line.strip())


def read_date(item: Element, fields: Fields, place: Place) -> Stamp:
    """When an item was published, else changed; an empty stamp where it does not say."""
    written = [text_of(element) for name in (*names.PUBLISHED, *names.UPDATED) for element in fields.get(name, ())]
    written.append(_attribute(item, "lastmod"))
    return next((stamp for text in written if (stamp := read_stamp(text, place))), Stamp())


def read_categories(fields: Fields) -> tuple[str, ...]:
    """An item's categories and tags, each once."""
    found: dict[str, None] = {}
    for name in names.CATEGORIES:
        for element in fields.get(name, ()):
            written = [element.text or "", *(_attribute(element, key) for key in ("label", "term", "text"))]
            pieces = written[0].split(",") if name.endswith("keywords") else written
            found.update(dict.fromkeys(line for piece in pieces if (line := plain_title(piece))))
    return tuple(found)[:MOST_CATEGORIES]
