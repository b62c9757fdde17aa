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

_FIRST_PARAGRAPHS = 3  # paragraphs among which a dateline is looked for
_LINES_AFTER_TITLE = 6
_LINES_BEFORE_TITLE = 2
_SHORTEST_TITLE_PART = 20
_SHORTEST_PARAGRAPH = 80  # characters of a paragraph that tell it from others
_PREFIX = re.compile(r"^date \d{4} \d\d \d\d ")
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


def read_text_witnesses(raw_text: str, title: str, place: Place) -> tuple[Witness, ...]:
    """What the lines around the title of a text without a page say: clock lines of the page it was on, date lines.

    A bare date line is the statement's own (basis `dateline`); one with a clock or a label of publication is its
    page's. Lines after the title come before those above it.
    """
    lines = [line for line in map(clean_line, raw_text.split("\n")) if line]
    at = _title_index([_key(line) for line in lines], title)
    above = lines[max(0, at - _LINES_BEFORE_TITLE) : at][::-1]
    found = (_witness(line, date_line, place) for line, date_line in (*_head(lines[at:]), *_head(above)))
    return tuple(witness for witness in found if witness is not None)


def _head(lines: list[str]) -> Iterator[tuple[str, DateLine]]:
    """The date lines above the second paragraph."""
    paragraphs = 0
    for line in lines[: _LINES_AFTER_TITLE + 1]:
        date_line = read_date_line(line)
        if date_line is not None:
            yield line, date_line
        elif len(line) >= _PARAGRAPH:
            paragraphs += 1
            if paragraphs == _PARAGRAPHS_ABOVE:
                return


def _witness(line: str, date_line: DateLine, place: Place) -> Witness | None:
    day = date_line.found.date
    if day is None or date_line.label not in ("", "published"):
        return None
    moment = place_visible(day, date_line.found.reading, place)
    is_page = date_line.found.clock is not None or bool(date_line.label)
    return Witness(
        basis="page" if is_page else "dateline",
        origin=f"clock line “{line[:40]}”" if is_page else f"date line “{line[:40]}”",
        day=moment.day,
        instant=moment.instant,
        precise=moment.precise,
    )


def article_part(raw_text: str, lines: tuple[str, ...]) -> str:
    """The part of a raw text from the article's title to its last paragraph; around it are other articles and footers.

    Where the last paragraph does not stand on one raw line, all from the title on is taken.
    """
    raw = raw_text.split("\n")
    keys = [_key(clean_line(line)) for line in raw]
    start = _title_index(keys, lines[0] if lines else "")
    last = _key(lines[-1]) if len(lines) > 1 else ""
    ends = [index for index, key in enumerate(keys[start:], start) if last and last[:_SHORTEST_PARAGRAPH] in key]
    whole = ends and len(keys[ends[0]]) >= len(last)
    return "\n".join(raw[start : ends[0] + 1] if whole else raw[start:])


def _title_index(keys: list[str], title: str) -> int:
    wanted = _key(title)
    if not wanted:
        return 0
    for index, key in enumerate(keys):
        plain = _PREFIX.sub("", key)
        if plain and (plain == wanted or (len(plain) >= _SHORTEST_TITLE_PART and wanted.startswith(plain))):
            return index
    return 0


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
