"""Statements per week by speaker, laid out as bars; it knows coordinates and no markup."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from feeds.entries import FeedEntry
from feeds.wording import LABELS, Tongue, week_in_words

WEEKS = 26
FEWEST = 12
NAMED = 5
WIDTH, HEIGHT, LEFT, TOP, FOOT = 300, 165, 26, 8, 22
GAP = 1.5
LABELS_SHOWN = 4
LINES = 4
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where a week stands and how high a count is; `top` is the value at the upper edge."""

    weeks: tuple[date, ...]
    step: int
    top: int

    @property
    def slot(self) -> float:
        return (WIDTH - LEFT) / len(self.weeks)

    def x(self, place: int) -> float:
        return round(LEFT + place * self.slot + GAP / 2, 1)

    def y(self, value: int) -> float:
        return round(TOP + (HEIGHT - TOP - FOOT) * (1 - value / self.top), 1)


def lay_out(weeks: Mapping[tuple[date, str], int], tongue: Tongue) -> Timeline | None:
    """The half-year that ends with the newest week that has a statement; None where there is nothing to show.

    It ends with the data and not with today, so that the page keeps its bytes while nothing is new.
    """
    if not weeks:
        return None
    shown = _weeks_shown({week for week, _ in weeks})
    recent = {key: count for key, count in weeks.items() if key[0] >= shown[0]}
    series = _series(recent, LABELS[tongue]["others"])
    numbers = {one.name: one.number for one in series if one.number}
    table: dict[date, Counter[int]] = {week: Counter() for week in shown}
    for (week, speaker), count in recent.items():
        table[week][numbers.get(speaker, 0)] += count
    scale = _scale(shown, max(counts.total() for counts in table.values()))
    return Timeline(
        series=series,
        bars=tuple(_bars(table, series, scale, tongue)),
        grid=tuple(Line(y=scale.y(value), value=value) for value in range(0, scale.top + 1, scale.step)),
        labels=tuple(
            Label(x=scale.x(place), text=week_in_words(shown[place], tongue))
            for place in range(0, len(shown) - 1, -(-len(shown) // LABELS_SHOWN))
        ),
        rows=tuple(
            (week_in_words(week, tongue), tuple(table[week][one.number] for one in series)) for week in reversed(shown)
        ),
        told="; ".join(f"{one.name}: {one.total}" for one in series),
    )


def _weeks_shown(weeks: set[date]) -> tuple[date, ...]:
    last = max(weeks)
    first = max(min(weeks), last - timedelta(weeks=WEEKS - 1))
    first = min(first, last - timedelta(weeks=FEWEST - 1))
    return tuple(first + timedelta(weeks=ahead) for ahead in range((last - first).days // 7 + 1))


def _series(weeks: Mapping[tuple[date, str], int], others: str) -> tuple[Series, ...]:
    totals: Counter[str] = Counter()
    for (_, speaker), count in weeks.items():
        totals[speaker] += count
    named = sorted((name for name in totals if name), key=lambda name: (-totals[name], name))[:NAMED]
    series = [Series(number=place, name=name, total=totals[name]) for place, name in enumerate(named, start=1)]
    rest = totals.total() - sum(one.total for one in series)
    return (*series, Series(number=0, name=others, total=rest)) if rest else tuple(series)


def _scale(weeks: tuple[date, ...], highest: int) -> _Scale:
    sizes = (step * 10**power for power in range(12) for step in ROUND_STEPS)
    step = next(step for step in sizes if highest <= step * LINES)
    return _Scale(weeks=weeks, step=step, top=step * max(1, -(-highest // step)))


def _bars(table: Mapping[date, Counter[int]], series: Sequence[Series], scale: _Scale, tongue: Tongue) -> Iterator[Bar]:
    for place, week in enumerate(scale.weeks):
        below = 0
        for one in series:
            count = table[week][one.number]
            if not count:
                continue
            yield Bar(
                series=one.number,
                x=scale.x(place),
                y=scale.y(below + count),
                width=round(scale.slot - GAP, 1),
                height=round(scale.y(below) - scale.y(below + count), 1),
                told=f"{week_in_words(week, tongue)} — {one.name}: {count}",
            )
            below += count
