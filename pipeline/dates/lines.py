"""Knows lines that are a date and little else: bare date lines and clock lines; it does not decide what they mean."""

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.dates.datelines import read_dateline
from pipeline.dates.formats import Found, find_dates
from pipeline.dates.labels import Label, label_of, reads_as_prose

_LONGEST = 160  # characters of a line that is only a date with its labels, counters and names
_LOOKED_AT = 320
_EDGES = " -–—|·•,.:;/()[]"
_SUMMARY = re.compile(r"\s{1,2}[\"«“„]?[^\W_]")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A line that begins with, or is, a date.

    `rest` are the words after it that belong to the text: the summary after a clock (`22:07 30.01.2026 Words…`),
    or a paragraph glued to its date (`19.09.2022Words…`). `is_bare`: nothing stands beside the date, not even a clock.
    """

    found: Found
    rest: str = ""
    label: Label = ""
    is_bare: bool = False


@lru_cache(maxsize=1024)  # a text's lines are asked about again at each step of reading it
def read_date_line(line: str) -> DateLine | None:
    """Read a line as a date line or clock line, or return None where the date is part of a sentence or dateline.

    A line that opens with a clock and a date may be followed by words; one with a date only, where they are glued to
    it. Labels, weekdays, counters, names and places beside the date do not make a sentence.
    """
    found = next(iter(find_dates(line[:_LOOKED_AT], short_years=True)), None)
    if found is None:
        return None
    before, after = line[: found.start].strip(_EDGES), line[found.end :]
    rest = after.strip(" -–—|·•,:;/")
    if not before and not rest.strip(_EDGES):
        return DateLine(found=found, is_bare=found.clock is None)
    if not before and _opens_with_clock(line, found) and _SUMMARY.match(after):
        return DateLine(found=found, rest=rest)
    if len(line) <= _LONGEST and not reads_as_prose(before, after) and not _is_dateline(line):
        return DateLine(found=found, label=label_of(before))
    if not before and found.numeric and (found.clock is not None or _is_glued(after)):
        return DateLine(found=found, rest=rest)
    return None


def _opens_with_clock(line: str, found: Found) -> bool:
    return found.clock is not None and re.match(r"[\s|(–—-]{0,3}\d{1,2}:\d\d", line) is not None


def _is_glued(after: str) -> bool:
    return after[:1].isalpha() and after[:1].isupper()


def _is_dateline(line: str) -> bool:
    dateline = read_dateline(line)
    return dateline is not None and len(dateline.text) + 1 < len(line)
