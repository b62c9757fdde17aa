"""Finds the day a text speaks of; the last resort before the first-seen day."""

import re
from datetime import date

from pipeline.boilerplate import is_noise
from pipeline.dates.formats import find_dates
from pipeline.dates.lines import read_date_line
from pipeline.dates.moments import EARLIEST, Place

_LONGEST = 60_000  # characters of a text that are searched
_AROUND = 70
_COPYRIGHT = re.compile(r"(?:©|\([cс]\)|copyright)\s?\d{4}", re.IGNORECASE)
_NUMBERS_ONLY = re.compile(r"[\s\d.,:/|-]{0,40}")  # a date line; those of the statement itself are known by now
_START, _END = r"(?<![^\W_])(?:", r")[\s«\"(]{0,3}(?:в [А-ЯЁ][а-яё]{2,20} )?$"
# Births, deaths, copyright, plans and deadlines are never the day of the news.
_NEVER = re.compile(
    _START + r"родил\w{1,4}|рожд\w{2,4}|род\.|born|died|умер\w{0,2}|скончал\w{1,4}|туған|төрөлгөн|таваллуд|ծնվ\w{1,4}"
    r"|нарадзі\w{1,3}|©|copyright|(?:запланирован|назначен|намечен|перенес[её]н)\w{0,2} на|scheduled for|состоится"
    r"|пройд[её]т|отмет\w{2,3}|исполн\w{3,6}|не позднее|зарегистрирован\w{0,2}|до|к|until|till|by|before|срок\w{0,2}"
    + _END,
    re.IGNORECASE,
)
# Terms, laws and foundations are, where nothing better is said.
_SELDOM = re.compile(
    _START + r"(?:закон|указ|постановлени|приказ|договор|резолюци|соглашени|протокол)\w{0,3} от|по|с|since|from"
    r"|вступ\w{2,6} в силу|подписан\w{0,2}|основан\w{0,2}|создан\w{0,2}"
    r"|учрежд[её]?н\w{0,2}|founded|signed|established" + _END,
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[\s,)]{0,3}(?:\([^)]{0,40}\) ?)?(?:в [а-яё-]{2,25} ){0,2}"
    r"(?:состоится|пройд[её]т|запланирован|исполнится|будет|должн|планиру|намечен|ожидает|was born|will|is scheduled"
    r"|родил|умер|скончал|рождени)",
    re.IGNORECASE,
)


def find_mentioned_day(text: str, place: Place) -> tuple[date, str] | None:
    """The latest explicit full date in a text that can be its own, with the words it stands in; None without one.

    Dates after the first-seen day, before 1992, of births and of plans are passed over; those of terms, laws and
    foundations are taken only where there is no other.
    """
    lines = (line for line in text[:_LONGEST].split("\n") if not _is_furniture(line.strip()))
    searched = " ".join(lines)  # a hard wrap may part a day from its month
    best: tuple[bool, date, str] | None = None
    for found in find_dates(searched):
        day = found.date
        before = searched[max(0, found.start - _AROUND) : found.start]
        after = searched[found.end : found.end + _AROUND]
        if day is None or not EARLIEST <= day <= place.today or _NEVER.search(before) or _AFTER.match(after):
            continue
        claim = (_SELDOM.search(before) is None, day, searched[found.start : found.end].strip())
        best = claim if best is None else max(best, claim)
    return None if best is None else best[1:]


def _is_furniture(line: str) -> bool:
    """True for a line whose date is the site's: a footer, a stamp of printing, a comment's head."""
    if (
        _NUMBERS_ONLY.fullmatch(line)
        or _COPYRIGHT.match(line)
        or is_noise(line) in ("copyright", "cookies", "comments", "read-also")
    ):
        return True
    date_line = read_date_line(line)
    return date_line is not None and date_line.label in ("alien", "modified")
