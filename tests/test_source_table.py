from datetime import date

from monitor.config_file import load_config
from monitor.paths import shipped
from monitor.source_table import PAGE, main, render
from pipeline.source import Source, Way

SOURCES = load_config(shipped("config.yaml")).sources


def test_the_table_is_not_stale():
    """docs/sources.md says what config.yaml says."""
    fresh = PAGE.read_text(encoding="utf-8") == render(SOURCES)
    assert fresh, "docs/sources.md is stale: run `make docs` and commit it with config.yaml"


def test_every_source_has_a_row():
    """One row a source, in the order of the configuration."""
    rows = [line for line in render(SOURCES).splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == [source.id for source in SOURCES]


def test_a_row_tells_what_a_reader_asks():
    """Ways in order, zone, clock, priority, the reason of a disabled source, the day it was read live."""
    ways = (Way(kind="feed", url="https://a.example/rss?x=1|2", full_text=True), Way(kind="telegram", url="a_news"))
    source = Source(
        id="a", name="A", url="https://a.example/", enabled=False, reason="closed | for now", discover=ways,
        timezone="Asia/Bishkek", clock="wall", priority=7, official=True, language="ky", verified=date(2026, 3, 4),
    )  # fmt: skip
    row = render((source,)).splitlines()[-1]
    assert row == (
        "| `a` | A \\* | ky | feed, full text: `https://a.example/rss?x=1\\|2`<br>telegram: `a_news` "
        "| Asia/Bishkek | wall | 7 | closed \\| for now | 2026-03-04 |"
    )


def test_writing_the_page(tmp_path):
    """`make docs` writes the page as a file."""
    main(tmp_path / "sources.md")
    assert (tmp_path / "sources.md").read_text(encoding="utf-8") == render(SOURCES)
