"""Makes foreign XML safe and whole enough to parse; it knows no feeds and never resolves an entity or a DTD."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html.entities import html5
from typing import Any

import lxml.etree

from pipeline.characters import xml_safe

Element = Any  # lxml has no types

CDATA, CDATA_END = "<![CDATA[", "]]>"
WARNING_WINDOW = 20_000  # characters in which a root is looked for behind a server's own messages
LARGEST_CODE = 0x10FFFF

_NUMBER = re.compile(r"&#(?:([0-9]{1,9})|[xX]([0-9A-Fa-f]{1,8}));")
_STRAY = re.compile(
    r"&(?!(?:lt|gt|amp|quot|apos);|#[0-9]{1,9};|#[xX][0-9A-Fa-f]{1,8};)(?:([A-Za-z][A-Za-z0-9]{1,31});)?"
)
_SUBSET_END = re.compile(r"\]\s{0,20}>")
_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]{0,80})")
_SURROGATE = re.compile("[\ud800-\udfff]")
_C1 = re.compile("[\x80-\x9f]")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlText:
    """A document from its root on, ready to be parsed, and what had to be mended.

    `root` is the root's local name; `prefixed` says that it stands with a prefix, declared or not.
    """

    text: str
    root: str
    prefixed: bool = False
    reasons: tuple[str, ...] = ()


def find_document(text: str, roots: frozenset[str], part: str) -> XmlText | None:
    """The XML document with one of these root names (local, lower case), None where there is none.

    `part` is a pattern of the names of the elements that stand for items.

    What stands before the root is never given to a parser: prolog, comments, DTD with its entities, warnings of a
    server. Where the root is not closed the connection broke: all behind the last closed `part` goes, as
    half an address is worse than none.
    """
    start = _root_start(text, roots)
    if start is None:
        return None
    found = _ELEMENT.match(text, start)
    assert found is not None
    text, reasons = _without_torn_end(text[start:], found[1], part)
    return XmlText(text=mend(text), root=local_name(found[1]), prefixed=":" in found[1], reasons=reasons)


@lru_cache(maxsize=1024)
def local_name(tag: str) -> str:
    """A tag's name in lower case without namespace or prefix, declared or not."""
    return tag.rpartition("}")[2].rpartition(":")[2].lower()


def parse(document: XmlText, url: str) -> tuple[Element, tuple[str, ...]]:
    """The tree of a document that came from `url`, and what the parser found wrong with it.

    Raises:
        ValueError: nothing of it is XML.
    """
    parser = lxml.etree.XMLParser(**SAFE, remove_comments=True, remove_pis=True)
    try:
        root = lxml.etree.fromstring(document.text.encode(), parser, base_url=url)
    except lxml.etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from error
    if root is None:
        raise ValueError("no element survives")
    return root, (*document.reasons, *complaints(parser))


# Entities stay unresolved, the network untouched, libxml2's limits in force (faults 6 and 7).
SAFE = {"recover": True, "resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def complaints(parser: lxml.etree.XMLParser | lxml.etree.XMLPullParser) -> tuple[str, ...]:
    """The parser's first complaint as a reason."""
    first = next((error.message for error in parser.feed_error_log or parser.error_log), "")
    return (f"ill-formed XML: {' '.join(first.split())[:120]}",) if first else ()


def mend(text: str) -> str:
    """Resolve HTML's names, escape stray ampersands, drop what XML cannot carry, close an open CDATA section."""
    text = _C1.sub(lambda control: _western(ord(control[0])), xml_safe(text))
    if "&" not in text and CDATA not in text:
        return text
    pieces, end = [], 0
    while (start := text.find(CDATA, end)) >= 0:
        pieces.append(_mend_references(text[end:start]))
        end = text.find(CDATA_END, start)
        end = end + len(CDATA_END) if end >= 0 else len(text)
        section = text[start:end]
        pieces.append(section if section.endswith(CDATA_END) else section + CDATA_END)
    pieces.append(_mend_references(text[end:]))
    whole = "".join(pieces)
    if _SURROGATE.search(whole):
        whole = whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return whole


def _mend_references(text: str) -> str:
    return _NUMBER.sub(_character, _STRAY.sub(_entity, text)) if "&" in text else text


def _entity(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    char = html5.get(f"{name};")
    return f"&amp;{name};" if char is None else char.translate(_ESCAPED)


def _character(match: re.Match[str]) -> str:
    """The character of a numeric reference."""
    code = int(match[1]) if match[1] else int(match[2], 16)
    if code > LARGEST_CODE:
        return ""
    if 0x80 <= code <= 0x9F:  # noqa: PLR2004 - the C1 controls
        return _western(code)
    char = chr(code)
    return char if _SURROGATE.match(char) else xml_safe(char).translate(_ESCAPED)


def _western(code: int) -> str:
    """What a C1 control was meant to be: windows-1252, as browsers read it."""
    return bytes([code]).decode("windows-1252", "ignore")


def _root_start(text: str, roots: frozenset[str]) -> int | None:
    start = _skip_prolog(text)
    found = _ELEMENT.search(text, start, start + WARNING_WINDOW)
    while found and local_name(found[1]) not in roots:
        if local_name(found[1]) in ("html", "head", "body"):
            return None
        found = _ELEMENT.search(text, found.end(), start + WARNING_WINDOW)
    return found.start() if found else None


def _skip_prolog(text: str) -> int:
    """Where declarations, comments, processing instructions and the DTD end."""
    at = 0
    while True:
        at += len(text[at : at + 1000]) - len(text[at : at + 1000].lstrip("\ufeff \t\r\n\0"))
        if text.startswith("<?", at):
            end = text.find("?>", at)
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
        elif text[at : at + 9].upper() == "<!DOCTYPE":
            end = _doctype_end(text, at)
        else:
            return at
        if end < 0:
            return at + 2
        at = text.find(">", end) + 1


def _doctype_end(text: str, start: int) -> int:
    end, subset = text.find(">", start), text.find("[", start)
    if 0 <= subset < end:
        found = _SUBSET_END.search(text, subset)
        return found.end() - 1 if found else -1
    return end


def _without_torn_end(text: str, root: str, part: str) -> tuple[str, tuple[str, ...]]:
    if f"</{root}" in text or text[: text.find(">")].endswith("/"):
        return text, ()
    closings = [
        match.end() for match in re.finditer(rf"</(?:[\w.-]{{1,20}}:)?(?:{part})\s{{0,9}}>", text, re.IGNORECASE)
    ]
    if closings:
        return text[: closings[-1]], ("the document is cut off; its last part is left out",)
    first = re.search(rf"<(?:[\w.-]{{1,20}}:)?(?:{part})\b", text, re.IGNORECASE)
    return text[: first.start() if first else len(text)], ("the document is cut off",)
