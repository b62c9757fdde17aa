"""What a page says of itself to machines: JSON-LD, meta tags, the title tag; nothing of it is believed here."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from pipeline.characters import clean_line

MOST_SCRIPTS = 20  # JSON-LD scripts read of one page
DEEPEST = 6  # levels of nested JSON-LD searched for an article
ARTICLES = re.compile(r"article|posting|report|interview|review", re.IGNORECASE)

_COMMENT = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|^\s{0,20}//[^\n]{0,40}$", re.MULTILINE)
_GLUED = re.compile(r"(?<=[а-яёa-z0-9»\")][.!?…])(?=[«\"“(]?[A-ZА-ЯЁ][^\s.]{2})")
_MARKUP = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Machine-readable claims, cleaned of markup; `body` keeps its line breaks, `titles` go from best to worst.

    `is_article` says that the page calls itself one.
    """

    titles: tuple[str, ...] = ()
    description: str = ""
    site: str = ""
    body: str = ""
    is_article: bool = False
    page_title: str = ""


def read_metadata(tree: HtmlElement) -> Metadata:
    """Collect what JSON-LD, Open Graph, Twitter and plain meta tags and the title tag say."""
    metas = _metas(tree)
    article = next(_articles(tree), {})
    titles = (_text(article.get("headline")), metas.get("og:title", ""), metas.get("twitter:title", ""))
    description = metas.get("og:description") or metas.get("description") or _text(article.get("description"))
    page_title = clean_line(" ".join(tree.xpath("string((//head//title | //title)[1])").split()))
    return Metadata(
        titles=tuple(dict.fromkeys(title for title in titles if title)),
        description=description,
        site=metas.get("og:site_name") or _name(article.get("publisher")),
        body=_body(article.get("articleBody")),
        is_article=bool(article) or metas.get("og:type", "") == "article" or "article:published_time" in metas,
        page_title=page_title,
    )


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = clean_line(meta.get("content") or "")
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    for value in linked_data(tree):
        yield from _typed(value, DEEPEST)


def linked_data(tree: HtmlElement) -> Iterator[Any]:
    """The JSON-LD values of a page that can be parsed."""
    scripts = [node for node in tree.iter("script") if "ld+json" in (node.get("type") or "").lower()]
    for script in scripts[:MOST_SCRIPTS]:
        try:
            yield json.loads(_COMMENT.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue


def _typed(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for part in value[:50]:
            yield from _typed(part, depth)
    elif isinstance(value, dict) and depth:
        if ARTICLES.search(_text(value.get("@type"))) and (value.get("headline") or value.get("articleBody")):
            yield value
        for part in (value.get("@graph"), value.get("mainEntity"), value.get("mainEntityOfPage")):
            yield from _typed(part, depth - 1)


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = " ".join(part for part in value if isinstance(part, str))
    return clean_line(_plain(value)) if isinstance(value, str) else ""


def _body(value: Any) -> str:
    return _plain(value) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    return _text(value.get("name")) if isinstance(value, dict) else _text(value)


def _plain(value: str) -> str:
    """JSON-LD as publishers write it: with tags in it, and entities escaped once more."""
    if "&" in value:
        value = html.unescape(value)
    return _MARKUP.sub(" ", value)


def paragraphs_of(body: str) -> str:
    """A machine-readable body as markup: its lines, or where it has none the sentences run together without a blank."""
    lines = body.split("\n") if "\n" in body.strip() else _GLUED.split(body)
    return "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
