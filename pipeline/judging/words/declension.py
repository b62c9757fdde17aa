"""Case forms of Russian words and names by rule; it knows endings, not dictionaries, and no names of its own."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL, PREPOSITIONAL = range(6)
SHORTEST_STEM = 2
HUSHING = "жшчщц"
BACK = "гкх"
VOWELS = "аеиоуыэюя"

Endings = tuple[str, str, str, str, str, str]


class Case(NamedTuple):
    """One reading of a form: its nominative, the case, and whether it is a woman's."""

    nominative: str
    case: int
    female: bool


# endings of the nominative → endings of the six cases; the longest that fits is used
_ADJECTIVES: dict[str, Endings] = {
    "ый": ("ый", "ого", "ому", "ого", "ым", "ом"),
    "ой": ("ой", "ого", "ому", "ого", "ым", "ом"),
    "кий": ("кий", "кого", "кому", "кого", "ким", "ком"),
    "гий": ("гий", "гого", "гому", "гого", "гим", "гом"),
    "хий": ("хий", "хого", "хому", "хого", "хим", "хом"),
    "ий": ("ий", "его", "ему", "его", "им", "ем"),
    "ая": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "яя": ("яя", "ей", "ей", "юю", "ей", "ей"),
    "ое": ("ое", "ого", "ому", "ое", "ым", "ом"),
    "ее": ("ее", "его", "ему", "ее", "им", "ем"),
    "ые": ("ые", "ых", "ым", "ых", "ыми", "ых"),
    "ские": ("ские", "ских", "ским", "ских", "скими", "ских"),
    "щие": ("щие", "щих", "щим", "щих", "щими", "щих"),
}
_NOUNS: dict[str, Endings] = {
    "ия": ("ия", "ии", "ии", "ию", "ией", "ии"),
    "ие": ("ие", "ия", "ию", "ие", "ием", "ии"),
    "сть": ("сть", "сти", "сти", "сть", "стью", "сти"),
    "ь": ("ь", "я", "ю", "я", "ем", "е"),
    "й": ("й", "я", "ю", "я", "ем", "е"),
    "а": ("а", "ы", "е", "у", "ой", "е"),
    "я": ("я", "и", "е", "ю", "ей", "е"),
    "о": ("о", "а", "у", "о", "ом", "е"),
    "": ("", "а", "у", "а", "ом", "е"),
}
_MEN: dict[str, Endings] = {
    "ов": ("ов", "ова", "ову", "ова", "овым", "ове"),
    "ев": ("ев", "ева", "еву", "ева", "евым", "еве"),
    "ин": ("ин", "ина", "ину", "ина", "иным", "ине"),
    "ын": ("ын", "ына", "ыну", "ына", "ыным", "ыне"),
    "кий": ("кий", "кого", "кому", "кого", "ким", "ком"),
    "ый": ("ый", "ого", "ому", "ого", "ым", "ом"),
    "ой": ("ой", "ого", "ому", "ого", "ым", "ом"),
    "ий": ("ий", "ия", "ию", "ия", "ием", "ии"),
    "ь": ("ь", "я", "ю", "я", "ем", "е"),
    "й": ("й", "я", "ю", "я", "ем", "е"),
    "ия": ("ия", "ии", "ии", "ию", "ией", "ии"),
    "а": ("а", "ы", "е", "у", "ой", "е"),
    "я": ("я", "и", "е", "ю", "ей", "е"),
    "": ("", "а", "у", "а", "ом", "е"),
}
_WOMEN: dict[str, Endings] = {
    "ова": ("ова", "овой", "овой", "ову", "овой", "овой"),
    "ева": ("ева", "евой", "евой", "еву", "евой", "евой"),
    "ина": ("ина", "иной", "иной", "ину", "иной", "иной"),
    "ына": ("ына", "ыной", "ыной", "ыну", "ыной", "ыной"),
    "ая": ("ая", "ой", "ой", "ую", "ой", "ой"),
    "ия": ("ия", "ии", "ии", "ию", "ией", "ии"),
    "а": ("а", "ы", "е", "у", "ой", "е"),
    "я": ("я", "и", "е", "ю", "ей", "е"),
}
_FIXED_MEN = ("о", "е", "и", "у", "ю", "э", "ы", "их", "ых")
_IRREGULAR: dict[str, Endings] = {
    "павел": ("павел", "павла", "павлу", "павла", "павлом", "павле"),
    "лев": ("лев", "льва", "льву", "льва", "львом", "льве"),
    "любовь": ("любовь", "любови", "любови", "любовь", "любовью", "любови"),
}


def fold(text: str) -> str:
    """Lower case, ё as е: the form in which words are compared. Keeps the length of Cyrillic and Latin text."""
    return text.lower().replace("ё", "е")


@lru_cache(maxsize=4096)
def decline_word(word: str) -> tuple[str, ...]:
    """The six cases of a common noun or an adjective, folded; nominative first.

    >>> decline_word("Генеральный")[1], decline_word("секретарь")[4]
    ('генерального', 'секретарем')
    """
    low = fold(word)
    if low.endswith("арий"):
        return tuple(low[:-2] + ending for ending in _MEN["ий"])
    table = _ADJECTIVES if _longest(low, _ADJECTIVES) else _NOUNS
    return _apply(low, table)


@lru_cache(maxsize=8192)
def decline_surname(surname: str, *, female: bool) -> tuple[str, ...]:
    """The six cases of a surname, folded; a woman's surname on a consonant stays as it is."""
    low = fold(surname)
    if not low.endswith(_FIXED_MEN) and "а" <= low[-1] <= "я" and (not female or low[-1] in "ая"):
        return _apply(low, _WOMEN if female else _MEN)
    return (low,) * 6


@lru_cache(maxsize=8192)
def decline_given(given: str, *, female: bool) -> tuple[str, ...]:
    """The six cases of a first name or patronymic, folded."""
    low = fold(given)
    if low in _IRREGULAR:
        return _IRREGULAR[low]
    if female and low.endswith(("вна", "чна")):
        return _apply(low, {"а": ("а", "ы", "е", "у", "ой", "е")})
    if female and low[-1] not in "ая":
        return (low,) * 6
    if low[-1] in "оеиуюэы" or not "а" <= low[-1] <= "я":
        return (low,) * 6
    return _apply(low, {key: value for key, value in _MEN.items() if key in ("ий", "ь", "й", "ия", "а", "я", "")})


@lru_cache(maxsize=8192)
def surname_readings(form: str, *, female: bool) -> tuple[Case, ...]:
    """Every surname of which `form` may be a case form: itself in the nominative first, as indeclinable last."""
    return tuple(_surname_readings(form, female=female))


def _surname_readings(form: str, *, female: bool) -> Iterator[Case]:
    low = fold(form)
    yield Case(low, NOMINATIVE, female)
    if not female and low[-1:] == "и" and low[-2:-1] not in "и" + BACK + HUSHING:
        yield from (Case(low, case, female) for case in range(GENITIVE, PREPOSITIONAL + 1))  # Джалали, Ганди
    for ending, cases in (_WOMEN if female else _MEN).items():
        for case, shape in enumerate(cases[1:], GENITIVE):
            for spelt in (shape, *_SPELT.get(shape, ())):
                base = low[: len(low) - len(spelt)] + ending
                fits = low.endswith(spelt) and len(low) - len(spelt) >= SHORTEST_STEM
                if fits and decline_surname(base, female=female)[case] == low:
                    yield Case(base, case, female)
    if decline_surname(low, female=female)[GENITIVE] == low:
        yield from (Case(low, case, female) for case in range(GENITIVE, PREPOSITIONAL + 1))


# Endings as they are spelt after г к х and hushing letters.
_SPELT = {"ы": ("и",), "ой": ("ей",), "ом": ("ем",)}


def _longest(word: str, table: dict[str, Endings]) -> str:
    return max((ending for ending in table if ending and word.endswith(ending)), key=len, default="")


def _apply(word: str, table: dict[str, Endings]) -> tuple[str, ...]:
    ending = _longest(word, table)
    if not ending and "" not in table:
        return (word,) * 6
    stem = word[: len(word) - len(ending)]
    return tuple(_spell(stem, shape) for shape in table[ending])


def _spell(stem: str, ending: str) -> str:
    """Join by the spelling rules: и after г к х and hushing letters, е for о after hushing ones."""
    last = stem[-1:]
    if ending.startswith("ы") and last and last in BACK + HUSHING.replace("ц", ""):
        ending = "и" + ending[1:]
    if ending in ("ом", "ой") and last and last in HUSHING:
        ending = "е" + ending[1:]
    return stem + ending
