"""The last runs of a source as a line of marks; it asks nobody and prints nothing."""

import math
from collections.abc import Sequence

from pipeline.records import SourceReport

HEIGHTS = "▁▂▃▄▅▆▇█"
NOTHING_NEW = "·"
FAILED = "×"


def draw(reports: Sequence[SourceReport]) -> str:
    """One mark a run, in the given order: `×` not ok, `·` nothing new, else the higher the more was new (log 2)."""
    return "".join(_mark(report) for report in reports)


def _mark(report: SourceReport) -> str:
    if report.outcome != "ok":
        return FAILED
    if not report.new:
        return NOTHING_NEW
    return HEIGHTS[min(int(math.log2(report.new)), len(HEIGHTS) - 1)]
