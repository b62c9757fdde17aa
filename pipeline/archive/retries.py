"""When a failed item is tried again: pure arithmetic on instants."""

from datetime import datetime, timedelta

FIRST = timedelta(minutes=10)
LONGEST = timedelta(days=1)  # also the most a Retry-After is honoured
PATIENT = timedelta(days=14)  # after so long the page is probably gone, but nothing is given up
SELDOM = timedelta(days=7)
REREAD_FOR = timedelta(days=3)  # a page that was read once is not asked for ever
FIRST_REST = timedelta(hours=1)
LONGEST_REST = timedelta(days=30)


def next_attempt(attempts: int, *, since: datetime, at: datetime, retry_after: timedelta | None = None) -> datetime:
    """The instant of the next attempt after `attempts` failed ones, the last of them at `at`.

    Ten minutes after the first, doubling to a day; once a week for what has failed for two weeks; never before a
    Retry-After, which counts for a day at most.
    """
    doubled = FIRST * int(2 ** min(max(attempts, 1) - 1, 16))
    wait = SELDOM if at - since >= PATIENT else min(doubled, LONGEST)
    return at + max(wait, clamp(retry_after))


def clamp(retry_after: timedelta | None) -> timedelta:
    """A server's wish, between nothing and a day."""
    return min(max(retry_after or timedelta(), timedelta()), LONGEST)


def rest_after(idle: int, at: datetime) -> datetime:
    """Until when a page is left alone that was read `idle` times again and never found changed."""
    return at + min(FIRST_REST * int(4 ** min(max(idle, 1) - 1, 8)), LONGEST_REST)
