"""Spans of time as people write them: `15m`, `36h`, `30d`; nothing about calendars."""

import re
from datetime import timedelta

UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
LONGEST = timedelta(days=36_525)
SPAN = re.compile(r"([0-9]{1,6})([smhdw])")


def parse_span(text: object) -> timedelta:
    """A positive span.

    Raises:
        ValueError: it is none; the message says what was expected.
    """
    found = SPAN.fullmatch(str(text).strip())
    if not found or int(found[1]) == 0:
        raise ValueError("expected a number and a unit: 45s, 15m, 6h, 30d or 2w")
    span = timedelta(**{UNITS[found[2]]: int(found[1])})
    if span > LONGEST:
        raise ValueError("expected at most a hundred years; `forever` where that is meant and allowed")
    return span


def show_span(span: timedelta) -> str:
    """The shortest exact or rounded form: `45s`, `15m`, `6h`, `3d`."""
    seconds = int(span.total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "m")):
        if seconds >= size:
            return f"{round(seconds / size)}{unit}"
    return f"{max(seconds, 0)}s"
