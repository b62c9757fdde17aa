"""Gathers the stamps a page carries for machines: unix attributes, JSON-LD, microdata, meta tags, `<time>`.

What stands in comments, lists, captions or beside a modified label is left out.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.dates.jsonld import path_of, read_json_ld
from pipeline.dates.labels import label_of
from pipeline.dates.moments import Moment, Place
from pipeline.dates.places import Layout, Marked, beside_headline, distance
from pipeline.dates.stamps import read_stamp
from pipeline.dates.surroundings import changes_name, names_of
from pipeline.models import DateBasis, Witness

_FAR = 40  # lines between a title and a stamp that may still be the article's
_UNIX_NAME = re.compile(
    r"data-(?:[a-z-]{0,20}(?:unix|timestamp|epoch|time|date|published|pubdate|publish|created|posted|moment)"
    r"[a-z-]{0,12}|ts)"
)
_OTHER_NAME = re.compile(
    r"updat|modif|edit|expir|start|end|event|now|server|current|load|build|read|dura|timer|timeout|run|version|inter|anim"
    r"|delay|comment|cache|format|zone|title|type|range|picker|min|max|from|to$|until|target|toggle|url|src"
)
_OTHER_TIME = re.compile(r"expire|event|start|end(?![a-z])", re.IGNORECASE)
_PROPERTIES = frozenset({"datepublished", "datecreated", "pubdate", "dateposted", "uploaddate", "created", "issued"})
_VOCABULARIES = ("schema:", "dc:", "dcterms:", "sioc:")  # RDFa
_FOREIGN_SCOPE = re.compile(r"Comment|Event|Person|Organi[sz]ation|ImageObject|Review|ItemList|Product|Place|Offer")
# In order of trust.
_META_NAMES = (
    "article:published_time", "article:published", "og:article:published_time", "og:published_time", "published_time",
    "article:post_date", "article.published", "article_date_original", "mediator_published_time", "datepublished",
    "date-published", "date_published", "publishdate", "publish-date", "publish_date", "published-date",
    "published_date", "publication_date", "publicationdate", "publication-date", "pubdate", "pub_date",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "citation_publication_date",
    "citation_date", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created", "dcterms.date",
    "dc.date", "article:created_time", "article:created", "datecreated", "date-creation", "date_created", "created",
    "ptime", "news_date", "newsdate", "displaydate", "release_date", "article:date", "bt:pubdate", "date",
    "timestamp",
)  # fmt: skip
_META_RANK = {name: rank for rank, name in enumerate(_META_NAMES)}
_LONGEST_LINE = 300  # characters of a line in which a label is looked for
_MOST_MARKED = 200  # elements with stamps that are looked at, the nearest to the title first
_HIGHEST = 5  # witnesses of one kind


def find_stamps(tree: Any, layout: Layout, place: Place, *, title: str, url: str) -> tuple[Witness, ...]:
    """All stamps of the page in order of trust (text-format.md, "The date", rule 2)."""
    json_ld = read_json_ld(tree, title=title, addresses=_addresses(tree, url))
    groups: tuple[Iterable[Witness | None], ...] = (
        _unix_attributes(layout, place),
        (_witness(each.stamp, f"JSON-LD {each.key}", place) for each in json_ld if each.rank == 0),
        _microdata(layout, place),
        _meta(tree, place),
        _times(layout, place),
        (_witness(each.stamp, f"JSON-LD {each.key} of the page", place) for each in json_ld if each.rank > 0),
    )
    return tuple(witness for group in groups for witness in _distinct(group))


def stamp_of(element: Any, place: Place) -> tuple[Moment, str] | None:
    """The stamp in an element's own attributes and the attribute's name, for configured selectors."""
    for name in ("datetime", "content", *(name for name in element.attrib if _UNIX_NAME.fullmatch(name)), "title"):
        moment = read_stamp(element.get(name, ""), place)
        if moment is not None:
            return moment, name
    return None


def witness_of(moment: Moment, origin: str, basis: DateBasis = "metadata") -> Witness:
    """A moment as the witness it is."""
    return Witness(basis=basis, origin=origin, day=moment.day, instant=moment.instant, precise=moment.precise)


def _witness(stamp: str, origin: str, place: Place) -> Witness | None:
    moment = read_stamp(stamp, place)
    return None if moment is None else witness_of(moment, origin)


def _distinct(witnesses: Iterable[Witness | None]) -> list[Witness]:
    kept: list[Witness] = []
    for witness in witnesses:
        if witness is not None and all((witness.day, witness.instant) != (each.day, each.instant) for each in kept):
            kept.append(witness)
        if len(kept) == _HIGHEST:
            break
    return kept


def _addresses(tree: Any, url: str) -> frozenset[str]:
    found = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return frozenset(path_of(str(each)) for each in (url, *found[:4])) - {"", "/"}


def _unix_attributes(layout: Layout, place: Place) -> Iterator[Witness | None]:
    for marked in _near(layout):
        for name, value in marked.element.attrib.items():
            if name.startswith("data-") and _UNIX_NAME.fullmatch(name) and not _OTHER_NAME.search(name[5:]):
                yield _witness(value, f"{name} of <{marked.element.tag}>", place)


def _microdata(layout: Layout, place: Place) -> Iterator[Witness | None]:
    for marked in _near(layout, hidden=True):
        element = marked.element
        claimed = f"{element.get('itemprop', '')} {element.get('property', '')}".casefold().split()
        named = {each.rpartition(":")[2] for each in claimed if ":" not in each or each.startswith(_VOCABULARIES)}
        if not named.isdisjoint(_PROPERTIES) and not _is_foreign(element):
            text = element.get("content") or element.get("datetime") or "".join(element.itertext())
            yield _witness(text, f"itemprop {'/'.join(sorted(named & _PROPERTIES))}", place)


def _is_foreign(element: Any) -> bool:
    for holder in element.iterancestors():
        if "itemscope" in holder.attrib or "itemtype" in holder.attrib:
            return _FOREIGN_SCOPE.search(holder.get("itemtype", "")) is not None
    return False


def _meta(tree: Any, place: Place) -> Iterator[Witness | None]:
    ranked = []
    for order, element in enumerate(tree.iter("meta")):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(attribute, "").casefold().strip()
            in_body = attribute == "itemprop" and not any(each.tag == "head" for each in element.iterancestors())
            if name in _META_RANK and not in_body and not (attribute == "http-equiv" and name == "date"):
                ranked.append((_META_RANK[name], order, name, element.get("content", "")))
    for _, _, name, content in sorted(ranked)[:20]:
        yield _witness(content, f"meta {name}", place)


def _times(layout: Layout, place: Place) -> Iterator[Witness | None]:
    claims = []
    for order, marked in enumerate(_near(layout)):
        element = marked.element
        stamp = element.get("datetime") or (element.get("title") if element.tag == "abbr" else None)
        if stamp and element.tag not in ("ins", "del"):
            names = (*names_of(element), element.get("itemprop", ""))
            published = "pubdate" in element.attrib or any(changes_name(name) == "published" for name in names)
            claims.append((not published, order, stamp, element.tag))
    for _, _, stamp, tag in sorted(claims):
        yield _witness(stamp, f"<{tag}>", place)


def _near(layout: Layout, *, hidden: bool = False) -> list[Marked]:
    """The marked elements that can speak for the article, the nearest to the title first."""
    far = _FAR if layout.title >= 0 else len(layout.lines)
    reachable = [
        marked for marked in layout.marked if distance(layout, marked.index) <= far and (hidden or not marked.hidden)
    ]
    nearest = sorted(reachable, key=lambda marked: distance(layout, marked.index))[:_MOST_MARKED]
    return [
        marked for marked in nearest if _says_published(layout, marked) and not beside_headline(layout, marked.index)
    ]


def _says_published(layout: Layout, marked: Marked) -> bool:
    names = (*names_of(marked.element), marked.element.get("itemprop", ""))
    if {changes_name(name) for name in names} - {""} == {"modified"}:
        return False
    if any(_OTHER_TIME.match(name) for name in names):
        return False
    if marked.index >= len(layout.lines) or len(layout.lines[marked.index].text) > _LONGEST_LINE:
        return True
    line = layout.lines[marked.index]
    offset = next((start for start, element in line.pieces if element is marked.element), 0)
    return label_of(line.text[:offset]) not in ("modified", "alien")
