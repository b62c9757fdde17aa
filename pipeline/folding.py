"""The form in which words are compared and searched; it reads single texts and decides nothing."""

import re
import unicodedata

WORD = re.compile(r"\w+")
STRESS = re.compile("[\u0300\u0301]")  # marks for the reader that are no part of the spelling


def words_of(text: str) -> list[str]:
    """The words of a text, folded: whatever their case, with stress marks or without, ё as е."""
    return WORD.findall(fold(text))


def fold(text: str) -> str:
    """The form in which texts are compared and searched."""
    return STRESS.sub("", unicodedata.normalize("NFC", text)).casefold().replace("ё", "е")
