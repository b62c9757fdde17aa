"""Finds people the topic does not know and puts their names into the nominative.

They are told by first names, surname endings, and by standing beside a role or a verb of saying. The best witness
for a nominative is an occurrence of it in the text; else the endings of first name and surname decide together.
"""

from pipeline.judging.naming.acquaintances import NAME_LENGTH, Acquaintances
from pipeline.judging.naming.cast import Cast, Character, Naming
from pipeline.judging.naming.seeming import gender_of, introduced, is_adjective, is_quoted, opens_sentence
from pipeline.judging.text.capitals import is_ordinary, oblique_before
from pipeline.judging.text.passages import Passage
from pipeline.judging.words.declension import NOMINATIVE, PREPOSITIONAL, decline_surname, fold, surname_readings
from pipeline.judging.words.lexicon import RANKS, ROLES
from pipeline.judging.words.names import (
    ADJECTIVE,
    GIVENISH,
    INITIAL,
    PATRONYMIC,
    SUFFIXES,
    SURNAME,
    GivenName,
    capitalised,
    given_forms,
    given_sounds,
    pairings,
    plain_letters,
)
from pipeline.judging.words.sounds import sound
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_say

_ARMENIAN = "\u0561"
_ARMENIAN_ARTICLES = ("ը", "ն")
_THINGS = word_set(
    """
    party bloc faction alliance movement group agency newspaper channel university institute center centre college
    district region province city town village street avenue company corporation club team stadium airport
    lake mountains
    range ground newsroom magazine journal website foundation fund bank hotel park river valley pass base
    hospital school
    coalition union club news service times post weekly daily prize award exercise drill operation project programme
    партия партыя партиясы партиясының партиясынын ҳизб կուսակցություն խմբակցություն
    """
)
_BODIES = word_set(
    """
    force forces council committee commission board ministry assembly congress parliament army guard staff centre center
    secretariat association federation society office bureau command headquarters corps fleet department service
    administration academy treaty pact contract
    """
)
_BY = ("словам", "мнению")
_INTO = ("в", "во", "на", "из", "in", "to", "у", "ў")  # before a place, which somebody's surname may follow
_MALE = ("ов", "ев", "ин", "ский")
_FEMALE = ("ова", "ева", "ина", "ская")
PAIR = 2
ROLE_WITHIN = 5  # words from a capital to the role it opens


class Strangers:
    """The search for one text's other people; whoever is found is kept in the cast."""

    def __init__(self, cast: Cast, language: str, known: Acquaintances) -> None:
        """`known` people are left to their own search."""
        self._cast = cast
        self._known = known
        self._given = given_forms()
        self.speak(language)

    def speak(self, language: str) -> None:
        """Take off what this language glues to names."""
        self._suffixes = SUFFIXES.get(language)

    def full(self, passage: Passage, chain: list[int]) -> Naming | None:
        """A name of two or more words."""
        return self._by_given(passage, chain) or self._by_initials(passage, chain) or self._beside(passage, chain)

    def met(self, passage: Passage, place: int) -> Naming | None:
        """The surname of somebody named in full elsewhere in the text."""
        low = passage.tokens[place].low
        for who in self._cast.forms.get(low, ()):
            return _naming(passage, [place], who, nominative=who.forms.get(low, low == who.surname))
        bare = self._bare(low)
        for who in self._cast.forms.get(bare, ()):
            return _naming(passage, [place], who, nominative=low[len(bare) :] in _ARMENIAN_ARTICLES)
        return None

    def alone(self, passage: Passage, place: int) -> Naming | None:
        """A surname nobody introduced, right beside a verb of saying or a role."""
        token = passage.tokens[place]
        before = passage.tokens[place - 1].low if place else ""
        after = passage.tokens[place + 1].low if place + 1 < len(passage.tokens) else ""
        if not (is_say(before) or is_say(after) or before in ROLES or before in RANKS or before in _BY):
            return None
        if (
            is_ordinary(token.low)
            or token.low in self._given
            or not SURNAME.fullmatch(token.low)
            or is_quoted(passage, place)
            or is_adjective(passage, place, before)
            or (self._suffixes is not None and is_say(before) and _leads_to_role(passage, place))
        ):
            return None
        called = before in ROLES or before in RANKS or before in _BY or is_say(before)
        if not called and token.low.endswith(("а", "я")) and after.endswith("л"):
            return None  # a man's verb: somebody else's, or a place
        oblique = before in _BY or (before in ROLES and not ROLES[before][1])
        female = token.low.endswith(_FEMALE) and (before + after).endswith("ла") and not oblique
        family = _surname(token.low, female=female, oblique=oblique)
        who = self._meet("", family, capitalised(family), female=female, sure=not oblique)
        return _naming(passage, [place], who, nominative=not oblique)

    def _by_given(self, passage: Passage, chain: list[int]) -> Naming | None:
        """A first name the table knows, then a surname; or the other way round."""
        tokens = [passage.tokens[place] for place in chain]
        if len(tokens) == PAIR and tokens[1].glued:
            return None
        width = PAIR if len(tokens) > PAIR and tokens[1].glued and not tokens[PAIR].glued else 1
        given = "-".join(token.low for token in tokens[:width])
        readings = self._readings(given)
        if not readings or len(tokens) == width:
            return self._surname_first(passage, chain)
        patronymic = PATRONYMIC.fullmatch(tokens[width].low) is not None
        index = width + 1 if patronymic and len(tokens) > width + 1 else width
        if is_ordinary(tokens[index].low) or (tokens[index].low in self._given and len(tokens) > index + 1):
            return None
        named = self._by_first_name(given) if patronymic and index == width else None
        if named is not None:
            return _naming(passage, chain[: index + 1], named, nominative=True)
        if len(tokens) > index + 1 and tokens[index + 1].glued and tokens[index].low.endswith(_MALE + _FEMALE):
            index += 1
        return self._register(passage, chain[: index + 1], chain[index], readings)

    def _surname_first(self, passage: Passage, chain: list[int]) -> Naming | None:
        """`Токтосунова Айгуль`, `Иванов Пётр Сергеевич`."""
        tokens = [passage.tokens[place] for place in chain[:NAME_LENGTH]]
        readings = self._given.get(tokens[1].low) or self._given.get(plain_letters(tokens[1].low))
        whole = len(tokens) == PAIR or PATRONYMIC.fullmatch(tokens[-1].low) is not None
        if not readings or not whole or not SURNAME.fullmatch(tokens[0].low):
            return None
        return self._register(passage, chain[:NAME_LENGTH], chain[0], readings)

    def _by_initials(self, passage: Passage, chain: list[int]) -> Naming | None:
        """`С. Лавров`, `А. Г. Лукашенко`."""
        words = [passage.tokens[place].text for place in chain]
        surname = next((index for index, word in enumerate(words) if len(word) > INITIAL), None)
        if not surname:
            return None
        initial = words[0].lower()
        readings: tuple[GivenName, ...] = (GivenName(initial, NOMINATIVE, None),)
        if oblique_before(passage, chain[0]):
            readings = tuple(GivenName(initial, case, False) for case in range(NOMINATIVE + 1, PREPOSITIONAL + 1))
        return self._register(passage, chain[: surname + 1], chain[surname], readings)

    def _beside(self, passage: Passage, chain: list[int]) -> Naming | None:
        """Two capitalised words that the table does not know, beside a role or a verb of saying."""
        tokens = [passage.tokens[place] for place in chain]
        if len(chain) > NAME_LENGTH or len(tokens[0].text) == INITIAL or len(tokens[-1].text) == INITIAL:
            return None
        later = any(self._readings(token.low) for token in tokens[1:-1])
        opening = passage.sentence_of(chain[0]).first == chain[0]
        placed = opening or passage.tokens[chain[0] - 1].low in _INTO
        before = passage.tokens[chain[0] - 1].low if chain[0] > 0 else ""
        later = (
            later
            or before == "the"
            or self._known.knows(before)
            or (self._suffixes is not None and self._opens(passage, chain))
        )
        if later or ((placed or len(tokens) == NAME_LENGTH) and self._known.knows(tokens[-1].low)):
            return None
        called = chain[0] > 0 and ROLES.get(passage.tokens[chain[0] - 1].low, ("", False))[1]
        looked = tokens[: 1 if called else PAIR]
        if is_ordinary(tokens[1].low) or any(
            is_ordinary(token.low) or ADJECTIVE.fullmatch(token.low) for token in looked
        ):
            return None
        if is_quoted(passage, chain[0]) or tokens[1].glued or tokens[-1].low in self._cast.forms:
            return None
        if not introduced(passage, chain[0], chain[-1]) or _is_thing(passage, chain[-1]):
            return None
        readings: tuple[GivenName, ...] = (GivenName(tokens[0].low, NOMINATIVE, None),)
        if oblique_before(passage, chain[0]):
            readings = (*_unknown_given(tokens[0].low), *readings)
        return self._register(passage, chain, chain[-1], readings)

    def _opens(self, passage: Passage, chain: list[int]) -> bool:
        """`Հանդիպմանը Մասադիկովը …`: a sentence's first word before a surname known from elsewhere."""
        last = passage.tokens[chain[-1]].low
        return opens_sentence(passage, chain[0]) and any(map(self._known.knows, (last, self._bare(last))))

    def _readings(self, low: str) -> tuple[GivenName, ...]:
        told = self._given.get(low) or self._given.get(plain_letters(low))
        if told is None and (low.isascii() or low[0] >= _ARMENIAN) and sound(low) in given_sounds():
            return (GivenName(low, NOMINATIVE, None),)
        if told is None and GIVENISH.fullmatch(low):
            return (GivenName(low, NOMINATIVE, False),)
        return told or ()

    def _register(
        self, passage: Passage, places: list[int], family: int, readings: tuple[GivenName, ...]
    ) -> Naming | None:
        """Keep somebody under the nominative that fits first name and surname best."""
        surname = passage.tokens[family]
        oblique = oblique_before(passage, places[0])
        options = sorted(pairings(readings, surname.low), key=lambda one: (one.case == NOMINATIVE) == oblique)
        written = passage.words(places[0], places[-1] + 1)
        for option in options:
            who = self._same(option.given, option.surname)
            if who is not None:
                if option.case == NOMINATIVE and not who.sure:
                    who.shown, who.sure = _shown(written, option.surname, surname_first=family == places[0]), True
                return _naming(passage, places, who, nominative=option.case == NOMINATIVE)
        if not options:
            who = self._meet(passage.tokens[places[0]].low, self._bare(surname.low), written, female=None, sure=False)
            return _naming(passage, places, who, nominative=True)
        best = options[0]
        base = self._bare(best.surname)
        shown = f"{capitalised(best.given)} {capitalised(base)}"
        if len(best.given) == INITIAL and family == places[-1]:
            shown = written[: -len(surname.text)] + capitalised(base)
        if best.case == NOMINATIVE:
            shown = _shown(written, base, surname_first=family == places[0])
        female = best.female if best.female is not None else gender_of(best.given, base)
        who = self._meet(best.given, base, shown, female=female, sure=best.case == NOMINATIVE)
        return _naming(passage, places, who, nominative=best.case == NOMINATIVE)

    def _meet(self, given: str, family: str, shown: str, *, female: bool | None, sure: bool) -> Character:
        who = Character(given=given, surname=family, female=female, shown=shown, sure=sure)
        forms = decline_surname(family, female=bool(female))
        who.forms = {form: index == NOMINATIVE for index, form in reversed(list(enumerate(forms)))}
        self._cast.meet(who)
        return who

    def _by_first_name(self, given: str) -> Character | None:
        """Somebody named before by this first name, of whom a patronymic may now be told."""
        names = {reading.name for reading in self._given.get(given, ())}
        return next((who for who in self._cast.strangers if who.given in names), None)

    def _bare(self, family: str) -> str:
        """A surname without the case ending of a language that glues it on."""
        bare = self._suffixes.sub("", family) if self._suffixes else family
        return bare if len(bare) > NAME_LENGTH else family

    def _same(self, given: str, family: str) -> Character | None:
        """Somebody met before under this name, or under its initial."""
        family = self._bare(family)
        for who in self._cast.forms.get(family, ()):
            initial = INITIAL in (len(given), len(who.given)) and who.given[:1] == given[:1]
            if who.surname == family and (who.given == given or initial):
                return who
        return None


def _leads_to_role(passage: Passage, place: int) -> bool:
    """`деди Кремлдин басма сөз катчысы X`: whether a capitalised word opens what somebody behind it is."""
    for index in range(place + 1, min(len(passage.tokens), place + ROLE_WITHIN + 1)):
        if passage.between(index - 1, index) not in (" ", "-"):
            return False
        if passage.tokens[index].low in ROLES:
            return True
    return False


def _is_thing(passage: Passage, last: int) -> bool:
    """Whether two capitalised words are what a party, a newspaper or a place is called."""
    following = passage.tokens[last + 1] if last + 1 < len(passage.tokens) else None
    if passage.tokens[last].low.rstrip("s") in _THINGS or passage.tokens[last].low in _BODIES:
        return True
    return following is not None and following.low in _THINGS and passage.between(last, last + 1) in (" ", "-", "” ")


def _unknown_given(low: str) -> tuple[GivenName, ...]:
    """Of which nominative a man's first name no table knows may be a case form."""
    found = []
    for stem_end, endings in (("", ("а", "у", "а", "ом", "е")), ("й", ("я", "ю", "я", "ем", "е"))):
        for case, ending in enumerate(endings, NOMINATIVE + 1):
            if low.endswith(ending) and len(low) > NAME_LENGTH:
                found.append(GivenName(low[: -len(ending)] + stem_end, case, False))
    return tuple(found)


def _surname(low: str, *, female: bool, oblique: bool) -> str:
    """The likeliest nominative of a surname that stands alone."""
    readings = list(surname_readings(low, female=female))
    wanted = [one for one in readings if (one.case != NOMINATIVE) == oblique] or readings
    return wanted[0].nominative


def _shown(written: str, family: str, *, surname_first: bool) -> str:
    """A name in the nominative as written, a glued ending taken off, first name first."""
    words = written.split()
    if surname_first:
        return " ".join((*words[1:], words[0])) if len(words) == PAIR else written
    if fold(written).endswith(family):
        return written
    return written[: len(written) - len(words[-1])] + capitalised(family)


def _naming(passage: Passage, places: list[int], who: Character, *, nominative: bool) -> Naming:
    return Naming(passage=passage.number, first=places[0], behind=places[-1] + 1, who=who, nominative=nominative)
