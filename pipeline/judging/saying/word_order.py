"""Where a verb's subject stands in languages that close a sentence with the verb or a tag; it looks at one sentence.

`…, деди президенттин кеңешчиси X`: behind the tag. `X Y-дин келерин билдирген`: before what is told of.
"""

import re
from itertools import pairwise

from pipeline.judging.naming.mentions import Mention
from pipeline.judging.text.passages import Passage, Sentence
from pipeline.judging.words.lexicon import MEDIA, PREPOSITIONS, ROLES
from pipeline.judging.words.tables import word_set

_TAGS = word_set(
    "деді деді деди дейді дейт деген дешти хабарлады хабарлайды билдирди билдирет билдирген жазады жазды мәлімдеді"
    " кабарлады кабарлайт жазат айтты айткан айтқан белгиледи түсіндірді кошумчалады қосты сказаў сказала"
    " заявіў заявіла паведаміў паведаміла паведамляе адзначыў адзначыла дадаў дадала лічыць піша перадае"
)
_ARMENIAN = re.compile(r"[\u0561-\u0587]{2,}")
# What is told of, as a participle in the accusative.
_COMPLEMENT = re.compile(
    r".{2,}(?:[гғкқ][аеоө]н[дт]?[ыіиуү]?[гғ]?[ыіиуү]?н|[аеоөйы]р[ыиуү]н|[аеёуү]т[ыіиуү]н[ыіиуү]н|[тдл][ыіиуү][гғқк][ыіиуү]н|уусун|үүсүн|[ыі]?нше)"
)
_AND = word_set("пен мен бен және жана менен уа")
# What makes a role before it a capacity: `төрагасы катары`.
_AS = word_set("ретінде катары катарында сифати ҳайси")
_BEING = word_set("болатын болған болгон боло турган келетін болуп")
# Verbs that only one can be the subject of, in Belarusian and Russian.
_SINGULAR = re.compile(r".+(?:[аяуеы]е|[аяыіуеё]ў|ўся|[аяыиіу]ла|[аяыиуе]л|[аяыи]лась|[аяыи]лся|ет|ит|[ыіи]ць)")
_PAUSES = ',–—-»”"'
_SPEAKING = ("person", "office", "body", "institution", "role", "pronoun")
_THAT = word_set("деп дея")
_HIS = word_set("анын оның նրա яго яе іх олардың алардын")
HIS = 3
SKIPPED = 2  # words between a verb and an agency's name


def closing_subjects(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> list[Mention]:
    """The mentions among which the subject is: those behind a tag where it has any, else all."""
    low = passage.tokens[verb].low
    if low not in _TAGS and not _ARMENIAN.fullmatch(low):
        return here
    if not _opens_clause(passage, sentence, verb):
        return here
    behind = [
        one
        for one in here
        if one.first > verb and one.kind in _SPEAKING and one.nominative is not False and not _is_his(passage, one)
    ]
    persons = [one for one in behind if one.kind == "person"]
    return persons or behind or [one for one in here if not _is_his(passage, one)]


def _is_his(passage: Passage, mention: Mention) -> bool:
    """`анын басма сөз катчысы`: somebody's man without a name."""
    near = passage.tokens[max(0, mention.first - HIS) : mention.first]
    return mention.kind == "role" and any(token.low in _HIS for token in near)


def is_in_complement(passage: Passage, here: list[Mention], mention: Mention, verb: int) -> bool:
    """Whether a mention before a verb belongs to what is told of: `X Y-тин келерин айтты` tells of Y."""
    if passage.tokens[verb].low.isascii() or mention.behind > verb:
        return False
    if not any(one.behind <= mention.first and one.kind == "person" and one.nominative is not False for one in here):
        return False
    return any(
        _COMPLEMENT.fullmatch(passage.tokens[place].low) is not None and not passage.quoted[place]
        for place in range(mention.behind, verb)
    )


def are_many(mention: Mention, low: str) -> bool:
    """Whether leaders taken together stand beside a verb in the singular: `лідары краін, паведамляе X`."""
    body = mention.actor.body if mention.actor is not None else None
    return body is not None and body.leaders and not low.isascii() and _SINGULAR.fullmatch(low) is not None


def is_strange_behind(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> bool:
    """Whether a name nobody knows closes the sentence behind its verb: `…, деп жазды Orda.kz`."""
    if passage.tokens[verb].low.isascii() or not _opens_clause(passage, sentence, verb):
        return False
    if any(one.first > verb and one.kind in _SPEAKING and one.nominative is not False for one in here):
        return False
    place = verb + 1
    while place < sentence.behind and place <= verb + SKIPPED and passage.tokens[place].low in MEDIA:
        place += 1
    if place >= sentence.behind or passage.between(place - 1, place).strip(' «„“"'):
        return False
    token = passage.tokens[place]
    covered = any(one.first <= place < one.behind for one in here)
    plain = token.low in PREPOSITIONS or token.low in ROLES
    return token.text[0].isupper() and not covered and not plain


def level(passage: Passage, mentions: list[Mention]) -> None:
    """Give the case of the last of two joined nouns to the first: `Хатшылық пен штабқа алғыс`."""
    for one in mentions:
        following = passage.tokens[one.behind].low if one.behind < len(passage.tokens) else ""
        if one.kind in ("role", "office") and following in _AS:
            one.nominative = False
    for first, second in pairwise(mentions):
        joined = second.first - first.behind == 1 and passage.tokens[first.behind].low in _AND
        being = second.kind == "person" and first.kind in ("role", "office") and second.first - first.behind == 1
        if second.nominative is False and (joined or (being and passage.tokens[first.behind].low in _BEING)):
            first.nominative = False


def _opens_clause(passage: Passage, sentence: Sentence, verb: int) -> bool:
    """Whether a verb stands right behind a comma, a quotation, or `деп`."""
    place = verb - 1
    if place >= sentence.first and passage.tokens[place].low in _THAT:
        return True
    if place < sentence.first or passage.quoted[place]:
        return place >= sentence.first
    between = passage.between(place, verb)
    return between != " " and any(mark in between for mark in _PAUSES)
