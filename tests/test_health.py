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
        (("blocked", "blocked", "blocked"), True),
        (("broken", "broken", "blocked"), False),
        (("ok", "ok", "ok"), False),
        ((), False),
    ],
)
def test_when_all_are_unreachable_the_fault_is_ours(outcomes, down):
    """A cut cable counts no streak against the sources."""
    assert is_network_down(reports(*outcomes)) is down


def test_the_words_of_an_unreachable_source_do_not_matter():
    """Each names its own host, and some robots.txt are known from before: the cable is cut all the same."""
    told = ["robots.txt: no address found for a.example", "no address found for b.example"]
    every = [SourceReport(source=reason, outcome="unreachable", reason=reason) for reason in told]
    assert is_network_down(every)


def test_one_site_that_refuses_all_its_sources_means_it():
    """Three sections of one host, each refused: that is the host's word, and the streak counts."""
    every = [SourceReport(source=f"s{n}", outcome="blocked", reason="403 Forbidden", host="a:443") for n in range(3)]
    assert not is_network_down(every)


def test_sites_that_refuse_for_reasons_of_their_own_are_not_our_network():
    """Three refusals of three kinds count against each site."""
    told = ["403 Forbidden", "challenge page (captcha)", "robots.txt refuses /news"]
    every = [SourceReport(source=reason, outcome="blocked", reason=reason) for reason in told]
    assert not is_network_down(every)
