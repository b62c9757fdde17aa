"""Tells whether a sentence recalls old words: `ранее`, `напомним`, a date long past; days are arguments."""

import re
from datetime import date

from pipeline.judging.passages import Passage, Sentence

_RECALLS = re.compile(
    r"(?:ранее|раньше|прежде|напомним|напоминаем|напомню|как сообщалось|как писали|до этого|годом ранее|"
    r"(?:месяц|год|неделю|полгода) (?:тому )?назад|в прошл(?:ом|ый) (?:году|месяце|раз)|на прошлой неделе|"
    r"в минувшем году|в свое время|неоднократно|не раз|еще в \d{4}|(?:прошлой|минувшей) (?:недел|осен|весн|зим)\w+|"
    r"(?:прошлым|минувшим) летом|в начале (?:года|месяца|недели)|earlier|previously|last (?:year|month|week|autumn|"
    r"spring)|(?:months?|years?|weeks?) ago|раней|бұған дейін|мурда|буга чейин|қаблан|пештар|ավելի վաղ|նախկինում)\b"
)
_FRESH = re.compile(
    r"(?:ранее (?:сегодня|в (?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье))|earlier (?:today|on))"
)
_MONTHS = ("январ", "феврал", "март", "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр")
_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_IMPERFECT = re.compile(
    r"(?:заявлял|говорил|отмечал|сообщал|подчеркивал|указывал|утверждал|писал|рассказывал|обещал|называл)[аио]?"
)
_DAY = re.compile(r"\b(\d{1,2})\s([а-я]{3,9})(?:\s(\d{4}))?")
_ENGLISH_DAY = re.compile(r"\b([a-z]{3,9})\s(\d{1,2})(?:\s(\d{4}))?\b")
_THEN = re.compile(r"\b(?:в|in)\s(?:(?:19|20)\d\d\b|[а-я]{2,8}[ея]\b)")
OLD = 12  # days after which a dated sentence is a recollection
MAY = 5


def is_stale(passage: Passage, sentence: Sentence, day: date) -> bool:
    """Whether the sentence, outside what it quotes, tells of words given well before `day`."""
    tokens = [passage.tokens[i] for i in range(sentence.first, sentence.behind) if not passage.quoted[i]]
    text = " ".join(token.low for token in tokens)
    if _RECALLS.search(text) and not _FRESH.search(text):
        return True
    if any(_IMPERFECT.fullmatch(token.low) for token in tokens) and _THEN.search(text):
        return True
    return any((day - told).days > OLD for told in _days(text, day.year))


def _days(text: str, year: int) -> list[date]:
    """The days the text gives, those without a year in the given one; days that do not exist are left out."""
    found = [(match[1], _month(match[2]), match[3]) for match in _DAY.finditer(text)]
    found += [
        (match[2], _ENGLISH.index(match[1]) + 1, match[3])
        for match in _ENGLISH_DAY.finditer(text)
        if match[1] in _ENGLISH
    ]
    days = []
    for number, month, told in found:
        try:
            days.append(date(int(told or year), month, int(number)))
        except ValueError:
            continue
    return days


def _month(word: str) -> int:
    """The number of a Russian month in any case; 0 for another word."""
    if word in ("май", "мая", "мае"):
        return MAY
    return next((number for number, stem in enumerate(_MONTHS, 1) if number != MAY and word.startswith(stem)), 0)
