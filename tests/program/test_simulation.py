"""Days under a false clock, in the suite; `make prove-60-days` lives through the long form."""

import pytest
from simulation import HOUR, Simulation

pytestmark = [pytest.mark.system, pytest.mark.proof]


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


def test_the_oracle_sees_what_is_wrong(tmp_path):
    """Where the program forgets what it told, the verdict says so: the simulation can fail."""
    life = Simulation(tmp_path, days=2, seed=3, tick=4 * HOUR)
    life.plan = lambda: {4: [life.forget]}
    assert any("was told 2 times" in fault or "changed" in fault for fault in life.live().faults)
