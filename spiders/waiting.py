"""What a server says of when to come back (RFC 9110 §10.2.3); pure, the clock is an argument."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LONGEST_WAIT = timedelta(hours=24)


def parse_retry_after(value: str, now: datetime) -> timedelta | None:
    """The wait a Retry-After header asks for, between nothing and 24 hours; None where it says nothing.

    Args:
        value: seconds, or an HTTP date.
        now: aware; what a date is measured from.
    """
    value = value.strip()[:64]
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=min(int(value), 10**6)), LONGEST_WAIT)
    try:
        then = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return min(max(then - now, timedelta()), LONGEST_WAIT)
