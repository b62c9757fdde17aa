"""An HTTP protocol that sheds slow clients; uvicorn alone waits for a request's first line for ever."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

CHECK_EVERY = 2.0
REQUEST_WITHIN = 10.0  # seconds for a whole request, from the connection or from the last answer
READ_WITHIN = 30.0  # seconds in which a client must take something of a waiting answer
ANSWER_WITHIN = 300.0  # seconds for taking one whole answer
MOST_CONNECTIONS = 800


class PatientProtocol(H11Protocol):
    """Aborts a connection that does not finish its request or does not read its answer in time."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.quiet_since = 0.0
        self.waiting_bytes = 0
        self.waiting_since = 0.0
        self.answering_since = 0.0
        self.check: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the watch; above the limit the connection that waits longest for nothing gives way."""
        super().connection_made(transport)
        self.quiet_since = self.waiting_since = self.loop.time()
        self.check = self.loop.call_later(CHECK_EVERY, self._look)
        if len(self.connections) > MOST_CONNECTIONS:
            idle = [one for one in self.connections if isinstance(one, PatientProtocol) and not one.is_answering()]
            if idle:
                min(idle, key=lambda one: one.quiet_since).shed()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the watch."""
        if self.check is not None:
            self.check.cancel()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """The time for the next request begins."""
        self.quiet_since = self.loop.time()
        super().on_response_complete()

    def is_answering(self) -> bool:
        """Whether a request is complete and its answer is not."""
        return self.cycle is not None and not self.cycle.response_complete and not self.cycle.more_body

    def shed(self) -> None:
        """Drop the connection with whatever waits in it."""
        if self.transport is not None:
            self.transport.abort()

    def _look(self) -> None:
        now = self.loop.time()
        waiting = self.transport.get_write_buffer_size()
        if waiting != self.waiting_bytes or not waiting:
            self.waiting_since = now
        self.answering_since = self.answering_since or now if waiting else 0.0
        self.waiting_bytes = waiting
        silent = not waiting and not self.is_answering() and now - self.quiet_since > REQUEST_WITHIN
        stuck = bool(waiting) and (now - self.waiting_since > READ_WITHIN or now - self.answering_since > ANSWER_WITHIN)
        if silent or stuck:
            self.shed()
            return
        self.check = self.loop.call_later(CHECK_EVERY, self._look)
