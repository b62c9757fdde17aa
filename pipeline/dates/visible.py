"""Finds the date a reader sees near the title, and a bare date line that belongs to the statement itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.dates.clocks import LONE_CLOCK, Reading, read_clock
from pipeline.dates.formats import Found, find_dates, find_days
from pipeline.dates.labels import Label, is_label, label_of, reads_as_prose
from pipeline.dates.metadata import beside_headline, distance
from pipeline.dates.moments import Moment, Place, latest_day, place_visible
from pipeline.dates.places import Layout, Line
from pipeline.dates.relative import find_relative
from pipeline.dates.surroundings import names_of

_LONGEST = 170  # characters of a line that is a date with its labels
_OPENING = 60  # characters of a paragraph that may hold a clock line
_PROSE = 140  # characters from which a line is a paragraph
_ZONE_LINES = 30
_BEFORE_LINES = 8
_SHARE_OF_DATE = 3  # a line without names of its own may be three times as long as its date
_DATE_NAMES = re.compile(
    r"(?:date|datetime|time|timestamp|pubdate|published|publish|publication|created|posted|data|dateline|dt|daty?)\w{0,8}"
)
_META_NAMES = re.compile(r"meta|info|byline|details|author|head(?:er)?|top|under|sub")
_MODIFIED_NAMES = re.compile(r"updat\w{0,3}|modif\w{0,5}|edited|changed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One visible date with what speaks for it. `bare`: the line holds nothing else and has no name of its own."""

    moment: Moment
    score: int
    index: int
    label: Label
    bare: bool
    text: str


def find_visible(layout: Layout, place: Place) -> tuple[Sight, ...]:
    """The visible dates that can be the article's, the likeliest first.

    Searched are the lines around the title up to the second paragraph, and labelled dates (`Опубликовано …`)
    anywhere in the article. Dates in sentences, links to other articles, menus, comments and captions are not looked
    at.
    """
    last = _zone_end(layout)
    sights = [sight for line in _lines(layout, last) for sight in _sights(layout, line, place, last)]
    return tuple(sorted(sights, key=lambda sight: (-sight.score, distance(layout, sight.index))))


def read_visible(text: str, place: Place) -> Moment | None:
    """The first date in a short visible string: full, told from today, or without a year (the latest not ahead)."""
    found = next(iter(find_dates(text, short_years=True)), None)
    if found is not None and found.date is not None:
        return place_visible(found.date, found.reading, place)
    told = find_relative(text, place)
    if told is not None:
        return told.moment
    yearless = next(iter(find_days(text)), None)
    if yearless is None:
        return None
    day = latest_day(yearless.month, yearless.day, until=place.today)
    return None if day is None else place_visible(day, yearless.reading, place)


def _zone_end(layout: Layout) -> int:
    """The index of the last line in which an unlabelled date can be the page's: the second paragraph's."""
    paragraphs = 0
    start = max(layout.title, 0)
    for line in layout.lines[start + 1 : start + _ZONE_LINES]:
        paragraphs += len(line.text) >= _PROSE
        if paragraphs == 2:  # noqa: PLR2004 - the lead and the first paragraph
            return line.index
    return min(start + _ZONE_LINES, len(layout.lines) - 1)


def _lines(layout: Layout, last: int) -> Iterator[Line]:
    for line in layout.lines:
        if line.outside or not line.text:
            continue
        if len(line.text) > _LONGEST and line.index > last:
            continue
        yield line


def _sights(layout: Layout, line: Line, place: Place, last: int) -> Iterator[Sight]:
    text = line.text if len(line.text) <= _LONGEST else line.text[:_OPENING]
    told = find_relative(text, place)
    start = 0
    founds = find_dates(text, short_years=True)
    for found in founds:
        before = text[start : found.start]
        sight = _sight(layout, line, found, before, place, last)
        if sight is not None:
            yield sight
        start = found.end
    if founds or len(line.text) > _LONGEST:
        return
    if told is not None and not reads_as_prose(text[: told.start] + "|" + text[told.end :]):
        label = label_of(text[: told.start]) or _label_above(layout, line)
        yield from _weighed(layout, line, told.moment, label, told.start, last, penalty=10)
        return
    for found in find_days(text)[:1]:
        day = latest_day(found.month, found.day, until=place.today)
        if day is not None and not reads_as_prose(text[: found.start] + "|" + text[found.end :]):
            label = label_of(text[: found.start]) or _label_above(layout, line)
            moment = place_visible(day, found.reading, place)
            yield from _weighed(layout, line, moment, label, found.start, last, penalty=20)


def _sight(layout: Layout, line: Line, found: Found, before: str, place: Place, last: int) -> Sight | None:
    day = found.date
    if day is None:
        return None
    label = label_of(before) or _label_above(layout, line)
    rest = line.text[: found.start] + " | " + line.text[found.end :]
    own = _own_text(line, found)
    if reads_as_prose(rest) and not own and not _is_clock_line(line, found):
        return None
    reading = found.reading if found.clock is not None else _clock_beside(layout, line, found)
    moment = place_visible(day, reading, place)
    penalty = 5 if found.short_year else 0
    return next(_weighed(layout, line, moment, label, found.start, last, penalty=penalty), None)


def _own_text(line: Line, found: Found) -> bool:
    """True where the date fills an element with a date's name (`<span class="date">`), whatever stands around it."""
    element = line.element_at(found.start)
    text = "".join(element.itertext()).strip()
    named = element.tag == "time" or any(_DATE_NAMES.fullmatch(name) for name in names_of(element))
    return named and len(text) <= _SHARE_OF_DATE * (found.end - found.start)


def _is_clock_line(line: Line, found: Found) -> bool:
    opens = not line.text[: found.start].strip(" |-–—•")
    glued = found.numeric and line.text[found.end : found.end + 1].isalpha()
    return opens and (found.clock is not None or glued)


def _clock_beside(layout: Layout, line: Line, found: Found) -> Reading:
    """The clock in the next or last line, where it stands alone there or ends this one."""
    if line.text[found.end :].strip(" ,|.-–—"):
        return found.reading
    for index in (line.index + 1, line.index - 1):
        if 0 <= index < len(layout.lines) and not layout.lines[index].outside:
            match = LONE_CLOCK.fullmatch(layout.lines[index].text)
            if match is not None:
                reading = read_clock(match["clock"], match["half"], match["zone"])
                return replace(reading, zone=reading.zone or found.reading.zone)
    return found.reading


def _label_above(layout: Layout, line: Line) -> Label:
    return is_label(layout.lines[line.index - 1].text) if line.index > 0 else ""


def _weighed(
    layout: Layout, line: Line, moment: Moment, label: Label, offset: int, last: int, *, penalty: int = 0
) -> Iterator[Sight]:
    if label == "alien" or (label == "modified" and moment.instant is None and moment.day == date.max):
        return
    far = distance(layout, line.index)
    named, modified = _names_at(line.element_at(offset))
    in_zone = _in_zone(layout, line, last)
    if not in_zone and label != "published" and named < 30:  # noqa: PLR2004 - a date's own name
        return
    if far > 1 and beside_headline(layout, line.index):
        return
    alone = not any(character.isalpha() for character in line.text[:offset])
    score = 40 + named + (15 if alone else 0) + (10 if moment.instant else 0) - min(far, 30) - penalty
    score += {"published": 30, "modified": -60}.get(label, 0) - (60 if modified else 0)
    score -= 0 if in_zone else 25
    bare = named == 0 and not label and moment.instant is None and alone and len(line.text) < 30  # noqa: PLR2004 - a date
    yield Sight(moment=moment, score=score, index=line.index, label=label, bare=bare, text=line.text[:60])


def _in_zone(layout: Layout, line: Line, last: int) -> bool:
    if layout.title < 0:
        return line.index <= max(last, _BEFORE_LINES)
    return layout.title - _BEFORE_LINES <= line.index <= last


def _names_at(element: Any) -> tuple[int, bool]:
    """How much an element's names and those of its holders speak for a date, and whether for a modification."""
    weight, modified = 0, False
    for height, holder in enumerate((element, *element.iterancestors())):
        if height > 3 or holder.tag in ("body", "html", "main", "article"):  # noqa: PLR2004 - holders that are the date's own
            break
        names = names_of(holder)
        if holder.tag == "time" or any(_DATE_NAMES.fullmatch(name) for name in names):
            weight = max(weight, 32 - height)
        elif any(_META_NAMES.fullmatch(name) for name in names):
            weight = max(weight, 10)
        modified = modified or any(_MODIFIED_NAMES.fullmatch(name) for name in names)
    return weight, modified
