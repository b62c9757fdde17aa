"""The steps of an item, each with time, reason and evidence, as `why` shows them; it decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from pipeline.archive.schema import step


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: `step` is its name, `evidence` short facts a person can read; `at` is in UTC."""

    at: datetime
    step: str
    reason: str
    evidence: tuple[str, ...] = ()
    run: str = ""


def write_steps(connection: Connection, taken: Sequence[tuple[int, Step]]) -> None:
    """Add steps of items, in order."""
    rows = [
        {"item": key, "at": s.at, "step": s.step, "reason": s.reason, "evidence": list(s.evidence), "run": s.run}
        for key, s in taken
    ]
    if rows:
        connection.execute(insert(step), rows)


def read_steps(connection: Connection, item: int) -> list[Step]:
    """The steps of one item, oldest first."""
    rows = connection.execute(select(step).where(step.c.item == item).order_by(step.c.key))
    return [_step_of(row) for row in rows]


def facts(**named: object) -> tuple[str, ...]:
    """`name: value` for every value that says something."""
    return tuple(f"{name.replace('_', ' ')}: {value}" for name, value in named.items() if value not in (None, "", ()))


def _step_of(row: Any) -> Step:
    return Step(at=row.at, step=row.step, reason=row.reason, evidence=tuple(row.evidence), run=row.run)
