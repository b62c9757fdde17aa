"""Compares the words of an address with names: Cyrillic and its many transliterations meet in one plain form."""

import re

_TABLE = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "h", "ц": "c", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
    "і": "i", "ў": "u", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ӣ": "i",
    "ӯ": "u", "ҳ": "h", "ҷ": "j",
}  # fmt: skip
# Order matters: the longer spelling first. All are ways of writing one Russian letter in Latin.
_SPELLINGS = (
    ("shch", "sh"), ("sch", "sh"), ("kh", "h"), ("ts", "c"), ("iu", "u"), ("yu", "u"), ("ju", "u"),
    ("ia", "a"), ("ya", "a"), ("ja", "a"), ("ye", "e"), ("yo", "e"), ("jo", "e"), ("x", "h"),
    ("y", "i"), ("j", "i"), ("w", "v"), ("'", ""),
)  # fmt: skip
_RUNS = re.compile(r"i{2,}")
_BREAKS = re.compile(r"[^a-z0-9]+")


def plain(text: str) -> str:
    """Latin words of one plain spelling joined by hyphens, whatever the script and the scheme.

    >>> plain("Яблоко: юг") == plain("yabloko-yug")
    True
    """
    latin = "".join(_TABLE.get(letter, letter) for letter in text.lower())
    for spelling, letter in _SPELLINGS:
        latin = latin.replace(spelling, letter)
    return _BREAKS.sub("-", _RUNS.sub("i", latin)).strip("-")


def stands_in(stem: str, slug: str) -> bool:
    """Whether a word of a plain slug begins with the plain stem."""
    return f"-{stem}" in f"-{slug}"
