"""Words of a text with their places; it mends invisible and mixed letters first and judges nothing."""

import re
from typing import NamedTuple

from pipeline.judging.words.declension import fold


class Token(NamedTuple):
    """A word: as written, folded for comparison, its place, and whether a hyphen ties it to the word before."""

    text: str
    low: str
    start: int
    end: int
    glued: bool


_WORD = re.compile(r"([^\W_]+(?:['’ʼ`][^\W_]+)*)")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u0301"
_BLANKS = "\u00a0\u202f\u205f\u3000\t\n\r" + "".join(map(chr, range(0x2000, 0x200B)))
_LETTERS = str.maketrans(_BLANKS + "\u2010\u2011", " " * len(_BLANKS) + "--", _INVISIBLE)
_MIXED = re.compile(r"[a-zA-Z](?:(?=[а-яА-ЯёЁ])|(?<=[а-яА-ЯёЁ].))")  # begins with what is rare, as the rest here do
_ALTERED = re.compile(f"[{_BLANKS}\u2010\u2011{_INVISIBLE}]")
_LETTERED = re.compile(r"[^\W\d_]+")
LONGEST = 48
_TO_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxyki", "АВСЕНКМОРТХУасеорхукі")
_TO_LATIN = str.maketrans("АВСЕНКМОРТХУасеорхуі", "ABCEHKMOPTXYaceopxyi")
_DOTS = re.compile(r"\. ?[^\W\d_]\.")
_DOTTED = re.compile(r"(?<![\w.])(?:[^\W\d_]\. ?){2,7}[^\W\d_]\b\.?")
_BROKEN = re.compile(r"(?<![^\W\d_])([^\W\d_]{2,})-\s?([а-яёіў]{2,})")


def mend(text: str, acronyms: frozenset[str], vocabulary: frozenset[str]) -> str:
    """The text with what hides words undone.

    No-break blanks become blanks, invisible characters go, letters of the other script that look alike are swapped
    within a word, dotted acronyms the topic knows are joined (`О.Д.К.Б.`), and so are its words cut by a hyphen
    that a line break left behind.
    """
    if _ALTERED.search(text):
        text = text.translate(_LETTERS)
    if _MIXED.search(text):
        text = _LETTERED.sub(_swap, text)
    if _DOTS.search(text):
        text = _DOTTED.sub(lambda found: _undot(found, acronyms), text)
    return _BROKEN.sub(lambda found: _join(found, vocabulary), text) if "-" in text else text


def split_words(text: str) -> list[Token]:
    """The words in order; a possessive counts as its bare word, what is longer than any word by its beginning."""
    tokens: list[Token] = []
    end = 0
    make = tuple.__new__  # a third of the time a constructor takes
    folded = fold(text)
    same = len(folded) == len(text)
    parts = _WORD.split(text)  # gaps and words in turn
    for gap, word in zip(parts[::2], parts[1::2], strict=False):
        start = end + len(gap)
        end = start + len(word)
        low = (folded[start:end] if same else fold(word))[:LONGEST]
        if not low.isalnum():
            low = _bare(low)
        tokens.append(make(Token, (word, low, start, end, gap == "-" and bool(tokens))))
    return tokens


def _bare(low: str) -> str:
    """A word with an apostrophe: without the English possessive, with the plain mark."""
    return low[:-2] if low.endswith(("'s", "’s")) else low.replace("’", "'").replace("ʼ", "'")


def _swap(found: re.Match[str]) -> str:
    word = found.group()
    if not _MIXED.search(word):
        return word
    for table, letters in ((_TO_CYRILLIC, "а-яёіА-ЯЁІ"), (_TO_LATIN, "a-zA-Z")):
        turned = word.translate(table)
        if re.fullmatch(f"[{letters}]+", turned):
            return turned
    return word


def _undot(found: re.Match[str], acronyms: frozenset[str]) -> str:
    letters = re.sub(r"[. ]", "", found.group())
    if fold(letters) not in acronyms:
        return found.group()
    return letters


def _join(found: re.Match[str], vocabulary: frozenset[str]) -> str:
    joined = found[1] + found[2]
    return joined if fold(joined) in vocabulary else found.group()
