"""Tells the organisation's acronym from the same letters meaning something else; by evidence in the text alone."""

import re

from pipeline.judging.text.capitals import is_ordinary
from pipeline.judging.text.matching import Hit, Matcher
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Name, Office
from pipeline.judging.words.declension import fold
from pipeline.judging.words.names import given_forms, plain_letters
from pipeline.judging.words.tables import word_set

_BRACKET = re.compile(r"\(\s?(?:далее\s?[—–-]\s?)?[«\"“]?([^\W\d_]{3,8})[»\"”]?\s?\)")
_REVERSE = re.compile(r"\b([^\W\d_]{3,8})[»\"”]?\s?\(([^()]{6,120})\)")
BEFORE = 160
TELLING = 4  # letters from which initials in a row are no chance
WORD = 3
_SMALL = word_set("и в о об по при для на с of the and for in")
_WORK = word_set(
    "труда движения производства питания детей школы школьников дома двора подъезда завода цеха предприятия рабочих"
    " работников жильцов персонала пациентов продуктов полетов пассажиров вкладов платежей клиентов района поселка"
    " дачников учеников студентов игроков спортсменов данных сетей"
)
_LEGAL = re.compile(
    r"(?:ооо|оао|зао|ао|пао|гбуз|огбуз|обуз|бузоо|буз|гауз|огауз|гуз|мбу|гбу|ип|чоп|фк|бк|хк|нко|тоо|кгп|гкп|кгбуз|ltd|inc|llc)"
)
_REGIONAL = re.compile(r"(?!росс|евраз)\w{3,}(?:ская|ской|скую)")
_NUMBER = re.compile(r"[»\"”]?\s?(?:№|N|#)\s?\d")
LEAD = 1
DECISIVE = 3


def means_other(passages: list[Passage], matcher: Matcher) -> str | None:
    """What else the acronym means in this text, as a reason; None where it is the organisation.

    An expansion in brackets that is not a name of the organisation decides; so does a legal form or a number beside
    the acronym. Else words of a homonym are weighed against words of the topic.
    """
    names = [hit.what for passage in passages for hit in passage.hits if isinstance(hit.what, Name)]
    if all(name.strength != "short" for name in names) and _is_of_work(passages):
        return "an agreement of another kind"
    if any(name.strength == "full" for name in names) or _spelt_in_full(passages, matcher):
        return None
    reason = _expanded(passages, matcher) or _legal(passages, matcher) or _is_name(passages)
    if reason:
        return reason
    words = {(hit.what, p.number, hit.first) for p in _around(passages) for hit in p.hits if hit.kind == "homonym"}
    kinds = {str(what) for what, *_ in words}
    ours = _evidence(passages)
    for kind in sorted(kinds):
        count = sum(what == kind for what, *_ in words)
        if count > 2 * ours and (count > 1 or _sure(passages, kind, matcher, bare=not ours)):
            return f"the acronym means {kind}"
    return None


def _is_of_work(passages: list[Passage]) -> bool:
    """Whether what sounds like the treaty is on the safety of labour, roads, children; no office or body is near."""
    hits = [(passage, hit) for passage in passages for hit in passage.hits]
    if any(hit.kind in ("body", "office") and hit.names_it for _, hit in hits):
        return False
    behind = (p.tokens[hit.behind].low for p, hit in hits if hit.kind == "name" and hit.behind < len(p.tokens))
    return any(word in _WORK for word in behind)


def _is_name(passages: list[Passage]) -> str | None:
    """Somebody's name that sounds like the acronym: written as names are, another name right behind, no office near."""
    for passage in passages:
        for hit in passage.hits:
            short = isinstance(hit.what, Name) and hit.what.strength == "short" and hit.behind == hit.first + 1
            if short and _is_first_name(passage, hit) and _evidence(passages) < DECISIVE:
                return f"a name: {passage.words(hit.first, hit.behind + 1)}"
    return None


def _is_first_name(passage: Passage, hit: Hit) -> bool:
    """Whether the letters open a man's name: capital and small ones before another capital, or before a known name."""
    written = passage.tokens[hit.first].text
    if written.isascii() or hit.behind >= len(passage.tokens) or passage.between(hit.first, hit.behind) != " ":
        return False
    following = passage.tokens[hit.behind]
    opens = hit.first == passage.sentence_of(hit.first).first
    if opens and plain_letters(following.low) in given_forms() and following.text[0].isupper():
        return True
    return written.istitle() and following.text.istitle() and not is_ordinary(following.low)


def _around(passages: list[Passage]) -> list[Passage]:
    """The blocks whose words may explain the acronym: all where title or lead have it, else those that name it."""
    naming = [passage for passage in passages if any(hit.names_it for hit in passage.hits)]
    return passages if any(passage.number <= LEAD for passage in naming) else naming


def _sure(passages: list[Passage], kind: str, matcher: Matcher, *, bare: bool) -> bool:
    """Whether a word that leaves no doubt about a homonym stands in the text, or nothing at all speaks for us."""
    stems = next((other.sure for other in matcher.topic.homonyms if other.title == kind), ())
    if not stems:
        return False
    return bare or any(token.low.startswith(stems) for passage in passages for token in passage.tokens)


def _evidence(passages: list[Passage]) -> int:
    """Words of the topic's surroundings, offices and bodies, each counted once."""
    seen: set[str] = set()
    score = 0
    for passage in passages:
        for hit in passage.hits:
            key = f"{hit.kind}:{getattr(hit.what, 'id', hit.what)}"
            if hit.kind in ("kin", "body", "office", "rival") and key not in seen:
                seen.add(key)
                score += DECISIVE if _strong(passage, hit) else 1
    return score


def _strong(passage: Passage, hit: Hit) -> bool:
    """Whether it ties the acronym to the organisation: its office or body, or a word of its affairs right before it."""
    if isinstance(hit.what, Office):
        return hit.names_it or any(other.names_it and other.first == hit.behind for other in passage.hits)
    if isinstance(hit.what, Body):
        return not hit.what.press
    return any(other.kind == "name" and other.first == hit.behind for other in passage.hits)


def _spelt_in_full(passages: list[Passage], matcher: Matcher) -> bool:
    """Whether an office or body stands with the organisation's full name."""
    shorts = matcher.acronyms
    for passage in passages:
        for hit in passage.hits:
            words = set(passage.lows[hit.first : hit.behind])
            if hit.names_it and hit.kind != "name" and not words & shorts:
                return True
    return False


def _expanded(passages: list[Passage], matcher: Matcher) -> str | None:
    for passage in passages:
        for found in _BRACKET.finditer(passage.text):
            words = passage.text[max(0, found.start() - BEFORE) : found.start()].rpartition("(")[2]
            if fold(found[1]) in matcher.acronyms and _spells(words, found[1]):
                return f"the acronym is spelt out otherwise: {words.strip()[-60:]}"
        for found in _REVERSE.finditer(passage.text) if "(" in passage.text else ():
            if fold(found[1]) in matcher.acronyms and _spells(found[2], found[1]):
                return f"the acronym is spelt out otherwise: {found[2].strip()[:60]}"
        row = _spelt_by(passage, matcher)
        if row:
            return f"the acronym is spelt out otherwise: {row}"
    return None


def _spelt_by(passage: Passage, matcher: Matcher) -> str | None:
    """Words in a row whose initials are the acronym and that are no name of the organisation."""
    named = {index for hit in passage.hits if hit.names_it for index in range(hit.first, hit.behind)}
    lows = passage.lows
    places = [place for place, low in enumerate(lows) if low not in _SMALL and place not in named]
    initials = "".join([lows[place][0] for place in places])
    for acronym in matcher.acronyms:
        start = initials.find(acronym)
        row = places[start : start + len(acronym)] if start >= 0 and len(acronym) >= TELLING else []
        if row and row[-1] - row[0] <= len(row) and all(len(lows[place]) >= WORD for place in row):
            return passage.words(row[0], row[-1] + 1)
    return None


def _spells(words: str, acronym: str) -> bool:
    """Whether the initials of the last words are the acronym."""
    initials = [word[0] for word in re.findall(r"[^\W\d_]+", fold(words)) if word not in _SMALL]
    letters = list(fold(acronym))
    return any(initials[start : start + len(letters)] == letters for start in range(len(initials) - len(letters) + 1))


def _legal(passages: list[Passage], matcher: Matcher) -> str | None:
    for passage in passages:
        for hit in passage.hits:
            if not (isinstance(hit.what, Name) and hit.what.strength == "short"):
                continue
            before = passage.tokens[hit.first - 1].low if hit.first else ""
            if _LEGAL.fullmatch(before):
                return f"the acronym is a firm's or clinic's name: {passage.words(hit.first - 1, hit.behind)}"
            if _REGIONAL.fullmatch(before) and passage.tokens[hit.first - 1].text[0].isupper():
                return f"the acronym is of one region: {passage.words(hit.first - 1, hit.behind)}"
            if _NUMBER.match(passage.text, passage.tokens[hit.behind - 1].end):
                return "the acronym bears a number"
    del matcher
    return None
