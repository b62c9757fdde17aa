"""The other forms of a word that is searched, by its endings alone; it knows no dictionary and no names.

What it makes is compared with words that were written, so a form that does not exist costs nothing: it meets none.
"""

from collections.abc import Iterator, Sequence

SHORTEST = 3  # letters that stay when an ending changes; shorter words have their own ways
LONGEST = 40  # letters of a word that has forms
VOWELS = "аеиоуыэюя"

# Endings that stand in for one another, "" for none. A word takes part in every row that has its ending.
_NOUNS = (
    " а у ом ем ою е ы и ов ев ей ам ами ах",  # план, товарищ, рубеж
    "ь й я ю ем ей е и ев ям ями ях",  # секретарь, случай, учитель
    "ия ии ию ией ий иям иями иях",  # позиция
    "ие ие ия ию ием ии ий иям иями иях",  # учение
    "ь и ью ей ям ями ях",  # безопасность
    "а ы и у ой ей е  ам ами ах",  # угроза, граница, книга
    "я и ю ей е ь й ям ями ях",  # армия, неделя
    "о а у ом е  ам ами ах",  # средство
    "е я ю ем и ей ям ями ях",  # поле
    "ин ина ину иным ине ины иных иными ином иной",  # Гагарин, Гагарина
    "ов ова ову овым ове овы овых овыми овой ово",  # Масадыков, Масадыкова
    "ев ева еву евым еве евы евых евыми евой ево",
    "анин анина анину анином анине ане ан анам анами анах",  # гражданин
    "ство ства ству ством стве ств ствам ствами ствах",
)
_ADJECTIVES = (
    "ый ая ое ые ого ому ым ой ую ых ыми ом ою о ы",  # совместный, совместно
    "ой ая ое ые ие ого ому ым им ую ых их ыми ими ом",  # другой
    "ий ая ое ие ого ому им ой ую их ими ом",  # миротворческий
    "ий яя ее ие его ему им ей юю их ими ем",  # внешний
)
_VERBS = (
    "ть л ла ло ли в вший вшая вшие вшего вших",  # заявил
    "ать ает ают ал ала али ая ающий ающая ающие ающих",  # обсуждает
    "ить ит ят ил ила или ив ят",  # проходит
    "овать ует уют овал овала овали уя ующий ующая ующие ующих",  # участвует
    "нуть нет нут нул нула нули нув",  # подчеркнут
    "ти дет дут шел шла шло шли дя",  # пройдет
    "ет ут ем ете ут",
)
_ENGLISH = (
    " s es ed ing",
    "e es ed ing",
    "y ies ied ying",
)


def _rows(lines: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split(" ")) for line in lines)


CYRILLIC = _rows(_NOUNS + _ADJECTIVES + _VERBS)
REFLEXIVE = _rows(_VERBS)
LATIN = _rows(_ENGLISH)
HARD = CYRILLIC[0][1:]


def forms_of(word: str) -> tuple[str, ...]:
    """A folded word and what may be its other forms, itself first.

    >>> "учениям" in forms_of("учение"), "масадыкова" in forms_of("масадыков"), "мирный" in forms_of("мир")
    (True, True, False)
    """
    if not SHORTEST <= len(word) <= LONGEST:
        return (word,)
    if word.isascii():
        return tuple(dict.fromkeys((word, *_swap(word, LATIN)))) if word.isalpha() else (word,)
    if not all("а" <= letter <= "я" for letter in word):
        return (word,)
    found = [word, *_swap(word, CYRILLIC)]
    if word.endswith(("ся", "сь")):
        found += (base + _reflex(base) for base in _swap(word[:-2], REFLEXIVE))
    return tuple(dict.fromkeys((*found, *_fleeting(word))))


def _swap(word: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    for row in rows:
        for ending in row:
            stem = word.removesuffix(ending)
            if word.endswith(ending) and len(stem) >= SHORTEST and _bears(stem, ending):
                yield from (stem + other for other in row)


def _bears(stem: str, ending: str) -> bool:
    """No ending at all follows a consonant only: what ends in a vowel has an ending of its own."""
    return bool(ending) or stem[-1] not in VOWELS + "ьй"


def _reflex(base: str) -> str:
    return "сь" if base[-1] in VOWELS else "ся"


def _fleeting(word: str) -> Iterator[str]:
    """`списка` for `список` and the other way round: before к and ц a vowel comes and goes."""
    if word.endswith(("ок", "ек", "ец")) and len(word) > SHORTEST:
        sign = "й" if word[-3] in VOWELS else "ь" if word[-3] == "л" else ""
        yield from (f"{word[:-2]}{sign}{word[-1]}{ending}" for ending in HARD)
    for ending in HARD:
        stem = word.removesuffix(ending)
        if word.endswith(ending) and len(stem) > SHORTEST and stem[-1] in "кц" and stem[-2] not in VOWELS:
            yield from (f"{stem[:-1].rstrip('ьй')}{vowel}{stem[-1]}" for vowel in "ое")
