"""Reads an article page into title, lead and paragraphs; it judges nothing and touches no network, clock or file."""

import re
from datetime import datetime

import lxml.html


from pipeline.boilerplate import is_noise
from pipeline.charset import decode
from pipeline.characters import clean_line
from pipeline.cleaning import walk
from pipeline.errors import Unreadable
from pipeline.models import Article, Entry, Page
from pipeline.reading.challenges import is_challenge
from pipeline.reading.tree import parse
from pipeline.source import Source


def read_article(page: Page, source: Source, entry: Entry | None, *, first_seen: datetime) -> Article:
    """Read, clean and date one article page."""
    from pipeline.dates.page import find_witnesses
    from pipeline.dates.rule import decide

    decoded = decode(page.body, page.content_type, source.encoding)
    if reason := is_challenge(decoded.text, page.status):
        raise Unreadable(reason, kind="blocked")
    tree = parse(decoded.text)
    title = _title(tree, entry)
    paragraphs = _body(tree, title)
    if not paragraphs:
        raise Unreadable("no article on the page", kind="empty")
    witnesses = find_witnesses(tree, source=source, url=page.url, first_seen=first_seen, title=title)
    dated = decide(
        witnesses=witnesses, entry=entry, url=page.url, lines=(title, *paragraphs),
        raw_text=tree.text_content(), source=source, first_seen=first_seen,
    )  # fmt: skip
    return Article(url=page.url, title=title, lead=None, paragraphs=paragraphs, dated=dated)


def _title(tree: lxml.html.HtmlElement, entry: Entry | None) -> str:
    for heading in tree.iter("h1"):
        if text := clean_line(heading.text_content()):
            return text
    return entry.title if entry else clean_line(tree.findtext(".//title") or "")


def _body(tree: lxml.html.HtmlElement, title: str) -> tuple[str, ...]:
    from trafilatura import bare_extraction

    document = bare_extraction(tree, favor_precision=True, include_comments=False)
    if document is None or isinstance(document, dict):
        return ()
    html = lxml.html.tostring(document.body, encoding="unicode")
    html = re.sub(r"<(/?)list\b", r"<\1ul", html)
    html = re.sub(r"<(/?)item\b", r"<\1li", html)
    html = re.sub(r"<(/?)head\b[^>]{0,80}>", r"<\1h2>", html)
    html = re.sub(r"<(/?)lb\b", r"<\1br", html)
    texts = dict.fromkeys(block.text for block in walk(html) if not is_noise(block.text))
    return tuple(text for text in texts if text != title)
