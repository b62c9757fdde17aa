"""Puts headlines written all in capitals back into ordinary letters, as the rest of the text writes its words.

It judges nothing and knows no topic: capitals are how names are told, so a headline full of them tells nothing.
"""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from pipeline.judging.words.names import SURNAME, capitalised, given_forms

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_STARTS = re.compile(r"(?:^|[.!?…:]\s{1,3}|[«\"“„(—–-]\s?)\W{0,3}$")
FEWEST = 2  # words of a headline that is looked at
FEWEST_TITLED = 5
LONG = 4  # letters of a word whose capital counts
SHARE = 0.8  # of long words with a capital
ENDING = 3  # letters in which two forms of one name may differ
LONGEST = 400  # characters of a headline


def settle_case(blocks: Sequence[str], proper: AbstractSet[str]) -> tuple[str, ...]:
    """The blocks with headlines in ordinary letters; where the whole text shouts nothing is known and nothing changed.

    Args:
        blocks: title, lead and paragraphs.
        proper: folded words that are names or acronyms whatever the text says, the acronyms in upper case.
    """
    loud = [number for number, block in enumerate(blocks) if _is_loud(block, title=number == 0)]
    if not loud or len(loud) == len(blocks):
        return tuple(blocks)
    seen = _seen(block for number, block in enumerate(blocks) if number not in loud)
    return tuple(_settled(block, seen, proper) if number in loud else block for number, block in enumerate(blocks))


def _is_loud(block: str, *, title: bool) -> bool:
    """Whether a block is all capitals, or an English headline With Every Word Capitalised."""
    if not block.isupper() and not (title and block.isascii()):
        return False
    if len(block) > LONGEST or not block[:1].strip() or (not title and re.search(r"[«\"“„]", block)):
        return False
    words = _WORD.findall(block)
    long = [word for word in words if len(word) >= LONG]
    if block.isupper():
        return len(words) >= FEWEST and any(len(word) > LONG for word in words)
    capitals = sum(word[0].isupper() for word in long)
    return len(words) >= FEWEST_TITLED and capitals >= SHARE * len(long)


def _seen(blocks: Iterable[str]) -> dict[str, str]:
    """Words with a capital as they are written inside sentences; surnames also where they open one."""
    seen: dict[str, str] = {}
    small: set[str] = set()
    for block in blocks:
        for found in _WORD.finditer(block):
            word, low = found.group(), found.group().lower()
            if word[0].islower():
                small.add(low)
            elif not _STARTS.search(block[max(0, found.start() - 6) : found.start()]) or SURNAME.fullmatch(low):
                seen.setdefault(low, word)
    return {low: word for low, word in seen.items() if low not in small}


def _settled(block: str, seen: dict[str, str], proper: AbstractSet[str]) -> str:
    stems = {low[:-ENDING]: word for low, word in seen.items() if len(low) > LONG + ENDING}
    given = given_forms()
    before = ""

    def settle(found: re.Match[str]) -> str:
        nonlocal before
        word, low = found.group(), found.group().lower()
        last, before = before, low
        if low in seen:
            return seen[low]
        folded = low.replace("ё", "е")
        if folded.upper() in proper:
            return word.upper()
        family = last in given and SURNAME.fullmatch(low) is not None
        named = family or folded in proper or folded in given or low[:-ENDING] in stems or low[: 1 - ENDING] in stems
        first = _STARTS.search(block[max(0, found.start() - 6) : found.start()])
        return capitalised(low) if named or first else low

    return _WORD.sub(settle, block)
