"""kill -9 at random moments; `make prove-kills` does it twenty times."""

import pytest
from kills import prove

pytestmark = [pytest.mark.system, pytest.mark.proof]


def test_a_killed_run_is_completed_by_the_next(tmp_path):
    """Nothing is lost, nothing announced twice, and no feed is invalid at any moment."""
    toll = prove(2, seed=7, folder=tmp_path)
    assert toll.is_clean, toll
