"""Reads sitemaps, sitemap indexes, news sitemaps and lists of addresses; it streams, and stops at its limits."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

import lxml.etree

from pipeline.dates.moments import Place, midday
from pipeline.errors import Unreadable
from pipeline.models import Entry, Listing, Page
from pipeline.reading.collecting import MOST_ENTRIES, Collector
from pipeline.reading.feed_names import ROOTS as FEED_ROOTS
from pipeline.reading.listing_dates import Stamp, read_stamp
from pipeline.reading.page_text import not_a, page_text
from pipeline.reading.plain import plain_title
from pipeline.reading.xml_text import SAFE, Element, XmlText, complaints, find_document, local_name
from pipeline.source import Source, Way
from pipeline.urls import canonical

LARGEST = 52_428_800  # bytes, uncompressed: what the protocol allows (sitemaps.org, "Sitemap file limits")
MOST_CHILDREN = 500  # sitemaps of an index that are told; a crawl follows far fewer
KEPT_AHEAD = 4  # times the entries returned that are held while streaming
CHUNK = 65_536

ROOTS = frozenset({"urlset", "sitemapindex"})
PARTS = frozenset({"url", "sitemap"})
DATES = ("news:publication_date", "publication_date", "lastmod")
_GZIP = b"\x1f\x8b"
_ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)
_ISO = re.compile(r"[12]\d{3}-\d\d")
_COMMA = re.compile(r"[,;]")


@dataclass(frozen=True, slots=True)
class _Found:
    """What a sitemap says of one address, as it says it; `age` sorts as text, the newest last."""

    href: str
    written: tuple[str, ...] = ()
    title: str = ""
    keywords: str = ""
    age: str = ""


def read_sitemap(page: Page, source: Source, way: Way) -> Listing:
    """Read a sitemap into entries, or an index into `children`; the newest first, at most `MOST_ENTRIES`.

    Entries without a date follow the dated ones in the sitemap's order. A well-formed sitemap without entries is an
    empty listing (contract.md, outcome `ok`). Gzip is undone; feeds and plain lists of addresses, which the protocol
    allows as sitemaps, are read too.

    Raises:
        Unreadable: `blocked` for a challenge page, `broken` for anything else that is no sitemap, or a larger one
            than the protocol allows.
    """
    page = _unpacked(page)
    decoded = page_text(page, source, kind="xml")
    document = find_document(decoded.text, ROOTS, "url|sitemap")
    if document is None:
        return _not_xml(page, source, way, decoded.text)
    sieve = _Sieve(page, source)
    reasons = (*decoded.reasons, *document.reasons, *_stream(document, sieve))
    return sieve.listing(reasons)


def _unpacked(page: Page) -> Page:
    """The page with its own gzip undone (a coding the server did not declare), within `LARGEST`."""
    body, packed = page.body, page.body
    if packed.startswith(_GZIP):
        body = b""
    try:
        while packed.startswith(_GZIP) and len(body) <= LARGEST:
            unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
            body += unpacker.decompress(packed, LARGEST + 1 - len(body))
            packed = unpacker.unused_data
    except zlib.error as error:
        raise Unreadable(f"the sitemap's gzip is broken: {error}") from error
    if len(body) > LARGEST:
        raise Unreadable(f"sitemap_too_big: more than {LARGEST} bytes")
    return replace(page, body=body)


def _not_xml(page: Page, source: Source, way: Way, text: str) -> Listing:
    if find_document(text, FEED_ROOTS, "item|entry"):
        from pipeline.reading.feed import read_feed  # noqa: PLC0415 - a feed as a sitemap is rare

        return read_feed(page, source, way)
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    if not lines or "<" in text[:1000] or not _ADDRESS.fullmatch(lines[0].strip()):
        raise not_a("a sitemap", text, page)
    sieve = _Sieve(page, source)
    for line in lines:
        sieve.take("url", _Found(line.strip()))
    return sieve.listing(())


class _Sieve:
    """Keeps the newest of ever so many entries; only these are looked at closely, and counted where refused."""

    def __init__(self, page: Page, source: Source) -> None:
        self._collector = Collector(page=page, source=source)
        self._entries: list[_Found] = []
        self._children: list[_Found] = []

    def take(self, name: str, found: _Found) -> None:
        """An entry (`url`) of the sitemap, or a sitemap (`sitemap`) that an index names."""
        kept = self._entries if name == "url" else self._children
        kept.append(found)
        if len(kept) >= MOST_ENTRIES * KEPT_AHEAD:
            kept.sort(key=lambda one: one.age, reverse=True)
            self._collector.left_out += len(kept) - MOST_ENTRIES * 2
            del kept[MOST_ENTRIES * 2 :]

    def listing(self, reasons: tuple[str, ...]) -> Listing:
        """The newest entries and children, each once."""
        collector = self._collector
        for found, stamp in self._newest_first(self._entries):
            if url := collector.address([found.href] if found.href else []):
                words = tuple(word.strip() for word in _COMMA.split(found.keywords) if word.strip())
                title = plain_title(found.title)
                collector.add(Entry(url=url, title=title, published=stamp.instant, day=stamp.day, categories=words))
        children: dict[str, str] = {}
        for found, _ in self._newest_first(self._children):
            if len(children) < MOST_CHILDREN and (url := collector.address([found.href] if found.href else [])):
                children.setdefault(canonical(url), url)
        entries = tuple(collector.entries.values())
        return Listing(entries=entries, children=tuple(children.values()), reasons=(*reasons, *collector.reasons()))

    def _newest_first(self, kept: list[_Found]) -> list[tuple[_Found, Stamp]]:
        """By what their dates mean; the undated follow, in the sitemap's order."""
        place = self._collector.place
        dated = [(found, _stamp(found.written, place)) for found in kept]
        dated.sort(key=lambda pair: _age(_moment(pair[1], place)))
        return dated


def _stamp(written: tuple[str, ...], place: Place) -> Stamp:
    return next((stamp for text in written if (stamp := read_stamp(text, place))), Stamp())


def _moment(stamp: Stamp, place: Place) -> datetime | None:
    return stamp.instant or (midday(stamp.day, place.zone) if stamp.day else None)


def _age(moment: datetime | None) -> tuple[bool, float]:
    """What sorts the newest first and the undated last; sorting is stable, so these keep their order."""
    return moment is None, -moment.timestamp() if moment else 0.0


def _stream(document: XmlText, sieve: _Sieve) -> tuple[str, ...]:
    """Feed the document through a pull parser, letting go of every element once it is read."""
    names = None if document.prefixed else [f"{{*}}{name}" for name in ("url", "sitemap", "URL", "SITEMAP")]
    parser = lxml.etree.XMLPullParser(events=("end",), tag=names, **SAFE, remove_comments=True, remove_pis=True)
    raw = document.text.encode()
    try:
        for start in range(0, len(raw), CHUNK):
            parser.feed(raw[start : start + CHUNK])
            _take_all(parser.read_events(), sieve)
        parser.close()
        _take_all(parser.read_events(), sieve)
    except lxml.etree.XMLSyntaxError as error:
        return (f"ill-formed XML: {str(error)[:120]}",)
    return complaints(parser)


def _take_all(events: Iterator[tuple[str, Element]], sieve: _Sieve) -> None:
    for _, element in events:
        name = local_name(str(element.tag))
        if name in PARTS and element.getparent() is not None:
            sieve.take(name, _read(element))
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]


def _read(element: Element) -> _Found:
    """The texts of an entry's own children and of its news part; images and videos are parts of their own."""
    texts: dict[str, str] = {"loc": (element.text or "").strip()}
    for child in element:
        name = local_name(str(child.tag))
        if name == "news":
            texts.update((f"news:{local_name(str(part.tag))}", "".join(part.itertext()).strip()) for part in child)
        elif child.text and not (name == "loc" and texts["loc"]):
            texts[name] = child.text.strip()
    written = tuple(text for name in DATES if (text := texts.get(name)))
    age = written[0] if written else ""
    title, keywords = texts.get("news:title", ""), texts.get("news:keywords", "")
    return _Found(texts["loc"], written, title, keywords, age if _ISO.match(age) else "")
