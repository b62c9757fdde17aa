"""The lock: one run at a time, freed by death."""

import subprocess
import sys

import pytest

from monitor.lock import hold
from pipeline.errors import BusyError

HOLDER = """
import sys, time
from pathlib import Path
from monitor.lock import hold
with hold(Path(sys.argv[1]), "run"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path / "run.lock")], stdout=subprocess.PIPE)
    process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_run_is_told_who_is_at_work(tmp_path, holder):
    """The second run ends at once with exit 75 and names the holder."""
    with (
        pytest.raises(BusyError, match=f"run, process {holder.pid}, since 20") as busy,
        hold(tmp_path / "run.lock", "run"),
    ):
        pass
    assert busy.value.exit_code == 75


def test_death_frees_the_lock(tmp_path, holder):
    """Kill -9 leaves nothing to clean up."""
    holder.kill()
    holder.wait()
    with hold(tmp_path / "run.lock", "run"):
        pass


def test_it_can_be_taken_again(tmp_path):
    """A run that ended makes way."""
    for _ in range(2):
        with hold(tmp_path / "run.lock", "run"):
            pass
