"""A host's wish and the sources on it."""

from datetime import UTC, datetime, timedelta

from monitor.standing import bound_by, wait_of
from pipeline.records import HostWait, SourceState
from pipeline.source import Source, Way

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
FEED = Way(kind="feed", url="https://a.example/rss")
ELSEWHERE = Way(kind="listing", url="https://b.example/news")
WAITS = {"a.example:443": HostWait(until=NOON + HOUR, reason="503 Service Unavailable")}


def source(*ways):
    return Source(id="a", name="a", url="https://a.example/", discover=ways)


def test_no_source_of_a_waiting_host_is_due():
    """Another source's Retry-After puts this one off as well."""
    assert bound_by(source(FEED), SourceState(source="a"), WAITS).not_before == NOON + HOUR


def test_a_source_with_another_way_goes_on():
    """Where one of its ways may be asked, a source is due as ever."""
    assert bound_by(source(FEED, ELSEWHERE), SourceState(source="a"), WAITS).not_before is None


def test_the_longer_wish_holds():
    """A source's own wait is not shortened by its host's."""
    state = SourceState(source="a", not_before=NOON + 5 * HOUR)
    assert bound_by(source(FEED), state, WAITS).not_before == NOON + 5 * HOUR


def test_status_can_tell_which_wish_it_is():
    """The wait is named where a way's host asked for one."""
    assert wait_of(source(FEED, ELSEWHERE), WAITS) == WAITS["a.example:443"]
    assert wait_of(source(ELSEWHERE), WAITS) is None
