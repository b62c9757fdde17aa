"""One request at a time per host with a pause between, across all crawlers of the process; knows no Scrapy."""

import asyncio
from collections import defaultdict, deque
from dataclasses import dataclass, field

WIDER = 4.0  # how much longer the pause gets once a host said 429


@dataclass(slots=True)
class Place:
    """One host's queue. `free_at` is the loop's time before which nobody enters."""

    inside: int = 0
    free_at: float = 0.0
    factor: float = 1.0
    waiting: deque[tuple[object, asyncio.Future[None]]] = field(default_factory=deque)
    timer: asyncio.TimerHandle | None = None


class EvictedError(Exception):
    """The crawl that waited here is over; its text says why."""


class HostGate:
    """Lets requests through, first come first served per host; `delay` in seconds, measured from the last answer."""

    def __init__(self, delay: float, concurrency: int) -> None:
        self._delay = delay
        self._concurrency = max(concurrency, 1)
        self._places: defaultdict[str, Place] = defaultdict(Place)

    async def enter(self, host: str, owner: object) -> None:
        """Wait for the turn; every entry is matched by one `leave`.

        Raises:
            EvictedError: the owner's crawl ends.
        """
        place = self._places[host]
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        place.waiting.append((owner, turn))
        self._pump(place)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._free(place)
            raise

    def leave(self, host: str) -> None:
        """The answer came, or will not come."""
        self._free(self._places[host])

    def widen(self, host: str) -> None:
        """Leave longer pauses: the host said that we ask too much."""
        self._places[host].factor = WIDER

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody enter for so long: the host asked for a short pause."""
        place = self._places[host]
        place.free_at = max(place.free_at, self._now() + seconds)

    def evict(self, owner: object, reason: str) -> None:
        """End the waiting of one crawler."""
        for place in self._places.values():
            for waiter, turn in place.waiting:
                if waiter is owner and not turn.done():
                    turn.set_exception(EvictedError(reason))

    def _free(self, place: Place) -> None:
        place.inside -= 1
        place.free_at = max(place.free_at, self._now() + self._delay * place.factor)
        self._pump(place)

    def _pump(self, place: Place) -> None:
        if place.timer is not None:
            place.timer.cancel()
            place.timer = None
        while place.waiting and place.waiting[0][1].done():
            place.waiting.popleft()
        if not place.waiting or place.inside >= self._concurrency:
            return
        pause = place.free_at - self._now()
        if pause > 0:
            place.timer = asyncio.get_running_loop().call_later(pause, self._pump, place)
            return
        _, turn = place.waiting.popleft()
        place.inside += 1
        place.free_at = max(place.free_at, self._now() + self._delay * place.factor)
        turn.set_result(None)
        self._pump(place)

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
