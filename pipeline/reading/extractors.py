"""Asks well-kept libraries which text of a page is its article; whom to believe is decided elsewhere."""

import logging

from lxml.html import HtmlElement

from pipeline.reading.blocks import key_of

DEEPEST = 150  # elements; deeper trees cost the libraries more than their answer is worth
MOST_ELEMENTS = 20_000  # the same for wide ones
WORTH = 0.5  # weight of one answer beside what a page itself shows


def ask_trafilatura(tree: HtmlElement) -> str:
    """The letters trafilatura keeps in its precision mode, empty where it finds no article; the tree is not changed."""
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.2 s to import
    from trafilatura.settings import Document  # noqa: PLC0415 - same

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    document = bare_extraction(tree, fast=True, favor_precision=True, include_comments=False)
    if not isinstance(document, Document) or document.body is None:
        return ""
    return key_of(" ".join(document.body.itertext()))


def ask_readability(tree: HtmlElement) -> str:
    """The letters readability keeps, empty where it finds no article; the tree is changed, give it a copy."""
    from lxml.html import fromstring  # noqa: PLC0415 - as above
    from readability.readability import Document, Unparseable  # noqa: PLC0415 - same

    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        summary = Document(tree).summary(html_partial=True)
    except Unparseable:
        return ""
    return key_of(fromstring(summary).text_content()) if summary.strip() else ""
