"""Finds the dates a reader sees near the title and weighs which of them can be the article's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.dates.clocks import LONE_CLOCK, Reading, read_clock
from pipeline.dates.formats import Found, find_dates, find_days
from pipeline.dates.labels import Label, ends_in_label, is_label, label_of, reads_as_prose
from pipeline.dates.moments import Moment, Place, latest_day, place_visible
from pipeline.dates.months import DAYS_AGO
from pipeline.dates.places import PARAGRAPH, Layout, Line, beside_headline, distance
from pipeline.dates.relative import find_relative
from pipeline.dates.surroundings import changes_name, names_of

_LONGEST = 170  # characters of a line that is a date with its labels
_OPENING = 60  # characters of a paragraph that may hold a clock line
_SHORT = 30  # characters of a line that is nothing but a date
_LINES_AFTER = 30
_LINES_BEFORE = 8
_LINES_BELOW = 60  # how far below the title a date may stand that ends an article
_DATE_SHARE = 3  # an element named for its date may be three times as long as that
_OWN_HEIGHT = 3  # holders of a date's element whose names are still its own
_MAY_TELL = re.compile(
    rf"\d|{'|'.join(DAYS_AGO)}|назад|ago|now|только|толькі|жаңа|азыр|бұрын|мурун|мурда|пеш|таму|առաջ", re.IGNORECASE
)

_DATE_NAMES = re.compile(
    r"(?:date|datetime|time|timestamp|pubdate|published|publish|publication|created|posted|data|dateline|dt|daty?)\w{0,8}"
)
_HEAD_NAMES = re.compile(r"meta|info|byline|details|author|head(?:er)?|top|under|sub")
_DAY_OR_MONTH = re.compile(r"\d{1,2}|[^\W\d_]{3,10}\.?")
_PART = 10  # characters of a block that is a part of a date
_COUNTED = re.compile(r"просмотр|прочте|прочита|views|hits|reads", re.IGNORECASE)

_PUBLISHED, _MODIFIED = 30, -60
_NAMED, _IN_HEAD = 32, 10
_ALONE, _WITH_CLOCK = 15, 10
_OUT_OF_ZONE = -25
_AT_THE_END = -45  # a date without a name or label that ends an article
_IN_THE_TITLE = -30


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """One visible date; the higher the score, the likelier it is the article's.

    `is_bare`: the line holds nothing but a day and has no name or label, so it may be the statement's own.
    `is_change`: it is when the article was changed.
    """

    moment: Moment
    score: int
    index: int
    is_bare: bool
    is_change: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A date read in a line before it is weighed; `doubt` is what its shape costs."""

    moment: Moment
    start: int
    end: int
    label: Label
    doubt: int = 0


def find_visible(layout: Layout, place: Place) -> tuple[Sight, ...]:
    """The visible dates that can be the article's, the likeliest first.

    Searched are the lines around the title up to the second paragraph; further down labelled dates
    (`Опубликовано …`), dates in elements with a date's name, and a date that stands alone at the article's end.
    Dates in sentences, in links to other articles, menus, comments and captions are not looked at.
    """
    search = _Search(layout, place)
    sights = sorted(search.sights(), key=lambda sight: (-sight.score, distance(layout, sight.index)))
    return tuple(sight for sight in sights if sight.score > 0)


def read_visible(text: str, place: Place) -> Moment | None:
    """The first date in a short visible string: full, told from today, or without a year (the latest not ahead)."""
    found = next(iter(find_dates(text, short_years=True)), None)
    if found is not None and found.date is not None:
        return place_visible(found.date, found.reading, place)
    told = find_relative(text, place)
    if told is not None:
        return told.moment
    yearless = next(iter(find_days(text)), None)
    return None if yearless is None else _latest(yearless, place)


def _latest(yearless: Found, place: Place) -> Moment | None:
    day = latest_day(yearless.month, yearless.day, until=place.today)
    return None if day is None else place_visible(day, yearless.reading, place)


class _Search:
    """One search of a page; it holds what every step needs and changes nothing."""

    def __init__(self, layout: Layout, place: Place) -> None:
        self.layout = layout
        self.place = place
        self.last = self._zone_end()

    def _zone_end(self) -> int:
        """The index of the last line whose unlabelled date can be the page's: the second paragraph's."""
        start, paragraphs = max(self.layout.title, 0), 0
        for line in self.layout.lines[start + 1 : start + _LINES_AFTER]:
            paragraphs += len(line.text) >= PARAGRAPH
            if paragraphs == 2:  # noqa: PLR2004 - the lead and the first paragraph
                return line.index
        return min(start + _LINES_AFTER, len(self.layout.lines) - 1)

    def sights(self) -> Iterator[Sight]:
        for line in self.layout.lines:
            if len(line.text) > _LONGEST and line.index > self.last:
                continue
            text = line.text if len(line.text) <= _LONGEST else line.text[:_OPENING]
            if _MAY_TELL.search(text):
                for told in self._told(line, text):
                    yield from self._weigh(line, told)

    def _told(self, line: Line, text: str) -> Iterator[_Told]:
        founds = find_dates(text, short_years=True)
        start = 0
        for found in founds:
            told = self._full(line, found, text[start : found.start])
            start = found.end
            if told is not None:
                yield told
        if not founds and len(line.text) <= _LONGEST:
            told = self._spread(line) or self._relative(line) or self._yearless(line)
            if told is not None:
                yield told

    def _full(self, line: Line, found: Found, before: str) -> _Told | None:
        if found.date is None:
            return None
        label = label_of(before) or self._label_above(line)
        is_told = ends_in_label(before) or _fills_element(line, found) or _is_clock_line(line, found)
        is_told = is_told or self._follows_title(line, found) or _is_set_apart(line, found)
        if not is_told and reads_as_prose(line.text[: found.start], line.text[found.end :]):
            return None
        reading = found.reading if found.clock is not None else self._clock_beside(line, found)
        moment = place_visible(found.date, reading, self.place)
        return _Told(moment=moment, start=found.start, end=found.end, label=label)

    def _follows_title(self, line: Line, found: Found) -> bool:
        """True where the date ends the title or its repetition."""
        if self.layout.title < 0 or line.text[found.end :].strip(" .)"):
            return False
        title = self.layout.lines[self.layout.title].text
        return line.index == self.layout.title or line.text[: found.start].strip() == title

    def _spread(self, line: Line) -> _Told | None:
        """A date whose day, month and year are blocks of their own (`30`, `янв`, `2026`)."""
        if not _DAY_OR_MONTH.fullmatch(line.text):
            return None
        parts = [each.text for each in self.layout.lines[line.index : line.index + 4] if len(each.text) <= _PART]
        found = next(iter(find_dates(" ".join(parts))), None)
        if found is None or found.start or found.date is None:
            return None
        moment = place_visible(found.date, found.reading, self.place)
        return _Told(moment=moment, start=0, end=len(line.text), label=self._label_above(line), doubt=5)

    def _relative(self, line: Line) -> _Told | None:
        told = find_relative(line.text, self.place)
        if told is None or reads_as_prose(line.text[: told.start], line.text[told.end :]):
            return None
        label = label_of(line.text[: told.start]) or self._label_above(line)
        return _Told(moment=told.moment, start=told.start, end=told.end, label=label, doubt=10)

    def _yearless(self, line: Line) -> _Told | None:
        found = next(iter(find_days(line.text)), None)
        if found is None or reads_as_prose(line.text[: found.start], line.text[found.end :]):
            return None
        moment = _latest(found, self.place)
        label = label_of(line.text[: found.start]) or self._label_above(line)
        if moment is None:
            return None
        return _Told(moment=moment, start=found.start, end=found.end, label=label, doubt=20)

    def _label_above(self, line: Line) -> Label:
        above = self.layout.lines[line.index - 1].text if line.index > 0 else ""
        label = is_label(above)
        return "" if label == "alien" and not above.endswith(":") else label

    def _clock_beside(self, line: Line, found: Found) -> Reading:
        """The clock that stands alone in the next or the last line, where the date ends its own."""
        if line.text[found.end :].strip(" ,|.-–—"):
            return found.reading
        for index in (line.index + 1, line.index - 1):
            beside = self.layout.lines[index] if 0 <= index < len(self.layout.lines) else None
            match = LONE_CLOCK.fullmatch(beside.text) if beside is not None else None
            if match is not None:
                reading = read_clock(match["clock"], match["half"], match["zone"])
                return replace(reading, zone=reading.zone or found.reading.zone)
        return found.reading

    def _weigh(self, line: Line, told: _Told) -> Iterator[Sight]:
        if told.label == "alien" or beside_headline(self.layout, line.index):
            return
        named, is_modified = _names_at(line.element_at(told.start))
        alone = not any(character.isalpha() for character in line.text[: told.start])
        score = 40 + named - told.doubt - min(distance(self.layout, line.index), _LINES_AFTER)
        score += _ALONE * alone + _WITH_CLOCK * (told.moment.instant is not None)
        is_change = is_modified or told.label == "modified"
        score += _PUBLISHED * (told.label == "published") + _MODIFIED * is_change
        score += _IN_THE_TITLE * (line.index == self.layout.title)
        if not self._in_zone(line):
            if told.label != "published" and named < _NAMED - _OWN_HEIGHT:
                if not self._ends_article(line, told):
                    return
                score = max(1, score + _AT_THE_END)
            else:
                score += _OUT_OF_ZONE
        is_bare = (
            not named and not told.label and told.moment.instant is None and alone
            and len(line.text) < _SHORT and line.index > self.layout.title
        )  # fmt: skip
        yield Sight(
            moment=told.moment, score=score, index=line.index, is_bare=is_bare, is_change=is_change, text=line.text[:60]
        )

    def _in_zone(self, line: Line) -> bool:
        if self.layout.title < 0:
            return line.index <= max(self.last, _LINES_BEFORE)
        return self.layout.title - _LINES_BEFORE <= line.index <= self.last

    def _ends_article(self, line: Line, told: _Told) -> bool:
        """True for a line below the text that is a date with its clock or a counter and no other date is near."""
        below = 0 < line.index - self.layout.title <= _LINES_BELOW and not told.doubt
        rest = line.text[: told.start] + line.text[told.end :]
        clocked = told.moment.instant is not None and not any(character.isalpha() for character in rest)
        if not below or not (clocked or _COUNTED.search(rest)):
            return False
        first = max(line.index - _LINES_BEFORE, self.last + 1)
        around = self.layout.lines[first : line.index + _LINES_BEFORE]
        return not any(find_dates(each.text[:_SHORT], short_years=True) for each in around if each is not line)


def _fills_element(line: Line, found: Found) -> bool:
    """True where the date fills an element with a date's name (`<span class="date">`), whatever stands around it."""
    element = line.element_at(found.start)
    room = _DATE_SHARE * (found.end - found.start)
    if element.tag != "time" and not any(_DATE_NAMES.fullmatch(name) for name in names_of(element)):
        return False
    for text in element.itertext():
        room -= len(text.strip())
        if room < 0:
            return False
    return True


def _is_set_apart(line: Line, found: Found) -> bool:
    """True for a numeric date in an element of its own that opens a paragraph (`<b>30.01.2026</b> Words`)."""
    if found.start or not found.numeric or line.text[found.end : found.end + 1].isalnum():
        return False
    element = line.element_at(0)
    return len(element) == 0 and (element.text or "").strip() == line.text[: found.end]


def _is_clock_line(line: Line, found: Found) -> bool:
    opens = not line.text[: found.start].strip(" |-–—•")
    glued = found.numeric and line.text[found.end : found.end + 1].isalpha()
    return opens and (found.clock is not None or glued)


def _names_at(element: Any) -> tuple[int, bool]:
    """How much the names of an element and its holders speak for a date, and whether for a modification."""
    weight, says = 0, set[Label]()
    for height, holder in enumerate((element, *element.iterancestors())):
        if height > _OWN_HEIGHT or holder.tag in ("body", "html", "main", "article"):
            break
        names = names_of(holder)
        if holder.tag == "time" or any(_DATE_NAMES.fullmatch(name) for name in names):
            weight = max(weight, _NAMED - height)
        elif any(_HEAD_NAMES.fullmatch(name) for name in names):
            weight = max(weight, _IN_HEAD)
        says.update(kind for name in names if (kind := changes_name(name)))
    return weight, says == {"modified"}
