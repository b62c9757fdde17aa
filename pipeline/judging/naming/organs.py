"""Finds bodies that no phrase of the topic lists, by their nouns and the organisation's name behind them."""

import re

from pipeline.judging.naming.chairs import call_bare
from pipeline.judging.naming.organ_words import (
    ADJECTIVE,
    ADJECTIVES,
    CHAIRS,
    HEADS,
    LOUD,
    OTHERS,
    POINTING,
    Memory,
    keep,
)
from pipeline.judging.text.matching import Hit
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Topic
from pipeline.judging.words.lexicon import PREPOSITIONS
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_body_act, is_say, is_soft

_GROUPS = re.compile(
    r"(?:рабоч|экспертн|оператив|межведом|координац|консультат|мониторинг|специальн|контактн|аналитич)"
)
_OF_GROUP = re.compile(r"(?:эксперт|наблюдател|советник|планирован|контрол|аналитик|инспектор)")
_WITH = word_set("делам связям отношениям вопросам рамках партнерству сотрудничеству взаимодействию")
_MEANT = word_set("при от")
_FEMININE = ("ая", "яя", "ую", "юю", "ой", "ей")
LONGEST = 16  # words from a body's noun to the organisation's name
FEWEST = 3  # letters of an acronym
MOST = 8


def find_organs(passages: list[Passage], topic: Topic) -> None:
    """Add to each block's hits the bodies named with the organisation, then the bare ones and the chairs of both."""
    memory = Memory(topic)
    for passage in passages:
        for place, low in enumerate(passage.lows):
            if low in HEADS and not passage.tokens[place].glued:
                _name_body(passage, place, memory)
    for passage in passages:
        call_bare(passage, memory)


def _name_body(passage: Passage, head: int, memory: Memory) -> None:
    """`Комиссия союза по …`, `Координационный совет по … государств — членов союза (КСЧС)`."""
    if any(hit.kind in ("body", "office") and hit.first <= head < hit.behind for hit in passage.hits):
        return
    noun, straight = HEADS[passage.tokens[head].low]
    first = _first(passage, head)
    if not _is_body(passage, first, head, noun):
        return
    behind = _chain(passage, head)
    if behind is None:
        return
    name = next(hit for hit in passage.hits if hit.behind == behind and hit.names_it)
    title = f"{_nominative(passage, first, head, noun)} {_owner(passage, name, memory.topic)}"
    body = Body(id=f"organ-{noun}", title=title, phrases=(), sitting=True)
    keep(passage, Hit("body", body, first, behind, straight, True))
    told = [token.text for token in passage.tokens[head + 1 : behind + 1]]
    for word in told:
        if f"({word})" in passage.text and word.isupper() and FEWEST <= len(word) <= MOST:
            memory.acronyms[word] = body


def _owner(passage: Passage, name: Hit, topic: Topic) -> str:
    """What the body is of: the organisation, or another body of it as the text has it."""
    return passage.words(name.first, name.behind) if name.kind == "body" else topic.title


def _first(passage: Passage, head: int) -> int:
    """Where the adjectives before a body's noun begin."""
    first = head
    while first > 0 and head - first < ADJECTIVES and passage.between(first - 1, first) in (" ", "-"):
        low = passage.tokens[first - 1].low
        if not passage.tokens[first].glued and (not ADJECTIVE.fullmatch(low) or low in POINTING or low in CHAIRS):
            break
        if low in PREPOSITIONS:
            break
        first -= 1
    return first


def _is_body(passage: Passage, first: int, head: int, noun: str) -> bool:
    following = passage.tokens[head + 1].low if head + 1 < len(passage.tokens) else ""
    before = passage.tokens[head - 1].low if first < head else ""
    if noun == "совещание":
        return before.startswith(("координационн", "консультативн", "межгосударств"))
    if noun == "группа":
        return _GROUPS.match(before) is not None or _OF_GROUP.match(following) is not None
    if noun in LOUD and first == head:
        return passage.tokens[head].text[0].isupper()
    return True


def _chain(passage: Passage, head: int) -> int | None:
    """Where the organisation's name ends that a body's noun is followed by, small words between them; None: nowhere."""
    place = head + 1
    starts = {hit.first: hit for hit in passage.hits if hit.kind in ("name", "body", "office", "rival")}
    while place < len(passage.tokens) and place - head <= LONGEST:
        gap = passage.between(place - 1, place).strip(' -–—()«»"')
        hit = starts.get(place)
        if gap or (hit is not None and hit.kind in ("office", "rival")):
            return None
        if hit is not None and (hit.names_it or hit.kind == "body"):
            before = passage.tokens[place - 1].low if place > head + 1 else ""
            if (before in PREPOSITIONS and before not in _MEANT) or before in _WITH:
                return None
            if hit.names_it:
                return hit.behind
            place = hit.behind
            continue
        token = passage.tokens[place]
        acronym = token.text.isupper() and len(token.text) > 1
        if (token.text[0].isupper() and not acronym) or OTHERS.match(token.low) or _is_verb(token.low):
            return None
        place += 1
    return None


def _is_verb(low: str) -> bool:
    return is_say(low) or is_soft(low) or is_body_act(low)


def _nominative(passage: Passage, first: int, head: int, noun: str) -> str:
    """The adjectives and the noun as a title has them."""
    gender = "f" if noun.endswith(("а", "я")) else "n" if noun.endswith("е") else "m"
    words = []
    for place in range(first, head):
        token = passage.tokens[place]
        glued_on = passage.tokens[place + 1].glued
        word = token.text if glued_on else _straight(token.text, gender)
        words.append(word + ("-" if glued_on else " "))
    title = "".join(words) + noun
    return title[:1].upper() + title[1:]


def _straight(word: str, gender: str) -> str:
    """An adjective in the nominative of a gender."""
    if gender == "f":
        return word[:-2] + ("яя" if word.endswith(("ей", "яя", "юю")) else "ая") if word.endswith(_FEMININE) else word
    for ending in ("ого", "ому", "ым", "ом"):
        if word.endswith(ending):
            soft = word[: -len(ending)].endswith(("к", "г", "х", "ш", "ж"))
            return word[: -len(ending)] + ("ое" if gender == "n" else "ий" if soft else "ый")
    return word
