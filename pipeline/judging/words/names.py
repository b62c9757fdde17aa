"""Forms of people's names: first names, surnames, the topic's people, slips of spelling; it reads no text."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.judging.topic import Person, Topic
from pipeline.judging.words.declension import NOMINATIVE, decline_given, decline_surname, fold, surname_readings
from pipeline.judging.words.given_names import LATIN, MEN, WOMEN
from pipeline.judging.words.sounds import skeleton, sound

PATRONYMIC = re.compile(r".+(?:ович|евич|ич|овн|евн|ичн|оглы|кызы|уулу)(?:а|у|ем|ом|е|ы|ой)?")
ADJECTIVE = re.compile(
    r".{2,}(?:ский|ская|ское|ские|ского|ской|скому|ским|ском|ских|скую|цкий|цкого|цкая|цкой|ный|ная|ное|ные|ного|ной|"
    r"ному|ным|ных|ную|[нв]ы|[кг]і|скага|скай|цкі)"
)
SURNAME = re.compile(
    r".{2,}(?:ов|ев|ин|ын|ский|цкий|ко|ян|янц|дзе|швили|ия|ич|ук|юк|ых|их|заде|зода|оглу|айло|як|ец|нен|сон|ман|берг|"
    r"ова|ева|ина|ына|ская|цкая|ову|еву|овым|евым|овой|евой|ове|еве|яна|яну|яном|яне|ича|ичу|ичем|ского|скому|ским)"
)
GIVENISH = re.compile(r".{3,}(?:бек|жан|джон|гуль|мурат|мурод|улла|улло|мамат)")
# Case endings glued to a surname.
SUFFIXES = {
    "kk": re.compile(r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні|мен|бен|пен|дан|ден|тан|тен|нан|нен)$"),
    "ky": re.compile(
        r"(?:нын|нин|дын|дин|тын|тин|дун|дүн|тун|түн|га|ге|го|гө|ка|ке|ко|ды|ди|ду|дү|ты|ти|ту|тү|дан|ден|дон|дөн|тан|тен|менен)$"
    ),
    "tg": re.compile(r"(?:ро|ву|и)$"),
    "hy": re.compile(r"(?:ը|(?<!յա)ն|ի|ին|ից|ով|ու|ում)$"),
}
INITIAL = 1  # letters
LEAST = 3
SLIPS = 2  # letters wrong in a first name
LONG_ENOUGH = 6
_LETTERS = str.maketrans("қғңөүұәһіӣӯҳҷў", "кгноууахииухчв")


class GivenName(NamedTuple):
    """One reading of a first name's form; `female` is None where the form does not tell."""

    name: str
    case: int
    female: bool | None


class KnownName(NamedTuple):
    """One reading of a surname's form: whose, with the first name of that spelling."""

    person: Person
    given: str
    nominative: bool


class Pairing(NamedTuple):
    """First name and surname that can be of one case and gender."""

    given: str
    surname: str
    case: int
    female: bool | None


@lru_cache(maxsize=1)
def given_forms() -> dict[str, tuple[GivenName, ...]]:
    """Case forms of the first names of the table."""
    forms: dict[str, list[GivenName]] = {}
    for names, female in ((MEN, False), (WOMEN, True)):
        for name in names:
            for case, form in enumerate(decline_given(name, female=female)):
                forms.setdefault(form, []).append(GivenName(name, case, female))
    for name in LATIN:
        forms.setdefault(name, []).append(GivenName(name, NOMINATIVE, None))
    return {form: tuple(readings) for form, readings in forms.items()}


@lru_cache(maxsize=4)
def known_forms(topic: Topic) -> dict[str, tuple[KnownName, ...]]:
    """Case forms of the surnames of the topic's people, letters of neighbouring alphabets made plain."""
    forms: dict[str, list[KnownName]] = {}
    for person in topic.people:
        for spelling in (person.name, *person.spellings):
            given, surname = fold(spelling).rsplit(" ", 1)
            extra = (surname + "ом",) if surname.endswith("ин") else ()  # foreign names on -ин: Мухриддином
            for case, form in enumerate((*decline_surname(surname, female=False), *extra)):
                plain = plain_letters(form)
                for written in {plain, plain.replace("ь", "")}:  # neighbours write no soft sign
                    forms.setdefault(written, []).append(KnownName(person, given, case == NOMINATIVE))
    return {form: tuple(dict.fromkeys(readings)) for form, readings in forms.items()}


@lru_cache(maxsize=4)
def rare_names(topic: Topic) -> dict[str, tuple[Person, ...]]:
    """The people whose surnames nobody else bears, by the case forms of their first names."""
    forms: dict[str, list[Person]] = {}
    for person in topic.people:
        for form in set(decline_given(fold(person.name).split()[0], female=False)) if not person.common else ():
            forms.setdefault(form, []).append(person)
    return {form: tuple(people) for form, people in forms.items()}


@lru_cache(maxsize=1)
def given_sounds() -> frozenset[str]:
    """The first names of the table as they sound, so that any alphabet's spelling of them is known."""
    return frozenset(spoken for name in (*MEN, *WOMEN, *LATIN) if len(spoken := sound(name)) > LEAST)


@lru_cache(maxsize=4)
def spoken_names(topic: Topic) -> dict[tuple[str, str], Person]:
    """The topic's people by the consonants of first name and surname."""
    names: dict[tuple[str, str], Person] = {}
    for person in topic.people:
        for spelling in (person.name, *person.spellings):
            given, surname = fold(spelling).rsplit(" ", 1)
            names.setdefault((skeleton(given.replace("-", "")), skeleton(surname)), person)
    return names


@lru_cache(maxsize=20000)
def plain_letters(low: str) -> str:
    """A name with the letters of its neighbours' alphabets as Russian writes them."""
    return low.translate(_LETTERS)


def capitalised(name: str) -> str:
    """A folded name as it is written."""
    return "-".join(part.capitalize() for part in name.split("-"))


def pairings(readings: tuple[GivenName, ...], surname: str) -> Iterator[Pairing]:
    """The readings of a first name and a surname that agree."""
    for given in readings:
        if given.female is None:
            yield Pairing(given.name, surname, NOMINATIVE, None)
            continue
        for family in surname_readings(surname, female=given.female):
            if family.case == given.case:
                yield Pairing(given.name, family.nominative, given.case, given.female)


def fits(person: Person, given: str, rest: list[str]) -> int:
    """How many words beside the surname belong to this person's name; 0 where they do not fit."""
    if not rest:
        return 0
    first = plain_letters(rest[0])
    if len(first) == INITIAL and first == given[0]:
        return 1 + (len(rest) > 1 and len(rest[1]) == INITIAL)
    own = decline_given(fold(person.name).split()[0], female=False)
    forms = {*decline_given(plain_letters(given), female=False), *own}
    if "-" in given and len(rest) > 1 and f"{first}-{plain_letters(rest[1])}" in forms:
        return 2
    if first not in forms and not any(_is_slip(first, form) for form in forms):
        return 0
    return 1 + (len(rest) > 1 and PATRONYMIC.fullmatch(rest[1]) is not None)


def is_slip(word: str, surname: str) -> bool:
    """Whether a long surname, in any case, is written with a wrong letter."""
    forms = decline_surname(surname, female=False)
    return len(surname) > LONG_ENOUGH and any(_is_slip(word, form, most=1) for form in forms)


def _is_slip(word: str, name: str, most: int = SLIPS) -> bool:
    """Whether two first names differ by a letter or two only, and are long enough for that to be a slip."""
    if abs(len(word) - len(name)) > 1 or len(name) < LONG_ENOUGH or word[0] != name[0]:
        return False
    row = list(range(len(name) + 1))
    for line, letter in enumerate(word, 1):
        previous, row[0] = row[0], line
        for column, other in enumerate(name, 1):
            cost = min(row[column] + 1, row[column - 1] + 1, previous + (letter != other))
            previous, row[column] = row[column], cost
    return row[-1] <= most
