"""The notation in which a topic writes phrases, turned into the word sequences to look for; no text is read here.

`Генеральный секретарь` declines every word (Russian). `Совет | министров обороны` declines what stands before the
bar. `сил{ы,,ам,ами,ах}` lists the endings itself, the nominative first. `хатшы*` takes any ending. Other languages
than Russian are taken as written.
"""

import re
from typing import NamedTuple

from pipeline.judging.topic import Phrase
from pipeline.judging.words.declension import decline_word, fold

_BRACES = re.compile(r"^(.*)\{(.*)\}$")
_PARTS = re.compile(r"[\s-]+")


class Sequence(NamedTuple):
    """Words in order, folded, `*` at the end for any ending; whether this is the nominative."""

    words: tuple[str, ...]
    nominative: bool


def expand(phrase: Phrase) -> tuple[Sequence, ...]:
    """All word sequences that are a form of the phrase.

    >>> [s.words for s in expand(Phrase(language="ru", pattern="Совет | обороны"))][:2]
    [('совет', 'обороны'), ('совета', 'обороны')]
    """
    head, bar, tail = phrase.pattern.partition("|")
    fixed = tuple(fold(word).replace("’", "'") for word in _PARTS.split(tail.strip())) if bar else ()
    declines = phrase.language == "ru" and not phrase.pattern.isupper()
    words = [forms for word in head.split() for forms in _compound(word, declines=declines)]
    count = max(len(forms) for forms in words)
    seen: dict[tuple[str, ...], bool] = {}
    for case in range(count):
        row = tuple(forms[min(case, len(forms) - 1)] for forms in words)
        seen.setdefault((*row, *fixed), case == 0)
    return tuple(Sequence(row, nominative) for row, nominative in seen.items())


def _compound(word: str, *, declines: bool) -> list[tuple[str, ...]]:
    """A hyphenated word as its parts, of which only the last is declined (`пресс-служба`)."""
    parts = word.split("-") if "{" not in word else [word]
    return [_forms(part, declines=declines and part is parts[-1]) for part in parts]


def _forms(word: str, *, declines: bool) -> tuple[str, ...]:
    braces = _BRACES.match(word)
    if braces:
        return tuple(fold(braces[1] + ending.strip()) for ending in braces[2].split(","))
    low = fold(word).replace("’", "'")
    return decline_word(word) if declines and "*" not in word and len(word) > 1 else (low,)
