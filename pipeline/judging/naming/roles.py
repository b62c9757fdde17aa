"""Reads who a named person is said to be from the words around the name; it knows states, not organisations."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline.judging.naming.cast import Naming
from pipeline.judging.text.passages import Passage
from pipeline.judging.words.declension import decline_word
from pipeline.judging.words.lexicon import MEDIA, PREPOSITIONS, RANKS, ROLES, is_former
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite, is_say

_RANKS = word_set("генерал полковник лейтенант майор капитан адмирал подполковник маршал")
_WORD = re.compile(r"\w+")
LONGEST_ROLE = 14
_ADJECTIVES = ("ый", "ий", "ой", "ая", "яя", "ого", "его", "ому", "ему", "ым", "им", "ом", "ем")
_GENITIVE = ("а", "я", "ы", "и", "ов", "ев", "ей", "ел", "ого", "его", "ой", "ых", "их", "рф", "рк", "мид", "кр", "рт")
_POINTING = word_set(
    "этом этого этому этим том того тому тем чем чего чему сам самого самому самим самом своего своему своим своем"
    " нашего нашему нашим нашем вашего его него нему ним нем кем кого кому ком всего всему всем свой мой твой такой"
    " какой каком котором которого которому которым другой другом другим иной потом причем затем совсем"
)
_HEADS = frozenset(("первый", "бывший", "новый", "временно", "исполняющий", "о", "вице", "экс"))
# Stems of the names of states as they follow a role → how the state is called as an organisation.
_STATES = (
    (("росси", "рф"), "Россия"),
    (("беларус", "белорус"), "Республика Беларусь"),
    (("казахстан", "рк"), "Республика Казахстан"),
    (("кыргыз", "киргиз", "кр"), "Кыргызская Республика"),
    (("таджикистан", "рт"), "Республика Таджикистан"),
    (("армени",), "Армения"),
    (("узбекистан",), "Республика Узбекистан"),
    (("азербайджан",), "Азербайджан"),
    (("афганистан",), "Афганистан"),
    (("кита", "кнр"), "Китай"),
    (("груз",), "Грузия"),
    (("сша",), "США"),
    (("armenia",), "Армения"),
    (("russia", "kremlin"), "Россия"),
    (("belarus",), "Республика Беларусь"),
    (("kazakh",), "Республика Казахстан"),
    (("kyrgyz",), "Кыргызская Республика"),
    (("tajik",), "Республика Таджикистан"),
)
_SHORT = 3
LONGEST_NAME = 3  # words between quotation marks that are a name


class Role(NamedTuple):
    """Words that say what somebody is; `first` is the token they begin at, `head` the role noun."""

    text: str
    organisation: str
    first: int
    heads: tuple[str, ...]
    former: bool


NO_ROLE = Role("", "", -1, (), former=False)


def role_before(passage: Passage, name: int, stop: int = 0) -> Role:
    """The role that stands right before a name, e.g. `заместитель министра иностранных дел РФ`; not before `stop`."""
    start = name
    while start > stop and name - start < LONGEST_ROLE:
        before = passage.tokens[start - 1]
        gap = passage.between(start - 1, start)
        if start == name and before.low in ("и", "and"):
            break
        if gap.strip(' -–«»„"“”') or is_finite(before.low) or _is_said(passage, start - 1):
            break
        start -= 1
    return _role(passage, start, name)


def _is_said(passage: Passage, token: int) -> bool:
    """Whether a quoted token belongs to words rather than to a name of a few of them."""
    start = token
    while start >= 0 and passage.quoted[start] and token - start <= LONGEST_NAME:
        start -= 1
    return token - start > LONGEST_NAME


def role_after(passage: Passage, name: int) -> Role:
    """The role that follows a name after a comma: `Игорь Иванов, министр иностранных дел РФ`."""
    if name >= len(passage.tokens) or passage.between(name - 1, name).strip() not in (",", "(", "— ", "—", "–"):
        return NO_ROLE
    end = name
    while end < len(passage.tokens) and end - name < LONGEST_ROLE:
        if end > name and passage.between(end - 1, end).strip(' -«»„"“”'):
            break
        if is_say(passage.tokens[end].low):
            break
        end += 1
    near = any(passage.tokens[place].low in ROLES for place in range(name, min(end, name + 4)))
    return _role(passage, name, end) if near else NO_ROLE


def is_rank(role: Role) -> bool:
    """Whether a role is a rank and nothing more: `генерал-полковник`."""
    return all(head in _RANKS for head in role.heads) and all(
        word in RANKS for word in _WORD.findall(role.text.lower())
    )


def apposed_words(passage: Passage, namings: Iterable[Naming]) -> set[int]:
    """The words of roles that stand behind a name between commas: `X, командующий силами, обошёл посты`."""
    words: set[int] = set()
    for naming in namings:
        role = role_after(passage, naming.behind)
        end = naming.behind
        while role.first >= 0 and end < len(passage.tokens) and end - naming.behind < LONGEST_ROLE:
            if end > naming.behind and passage.between(end - 1, end).strip(' -«»„"“”'):
                break
            end += 1
        places = range(naming.behind, end)
        alone = end == len(passage.tokens) or passage.between(end - 1, end).strip()[:1] in (",", ")", ".", "—", "–")
        if role.first >= 0 and alone and not any(is_finite(passage.tokens[place].low) for place in places):
            words.update(places)
    return words


def role_at(passage: Passage, head: int, taken: set[int]) -> tuple[Role, int]:
    """The role that begins at a role noun nobody's name follows, and its end: `заместитель министра … — о …`."""
    end = head + 1
    while end < len(passage.tokens) and end - head < LONGEST_ROLE and end not in taken:
        low = passage.tokens[end].low
        gap = passage.between(end - 1, end)
        if gap not in (" ", "-") or is_finite(low) or low in PREPOSITIONS or not low.endswith(_GENITIVE):
            break
        end += 1
    return _role(passage, head, end), end


def _role(passage: Passage, start: int, end: int) -> Role:
    heads = [place for place in range(start, end) if passage.tokens[place].low in ROLES]
    if not heads:
        return NO_ROLE
    first = heads[0]
    while first > start and (passage.tokens[first].glued or _belongs(passage, first - 1)):
        first -= 1
    last = end
    while last > first and passage.tokens[last - 1].low in RANKS and last - 1 != heads[-1]:
        last -= 1
    words = [passage.lows[place] for place in range(first, last)]
    nouns = tuple(ROLES[passage.tokens[place].low][0] for place in heads)
    state = _state(words)
    while state and last - 1 > heads[0] and _is_of_state(passage.tokens[last - 1].low):
        last -= 1
    text = _nominative(passage, first, heads[0], last)
    former = any(is_former(word) for word in words)
    return Role(text[:1].lower() + text[1:], state, first, nouns, former)


def _belongs(passage: Passage, place: int) -> bool:
    """Whether a word before the role noun is part of the role: an adjective, `экс`, `первый`, `и. о.`."""
    low = passage.tokens[place].low
    if low == "и":
        return passage.tokens[place + 1].low == "о"
    if low in _HEADS or is_former(low):
        return True
    return low.endswith(_ADJECTIVES) and low not in MEDIA and low not in _POINTING and len(low) > _SHORT


def _nominative(passage: Passage, first: int, head: int, last: int) -> str:
    """The role with its head noun, and the adjectives before it, in the nominative."""
    token = passage.tokens[head]
    noun, straight = ROLES[token.low]
    text = passage.words(first, last)
    if straight:
        return text
    before = [_adjective(passage.tokens[place].text) for place in range(first, head)]
    rest = passage.words(head + 1, last) if head + 1 < last else ""
    return " ".join(word for word in (*before, noun, rest) if word)


def _adjective(word: str) -> str:
    low = word.lower()
    for ending, straight in (("ого", "ый"), ("его", "ий"), ("ому", "ый"), ("ему", "ий"), ("ым", "ый"), ("им", "ий")):
        if low.endswith(ending):
            base = word[: len(word) - len(ending)]
            for candidate in (base + straight, base + "ий", base + "ой"):
                if low in decline_word(candidate):
                    return candidate
    return word


def _is_of_state(low: str) -> bool:
    """Whether a word is the name of a state, or what it is called by, at the end of a role."""
    return low.startswith(("республик", "федераци", "российск", "кыргызск")) or bool(_state_of(low))


def _state(words: list[str]) -> str:
    return next((state for word in words if (state := _state_of(word))), "")


@lru_cache(maxsize=20000)
def _state_of(low: str) -> str:
    """The state a word names in any case, or the adjective of it; empty for other words."""
    for stems, state in _STATES:
        if any(low == stem if len(stem) < _SHORT else low.startswith(stem) for stem in stems):
            return state
    return ""
