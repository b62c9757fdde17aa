"""What `watch` does after a tick went wrong."""

import io
import logging
import time
from datetime import timedelta

import pytest

from monitor.clock import now
from monitor.config_file import load_config
from monitor.logs import LOGGER, Log, show_log
from monitor.schedule import Ticker
from monitor.watch import AFTER_TROUBLE, Watch
from pipeline.errors import ArchiveError


class Scripted(Watch):
    """A watch whose children end as told, one code after the other."""

    codes: list[object]

    def _run_child(self) -> int:
        code = self.codes.pop(0)
        if isinstance(code, Exception):
            raise code
        return int(str(code))


@pytest.fixture
def watching(tmp_path):
    def make(every, *codes):
        path = tmp_path / "config.yaml"
        source = "{id: a, url: 'https://a.example/', discover: [{feed: 'https://a.example/rss'}]}"
        path.write_text(f"schedule: {{every: {every}}}\nsources:\n  - {source}\n", encoding="utf-8")
        watch = Scripted(load_config(path), Log("watch", "UTC"), [])
        watch.codes = list(codes)
        return watch

    return make


@pytest.fixture
def told():
    """What a person sees."""
    out = io.StringIO()
    show_log(out, style="text", verbose=False, quiet=False)
    yield out
    for handler in list(LOGGER.handlers):
        LOGGER.removeHandler(handler)
        logging.getLogger().removeHandler(handler)


def seconds_to(instant):
    return (instant - now()).total_seconds()


def test_a_killed_run_is_made_up_for_within_its_period(watching):
    """The pause after a kill is no longer than the shortest period, and at most half a minute."""
    assert 1 < seconds_to(watching("2s", -9).tick()) <= 2
    assert 25 < seconds_to(watching("15m", -9).tick()) <= AFTER_TROUBLE.total_seconds()


def test_a_run_that_wrote_nothing_is_not_repeated_at_once(watching):
    """On a full disk every source stays due: the watch looks again in half a minute, not at every moment."""
    assert seconds_to(watching("15m", 3).tick()) > 25


def test_a_run_by_hand_is_waited_for(watching):
    """75, another run is at work: look again soon, it is no fault."""
    assert seconds_to(watching("3s", 75).tick()) <= 3


def test_trouble_that_may_pass_does_not_end_the_watch(watching, told):
    """An archive that is locked or a disk that is full for a moment is told, and looked at again."""
    watch = watching("2s", ArchiveError("the archive is locked"), OSError(28, "No space left on device"))
    assert seconds_to(watch.tick()) <= 2
    assert seconds_to(watch.tick()) <= 2
    assert "the archive is locked" in told.getvalue()
    assert "No space left" in told.getvalue()


def test_a_signal_just_before_a_child_starts_ends_that_child(watching, tmp_path, monkeypatch):
    """The decision to run was made, then SIGTERM came: the child that starts all the same does not live on."""
    watch = watching("2s")
    stays = ["--config", str(tmp_path / "config.yaml"), "serve", "--port", "0"]
    monkeypatch.setattr(watch, "_words", stays)
    watch.stop()
    began = time.monotonic()
    assert Watch._run_child(watch) != 0
    assert time.monotonic() - began < 5


def test_a_bug_ends_the_watch_instead_of_silence():
    """What nobody foresaw must not leave a process that never ticks again."""

    def stumble():
        raise LookupError("a bug")

    with pytest.raises(LookupError):
        Ticker(stumble, lambda: now() - timedelta(seconds=1)).start()
