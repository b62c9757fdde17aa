"""Statements per week by speaker, laid out as bars; it knows coordinates and no markup."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feeds.entries import FeedEntry
from feeds.wording import LABELS, Tongue, week_in_words

WEEKS = 26
NAMED = 5
WIDTH, HEIGHT, LEFT, TOP, FOOT = 400, 190, 30, 8, 24
GAP = 2.0
LABEL_EVERY = 6
ROUND_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One speaker's bars; `number` 0 gathers all the others."""

    number: int
    name: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One rectangle, in units of the drawing."""

    series: int
    x: float
    y: float
    width: float
    height: float
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the grid with its value."""

    y: float
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word under the bars."""

    x: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The whole drawing, and the same as rows of a table (newest week first)."""

    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    grid: tuple[Line, ...]
    labels: tuple[Label, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    told: str
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT


def monday(day: date) -> date:
    """The first day of a day's week."""
    return day - timedelta(days=day.weekday())


def count_weeks(entries: Sequence[FeedEntry]) -> Mapping[tuple[date, str], int]:
    """The counts as far as a feed's window tells, where the archive gives none."""
    return Counter((monday(entry.published.date()), next(iter(entry.speakers), "")) for entry in entries)


def lay_out(weeks: Mapping[tuple[date, str], int], tongue: Tongue) -> Timeline | None:
    """The half-year that ends with the newest week that has a statement; None where there is nothing to show.

    It ends with the data and not with today, so that the page keeps its bytes while nothing is new.
    """
    if not weeks:
        return None
    last = max(week for week, _ in weeks)
    shown = [last - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]
    recent = {key: count for key, count in weeks.items() if key[0] >= shown[0]}
    series = _series(recent, LABELS[tongue]["others"])
    numbers = {one.name: one.number for one in series if one.number}
    table: dict[date, Counter[int]] = {week: Counter() for week in shown}
    for (week, speaker), count in recent.items():
        table[week][numbers.get(speaker, 0)] += count
    step = _step(max(sum(counts.values()) for counts in table.values()))
    top = step * -(-max(sum(counts.values()) for counts in table.values()) // step)
    told = {one.number: one.name for one in series}
    return Timeline(
        series=series,
        bars=tuple(
            bar for place, week in enumerate(shown) for bar in _bars(place, week, table[week], top, told, tongue)
        ),
        grid=tuple(Line(y=_height_at(value, top), value=value) for value in range(0, top + 1, step)),
        labels=tuple(
            Label(x=round(_x(place), 1), text=week_in_words(shown[place], tongue))
            for place in range(1, WEEKS - 2, LABEL_EVERY)
        ),
        rows=tuple(
            (week_in_words(week, tongue), tuple(table[week][one.number] for one in series)) for week in reversed(shown)
        ),
        told="; ".join(f"{one.name}: {one.total}" for one in series),
    )


def _series(weeks: Mapping[tuple[date, str], int], others: str) -> tuple[Series, ...]:
    totals: Counter[str] = Counter()
    for (_, speaker), count in weeks.items():
        totals[speaker] += count
    named = sorted((name for name in totals if name), key=lambda name: (-totals[name], name))[:NAMED]
    series = [Series(number=place, name=name, total=totals[name]) for place, name in enumerate(named, start=1)]
    rest = totals.total() - sum(one.total for one in series)
    return (*series, Series(number=0, name=others, total=rest)) if rest else tuple(series)


def _bars(place: int, week: date, counts: Counter[int], top: int, told: Mapping[int, str], tongue: Tongue) -> list[Bar]:
    bars, below = [], 0
    for number, name in told.items():
        if count := counts[number]:
            high, low = _height_at(below + count, top), _height_at(below, top)
            bars.append(
                Bar(
                    series=number,
                    x=round(_x(place), 1),
                    y=high,
                    width=round(_slot() - GAP, 1),
                    height=round(low - high, 1),
                    told=f"{week_in_words(week, tongue)} — {name}: {count}",
                )
            )
            below += count
    return bars


def _slot() -> float:
    return (WIDTH - LEFT) / WEEKS


def _x(place: int) -> float:
    return LEFT + place * _slot() + GAP / 2


def _height_at(value: int, top: int) -> float:
    return round(TOP + (HEIGHT - TOP - FOOT) * (1 - value / top), 1)


def _step(highest: int) -> int:
    size = 1
    while True:
        for step in ROUND_STEPS:
            if highest <= step * size * 4:
                return step * size
        size *= 10
