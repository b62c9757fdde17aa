"""`status`: the health of each source; the archive is only read."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from monitor.answers import line
from monitor.clock import now
from monitor.config import Config
from monitor.due import due_at
from monitor.durations import show_span
from monitor.opening import open_archive, open_config
from monitor.rhythm import Rhythm, is_silent, silence
from monitor.silence import rhythm_of
from monitor.sparkline import draw
from monitor.standing import states_of, wait_of
from pipeline.archive import Archive
from pipeline.records import HostWait, SourceReport, SourceState
from pipeline.source import Source

RUNS_SHOWN = 20
LOOK_BACK = timedelta(days=30)  # of gaps and the control sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What is known of one source: its runs, oldest first, and the control sample as (opened, kept)."""

    source: Source
    state: SourceState
    runs: tuple[SourceReport, ...]
    rhythm: Rhythm | None
    control: tuple[int, int]
    next_poll: datetime | None
    wait: HostWait | None = None

    @property
    def silent(self) -> bool:
        """Whether it is read well and has been quiet far beyond its own rhythm."""
        return self.source.enabled and self.state.outcome == "ok" and is_silent(self.state, self.rhythm)


def run(arguments: argparse.Namespace) -> int:
    """Exit 1 when an enabled source is failing."""
    config = open_config(arguments)
    with open_archive(config, read_only=True) as archive:
        down = archive.was_network_down()
        states, waits = states_of(config, archive, now()), archive.host_waits(at=now())
        every = [examine(archive, s, states[s.id], config, wait_of(s, waits)) for s in config.sources]
    if arguments.json:
        for one in every:
            print(line(describe(one, config)))
    else:
        for row in write_table(every, now(), ZoneInfo(config.timezone)):
            print(row)
        if down:
            print("In the last run every source failed in one way; that counts against none: look at your own line.")
    return int(any(one.source.enabled and one.state.outcome not in (None, "ok") for one in every))


def examine(
    archive: Archive, source: Source, state: SourceState, config: Config, wait: HostWait | None = None
) -> Health:
    """Ask the archive for all there is to know of one source."""
    reports = archive.reports(source.id, limit=RUNS_SHOWN)
    return Health(
        source=source,
        state=state,
        runs=tuple(report for _, report in reversed(reports)),
        rhythm=rhythm_of(archive, state),
        control=archive.control_sample(source.id, now() - LOOK_BACK) if source.fetch == "matching" else (0, 0),
        next_poll=due_at(source, state, config) if source.enabled else None,
        wait=wait,
    )


def describe(one: Health, config: Config) -> dict[str, Any]:
    """One source as JSON; instants with the zone of the log, spans in seconds."""
    source, state, rhythm = one.source, one.state, one.rhythm
    zone = ZoneInfo(config.timezone)
    return {
        "source": source.id,
        "name": source.name,
        "enabled": source.enabled,
        "outcome": state.outcome,
        "reason": state.reason or (source.reason if not source.enabled else ""),
        "since": _instant(state.since, zone),
        "streak": state.streak,
        "last_attempt": _instant(state.last_attempt, zone),
        "last_success": _instant(state.last_success, zone),
        "last_new": _instant(state.last_new, zone),
        "gap": state.gap,
        "gap_from": _instant(state.gap_from, zone),
        "gap_until": _instant(state.gap_until, zone),
        "pending": state.pending,
        "next_poll": _instant(one.next_poll, zone),
        "wait_until": _instant(one.wait.until if one.wait else None, zone),
        "silent": one.silent,
        "rhythm": {"usual": rhythm.usual.total_seconds(), "alarm": rhythm.alarm.total_seconds()} if rhythm else None,
        "control": {"opened": one.control[0], "kept": one.control[1]},
        "runs": [report.outcome for report in one.runs],
    }


def _instant(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat(timespec="seconds") if at else None


def write_table(every: Sequence[Health], at: datetime, zone: ZoneInfo) -> Iterator[str]:
    """The lines of the table: `runs` newest last, `usual` the usual time between new items."""
    wide = max([len(one.source.id) for one in every], default=6)
    runs = max([len(one.runs) for one in every], default=4)
    yield (
        f"{'source':{wide}}  {'outcome':11}  {'runs':{max(runs, 4)}}  {'success':>8}  {'new item':>8}  {'usual':>5}  "
        "streak  pending  next poll  notes"
    )
    for one in every:
        state = one.state
        asked = "not counted" if one.runs else "not polled"
        outcome = (state.outcome or asked) if one.source.enabled else "disabled"
        usual = show_span(one.rhythm.usual) if one.rhythm else "-"
        row = (
            f"{one.source.id:{wide}}  {outcome:11}  {draw(one.runs):{max(runs, 4)}}  "
            f"{_ago(state.last_success, at):>8}  "
            f"{_ago(state.last_new, at):>8}  {usual:>5}  {state.streak:6}  {state.pending:7}  {_next(one, at):>9}  "
        )
        yield (row + "; ".join(_notes(one, at, zone))).rstrip()


def _notes(one: Health, at: datetime, zone: ZoneInfo) -> Iterator[str]:
    state, source = one.state, one.source
    reason = state.reason if source.enabled else source.reason
    if reason:
        yield reason
    if one.wait:
        yield f"its host asked to be left alone until {_minute(one.wait.until, zone)} ({one.wait.reason})"
    if one.silent and one.rhythm:
        yield f"SILENT: nothing new for {show_span(silence(state))}, usually every {show_span(one.rhythm.usual)}"
    if state.gap_until and at - state.gap_until < LOOK_BACK:
        yield f"gap {_minute(state.gap_from, zone)} to {_minute(state.gap_until, zone)}"
    opened, kept = one.control
    if kept:
        yield f"control sample: {kept} of {opened} kept, try fetch: all"


def _minute(at: datetime | None, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}" if at else "the beginning"


def _ago(then: datetime | None, at: datetime) -> str:
    return f"{show_span(at - then)} ago" if then else "-"


def _next(one: Health, at: datetime) -> str:
    if not one.source.enabled:
        return "-"
    return "now" if one.next_poll is None or one.next_poll <= at else f"in {show_span(one.next_poll - at)}"
