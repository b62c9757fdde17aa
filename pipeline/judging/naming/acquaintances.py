"""Finds the topic's own people in a text: in full, by patronymic, by surname, misspelt; strangers are no concern."""

import re
from collections.abc import Iterator
from datetime import date

from pipeline.judging.naming.cast import Cast, Character, Naming
from pipeline.judging.naming.standing import is_followed
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Office, Person, Topic
from pipeline.judging.words.declension import decline_given, fold
from pipeline.judging.words.lexicon import PREPOSITIONS
from pipeline.judging.words.names import (
    PATRONYMIC,
    SUFFIXES,
    KnownName,
    fits,
    is_slip,
    known_forms,
    plain_letters,
    rare_names,
    spoken_names,
)
from pipeline.judging.words.sounds import skeleton
from pipeline.judging.words.tables import word_set

_DATIVE = "ին"  # of Armenian, whose article ends alike
NAME_LENGTH = 3
PAIR = 2
OFFICE_NEAR = 3  # words between an office and a name: the organisation, a rank
_FIXED = ("ко", "о", "и", "у", "ых")  # surnames with one form for every case
_OWNED = word_set(
    "слова словам словами визит визита визиту визитом речь речи приезд приезда прилет прилета встреча встречи встречу"
    " позиция позиции позицию указ указа подпись письмо письма ответ ответа отказ отказа отъезд пауза шутка шутку"
)
_MARKS = re.compile(r"[,.:;]")


class Acquaintances:
    """The search for one text's known people; whoever is found is kept in the cast."""

    def __init__(self, topic: Topic, cast: Cast, language: str, day: date) -> None:
        """`day` says who holds which office, by which slips of a name are told from other people."""
        self._topic = topic
        self._cast = cast
        self._day = day
        self._known = known_forms(topic)
        self._heard: dict[str, KnownName] = {}
        self._told: frozenset[str] = frozenset()
        self.speak(language)

    def meet_offices(self, passages: list[Passage]) -> None:
        """Know the offices that the text names together with the organisation: their holders need no first name."""
        self._told = frozenset(
            hit.what.id
            for passage in passages
            for hit in passage.hits
            if isinstance(hit.what, Office) and not hit.what.chair and (hit.names_it or is_followed(passage, hit))
        )

    def speak(self, language: str) -> None:
        """Take off what this language glues to names."""
        self._suffixes = SUFFIXES.get(language)
        self._definite = ("ը", "ն") if language == "hy" else ()

    def full(self, passage: Passage, chain: list[int]) -> Naming | None:
        """Surname with first name, initials or patronymic in either order, or first name and patronymic."""
        words = [passage.tokens[place].low for place in chain[:NAME_LENGTH]]
        for index, word in enumerate(words):
            rest = [other for place, other in enumerate(words) if place != index]
            for one in self._readings(word):
                width = fits(one.person, one.given, rest) or self._in_office(passage, chain[0], one.person)
                if width:
                    last = min(max(index, width), len(chain) - 1)
                    return self._naming(passage, chain[: last + 1], one.person, nominative=one.nominative)
        return self._by_patronymic(passage, chain) or self._by_slip(passage, chain) or self._by_sound(passage, chain)

    def alone(self, passage: Passage, place: int) -> Naming | None:
        """A surname alone; one that others bear only after the full name, or beside his office."""
        for one in self._readings(passage.tokens[place].low):
            met = one.person.name in self._cast.known
            if met or not one.person.common or self._is_told(one.person) or self._in_office(passage, place, one.person):
                return self._naming(passage, [place], one.person, nominative=one.nominative)
        return None

    def knows(self, low: str) -> bool:
        """Whether a word is a form of a known surname."""
        return plain_letters(low) in self._known

    def _readings(self, low: str) -> Iterator[KnownName]:
        """Whose surname a word may be, its ending of another language taken off."""
        yield from self._known.get(plain_letters(low), ())
        if low in self._heard:
            yield self._heard[low]
        bare = self._suffixes.sub("", low) if self._suffixes else low
        if bare != low:
            straight = bool(self._definite) and low.endswith(self._definite) and not low.endswith(_DATIVE)
            for one in self._known.get(plain_letters(bare), ()):
                yield one._replace(nominative=straight)
            if bare in self._heard:
                yield self._heard[bare]._replace(nominative=straight)

    def _is_told(self, person: Person) -> bool:
        """Whether the text names an office that somebody holds on the day."""
        return bool(self._told) and any(
            t.office in self._told and t.person == person.name and t.covers(self._day) for t in self._topic.tenures
        )

    def _in_office(self, passage: Passage, place: int, person: Person) -> int:
        """1 where his office stands right before the name, so that a wrong or missing first name is a slip."""
        held = {t.office for t in self._topic.tenures if t.person == person.name and t.covers(self._day)}
        for hit in passage.hits:
            if not isinstance(hit.what, Office) or hit.what.id not in held:
                continue
            if hit.first == place + 1 and passage.between(place, hit.first).strip() in (",", "—", "–", "("):
                return 1
            if 0 <= place - hit.behind <= OFFICE_NEAR:
                gap = passage.text[passage.tokens[hit.first].start : passage.tokens[place].start]
                return 0 if _MARKS.search(gap) else 1
        return 0

    def _by_patronymic(self, passage: Passage, chain: list[int]) -> Naming | None:
        """First name and patronymic alone: `Станислав Васильевич`."""
        first, second = (passage.tokens[place].low for place in chain[:2])
        if len(chain) != PAIR or not PATRONYMIC.fullmatch(second):
            return None
        met = sorted(self._topic.people, key=lambda person: person.name not in self._cast.known)
        for person in met:
            givens = decline_given(fold(person.name).split()[0], female=False)
            fathers = decline_given(fold(person.patronymic), female=False) if person.patronymic else ()
            if first in givens and second in fathers:
                return self._naming(passage, chain, person, nominative=first == givens[0])
        return None

    def _by_slip(self, passage: Passage, chain: list[int]) -> Naming | None:
        """A rare surname misspelt by a letter beside the right first name."""
        words = [plain_letters(passage.tokens[place].low) for place in chain[:PAIR]]
        rare = rare_names(self._topic)
        for first, second in (words, words[::-1]) if len(words) == PAIR else ():
            for person in rare.get(first, ()):
                given, surname = fold(person.name).split()
                if is_slip(second, surname):
                    return self._naming(passage, chain[:PAIR], person, nominative=first == given)
        return None

    def _by_sound(self, passage: Passage, chain: list[int]) -> Naming | None:
        """A whole name that only another alphabet or another way of writing it hides."""
        spoken = spoken_names(self._topic)
        words = [passage.tokens[place].low for place in chain[:NAME_LENGTH]]
        for width in range(1, len(words)):
            given, family = "".join(words[:width]), words[width]
            for written in dict.fromkeys((family, self._suffixes.sub("", family) if self._suffixes else family)):
                person = spoken.get((skeleton(given), skeleton(written)))
                if person is None:
                    continue
                self._heard[written] = KnownName(person, given, nominative=True)
                definite = family.endswith(self._definite or ("-",)) and not family.endswith(_DATIVE)
                straight = written == family or definite
                return self._naming(passage, chain[: width + 1], person, nominative=straight)
        return None

    def _naming(self, passage: Passage, places: list[int], person: Person, *, nominative: bool) -> Naming:
        if nominative and len(places) == 1 and _is_owner(passage, places[0]):
            nominative = False
        who = self._cast.known.get(person.name)
        if who is None:
            given, surname = fold(person.name).rsplit(" ", 1)
            who = Character(given=given, surname=surname, female=False, known=person)
            self._cast.known[person.name] = who
        return Naming(passage=passage.number, first=places[0], behind=places[-1] + 1, who=who, nominative=nominative)


def _is_owner(passage: Passage, place: int) -> bool:
    """`отсутствие Лукашенко`: a surname of one form behind the noun of what is his."""
    if not passage.tokens[place].low.endswith(_FIXED) or place == 0 or passage.between(place - 1, place) != " ":
        return False
    noun, before = passage.tokens[place - 1], passage.tokens[place - 2].low if place > 1 else ""
    return (noun.low in _OWNED or noun.low.endswith("ие")) and noun.low.islower() and before not in PREPOSITIONS
