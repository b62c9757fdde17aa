"""Why an address gave nothing: one value with its kind and a sentence, and the error that carries it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from pipeline.errors import Unreadable

Trouble = Literal["empty", "blocked", "unreachable", "broken"]

KIND_OF_UNREADABLE: dict[str, Trouble] = {"empty": "empty", "blocked": "blocked"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What went wrong with one address.

    `kind` is the outcome it speaks for; `retry_after` is what the server asked for; `ours` says that it was our own
    decision (the guard, robots.txt), no answer of a server; `later` that nothing was tried at all: the run ended,
    or the host told us to wait, and the item stays as it was. `slow_down`: the server says that we ask too much.
    """

    kind: Trouble
    reason: str
    retry_after: timedelta | None = None
    ours: bool = False
    later: bool = False
    slow_down: bool = False


class RefusedError(Exception):
    """An address was not asked for, or its answer is no page."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


def refuse(kind: Trouble, reason: str, *, retry_after: timedelta | None = None, ours: bool = False) -> RefusedError:
    """The error to raise."""
    return RefusedError(Refusal(kind=kind, reason=reason, retry_after=retry_after, ours=ours))


def postpone(kind: Trouble, reason: str) -> RefusedError:
    """The error to raise for what is not tried in this run any more."""
    return RefusedError(Refusal(kind=kind, reason=reason, ours=True, later=True))


def refusal_of_unreadable(fault: Unreadable) -> Refusal:
    """What a reader's complaint says of the source."""
    return Refusal(kind=KIND_OF_UNREADABLE.get(fault.kind, "broken"), reason=fault.reason)
