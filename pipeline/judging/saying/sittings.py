"""Lets the chair of a sitting speak for the topic where he opens, leads or addresses it, and nowhere else."""

import re
from dataclasses import replace

from pipeline.judging.naming.actors import Actor
from pipeline.judging.saying.discourse import in_chair
from pipeline.judging.saying.event import Event
from pipeline.judging.saying.quotes import Said
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Office, Topic

HEAD = 3
BESIDE = 3  # words from `chairmanship of the` to the name
OWNER_NEAR = 60  # characters from the sitting to whose it is
_AT = re.compile(
    r"(?:участник\w{1,3}|на|в ходе|по итогам|во время|открыва(?:я|ет)|открыл[аи]?|закрыва(?:я|ет)|закрыл[аи]?|"
    r"провел[аи]?|ведет|at|during|opening|opened|closing|closed|chairing|chaired)\s(?:[\w-]{1,20}\s){0,4}(?:саммит|"
    r"сесси|заседани|"
    r"summit|session|meeting|sitting)|"
    r"\b(?:на|адкры\w{1,7}|закры\w{1,7}|правеў|падчас|у ходзе)\s(?:\w{1,20}\s){0,3}(?:саміц|сесі|пасяджэнн)|"
    r"открыл(?:ся|ась|ось) (?:\w{1,20} ){0,2}(?:саммит|сесси|заседани)|"
    r"(?:выступил[аи]?|выступая|обраща\w{2,4}|обратил\w{2,3}) (?:на|к|перед) "
    r"(?:\w{1,20} ){0,3}(?:саммит|сесси|заседани)|"
    r"(?:саммит|жыйын|сессия|отырыс|мәжіліс|отурум|жолугушуу)\w{0,5}(?:да|де|нда|нде)\b|"
    r"\bдар (?:саммит|ҷаласа|нишаст|иҷлосия|"
    r"(?:рафти|ҷараени) (?:саммит|ҷаласа|иҷлосия))|"
    r"(?:գագաթնաժողով|նիստ|նստաշրջան)\w{0,4}ում\b|"
    r"(?:саммит|жыйын|сессия|отырыс|мәжіліс|кеңеш|кеңес|отурум)\w{1,6} "
    r"(?:ачты|ачып берди|ашты|өткөрдү|өткізді|ашып берді)|"
    r"(?:саммит|ҷаласа|иҷлосия|нишаст)\w{0,3}\s(?:[\w-]{1,20}\s){0,8}(?:кушод|ифтитоҳ|баргузор)|"
    r"(?:բացել|բացեց|բացելով|վարել|վարեց|վարելով)\s(?:\S{1,20}\s){0,6}(?:նիստ|գագաթնաժողով|նստաշրջան)|"
    r"(?:նիստ|գագաթնաժողով|նստաշրջան)\S{1,4}\s(?:\S{1,20}\s){0,4}(?:բացել|բացեց|վարել|վարեց)|"
    r"(?:пасяджэнне|саміт|сесію) (?:\w{1,20} ){0,3}(?:вядзе|веў|вел|правеў|адкрыў|адкрывае)|"
    r"(?:вядзе|веў|вел|адкрывае) (?:\w{1,20} ){0,3}(?:пасяджэнн|саміт|сесі)|"
    r"(?:жиын|отырыс|саммит|сессия|жыйын|отурум)\w{1,4} (?:\S{1,20} ){0,8}(?:ашты|ачты|ашқан|ачкан|ашып|ачып|жүргіз|"
    r"жүргүз|алып барды|өткөрдү|өткізді|басқар|башкар)"
)
_LEADING = re.compile(
    r"председательств|как председател|(?:в качестве|на правах) (?:председател|хозя)|старшынств|төрағалық|төрагалык|"
    r"раисӣ|раесат|ба сифати раис|"
    r"ба ҳайси раис|нақши раис|төраға(?:сы)? ретінде|төрага(?:сы)? катары|төраға атынан|төраганын атынан|"
    r"як старшын|ад імя савета|նախագահող|նախագահությամբ|որպես (?:\S{1,20} )?նախագահ|"
    r"նախագահի պաշտոնում|presid(?:ed|ing|es) over|"
    r"от имени (?:комитета|совета|ассамблеи)|(?:его|ее) председател|"
    r"председател\w{1,3} (?:этого )?(?:комитета|ассамблеи)\b(?! (?:госдум|государственн|сенат|парламент|по ))|"
    r"chaired|chairing|as chair|its chair|(?:council|committee|assembly)(?:'s)? chair|"
    r"on behalf of the (?:committee|council|assembly)"
)
_AFTER = re.compile(r"(?:после|накануне|перед) (?:\w{1,20} )?(?:саммит|сесси|заседани)")
_ABSENT = re.compile(r"отсутств|пропусти|не (?:приехал|поехал|прибыл|участв|явил)|\babsen|\bskip|did not attend|бойкот")
_FOREIGN = re.compile(
    r"\w{0,4}\s(?:\w{2,20}(?:ого|ой|ых|их)\s){0,2}(?:дум|госдум|правительств|кабмин|совета безопасности|совбез|"
    r"парламент|сенат|мажилис|кенеш|палат|коллеги|кабинет|фракци|оон|шос|снг|еаэс|нато|"
    r"высшего евразийск|of the (?:state )?duma|"
    r"of the (?:government|parliament|cabinet))"
)
_HIGHEST = re.compile(
    r"саммит|сесси|summit|session|chairmanship|саміт|саміц|գագաթնաժողով|նստաշրջան|ҷаласа|иҷлосия|отырыс|жыйын|сессия|старшынств|төрағалық|төрагалы|раесат"
)


def promote_chairs(
    events: list[Event], quotes: list[Said], passages: list[Passage], topic: Topic
) -> tuple[list[Event], list[Said]]:
    """The events and quotations with every chair who speaks in that capacity turned into a speaker of the topic."""
    promoted: dict[str, Actor] = {}
    for event in events:
        actor = event.actor
        if (
            actor is not None
            and actor.chair is not None
            and not actor.topical
            and _presides(event, actor.chair, passages, topic)
        ):
            promoted[actor.name] = in_chair(actor, topic)
    if not promoted:
        return events, quotes
    return (
        [
            replace(event, actor=promoted.get(event.actor.name, event.actor)) if event.actor else event
            for event in events
        ],
        [replace(said, actor=promoted.get(said.actor.name, said.actor)) if said.actor else said for said in quotes],
    )


def _presides(event: Event, chair: Office, passages: list[Passage], topic: Topic) -> bool:
    passage = passages[event.passage]
    sentence = passage.sentence_of(event.verb)
    told = [(head, 0, len(head.text)) for head in passages[:2]] + [(passage, sentence.start, sentence.end)]
    texts = [(block, start, _plain(block.text[start:end])) for block, start, end in told]
    if any(_AFTER.search(text) or _ABSENT.search(text) for *_, text in texts) or not _is_own_sitting(
        chair, passages, topic
    ):
        return False
    return any(_LEADING.search(text) or _sits(block, start, text, chair) for block, start, text in texts)


def _sits(passage: Passage, start: int, text: str, chair: Office) -> bool:
    """Whether somebody speaks at a sitting that is not said to be another body's: `на заседании Госдумы`."""
    for found in _AT.finditer(text):
        behind = found.end()
        near = (hit for hit in passage.hits if 0 <= passage.tokens[hit.first].start - start - behind < OWNER_NEAR)
        own = any(isinstance(hit.what, Body) and hit.what.id in chair.sittings for hit in near)
        if own or not _FOREIGN.match(text, behind):
            return True
    return False


def _plain(text: str) -> str:
    return text.lower().replace("ё", "е")


def _is_own_sitting(chair: Office, passages: list[Passage], topic: Topic) -> bool:
    """Whether the first blocks tell of a sitting of the chair's own body; the leaders' is the organisation's own."""
    highest = any(body.leaders and body.id in chair.sittings for body in topic.bodies)
    for passage in passages[:HEAD]:
        for hit in passage.hits:
            if isinstance(hit.what, Body) and hit.what.id in chair.sittings:
                return True
            if highest and hit.kind == "name" and hit.names_it:
                around = (
                    *passage.tokens[max(0, hit.first - BESIDE) : hit.first],
                    *passage.tokens[hit.behind : hit.behind + 1],
                )
                if any(_HIGHEST.match(token.low) for token in around):
                    return True
    return False
