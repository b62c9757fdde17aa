"""When a source is due."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.config import Config
from monitor.due import due_at, why_due
from monitor.paths import DataFolder
from pipeline.records import SourceState
from pipeline.source import Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CONFIG = Config(
    file=None, archive="", data=DataFolder(Path()), timezone="Europe/Moscow", topic=Path(), every=timedelta(minutes=20)
)


def source(**changes):
    return Source(id="a", name="a", url="https://a.example/", **changes)


def state(**changes):
    return SourceState(source="a", **changes)


@pytest.mark.parametrize(("minutes", "due"), [(0, False), (17, False), (18, True), (20, True), (500, True)])
def test_nine_tenths_of_the_period_are_enough(minutes, due):
    """A tick a little early does not wait for the next one."""
    reason = why_due(source(), state(last_attempt=NOON), CONFIG, NOON + timedelta(minutes=minutes))
    assert bool(reason) is due


def test_a_new_source_is_due_at_once():
    """What was never polled is polled."""
    assert why_due(source(), state(), CONFIG, NOON) == "never polled"


def test_a_clock_set_back_is_no_reason_to_wait():
    """After the clock went back the source is polled within one interval, not after the old due time."""
    assert why_due(source(), state(last_attempt=NOON), CONFIG, NOON - HOUR) == "the clock went back"


def test_pending_work_makes_a_source_due():
    """What a killed run left is picked up by the next one."""
    assert why_due(source(), state(last_attempt=NOON, pending=2), CONFIG, NOON) == "work is pending"


def test_retry_after_is_waited_for():
    """A server that asked for an hour is left alone for an hour, pending work or not."""
    asked = state(last_attempt=NOON, not_before=NOON + HOUR, pending=1)
    assert why_due(source(), asked, CONFIG, NOON + timedelta(minutes=59)) is None
    assert why_due(source(), asked, CONFIG, NOON + HOUR)


def test_cron_expressions_count_in_the_sources_zone():
    """`0 9 * * *` is nine o'clock where the source is."""
    at = due_at(source(cron="0 9 * * *", timezone="Asia/Bishkek"), state(last_attempt=NOON), CONFIG)
    assert at == datetime(2026, 3, 2, 3, tzinfo=UTC)
