"""Tells whether a sentence recalls old words: `ранее`, `напомним`, a date long past; days are arguments."""

import re
from datetime import date, timedelta

from pipeline.judging.passages import Passage, Sentence
from pipeline.judging.tables import word_set
from pipeline.judging.verbs import is_finite

_RECALLS = re.compile(
    r"(?:ранее|раньше|прежде|напомним|напоминаем|напомню|как сообщалось|как писали|до этого|годом ранее|"
    r"(?:месяц|год|неделю|полгода) (?:тому )?назад|в прошл(?:ом|ый) (?:году|месяце|раз)|на прошлой неделе|"
    r"в минувшем году|в свое время|неоднократно|не раз|еще в \d{4}|(?:прошлой|минувшей) (?:недел|осен|весн|зим)\w+|"
    r"(?:прошлым|минувшим) летом|в начале (?:года|месяца|недели)|earlier|previously|last (?:year|month|week|autumn|"
    r"spring)|(?:months?|years?|weeks?) ago|не так давно|"
    r"раней|бұған дейін|мурда|буга чейин|қаблан|пештар|ավելի վաղ|նախկինում)\b"
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
    давно минувшем минувшей минувшим свое неоднократно раз еще начале earlier previously last ago раней бұған мурда буга
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
_BORDER = re.compile(r"[,;:—–]| - ")
_THEN_WORDS = word_set("тогда некогда позапрошлым позапрошлой летось тады")
_SEASONS = {
    "зимой": (12, 1, 2), "весной": (3, 4, 5), "летом": (6, 7, 8), "осенью": (9, 10, 11),
    "зимою": (12, 1, 2), "весною": (3, 4, 5),
}  # fmt: skip
YEAR = 4  # digits
NEAR = 4  # words behind the verb
FEW = 3  # days for which the last month is not yet past
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


def is_recalled(passage: Passage, sentence: Sentence, verb: int, day: date) -> bool:
    """Whether the verb's own clause says that it was then: `в мае генсек заявил`, `he said in May`, `тогда`."""
    first = verb
    while first > sentence.first and not _BORDER.search(passage.between(first - 1, first)):
        first -= 1
    behind = verb + 1
    while behind < min(sentence.behind, verb + NEAR) and not _BORDER.search(passage.between(behind - 1, behind)):
        behind += 1
    places = [place for place in range(first, behind) if not passage.quoted[place]]
    words = [passage.tokens[place].low for place in places]
    others = (passage.tokens[place] for place in places if place != verb)
    if any(is_finite(token.low) and token.text[0].islower() for token in others):
        return False
    if not _THEN_WORDS.isdisjoint(words):
        return True
    rows = zip(["", *words], words, [*words[1:], ""], strict=False)
    return any(_is_past(word, before, after, day) for before, word, after in rows)


def _is_past(word: str, before: str, after: str, day: date) -> bool:
    """Whether `в мае` or `летом` is not the month or the season of the day."""
    if word in _SEASONS:
        return day.month not in _SEASONS[word]
    if before not in ("в", "in"):
        return False
    month = _month(word) if before == "в" else _ENGLISH.index(word) + 1 if word in _ENGLISH else 0
    if month and after.isdecimal() and len(after) == YEAR and int(after) < day.year:
        return True
    return month not in (0, (day - timedelta(days=FEW)).month, day.month)


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
