"""English phrases that speak for an institution: `a spokesman for the …`, `the State Duma press service`; no topic."""

from typing import NamedTuple

from pipeline.judging.text.passages import Passage
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_say

MODIFIERS = word_set(
    "russian armenian belarusian kazakh kazakhstani kyrgyz tajik uzbek azerbaijani georgian ukrainian american chinese"
    " iranian turkish european prime foreign defense defence deputy vice acting former first senior presidential state"
    " interior health economy emergency security general incumbent outgoing visiting ruling"
    " sitting newly elected appointed late fellow veteran new then current official permanent press"
)
STAFF = word_set(
    "spokesman spokeswoman spokesperson representative official employee staffer worker diplomat aide insider"
    " representatives officials spokespeople spokespersons"
)
UNITS = word_set("service office center centre department bureau unit team desk group")
_FOR = word_set("for of at in from with inside within")
_ARTICLES = ("the", "a", "an")
_QUALIFIED = word_set("senior official unnamed anonymous top high ranking another one local press chief certain")
_DOCUMENTS = word_set(
    "statement communique communiqué message letter telegram post document declaration readout bulletin report notice"
    " announcement release comment"
)
_HIS = word_set("his her its their")
_PRESS = "Пресс-служба"
# What stands in an owner's name → the owner in the genitive; `{}` is its state.
_OWNERS = (
    ("state duma", "Государственной думы"),
    ("kremlin", "Кремля"),
    ("akorda", "Акорды"),
    ("prime minister", "Премьер-министра {}"),
    ("president", "Президента {}"),
    ("security council", "Совета безопасности {}"),
    ("western military district", "Западного военного округа"),
    ("central military district", "Центрального военного округа"),
    ("southern military district", "Южного военного округа"),
    ("eastern military district", "Восточного военного округа"),
    ("government", "Правительства {}"),
    ("national assembly", "Национального собрания {}"),
    ("parliament", "парламента {}"),
    ("general staff", "Генерального штаба {}"),
    ("federation council", "Совета Федерации"),
)
_STATES = {
    "russia": "России", "belarus": "Беларуси", "kazakh": "Казахстана", "kyrgyz": "Кыргызстана", "tajik": "Таджикистана",
    "armenia": "Армении", "uzbek": "Узбекистана", "azerbaijan": "Азербайджана",
}  # fmt: skip
LONGEST = 6  # words of an owner's name
STATED = 3  # words before it that may name the state


class Press(NamedTuple):
    """A press service: where it begins and ends, and its name, empty for `his press service`."""

    first: int
    behind: int
    name: str
    whose: str = ""


def staff_first(passage: Passage, first: int, named: frozenset[int]) -> int:
    """Where `a spokesman for the` begins before an institution; `first` itself where nobody unnamed speaks for it.

    `named` are the tokens of people's names.
    """
    place = _past_modifiers(passage, first)
    if place < 1 or passage.tokens[place].low not in _FOR or passage.quoted[place]:
        return first
    noun = place - 1
    low = passage.tokens[noun].low
    press = low in UNITS and noun > 0 and passage.tokens[noun - 1].low == "press"
    if not (low in STAFF or press) or passage.between(noun, place) != " ":
        return first
    start = noun - press
    while start > 0 and passage.tokens[start - 1].low in _QUALIFIED and passage.between(start - 1, start) in " -":
        start -= 1
    if start > 0 and passage.tokens[start - 1].low in _ARTICLES:
        start -= 1
    apposed = start - 1 in named and "," in passage.between(start - 1, start)
    return first if apposed else start


def is_possessive(passage: Passage, last: int) -> bool:
    """`Ivanov's`: whose something is, no subject."""
    token = passage.tokens[last]
    return token.text.endswith(("'s", "’s")) or passage.text[token.end - 1 : token.end + 1].lower() in ("s'", "s’")


def tells_in_english(passage: Passage, first: int, behind: int) -> bool:
    """Whether `the organisation` says something or owns a document: `statement of the bloc`."""
    if not passage.tokens[first].low.isascii():
        return False
    following = passage.tokens[behind].low if behind < len(passage.tokens) else ""
    if following and passage.between(behind - 1, behind) == " ":
        if is_possessive(passage, behind - 1):
            return following.rstrip("s") in _DOCUMENTS
        if is_say(following):
            return True
    before = passage.lows[max(0, first - 3) : first]
    told = any(low.rstrip("s") in _DOCUMENTS for low in before) and before[-1] in ("of", "by", "from")
    return told or before[-2:] == ["according", "to"]


def press_at(passage: Passage, index: int) -> Press | None:
    """The press service whose first word stands at `index`; None where it is a ministry's or none."""
    unit = index + 1
    if unit >= len(passage.tokens) or passage.tokens[unit].low not in UNITS or passage.between(index, unit) not in " -":
        return None
    behind = unit + 1
    if behind + 1 < len(passage.tokens) and passage.tokens[behind].low in ("of", "for"):
        start = behind + 1 + (passage.tokens[behind + 1].low in _ARTICLES)
        end = start
        while end < len(passage.tokens) and end - start < LONGEST and _names(passage, end):
            end += 1
        return _press(passage, index, end, start, end) if end > start else Press(index, behind, "")
    start = index
    while start > 0 and index - start < LONGEST and _owns(passage, start - 1):
        start -= 1
    if start > 0 and start == index and passage.tokens[start - 1].low in _HIS:
        return Press(start - 1, behind, "", passage.tokens[start - 1].low)
    return _press(passage, start, behind, start, index) if start < index else Press(index, behind, "")


def _press(passage: Passage, first: int, behind: int, start: int, end: int) -> Press | None:
    """With its name, the owner's words from `start` to `end`."""
    words = " ".join(passage.lows[start:end])
    if "ministr" in words:
        return None
    around = " ".join(passage.lows[max(0, start - STATED) : end])
    state = next((state for stem, state in _STATES.items() if stem in around), "")
    owner = next((owner for stem, owner in _OWNERS if stem in words), "")
    name = f"{_PRESS} {owner.format(state)}".strip() if owner else passage.words(first, behind)
    return Press(first, behind, name)


def _names(passage: Passage, place: int) -> bool:
    token = passage.tokens[place]
    small = token.low in ("of", "the", "and") and place + 1 < len(passage.tokens)
    capital = token.text[0].isupper()
    if small:
        capital = passage.tokens[place + 1].text[0].isupper()
    return (capital or token.low in ("president", "government", "parliament")) and not passage.between(
        place - 1, place
    ).strip()


def _owns(passage: Passage, place: int) -> bool:
    token = passage.tokens[place]
    near = passage.between(place, place + 1) in (" ", "-", "'s ", "’s ", "' ", "’ ")
    lower = token.low in ("presidential", "president", "government", "parliamentary", "minister", "prime", "ministry")
    return near and not passage.quoted[place] and (lower or (token.text[0].isupper() and token.low not in _ARTICLES))


def _past_modifiers(passage: Passage, first: int) -> int:
    """The word before an institution, what modifies it and its article left out."""
    place = first - 1
    while place > 0 and passage.between(place, place + 1) in (" ", "-", "'s ", "’s "):
        token = passage.tokens[place]
        if not (token.low in MODIFIERS or token.low in _ARTICLES or passage.between(place, place + 1).strip(" -")):
            known = any(hit.first <= place < hit.behind and hit.kind == "name" for hit in passage.hits)
            if not known and not any(token.low.startswith(stem) for stem in _STATES):
                break
        place -= 1
    return place
