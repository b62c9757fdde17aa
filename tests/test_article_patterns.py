"""No pattern of the article readers can be made to hang."""

import importlib
import re
import time

import pytest

MODULES = (
    "asides", "charset", "cleaning", "script", "reading.article", "reading.blocks", "reading.checking",
    "reading.embedded", "reading.headline", "reading.leading", "reading.metadata",
    "reading.signs", "reading.soft_errors", "reading.tidying", "reading.tree",
)  # fmt: skip
LONG = 50_000
LIMIT = 0.1  # CPU seconds for 50,000 characters (faults.md 13)
KILLERS = tuple(
    (unit * (LONG // len(unit) + 1))[:LONG] + "!\x00"
    for unit in (
        " ", "\n", "a", "Аб ", "Аб-", ". ", "1", "<", "<a ", "<script", "&lt;", "| ", "Ав Ав, ", "charset=",
        "<meta charset", "ссылка на ", "РС", "Ð¿",
    )
)  # fmt: skip


def patterns():
    for name in MODULES:
        module = importlib.import_module(f"pipeline.{name}")
        for key, value in vars(module).items():
            found = value if isinstance(value, tuple) else (value,)
            flat = [part for each in found for part in (each if isinstance(each, tuple) else (each,))]
            yield from (pytest.param(each, id=f"{name}.{key}") for each in flat if isinstance(each, re.Pattern))


@pytest.mark.parametrize("pattern", tuple(patterns()))
def test_killer_input_takes_no_time(pattern):
    """Every pattern searches 50,000 hostile characters in under a tenth of a second."""
    for killer in KILLERS:
        text = killer if isinstance(pattern.pattern, str) else killer.encode("utf-8", "replace")
        for ask in (pattern.fullmatch, pattern.findall):
            assert _seconds(ask, text) < LIMIT, (pattern.pattern[:60], killer[:12], ask)


def _seconds(ask, text):
    best = LIMIT
    for _ in range(3):
        start = time.process_time()
        ask(text)
        best = min(best, time.process_time() - start)
        if best < LIMIT:
            break
    return best
