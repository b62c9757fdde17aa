"""Finds the day a text speaks of when nothing better tells its date; it is the last resort before the first-seen day."""

import re
from datetime import date

from pipeline.dates.formats import find_dates
from pipeline.dates.moments import EARLIEST, Place

_LONGEST = 60_000  # characters of a text that are searched
_AROUND = 70
# What is said before or after a date of birth, of a treaty, of a term, of a plan: none is the day of the news.
_BEFORE = re.compile(
    r"(?:родил\w{1,4}|рожд\w{2,4}|род\.|born|died|умер\w{0,2}|скончал\w{1,4}|туған|төрөлгөн|таваллуд|ծնվ\w{1,4}|нарадзі\w{1,3}"
    r"|© ?|copyright|закон\w{0,2} от|указ\w{0,2} от|постановлени\w{1,2} от|приказ\w{0,2} от|договор\w{0,2} от|резолюци\w от"
    r"|соглашени\w{1,2} от|протокол\w{0,2} от|до|к|по|until|till|by|before|не позднее|срок\w{0,2}|зарегистрирован\w{0,2}"
    r"|запланирован\w{0,2} на|назначен\w{0,2} на|намечен\w{0,2} на|перенес[её]н\w{0,2} на|scheduled for|состоится|пройд[её]т"
    r"|отмет\w{2,3}|исполн\w{3,6}|с|since|from|вступ\w{2,6} в силу|подписан\w{0,2}|основан\w{0,2}|создан\w{0,2}|учрежд[её]н\w{0,2}"
    r"|учрежден\w{0,2}|founded|signed|established)[\s«\"(]{0,3}(?:в [А-ЯЁ][а-яё]{2,20} )?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"^[\s,)]{0,3}(?:\([^)]{0,40}\) ?)?(?:в [А-ЯЁа-яё-]{2,25} ){0,2}(?:состоится|пройд[её]т|запланирован|исполнится|будет|должн|планиру"
    r"|намечен|ожидает|was born|will|is scheduled|родил|умер|скончал|рождени)",
    re.IGNORECASE,
)


def find_mentioned_day(text: str, place: Place) -> tuple[date, str] | None:
    """The latest explicit full date in a text that can be its own, with the words it stands in; None without one.

    Dates after the first-seen day, before 1992, of births, of laws, of terms and of plans are passed over.
    """
    best: tuple[date, str] | None = None
    searched = text[:_LONGEST].replace("\n", " ")  # a hard wrap may part a day from its month
    for found in find_dates(searched):
        day = found.date
        before = searched[max(0, found.start - _AROUND) : found.start]
        after = searched[found.end : found.end + _AROUND]
        if day is None or not EARLIEST <= day <= place.today or _BEFORE.search(before) or _AFTER.match(after):
            continue
        if best is None or day > best[0]:
            best = day, searched[found.start : found.end].strip()
    return best
