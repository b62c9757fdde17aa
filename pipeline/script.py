"""Tells language from letter salad: how much a text reads like words of one script; it knows no charsets."""

import re
from itertools import islice

SAMPLE = 600  # words looked at
SAMPLE_RUNS = 2000  # runs of foreign characters looked at
ENOUGH = 0.5  # plausibility below which a text is salad
FEW = 6  # words with foreign letters below which nothing is called salad
COMMON = frozenset("оеаинтсрвл")  # six letters in ten of Russian, five in ten of its neighbours
COMMON_CAPITALS = frozenset("ОЕАИНТСРВЛ")  # count half: koi8-r misread turns small letters into capitals
COMMON_SHARE = 0.4

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD = re.compile(r"[A-Za-z]?[^\x00-\x7f\W\d_][^\W\d_]{0,40}")
_CYRILLIC = re.compile(r"(?:[\u0400-\u042f\u0460-\u052f]?[\u0430-\u045f\u0460-\u052f]+|[\u0400-\u042f\u0460-\u052f]+)")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+")
_ODD = re.compile("[\u0080-\u009f\u2500-\u259f]")  # what cp866 and koi8-r make of other charsets' letters
_SALAD = re.compile(
    # UTF-8 read as windows-1251 and as windows-1252: a lead byte's letter, then what cannot follow it in a word
    "[РС][\u0080-\u00bf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122]"
    "|[ÐÑ][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def plausibility(text: str) -> float:
    """How much of the foreign lettering reads like words, 0 to 1; 1 for plain ASCII.

    A Cyrillic word is plausible in one case or with a capital first, a Latin one with at most half of its letters
    accented, any other script as it is. Cyrillic without its common letters is another charset's, and the pairs
    that UTF-8 leaves when it is misread are no words at all.
    """
    words = [match[0] for match in islice(_WORD.finditer(text), SAMPLE)]
    if not words:
        return 1.0
    letters = sum(map(len, words))
    good = sum(len(word) for word in words if _reads(word))
    return max(0.0, good / letters * _commonness(words, letters) - _salad_share(text))


def _reads(word: str) -> bool:
    if "\u0400" <= word[0] <= "\u052f":
        return bool(_CYRILLIC.fullmatch(word))
    if _LATIN.fullmatch(word):
        return sum(char > "\x7f" for char in word) * 2 <= len(word)
    return not _LATIN.match(word[0]) and not _LATIN.match(word[-1])


def _commonness(words: list[str], letters: int) -> float:
    cyrillic = "".join(word for word in words if _CYRILLIC.match(word))
    if len(words) < FEW or len(cyrillic) * 2 <= letters:
        return 1.0
    common = sum(map(cyrillic.count, COMMON)) + sum(map(cyrillic.count, COMMON_CAPITALS)) / 2
    return min(1.0, common / len(cyrillic) / COMMON_SHARE)


def _salad_share(text: str) -> float:
    """The share of foreign characters that are pairs of misread UTF-8, box drawings or controls."""
    foreign = " ".join(match[0] for match in islice(_FOREIGN.finditer(text), SAMPLE_RUNS))
    salad = sum(map(len, _SALAD.findall(foreign))) + len(_ODD.findall(foreign))
    return salad / len(foreign) if salad else 0.0


def looks_garbled(text: str) -> bool:
    """Whether a text is mojibake rather than language; texts of few foreign words are taken as they are."""
    words = sum(1 for _ in islice(_WORD.finditer(text), FEW))
    return words >= FEW and plausibility(text) < ENOUGH
