"""Knows which texts stand on many pages of a source: menus, slogans, tickers; it stores nothing."""

from collections import Counter
from collections.abc import Iterable

from pipeline.errors import Unreadable
from pipeline.models import Page
from pipeline.reading.blocks import cut
from pipeline.reading.page_text import page_text
from pipeline.reading.tree import parse
from pipeline.source import Source

LEAST = 20  # letters of a text that is worth remembering
PAGES = 3  # pages a text must stand on
SHARE = 0.3  # of all pages


def keys_of(page: Page, source: Source) -> frozenset[str]:
    """The keys of a page's texts, for `find_familiar`; none where the page cannot be read."""
    try:
        runs = cut(parse(page_text(page, source, kind="html").text))
    except Unreadable:
        return frozenset()
    return frozenset(run.key for run in runs if len(run.key) >= LEAST)


def find_familiar(pages: Iterable[frozenset[str]]) -> frozenset[str]:
    """The keys that stand on at least three pages of a source and on three of ten.

    A reprint on two pages is no reason to call a text familiar.
    """
    every = list(pages)
    counted = Counter(key for keys in every for key in keys)
    least = max(PAGES, SHARE * len(every))
    return frozenset(key for key, count in counted.items() if count >= least)
