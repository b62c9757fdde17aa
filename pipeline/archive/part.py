"""What every part of the archive has: the store, and a clock that stands in where a call names no instant."""

from collections.abc import Callable
from datetime import datetime

from pipeline.archive.store import Store


class Part:
    """One concern of the archive; `Archive` is composed of them."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        self._store = store
        self._now = now
