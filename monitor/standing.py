"""How the configured sources stand: what the archive knows of each, and how long their hosts asked us to wait."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from monitor.config import Config
from pipeline.archive import Archive
from pipeline.records import HostWait, SourceState
from pipeline.source import Source
from spiders.egress import host_of


def states_of(config: Config, archive: Archive, at: datetime) -> dict[str, SourceState]:
    """The state of every configured source; a source whose every host waits is not due before the first is free."""
    known, waits = archive.source_states(at=at), archive.host_waits(at=at)
    return {s.id: bound_by(s, known.get(s.id, SourceState(source=s.id)), waits) for s in config.sources}


def bound_by(source: Source, state: SourceState, waits: Mapping[str, HostWait]) -> SourceState:
    """The state, its `not_before` no earlier than the first of its ways may be asked again."""
    met = [waits.get(host_of(way.url)) for way in source.discover]
    free = [wait.until for wait in met if wait is not None]
    if not free or len(free) < len(met):
        return state
    until = min(free)
    return replace(state, not_before=max(state.not_before, until) if state.not_before else until)


def wait_of(source: Source, waits: Mapping[str, HostWait]) -> HostWait | None:
    """The longest wait among the hosts of a source's ways, None where all may be asked."""
    met = [wait for way in source.discover if (wait := waits.get(host_of(way.url)))]
    return max(met, key=lambda wait: wait.until, default=None)
