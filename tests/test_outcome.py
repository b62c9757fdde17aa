from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.outcome import Tally, outcome_of
from spiders.refusals import Refusal

CASES = Path(__file__).with_name("cases") / "outcomes.txt"
TROUBLES = ("empty", "blocked", "unreachable", "broken")


def cases() -> list[list[str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [[cell.strip() for cell in line.split("|")] for line in lines]


def read_cell(cell: str) -> tuple[int, list[Refusal]]:
    """How many were read well, and the refusals of the others."""
    good, bad = 0, []
    for part in cell.split(", ") if cell != "-" else []:
        count, _, what = part.rpartition("*") if part.partition("*")[0].isdigit() else ("1", "", part)
        if what == "read":
            good += int(count)
        else:
            kind, _, reason = what.partition(":")
            bad += [Refusal(kind=kind, reason=reason)] * int(count)  # type: ignore[arg-type]
    return good, bad


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]} | {case[1]}")
def test_outcome_follows_from_what_happened(case: list[str]) -> None:
    """The outcome of a source is a function of what became of its addresses, as the contract defines it."""
    (read, ways), (good, bad) = read_cell(case[0]), read_cell(case[1])
    outcome, reason = outcome_of(Tally(read=read > 0, ways=ways, good=good, bad=bad))
    assert (outcome, case[3] in reason) == (case[2], True), reason


def test_what_is_left_is_told() -> None:
    """An `ok` source whose pages were not all asked for says so."""
    tally = Tally(read=True)
    tally.leave(3, "the limit of 600 s was reached")
    assert outcome_of(tally) == ("ok", "3 left for later: the limit of 600 s was reached")


@given(
    st.booleans(),
    st.lists(st.sampled_from(TROUBLES), max_size=3),
    st.integers(0, 5),
    st.lists(st.sampled_from(TROUBLES), max_size=6),
)
def test_silence_is_never_success(read: bool, ways: list[str], good: int, bad: list[str]) -> None:
    """Whatever happens there is one outcome; what is not `ok` has a reason; a failed listing is never `ok`."""
    refusals = [Refusal(kind=kind, reason="because") for kind in ways]  # type: ignore[arg-type]
    pages = [Refusal(kind=kind, reason="because") for kind in bad]  # type: ignore[arg-type]
    outcome, reason = outcome_of(Tally(read=read, ways=refusals, good=good, bad=pages))
    assert outcome in ("ok", *TROUBLES)
    assert reason or outcome == "ok"
    assert outcome != "ok" or read or not ways
