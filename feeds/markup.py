"""Text into the little HTML a feed carries, sanitised and fit for XML; nothing foreign is ever kept as markup."""

import html
import re
from collections.abc import Iterable
from functools import lru_cache

import nh3

from pipeline.characters import clean_line, xml_safe

TAGS = {"p", "ul", "li", "a"}
SCHEMES = {"http", "https"}
OPENS_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
LONGEST_TITLE = 300
LONGEST_SUMMARY = 500


def plain_line(text: str, *, longest: int = LONGEST_TITLE) -> str:
    """One line of text that is text in every reader, whichever way it takes it.

    RSS does not say whether a title is text or HTML, so what would open a tag is written with single guillemets.
    """
    line = clean_line(xml_safe(text))
    if OPENS_TAG.search(line):
        line = line.replace("<", "‹").replace(">", "›")
    return line if len(line) <= longest else line[: longest - 1].rsplit(" ", 1)[0].rstrip() + "…"


def paragraph(text: str) -> str:
    """One block of the text format as HTML: a paragraph, or a list where it has several lines."""
    lines = [html.escape(line.strip(), quote=False) for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        return f"<p>{lines[0]}</p>"
    return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>" if lines else ""


def link_list(label: str, links: Iterable[tuple[str, str]]) -> str:
    """A paragraph of links, given as address and text."""
    shown = ", ".join(f'<a href="{html.escape(url)}">{html.escape(text)}</a>' for url, text in links)
    return f"<p>{html.escape(label)} {shown}</p>" if shown else ""


@lru_cache(maxsize=512)
def sanitise(markup: str) -> str:
    """The allowlist, and after it the XML filter: `&#x1b;` becomes a real control character in any HTML cleaner."""
    clean = nh3.clean(
        xml_safe(markup), tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None, strip_comments=True
    )
    return xml_safe(clean)


def is_clean(markup: str) -> bool:
    """Whether markup holds nothing outside the allowlist (asserted again at publishing)."""
    return sanitise(markup) == markup
