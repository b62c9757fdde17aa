"""Finds bodies called bare after they were named, and whoever is said to chair one; it adds them to a block's hits.

The words alone decide: a noun with an owner, a purpose or an adjective of its own is another body.
"""

from pipeline.judging.naming.organ_words import (
    ADJECTIVE,
    ADJECTIVES,
    CHAIRS,
    HEADS,
    LOUD,
    OTHERS,
    POINTING,
    STEM,
    Memory,
    keep,
)
from pipeline.judging.text.matching import Hit
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Office
from pipeline.judging.words.declension import decline_word, fold
from pipeline.judging.words.lexicon import PREPOSITIONS
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite

_HIS = word_set("его ее их its")
_NAMED = ("body", "office", "name")
_HOLDING = word_set("исполняющий обязанности временно исполняющая нынешний действующий новый бывший тогдашний врио")
ACTING = 3
_BEHIND = word_set("по при для против из")
_GENITIVE = ("ума", "ента", "ния", "ции", "ссии", "тва", "ета", "ов", "ей", "ого", "ой", "ых", "их", "ры", "ты")


def call_bare(passage: Passage, memory: Memory) -> None:
    """Bodies called by their noun or acronym alone, and chairs of any body, in the order of the words."""
    if not memory.heads and not memory.acronyms and not any(hit.kind in _NAMED for hit in passage.hits):
        return
    starts = {hit.first: hit for hit in reversed(passage.hits) if hit.kind in ("body", "office")}
    names = {hit.first for hit in passage.hits if hit.kind == "name" and hit.names_it}
    nouns = (place for place, low in enumerate(passage.lows) if low in CHAIRS or low in HEADS)
    behind = 0
    for place in range(len(passage.tokens)) if memory.acronyms else sorted({*starts, *names, *nouns}):
        if place < behind:
            continue
        low = passage.lows[place]
        hit = starts.get(place)
        if hit is None and place in names and not any(one.behind == place for one in starts.values()):
            memory.last = None
        if hit is not None:
            _remember(passage, hit, memory)
            behind = hit.behind
        elif low in CHAIRS:
            behind = _chair(passage, place, memory)
        elif low in HEADS and not passage.tokens[place].glued:
            _bare(passage, place, memory)
        elif memory.acronyms:
            _acronym(passage, place, memory)


def _remember(passage: Passage, hit: Hit, memory: Memory) -> None:
    if not isinstance(hit.what, Body):
        return
    heads = [passage.lows[place] for place in range(hit.first, hit.behind)]
    head = next((HEADS[low][0] for low in heads if low in HEADS), None)
    foreign = any(one.kind == "rival" and one.first == hit.behind for one in passage.hits)
    if head is not None and foreign:
        memory.heads.pop(head, None)
    elif head is not None:
        memory.heads[head] = memory.last = hit.what
    elif hit.what.sitting and not hit.what.leaders:
        memory.last = hit.what


def _bare(passage: Passage, head: int, memory: Memory) -> None:
    """`Комиссия решила`: the body met before, unless the words around make it another."""
    token = passage.tokens[head]
    noun, straight = HEADS[token.low]
    body = memory.heads.get(noun)
    if body is None or (token.low.isascii() and not _is_called_the(passage, head)):
        return
    if not _stands_alone(passage, head, body, named=False):
        memory.heads.pop(noun)
        return
    if noun not in LOUD or token.text[0].isupper():
        keep(passage, Hit("body", body, head, head + 1, straight, False))


def _is_called_the(passage: Passage, head: int) -> bool:
    """English `the Staff`, neither `the Security Council` nor `the Council of Europe`."""
    behind = passage.tokens[head + 1] if head + 1 < len(passage.tokens) else None
    alone = (
        behind is None or passage.between(head, head + 1) != " " or not (behind.low == "of" or behind.text[0].isupper())
    )
    return alone and head > 0 and passage.tokens[head - 1].low == "the" and passage.tokens[head].text[0].isupper()


def _stands_alone(passage: Passage, head: int, body: Body | None, *, named: bool) -> bool:
    """Whether no adjective but the body's, no owner or purpose is said of a noun; `named`: a name may follow."""
    before = passage.tokens[head - 1] if head else None
    if before is not None and passage.between(head - 1, head) == " ":
        chair = before.low in CHAIRS or before.low in PREPOSITIONS
        said = before.low[:STEM] in (body.title.lower() if body else "")
        if not (chair or said or before.low in POINTING or is_finite(before.low)) and ADJECTIVE.fullmatch(before.low):
            return False
    if head + 1 >= len(passage.tokens) or passage.between(head, head + 1) != " ":
        return True
    following = passage.tokens[head + 1]
    if following.low in _BEHIND or OTHERS.match(following.low):
        return False
    if following.text[0].isupper():
        return named and not following.text.isupper()
    if is_finite(following.low) or following.low in PREPOSITIONS:
        return True
    return not following.low.endswith(_GENITIVE)


def _acronym(passage: Passage, place: int, memory: Memory) -> None:
    """`КСЧС` once it has been explained; also with the organisation behind it."""
    body = _by_acronym(passage, place, memory)
    if body is not None:
        owned = _name_behind(passage, place)
        behind = owned.behind if owned is not None else place + 1
        keep(passage, Hit("body", body, place, behind, True, owned is not None))


def _by_acronym(passage: Passage, place: int, memory: Memory) -> Body | None:
    text = passage.tokens[place].text
    return memory.acronyms.get(text) if text.isupper() else None


def _name_behind(passage: Passage, place: int) -> Hit | None:
    near = (hit for hit in passage.hits if hit.first == place + 1 and hit.kind == "name" and hit.names_it)
    return next((hit for hit in near if passage.between(place, place + 1) == " "), None)


def _chair(passage: Passage, place: int, memory: Memory) -> int:
    """`Председатель комиссии (союза)`, `глава КСЧС`, `его председатель`; where to read on."""
    noun, straight = CHAIRS[passage.tokens[place].low]
    own = _own_office(passage, place, noun, memory)
    if own is not None:
        keep(passage, Hit("office", own, place, place + 1, straight, True))
        return place + 1
    behind, body, names_it = _chaired(passage, place, memory)
    if body is None:
        return place + 1
    first = place
    if place and passage.tokens[place - 1].low.startswith("заместител") and passage.between(place - 1, place) == " ":
        first, noun, straight = place - 1, "заместитель", passage.tokens[place - 1].low == "заместитель"
    office = next((one for one in memory.topic.offices if one.chair and body.id in one.sittings), None)
    if office is None or noun == "заместитель":
        what = body.title.removesuffix(" " + memory.topic.title)
        office = Office(
            id=f"chair-{body.id}", role=f"{noun} {_genitive(what)}", phrases=(), chair=True, sittings=(body.id,)
        )
    keep(passage, Hit("office", office, first, behind, straight, names_it))
    return behind


def _own_office(passage: Passage, place: int, noun: str, memory: Memory) -> Office | None:
    """`Союз …, заявил (исполняющий обязанности) его глава`: the office of the organisation named last."""
    named = any(hit.kind == "name" and hit.names_it and hit.behind <= place for hit in passage.hits)
    if memory.last is not None or not named or not _is_his(passage, place, female=True):
        return None
    pattern = f"{noun} | {memory.topic.title}"
    offices = memory.topic.offices
    return next((one for one in offices if any(phrase.pattern == pattern for phrase in one.phrases)), None)


def _is_his(passage: Passage, place: int, *, female: bool) -> bool:
    """Whether `его`, `ее` stands before a chair, with or without words of how he holds his office."""
    before = place - 1
    while before > 0 and place - before <= ACTING and passage.tokens[before].low in _HOLDING:
        before -= 1
    low = passage.tokens[before].low if before >= 0 else ""
    return low in _HIS and low != ("его" if female else "ее")


def _genitive(title: str) -> str:
    """A body's title behind `председатель`: its adjectives and noun declined, the rest as it is."""
    words = title.split()
    head = next((place for place, word in enumerate(words) if fold(word) in HEADS), 0) + 1
    turned = (decline_word(word)[1] if "-" not in word else word for word in words[:head])
    shown = [new.capitalize() if old[0].isupper() else new for old, new in zip(words[:head], turned, strict=True)]
    return " ".join((*shown, *words[head:]))


def _chaired(passage: Passage, place: int, memory: Memory) -> tuple[int, Body | None, bool]:
    """What somebody chairs, and where that ends."""
    after = place + 1
    female = memory.last is not None and memory.last.title.split()[0].endswith(("а", "я"))
    if place and memory.last is not None and _is_his(passage, place, female=female):
        return after, memory.last, False
    if after >= len(passage.tokens) or passage.between(place, after) not in (" ", " «"):
        return after, None, False
    hit = next((one for one in passage.hits if one.first == after and one.kind == "body"), None)
    if hit is not None and isinstance(hit.what, Body):
        _remember(passage, hit, memory)
        listed = any(passage.tokens[at].low in HEADS for at in range(hit.first, hit.behind))
        return hit.behind, hit.what if listed else None, hit.names_it
    acronym = _by_acronym(passage, after, memory)
    if acronym is not None:
        owned = _name_behind(passage, after)
        return owned.behind if owned else after + 1, acronym, owned is not None
    head = _past_adjectives(passage, after)
    body = memory.heads.get(HEADS[passage.tokens[head].low][0]) if head is not None else None
    if head is not None and body is not None and _stands_alone(passage, head, body, named=True):
        return head + 1, body, False
    return after, None, False


def _past_adjectives(passage: Passage, place: int) -> int | None:
    """The noun of a body, the adjectives before it passed over."""
    for head in range(place, min(place + ADJECTIVES, len(passage.tokens))):
        low = passage.tokens[head].low
        if low in HEADS:
            return head
        if not ADJECTIVE.fullmatch(low) or passage.between(head, min(head + 1, len(passage.tokens) - 1)) != " ":
            return None
    return None
