"""Finds the people named in a text and puts their names into the nominative; who speaks is not its business.

Names are told by first names, surname endings, the topic's own people, and by standing beside a role or a verb of
saying. The best witness for a nominative is an occurrence of it in the text; else the endings decide.
"""

from collections.abc import Iterator
from datetime import date

from pipeline.judging.capitals import busy_tokens, chain_at, is_capital, is_ordinary, oblique_before
from pipeline.judging.cast import Cast, Character, Naming
from pipeline.judging.declension import NOMINATIVE, decline_given, decline_surname, fold, surname_readings
from pipeline.judging.lexicon import RANKS, ROLES
from pipeline.judging.names import (
    ADJECTIVE,
    GIVENISH,
    INITIAL,
    PATRONYMIC,
    SUFFIXES,
    SURNAME,
    capitalised,
    fits,
    given_forms,
    known_forms,
    pairings,
    plain_letters,
)
from pipeline.judging.passages import Passage
from pipeline.judging.tokens import Token
from pipeline.judging.topic import Office, Person, Topic
from pipeline.judging.verbs import is_say, is_soft

NAME_LENGTH = 3


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
        self.known = known_forms(topic)
        self.given = given_forms()

    def full_names(self, passage: Passage) -> None:
        """Names of two or more words."""
        busy = busy_tokens(passage)
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
        busy = busy_tokens(passage)
        for place, token in enumerate(passage.tokens):
            if not is_capital(token, passage) or busy[place] or self.cast.taken(passage.number, place):
                continue
            naming = self._alone(passage, place)
            if naming is not None:
                self.cast.add(naming)

    def _full_at(self, passage: Passage, place: int, busy: list[bool]) -> Naming | None:
        chain = chain_at(passage, place, busy)
        if len(chain) < 2:
            return None
        return self._known_full(passage, chain) or self._given_first(passage, chain) or self._beside(passage, chain)

    def _known_full(self, passage: Passage, chain: list[int]) -> Naming | None:
        """A person of the topic: surname with his first name, initials, patronymic, in either order."""
        words = [passage.tokens[place].low for place in chain]
        for index, word in enumerate(words[:NAME_LENGTH]):
            for person, given, _, nominative in self._readings(word):
                rest = [other for place, other in enumerate(words[:NAME_LENGTH]) if place != index]
                width = fits(person, given, rest, index) or (
                    1 if self._in_office(passage, chain[0], person) and rest else 0
                )
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
        held = {
            tenure.office for tenure in self.topic.tenures if tenure.person == person.name and tenure.covers(self.day)
        }
        for hit in passage.hits:
            if isinstance(hit.what, Office) and hit.what.id in held and 0 <= place - hit.behind <= 3:
                return not any(
                    mark in passage.text[passage.tokens[hit.first].start : passage.tokens[place].start]
                    for mark in ",.:;"
                )
        return False

    def _patronymic(self, passage: Passage, chain: list[int]) -> Naming | None:
        """First name and patronymic alone: `Станислав Васильевич`."""
        first, second = (passage.tokens[place].low for place in chain[:2])
        if len(chain) > 2 or not PATRONYMIC.fullmatch(second):
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
        if len(tokens) == 2 and tokens[1].glued:
            return None
        width = 2 if len(tokens) > 2 and tokens[1].glued and not tokens[2].glued else 1
        given = "-".join(token.low for token in tokens[:width])
        readings = self.given.get(given) or (((given, NOMINATIVE, False),) if GIVENISH.fullmatch(given) else None)
        if readings and len(tokens) > width:
            index = width
            if PATRONYMIC.fullmatch(tokens[index].low) and len(tokens) > index + 1:
                index += 1
            if is_ordinary(tokens[index]) or (tokens[index].low in self.given and len(tokens) > index + 1):
                return None
            if PATRONYMIC.fullmatch(tokens[index].low) and index == width and self._by_given(given):
                return _naming(
                    passage, chain[: index + 1], self._by_given(given) or self.cast.characters[0], NOMINATIVE
                )
            return self._unknown(passage, chain[: index + 1], readings, tokens[index])
        back = self.given.get(tokens[1].low)
        if back and SURNAME.fullmatch(tokens[0].low) and (len(tokens) == 2 or PATRONYMIC.fullmatch(tokens[2].low)):
            return self._unknown(passage, chain[: min(len(chain), 3)], back, tokens[0], given=tokens[1])
        return None

    def _is_given(self, low: str) -> bool:
        return low in self.given or GIVENISH.fullmatch(low) is not None

    def _beside(self, passage: Passage, chain: list[int]) -> Naming | None:
        """Two capitalised words that the table does not know, beside a role or a verb of saying."""
        tokens = [passage.tokens[place] for place in chain]
        initials = len(tokens[0].text) == INITIAL
        names = [index for index in range(len(chain)) if len(tokens[index].text) > INITIAL]
        if initials and names:
            return self._unknown(passage, chain[: names[0] + 1], ((tokens[0].low, NOMINATIVE, None),), tokens[names[0]])
        if len(names) < 2 or len(chain) > NAME_LENGTH:
            return None
        if len(tokens) == NAME_LENGTH and plain_letters(tokens[-1].low) in self.known:
            return None
        if any(self._is_given(tokens[index].low) for index in range(1, len(tokens) - 1)):
            return None
        if any(is_ordinary(token) or ADJECTIVE.fullmatch(token.low) for token in tokens[:2]):
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
        oblique = oblique_before(passage, places[0])
        options = sorted(pairings(readings, surname.low), key=lambda one: (one[2] == NOMINATIVE) == oblique)
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
        pattern = SUFFIXES.get(self.language)
        bare = pattern.sub("", family) if pattern else family
        return bare if len(bare) > NAME_LENGTH else family

    def _same(self, given: str, family: str) -> Character | None:
        family = self._strip(family)
        for who in self.cast.forms.get(family, ()):
            initial = len(given) == INITIAL and who.given[:1] == given
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
        if not SURNAME.fullmatch(token.low) or is_ordinary(token) or token.low in self.given or passage.in_span(place):
            return None
        before = passage.tokens[place - 1].low if place else ""
        after = passage.tokens[place + 1].low if place + 1 < len(passage.tokens) else ""
        if not (
            is_say(before) or is_say(after) or before in ROLES or before in RANKS or before in ("словам", "мнению")
        ):
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
        yield from self.known.get(plain_letters(low), ())
        if self.language in SUFFIXES:
            bare = SUFFIXES[self.language].sub("", low)
            if bare != low:
                for person, given, surname, _ in self.known.get(plain_letters(bare), ()):
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
    if case == NOMINATIVE and len(written) == 2 and written[1].lower().replace("ё", "е") == family:
        return (
            " ".join(written)
            if written[0] != passage.tokens[places[0]].text
            else passage.words(places[0], places[-1] + 1)
        )
    if case == NOMINATIVE:
        text = passage.words(places[0], places[-1] + 1)
        return text if fold(text).endswith(family) else text[: len(text) - len(written[-1])] + family.capitalize()
    return f"{capitalised(given)} {capitalised(family)}"
