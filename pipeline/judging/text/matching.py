"""Finds the topic's names, bodies, offices and words in a list of tokens; it decides nothing about what they mean.

Every case form is generated once from the topic; finding them is a walk over the tokens through one trie, so its
cost does not grow with the number of names (a token costs a dictionary look-up).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.judging.text.tokens import Token, mend, split_words
from pipeline.judging.topic import Body, Name, Office, Phrase, Topic
from pipeline.judging.words.declension import fold
from pipeline.judging.words.memory import Memory
from pipeline.judging.words.names import known_forms
from pipeline.judging.words.phrases import expand
from pipeline.judging.words.tables import word_set

Kind = Literal["name", "body", "office", "exercise", "kin", "rival", "homonym"]
SHORT_STEM = 2


class Hit(NamedTuple):
    """A phrase found: tokens `first` up to, not including, `behind`; whether it holds a name of the organisation."""

    kind: Kind
    what: Name | Body | Office | str
    first: int
    behind: int
    nominative: bool
    names_it: bool = False


class _Node:
    __slots__ = ("ends", "exact", "stems")

    def __init__(self) -> None:
        self.exact: dict[str, _Node] = {}
        self.stems: dict[str, _Node] = {}
        self.ends: list[tuple[Kind, Name | Body | Office | str, bool, bool, str]] = []


class Matcher:
    """One topic, compiled. Build it through `matcher_of`, which keeps it for the life of the process."""

    def __init__(self, topic: Topic) -> None:
        """Generate every form of every phrase of the topic."""
        self.topic = topic
        self._root = _Node()
        self._vocabulary: set[str] = set()
        self._names: dict[str, list[tuple[str, ...]]] = {}
        for name in topic.names:
            for words, _ in expand(name.phrase) if name.strength != "part" else ():
                bare = tuple(word.rstrip("*") for word in words)
                self._names.setdefault(bare[0], []).append(bare)
        for kind, what, phrase in _phrases_of(topic):
            for words, nominative in expand(phrase):
                self._add(kind, what, words, nominative=nominative, language=phrase.language)
        self._first = Memory(lambda low: list(_children(self._root, low)))
        for person in topic.people:
            for spelling in (person.name, *person.spellings):
                self._vocabulary.update(fold(spelling).split())
        shorts = (expand(name.phrase)[0].words[0] for name in topic.names if name.strength == "short")
        self.acronyms = frozenset(short.rstrip("*") for short in shorts)
        self.proper = frozenset(acronym.upper() for acronym in self.acronyms) | known_forms(topic).keys()
        self.vocabulary = frozenset(word for word in self._vocabulary if len(word) > SHORT_STEM * 2)

    def mend(self, text: str) -> str:
        """The text with what hides the topic's words undone; see `tokens.mend`."""
        return mend(text, self.acronyms, self.vocabulary)

    def find(self, text: str, tokens: Sequence[Token]) -> list[Hit]:
        """The phrases in order; of those that begin at one word the longest, and none inside another."""
        hits: list[Hit] = []
        behind = 0
        for place in self._first.places([token.low for token in tokens]):
            if place >= behind:
                found = self._longest(text, tokens, place, self._first[tokens[place].low])
                hits += found
                behind = found[0].behind if found else place
        return hits

    def names(self, text: str) -> list[Hit]:
        """The names of the organisation in a text that was not mended yet."""
        mended = self.mend(text)
        return [hit for hit in self.find(mended, split_words(mended)) if hit.names_it]

    def _add(
        self, kind: Kind, what: Name | Body | Office | str, words: Sequence[str], *, nominative: bool, language: str
    ) -> None:
        node = self._root
        for word in words:
            if word.endswith("*"):
                node = node.stems.setdefault(word[:-1], _Node())
            else:
                node = node.exact.setdefault(word, _Node())
                self._vocabulary.add(word)
        node.ends.append((kind, what, nominative, self._names_it(words), language))

    def _names_it(self, words: Sequence[str]) -> bool:
        bare = tuple(word.rstrip("*") for word in words)
        return any(
            bare[start : start + len(name)] == name
            for start, word in enumerate(bare)
            for name in self._names.get(word, ())
        )

    def _longest(self, text: str, tokens: Sequence[Token], start: int, begun: list[tuple[_Node, str]]) -> list[Hit]:
        best: list[Hit] = []
        steps = [(node, start + 1, ending) for node, ending in begun]
        while steps:
            node, place, ending = steps.pop()
            if node.ends and (not best or place >= best[0].behind):
                cased = place < len(tokens) and tokens[place].glued and tokens[place].low in _CASES
                hits = [
                    Hit(kind, what, start, place, form and not cased and not is_oblique(ending, language), named)
                    for kind, what, form, named, language in node.ends
                ]
                best = best + hits if best and best[0].behind == place else hits
            if place == len(tokens) or not (node.exact or node.stems):
                continue
            if _joined(text, tokens[place - 1], tokens[place]):
                steps += [(child, place + 1, end) for child, end in _children(node, tokens[place].low, ending)]
        return _distinct(best) if len(best) > 1 else best


def _children(node: _Node, low: str, ending: str = "") -> Iterator[tuple[_Node, str]]:
    """The steps a word allows, each with what the last word of any ending added to its stem."""
    if low in node.exact:
        yield node.exact[low], ending
    if node.stems:
        for cut in range(SHORT_STEM, len(low) + 1):
            child = node.stems.get(low[:cut])
            if child is not None:
                yield child, low[cut:]


_OBLIQUE = {
    "kk": re.compile(
        r"(?:[ндт][ыі]ң|[гғқк][ае]|н[ае]|[ндт][ыі]|[дт][ае]|[нд]{1,2}[ае]|[дтн][ае]н|[мбп]ен|[сқ]?[ыі]н)$"
    ),
    "ky": re.compile(
        r"(?:[ндт][ыиуү]н|[гк][аеоө]|н[аеоө]|[ндт][ыиуү]|[дт][аеоө]|н[дт][аеоө]|[дтн][аеоө]н|с?[ыиуү]н|менен)$"
    ),
    "hy": re.compile(r"(?:ի|ին|ից|ում|ով|յան|յանը)$"),
    "be": re.compile(r"(?<![еы]я)(?<![жб]а)(?:а|у|ам|е|ом|ы|і|ю|яй|ай|ём|аў)$"),
}


# Case endings tied to an acronym by a hyphen: `ХХХ-ның`, `ХХХ-ро`, `ХХХ-ում`.
_CASES = word_set(
    "ның нің дың дің тың тің ға ге қа ке да де та те дан ден тан тен нан нен ды ді ты ті ны ні мен бен пен дағы дегі"
    " тағы тегі нын нин нун нүн дын дин дун дүн тын тин тун түн га го гө ка ко кө до дө то тө дон дөн тон төн ди ду дү"
    " ти ту тү ни ну нү менен дагы деги догу тагы теги тогу ро ի ին ից ում ով ու ական"
)


def is_oblique(ending: str, language: str) -> bool:
    """Whether an ending is a case other than the nominative, in languages whose phrases take any ending."""
    return bool(ending) and language in _OBLIQUE and _OBLIQUE[language].search(ending) is not None


@lru_cache(maxsize=4)
def matcher_of(topic: Topic) -> Matcher:
    """The compiled form of a topic; topics are compared by identity."""
    return Matcher(topic)


def _distinct(hits: list[Hit]) -> list[Hit]:
    """One hit for each thing found, whatever its language; the nominative wins."""
    kept: dict[tuple[str, str | int], Hit] = {}
    for hit in sorted(hits, key=lambda one: not one.nominative):
        key = (hit.kind, hit.what if isinstance(hit.what, str) else id(hit.what))
        if not (isinstance(hit.what, Name) and any(isinstance(one.what, Name) for one in kept.values())):
            kept.setdefault(key, hit)
    return list(kept.values())


def _joined(text: str, left: Token, right: Token) -> bool:
    """Whether nothing but blanks, a hyphen, a dash or a quotation mark stands between two words."""
    between = text[left.end : right.start]
    return between in (" ", "-") or not between.strip(" -–—«»\"“”„'")


def _phrases_of(topic: Topic) -> Iterable[tuple[Kind, Name | Body | Office | str, Phrase]]:
    for name in topic.names:
        yield "name", name, name.phrase
    for body in topic.bodies:
        for phrase in body.phrases:
            yield "body", body, phrase
    for office in topic.offices:
        for phrase in office.phrases:
            yield "office", office, phrase
    words: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("exercise", topic.exercises),
        ("kin", topic.kin),
        ("rival", topic.rivals),
    )
    for kind, patterns in words:
        for pattern in patterns:
            yield kind, pattern, Phrase(language="ru", pattern=pattern)
    for homonym in topic.homonyms:
        for pattern in homonym.words:
            yield "homonym", homonym.title, Phrase(language="-", pattern=pattern)
