"""From what really happened to one source in one run to its outcome and reason; one pure, table-tested function."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.models import Outcome
from spiders.refusals import Refusal, Trouble

MANY = 2  # failed new pages from which they speak for the source
BY_WEIGHT: tuple[Trouble, ...] = ("blocked", "unreachable", "broken", "empty")


@dataclass(slots=True, kw_only=True)
class Tally:
    """What became of everything asked for; `is_settled` holds at the end.

    `left` was not asked any more and stays open; `read` says that one way of finding items answered well; `ways` are
    the refusals of those that did not, in the order tried. `good` and `bad` are the pages of items first seen in
    this run; `lost` counts pages, old or new, that gave nothing.
    """

    requested: int = 0
    stored: int = 0
    unchanged: int = 0
    refused: int = 0
    failed: int = 0
    left: int = 0
    read: bool = False
    ways: list[Refusal] = field(default_factory=list)
    good: int = 0
    bad: list[Refusal] = field(default_factory=list)
    lost: int = 0
    note: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether every address has its one outcome."""
        return self.requested == self.stored + self.unchanged + self.refused + self.failed + self.left

    def settle(self, refusal: Refusal) -> None:
        """One address gave nothing."""
        if refusal.later:
            self.leave(1, refusal.reason)
        elif refusal.ours:
            self.refused += 1
        else:
            self.failed += 1

    def leave(self, count: int, reason: str) -> None:
        """Addresses are not asked in this run any more."""
        self.left += count
        self.note = self.note or (reason if count else "")


def outcome_of(tally: Tally) -> tuple[Outcome, str]:
    """The outcome of the contract, and why; the reason of `ok` is empty, or says what was made do without."""
    if not tally.read and tally.ways:
        kind = _kind_of_ways(tally.ways)
        return kind, _join(sorted(tally.ways, key=lambda refusal: refusal.kind != kind))
    spoken = _pages_speak(tally.good, tally.bad)
    if spoken:
        return spoken
    left = f"{tally.left} left for later: {tally.note}" if tally.left else ""
    return "ok", "; ".join(filter(None, (_join(tally.ways), left)))


def _kind_of_ways(ways: Sequence[Refusal]) -> Trouble:
    """What the first way met; but where addresses are gone and a page that is there shows no item: a redesign."""
    kinds = {refusal.kind for refusal in ways}
    return "empty" if kinds == {"broken", "empty"} else ways[0].kind


def _pages_speak(good: int, bad: Sequence[Refusal]) -> tuple[Outcome, str] | None:
    """The outcome that new pages force on a source whose listing was read; None where they do not."""
    kinds = Counter(_kind_of_page(refusal) for refusal in bad)
    if kinds["blocked"] > good:
        return "blocked", _join([r for r in bad if r.kind == "blocked"])
    if len(bad) < MANY or len(bad) <= good:
        return None
    most = max(kinds.values())
    kind = next(kind for kind in BY_WEIGHT if kinds[kind] == most)
    reasons = [r for r in bad if _kind_of_page(r) == kind]
    return kind, f"{len(bad)} of {good + len(bad)} new pages gave nothing: {_join(reasons)}"


def _kind_of_page(refusal: Refusal) -> Trouble:
    """A page without an article is broken: `empty` is said of listings only."""
    return "broken" if refusal.kind == "empty" else refusal.kind


def _join(refusals: Sequence[Refusal]) -> str:
    reasons = list(dict.fromkeys(refusal.reason for refusal in refusals))
    more = f" (and {len(reasons) - 3} more)" if len(reasons) > 3 else ""  # noqa: PLR2004 - a log line, not a list
    return "; ".join(reasons[:3]) + more
