"""Forms of people's names: first names, surnames, the topic's people, slips of spelling; it reads no text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.judging.declension import NOMINATIVE, decline_given, decline_surname, fold, surname_readings
from pipeline.judging.given_names import LATIN, MEN, WOMEN
from pipeline.judging.topic import Person, Topic

PATRONYMIC = re.compile(r".+(?:ович|евич|ич|овн|евн|ичн|оглы|кызы|уулу)(?:а|у|ем|ом|е|ы|ой)?")


ADJECTIVE = re.compile(
    r".{2,}(?:ский|ская|ское|ские|ского|ской|скому|ским|ском|ских|скую|цкий|цкого|цкая|цкой|ный|ная|ное|ные|ного|ной|ному|"
    r"ным|ных|ную|ческий)"
)


SURNAME = re.compile(
    r".{2,}(?:ов|ев|ин|ын|ский|цкий|ко|ян|янц|дзе|швили|ия|ич|ук|юк|чук|ых|их|баев|беков|заде|зода|оглу|енко|айло|як|ец|нен|сон|ман|берг|"
    r"ова|ева|ина|ына|ская|цкая|ову|еву|овым|евым|овой|евой|ове|еве|яна|яну|яном|яне|ича|ичу|ичем|ского|скому|ским)"
)


GIVENISH = re.compile(r".{3,}(?:бек|жан|джон|гуль|мурат|мурод|улла|улло|мамат)")


SUFFIXES = {
    "kk": re.compile(r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні|мен|бен|пен|дан|ден|тан|тен)$"),
    "ky": re.compile(
        r"(?:нын|нин|дын|дин|тын|тин|дун|дүн|тун|түн|га|ге|го|гө|ка|ке|ко|ды|ди|ду|дү|ты|ти|ту|тү|дан|ден|менен)$"
    ),
    "tg": re.compile(r"(?:ро|ву|и)$"),
    "hy": re.compile(r"(?:ը|ն|ի|ին|ից|ով|ու|ում)$"),
}


INITIAL = 1


TYPO = 2


@lru_cache(maxsize=1)
def given_forms() -> dict[str, tuple[tuple[str, int, bool | None], ...]]:
    """Case forms of first names → (nominative, case, is a woman's)."""
    forms: dict[str, list[tuple[str, int, bool | None]]] = {}
    for names, female in ((MEN, False), (WOMEN, True)):
        for name in names:
            for case, form in enumerate(decline_given(name, female=female)):
                forms.setdefault(form, []).append((name, case, female))
    for name in LATIN:
        forms.setdefault(name, []).append((name, NOMINATIVE, None))
    return {form: tuple(readings) for form, readings in forms.items()}


@lru_cache(maxsize=4)
def known_forms(topic: Topic) -> dict[str, tuple[tuple[Person, str, str, bool], ...]]:
    """Surname forms → (person, the first name of that spelling, its surname, is the nominative)."""
    forms: dict[str, list[tuple[Person, str, str, bool]]] = {}
    for person in topic.people:
        for spelling in (person.name, *person.spellings):
            given, surname = fold(spelling).rsplit(" ", 1)
            for case, form in enumerate(_all_forms(surname)):
                forms.setdefault(plain_letters(form), []).append((person, given, surname, case == NOMINATIVE))
    return {form: tuple(dict.fromkeys(readings)) for form, readings in forms.items()}


_LETTERS = str.maketrans("қғңөүұәһіӣӯҳҷў", "кгноууахииухчв")


def plain_letters(low: str) -> str:
    """A name with the letters of its neighbours' alphabets as Russian writes them."""
    return low.translate(_LETTERS)


def _all_forms(surname: str) -> tuple[str, ...]:
    forms = decline_surname(surname, female=False)
    if surname.endswith("ин"):
        forms = (*forms, surname + "ом")
    return forms


def pairings(
    readings: tuple[tuple[str, int, bool | None], ...], surname: str
) -> Iterator[tuple[str, str, int, bool | None]]:
    """(first name, surname, case, is a woman's) where both words can be of one case and gender."""
    for given, case, female in readings:
        if female is None:
            yield given, surname, NOMINATIVE, None
            continue
        for reading in surname_readings(surname, female=female):
            if reading.case == case:
                yield given, reading.nominative, case, female


def fits(person: Person, given: str, rest: list[str], index: int) -> int:
    """How many words before or after the surname belong to this person's name; 0 where they do not fit."""
    if not rest:
        return 0
    first = rest[0]
    first = plain_letters(first)
    forms = {
        *decline_given(plain_letters(given), female=False),
        *decline_given(fold(person.name).split()[0], female=False),
    }
    fathers = decline_given(fold(person.patronymic), female=False) if person.patronymic else ()
    if first in forms or any(_close(first, form) for form in forms):
        more = len(rest) > 1 and (rest[1] in fathers or PATRONYMIC.fullmatch(rest[1]) is not None)
        return 1 + more
    if len(first) == INITIAL and first == given[0]:
        return 1 + (len(rest) > 1 and len(rest[1]) == INITIAL)
    return 0


def _close(word: str, name: str) -> bool:
    """Whether two first names differ by a letter or two only, and are long enough for that to be a slip."""
    if abs(len(word) - len(name)) > 1 or len(name) < 6 or word[0] != name[0]:
        return False
    row = list(range(len(name) + 1))
    for line, letter in enumerate(word, 1):
        previous, row[0] = row[0], line
        for column, other in enumerate(name, 1):
            cost = min(row[column] + 1, row[column - 1] + 1, previous + (letter != other))
            previous, row[column] = row[column], cost
    return row[-1] <= TYPO


def capitalised(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))
