"""Tells whether a sentence recalls old words: `ранее`, `напомним`, a date long past; days are arguments."""

import re
from datetime import date, timedelta

from pipeline.judging.text.passages import Passage, Sentence
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite

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
_PART_OF = word_set("конце начале середине середины числах половине исходе концу началу декаде")
_LED = word_set("как об этом так а и но же тут же также же об as so сегодня вчера что")
_THAT = word_set("что чтобы который которая которое которые где когда если будто that which who where when if каб што")
_REMINDS = word_set("напомним напоминаем напомню нагадаем")
_GERUND = re.compile(r".{3,}(?:ая|яя|уя|вая|ясь|аясь|ив|ав)")
_PARTICIPLE = re.compile(r".{2,}(?:вш|ющ|ящ|ущ|ащ)(?:ий|ая|ее|ие|его|ей|их|ему|им|ими)(?:ся)?")
_BETWEEN = word_set("already also earlier previously then once long never not")
_IN_MONTH = ("да", "де", "та", "те", "до", "дө", "то", "тө")
AUXILIARY = 3  # words between `had` and its verb
_IN = ("в", "in")
_APPOSED = word_set("then who former formerly whose")
LONGEST_APPOSED = 12  # words
YEAR = 4  # digits
NEAR = 4  # words behind the verb
FEW = 3  # days for which the last month is not yet past
OLD = 12  # days after which a dated sentence is a recollection
MAY = 5


def is_stale(passage: Passage, sentence: Sentence, day: date) -> bool:
    """Whether the sentence, outside what it quotes, tells of words given well before `day`."""
    pairs = zip(
        passage.lows[sentence.first : sentence.behind], passage.quoted[sentence.first : sentence.behind], strict=True
    )
    return _tells_of_old([low for low, quoted in pairs if not quoted], day)


def is_old_word(passage: Passage, sentence: Sentence, verb: int, day: date) -> bool:
    """The same of the words a verb gives: what they tell of may be long past, only when they were given counts.

    A closing `, признал генсек` counts alone; else what opens the sentence does too, subordinate clauses left out.
    """
    rows = _clauses(passage, sentence)
    reminds = any(passage.tokens[row[0]].low in _REMINDS for row in rows)
    if reminds or passage.tokens[verb].low in _IMPERFECT:
        return True
    own = next((number for number, row in enumerate(rows) if row[0] <= verb <= row[-1]), 0)
    if own and _is_closing(passage, rows[own], verb) and not _is_apposed(passage, rows[own - 1]):
        return _tells_of_old(_own_words(passage, rows[own], verb), day)
    words = [
        passage.tokens[place].low for row in rows[:own] if not _is_subordinate(passage, row) for place in row
    ] + _own_words(passage, rows[own], verb)
    for row in rows[own + 1 :]:
        if _GERUND.fullmatch(passage.tokens[row[0]].low):
            words += [passage.tokens[place].low for place in row]
    return _tells_of_old(words, day)


def _clauses(passage: Passage, sentence: Sentence) -> list[list[int]]:
    """The tokens outside quotations, parted at commas and dashes."""
    rows: list[list[int]] = [[]]
    for place in range(sentence.first, sentence.behind):
        if passage.quoted[place]:
            continue
        if rows[-1] and _parts(passage.between(rows[-1][-1], place)):
            rows.append([])
        rows[-1].append(place)
    return [row for row in rows if row] or [[sentence.first]]


def _parts(gap: str) -> bool:
    """Whether what stands between two words parts clauses; nearly always it is a blank."""
    return gap != " " and _BORDER.search(gap) is not None


def _is_closing(passage: Passage, row: list[int], verb: int) -> bool:
    """Whether a clause begins with its verb, small words aside, so that what it reports stands before it."""
    ahead = [passage.tokens[place].low for place in row if place < verb]
    return all(word in _LED or word in _RECALLING for word in ahead)


def _is_apposed(passage: Passage, row: list[int]) -> bool:
    """Whether the clause before only says who somebody is: `Last year X, then deputy chief, told`."""
    return passage.tokens[row[0]].low in _APPOSED and len(row) <= LONGEST_APPOSED


def _own_words(passage: Passage, row: list[int], verb: int) -> list[str]:
    words = []
    for place in row:
        if place > verb and passage.tokens[place].low in _THAT:
            break
        words.append(passage.tokens[place].low)
    return words


def _is_subordinate(passage: Passage, row: list[int]) -> bool:
    first = [passage.tokens[place].low for place in row[:2]]
    return not _THAT.isdisjoint(first) or any(map(_PARTICIPLE.fullmatch, first))


def _tells_of_old(words: list[str], day: date) -> bool:
    recalling, imperfect = not _RECALLING.isdisjoint(words), not _IMPERFECT.isdisjoint(words)
    dated = any(map(str.isdecimal, words))
    text = " ".join(words) if recalling or imperfect or dated else ""
    if (recalling and _RECALLS.search(text) and not _FRESH.search(text)) or (imperfect and _THEN.search(text)):
        return True
    return dated and any((day - told).days > OLD for told in _days(text, day.year))


def is_pluperfect(passage: Passage, verb: int) -> bool:
    """`had said`, `had already told`: English words given before those the news is about."""
    if not passage.tokens[verb].low.isascii():
        return False
    for place in range(verb - 1, max(-1, verb - 1 - AUXILIARY), -1):
        low = passage.tokens[place].low
        if low == "had":
            return not passage.quoted[place]
        if not (low in _BETWEEN or low.endswith("ly")):
            return False
    return False


def is_of_past_year(passage: Passage, verb: int, day: date) -> bool:
    """`2024 жылғы ақпанда айтқан`: a past year right before a verb that closes its sentence."""
    before = passage.lows[max(0, verb - AUXILIARY) : verb]
    for place, word in enumerate(before[:-1]):
        year = word.isdecimal() and len(word) == YEAR and int(word) < day.year
        rest = before[place + 2 :]
        if year and before[place + 1].startswith("жыл") and all(low.endswith(_IN_MONTH) for low in rest):
            return True
    return False


def is_recalled(passage: Passage, sentence: Sentence, verb: int, day: date) -> bool:
    """Whether the verb's own clause says that it was then: `в мае генсек заявил`, `in 2019 he said`, `тогда`."""
    first = verb
    while first > sentence.first and not _parts(passage.between(first - 1, first)):
        first -= 1
    behind = verb + 1
    while behind < min(sentence.behind, verb + NEAR) and not _parts(passage.between(behind - 1, behind)):
        behind += 1
    places = [place for place in range(first, behind) if not passage.quoted[place]]
    words = [passage.tokens[place].low for place in places]
    others = (passage.tokens[place] for place in places if place != verb)
    if any(is_finite(token.low) and token.text[0].islower() for token in others):
        return False
    if not _THEN_WORDS.isdisjoint(words) or _opens_with_a_past_year(words, day):
        return True
    triples = zip(["", *words], words, [*words[1:], ""], strict=False)
    rows = [("в" if before in _PART_OF else before, word, after) for before, word, after in triples]
    return any(_is_past(*row, day) for row in rows if row[0] in _IN or row[1] in _SEASONS)


def _opens_with_a_past_year(words: list[str], day: date) -> bool:
    before, year, *_ = (*words, "", "")
    return before in ("в", "in", "у") and year.isdecimal() and len(year) == YEAR and int(year) < day.year


def _is_past(before: str, word: str, after: str, day: date) -> bool:
    """Whether `в мае` or `летом` is not the month or the season of the day."""
    if word in _SEASONS:
        return day.month not in _SEASONS[word]
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
