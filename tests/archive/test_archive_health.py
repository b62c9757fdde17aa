"""How sources fare: streaks, changes, baselines, gaps, robots.txt."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from archive_fakes import Newsroom, entry, source

from pipeline.records import RobotsCopy, SourceReport, SourceState

ALPHA, BETA = source("alpha"), source("beta")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    yield room
    room.close()


def run(room: Newsroom, outcome: str = "ok", *, network_down: bool = False, **report: object) -> SourceState:
    """One run over alpha, an hour after the one before."""
    room.pass_time(hours=1)
    told = SourceReport(source="alpha", outcome=outcome, **report)  # type: ignore[arg-type]
    room.archive.record_run(
        f"run at {room.clock}", [told], started=room.clock, ended=room.clock + timedelta(minutes=1),
        network_down=network_down,
    )  # fmt: skip
    return room.archive.source_states()["alpha"]


def test_a_streak_counts_runs_that_went_wrong(room: Newsroom) -> None:
    """`since` stays while the outcome does; one good run ends the streak."""
    first = run(room, "blocked", reason="challenge page")
    second = run(room, "blocked", reason="challenge page")
    third = run(room, "unreachable", reason="timeout")
    good = run(room)
    assert [state.streak for state in (first, second, third, good)] == [1, 2, 3, 0]
    assert second.since == first.last_attempt
    assert third.since == third.last_attempt
    assert (first.last_success, good.last_success) == (None, good.last_attempt)
    assert [(change.previous, change.outcome) for change in room.archive.health_changes(limit=9)] == [
        ("unreachable", "ok"), ("blocked", "unreachable"), (None, "blocked"),
    ]  # fmt: skip
    assert len(room.archive.health_changes(limit=1)) == 1
    assert [report.outcome for _, report in room.archive.reports("alpha")] == [
        "ok",
        "unreachable",
        "blocked",
        "blocked",
    ]


def test_our_own_network_down_counts_against_nobody(room: Newsroom) -> None:
    """The attempt is remembered; outcome, streak and changes stay as they were."""
    before = run(room)
    after = run(room, "unreachable", network_down=True)
    assert (after.outcome, after.streak, after.since) == (before.outcome, before.streak, before.since)
    assert after.last_attempt == before.last_attempt + timedelta(hours=1)
    assert len(room.archive.health_changes(limit=9)) == 1


def test_fifty_bad_runs_give_nobody_up(room: Newsroom) -> None:
    """The state counts on; the next good run is good."""
    for _ in range(50):
        state = run(room, "unreachable")
    assert state.streak == 50
    assert run(room).outcome == "ok"


def test_the_baseline_is_set_by_the_first_good_run(room: Newsroom) -> None:
    """A first run that was blocked is none."""
    assert run(room, "blocked").baseline_on is None
    good = run(room)
    assert good.baseline_on == room.clock.date()
    room.pass_time(days=3)
    assert run(room).baseline_on == good.baseline_on


@pytest.mark.parametrize(("asked", "kept"), [(3600, 3600), (10**9, 86400), (-5, 0)])
def test_a_listings_retry_after_is_kept_for_a_day_at_most(room: Newsroom, asked: int, kept: int) -> None:
    """Until then the source is not asked again, even after a restart."""
    state = run(room, "blocked", retry_after=timedelta(seconds=asked))
    assert state.not_before == room.clock + timedelta(minutes=1, seconds=kept)


def test_a_gap_is_remembered_with_its_window(room: Newsroom) -> None:
    """What may have been missed lies between the last success and this run; the next good run has no gap."""
    before = run(room)
    gap = run(room, gap=True)
    assert (gap.gap, gap.gap_from, gap.gap_until) == (True, before.last_success, gap.last_attempt)
    after = run(room)
    assert (after.gap, after.gap_until) == (False, gap.gap_until)


def test_new_items_are_remembered(room: Newsroom) -> None:
    """`last_new` is the last run that found something."""
    found = run(room, new=2)
    assert run(room).last_new == found.last_attempt


def test_pending_counts_what_is_due(room: Newsroom) -> None:
    """Tasks that wait for their next attempt are not due; `next_retry` says when the first is."""
    (task, _) = room.list(ALPHA, entry("https://alpha.example/1"), entry("https://alpha.example/2")).tasks
    room.archive.fail(task, "timeout", run="r", at=room.clock)
    assert room.archive.source_state("alpha").pending == 1
    assert room.archive.source_state("alpha", at=room.clock + timedelta(minutes=10)).pending == 2
    assert room.archive.source_state("alpha").next_retry == room.clock
    assert room.archive.source_state("nobody") == SourceState(source="nobody")


def test_a_robots_txt_lasts_a_day(room: Newsroom) -> None:
    """RFC 9309: kept for 24 hours, per origin, replaced by the next."""
    copy = RobotsCopy(status=200, body=b"User-agent: *\n\xff", fetched_at=room.clock)
    room.archive.keep_robots("https://alpha.example", copy)
    assert room.archive.robots("https://alpha.example") == copy
    assert room.archive.robots("http://alpha.example") is None
    newer = RobotsCopy(status=0, body=b"", fetched_at=room.pass_time(hours=23))
    room.archive.keep_robots("https://alpha.example", newer)
    room.pass_time(hours=23)
    assert room.archive.robots("https://alpha.example") == newer
    room.pass_time(hours=1)
    assert room.archive.robots("https://alpha.example") is None
