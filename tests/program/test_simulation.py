"""Days under a false clock, in the suite; `make prove-60-days` lives through the long form."""

import pytest
from simulation import HOUR, Simulation

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Eight days with the change to summer time, outages, a kill, a restored backup, a purge."""
    return Simulation(tmp_path_factory.mktemp("days"), days=8, seed=1, tick=2 * HOUR).live()


def test_every_promise_was_kept(lived):
    """Every statement once, no gap unrecorded, guids and dates stable, feeds valid, everything within bounds."""
    assert lived.faults == []


def test_the_days_were_worth_living(lived):
    """There was something to announce, to miss, to correct, and runs of every end."""
    assert sum(lived.told.values()) > 50
    assert lived.missed
    assert lived.edits
    assert {0, 1, 3, -9} <= set(lived.exits)
