"""What outcomes mean for a run."""

import pytest

from monitor.health import exit_code, is_network_down
from pipeline.records import SourceReport


def reports(*outcomes, reason=""):
    return [SourceReport(source=f"s{n}", outcome=outcome, reason=reason) for n, outcome in enumerate(outcomes)]


@pytest.mark.parametrize(
    ("outcomes", "code"),
    [((), 0), (("ok", "ok"), 0), (("ok", "empty"), 1), (("blocked",), 3), (("broken", "unreachable"), 3)],
)
def test_exit_codes_follow_the_outcomes(outcomes, code):
    """0 all well, 1 some source failed, 3 every one did."""
    assert exit_code(reports(*outcomes)) == code


@pytest.mark.parametrize(
    ("outcomes", "down"),
    [
        (("unreachable", "unreachable"), True),
        (("unreachable",), False),
        (("unreachable", "ok"), False),
        (("blocked", "blocked"), False),
        ((), False),
    ],
)
def test_when_all_are_unreachable_the_fault_is_ours(outcomes, down):
    """A cut cable counts no streak against the sources."""
    assert is_network_down(reports(*outcomes)) is down
