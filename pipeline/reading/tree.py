"""Parses a page once, within limits, and says when the parser lost text; it decides nothing about the content."""

import re

import lxml.html

from pipeline.errors import Unreadable

LONGEST_TAG = 65_536  # characters; libxml2 needs quadratic time in the attributes of one tag (faults.md 10)
LOST = 0.5  # share of the page's text that must be in the tree
DEEP = 200  # elements; libxml2 gives up at 256, or at 2048
SMALL = 60  # characters; of less text nothing is said

# lxml's own lookup asks Python for the class of every element; ours is C and knows no classes for forms.
_LOOKUP = lxml.etree.ElementDefaultClassLookup(
    element=lxml.html.HtmlElement, comment=lxml.html.HtmlComment, entity=lxml.html.HtmlEntity
)
_ENTITY = re.compile(r"&#?\w{1,10};")
_LONG_VALUE = re.compile(r"=\"[^\"<>]{1000,}\"|='[^'<>]{1000,}'")
_TAG_START = re.compile(r"<(?:(script|style)\b|[a-zA-Z!/?])", re.IGNORECASE)
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}


def parse(text: str) -> lxml.html.HtmlElement:
    """The page as a tree.

    Raises:
        Unreadable: kind `limit` for a tag over 64 KB and for nesting so deep that text is lost; kind `broken` where
            there is no element at all.
    """
    _refuse_endless_tags(text)
    body = text.replace("\0", "").encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    parser.set_element_class_lookup(_LOOKUP)
    try:
        root: lxml.html.HtmlElement = lxml.html.document_fromstring(body, parser=parser)
    except lxml.etree.ParserError as error:
        raise Unreadable("the page holds no element") from error
    if _depth(root) >= DEEP:
        between = _text_between_tags(text)
        if between > SMALL and sum(map(len, root.itertext())) < LOST * between:
            raise Unreadable("nested too deep: the parser lost text", kind="limit")
    return root


def _refuse_endless_tags(text: str) -> None:
    """Look at every tag only where two closing brackets are so far apart that one may be too long.

    An image or a page's state written into one attribute is one attribute, however long.
    """
    if max(map(len, text.split(">"))) > LONGEST_TAG:
        _text_between_tags(_LONG_VALUE.sub("", text))


def _depth(root: lxml.html.HtmlElement) -> int:
    """The depth of the last and of the first line of descent, which is where a parser gives up."""
    deepest = 0
    for step in (0, -1):
        box, depth = root, 0
        while len(box):
            box, depth = box[step], depth + 1
        deepest = max(deepest, depth)
    return deepest


def _text_between_tags(text: str) -> int:
    """About how many characters stand between tags; refuses a tag not closed within 64 KB, in linear time.

    What a script or style holds is neither text nor tags.
    """
    count, end = 0, 0
    while match := _TAG_START.search(text, end):
        start = match.start()
        count += start - end
        if text.startswith("<!--", start):
            end = _after(text, "-->", start)
        else:
            end = _after(text, ">", start)
            if end - start > LONGEST_TAG:
                raise Unreadable("one tag is longer than 64 KB", kind="limit")
            if match[1]:
                close = _RAW_END[match[1].lower()].search(text, end)
                end = close.start() if close else len(text)
    return count + len(text) - end - sum(len(entity) - 1 for entity in _ENTITY.findall(text))


def _after(text: str, mark: str, start: int) -> int:
    place = text.find(mark, start)
    return place + len(mark) if place >= 0 else len(text)
