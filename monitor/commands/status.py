"""`status`: the health of each source; the archive is only read."""

import argparse
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from monitor.answers import line
from monitor.clock import now
from monitor.config import Config
from monitor.due import due_at
from monitor.durations import show_span
from monitor.opening import open_archive, open_config
from pipeline.records import SourceState
from pipeline.source import Source


def run(arguments: argparse.Namespace) -> int:
    """Exit 1 when an enabled source is failing."""
    config = open_config(arguments)
    with open_archive(config) as archive:
        states = archive.source_states()
    rows = [(s, states.get(s.id, SourceState(source=s.id))) for s in config.sources]
    if arguments.json:
        for source, state in rows:
            print(line(describe(source, state, config)))
    else:
        _print_table(rows, config)
    return int(any(source.enabled and state.outcome not in (None, "ok") for source, state in rows))


def describe(source: Source, state: SourceState, config: Config) -> dict[str, Any]:
    """One source as JSON; instants with the zone of the log."""
    at = due_at(source, state, config) if source.enabled else None
    return {
        "source": source.id,
        "name": source.name,
        "enabled": source.enabled,
        "outcome": state.outcome,
        "reason": state.reason or (source.reason if not source.enabled else ""),
        "since": _instant(state.since, config),
        "streak": state.streak,
        "last_attempt": _instant(state.last_attempt, config),
        "last_success": _instant(state.last_success, config),
        "last_new": _instant(state.last_new, config),
        "gap": state.gap,
        "pending": state.pending,
        "next_poll": _instant(at, config),
    }


def _instant(at: datetime | None, config: Config) -> str | None:
    return at.astimezone(ZoneInfo(config.timezone)).isoformat(timespec="seconds") if at else None


def _print_table(rows: list[tuple[Source, SourceState]], config: Config) -> None:
    width = max([len(source.id) for source, _ in rows], default=6)
    print(f"{'source':{width}}  {'outcome':11}  {'success':>8}  {'new item':>8}  {'next poll':>9}  streak  reason")
    for source, state in rows:
        outcome = (state.outcome or "not polled") if source.enabled else "disabled"
        reason = state.reason if source.enabled else source.reason
        print(
            f"{source.id:{width}}  {outcome:11}  {_ago(state.last_success):>8}  {_ago(state.last_new):>8}  "
            f"{_next(source, state, config):>9}  {state.streak:6}  {reason}"
        )


def _ago(at: datetime | None) -> str:
    return f"{show_span(now() - at)} ago" if at else "-"


def _next(source: Source, state: SourceState, config: Config) -> str:
    at = due_at(source, state, config)
    if not source.enabled:
        return "-"
    return "now" if at is None or at <= now() else f"in {show_span(at - now())}"
