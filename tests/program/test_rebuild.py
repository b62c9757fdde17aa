"""`rebuild`: what is under `public/` is the archive's again, and an empty archive empties nothing unasked."""

import feedparser
import pytest
from program import Program

pytestmark = [pytest.mark.system, pytest.mark.proof]
TEXT = """ date 2026-11-20 Генеральный секретарь ОДКБ рассказал об учении

 Генеральный секретарь ОДКБ Таалатбек Масадыков заявил, что учение пройдёт в горах.

 «Оно продлится три дня», – сказал Масадыков.
"""
AT = {"csto_monitor_now": "2026-11-20T12:00:00+03:00"}


def test_rebuild_trusts_no_note_and_empties_no_feed(tmp_path):
    """A spoiled page and text are made anew; after a lost archive feeds stay, until `--allow-empty` lets them go."""
    program = Program(tmp_path, "sources:\n")
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert program.run("import", "one.txt", **AT).returncode == 0
    feed, before = program.public / "statements.atom", program.prints()
    assert len(feedparser.parse(feed.read_bytes()).entries) == 1
    (page,) = (program.public / "items").glob("*.html")
    (text,) = (tmp_path / "data" / "texts").rglob("*.txt")
    told = text.read_bytes()
    for spoiled in (page, text):
        spoiled.write_text("spoiled")
    assert program.run("rebuild", **AT).returncode == 0
    assert (program.prints(), text.read_bytes()) == (before, told)
    for part in (tmp_path / "data").glob("archive.db*"):
        part.unlink()
    assert program.run("rebuild", **AT).returncode == 3
    assert len(feedparser.parse(feed.read_bytes()).entries) == 1
    assert program.run("rebuild", "--allow-empty", **AT).returncode == 0
    assert feedparser.parse(feed.read_bytes()).entries == []
