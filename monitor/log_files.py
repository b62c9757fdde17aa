"""Turns the log over at the first run of a day and lets old files go; it writes no line."""

import re
from datetime import date, timedelta
from pathlib import Path

DAY = re.compile(rb"\d{4}-\d{2}-\d{2}")
HEAD = 64  # bytes; the time stands first in either form of a line


def turn_over(path: Path, *, today: date, keep: timedelta | None) -> None:
    """Put an earlier day's log aside as `NAME.YYYY-MM-DD`; remove those of days before `today - keep`.

    Days are those of the lines, not of the file system: a restored or copied log keeps its order.
    """
    begun = _first_day(path)
    if begun is not None and begun != today:
        aside = path.with_name(f"{path.name}.{begun}")
        if aside.exists():  # a clock that was set back: one day, two files
            with aside.open("ab") as older:
                older.write(path.read_bytes())
            path.unlink()
        else:
            path.rename(aside)
    if keep is not None:
        _let_go(path, before=today - max(keep, timedelta(days=1)))


def _first_day(path: Path) -> date | None:
    try:
        with path.open("rb") as log:
            found = DAY.search(log.read(HEAD))
    except FileNotFoundError:
        return None
    return _day(found[0].decode()) if found else None


def _let_go(path: Path, *, before: date) -> None:
    for old in path.parent.glob(f"{path.name}.*"):
        day = _day(old.name.removeprefix(f"{path.name}."))
        if day is not None and day < before:
            old.unlink()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
