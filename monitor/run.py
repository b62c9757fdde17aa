"""One run: the only module that knows every room; it orders their work and decides nothing of theirs."""

import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitor.clock import now
from monitor.config import Config
from monitor.due import why_due
from monitor.health import exit_code, is_network_down
from monitor.housekeeping import keep_house
from monitor.lock import hold
from monitor.logs import Format, Line, Log, open_log, write_line
from monitor.marker import mark_end, mark_tick
from monitor.opening import open_archive
from monitor.rendered import is_behind
from monitor.silence import tell_silence
from monitor.standing import states_of
from monitor.telling import Tally
from pipeline.archive import Archive
from pipeline.errors import InterruptedCrawl
from pipeline.records import SourceReport, SourceState
from pipeline.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a run was asked to do."""

    sources: tuple[str, ...] = ()
    everything: bool = False
    since: date | None = None
    log_format: Format = "text"
    command: str = "run"


def run_once(config: Config, request: Request) -> int:
    """One pass over the sources that are due; the exit code of the contract.

    Raises:
        BusyError: another run is at work.
        ArchiveError: the archive cannot be read.
    """
    started = now()
    with hold(config.data.lock, request.command), open_archive(config) as archive:
        chosen = choose(config, request, states_of(config, archive, started), started)
        if not chosen:
            if request.since:  # asked for by a person, who would take silence for an answer
                print(
                    "csto-monitor: no source is due, so nothing was read back; add --all or --source", file=sys.stderr
                )
            return _catch_up(config, archive)
        log = Log(name_run(started), config.timezone)
        open_log(config.data.log, style=request.log_format, keep=config.retention.log, zone=config.timezone)
        return _pass(config, request, archive, log, chosen)


def _pass(config: Config, request: Request, archive: Archive, log: Log, chosen: tuple[Source, ...]) -> int:
    started, tally = now(), Tally()
    from monitor.collecting import collect  # noqa: PLC0415 - spiders, box and feeds are heavy: only when one is due
    from monitor.publication import publish_now  # noqa: PLC0415 - same

    if is_behind(config, archive):  # a run was killed, or nothing was ever published
        publish_now(config, archive, log)
    stopped: InterruptedCrawl | None = None
    try:
        reports = collect(config, archive, log, chosen, since=request.since, tell=tally.tell)
    except InterruptedCrawl as signal:
        stopped, reports = signal, signal.reports
    was_down = archive.was_network_down()
    settle(archive, log, reports, started)
    keep_house(config, archive, now())
    refused = publish_now(config, archive, log)
    told = summarise(log, reports, tally, started, was_down=was_down)
    if stopped:
        return stopped.exit_code
    mark_end(config, write_line(told, request.log_format))
    return max(exit_code(reports), 3 if refused else 0)


def _catch_up(config: Config, archive: Archive) -> int:
    """Nothing is due; a run that was killed before it published is made up for."""
    mark_tick(config)
    if not is_behind(config, archive):
        return 0
    from monitor.publication import publish_now  # noqa: PLC0415 - feedgen and templates are heavy

    return 3 if publish_now(config, archive) else 0


def choose(config: Config, request: Request, states: dict[str, SourceState], at: datetime) -> tuple[Source, ...]:
    """The sources this run polls: those named, else the enabled ones that are due (or all of them)."""
    if request.sources:
        return tuple(config.source(source_id) for source_id in dict.fromkeys(request.sources))
    enabled = [source for source in config.sources if source.enabled]
    if request.everything:
        return tuple(enabled)
    return tuple(s for s in enabled if why_due(s, states.get(s.id, SourceState(source=s.id)), config, at))


def settle(archive: Archive, log: Log, reports: Sequence[SourceReport], started: datetime) -> None:
    """Write down how each source fared, and tell of it."""
    before = archive.source_states()
    down = is_network_down(reports)
    archive.record_run(log.run, reports, started=started, ended=now(), network_down=down)
    after = archive.source_states()
    for report in reports:
        log_source(log, report, before.get(report.source), after[report.source], network_down=down)
        tell_silence(log, archive, before.get(report.source), after[report.source])


def log_source(
    log: Log, report: SourceReport, before: SourceState | None, after: SourceState, *, network_down: bool
) -> None:
    """One line for one source: INFO when all is well, WARN when not; a fault of ours is no change of its state."""
    was = before.outcome if before else None
    if report.outcome == "ok":
        log.info(
            "source", changed=was not in (None, "ok"), source=report.source, outcome="ok", seen=report.seen,
            new=report.new, kept=report.kept, failed=report.failed, gap=report.gap, seconds=round(report.seconds, 1),
            note=report.reason or None,
        )  # fmt: skip
        return
    log.warning(
        "source", changed=was != report.outcome and not network_down, source=report.source, outcome=report.outcome,
        since=after.since.astimezone(log.zone) if after.since else None, streak=after.streak, reason=report.reason,
    )  # fmt: skip


def summarise(log: Log, reports: Sequence[SourceReport], tally: Tally, started: datetime, *, was_down: bool) -> Line:
    """The run's own line, its fields handed back; quiet runs see it when our network went down or came back."""
    down = is_network_down(reports)
    good = sum(report.outcome == "ok" for report in reports)
    return log.info(
        "run", changed=down != was_down,
        sources=len(reports), ok=good, failed=len(reports) - good, seen=sum(r.seen for r in reports),
        new=sum(r.new for r in reports), kept=sum(r.kept for r in reports),
        statements=sum(item.relevance == "statement" for item in tally.told),
        seconds=round((now() - started).total_seconds(), 1),
        network="down" if down else None,
    )  # fmt: skip


def name_run(at: datetime) -> str:
    """A name that sorts by time and is not given twice."""
    return f"{at:%Y%m%dT%H%M%S}-{secrets.token_hex(2)}"
