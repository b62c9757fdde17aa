"""Says why two sketches are of one story: nearly the same text, the same quotation, or the same news in other words.

A part is of its whole's story where it has the whole's beginning or more than half of it: two items cut from one
interview, each with other words, cannot both meet in it. Words said alike on different occasions (condolences,
receptions, greetings) are told apart by what stands in the same place of both: another name, number or noun.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

from pipeline.likeness.common import CEREMONY_STEMS
from pipeline.likeness.sketch import PARTING, Sketch, checksum

NEAR_DAYS = 3  # what is said again later is another occasion
SAME_DAY = 1  # other words for the same news come out by the next day
LEAST_RUNS = 8  # three-word runs two texts must share, about ten words
SAME_TEXT = 0.6  # of the shorter text's runs
OPENING = 50  # runs with which a text begins, or half of it where that is less
OPENED = 0.4  # of an opening's runs, or of the part's where they are fewer
OWN_WORDS = 0.12  # of the words that tell news from news: where both texts have so many of their own, one is no copy
SWAPS = 25  # such words for each that an editor may have replaced, one aside
LEAST_QUOTED = 4  # three-word runs of a quotation two texts must share, six words
BRIEF_QUOTE = 2  # where the rest of the text is alike too
ALIKE = 0.35
SAME_QUOTE = 0.5  # of the fewer quoted runs
SAME_NEWS = 0.5  # of the words that tell news from news, in the text that has fewer
SAME_HEAD = 0.4  # of those in either text's head
SAME_OCCASION = 0.4  # of the words that are no ceremony, where the rest is
COPIED = 0.5  # of the shorter's runs: where so many are shared, what stands in one place can be compared
LARGER = 3  # times the other's telling words: what is told so much longer is told otherwise
FEW_WORDS = 2  # such words: texts that share fewer are not looked at
LEAST_WORDS = 7  # such words two texts must share
CEREMONY = frozenset(map(checksum, CEREMONY_STEMS))


def likeness(one: Sketch, other: Sketch, days: int) -> str | None:
    """Why two texts of days so far apart are of one story, None where nothing says so; mutual."""
    if days > NEAR_DAYS or len(one.stems & other.stems) < FEW_WORDS:
        return None
    short, long = (one, other) if _order(one, other) else (other, one)
    reason = _same_text(short, long) or _same_quotation(short, long)
    return reason or (_same_news(short, long) if days <= SAME_DAY else None)


def _order(one: Sketch, other: Sketch) -> bool:
    """Whether two stand as shorter and longer; of equals, the same way whoever is asked first."""
    if len(one.runs) != len(other.runs):
        return len(one.runs) < len(other.runs)
    return (one.runs, sorted(one.head)) <= (other.runs, sorted(other.head))


def _same_text(short: Sketch, long: Sketch) -> str | None:
    theirs = frozenset(long.runs)
    shared = len(theirs.intersection(short.runs))
    if shared < LEAST_RUNS or shared < SAME_TEXT * len(short.runs):
        return None
    if _share(_opening(short.runs), theirs) < OPENED or not _is_worth(shared, long.runs, frozenset(short.runs)):
        return None
    if _own_words(short, long) > 2 + OWN_WORDS * len(short.stems) or _is_refilled(short, long):
        return None
    return f"nearly the same text ({shared / len(short.runs):.0%} of the shorter's three-word runs)"


def _same_quotation(short: Sketch, long: Sketch) -> str | None:
    few, many = sorted((short.quoted, long.quoted), key=lambda quoted: (len(quoted), quoted))
    ours = frozenset(few) - {PARTING}
    shared = len(ours.intersection(many))
    if shared < BRIEF_QUOTE or shared < SAME_QUOTE * len(ours) or not _is_worth_quoting(many, ours):
        return None
    if shared < LEAST_QUOTED and _alike(short, long) < ALIKE:
        return None
    if not _may_be_one_voice(short, long) or _swaps_names(short, long):
        return None
    if (short.formal or long.formal) and _is_said_to_others(short, long):
        return None
    return f"the same quotation ({shared + 2} words)"


def _same_news(short: Sketch, long: Sketch) -> str | None:
    known, alike = _known(short, long), _alike(short, long)
    shared = ((short.stems | short.head) & (long.stems | long.head)) - known
    if len(shared) < LEAST_WORDS or alike < SAME_NEWS or not _is_one_voice(short, long):
        return None
    if short.dialogue or long.dialogue or len(long.stems) > LARGER * len(short.stems):
        return None
    heads = ((short.head, (long.stems | long.head)), (long.head, (short.stems | short.head)))
    if min(_share(set(head) - known, words) for head, words in heads) < SAME_HEAD:
        return None
    if _other_numbers(short, long) or _other_occasion(short, long) or _is_refilled(short, long):
        return None
    return f"the same news reworded ({alike:.0%} of the shorter's telling words)"


def _is_worth(shared: int, whole: Sequence[int], part: AbstractSet[int]) -> bool:
    """Whether a part has more than half of the whole, or its beginning."""
    opening = _opening(whole)
    opened = sum(one in part for one in opening)
    return 2 * shared > len(whole) or opened >= OPENED * min(len(opening), len(part))


def _is_worth_quoting(many: Sequence[int], part: AbstractSet[int]) -> bool:
    """The same for quotations: those of which the part has something are the first, or more than half of all."""
    parted: list[list[int]] = [[]]
    for run in many:
        if run == PARTING:
            parted.append([])
        else:
            parted[-1].append(run)
    touched = [sum(run in part for run in quote) >= BRIEF_QUOTE for quote in parted]
    heard = sum(len(quote) for quote, has in zip(parted, touched, strict=True) if has)
    return touched[0] or 2 * heard > sum(map(len, parted))


def _opening(runs: Sequence[int]) -> Sequence[int]:
    return runs[: max(1, min(OPENING, len(runs) // 2))]


def _share(part: Collection[int], whole: Collection[int]) -> float:
    return sum(one in whole for one in part) / len(part) if part else 0.0


def _known(short: Sketch, long: Sketch) -> frozenset[int]:
    return short.known | long.known


def _alike(short: Sketch, long: Sketch) -> float:
    known = _known(short, long)
    ours, theirs = (short.stems | short.head) - known, (long.stems | long.head) - known
    return len(ours & theirs) / max(1, min(len(ours), len(theirs)))


def _own_words(short: Sketch, long: Sketch) -> int:
    ours, theirs = short.stems, long.stems
    return min(len(ours - theirs), len(theirs - ours))


def _may_be_one_voice(short: Sketch, long: Sketch) -> bool:
    """Whether no two different persons speak; two words of a name are one person, a surname alone too."""
    if not short.persons or not long.persons:
        return True
    return len(short.persons & long.persons) >= min(2, len(short.persons), len(long.persons))


def _is_one_voice(short: Sketch, long: Sketch) -> bool:
    if short.persons and long.persons:
        return _may_be_one_voice(short, long)
    bodies = short.bodies & long.bodies
    return bool(short.persons or long.persons) or len(bodies) >= min(2, len(short.bodies), len(long.bodies))


def _swapped(short: Sketch, long: Sketch) -> list[tuple[set[int], set[int]]]:
    """What stands in one text where the other has something else, neither of it anywhere in the other text."""
    ours, theirs = (short.stems | short.head | short.known), (long.stems | long.head | long.known)
    known = _known(short, long)
    found = []
    for side in (0, 1):
        here, there = _places(short, side), _places(long, side)
        found += [
            (here[place] - theirs, there[place] - ours)
            for place in here.keys() & there.keys()
            if not here[place] & there[place] & known  # a speaker whose name is spelt otherwise is himself
        ]
    return [(mine, yours) for mine, yours in found if mine and yours]


def _places(sketch: Sketch, side: int) -> dict[int, set[int]]:
    places: dict[int, set[int]] = defaultdict(set)
    for place, word in zip(sketch.slots[side::3], sketch.slots[2::3], strict=True):
        if place:
            places[place].add(word)
    return places


def _swaps_names(short: Sketch, long: Sketch) -> bool:
    """Whether a name or number stands in one text where another stands in the other."""
    ours, theirs = (short.names | short.numbers), (long.names | long.numbers)
    return any(mine & ours and yours & theirs for mine, yours in _swapped(short, long))


def _is_refilled(short: Sketch, long: Sketch) -> bool:
    """Whether one is the other's pattern with other things named: names, or more words than an editor replaces."""
    swapped = _swapped(short, long)
    words = {word for mine, _ in swapped for word in mine}
    allowed = 0 if short.formal or long.formal else 1 + len(short.stems) // SWAPS
    return len(words) > allowed or _swaps_names(short, long)


def _is_said_to_others(short: Sketch, long: Sketch) -> bool:
    """Whether the same ceremonial words may have been said on another occasion: what is no ceremony differs."""
    ceremony = _known(short, long) | CEREMONY
    ours, theirs = (short.stems | short.head) - ceremony, (long.stems | long.head) - ceremony
    if len(ours & theirs) < SAME_OCCASION * min(len(ours), len(theirs)) or _other_occasion(short, long):
        return True
    copied = len(frozenset(short.runs) & frozenset(long.runs)) > len(short.runs) * COPIED
    return copied and _is_refilled(short, long)


def _other_numbers(short: Sketch, long: Sketch) -> bool:
    """Whether each text has a number the other has not."""
    return bool(short.numbers - (long.numbers | long.head) and long.numbers - (short.numbers | short.head))


def _other_occasion(short: Sketch, long: Sketch) -> bool:
    """Whether both texts name what the other does not, and little together."""
    known = _known(short, long)
    ours, theirs = short.names - known, long.names - known
    own, strange = ours - (long.stems | long.head), theirs - (short.stems | short.head)
    return bool(own and strange) and len(ours & theirs) < min(len(own), len(strange))
