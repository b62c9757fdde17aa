"""Reads a rendered feed back and says what is wrong with it; it repairs nothing.

The rules are those of RFC 4287, the RSS 2.0 specification with the RSS Advisory Board's profile, JSON Feed 1.1 and
OPML 2.0, as far as the W3C feed validator reports them.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

from feeds.links import web_address
from feeds.markup import is_clean

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a rendered feed says of itself: the faults found, and the instant of each entry by guid."""

    faults: tuple[str, ...]
    entries: Mapping[str, datetime]


def read_back(content: bytes, suffix: str) -> ReadBack:
    """Check the bytes of a feed in the format of `suffix` (`atom`, `rss`, `json`)."""
    readers: dict[str, Callable[[bytes], ReadBack]] = {"atom": _atom, "rss": _rss, "json": _json}
    try:
        return readers[suffix](content)
    except (etree.XMLSyntaxError, json.JSONDecodeError, UnicodeDecodeError) as error:
        return ReadBack((f"not well-formed: {error}",), {})


def _parse(content: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _atom(content: bytes) -> ReadBack:
    root = _parse(content)
    faults = _missing("feed", root, [f"{ATOM}{name}" for name in ("id", "title", "updated")])
    faults += [] if root.tag == f"{ATOM}feed" else ["the root is no atom:feed"]
    faults += [] if root.find(f"{ATOM}link[@rel='self']") is not None else ["no self link"]
    entries: list[tuple[str, str]] = []
    for entry in root.iterfind(f"{ATOM}entry"):
        guid = entry.findtext(f"{ATOM}id") or ""
        wanted = ("id", "title", "updated", "published", "author/", "content", "link")
        faults += _missing(guid, entry, [ATOM + name.replace("/", f"/{ATOM}name") for name in wanted])
        faults += _bad_links(guid, [link.get("href") or "" for link in entry.iterfind(f".//{ATOM}link")])
        faults += _bad_markup(guid, entry.findtext(f"{ATOM}content") or "")
        faults += [] if read_instant(entry.findtext(f"{ATOM}updated")) else [f"{guid}: updated is no RFC 3339 date"]
        entries.append((guid, entry.findtext(f"{ATOM}published") or ""))
    faults += [] if read_instant(root.findtext(f"{ATOM}updated")) else ["updated is no RFC 3339 date"]
    return _concluded(faults, entries, read_instant)


def _rss(content: bytes) -> ReadBack:
    root = _parse(content)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or channel is None:
        return ReadBack(("the root is no rss 2.0 with a channel",), {})
    faults = _missing("channel", channel, ["title", "link", "description", "lastBuildDate", f"{ATOM}link"])
    faults += _bad_links("channel", [channel.findtext("link") or ""])
    entries: list[tuple[str, str]] = []
    for item in channel.iterfind("item"):
        guid = item.findtext("guid") or ""
        wanted = ["title", "link", "description", "guid", "pubDate", f"{DC}creator", f"{CONTENT}encoded"]
        faults += _missing(guid, item, wanted)
        faults += _bad_links(guid, [item.findtext("link") or ""])
        faults += _bad_markup(guid, item.findtext(f"{CONTENT}encoded") or "")
        entries.append((guid, item.findtext("pubDate") or ""))
    return _concluded(faults, entries, _rfc822)


def _json(content: bytes) -> ReadBack:
    root = json.loads(content)
    wanted = ("version", "title", "home_page_url", "feed_url", "items")
    faults = [f"feed: no {name}" for name in wanted if name not in root]
    entries: list[tuple[str, str]] = []
    for item in root.get("items", ()):
        guid = str(item.get("id", ""))
        needed = ("id", "url", "title", "content_html", "date_published", "date_modified", "authors")
        faults += [f"{guid}: no {name}" for name in needed if not item.get(name)]
        faults += _bad_links(guid, [item.get("url", "")])
        faults += _bad_markup(guid, item.get("content_html", ""))
        entries.append((guid, item.get("date_published", "")))
    return _concluded(faults, entries, read_instant)


def _concluded(faults: list[str], entries: list[tuple[str, str]], read: Callable[[Any], datetime | None]) -> ReadBack:
    seen: dict[str, datetime] = {}
    for guid, told in entries:
        instant = read(told)
        if guid in seen:
            faults.append(f"{guid}: stands twice")
        if instant is None:
            faults.append(f"{guid}: {told!r} is no date of this format")
        else:
            seen[guid] = instant
    return ReadBack(tuple(faults), seen)


def read_instant(told: str | None) -> datetime | None:
    """An instant as ISO 8601 writes it; None where it is none, or has no zone."""
    try:
        instant = datetime.fromisoformat(told or "")
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def _missing(where: str, element: etree._Element, names: Iterable[str]) -> list[str]:
    def filled(name: str) -> bool:
        found = element.find(name)
        return found is not None and bool((found.text or "").strip() or found.get("href"))

    return [f"{where}: no {name.rpartition('}')[2]}" for name in names if not filled(name)]


def _bad_links(where: str, links: Iterable[str]) -> list[str]:
    return [f"{where}: {link!r} is no plain web address" for link in links if web_address(link) != link]


def _bad_markup(where: str, markup: str) -> list[str]:
    return [] if is_clean(markup) else [f"{where}: markup outside the allowlist"]


def _rfc822(told: str | None) -> datetime | None:
    try:
        instant = parsedate_to_datetime(told or "")
    except (ValueError, TypeError):
        return None
    return instant if instant.tzinfo else None
