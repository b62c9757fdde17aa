"""The box: worker processes that read foreign bytes, each page within a time and a memory limit.

A page that breaks a limit is one failed page; it never reaches the process that crawls and stores.
"""

import multiprocessing
import resource
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any, Self

from pebble import ProcessExpired, ProcessPool

from pipeline.errors import Unreadable

if TYPE_CHECKING:
    from pipeline.judging.topic import Topic

SECONDS_A_PAGE = 15.0
BYTES_A_WORKER = 1_500_000_000
PAGES_A_WORKER = 2_000
WORKERS = 2

_topic: "Topic | None" = None


class Box:
    """A pool of workers, started at the first page; a context manager."""

    def __init__(self, topic: "Topic", *, workers: int = WORKERS, seconds: float = SECONDS_A_PAGE) -> None:
        self._seconds = seconds
        self._topic = topic
        self._workers = workers
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.stop()
            self._pool.join()

    def submit(self, function: Callable[..., Any], *arguments: object) -> Future[Any]:
        """Start `function(*arguments)` in a worker; `function` is importable by name."""
        if self._pool is None:
            self._pool = ProcessPool(
                max_workers=self._workers,
                max_tasks=PAGES_A_WORKER,
                initializer=settle,
                initargs=(self._topic,),
                context=multiprocessing.get_context("spawn"),
            )
        future: Future[Any] = self._pool.schedule(function, args=list(arguments), timeout=self._seconds)
        return future

    def call(self, function: Callable[..., Any], *arguments: object) -> Any:
        """The answer of one reading.

        Raises:
            Unreadable: the page's own fault, or a limit of the box.
        """
        return self.answer(self.submit(function, *arguments))

    def each(self, function: Callable[..., Any], jobs: Iterable[tuple[object, ...]]) -> Iterator[Any]:
        """Answers in the order of `jobs`; an Unreadable stands in for the answer of a page that gave none."""
        for future in [self.submit(function, *job) for job in jobs]:
            try:
                yield self.answer(future)
            except Unreadable as fault:
                yield fault

    def answer(self, future: Future[Any]) -> Any:
        """What a submitted reading gave, its failures put into our words."""
        try:
            return future.result()
        except Exception as error:  # border: one page's fault stays one page's fault
            raise explain(error, self._seconds) from error


def explain(error: BaseException, seconds: float = SECONDS_A_PAGE) -> BaseException:
    """The page's fault behind an error of the pool; what is none (an interrupt) comes back as it is."""
    if isinstance(error, FutureTimeoutError):
        return Unreadable(f"reading took longer than {seconds:.0f} s", kind="limit")
    if isinstance(error, ProcessExpired | MemoryError):
        return Unreadable("reading needed more memory than it may use, or crashed the reader", kind="limit")
    if isinstance(error, BrokenProcessPool):
        return Unreadable("no reader could be started: is memory, or the number of processes, limited?", kind="limit")
    if isinstance(error, RecursionError):
        return Unreadable("the page is nested too deeply", kind="limit")
    if isinstance(error, Unreadable) or not isinstance(error, Exception):
        return error
    where = traceback.extract_tb(error.__traceback__)
    place = f" at {where[-1].filename.rsplit('/', 1)[-1]}:{where[-1].lineno}" if where else ""
    return Unreadable(f"the reader failed: {type(error).__name__}: {error}{place}"[:300])


def settle(topic: "Topic") -> None:
    """Prepare a worker: its limits, its topic; the parent alone answers Ctrl-C."""
    global _topic  # noqa: PLW0603 - a worker's topic is sent once, not with every page
    _topic = topic
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = BYTES_A_WORKER if hard == resource.RLIM_INFINITY else min(BYTES_A_WORKER, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def topic() -> "Topic":
    """The topic of this worker."""
    if _topic is None:
        raise RuntimeError("not in a worker of the box")
    return _topic
