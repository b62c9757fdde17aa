"""Says why two sketches are of one story: nearly the same text, the same quotation, or the same news in other words.

A part is of its whole's story where it has the whole's beginning or more than half of it: two items cut from one
interview, each with other words, cannot both meet in it. Words said alike on different occasions (condolences,
receptions, greetings) are told apart by what stands in the same place of both: another name, number or noun.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet

from pipeline.likeness.common import CEREMONY_STEMS
from pipeline.likeness.sketch import PARTING, SIDES, Sketch, checksum

NEAR_DAYS = 3  # what is said again later is another occasion
SAME_DAY = 1  # other words for the same news come out by the next day
LEAST_RUNS = 8  # three-word runs two texts must share, about ten words
SAME_TEXT = 0.6  # of the shorter text's runs
OPENING = 50  # runs with which a text begins, or half of it where that is less
OPENED = 0.4  # of an opening's runs, or of the part's where they are fewer
BEGUN = 0.5  # of the telling words of a first sentence
LONG_TAIL = 120  # runs: so long is no notice that stands under all news
OWN_WORDS = 0.12  # of the words that tell news from news: where both texts have so many of their own, one is no copy
SWAPS = 25  # such words for each that an editor may have replaced; in a shorter text one makes another occasion
LEAST_QUOTED = 4  # three-word runs of a quotation two texts must share, six words
LEAST_CITED = 6  # three-word runs of a text that another quotes, eight words
CITED = 0.8  # of what is quoted at all
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
    reason = _same_text(short, long) or _same_quotation(short, long) or _quotes_it(short, long)
    return reason or (_same_news(short, long) if days <= SAME_DAY else None)


def _order(one: Sketch, other: Sketch) -> bool:
    """Whether two stand as shorter and longer; of equals, the same way whoever is asked first."""
    if len(one.runs) != len(other.runs):
        return len(one.runs) < len(other.runs)
    if one.runs != other.runs:
        return one.runs < other.runs
    return sorted(one.head) <= sorted(other.head)


def _same_text(short: Sketch, long: Sketch) -> str | None:
    theirs = frozenset(long.runs)
    shared = len(theirs.intersection(short.runs))
    if shared < LEAST_RUNS or shared < SAME_TEXT * len(short.runs):
        return None
    if _share(_opening(short.runs), theirs) < OPENED or not _is_worth(shared, long.runs, frozenset(short.runs)):
        return None
    if _ends_alike(short, long) and shared < LONG_TAIL:
        return None
    if _own_words(short, long) > 1 + OWN_WORDS * len(short.stems) or _is_refilled(short, long):
        return None
    return f"nearly the same text ({shared / len(short.runs):.0%} of the shorter's three-word runs)"


def _ends_alike(short: Sketch, long: Sketch) -> bool:
    """Whether two texts begin with other words and share no quotation: what follows may stand under any news."""
    known = _known(short, long)
    begun = (_share(short.lede - known, long.stems), _share(long.lede - known, short.stems))
    if max(begun) >= BEGUN:
        return False
    return len((frozenset(short.quoted) & frozenset(long.quoted)) - {PARTING}) < BRIEF_QUOTE


def _same_quotation(short: Sketch, long: Sketch) -> str | None:
    few, many = sorted((short.quoted, long.quoted), key=lambda quoted: (len(quoted), quoted))
    ours = frozenset(few) - {PARTING}
    shared = len(ours.intersection(many))
    if shared < BRIEF_QUOTE or shared < SAME_QUOTE * len(ours) or not _is_worth_quoting(many, ours):
        return None
    if shared < LEAST_QUOTED and _alike(short, long) < ALIKE:
        return None
    if not _is_one_occasion(short, long):
        return None
    return f"the same quotation ({shared + 2} words)"


def _quotes_it(short: Sketch, long: Sketch) -> str | None:
    """A report of a text that is itself the statement: its quotations are the other's words."""
    for report, whole in ((short, long), (long, short)):
        if not report.quoted:
            continue
        quoted = frozenset(report.quoted) - {PARTING}
        shared = len(quoted.intersection(whole.runs))
        enough = shared >= LEAST_CITED and shared >= CITED * len(quoted) and not whole.dialogue
        if enough and _is_worth(shared, whole.runs, quoted) and _is_one_occasion(short, long):
            return f"the words the other quotes ({shared + 2} of them)"
    return None


def _same_news(short: Sketch, long: Sketch) -> str | None:
    known = _known(short, long)
    shared = ((short.stems | short.head) & (long.stems | long.head)) - known
    if len(shared) < LEAST_WORDS or (alike := _alike(short, long)) < SAME_NEWS or not _is_one_voice(short, long):
        return None
    if short.dialogue or long.dialogue or len(long.stems) > LARGER * len(short.stems):
        return None
    heads = ((short.head, (long.stems | long.head)), (long.head, (short.stems | short.head)))
    if min(_share(set(head) - known, words) for head, words in heads) < SAME_HEAD:
        return None
    if _is_copied(short, long) and _ends_alike(short, long):
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


def _is_one_occasion(short: Sketch, long: Sketch) -> bool:
    """Whether nothing says that the same quoted words were said by another, or at another time, or to others."""
    if not _may_be_one_voice(short, long) or _swaps_names(short, long):
        return False
    return not ((short.formal or long.formal) and _is_said_to_others(short, long))


def _swapped(short: Sketch, long: Sketch) -> list[tuple[set[int], set[int]]]:
    """What stands in one text where the other has something else, neither of it anywhere in the other text."""
    ours, theirs = (short.stems | short.head | short.known), (long.stems | long.head | long.known)
    known = _known(short, long)
    found = []
    for side in range(SIDES):
        here, there = _places(short, side), _places(long, side)
        found += [
            (here[place] - theirs, there[place] - ours)
            for place in here.keys() & there.keys()
            if not here[place] & there[place] & known  # a speaker whose name is spelt otherwise is himself
        ]
    return [(mine, yours) for mine, yours in found if mine and yours]


def _places(sketch: Sketch, side: int) -> dict[int, set[int]]:
    places: dict[int, set[int]] = defaultdict(set)
    for place, word in zip(sketch.slots[side :: SIDES + 1], sketch.slots[SIDES :: SIDES + 1], strict=True):
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
    allowed = 0 if short.formal or long.formal else len(short.stems) // SWAPS
    return len(words) > allowed or _swaps_names(short, long)


def _is_said_to_others(short: Sketch, long: Sketch) -> bool:
    """Whether the same ceremonial words may have been said on another occasion: what is no ceremony differs."""
    ceremony = _known(short, long) | CEREMONY
    ours, theirs = (short.stems | short.head) - ceremony, (long.stems | long.head) - ceremony
    if len(ours & theirs) < SAME_OCCASION * min(len(ours), len(theirs)) or _other_occasion(short, long):
        return True
    return _is_copied(short, long) and _is_refilled(short, long)


def _is_copied(short: Sketch, long: Sketch) -> bool:
    return len(frozenset(long.runs).intersection(short.runs)) >= len(short.runs) * COPIED


def _other_numbers(short: Sketch, long: Sketch) -> bool:
    """Whether each text has a number the other has not."""
    return bool(short.numbers - (long.numbers | long.head) and long.numbers - (short.numbers | short.head))


def _other_occasion(short: Sketch, long: Sketch) -> bool:
    """Whether both texts name what the other does not, and little together."""
    known = _known(short, long)
    ours, theirs = short.names - known, long.names - known
    own, strange = ours - (long.stems | long.head), theirs - (short.stems | short.head)
    return bool(own and strange) and len(ours & theirs) < min(len(own), len(strange))
