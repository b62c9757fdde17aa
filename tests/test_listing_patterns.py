import re
import time
from types import ModuleType

import pytest

from pipeline import url_forms, urls
from pipeline.reading import (
    cards,
    challenges,
    feed,
    links,
    listing_dates,
    page_text,
    plain,
    posts,
    sitemap,
    telegram,
    xml_text,
)

MODULES = (
    cards, challenges, feed, links, listing_dates, page_text, plain, posts, sitemap, telegram, xml_text,
    url_forms, urls,
)  # fmt: skip
KILLERS = (
    " ", "a", "1", "-", "<", "<a ", "<!--", "&", "&amp;", "'\"", "\n \n", "a-", "1:", "%", ".", "#a", "[", "]", "ж.",
    "/", "<script", "&#1", "utm", "https://", "<?xml", "clid", "=", "<body ", "{", "_a",
)  # fmt: skip
SIZE = 50_000


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    return [
        (f"{module.__name__}.{name}", value)
        for module in MODULES
        if isinstance(module, ModuleType)
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    ]


@pytest.mark.parametrize(("name", "pattern"), patterns(), ids=[name for name, _ in patterns()])
def test_no_pattern_is_slow_on_anything(name: str, pattern: re.Pattern[str]) -> None:
    """Every rule stays under 100 ms on 50,000 characters of the worst (faults 13); the best of three counts."""
    for killer in KILLERS:
        text = killer * (SIZE // len(killer))
        for worst in (text, f"<a {text}!"):
            assert _seconds(pattern, worst) < 0.1, f"{name} on {killer!r}"


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    best = 1.0
    for _ in range(3):
        started = time.process_time()
        for _ in pattern.finditer(text):
            pass
        best = min(best, time.process_time() - started)
        if best < 0.05:
            break
    return best
