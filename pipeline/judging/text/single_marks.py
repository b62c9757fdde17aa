"""Tells single quotation marks, ‘…’ and '…', from apostrophes; it knows no words but contractions."""

import re
from typing import NamedTuple

_CANDIDATE = re.compile(r"(?<![\w’'])[‘'](?=[^\W_])|(?<=[\w.,!?…;:»”\"])[’'](?!\w)")
_CONTRACTED = re.compile(r"['‘](?:\d0s|em|tis|twas|til|cause|bout|n)\b")
_FREE = ' \t\n([—–-/«„“"'
_PAUSED = '.,!?…;:»”"'
LOOKS = 8  # candidates looked at for a surer end


class Mark(NamedTuple):
    """A single mark that quotes: its place, and whether it opens."""

    place: int
    opens: bool


def find_singles(text: str) -> list[Mark]:
    """The single marks that have their partner, in order; apostrophes and possessives are none."""
    if "'" not in text and "‘" not in text:
        return []
    found = [(one.group(), one.start()) for one in _CANDIDATE.finditer(text)]
    marks: list[Mark] = []
    begun: tuple[str, int] | None = None
    for number, (sign, place) in enumerate(found):
        if begun is None:
            if _may_open(text, sign, place):
                begun = sign, place
        elif sign == ("’" if begun[0] == "‘" else "'") and _may_close(text, found, number):
            marks += (Mark(begun[1], opens=True), Mark(place, opens=False))
            begun = None
    if begun is not None and begun == ("‘", 0):
        marks.append(Mark(0, opens=True))
    return marks


def _may_open(text: str, sign: str, place: int) -> bool:
    before, behind = text[place - 1 : place], text[place + 1 : place + 2]
    free = (not before or before in _FREE) and behind.isalnum()
    return free and sign in "‘'" and _CONTRACTED.match(text, place) is None


def _may_close(text: str, found: list[tuple[str, int]], number: int) -> bool:
    """Whether a mark ends a quotation: behind a pause it does, behind a plural only where no surer end follows."""
    sign, place = found[number]
    before = text[place - 1]
    if before in _PAUSED:
        return True
    if not (before.isalnum() or before == ")"):
        return False
    if before != "s" or not text[place + 1 : place + 3].strip().isalpha():
        return True
    for other, ahead in found[number + 1 : number + 1 + LOOKS]:
        if _may_open(text, other, ahead):
            return True
        if other == sign and text[ahead - 1] in _PAUSED:
            return False
    return True
