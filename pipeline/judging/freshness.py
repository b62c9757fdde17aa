"""Tells whether a sentence recalls old words: `ранее`, `напомним`, a date long past; days are arguments."""

import re
from datetime import date

from pipeline.judging.passages import Passage, Sentence

_RECALLS = re.compile(
    r"(?:ранее|раньше|прежде|напомним|напоминаем|напомню|между тем ранее|накануне прошлого|как сообщалось|как писали|до этого|годом ранее|"
    r"(?:месяц|год|неделю|полгода) (?:тому )?назад|в прошл(?:ом|ый) (?:году|месяце|раз)|на прошлой неделе|"
    r"в минувшем году|в свое время|в своё время|неоднократно|не раз|ещё в \d{4}|еще в \d{4}|(?:прошлой|минувшей) (?:недел|осен|весн|зим)\w+|минувш\w+ (?:летом|осенью|зимой|весной)|в начале (?:года|месяца|недели)|прошлой (?:осенью|весной|зимой)|прошлым летом|earlier|previously|last (?:year|month|week|autumn|spring)|"
    r"(?:months?|years?|weeks?) ago|раней|бұған дейін|мурда|буга чейин|қаблан|пештар|ավելի վաղ|նախկինում)\b",
    re.IGNORECASE,
)
_FRESH = re.compile(r"(?:ранее (?:сегодня|в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))|earlier (?:today|on))", re.IGNORECASE)
_MONTHS = (
    "январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр",
)  # fmt: skip
_ENGLISH = "january february march april may june july august september october november december".split()
_IMPERFECT = re.compile(r"(?:заявлял|говорил|отмечал|сообщал|подчеркивал|указывал|утверждал|писал|рассказывал|обещал|называл)[аио]?")
_DAY = re.compile(r"\b(\d{1,2})\s+([а-я]{3,9})(?:\s+(\d{4}))?", re.IGNORECASE)
_ENGLISH_DAY = re.compile(r"\b([A-Z][a-z]{2,8})\s+(\d{1,2})(?:,\s+(\d{4}))?\b")
_IN_MONTH = re.compile(r"\b(?:в|ещё в|еще в)\s+([а-я]{3,8}[ея])(?:\s+(\d{4}))?", re.IGNORECASE)
_IN_YEAR = re.compile(r"\b(?:в|in)\s+((?:19|20)\d\d)(?:-м)?(?:\s+году)?", re.IGNORECASE)
OLD = 12
YEAR = 365


def is_stale(passage: Passage, sentence: Sentence, day: date) -> int | None:
    """Where the recalling begins, as a token, or None where the sentence is of its day."""
    text = _outside(passage, sentence)
    recalls = _RECALLS.search(text)
    if recalls and not _FRESH.search(text):
        return sentence.first
    imperfect = any(
        _IMPERFECT.fullmatch(passage.tokens[index].low)
        for index in range(sentence.first, sentence.behind)
        if not passage.quoted[index]
    )
    if imperfect and (_IN_YEAR.search(text) or _IN_MONTH.search(text)):
        return sentence.first
    return sentence.first if _old_day(text, day) else None


def _outside(passage: Passage, sentence: Sentence) -> str:
    words = [passage.tokens[i] for i in range(sentence.first, sentence.behind) if not passage.quoted[i]]
    return " ".join(token.text for token in words)


def _old_day(text: str, day: date) -> bool:
    """Whether a day the sentence gives lies well before the day of the article."""
    for found in _DAY.finditer(text):
        month = _month(found[2].lower())
        if month:
            told = _date(int(found[3] or day.year), month, int(found[1]))
            return told is not None and OLD < (day - told).days < YEAR * 50
    for found in _ENGLISH_DAY.finditer(text):
        if found[1].lower() in _ENGLISH:
            told = _date(int(found[3] or day.year), _ENGLISH.index(found[1].lower()) + 1, int(found[2]))
            return told is not None and OLD < (day - told).days < YEAR * 50
    return False


def _month(word: str) -> int | None:
    for number, stem in enumerate(_MONTHS, 1):
        if word.startswith(stem) and len(word) - len(stem) <= 2 and word not in ("мая",):  # noqa: PLR2004 - a case ending
            return number if stem != "ма" or word in ("май", "мае") else None
    return 5 if word == "мая" else None


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
