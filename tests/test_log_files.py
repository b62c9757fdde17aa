"""Files of the log: one a day by the days of the lines, kept as long as the configuration says."""

from datetime import date, timedelta

import pytest

from monitor.log_files import turn_over

TODAY = date(2026, 3, 10)
LINE = "{}T22:10:03+03:00 INFO  run      run=r\n"
JSON = '{{"time": "{}T22:10:03+03:00", "level": "INFO"}}\n'


@pytest.fixture
def log(tmp_path):
    return tmp_path / "csto-monitor.log"


def names(log):
    return sorted(path.name.removeprefix("csto-monitor.log") for path in log.parent.iterdir())


@pytest.mark.parametrize("form", [LINE, JSON])
def test_an_earlier_day_is_put_aside(log, form):
    """The day is read from the first line, whatever the file's own time says."""
    log.write_text(form.format("2026-03-08"))
    turn_over(log, today=TODAY, keep=None)
    assert names(log) == [".2026-03-08"]


def test_todays_log_goes_on(log):
    """The second run of a day writes to the same file."""
    log.write_text(LINE.format(TODAY))
    turn_over(log, today=TODAY, keep=None)
    assert names(log) == [""]


def test_a_clock_that_was_set_back_loses_no_line(log):
    """Two files of one day become one."""
    log.write_text(LINE.format("2026-03-08") + "later\n")
    log.with_name("csto-monitor.log.2026-03-08").write_text("earlier\n")
    turn_over(log, today=TODAY, keep=None)
    aside = log.with_name("csto-monitor.log.2026-03-08").read_text()
    assert aside.startswith("earlier\n")
    assert aside.endswith("later\n")


@pytest.mark.parametrize(
    ("keep", "left"),
    [(None, 9), (timedelta(days=3), 3), (timedelta(hours=12), 1), (timedelta(days=90), 9)],
)
def test_old_days_are_let_go(log, keep, left):
    """`retention: log` counts days; less than a day is a day, and other files beside the log are left alone."""
    for number in range(1, 10):
        log.with_name(f"csto-monitor.log.2026-03-0{number}").write_text("")
    log.with_name("csto-monitor.log.gz").write_text("")
    turn_over(log, today=TODAY, keep=keep)
    assert len(names(log)) == left + 1


@pytest.mark.parametrize("content", ["", "no time here\n", "9999-99-99 nonsense\n"])
def test_a_spoiled_log_is_no_hindrance(log, content):
    """A line without a day stays where it is; a missing log is no fault."""
    turn_over(log, today=TODAY, keep=timedelta(days=1))
    log.write_text(content)
    turn_over(log, today=TODAY, keep=timedelta(days=1))
    assert log.read_text() == content
