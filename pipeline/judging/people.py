"""Finds the people named in a text and puts their names into the nominative; who speaks is not its business.

Names are told by first names, surname endings, the topic's own people, and by standing beside a role or a verb of
saying. The best witness for a nominative is an occurrence of it in the text; else the endings decide.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from pipeline.judging.declension import NOMINATIVE, decline_given, decline_surname, fold, surname_readings
from pipeline.judging.given_names import LATIN, MEN, WOMEN
from pipeline.judging.lexicon import MEDIA, PREPOSITIONS, RANKS, ROLES, is_finite, is_institution, is_say, is_soft
from pipeline.judging.passages import Passage
from pipeline.judging.tokens import Token
from pipeline.judging.topic import Office, Person, Topic

_PATRONYMIC = re.compile(r".+(?:ович|евич|ич|овн|евн|ичн|оглы|кызы|уулу)(?:а|у|ем|ом|е|ы|ой)?")
_ADJECTIVE = re.compile(
    r".{2,}(?:ский|ская|ское|ские|ского|ской|скому|ским|ском|ских|скую|цкий|цкого|цкая|цкой|ный|ная|ное|ные|ного|ной|ному|"
    r"ным|ных|ную|ческий)"
)
_SURNAME = re.compile(
    r".{2,}(?:ов|ев|ин|ын|ский|цкий|ко|ян|янц|дзе|швили|ия|ич|ук|юк|чук|ых|их|баев|беков|заде|зода|оглу|енко|айло|як|ец|нен|сон|ман|берг|"
    r"ова|ева|ина|ына|ская|цкая|ову|еву|овым|евым|овой|евой|ове|еве|яна|яну|яном|яне|ича|ичу|ичем|ского|скому|ским)"
)
_GIVENISH = re.compile(r".{3,}(?:бек|жан|джон|гуль|мурат|мурод|улла|улло|мамат)")
_SUFFIXES = {
    "kk": re.compile(r"(?:ның|нің|дың|дің|тың|тің|ға|ге|қа|ке|ды|ді|ты|ті|ны|ні|мен|бен|пен|дан|ден|тан|тен)$"),
    "ky": re.compile(r"(?:нын|нин|дын|дин|тын|тин|дун|дүн|тун|түн|га|ге|го|гө|ка|ке|ко|ды|ди|ду|дү|ты|ти|ту|тү|дан|ден|менен)$"),
    "tg": re.compile(r"(?:ро|ву|и)$"),
    "hy": re.compile(r"(?:ը|ն|ի|ին|ից|ով|ու|ում)$"),
}
_INITIAL = 1
TYPO = 2
NAME_LENGTH = 3


@dataclass(slots=True, kw_only=True, eq=False)
class Character:
    """Somebody the text names. `known` is set where the topic knows him; `forms` are surname forms met or possible."""

    given: str
    surname: str
    female: bool | None = None
    known: Person | None = None
    shown: str = ""
    sure: bool = False
    forms: dict[str, bool] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """First name and surname in the nominative."""
        return self.known.name if self.known else self.shown


@dataclass(slots=True, kw_only=True)
class Naming:
    """One place where somebody is named: tokens `first` up to `behind`; None: the case cannot be told."""

    passage: int
    first: int
    behind: int
    who: Character
    nominative: bool | None
    full: bool


@dataclass(slots=True)
class Cast:
    """Everybody named in the text, and where."""

    characters: list[Character] = field(default_factory=list)
    namings: dict[int, list[Naming]] = field(default_factory=dict)
    forms: dict[str, list[Character]] = field(default_factory=dict)
    known: dict[str, Character] = field(default_factory=dict)
    tokens: set[tuple[int, int]] = field(default_factory=set)

    def add(self, naming: Naming) -> None:
        """Keep a naming."""
        self.namings.setdefault(naming.passage, []).append(naming)
        self.tokens.update((naming.passage, token) for token in range(naming.first, naming.behind))

    def meet(self, who: Character) -> None:
        """Keep somebody the topic does not know, with the forms of his surname."""
        self.characters.append(who)
        for form in (who.surname, *who.forms):
            kept = self.forms.setdefault(form, [])
            if who not in kept:
                kept.append(who)

    def taken(self, passage: int, token: int) -> bool:
        """Whether a token belongs to a naming already."""
        return (passage, token) in self.tokens


@lru_cache(maxsize=1)
def _given_forms() -> dict[str, tuple[tuple[str, int, bool | None], ...]]:
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
def _known_forms(topic: Topic) -> dict[str, tuple[tuple[Person, str, str, bool], ...]]:
    """Surname forms → (person, the first name of that spelling, its surname, is the nominative)."""
    forms: dict[str, list[tuple[Person, str, str, bool]]] = {}
    for person in topic.people:
        for spelling in (person.name, *person.spellings):
            given, surname = fold(spelling).rsplit(" ", 1)
            for case, form in enumerate(_all_forms(surname)):
                forms.setdefault(_plain(form), []).append((person, given, surname, case == NOMINATIVE))
    return {form: tuple(dict.fromkeys(readings)) for form, readings in forms.items()}


_LETTERS = str.maketrans("қғңөүұәһіӣӯҳҷў", "кгноууахииухчв")


def _plain(low: str) -> str:
    """A name with the letters of its neighbours' alphabets as Russian writes them."""
    return low.translate(_LETTERS)


def _all_forms(surname: str) -> tuple[str, ...]:
    forms = decline_surname(surname, female=False)
    if surname.endswith("ин"):
        forms = (*forms, surname + "ом")
    return forms


def find_people(passages: list[Passage], topic: Topic, language: str, day: date) -> Cast:
    """Everybody the text names, full names first, then surnames alone that they explain."""
    cast = Cast()
    finder = _Finder(topic, language, cast, day)
    for passage in passages:
        finder.full_names(passage)
    for passage in passages:
        finder.surnames(passage)
        cast.namings.get(passage.number, []).sort(key=lambda one: one.first)
    return cast


class _Finder:
    """One text's search; it fills the cast."""

    def __init__(self, topic: Topic, language: str, cast: Cast, day: date) -> None:
        self.day = day
        self.topic = topic
        self.language = language
        self.cast = cast
        self.known = _known_forms(topic)
        self.given = _given_forms()

    def full_names(self, passage: Passage) -> None:
        """Names of two or more words."""
        busy = _busy(passage)
        place = 0
        while place < len(passage.tokens) - 1:
            first = passage.tokens[place].text[0]
            if not first.isupper() or busy[place] or self.cast.taken(passage.number, place):
                place += 1
                continue
            naming = self._full_at(passage, place, busy)
            if naming is None:
                place += 1
            else:
                self.cast.add(naming)
                place = naming.behind

    def surnames(self, passage: Passage) -> None:
        """Surnames alone, or with a patronymic or initials, of people named in full or known to the topic."""
        busy = _busy(passage)
        for place, token in enumerate(passage.tokens):
            if not _capital(token, passage) or busy[place] or self.cast.taken(passage.number, place):
                continue
            naming = self._alone(passage, place)
            if naming is not None:
                self.cast.add(naming)

    def _full_at(self, passage: Passage, place: int, busy: list[bool]) -> Naming | None:
        chain = _chain(passage, place, busy)
        if len(chain) < 2:  # noqa: PLR2004 - a full name has two words
            return None
        return self._known_full(passage, chain) or self._given_first(passage, chain) or self._beside(passage, chain)

    def _known_full(self, passage: Passage, chain: list[int]) -> Naming | None:
        """A person of the topic: surname with his first name, initials, patronymic, in either order."""
        words = [passage.tokens[place].low for place in chain]
        for index, word in enumerate(words[:NAME_LENGTH]):
            for person, given, _, nominative in self._readings(word):
                rest = [other for place, other in enumerate(words[:NAME_LENGTH]) if place != index]
                width = _fits(person, given, rest, index) or (1 if self._in_office(passage, chain[0], person) and rest else 0)
                if width:
                    first = chain[0]
                    behind = chain[min(max(index, width), len(chain) - 1)] + 1
                    who = self._character(person)
                    return Naming(
                        passage=passage.number, first=first, behind=behind, who=who, nominative=nominative, full=True
                    )
        return self._patronymic(passage, chain)

    def _in_office(self, passage: Passage, place: int, person: Person) -> bool:
        """Whether his office stands right before the name, so that a wrong first name is a slip."""
        held = {tenure.office for tenure in self.topic.tenures if tenure.person == person.name and tenure.covers(self.day)}
        for hit in passage.hits:
            if isinstance(hit.what, Office) and hit.what.id in held and 0 <= place - hit.behind <= 3:  # noqa: PLR2004
                return not any(mark in passage.text[passage.tokens[hit.first].start : passage.tokens[place].start] for mark in ",.:;")
        return False

    def _patronymic(self, passage: Passage, chain: list[int]) -> Naming | None:
        """First name and patronymic alone: `Станислав Васильевич`."""
        first, second = (passage.tokens[place].low for place in chain[:2])
        if len(chain) > 2 or not _PATRONYMIC.fullmatch(second):  # noqa: PLR2004 - a surname follows
            return None
        for who in (*self.cast.characters, *(self._shadow(person) for person in self.topic.people)):
            person = who.known
            if person is None or not person.patronymic:
                continue
            givens = decline_given(fold(person.name).split()[0], female=False)
            fathers = decline_given(fold(person.patronymic), female=False)
            if first in givens and second in fathers:
                naming = Naming(
                    passage=passage.number,
                    first=chain[0],
                    behind=chain[1] + 1,
                    who=self._character(person),
                    nominative=first == givens[0],
                    full=True,
                )
                return naming
        return None

    def _shadow(self, person: Person) -> Character:
        return Character(given="", surname="", known=person)

    def _given_first(self, passage: Passage, chain: list[int]) -> Naming | None:
        """A first name the table knows, then a surname; or the other way round."""
        tokens = [passage.tokens[place] for place in chain]
        if len(tokens) == 2 and tokens[1].glued:  # noqa: PLR2004 - one hyphenated word is a place
            return None
        width = 2 if len(tokens) > 2 and tokens[1].glued and not tokens[2].glued else 1  # noqa: PLR2004
        given = "-".join(token.low for token in tokens[:width])
        readings = self.given.get(given) or (((given, NOMINATIVE, False),) if _GIVENISH.fullmatch(given) else None)
        if readings and len(tokens) > width:
            index = width
            if _PATRONYMIC.fullmatch(tokens[index].low) and len(tokens) > index + 1:
                index += 1
            if _ordinary(tokens[index]) or (tokens[index].low in self.given and len(tokens) > index + 1):
                return None
            if _PATRONYMIC.fullmatch(tokens[index].low) and index == width and self._by_given(given):
                return _naming(passage, chain[: index + 1], self._by_given(given) or self.cast.characters[0], NOMINATIVE)
            return self._unknown(passage, chain[: index + 1], readings, tokens[index])
        back = self.given.get(tokens[1].low)
        if back and _SURNAME.fullmatch(tokens[0].low) and (len(tokens) == 2 or _PATRONYMIC.fullmatch(tokens[2].low)):  # noqa: PLR2004
            return self._unknown(passage, chain[: min(len(chain), 3)], back, tokens[0], given=tokens[1])
        return None

    def _is_given(self, low: str) -> bool:
        return low in self.given or _GIVENISH.fullmatch(low) is not None

    def _beside(self, passage: Passage, chain: list[int]) -> Naming | None:
        """Two capitalised words that the table does not know, beside a role or a verb of saying."""
        tokens = [passage.tokens[place] for place in chain]
        initials = len(tokens[0].text) == _INITIAL
        names = [index for index in range(len(chain)) if len(tokens[index].text) > _INITIAL]
        if initials and names:
            return self._unknown(passage, chain[: names[0] + 1], ((tokens[0].low, NOMINATIVE, None),), tokens[names[0]])
        if len(names) < 2 or len(chain) > NAME_LENGTH:  # noqa: PLR2004 - a full name has two words
            return None
        if len(tokens) == NAME_LENGTH and _plain(tokens[-1].low) in self.known:
            return None
        if any(self._is_given(tokens[index].low) for index in range(1, len(tokens) - 1)):
            return None
        if any(_ordinary(token) or _ADJECTIVE.fullmatch(token.low) for token in tokens[:2]):
            return None
        if passage.in_span(chain[0]) or tokens[1].glued or tokens[-1].low in self.cast.forms:
            return None
        if not self._introduced(passage, chain[0], chain[-1]):
            return None
        return self._unknown(passage, chain, ((tokens[0].low, NOMINATIVE, None),), tokens[-1])

    def _introduced(self, passage: Passage, first: int, last: int) -> bool:
        before = [passage.tokens[place].low for place in range(max(0, first - 5), first)]
        after = [token.low for token in passage.tokens[last + 1 : last + 2]]
        near = [*before[-2:], *after]
        return any(is_say(low) or is_soft(low) for low in near) or any(low in ROLES or low in RANKS for low in before)

    def _unknown(
        self,
        passage: Passage,
        places: list[int],
        readings: tuple[tuple[str, int, bool | None], ...],
        surname: Token,
        *,
        given: Token | None = None,
    ) -> Naming | None:
        """Register somebody the topic does not know, in the nominative that fits both words best."""
        tokens = [passage.tokens[place] for place in places]
        first = given or tokens[0]
        oblique = _oblique_before(passage, places[0])
        options = sorted(_pairings(readings, surname.low), key=lambda one: (one[2] == NOMINATIVE) == oblique)
        if not options:
            options = [(first.low, surname.low, NOMINATIVE, None)]
        for name, family, case, female in options:
            who = self._same(name, family)
            if who is not None:
                who.sure = who.sure or case == NOMINATIVE
                return _naming(passage, places, who, case)
        name, family, case, female = options[0]
        family = self._strip(family)
        written = [given.text, surname.text] if given else [token.text for token in tokens]
        shown = _shown(passage, places, written, case, name, family)
        who = Character(given=name, surname=family, female=female, shown=shown, sure=case == NOMINATIVE)
        forms = decline_surname(family, female=bool(female))
        who.forms = {form: index == NOMINATIVE for index, form in reversed(list(enumerate(forms)))}
        self.cast.meet(who)
        return _naming(passage, places, who, case)

    def _by_given(self, given: str) -> Character | None:
        """Somebody named before by this first name, of whom a patronymic may now be told."""
        names = {name for name, *_ in self.given.get(given, ())}
        return next((who for who in self.cast.characters if who.given in names), None)

    def _strip(self, family: str) -> str:
        pattern = _SUFFIXES.get(self.language)
        bare = pattern.sub("", family) if pattern else family
        return bare if len(bare) > NAME_LENGTH else family

    def _same(self, given: str, family: str) -> Character | None:
        family = self._strip(family)
        for who in self.cast.forms.get(family, ()):
            initial = len(given) == _INITIAL and who.given[:1] == given
            if who.surname == family and (who.given == given or given[0] == who.given or initial):
                return who
        return None

    def _alone(self, passage: Passage, place: int) -> Naming | None:
        token = passage.tokens[place]
        for who in self.cast.forms.get(token.low, ()):
            straight = who.forms.get(token.low, token.low == who.surname)
            return _naming(passage, [place], who, NOMINATIVE if straight else 1, full=False)
        for who in self.cast.forms.get(self._strip(token.low), ()):
            return _naming(passage, [place], who, 1, full=False)
        for person, _, _, nominative in self._readings(token.low):
            if person.name in self.cast.known or not person.common:
                who = self._character(person)
                return _naming(passage, [place], who, NOMINATIVE if nominative else 1, full=False)
        return self._stranger(passage, place)

    def _stranger(self, passage: Passage, place: int) -> Naming | None:
        """A surname nobody introduced, right beside a verb of saying or a role."""
        token = passage.tokens[place]
        if not _SURNAME.fullmatch(token.low) or _ordinary(token) or token.low in self.given or passage.in_span(place):
            return None
        before = passage.tokens[place - 1].low if place else ""
        after = passage.tokens[place + 1].low if place + 1 < len(passage.tokens) else ""
        if not (is_say(before) or is_say(after) or before in ROLES or before in RANKS or before in ("словам", "мнению")):
            return None
        female = token.low.endswith(("ова", "ева", "ина", "ская")) and (before + after).endswith("ла")
        readings = [one for one in surname_readings(token.low, female=female) if one.case == NOMINATIVE]
        oblique = before in ("словам", "мнению") or (before in ROLES and not ROLES[before][1])
        if oblique:
            readings = [one for one in surname_readings(token.low, female=False) if one.case != NOMINATIVE] or readings
        family = readings[0].nominative
        who = Character(given="", surname=family, female=female, shown=family.title(), sure=not oblique)
        forms = decline_surname(family, female=female)
        who.forms = {form: index == NOMINATIVE for index, form in reversed(list(enumerate(forms)))}
        self.cast.meet(who)
        return _naming(passage, [place], who, 1 if oblique else NOMINATIVE, full=False)

    def _readings(self, low: str) -> Iterator[tuple[Person, str, str, bool]]:
        """The topic's people of whom a word may be the surname, misspelt by a letter or two at the end at most."""
        yield from self.known.get(_plain(low), ())
        if self.language in _SUFFIXES:
            bare = _SUFFIXES[self.language].sub("", low)
            if bare != low:
                for person, given, surname, _ in self.known.get(_plain(bare), ()):
                    yield person, given, surname, self.language == "hy" and low.endswith(("ը", "ն"))

    def _character(self, person: Person) -> Character:
        if person.name not in self.cast.known:
            given, surname = fold(person.name).rsplit(" ", 1)
            who = Character(given=given, surname=surname, female=False, known=person, sure=True)
            self.cast.known[person.name] = who
            self.cast.characters.append(who)
        return self.cast.known[person.name]


def _naming(passage: Passage, places: list[int], who: Character, case: int, *, full: bool = True) -> Naming:
    return Naming(
        passage=passage.number,
        first=places[0],
        behind=places[-1] + 1,
        who=who,
        nominative=case == NOMINATIVE,
        full=full,
    )


def _shown(passage: Passage, places: list[int], written: list[str], case: int, given: str, family: str) -> str:
    """The name as a reader expects it: as written where it is the nominative, else built from the endings."""
    if case == NOMINATIVE and len(written) == 2 and written[1].lower().replace("ё", "е") == family:  # noqa: PLR2004
        return " ".join(written) if written[0] != passage.tokens[places[0]].text else passage.words(places[0], places[-1] + 1)
    if case == NOMINATIVE:
        text = passage.words(places[0], places[-1] + 1)
        return text if fold(text).endswith(family) else text[: len(text) - len(written[-1])] + family.capitalize()
    return f"{_capitals(given)} {_capitals(family)}"


def _capitals(name: str) -> str:
    return "-".join(part.capitalize() for part in name.split("-"))


def _pairings(
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


def _fits(person: Person, given: str, rest: list[str], index: int) -> int:
    """How many words before or after the surname belong to this person's name; 0 where they do not fit."""
    if not rest:
        return 0
    first = rest[0]
    first = _plain(first)
    forms = {*decline_given(_plain(given), female=False), *decline_given(fold(person.name).split()[0], female=False)}
    fathers = decline_given(fold(person.patronymic), female=False) if person.patronymic else ()
    if first in forms or any(_close(first, form) for form in forms):
        more = len(rest) > 1 and (rest[1] in fathers or _PATRONYMIC.fullmatch(rest[1]) is not None)
        return 1 + more
    if len(first) == _INITIAL and first == given[0]:
        return 1 + (len(rest) > 1 and len(rest[1]) == _INITIAL)
    return 0


def _close(word: str, name: str) -> bool:
    """Whether two first names differ by a letter or two only, and are long enough for that to be a slip."""
    if abs(len(word) - len(name)) > 1 or len(name) < 6 or word[0] != name[0]:  # noqa: PLR2004 - shorter ones are other names
        return False
    row = list(range(len(name) + 1))
    for line, letter in enumerate(word, 1):
        previous, row[0] = row[0], line
        for column, other in enumerate(name, 1):
            cost = min(row[column] + 1, row[column - 1] + 1, previous + (letter != other))
            previous, row[column] = row[column], cost
    return row[-1] <= TYPO


def _busy(passage: Passage) -> list[bool]:
    """Tokens that belong to a phrase of the topic other than a word of its surroundings."""
    busy = [False] * len(passage.tokens)
    for hit in passage.hits:
        if hit.kind in ("name", "body", "office", "rival"):
            busy[hit.first : hit.behind] = [True] * (hit.behind - hit.first)
    return busy


def _chain(passage: Passage, place: int, busy: list[bool]) -> list[int]:
    """Capitalised words that follow one another with nothing but blanks, hyphens or initials' dots between."""
    chain = []
    for index in range(place, min(len(passage.tokens), place + 5)):
        token = passage.tokens[index]
        if busy[index] or not _capital(token, passage):
            break
        if chain and not _adjacent(passage, chain[-1], index):
            break
        if not chain and _ordinary(token):
            break
        chain.append(index)
    return chain


def _adjacent(passage: Passage, left: int, right: int) -> bool:
    between = passage.between(left, right)
    if between in (" ", "-"):
        return True
    return len(passage.tokens[left].text) == _INITIAL and between.strip() == "."


def _capital(token: Token, passage: Passage) -> bool:
    return token.text[0].isupper() and (not token.text.isupper() or len(token.text) == _INITIAL or passage.text.isupper() or len(token.text) > 5)  # noqa: PLR2004, E501


def _ordinary(token: Token) -> bool:
    """Words that are capitalised for other reasons than being a name."""
    low = token.low
    return low in ROLES or low in MEDIA or low in PREPOSITIONS or is_institution(low) or low in _ORDINARY or low in RANKS


def _oblique_before(passage: Passage, place: int) -> bool:
    """Whether the word before is a role or verb that puts the name into another case than the nominative."""
    if not place:
        return False
    for index in range(place - 1, max(-1, place - 8), -1):
        low = passage.tokens[index].low
        if low in ROLES:
            return not ROLES[low][1]
        if low in PREPOSITIONS or low in ("словам", "мнению", "данным"):
            return True
        if is_finite(low):
            return False
    return False


_ORDINARY = frozenset(
    (
        "жогорку кенеш кенеша кенеше мажилис мажилиса сенат сената сейм сейма олий мажлис мажлиса россия россии россию россией казахстан казахстана казахстане казахстану казахстаном кыргызстан кыргызстана киргизия киргизии таджикистан таджикистана"
        " беларусь беларуси белоруссия белоруссии армения армении армению арменией узбекистан узбекистана афганистан афганистана украина украины сша китай китая"
        " москва москвы москве минск минска минске бишкек бишкека бишкеке астана астаны астане душанбе ереван еревана ереване алма-ата"
        " совет совета безопасности организация организации договор договора союз союза дума думы федерации федерация республика республики республике"
        " это этот эта об по как так там также однако кроме если когда пока после ранее сегодня вчера завтра мы вы они он она его ее их мой наш что кто где"
        " январь января февраль февраля март марта апрель апреля май мая июнь июня июль июля август августа сентябрь сентября октябрь октября ноябрь ноября декабрь декабря"
        " день дня победы центральной азии европы северной южной западной восточной кремль кремля мид госдума госдумы совбез совбеза"
        " the a an in on at of for and or but this that these those he she it they we his her its our new year day monday tuesday wednesday thursday friday saturday sunday"
        " january february march april may june july august september october november december russia russian kazakhstan kyrgyzstan tajikistan belarus armenia"
        " armenian kazakh kyrgyz tajik belarusian moscow minsk yerevan astana bishkek dushanbe united states nations security council ministry foreign defense defence"
        " беларусі қазақстан қырғызстан тәжікстан ресей тоҷикистон қазоқистон русия қирғизистон кыргыз тажикстан հայաստան ռուսաստան հայաստանի ռուսաստանի"
        " central asia europe european union joint staff collective secretary general prime national state"
    ).split()
)
