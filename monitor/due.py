"""When a source is due: a pure function of what the archive remembers; it reads no clock."""

from datetime import datetime, timedelta

from monitor.config import Config
from pipeline.records import SourceState
from pipeline.source import Source

EARLY = 0.9  # a tick a little early must not wait for the next one


def due_at(source: Source, state: SourceState, config: Config) -> datetime | None:
    """The instant from which a source is due; None: at once (it was never polled).

    90 % of its period after the last attempt, or what its cron expression says; never before what a Retry-After
    asked for.
    """
    if state.last_attempt is None:
        return state.not_before
    cron = source.cron or (None if source.every else config.cron)
    if cron:
        from monitor.schedule import next_tick  # noqa: PLC0415 - APScheduler is imported only where cron is used

        at = next_tick(cron, source.timezone, state.last_attempt)
    else:
        at = state.last_attempt + EARLY * (source.every or config.every)
    return max(at, state.not_before) if state.not_before else at


def why_due(source: Source, state: SourceState, config: Config, now: datetime) -> str | None:
    """The reason a source is due now, or None."""
    at = due_at(source, state, config)
    if at is None or now >= at:
        return "never polled" if state.last_attempt is None else "its period has passed"
    if state.last_attempt and now < state.last_attempt - timedelta(minutes=1):
        return "the clock went back"
    if state.pending and not (state.not_before and now < state.not_before):
        return "work is pending"
    return None
