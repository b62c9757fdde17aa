import asyncio
from collections.abc import Awaitable, Callable
from itertools import pairwise

import pytest

from spiders.host_gate import EvictedError, HostGate

DELAY = 0.05


def play(scene: Callable[[HostGate], Awaitable[None]], *, concurrency: int = 1) -> None:
    async def main() -> None:
        await asyncio.wait_for(scene(HostGate(DELAY, concurrency)), 5)

    asyncio.run(main())


async def visit(
    gate: HostGate, host: str, log: list[tuple[str, float]], *, stay: float = 0.01, owner: str = "a"
) -> None:
    await gate.enter(host, owner)
    log.append((host, asyncio.get_running_loop().time()))
    await asyncio.sleep(stay)
    gate.leave(host)


def gaps(log: list[tuple[str, float]], host: str) -> list[float]:
    times = [at for name, at in log if name == host]
    return [later - earlier for earlier, later in pairwise(times)]


def test_one_at_a_time_with_a_pause_from_the_last_answer() -> None:
    """Requests to one host never overlap, whoever makes them, and rest between."""

    async def scene(gate: HostGate) -> None:
        log: list[tuple[str, float]] = []
        await asyncio.gather(*(visit(gate, "a:80", log, owner=str(n)) for n in range(4)))
        assert all(gap >= DELAY + 0.009 for gap in gaps(log, "a:80"))

    play(scene)


def test_hosts_do_not_wait_for_each_other() -> None:
    """A slow host delays nobody else."""

    async def scene(gate: HostGate) -> None:
        log: list[tuple[str, float]] = []
        slow = asyncio.ensure_future(visit(gate, "slow:80", log, stay=1))
        await asyncio.gather(visit(gate, "a:80", log), visit(gate, "b:80", log))
        assert {host for host, _ in log} == {"slow:80", "a:80", "b:80"}
        slow.cancel()

    play(scene)


def test_first_come_first_served() -> None:
    """Nobody is overtaken."""

    async def scene(gate: HostGate) -> None:
        order: list[int] = []

        async def enter(number: int) -> None:
            await gate.enter("a:80", number)
            order.append(number)
            gate.leave("a:80")

        await asyncio.gather(*(enter(number) for number in range(5)))
        assert order == [0, 1, 2, 3, 4]

    play(scene)


def test_a_host_that_says_429_gets_longer_pauses() -> None:
    """The pause grows fourfold for the rest of the run."""

    async def scene(gate: HostGate) -> None:
        log: list[tuple[str, float]] = []
        gate.widen("a:80")
        await asyncio.gather(*(visit(gate, "a:80", log, stay=0) for _ in range(2)))
        assert gaps(log, "a:80")[0] >= 4 * DELAY

    play(scene)


def test_who_is_evicted_waits_no_longer_and_the_others_go_on() -> None:
    """Ending one source's crawl frees its places in every queue."""

    async def scene(gate: HostGate) -> None:
        await gate.enter("a:80", "first")
        doomed = asyncio.ensure_future(gate.enter("a:80", "doomed"))
        patient = asyncio.ensure_future(gate.enter("a:80", "patient"))
        await asyncio.sleep(0)
        gate.evict("doomed", "over")
        with pytest.raises(EvictedError):
            await doomed
        gate.leave("a:80")
        await patient

    play(scene)


def test_a_cancelled_wait_takes_no_place() -> None:
    """A request dropped while it waits does not block the host for ever."""

    async def scene(gate: HostGate) -> None:
        await gate.enter("a:80", "first")
        waits = [asyncio.ensure_future(gate.enter("a:80", "x")) for _ in range(3)]
        await asyncio.sleep(0)
        gate.leave("a:80")
        waits[0].cancel()
        await asyncio.sleep(DELAY * 2)
        waits[1].cancel()
        await asyncio.sleep(0)
        await asyncio.wait(waits[:2])
        if not waits[1].cancelled():
            gate.leave("a:80")
        await waits[2]

    play(scene)


def test_concurrency_lets_several_in() -> None:
    """`concurrency_per_host: 2` keeps two under way, started a pause apart."""

    async def scene(gate: HostGate) -> None:
        log: list[tuple[str, float]] = []
        await asyncio.gather(*(visit(gate, "a:80", log, stay=0.2) for _ in range(2)))
        assert DELAY - 0.001 <= gaps(log, "a:80")[0] < 0.2

    play(scene, concurrency=2)
