"""How often a source has something new, and when its silence is out of the ordinary: pure functions over instants."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from pipeline.records import SourceState

LOOK_BACK = timedelta(days=120)  # before the last new item; a source changes its habits
FEWEST = 6  # arrivals; fewer say nothing of a habit
SHORTEST = timedelta(days=1)  # nights are no silence


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """`usual` is the median time between two reads that brought something new, `alarm` the silence worth a look."""

    usual: timedelta
    alarm: timedelta
    arrivals: int


def find_rhythm(arrivals: Sequence[datetime]) -> Rhythm | None:
    """The rhythm of a source, None where too little is known.

    The alarm is three times the usual gap, but more than any pause the source made twice (weekends, a night), half
    as long again. The longest pause of all is left out: it may have been an outage.
    """
    if len(arrivals) < FEWEST:
        return None
    gaps = sorted(later - earlier for earlier, later in pairwise(sorted(arrivals)))
    usual = timedelta(seconds=median(gap.total_seconds() for gap in gaps))
    return Rhythm(usual=usual, alarm=max(3 * usual, 1.5 * gaps[-2], SHORTEST), arrivals=len(arrivals))


def silence(state: SourceState) -> timedelta:
    """How long the source had nothing new while it was read well; our own absence is not its silence."""
    if state.last_success is None or state.last_new is None:
        return timedelta()
    return max(state.last_success - state.last_new, timedelta())


def is_silent(state: SourceState, rhythm: Rhythm | None) -> bool:
    """Whether a source that is read well has been quiet far beyond its own rhythm."""
    return rhythm is not None and silence(state) > rhythm.alarm
