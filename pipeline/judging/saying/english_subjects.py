"""Who can be the subject of an English verb, whose nouns have no cases; it looks at the words of one sentence alone."""

from pipeline.judging.naming.english_voices import MODIFIERS
from pipeline.judging.naming.mentions import Mention
from pipeline.judging.text.passages import Passage, Sentence
from pipeline.judging.words.lexicon import MEDIA, PREPOSITIONS, ROLES
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_act

# Verbs behind which somebody told, met or named stands, never who tells, meets or names.
_TAKES_OBJECT = word_set(
    """
    told tells telling tell informed informs informing notified notifies briefed briefs briefing assured assures
    assuring reminded reminds reminding urged urges urging asked asks asking advised advises thanked thanks thanking
    congratulated congratulates praised praises criticized criticised accused accuses blamed blames condemned condemns
    welcomed welcomes greeted greets met meets meeting received receives receiving visited visits named names appointed
    appoints elected elects dismissed dismisses replaced replaces succeeded succeeds invited invites hosted hosts quoted
    quotes quoting cited cites citing joined joins saw called calls calling recalled recalls awarded awards backed backs
    supported supports warned warns persuaded addressed addresses handed gave gives
    """
)
_NEVER_INVERTED = word_set("told tells telling informed notified briefed saying citing quoting asking urging")
_HELPERS = word_set(
    "has have had will would also already later then further again once still earlier previously only now not never"
    " repeatedly even thus in turn both did"
)
_OPENERS = word_set("that and but as because while when if though although whereas so or than yet unless where")
_PAUSES = ",;:—–»”\"’'("
_DOMAINS = word_set("kz kg ru am by tj uz com org net info")
_ARTICLES = ("the", "a", "an")
_DETERMINERS = (*_ARTICLES, "its", "his", "her", "their", "our", "this", "another", "both")
_STATES = word_set("russia armenia belarus kazakhstan kyrgyzstan tajikistan uzbekistan azerbaijan kremlin")
_PLACING = ("in", "at", "on", "after", "before", "since", "during", "near")
MOST_MODIFIERS = 4


def is_object(passage: Passage, sentence: Sentence, mention: Mention, verb: int) -> bool:
    """Whether a mention is whom another verb, or this one, is done to: `met Zas and said`, `tells Zas he will`."""
    if mention.first > verb:
        return passage.tokens[verb].low in _NEVER_INVERTED or not _may_invert(passage, sentence, verb)
    if passage.tokens[verb - 1].low == "as" and mention.behind == verb - 1:
        return False
    place = head_of(passage, sentence, mention.first) - 1
    if place < sentence.first or passage.quoted[place] or passage.between(place, place + 1).strip():
        return False
    low = passage.tokens[place].low
    taken = low in _TAKES_OBJECT or (is_act(low) and low not in _HELPERS)
    return taken and not _follows_quote(passage, sentence, place)


def is_apposed(passage: Passage, sentence: Sentence, here: list[Mention], mention: Mention) -> bool:
    """Whether a role only says who somebody named before is: `Ivan Petrov, head of the centre, said`."""
    if mention.kind != "role":
        return False
    start = head_of(passage, sentence, mention.first)
    return any(
        one.kind == "person" and one.behind == start and passage.between(start - 1, start).strip() in (",", "(")
        for one in here
    )


def _may_invert(passage: Passage, sentence: Sentence, verb: int) -> bool:
    """Whether a verb opens its clause, as it must where its subject stands behind it: `…, said the minister`."""
    if verb == sentence.first or passage.quoted[verb - 1]:
        return True
    before = passage.between(verb - 1, verb)
    return bool(before.strip()) or passage.tokens[verb - 1].low in _OPENERS


def is_governed_in_english(passage: Passage, sentence: Sentence, first: int) -> bool:
    """Whether a preposition stands before a name and what it is modified by: `to Belarus President X`."""
    start = head_of(passage, sentence, first)
    if start <= sentence.first:
        return False
    before = passage.tokens[start - 1].low
    if before not in PREPOSITIONS or passage.between(start - 1, start).strip(' «„"“-'):
        return False
    placed = any(passage.tokens[place].low in _STATES for place in range(start, first))
    return not (placed and before in _PLACING)


def is_strange_subject(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> bool:
    """Whether a capitalised name nobody knows is the subject: `, Orda.kz writes`, `Yerevan asked`."""
    place = _before_verb(passage, sentence, verb)
    if place is None:
        return False
    covered = {index for mention in here for index in range(mention.first, mention.behind)}
    start = place + 1
    while start > sentence.first and _is_name(passage, start - 1, covered):
        if start <= place and passage.between(start - 1, start) not in (" ", "-", ".", " & "):
            break
        start -= 1
    if start > place:
        return False
    if passage.tokens[start - 1].low in _ARTICLES and start > sentence.first:
        start -= 1
    if start == sentence.first:
        return place > start or passage.tokens[place].low not in PREPOSITIONS
    gap = passage.between(start - 1, start)
    return any(mark in gap for mark in _PAUSES) or passage.tokens[start - 1].low in _OPENERS


def _is_name(passage: Passage, place: int, covered: set[int]) -> bool:
    token = passage.tokens[place]
    named = place not in covered and not passage.quoted[place] and not token.low.isdecimal()
    plain = token.low in PREPOSITIONS or token.low in _OPENERS or token.low in _ARTICLES or token.low in ROLES
    hit = any(one.first <= place < one.behind and one.kind in ("body", "office", "name") for one in passage.hits)
    lower = token.text[0].islower() and token.low not in _DOMAINS
    return named and not plain and not hit and not lower and token.low not in MEDIA


def _before_verb(passage: Passage, sentence: Sentence, verb: int) -> int | None:
    """The word right before a verb, auxiliaries and adverbs aside; None where a mark parts them."""
    place = verb - 1
    while place >= sentence.first and not passage.quoted[place]:
        if passage.between(place, place + 1).strip():
            return None
        low = passage.tokens[place].low
        if not (low in _HELPERS or (low.endswith("ly") and passage.tokens[place].text[0].islower())):
            return place
        place -= 1
    return None


def head_of(passage: Passage, sentence: Sentence, first: int) -> int:
    """Where a name begins with the modifiers and the article before it."""
    start = first
    while start > sentence.first and first - start < MOST_MODIFIERS:
        low = passage.tokens[start - 1].low
        if low not in MODIFIERS and low not in _STATES:
            break
        if passage.between(start - 1, start) not in (" ", "-", "'s ", "’s "):
            break
        start -= 1
    if start > sentence.first and passage.tokens[start - 1].low in _DETERMINERS:
        start -= 1
    return start


def _follows_quote(passage: Passage, sentence: Sentence, place: int) -> bool:
    """Whether a verb stands right behind a quotation: `"…," said Zas`."""
    start = passage.tokens[place].start
    return any(
        sentence.start <= speech.start and speech.end <= start and not passage.text[speech.end : start].strip(" ,")
        for speech in passage.speeches
    )
