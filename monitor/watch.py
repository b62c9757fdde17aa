"""`watch`: waits for the archive's earliest due time and starts a run as a child; it never crawls itself."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from monitor.clock import now
from monitor.config import Config
from monitor.due import due_at, why_due
from monitor.logs import Log
from monitor.opening import open_archive
from monitor.standing import states_of
from pipeline.errors import BusyError, MonitorError
from pipeline.records import SourceState
from pipeline.source import Source

DEADLINE = timedelta(minutes=20)
PATIENCE = 4.0  # seconds between asking a child to stop and making it stop
SHORTEST = timedelta(seconds=0.2)  # between two ticks, where a run takes longer than the period
AFTER_TROUBLE = timedelta(seconds=30)
DONE = (0, 1, 3)  # exit codes of a run that came to its end


class Watch:
    """Holds the child of the moment; `tick` is called by the ticker, `stop` by signals."""

    def __init__(self, config: Config, log: Log, words: Sequence[str], *, deadline: timedelta = DEADLINE) -> None:
        self._config = config
        self._log = log
        self._words = words
        self._deadline = deadline
        self._child: subprocess.Popen[bytes] | None = None
        self._server: subprocess.Popen[bytes] | None = None
        self._server_words: Sequence[str] = ()
        self._stopping = False

    def tick(self) -> datetime:
        """Run what is due; the instant at which to look again."""
        self._mind_server()
        try:
            return self._tick()
        except (MonitorError, OSError) as error:  # a full disk, an archive somebody locks: it may pass
            return self._look_again(str(error))

    def serve(self, words: Sequence[str]) -> None:
        """Start the server, and keep it there."""
        self._server_words = words
        self._server = start_child(words)

    def _tick(self) -> datetime:
        started = now()
        if self._is_stopping() or not self._is_due(started):
            return self._earliest(started)
        before = self._attempts()
        code = self._run_child()
        if self._is_stopping():
            return now()
        if code not in DONE or self._attempts() == before:  # a full disk: nothing was written, all is due as before
            return self._look_again(
                "another run was at work" if code == BusyError.exit_code else f"a run ended with {code}"
            )
        return self._earliest(now())

    def _look_again(self, told: str) -> datetime:
        """Soon, but not at once: the shortest period at most, for what is wrong may stay so."""
        periods = [source.every or self._config.every for source in self._enabled()]
        at = now() + min([AFTER_TROUBLE, *periods])
        self._log.warning("watch", told=told, retry=at)
        return at

    def _mind_server(self) -> None:
        if self._server and self._server.poll() is not None and not self._is_stopping():
            self._log.warning("watch", told=f"the server ended with {self._server.returncode}; it is started again")
            self._server = start_child(self._server_words)
            if self._is_stopping():
                end_groups([self._server])

    def stop(self) -> None:
        """End the child and start no other."""
        self._stopping = True
        alive = [child for child in (self._child, self._server) if child and child.poll() is None]
        end_groups(alive)

    def _run_child(self) -> int:
        self._child = start_child(self._words)
        if self._is_stopping():  # the signal came between the decision and the start, and found no child to end
            end_groups([self._child])
        try:
            return self._child.wait(self._deadline.total_seconds())
        except subprocess.TimeoutExpired:
            self._log.warning("watch", told=f"a run took longer than {self._deadline} and was stopped")
            end_groups([self._child])
            return self._child.wait()

    def _is_stopping(self) -> bool:
        """Asked anew each time: a signal sets it in the middle of anything."""
        return self._stopping

    def _attempts(self) -> dict[str, datetime | None]:
        return {state.source: state.last_attempt for state in self._states().values()}

    def _states(self) -> dict[str, SourceState]:
        with open_archive(self._config) as archive:
            return states_of(self._config, archive, now())

    def _is_due(self, at: datetime) -> bool:
        states = self._states()
        return any(why_due(s, states.get(s.id, SourceState(source=s.id)), self._config, at) for s in self._enabled())

    def _earliest(self, at: datetime) -> datetime:
        states = self._states()
        dues = [due_at(s, states.get(s.id, SourceState(source=s.id)), self._config) or at for s in self._enabled()]
        return max(min(dues, default=datetime.max.replace(tzinfo=UTC)), at + SHORTEST)

    def _enabled(self) -> list[Source]:
        return [source for source in self._config.sources if source.enabled]


def start_child(words: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start this program with other words, in a process group of its own."""
    return subprocess.Popen(  # noqa: S603 - our own program, our own words
        [sys.executable, "-m", "monitor", *words], start_new_session=True, stdin=subprocess.DEVNULL
    )


def end_groups(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask children and all they started to stop; make those that are there after `PATIENCE`."""
    for child in children:
        _signal_group(child, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(deadline - time.monotonic(), 0))
        _signal_group(child, signal.SIGKILL)


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return
