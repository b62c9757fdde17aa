"""Reads articles that a page carries as data for its scripts (Next.js, Inertia and their like), not as markup."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml.html import HtmlElement

from pipeline.reading.headline import agreement, words_of

MOST_NODES = 20_000  # values looked at
DEEPEST = 12  # levels
LEAST = 200  # characters of a body worth reading
TITLES = ("headline", "title", "name", "header")
LEADS = ("lead", "subtitle", "announce", "description", "summary", "excerpt", "anons", "preview")
BODIES = (
    "articleBody", "body", "content", "content_blocks", "contentBlocks", "blocks", "text", "html", "full_text",
    "fulltext", "detail_text", "paragraphs",
)  # fmt: skip

_STATE = re.compile(r"window\.__[A-Z_]{3,40}__\s{0,5}=\s{0,5}")
_TAG = re.compile(r"<[a-zA-Z/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Embedded:
    """An article found in a page's data; `html` is markup of paragraphs."""

    title: str
    lead: str
    html: str


def read_embedded(tree: HtmlElement, page_title: str) -> Embedded | None:
    """The article a page holds as data: the longest text beside a title that is the page's own."""
    own = words_of(page_title)
    best: tuple[float, Embedded] | None = None
    for value in _values(tree):
        for found in _articles(value):
            score = len(found.html) * (0.1 + agreement(words_of(found.title), own))
            if best is None or score > best[0]:
                best = (score, found)
    return best[1] if best else None


def _values(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("id") == "__NEXT_DATA__" or script.get("type") == "application/json":
            yield from _parsed(text)
        elif match := _STATE.search(text[:500]):
            yield from _parsed(text[match.end() :])
    for app in tree.xpath("//*[@data-page][1]"):
        yield from _parsed(app.get("data-page"))


def _parsed(text: str) -> Iterator[Any]:
    try:
        yield json.JSONDecoder(strict=False).raw_decode(text.strip())[0]
    except (ValueError, RecursionError):
        return


def _articles(root: Any) -> Iterator[Embedded]:
    stack, seen = [(root, 0)], 0
    while stack and seen < MOST_NODES:
        value, depth = stack.pop()
        seen += 1
        if isinstance(value, dict):
            html = next((html for key in BODIES if len(html := _html(value.get(key))) >= LEAST), "")
            title = next((value[key] for key in TITLES if isinstance(value.get(key), str)), "")
            if html and title:
                lead = next((value[key] for key in LEADS if isinstance(value.get(key), str)), "")
                yield Embedded(title=title, lead=lead, html=html)
        if depth < DEEPEST and isinstance(value, dict | list):
            children = value.values() if isinstance(value, dict) else value
            stack.extend((child, depth + 1) for child in children if isinstance(child, dict | list))


def _html(value: Any, depth: int = 0) -> str:
    """Markup of a body, be it a string, a list of strings or a list of blocks with their text in a field."""
    if isinstance(value, str):
        return value if _TAG.search(value) else "".join(f"<p>{escape(line)}</p>" for line in value.split("\n") if line)
    if isinstance(value, list) and depth < DEEPEST:
        return "".join(_html(part, depth + 1) for part in value[:500])
    if isinstance(value, dict) and depth < DEEPEST:
        if str(value.get("type", "")).lower() in ("image", "photo", "video", "gallery", "embed", "media", "banner"):
            return ""
        parts = (_html(value.get(key), depth + 1) for key in (*BODIES, "items", "children", "value"))
        return next((html for html in parts if html), "")
    return ""
