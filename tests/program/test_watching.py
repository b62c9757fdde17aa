"""A quarter of a simulated day of `watch`; `make prove-watch` lives through a whole one."""

import pytest
from watching import Watching

pytestmark = [pytest.mark.system, pytest.mark.proof]


def test_watch_keeps_its_promises_through_a_bad_day(tmp_path):
    """Never two runs at once, each due tick run, missed ones made up for once, every story told once, gone in 5 s."""
    day = Watching(tmp_path, ticks=24, seed=3).live()
    assert not day.faults, "\n".join([day.table(), *day.faults])
