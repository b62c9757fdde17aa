"""What the outcomes of the sources mean for a run and its exit code: pure functions over reports."""

from collections.abc import Sequence

from pipeline.records import SourceReport

ALL_UNREACHABLE = 2
ALL_ALIKE = 3


def exit_code(reports: Sequence[SourceReport]) -> int:
    """0 every polled source `ok`, 1 some not, 3 none."""
    bad = sum(report.outcome != "ok" for report in reports)
    if bad == 0:
        return 0
    return 3 if bad == len(reports) else 1


def is_network_down(reports: Sequence[SourceReport]) -> bool:
    """Whether every source failed in one way, so that the fault is ours, not theirs.

    One way is: two or more sources, all `unreachable`, in whatever words (a robots.txt we still have a copy of
    changes them). Two that are `blocked` may well both mean it, and their users need the streak; but three or more
    that fail alike and for one reason, on more than one host (every address leads to a hotel's login page), are not
    to blame either.
    """
    outcomes = {report.outcome for report in reports}
    if len(outcomes) != 1 or "ok" in outcomes:
        return False
    if outcomes == {"unreachable"}:
        return len(reports) >= ALL_UNREACHABLE
    reasons = {report.reason.split(":")[0] for report in reports}
    hosts = {report.host or report.source for report in reports}
    return len(reports) >= ALL_ALIKE and len(reasons) == 1 and len(hosts) > 1
