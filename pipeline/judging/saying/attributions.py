"""Words given by a noun, a participle or a reference: `слова X приводит`, `озвучено X`, `со ссылкой на X`.

It looks at one sentence and its mentions alone; verbs of saying are tied to their subjects elsewhere.
"""

import re

from pipeline.judging.naming.actors import Actor
from pipeline.judging.naming.mentions import Mention
from pipeline.judging.saying.discourse import Discourse
from pipeline.judging.saying.english_subjects import head_of
from pipeline.judging.saying.event import Event
from pipeline.judging.saying.subjects import Form, is_governed
from pipeline.judging.text.passages import Passage, Sentence
from pipeline.judging.words.likenesses import SIDES
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite, is_say

_WORDS = re.compile(
    r"(?:слов(?:а|ам|ах)?|мнени[еяю]|позици[яию]|оценк[аиу]|ответ[аеу]?|сообщени[яеи]|комментари[яей]|заявлени[яей]|"
    r"письм[ае]|релиз[ае]|пост[ае]?|запис[ьи]|выступлени[яие]|доклад[аеу]?|разъяснени[яей]|публикаци[яи]|цитат[ау]|реч[ьи]|"
    r"уст|стать[яие]|интервью|прогноз[ау]?|предложени[ея]|совет|слоў|паведамленн[яі]|адказ[ау]?|заяв[ыа]|меркаванн[ея]|пазіцы[яю])"
)
_GIVEN = word_set(
    """
    следует следовало следуя приводит приводят привел привела привели цитирует цитируют процитировал таково такова таков
    прозвучало прозвучала прозвучали звучит речь известно явствует вытекает сводится принадлежат принадлежит разместили
    размещен опубликован опубликована опубликовано передает передают распространил распространила распространили
    вынікае вядома
    """
)
_SAID = re.compile(
    r"(?:как )?(?:озвучен|отмечен|подчеркнут|сказан|заявлен|предложен|сообщен|назван|выдвинут|высказан|разъяснен|"
    r"объявлен|опровергнут|подтвержден|выражен|обозначен|дан|указан|упомянут|инициирован|прокомментирован|"
    r"рассказан|предан|представлен|агучан|адзначан|заяўлен|выказан)[аоы]?"
)
_CITES = word_set(
    "приводит приводят привел привела привело привели цитирует цитируют процитировал процитировала процитировало"
    " процитировали передает передают публикует публикуют"
)
_HIS_WORDS = re.compile(
    r"(?:слова|текст|цитат|телеграмм|обращени|поздравлени|приветстви|послани|письм|соболезновани|реплик|фраз|реч[ьи]|"
    r"заявлени|ответ)"
)
_WITH_WORDS = re.compile(r"(?:с )?(?:этих слов|(?:этими|такими|со) словами)")
_DONE = re.compile(r"(?:принят|утвержден|одобрен|подписан|согласован|организован|прыняты|зацверджан)[аоы]?")
_INSTRUMENTAL = re.compile(r".+(?:ом|ем|ой|ей|ым|им|ью|ами|ями)")
_CITING = re.compile(r"(?:ссылаясь|ссылкой|ссылается|ссылаются|сослал\w{2,3}|спасылкай|спасылаючыся)")
_CITING_PLAIN = word_set("citing cites cited quoting quotes quoted")
_CITING_BEHIND = word_set("сілтеме шилтеме վկայակոչելով հղում վկայակոչմամբ")
_ENGLISH = re.compile(
    r"(?:said|announced|voiced|noted|confirmed|denied|stated|expressed|made|issued|released|published|quoted|outlined|"
    r"presented|delivered|told|put)"
)
_ENGLISH_DONE = re.compile(
    r"(?:adopted|approved|signed|endorsed|held|organized|organised|hosted|appointed|named|elected|relieved|dismissed|convened|ratified|authorized|authorised|chosen)"
)
_SENT = re.compile(
    r"(?:письм[оа]|открытк|записк[уа]|обращени[ея]|соболезновани|приветстви|поздравлени|телеграмм|послани|спачуванн|віншаванн|condolences|greetings|message)"
)
_CONVEYED = word_set("sent conveyed offered extended signed")
_COLON_QUOTE = re.compile(r":\s?[—–-]?\s?[«\"“„]")
_STOPS = " \t.,;—–-"
NEAR = 5  # words between a participle and whose deed it is
CLOSE = 3
HEAD = 1  # title and lead, where what was adopted is the news


def attributed_events(passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse) -> list[Event]:
    """The first mention of a sentence to whom a noun, participle or reference gives words or a deed."""
    low = passage.lows[sentence.first : sentence.behind] if here else []
    for mention in here:
        if mention.kind not in ("person", "office", "body", "topic", "institution"):
            continue
        form = _form(passage, sentence, mention, low)
        if form is None or (form == "act" and passage.number > HEAD):
            continue
        actor = discourse.resolve(mention, passage.number)
        if form != "act":
            discourse.spoke(actor)
        word = "принял" if form == "act" else ""
        place, first = max(mention.first - 1, sentence.first), sentence.first
        return [Event(actor=actor, form=form, passage=passage.number, sentence=first, verb=place, word=word)]
    return []


def cited(passage: Passage, here: list[Mention], verb: int, discourse: Discourse) -> Actor | None:
    """Whose words `цитирует генсека журнал`, `приводит текст телеграммы сайт` are; None where the verb cites nobody."""
    if passage.tokens[verb].low not in _CITES:
        return None
    for mention in here:
        before = passage.tokens[mention.first - 1].low if mention.first > verb else ""
        person = mention.kind in ("person", "office", "role") and mention.nominative is not True
        if person and (mention.first == verb + 1 or (before and _HIS_WORDS.match(before))):
            return discourse.resolve(mention, passage.number)
    behind = passage.lows[verb + 1 : verb + 1 + NEAR]
    return discourse.heard() if any(map(_HIS_WORDS.match, behind)) else None


def predicate_events(passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse) -> list[Event]:
    """`Стороны «с тревогой отмечают …»`: whose the predicate between quotation marks is."""
    for speech in passage.speeches:
        if (
            not sentence.start <= speech.start < sentence.end
            or not passage.text[speech.start + 1 : speech.start + 2].islower()
        ):
            continue
        opening = passage.place_of(speech.start)
        inner = passage.lows[opening : passage.place_of(speech.end)]
        ahead = range(sentence.first, min(opening, sentence.behind))
        if not ahead or len(inner) < NEAR or not any(map(is_finite, inner[:CLOSE])) or passage.number == 0:
            continue
        if passage.text[passage.tokens[ahead[-1]].end : speech.start].strip():
            continue
        last = next((one for one in here if one.behind == ahead[-1] + 1 and one.nominative is not False), None)
        collective = len(ahead) <= CLOSE and passage.tokens[ahead[0]].low in SIDES
        actor = (
            discourse.resolve(last, passage.number) if last is not None else discourse.body() if collective else None
        )
        if actor is not None:
            discourse.spoke(actor)
            first = sentence.first
            return [Event(actor=actor, form="say", passage=passage.number, sentence=first, verb=ahead[-1])]
    return []


def silent_events(passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse) -> list[Event]:
    """`X is unconvinced. "…"`: words that fill the next sentence are those of whoever this one is about."""
    first = next((one for one in here if one.kind == "person"), None)
    if first is None or first.first - sentence.first > 1 or first.nominative is False or passage.number == 0:
        return []
    behind = [one for one in passage.speeches if sentence.end <= one.start < sentence.end + CLOSE]
    inside = any(sentence.start <= one.start < sentence.end for one in passage.speeches)
    if behind and _is_tagged_later(passage, behind[0].end):
        return []
    whole = behind and passage.text[behind[0].start + 1 : behind[0].start + 2].isupper() and not behind[0].tags
    if inside or not whole or behind[0].dashed or passage.text[behind[0].end :].strip(_STOPS)[:1].islower():
        return []
    actor = discourse.resolve(first, passage.number)
    discourse.spoke(actor)
    return [Event(actor=actor, form="say", passage=passage.number, sentence=sentence.first, verb=first.behind - 1)]


def _is_tagged_later(passage: Passage, end: int) -> bool:
    """`"…," Ivanov remarked`: whether a verb of saying stands in the few words right behind a quotation."""
    if passage.text[end - 2 : end - 1] not in (",", "?", "!", "…") and passage.text[end : end + 1] != ",":
        return False
    row = [token for token in passage.tokens if token.start >= end][:NEAR]
    return any(is_say(token.low) for token in row)


def _form(passage: Passage, sentence: Sentence, mention: Mention, low: list[str]) -> Form | None:
    at = mention.first - sentence.first
    if mention.nominative and mention.kind in ("person", "office") and _WITH_WORDS.match(" ".join(low[:CLOSE])):
        return "say"
    before = low[max(0, at - CLOSE) : at]
    if before and before[-1].isascii():
        head = head_of(passage, sentence, mention.first) - sentence.first
        before = low[max(0, head - CLOSE) : head]
    if _is_cited(before, low[mention.behind - sentence.first :][:CLOSE]):
        return "source"
    if _is_sent(before, low):
        return "title"
    if before and _WORDS.fullmatch(before[-1]) and mention.nominative is not True:
        quoted = _COLON_QUOTE.search(passage.text, passage.tokens[mention.behind - 1].end, sentence.end)
        return "source" if quoted or not _GIVEN.isdisjoint(low) else None
    by = before[-1:] == ["by"] or before[-2:] in (["by", "the"], ["by", "a"])
    if by:
        said, done = any(map(_ENGLISH.fullmatch, before)), any(map(_ENGLISH_DONE.fullmatch, before))
        sent = any(map(_SENT.match, low)) and not _CONVEYED.isdisjoint(before)
        return "title" if sent else "say" if said else "act" if done else None
    return _passive(passage, sentence, mention, low)


def _passive(passage: Passage, sentence: Sentence, mention: Mention, low: list[str]) -> Form | None:
    """`озвучена генсеком`, `Советом утверждены`: whose deed a short participle near an instrumental is."""
    at = mention.first - sentence.first
    straight = mention.nominative is True or is_governed(passage, mention, sentence)
    if straight or not _INSTRUMENTAL.fullmatch(low[at]):
        return None
    end = mention.behind - sentence.first
    around = (*low[max(0, at - NEAR) : at], *low[end : end + NEAR])
    return "say" if any(map(_SAID.fullmatch, around)) else "act" if any(map(_DONE.fullmatch, around)) else None


def _is_cited(before: list[str], behind: list[str]) -> bool:
    """`со ссылкой на X`, `citing X`, `X-қа сілтеме жасап`."""
    russian = before[-1:] == ["на"] and any(map(_CITING.fullmatch, before))
    return russian or not _CITING_PLAIN.isdisjoint(before[-2:]) or not _CITING_BEHIND.isdisjoint(behind[:2])


def _is_sent(before: list[str], low: list[str]) -> bool:
    """`соболезнования от X`, `от имени X зачитал`."""
    source = before[-1:] in (["от"], ["ад"], ["from"]) or before[-2:] in (["от", "имени"], ["from", "the"])
    return source and any(map(_SENT.match, low))
