"""Finds when an article was published in a page's JSON-LD; comments, events, related items are never looked into."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from pipeline.characters import clean_line
from pipeline.dates.loose_json import read_loose_json

_FOLLOWED = ("@graph", "mainEntity", "mainentity", "article", "Article", "newsArticle", "NewsArticle", "@list")
_ARTICLE = re.compile(r".{0,40}(?:Article|Posting|Report|Interview|CreativeWork)$")
_PAGE = re.compile(r".{0,20}(?:WebPage|ItemPage|QAPage|AboutPage)$")
_FILM = re.compile(r"(?:Video|Audio|Media)Object$")
_KEYS = ("datePublished", "datepublished", "DatePublished", "dateCreated", "uploadDate", "datePosted")
_MOST_NODES = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A stamp as the JSON-LD gives it; `rank` orders kinds of nodes, 0 is an article."""

    stamp: str
    key: str
    rank: int


def read_json_ld(tree: Any, *, title: str, addresses: frozenset[str]) -> tuple[Published, ...]:
    """The stamps of publication in the page's JSON-LD, the most trusted first.

    Only articles, pages and films speak; of several articles the one with the page's own address or title comes
    first. `addresses` are paths as `path_of` gives them. A node's modification date is never taken.
    """
    claims = []
    for order, node in enumerate(_nodes(tree)):
        rank = _rank(node)
        stamp, key = _stamp(node)
        if rank is not None and stamp:
            claims.append(
                (rank, -_belonging(node, title, addresses), order, Published(stamp=stamp, key=key, rank=rank))
            )
    return tuple(claim[3] for claim in sorted(claims, key=lambda claim: claim[:3]))


def path_of(url: str) -> str:
    """The part of an address two spellings of it share: path and query without a slash at the end."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/").casefold()
    return f"{path}?{parts.query}" if parts.query else path


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    count = 0
    for script in tree.iter("script"):
        if "ld+json" not in script.get("type", "").casefold():
            continue
        queue = [read_loose_json(script.text or "")]
        while queue and count < _MOST_NODES:
            count += 1
            value = queue.pop(0)
            if isinstance(value, list):
                queue.extend(value)
            elif isinstance(value, dict):
                yield value
                queue.extend(value[key] for key in _FOLLOWED if isinstance(value.get(key), dict | list))


def _rank(node: dict[str, Any]) -> int | None:
    named = node.get("@type", node.get("type", ""))
    types = [str(each) for each in named] if isinstance(named, list) else [str(named)]
    for rank, pattern in enumerate((_ARTICLE, _PAGE, _FILM)):
        if any(pattern.match(each) for each in types):
            return rank
    return 0 if types == [""] and ("headline" in node or "articleBody" in node) else 1 if types == [""] else None


def _stamp(node: dict[str, Any]) -> tuple[str, str]:
    for key in _KEYS:
        value = node.get(key)
        while isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, dict):
            value = value.get("@value")
        if isinstance(value, str | int | float) and str(value).strip():
            return str(value), key
    return "", ""


def _belonging(node: dict[str, Any], title: str, addresses: frozenset[str]) -> int:
    own = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    paths = {
        path_of(str(each.get("@id") or each.get("url") or "") if isinstance(each, dict) else str(each or ""))
        for each in own
    }
    headline = _plain(str(node.get("headline") or node.get("name") or ""))
    same_title = bool(headline) and (headline == _plain(title) or (len(headline) > 20 and headline in _plain(title)))  # noqa: PLR2004 - a heading cut short
    return 2 * bool((paths - {"", "/"}) & addresses) + same_title


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", clean_line(text[:600]).casefold()))
