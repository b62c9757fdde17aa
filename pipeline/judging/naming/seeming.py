"""Whether capitalised words are somebody's name by what stands beside them; it finds no names."""

import re

from pipeline.judging.text.passages import Passage
from pipeline.judging.words.callings import is_somebody
from pipeline.judging.words.lexicon import RANKS, ROLES
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite, is_say, is_soft

# What somebody does, with the ending of whose he is: `катчысы`, `жазушысы`.
_AGENT = re.compile(r"[^\W\d_]{2,}(?:[чш][ыіи]с[ыіи]|[чш][уү]с[уү])")
_HARD = "бвгджзклнпрстфхцчшщьй"
_SMALL = word_set(
    "сегодня вчера завтра дважды однажды всегда теперь здесь опять лишь очень после перед через корреспондентам"
)
_APPOSED = ("a", "an", "the", "who", "whose", "chief", "head", "director", "senior", "former", "deputy", "co")
_MALE = ("ов", "ев", "ин", "ский")
_FEMALE = ("ова", "ева", "ина", "ская")
ROLE_NEAR = 5
VERB_NEAR = 2
SHORTEST = 3


def is_quoted(passage: Passage, place: int) -> bool:
    """Whether a word stands between quotation marks, a tag inside them left out."""
    return passage.in_span(place) and not passage.opens_tag(place) and passage.quoted[place]


def is_adjective(passage: Passage, place: int, before: str) -> bool:
    """`аналитик Белорусского института`, `пишет Украинская правда`: part of a name of something."""
    low = passage.tokens[place].low
    straight = before in ROLES and ROLES[before][1]
    if straight and low.endswith(("ского", "цкого", "ской", "цкой", "ских", "ному", "скому", "ским")):
        return True
    following = passage.tokens[place + 1] if place + 1 < len(passage.tokens) else None
    if following is None or passage.between(place, place + 1) != " " or is_finite(following.low):
        return False
    woman, man = low.endswith("ая"), low.endswith(("ий", "ый"))
    noun = following.low.endswith(("а", "я", "ь")) if woman else following.low[-1] in _HARD and man
    return noun and following.low not in _SMALL and len(following.low) > SHORTEST


def opens_sentence(passage: Passage, place: int) -> bool:
    """Whether a word is the first of its sentence."""
    return any(sentence.first == place for sentence in passage.sentences)


def introduced(passage: Passage, first: int, last: int) -> bool:
    """Whether a role, rank or verb of saying stands beside two words."""
    before = passage.lows[max(0, first - ROLE_NEAR) : first]
    near = [*before[-VERB_NEAR:], *passage.lows[last + 1 : last + 2]]
    apposed = last + 1 < len(passage.tokens) and passage.between(last, last + 1) == ", "
    behind = passage.tokens[last + 1].low if apposed else ""
    agent = bool(before) and (is_somebody(before[-1]) or _AGENT.fullmatch(before[-1]) is not None)
    called = agent or is_somebody(behind) or ROLES.get(behind, ("", False))[1]
    told = called or any(low in ROLES or low in RANKS for low in before)
    return told or any(is_say(low) or is_soft(low) for low in near) or _is_apposed(passage, last)


def _is_apposed(passage: Passage, last: int) -> bool:
    """`Lena Hartmann, a researcher at …`: whether an English role follows behind a comma."""
    if last + 1 >= len(passage.tokens) or passage.between(last, last + 1) != ", ":
        return False
    behind = passage.lows[last + 1 : last + 1 + ROLE_NEAR]
    return behind[0] in _APPOSED and any(low in ROLES for low in behind)


def gender_of(given: str, family: str) -> bool | None:
    """Whether a name that no table knows is a woman's, where its endings say so."""
    if family.endswith(_FEMALE) and given.endswith(("а", "я")):
        return True
    return False if family.endswith(_MALE) else None
