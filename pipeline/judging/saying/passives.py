"""What a body is said to have adopted and who was received, by participles alone; verbs are tied elsewhere."""

import re

from pipeline.judging.naming.mentions import Mention
from pipeline.judging.saying.discourse import Discourse
from pipeline.judging.saying.event import Event
from pipeline.judging.saying.subjects import is_governed
from pipeline.judging.text.passages import Passage, Sentence

_ADOPTED = re.compile(
    r"(?:принят|утвержден|одобрен|подписан|согласован|поддержан|рассмотрен(?!и)|обсужден(?!и)|рекомендован)\w{0,3}$"
)
_AT_SITTING = re.compile(r"(?:заседани|сесси|саммит|совещани|встреч)[еи]$")
_SET = re.compile(
    r"(?:подведен|обсужден|рассмотрен|утвержден|согласован|разработан|подготовлен|поднят|переброшен|развернут|задействован|"
    r"отправлен|направлен|выведен|приведен|проведен)(?:ы|а|о)?$"
)
_RECEIVED = re.compile(
    r"\bпринят[аы]?\s(?:\w{2,20}\s){0,3}(?:президентом|премьером|министром|главой|председателем|спикером|королем|лидером)|"
    r"\bпрыняты\s(?:\w{2,20}\s){0,3}(?:прэзідэнтам|прэм'ерам|міністрам)|"
    r"\bw(?:as|ere) received by"
)
MET, ADOPTED = "встретился", "принял"
OPENING = 2  # words from a participle to whose deed it is
LABEL = 4  # words from it to the body at whose sitting it was done


def passive_events(passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse) -> list[Event]:
    """`Стратегия, принятая Советом`: what a body is said to have adopted; `генсек принят президентом`: met him."""
    if passage.number > 1 or not here:
        return []
    host = _RECEIVED.search(passage.text.lower(), sentence.start, sentence.end)
    for mention in here if host else ():
        if mention.kind in ("person", "office") and mention.nominative is not False:
            actor = discourse.resolve(mention, passage.number)
            verb, first = mention.behind - 1, sentence.first
            return [Event(actor=actor, form="act", passage=passage.number, sentence=first, verb=verb, word=MET)]
    for place in range(sentence.first, sentence.behind):
        if _SET.match(passage.tokens[place].low) and not passage.quoted[place]:
            for mention in here:
                opens = mention.behind == place and mention.nominative is not False
                inside = mention.first == place + OPENING and passage.tokens[place + 1].low in ("в", "во")
                if mention.kind == "body" and (opens or inside):
                    actor, first = discourse.resolve(mention, passage.number), sentence.first
                    return [
                        Event(actor=actor, form="act", passage=passage.number, sentence=first, verb=place, word=ADOPTED)
                    ]
        done = _ADOPTED.match(passage.tokens[place].low) and not passage.quoted[place]
        for mention in here if done else ():
            gap = mention.first - place
            sat = OPENING < gap <= LABEL + 1 and _AT_SITTING.match(passage.tokens[mention.first - 1].low)
            beside = gap == 1 or (gap == OPENING and _is_aside(passage, place + 1, mention))
            near = sat or (beside and not is_governed(passage, mention, sentence))
            if near and mention.kind in ("body", "topic") and mention.nominative is False:
                actor = discourse.resolve(mention, passage.number)
                first = sentence.first
                return [
                    Event(actor=actor, form="act", passage=passage.number, sentence=first, verb=place, word=ADOPTED)
                ]
    return []


def _is_aside(passage: Passage, between: int, mention: Mention) -> bool:
    """Whether the word between a participle and a body leaves the body its agent: not `подписан Устав союза`."""
    token = passage.tokens[between]
    return token.text[0].islower() and (mention.kind == "body" or token.low.endswith(("о", "е", "ня", "ра")))
