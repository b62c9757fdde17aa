"""Gives the text of a fetched page to the readers of listings, and says why a page is not what was asked for."""

import re

from pipeline.charset import Decoded, Kind, decode
from pipeline.errors import Unreadable
from pipeline.models import Page
from pipeline.reading.challenges import is_challenge
from pipeline.source import Source

LARGE = (
    4_000_000  # bytes; only sitemaps are larger, and these are UTF-8 (sitemaps.org): weighing charsets costs seconds
)
_MAGIC = (
    (b"%PDF", "a PDF file"), (b"\x89PNG", "an image"), (b"\xff\xd8\xff", "an image"), (b"GIF8", "an image"),
    (b"PK\x03\x04", "a ZIP file"), (b"\x1f\x8b", "a gzip file"), (b"\x7fELF", "a program"), (b"RIFF", "a media file"),
)  # fmt: skip
# XML without a byte order mark, by how its first `<` is written (XML 1.0, appendix F).
_WIDE = ((b"\0\0\0<", "utf-32-be"), (b"<\0\0\0", "utf-32-le"), (b"\0<\0", "utf-16-be"), (b"<\0", "utf-16-le"))
_HTML = re.compile(r"<(?:!doctype\s{1,9}html|html|head|body)\b", re.IGNORECASE)


def page_text(page: Page, source: Source, *, kind: Kind) -> Decoded:
    """The page's text in the charset it is really in.

    Raises:
        Unreadable: the body is empty, or the bytes are no text.
    """
    if not page.body.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Unreadable("empty body")
    found = next((name for magic, name in _MAGIC if page.body.startswith(magic)), None)
    if found:
        raise Unreadable(f"{found} instead of text")
    wide = next((name for start, name in _WIDE if page.body.startswith(start)), None)
    if kind == "xml" and (wide or len(page.body) > LARGE):
        return Decoded(text=page.body.decode(wide or "utf-8", "replace"), encoding=wide or "utf-8")
    return decode(page.body, page.content_type, source.encoding, kind=kind)


def not_a(wanted: str, text: str, page: Page) -> Unreadable:
    """Why a page is not the document that was asked for: a challenge, a web page, or nothing known."""
    if challenge := is_challenge(text, page.status):
        return Unreadable(challenge, kind="blocked")
    if _HTML.search(text, 0, 20_000):
        return Unreadable(f"a web page instead of {wanted}")
    found = "JSON" if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") else "something else"
    return Unreadable(f"{found} instead of {wanted}")
