"""The log: one event, one line, whatever the fields hold."""

import io
import json
import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import logs

HOSTILE = 'a\nb\x1b[31m\u2028c" =\\ \ud800'


@pytest.fixture
def stream():
    out = io.StringIO()
    yield out
    for handler in list(logs.LOGGER.handlers):
        logs.LOGGER.removeHandler(handler)
        logging.getLogger().removeHandler(handler)
        handler.close()


def shown(stream, *, style="text", verbose=True, quiet=False):
    logs.show_log(stream, style=style, verbose=verbose, quiet=quiet)
    return logs.Log("20260130T190000-ab12", "Europe/Moscow")


def test_a_line_reads_as_the_contract_says(stream, monkeypatch):
    """Time with zone, level, event, then key=value; text with blanks stands in quotes."""
    monkeypatch.setenv("CSTO_MONITOR_NOW", "2026-01-30T19:10:03+00:00")
    shown(stream).info("new", source="tass", title="Два слова", gap=False)
    assert stream.getvalue() == (
        '2026-01-30T22:10:03+03:00 INFO  new      run=20260130T190000-ab12 source=tass title="Два слова" gap=no\n'
    )


def test_json_lines_hold_the_same_fields(stream):
    """The JSON form has time, level, event and the same fields."""
    shown(stream, style="json").warning("source", source="odkb", streak=3, reason="challenge page")
    line = json.loads(stream.getvalue())
    assert {"time", "level", "event", "run"} <= set(line)
    assert (line["level"], line["event"], line["streak"], line["reason"]) == ("WARN", "source", 3, "challenge page")


@pytest.mark.parametrize("style", ["text", "json"])
@given(text=st.text() | st.just(HOSTILE))
def test_no_value_starts_a_new_line(style, text):
    """A title or URL can never forge a log line or reach the terminal's controls."""
    record = logging.makeLogRecord({"line": {"time": "t", "level": "INFO", "event": "new", "title": text}})
    line = logs.LineFormatter(style).format(record)
    assert len(line.splitlines()) == 1
    assert all(ord(mark) >= 32 for mark in line)
    line.encode()


def test_quiet_runs_tell_changes_only(stream):
    """A site blocked for months must not mail every tick; its recovery is told once."""
    log = shown(stream, verbose=False, quiet=True)
    log.warning("source", changed=False, source="odkb", outcome="blocked")
    assert stream.getvalue() == ""
    log.warning("source", changed=True, source="odkb", outcome="blocked")
    log.info("source", changed=True, source="odkb", outcome="ok")
    assert len(stream.getvalue().splitlines()) == 2


def test_plain_runs_tell_warnings(stream):
    """Without -q and -v stderr holds WARN and up."""
    log = shown(stream, verbose=False)
    log.info("run", ok=1)
    log.warning("source", changed=False, source="odkb")
    assert [row.split()[2] for row in stream.getvalue().splitlines()] == ["source"]


def test_a_bug_is_one_line_with_its_trace(stream):
    """A traceback of a library stands in one line as well, and reaches a quiet run."""
    shown(stream, verbose=False, quiet=True)
    try:
        {}["title"]
    except KeyError:
        logging.getLogger("spiders.work").exception("reading failed")
    assert len(stream.getvalue().splitlines()) == 1
    assert "KeyError" in stream.getvalue()
    assert "logger=spiders.work" in stream.getvalue()
