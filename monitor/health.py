"""What the outcomes of the sources mean for a run and its exit code: pure functions over reports."""

from collections.abc import Sequence

from pipeline.records import SourceReport


def exit_code(reports: Sequence[SourceReport]) -> int:
    """0 every polled source `ok`, 1 some not, 3 none."""
    bad = sum(report.outcome != "ok" for report in reports)
    if bad == 0:
        return 0
    return 3 if bad == len(reports) else 1


def is_network_down(reports: Sequence[SourceReport]) -> bool:
    """Whether two or more sources, and all of them, failed in one way: then the fault is ours, not theirs."""
    ways = {(report.outcome, report.reason.split(":")[0]) for report in reports}
    return len(reports) > 1 and len(ways) == 1 and reports[0].outcome == "unreachable"
