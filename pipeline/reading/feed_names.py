"""Tells which element of a feed means what, across formats and namespaces; it reads no values."""

from functools import lru_cache

from pipeline.reading.xml_text import Element, local_name

ROOTS = frozenset({"rss", "feed", "rdf", "channel"})
ITEMS = frozenset({"item", "entry"})

# A part of a namespace, in lower case, and what its elements are called here. The first that fits counts.
_VOCABULARIES = (
    ("rss/1.0/modules/content", "content"), ("purl.org/dc/terms", "dc"), ("purl.org/dc", "dc"),
    ("/rss/1.0/modules", "other"), ("yandex", "yandex"), ("search.yahoo", "media"), ("mrss", "media"),
    ("itunes", "itunes"), ("feedburner", "feedburner"), ("1999/xhtml", "xhtml"), ("2005/atom", ""),
    ("purl.org/atom", ""), ("purl.org/rss", ""), ("userland.com", ""), ("netscape.com", ""), ("rdf-syntax", "rdf"),
)  # fmt: skip
_PREFIXES = {
    "dc": "dc", "dcterms": "dc", "content": "content", "yandex": "yandex", "turbo": "yandex", "media": "media",
    "itunes": "itunes", "atom": "", "rss": "", "feedburner": "feedburner", "xhtml": "xhtml",
}  # fmt: skip

TITLES = ("title", "dc:title", "media:title", "itunes:title")
SUMMARIES = (
    "description",
    "summary",
    "abstract",
    "dc:description",
    "dc:abstract",
    "itunes:summary",
    "media:description",
)
FULL_TEXTS = (
    "content:encoded",
    "yandex:full-text",
    "full-text",
    "fulltext",
    "content",
    "yandex:content",
    "xhtml:body",
    "body",
    "fullitem",
)
PUBLISHED = ("pubdate", "published", "issued", "dc:date", "dc:issued", "dc:created", "created", "date")
UPDATED = ("updated", "modified", "dc:modified", "lastmod")
CATEGORIES = ("category", "dc:subject", "keywords", "media:category", "media:keywords", "itunes:category")


def is_item(element: Element) -> bool:
    """Whether an element is an entry of a feed."""
    return isinstance(element.tag, str) and local_name(element.tag) in ITEMS


def children_by_name(item: Element) -> dict[str, list[Element]]:
    """An item's children by what they mean: `title`, `dc:date`, `content:encoded` and so on."""
    found: dict[str, list[Element]] = {}
    own = str(item.tag).rpartition("}")[0]
    for child in item:
        if isinstance(child.tag, str):
            found.setdefault(_name(child.tag, own), []).append(child)
    return found


@lru_cache(maxsize=512)
def _name(tag: str, own: str) -> str:
    local = local_name(tag)
    vocabulary = _vocabulary(tag, own)
    if local in ("full-text", "fulltext"):
        return "yandex:full-text"
    return f"{vocabulary}:{local}" if vocabulary else local


def _vocabulary(tag: str, own: str) -> str:
    """What a tag's namespace is called here; empty for the feed's own."""
    space, brace, rest = tag.rpartition("}")
    if brace:
        space = space[1:].lower()
        known = next((name for part, name in _VOCABULARIES if part in space), None)
        return known if known is not None else ("" if space == own[1:].lower() else "other")
    prefix, colon, _ = rest.rpartition(":")
    return _PREFIXES.get(prefix.lower(), "other") if colon else ""
