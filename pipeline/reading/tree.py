"""Parses a page once, within limits, and says when the parser lost text; it decides nothing about the content."""

import re

import lxml.html

from pipeline.errors import Unreadable

LONGEST_TAG = 65_536  # characters; libxml2 needs quadratic time in the attributes of one tag
DEEPEST = 253  # elements; libxml2 drops what lies deeper without huge_tree

_TAG_START = re.compile(r"<[a-zA-Z!/?]")


def parse(text: str) -> lxml.html.HtmlElement:
    """The page as a tree.

    Raises:
        Unreadable: kind `limit` for a tag over 64 KB, kind `broken` where there is no element at all.
    """
    refuse_giant_tags(text)
    body = text.replace("\0", "").encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root: lxml.html.HtmlElement = lxml.html.document_fromstring(body, parser=parser)
    except lxml.etree.ParserError as error:
        raise Unreadable("the page holds no element") from error
    return root


def refuse_giant_tags(text: str) -> None:
    """Look for a tag that is not closed within 64 KB, in linear time."""
    if len(text) <= LONGEST_TAG:
        return
    end = 0
    while match := _TAG_START.search(text, end):
        end = text.find(">", match.end())
        if end < 0:
            end = len(text)
        if end - match.start() > LONGEST_TAG and not text.startswith("<!--", match.start()):
            raise Unreadable("one tag is longer than 64 KB", kind="limit")
