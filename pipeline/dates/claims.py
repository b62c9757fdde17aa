"""Gathers the days a statement names itself (datelines, bare date lines) and what a plain text says of its page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pipeline.characters import clean_line
from pipeline.dates.datelines import read_dateline
from pipeline.dates.formats import Found
from pipeline.dates.lines import DateLine, read_date_line
from pipeline.dates.moments import Place, latest_day, nearest_day, place_visible
from pipeline.models import Witness

_FIRST_PARAGRAPHS = 5  # paragraphs among which a dateline is looked for
_LINES_AFTER_TITLE = 6
_LINES_BEFORE_TITLE = 2
_SHORTEST_TITLE_PART = 20
_PARAGRAPH = 140  # characters from which a line is a paragraph
_PARAGRAPHS_ABOVE = 2  # a date line of the whole text stands above the second paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A day the statement itself names; `found.year` is None where it gives none. `words` show it to people."""

    found: Found
    words: str

    @classmethod
    def of_witness(cls, witness: Witness) -> "Claim":
        """A bare date line that was found on the page."""
        day = witness.day
        return cls(found=Found(start=0, end=0, year=day.year, month=day.month, day=day.day), words=witness.origin)

    def day(self, reference: date | None, place: Place) -> date | None:
        """The full day: with a page's day the nearest such day, else the latest one not after the first-seen day."""
        if self.found.year is not None:
            return self.found.date
        if reference is not None:
            return nearest_day(self.found.month, self.found.day, to=reference)
        return latest_day(self.found.month, self.found.day, until=place.today)


def read_datelines(lines: tuple[str, ...]) -> Iterator[Claim]:
    """The datelines of the first paragraphs; `lines` are title, lead, paragraphs."""
    for block in lines[1 : 1 + _FIRST_PARAGRAPHS] or lines[:1]:
        dateline = read_dateline(block.partition("\n")[0])
        if dateline is not None:
            yield Claim(found=dateline.found, words=f"dateline “{dateline.text}”")


def read_own_lines(raw_text: str, title: str) -> tuple[tuple[str, DateLine], ...]:
    """The date lines and clock lines around the title of a plain text, those after it first."""
    lines = [clean_line(line) for line in raw_text.split("\n")]
    lines = [line for line in lines if line]
    at = _title_index(lines, title)
    before = lines[max(0, at - _LINES_BEFORE_TITLE) : at][::-1]
    found: list[tuple[str, DateLine]] = []
    paragraphs = 0
    for line in (*lines[at : at + 1 + _LINES_AFTER_TITLE], *before):
        date_line = read_date_line(line) if paragraphs < _PARAGRAPHS_ABOVE or line in before else None
        paragraphs += date_line is None and len(line) >= _PARAGRAPH
        if date_line is not None:
            found.append((line, date_line))
    return tuple(found)


def from_title(raw_text: str, title: str) -> str:
    """The text from its title on: what stands before are teasers of other articles."""
    lines = raw_text.split("\n")
    cleaned = [clean_line(line) for line in lines]
    return "\n".join(lines[_title_index(cleaned, title) :])


def claims_of(own: tuple[tuple[str, DateLine], ...]) -> Iterator[Claim]:
    """The bare date lines among a text's own lines."""
    for line, date_line in own:
        if date_line.found.clock is None and date_line.label == "" and date_line.found.date is not None:
            yield Claim(found=date_line.found, words=f"date line “{line[:40]}”")


def page_of(own: tuple[tuple[str, DateLine], ...], place: Place) -> Iterator[Witness]:
    """What the clock lines and labelled lines of a plain text say of the page it was on."""
    for line, date_line in own:
        day = date_line.found.date
        if (
            day is not None
            and (date_line.found.clock or date_line.label == "published")
            and date_line.label in ("", "published")
        ):
            moment = place_visible(day, date_line.found.reading, place)
            yield Witness(
                basis="page",
                origin=f"clock line “{line[:40]}”",
                day=moment.day,
                instant=moment.instant,
                precise=moment.precise,
            )


def _title_index(lines: list[str], title: str) -> int:
    wanted = _key(title)
    if not wanted:
        return 0
    for index, line in enumerate(lines):
        key = _key(re.sub(r"^\s?date \d{4}-\d\d-\d\d ", "", line))
        if key and (key == wanted or (len(key) >= _SHORTEST_TITLE_PART and wanted.startswith(key))):
            return index
    return 0


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
