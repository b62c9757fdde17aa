"""Writes docs/sources.md: a table of the sources that ship, from config.yaml alone; it reads no site and no archive."""

from pathlib import Path

from monitor.config_file import load_config
from monitor.paths import CHECKOUT, shipped
from pipeline.source import Source, Way

PAGE = CHECKOUT / "docs" / "sources.md"
COLUMNS = ("id", "name", "language", "ways", "zone", "clock", "priority", "state", "verified")
HEAD = """# The sources that ship

Written by `make docs` from [config.yaml](../config.yaml); change that file, not this page. Ways are tried in order.
Clock: `wall` ignores a declared zone that is wrong. Verified: the day `csto-monitor check` last read the source live.
How to add one: [adding-a-source.md](adding-a-source.md).
"""


def render(sources: tuple[Source, ...]) -> str:
    """The page, in the order of the configuration."""
    on = sum(source.enabled for source in sources)
    counted = f"{len(sources)} sources, {on} enabled. "
    counted += "\\* Everything it publishes is by the organisation."
    rows = [COLUMNS, tuple("---" for _ in COLUMNS), *map(_row, sources)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return f"{HEAD}\n{counted}\n\n{table}\n"


def _row(source: Source) -> tuple[str, ...]:
    return (
        f"`{source.id}`",
        _cell(f"{source.name} \\*" if source.official else source.name),
        source.language or "any",
        "<br>".join(map(_way, source.discover)),
        source.timezone,
        source.clock,
        str(source.priority),
        "enabled" if source.enabled else _cell(source.reason),
        source.verified.isoformat() if source.verified else "not yet",
    )


def _way(way: Way) -> str:
    whole = ", full text" if way.full_text else ""
    return f"{way.kind}{whole}: `{_cell(way.url)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def main(page: Path = PAGE) -> None:
    """Write the page of this checkout."""
    page.write_text(render(load_config(shipped("config.yaml")).sources), encoding="utf-8")


if __name__ == "__main__":
    main()
