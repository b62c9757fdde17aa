"""Reads the dateline an agency sets before its first sentence: place, day, agency, in any of their orders."""

import re
from dataclasses import dataclass

from pipeline.dates.clocks import CLOCK_AFTER
from pipeline.dates.formats import Found, find_dates, find_days
from pipeline.dates.months import WEEKDAY

_HEAD = 170  # characters a dateline may take
_LONGEST_PLACE = 70
_MOST_WORDS = 8

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_LEADING = re.compile(r"^[\s(«\"“„*–—-]{0,4}(?:г\. ?)?")
_WEEKDAY = re.compile(rf"[,.] {WEEKDAY}(?=[,. ]{{1,2}}$)", re.IGNORECASE)
_GROUP = re.compile(r"[/(][^/()\n]{1,80}[/)]")
_NOT_A_PLACE = re.compile(
    r"(?:[вкосу]|во|на|по|из|от|до|за|при|под|об|обо|со|ко|для|как|что|это|уже|не|и|а|но|или|с|сегодня|вчера|завтра"
    r"|накануне|напомним|ранее|также|по-прежнему|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье"
    r"|опубликовано|обновлено|создано|дата|фото|источник|подписан\w{0,2}|принят\w{0,2}|родил\w{2,4}"
    r"|in|on|at|by|from|to|for|the|a|an|as|of|since|until|after|before|today|yesterday|tomorrow|monday|tuesday"
    r"|wednesday|thursday|friday|saturday|sunday|published|posted|updated|born|signed|adopted"
    r"|учора|сёння|бүгін|кеше|бүгүн|кечээ|имрӯз|дирӯз|այսօր|երեկ|дар|аз)",
    re.IGNORECASE,
)
_CONNECTORS = re.compile(
    r"на|де|ла|лос|сан|пос|п|г|гор|аул|село|станица|деревня|агрогородок|район|область|край|обл|р-н|и|the|of|upon"
    r"|сол|бен|эль|аль|ад|аш|дель|корр|шаҳри",
    re.IGNORECASE,
)
_YEAR_WORD = re.compile(r"\s?(?:года|год|г\.|жыл\w{0,3}|ж\.)", re.IGNORECASE)
_DASH = re.compile(r"\s{0,2}(?:[-–—]{1,2}|&mdash;)\s")
# Capitalised or quoted words that end in a dash, full stop, comma or the Armenian full stop: an agency's name.
_AGENCY = re.compile(
    r"\s{0,2}(?:(?:ИА|РИА|НИАТ|АМИТ|МИА|агентство|корр\.?|/)\s)?"
    r"[\"«“„]?[^\W\d_][\w.'’-]{1,25}[\"»”]?(?: [\"«“„]?[^\W\d_][\w.'’-]{1,25}[\"»”]?){0,3}"
    r"(?:, [^\W\d_][\w.-]{1,20}(?: [^\W\d_][\w.-]{1,20}){0,2})?\s?(?:[-–—]{1,2}(?=\s|$)|[.,:։](?=\s|$))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """The day a dateline names and the words it consists of. `found.year` is None where it gives no year."""

    found: Found
    text: str


def read_dateline(line: str) -> Dateline | None:
    """Read the dateline a paragraph begins with; None where it has none, or one that names no day.

    Understood are place first (`МОСКВА, 19 декабря. /ТАСС/.`, `Москва. 27 декабря. INTERFAX.RU - `,
    `BISHKEK, Kyrgyzstan, November 27.`), day first (`5 октября, Москва /Имя - БЕЛТА/.`), an agency in the place's
    stead (`ЦАМТО, 27 ноября.`) and numeric days (`ДУШАНБЕ, 27.11.2025 /НИАТ «Ховар»/.`).
    """
    head = line[:_HEAD]
    found = _first_date(head)
    if found is None or (found.clock is not None and head[found.start : found.start + 6].count(":")):
        return None
    before = _WEEKDAY.sub("", _LEADING.sub("", head[: found.start], count=1))
    day_ends = found.end - 1 if head[found.end - 1] == "." else found.end  # an abbreviation's stop may end it all
    end = None
    if not before.strip():
        end = _end_after_day(head, day_ends)
    elif _is_place(before):
        end = _end_after_place(head, day_ends, shouted=_is_shouted(before))
    return None if end is None else Dateline(found=found, text=head[:end].strip())


def _first_date(head: str) -> Found | None:
    full = next(iter(find_dates(head, short_years=True)), None)
    bare = next(iter(find_days(head)), None)
    if full is None or (bare is not None and bare.start < full.start):
        return bare
    return full


def _is_place(before: str) -> bool:
    stripped = before.rstrip()
    if len(stripped) > _LONGEST_PLACE or (stripped[-1] not in ",./)։" and not stripped.endswith((" -", " –", " —"))):
        return False
    words = _WORD.findall(_GROUP.sub(" ", stripped).rstrip(".,–—- "))
    if not words or len(words) > _MOST_WORDS or _NOT_A_PLACE.fullmatch(words[0]):
        return False
    if re.search(r"[\d:;!?]|\s[-–—]\s", _GROUP.sub(" ", stripped)):
        return False
    return words[0][0].isupper() and all(word[0].isupper() or _CONNECTORS.fullmatch(word.rstrip(".")) for word in words)


def _is_shouted(before: str) -> bool:
    word = _WORD.search(before)
    return word is not None and len(word[0]) > 1 and word[0].isupper()


def _end_after_place(head: str, position: int, *, shouted: bool) -> int | None:
    position = _skip_year_and_clock(head, position)
    tail = head[position:]
    group = re.match(r"[.,]?\s{0,2}(?=[/(])", tail)
    if group is not None:
        match = _GROUP.match(tail, group.end())
        return None if match is None else position + match.end()
    stop = re.match(r"[.,:։]?", tail)
    after = tail[stop.end() if stop else 0 :]
    dash = _DASH.match(after)
    if dash is not None:
        agency = _AGENCY.match(after, dash.end())
        named = agency is not None and after[dash.end() :].lstrip(' "«“„')[:1].isupper()
        return position + (agency.end() + 1 if named and agency else dash.end()) if shouted or named else None
    if not after.strip():
        return position
    return _end_after_stop(after, tail[:1], position)


def _end_after_stop(after: str, stop: str, position: int) -> int | None:
    agency = _AGENCY.match(after)
    if agency is not None and after.lstrip(' "«“„')[:1].isupper():
        short = agency[0].rstrip()
        if short.endswith(("-", "–", "—")) or stop == "." or _is_shouted(short):
            return position + 1 + (agency.end() if _is_shouted(short) or short[-1] in "-–—" else 0)
    return position + 1 if stop in (".", ":", "։") and after[:1] in (" ", "") else None


def _end_after_day(head: str, position: int) -> int | None:
    alone = re.compile(r"[.,]?\s{1,2}(?=/)").match(head, position)
    if alone is not None:
        agency = _GROUP.match(head, alone.end())
        return agency.end() if agency is not None and head[agency.end() : agency.end() + 1] in (".", "") else None
    match = re.match(r"\s?(?:года|год|г\.)?[,.]\s{1,2}([^/(\n]{2,60}?)\s{0,2}(?=[/(]|\s[-–—]\s)", head[position:])
    if match is None or not _is_place(match[1].rstrip(" .,") + ","):
        return None
    rest = position + match.end()
    group = _GROUP.match(head, rest)
    if group is None:
        return rest
    return group.end() if re.match(r"\s?(?:[.,:։–—-]|$)", head[group.end() :]) else None


def _skip_year_and_clock(head: str, position: int) -> int:
    year = _YEAR_WORD.match(head, position)
    position = year.end() if year else position
    clock = CLOCK_AFTER.match(head, position)
    return clock.end() if clock is not None and clock["clock"] else position
