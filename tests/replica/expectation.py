"""Reads what is expected of the replica's pages for a given day of the run."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Expected:
    """One page: `day` is the right day of its words; `given` holds the other fields as the file has them."""

    site: str
    id: str
    title: str
    day: date
    given: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.given.get(name)

    def answers(self, name: str) -> list[str]:
        """The right answers of a field."""
        value = self.given[name]
        return value if isinstance(value, list) else [value]

    def beginning(self, name: str) -> str:
        """How the first or last paragraph begins, with that day's words."""
        words = {"d": f"{self.day.day} {MONTHS[self.day.month - 1]}", "en": f"{self.day:%B} {self.day.day}"}
        return self.given[name].format(year=self.day.year, **words)


def expected_pages(today: date) -> tuple[Expected, ...]:
    """Every page of the replica."""
    rows = yaml.safe_load((Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8"))
    return tuple(_expected(row, today) for row in rows)


def _expected(row: dict[str, Any], today: date) -> Expected:
    found = row["id"] if row["id"] != "st" else f"{row['site']}-{_unix_time(row, today)}"
    day = today - timedelta(days=row["day"])
    return Expected(site=row["site"], id=found, title=row["title"], day=day, given=row)


def _unix_time(row: dict[str, Any], today: date) -> int:
    day = today - timedelta(days=row["posted"])
    return int(datetime.combine(day, time.fromisoformat(row["at"]), ZoneInfo("Europe/Moscow")).timestamp())
