"""Tells whether a sentence recalls old words: `ранее`, `напомним`, a date long past; days are arguments."""

import re
from datetime import date

from pipeline.judging.passages import Passage, Sentence
from pipeline.judging.tables import word_set

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
_RECALLING = word_set(
    """
    ранее раньше прежде напомним напоминаем напомню сообщалось писали этого назад прошлом прошлый прошлой прошлым
    минувшем минувшей минувшим свое неоднократно раз еще начале earlier previously last ago раней бұған мурда буга
    қаблан пештар ավելի նախկինում годом
    """
)
_IMPERFECT = frozenset(
    verb + ending
    for verb in (
        "заявлял", "говорил", "отмечал", "сообщал", "подчеркивал", "указывал", "утверждал", "писал", "рассказывал",
        "обещал", "называл",
    )
    for ending in ("", "а", "и", "о")
)  # fmt: skip
_DAY = re.compile(r"\b(\d{1,2})\s([а-я]{3,9})(?:\s(\d{4}))?")
_ENGLISH_DAY = re.compile(r"\b([a-z]{3,9})\s(\d{1,2})(?:\s(\d{4}))?\b")
_THEN = re.compile(r"\b(?:в|in)\s(?:(?:19|20)\d\d\b|[а-я]{2,8}[ея]\b)")
OLD = 12  # days after which a dated sentence is a recollection
MAY = 5


def is_stale(passage: Passage, sentence: Sentence, day: date) -> bool:
    """Whether the sentence, outside what it quotes, tells of words given well before `day`."""
    tokens = [passage.tokens[i] for i in range(sentence.first, sentence.behind) if not passage.quoted[i]]
    words = [token.low for token in tokens]
    text = " ".join(words)
    if not _RECALLING.isdisjoint(words) and _RECALLS.search(text) and not _FRESH.search(text):
        return True
    if not _IMPERFECT.isdisjoint(words) and _THEN.search(text):
        return True
    dated = any(word.isdecimal() for word in words)
    return dated and any((day - told).days > OLD for told in _days(text, day.year))


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
