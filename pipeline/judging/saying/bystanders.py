"""People called by an ordinary noun behind their words: `вспоминает внучка`, `улыбнулся гость`; names are not read."""

import re

from pipeline.judging.naming.actors import Actor
from pipeline.judging.naming.mentions import Mention
from pipeline.judging.text.passages import Passage, Sentence
from pipeline.judging.words.callings import is_somebody
from pipeline.judging.words.lexicon import PREPOSITIONS
from pipeline.judging.words.likenesses import SIDES, TOGETHER, TRADES
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite

# Words for somebody told of before, and whether it is a woman.
_TOLD_OF = {
    "гость": "он", "гостья": "она", "хозяйка": "она", "женщина": "она", "мужчина": "он", "собеседница": "она",
    "визитер": "он", "юбиляр": "он", "отставник": "он", "героиня": "она", "виновник": "он", "именинник": "он",
    "офицер": "он", "военачальник": "он", "посетитель": "он",
    "госць": "ен", "госця": "яна", "қонақ": "ол", "конок": "ал", "меҳмон": "ӯ", "հյուրը": "նա",
    "посетительница": "она", "путник": "он", "командир": "он",
}  # fmt: skip
_MEN = word_set("дедушка мужчина папа судья дядя старшина юноша коллега староста глава")
_WOMEN = ("а", "я", "ь", "ая")
_ONE = {"один": False, "одна": True, "кто": False}
_MANLY = ("тель", "арь")
_PLURAL = ("ли", "лись", "ют", "ят", "ут", "ат")
_FLOOR = re.compile(
    r"слово (?:было |тут же |затем |сразу |первым )?(?:предостав|перешло|перед|дали|взял|получил|досталось|за\b)|"
    r"(?:предостав|перед|дали|дает|взял|получил)\w* слово|"
    r"(?:had|took|given?|gave|got) the floor|floor (?:was|went|is|goes)"
)
OPENING = 3  # words within which a sentence names its subject
BACK = 6  # words from an unnamed man to his verb
WITHIN = 4  # words from the verb to the noun


def bystander(passage: Passage, sentence: Sentence, verb: int) -> Mention | None:
    """Who is called so right behind a verb that follows a quotation; None where nobody is."""
    end = min(verb + 1 + WITHIN, sentence.behind)
    for place in range(verb + 1, end):
        token = passage.tokens[place]
        if passage.quoted[place] or token.low in PREPOSITIONS or "," in passage.between(place - 1, place):
            return None
        if token.low in _TOLD_OF:
            word = _TOLD_OF[token.low]
            return Mention(
                passage=passage.number,
                first=place,
                behind=place + 1,
                kind="pronoun",
                nominative=True,
                word=word,
                former=True,
            )
        if token.low in _ONE and place + 1 < end and passage.tokens[place + 1].low == "из":
            return _unnamed(passage, place, female=_ONE[token.low])
        if token.low in SIDES and passage.tokens[verb].low.endswith(_PLURAL):
            return Mention(
                passage=passage.number, first=place, behind=place + 1, kind="anonymous", nominative=True, word=TOGETHER
            )
        lone = passage.tokens[verb].low.endswith(_PLURAL) and token.low[-1] not in "иые"
        if token.text[0].islower() and is_somebody(token.low) and not lone:
            nobody = Actor(name="", role=token.low, named=False)
            return Mention(
                passage=passage.number,
                first=place,
                behind=place + 1,
                kind="anonymous",
                nominative=True,
                actor=nobody,
                word=token.low,
            )
    return None


def unnamed_subject(passage: Passage, sentence: Sentence, verb: int) -> Mention | None:
    """`Мой сосед считает`, `один из водителей в пробке рассказал`: an unnamed man right before his verb."""
    low = passage.tokens[verb].low
    if low.isascii():
        return None
    for place in range(verb - 1, max(sentence.first - 1, verb - 1 - BACK), -1):
        if passage.quoted[place] or passage.between(place, place + 1).strip() or is_finite(passage.tokens[place].low):
            return None
        female = _calls(passage, sentence, place)
        if female is not None:
            return _unnamed(passage, place, female=female) if _agrees(low, female=female) else None
    return None


def newcomer(passage: Passage, sentence: Sentence) -> Actor | None:
    """An unnamed man with whom a sentence opens: `Водитель автобуса молчал`; a trade of the text's own is none."""
    for place in range(sentence.first, min(sentence.first + OPENING, sentence.behind)):
        if passage.quoted[place] or (place > sentence.first and passage.between(place - 1, place).strip()):
            return None
        low = passage.tokens[place].low
        if low in PREPOSITIONS or is_finite(low):
            return None
        female = None if low in _TOLD_OF else _calls(passage, sentence, place)
        if female is None:
            continue
        verbs = passage.lows[place + 1 : min(place + 1 + BACK, sentence.behind)]
        verb = next((word for word in verbs if is_finite(word)), "")
        if verb and _agrees(verb, female=female):
            return Actor(name="", role=low, named=False, female=female)
    return None


def _calls(passage: Passage, sentence: Sentence, place: int) -> bool | None:
    """Whether a word calls a woman; None where it calls nobody who may be a subject."""
    token = passage.tokens[place]
    following = passage.tokens[place + 1] if place + 1 < sentence.behind else token
    if token.text[0].isupper() and place > sentence.first:
        return None
    if token.low in _ONE:
        return _ONE[token.low] if following.low == "из" else None
    if not (token.low in _TOLD_OF or is_somebody(token.low) or token.low in TRADES):
        return None
    before = passage.tokens[place - 1].low if place > sentence.first else ""
    mutual = token.low.startswith("друг") and any(
        one.low.startswith("друг") for one in passage.tokens[place + 1 : place + 3] + passage.tokens[place - 1 : place]
    )
    if mutual or before in PREPOSITIONS or following.text[0].isupper() or before == "из":
        return None
    woman = token.low.endswith(_WOMEN) and not token.low.endswith(_MANLY)
    return woman and token.low not in _MEN


def _agrees(verb: str, *, female: bool) -> bool:
    """Whether a verb in the singular can be of that gender."""
    if verb.endswith(("ла", "лась")):
        return female
    return not female if verb.endswith(("л", "лся")) else verb.endswith(("ет", "ит", "ется", "ится", "ен", "на"))


def _unnamed(passage: Passage, place: int, *, female: bool) -> Mention:
    low = passage.tokens[place].low
    if low in _TOLD_OF:
        return Mention(
            passage=passage.number, first=place, behind=place + 1, kind="pronoun", nominative=True, word=_TOLD_OF[low]
        )
    nobody = Actor(name="", role=low, named=False, female=female)
    return Mention(
        passage=passage.number,
        first=place,
        behind=place + 1,
        kind="anonymous",
        nominative=True,
        actor=nobody,
        word=low,
    )


def has_floor(passage: Passage, sentence: Sentence, here: list[Mention]) -> Mention | None:
    """`Слово предоставлено генсеку X`, `the floor was given to X`: whose words follow."""
    if not here or ("лово" not in passage.text and "floor" not in passage.text):
        return None
    found = _FLOOR.search(passage.text.lower(), sentence.start, sentence.end)
    behind = (one for one in here if found and passage.tokens[one.first].start >= found.end())
    return next((one for one in behind if one.kind in ("person", "office") and one.actor is not None), None)
