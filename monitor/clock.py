"""The program's only clock; everything else is told the time."""

import os
from datetime import UTC, datetime

PINNED = "CSTO_MONITOR_NOW"


def now() -> datetime:
    """This instant in UTC; an ISO instant in $CSTO_MONITOR_NOW stands in for it (simulations, tests)."""
    pinned = os.environ.get(PINNED)
    if pinned:
        return datetime.fromisoformat(pinned).astimezone(UTC)
    return datetime.now(UTC)
