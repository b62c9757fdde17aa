"""Tells once when a source falls silent; `rhythm` decides, the archive remembers."""

from monitor.durations import show_span
from monitor.logs import Log
from monitor.rhythm import LOOK_BACK, SHORTEST, Rhythm, find_rhythm, is_silent, silence
from pipeline.archive import Archive
from pipeline.records import SourceState


def rhythm_of(archive: Archive, state: SourceState) -> Rhythm | None:
    """The rhythm of a source as the archive knows it."""
    if state.last_new is None:
        return None
    return find_rhythm(archive.arrivals(state.source, since=state.last_new - LOOK_BACK))


def tell_silence(log: Log, archive: Archive, before: SourceState | None, after: SourceState) -> bool:
    """Log a warning in the run in which a silence first goes beyond the source's rhythm; whether it was logged."""
    if before is None or after.outcome != "ok" or silence(after) <= SHORTEST:
        return False
    rhythm = rhythm_of(archive, after)
    if rhythm is None or not is_silent(after, rhythm) or is_silent(before, rhythm):
        return False
    last = after.last_new.astimezone(log.zone) if after.last_new else None
    log.warning(
        "silent", source=after.source, last_new=last, quiet=show_span(silence(after)), usual=show_span(rhythm.usual)
    )
    return True
