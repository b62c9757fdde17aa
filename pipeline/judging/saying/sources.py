"""Institutions and documents as sources: `сообщили в X`, `в X отметили`, `говорится в сообщении X`."""

import re

from pipeline.judging.naming.mentions import Mention
from pipeline.judging.text.passages import Passage, Sentence
from pipeline.judging.words.lexicon import MEDIA, PREPOSITIONS
from pipeline.judging.words.pairs import is_pair_head
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite, is_say, is_soft

_DOCUMENTS = re.compile(
    r"(?:сообщени|заявлени|документ|публикаци|текст|телеграмм|поздравлени|приветстви|обращени|стать|письм|релиз|"
    r"решени|деклараци|план[аеу]?$|проект|перечн|перечень|приказ|протокол|справк|постановлен|меморандум|график|коммюнике|памятк|"
    r"инструкци|регламент|записк|ответ[аеу]?$|концепци|стратеги|"
    r"комментари|доклад|отчет|пост|соболезновани|послани|нем$|ней$|них$|statement|document|message|"
    r"decision|declaration|letter|telegram|greeting|release|паведамленн|хабарлама|жеделхат|билдирүү|телеграмма|хабар|"
    r"հաղորդագրությ)"
)
_SITTING = re.compile(r"(?:заседани|сесси|саммит|совещани|встреч)")
_ADDRESSED = ("адресован", "направленн", "посланн", "отправленн", "addressed", "sent")  # whom a document goes to
_PLACED = re.compile(r"(?:размещ|опублик|распростран|вывеш|появив|выложен|обнародов)")
_HAPPENED = re.compile(r"(?:прош[её]л|прошл[ао]|состоял(?:ся|ась|ось)|открыл(?:ся|ась|ось)|заработал[ао]?)")
_PLURAL = ("ли", "лись", "ют", "ят", "ут", "ат", "лі")
_AGGLUTINATES = re.compile(r"[әғқңөұүһіӣӯҳҷ\u0561-\u0587]")
_GERUND = ("ив", "ав", "ев", "ув", "вая", "яя")
_FROM = re.compile(r".{4,}(?:[нтд][аеоө]н|ից|ում)|[нтд][аеоө]н|ից|ում")
_TOLD_TAJIK = re.compile(r".{2,}(?:анд|нд)")
_TOLD = word_set(
    "и также сами журналистам репортерам агентству изданию газете нам корреспонденту порталу сегодня вчера также нашему"
    " журналу телеканалу каналу сайту еженедельнику редакции радиостанции обозревателю корреспондентам ведомостям"
    " газетам агентствам изданиям каналам новостям репортеру журналисту"
)
_ENGLISH_DOCUMENTS = word_set(
    "statement statements release communique communiqué message letter telegram post document"
    " declaration readout bulletin"
    " report notice text commentary dispatch"
)
_DOCUMENT_SAYS = word_set(
    "said says reads read stated states stressed stresses added adds noted notes warned warns emphasized emphasizes"
    " emphasised underlined underlines underscored continued continues announced explained recalled recalls specified"
)
_OF = word_set("by of from on issued released published posted circulated in the")
_OWNERS = ("topic", "body", "institution", "office", "person")
_PAUSE = re.compile(r"[,.:;!?»”\"]")
_AND = word_set("и а но что как же")
_INSIDE = word_set("в во из с у ў")
_TIMES = word_set(
    """
    понедельник вторник среду четверг пятницу субботу воскресенье вчера сегодня накануне утром вечером днем ночью позже
    позднее затем потом января февраля марта апреля мая июня июля августа сентября октября ноября декабря года г
    между тем вместе с при этом время то же кроме того однако впрочем пока теперь сейчас сами
    """
)
_IN = word_set("в во у ў")
TAGGED = 4  # words from the verb of a tag to `в`
TOLD_WORDS = 6  # `сообщили корреспонденту РИА Новости в`
NEAR = 4
SAME_PLACE = 3
DOCUMENT_NEAR = 9
OWNER_NEAR = 5
DOCUMENT_BEHIND = 7  # words of `said a joint statement`, `says the Foreign Ministry's statement`


def _closes(passage: Passage, sentence: Sentence, verb: int, behind: int) -> bool:
    """`…, уведомили в штабе`, `агентству предоставили в штабе`: the tag of an institution, whatever the verb."""
    told = passage.tokens[verb - 1].low in _TOLD | MEDIA if verb > sentence.first else False
    comma = verb > sentence.first and passage.between(verb - 1, verb).strip()[-1:] in (",", "—", "–", "-")
    return (told or comma) and (behind == sentence.behind or "," in passage.between(behind - 1, behind))


def is_plural(low: str) -> bool:
    """Whether a Russian verb is in the plural, as with an institution behind `в`."""
    return low.endswith(_PLURAL) and low not in _PLURAL


def is_closing(passage: Passage, sentence: Sentence, mention: Mention, verb: int) -> bool:
    """Whether an institution behind `в` ends a sentence with what can only be a verb of saying."""
    reflexive = passage.tokens[verb].low.endswith(("лись", "ются", "ятся"))
    return mention.first > verb and not reflexive and _closes(passage, sentence, verb, mention.behind)


def institution_source(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> Mention | None:
    """`сообщили (ТАСС) в правлении`, `в пресс-службе отметили`, `там добавили`, `в правлении прошли`."""
    low = passage.tokens[verb].low
    told = _told_from(passage, here, verb)
    if told is not None:
        return told
    if low.endswith(_GERUND) and is_say(low):
        return _gerund_source(passage, sentence, here, verb)
    if not is_plural(low) and not _HAPPENED.fullmatch(low):
        return None
    for mention in here:
        if mention.kind == "they" and abs(mention.first - verb) <= NEAR:
            return mention
        if mention.kind not in ("body", "topic", "institution", "office"):
            continue
        at = _at(passage, mention, sentence)
        if at is not None and (
            _told_in(passage, verb, at)
            or _tags(passage, sentence, verb, at, mention)
            or _opens(passage, sentence, at, mention, verb)
        ):
            return mention
    return None


def document_owner(
    passage: Passage, sentence: Sentence, here: list[Mention], verb: int, clause: frozenset[str]
) -> Mention | None:
    """Whose document it says something in: the owner named after it; None: the last speaker's.

    `clause` are the words that open a subordinate clause, behind which nobody owns the document.
    """
    same = next((one for one in here if one.kind == "they" and 0 < verb - one.first <= SAME_PLACE), None)
    place = _document(passage, sentence, here, verb)
    start = verb if place is None else place
    possessor = _english_owner(passage, here, place)
    if possessor is not None and possessor.nominative is False:
        return possessor
    follows = passage.tokens[min(verb + 1, sentence.behind - 1)].low in ("из", "с")
    for mention in here:
        if same is not None or mention.first <= start:
            continue
        between = passage.lows[start + 1 : mention.first]
        if any(low.startswith(_ADDRESSED) for low in between):
            continue
        parted = "," in passage.text[passage.tokens[start].end : passage.tokens[mention.first].start]
        owner = mention.kind not in ("role", "pronoun", "they", "media")
        if place is not None and owner and len(between) < NEAR and (PREPOSITIONS - _OF).isdisjoint(between):
            return mention
        placed = follows and mention.kind in ("body", "topic") and any(map(_PLACED.match, between))
        if place is not None and placed and len(between) < OWNER_NEAR:
            return mention
        site = mention.kind in ("body", "topic", "office")
        if place is None and site and not parted and len(between) < OWNER_NEAR and clause.isdisjoint(between):
            return mention
    return same or _owner_before(passage, here, start) or possessor or _sat_before(passage, here, verb)


def _sat_before(passage: Passage, here: list[Mention], verb: int) -> Mention | None:
    """`Принято на заседании правления, следует из решения`: the document is that sitting's."""
    for mention in reversed(here):
        if mention.kind == "body" and mention.first > 0 and mention.behind <= verb:
            return mention if _SITTING.match(passage.tokens[mention.first - 1].low) else None
    return None


def _english_owner(passage: Passage, here: list[Mention], place: int | None) -> Mention | None:
    """`The ministry's statement`, `a UN statement`: the owner right before an English document."""
    if place is None or not passage.tokens[place].low.isascii():
        return None
    return next((one for one in here if 0 <= place - one.behind <= 1 and one.kind in _OWNERS), None)


def is_read_out(passage: Passage, sentence: Sentence, verb: int) -> bool:
    """`The statement said`, `an official statement by X says`: a document is the subject of an English verb."""
    low = passage.tokens[verb].low
    if low not in _DOCUMENT_SAYS or verb == sentence.first:
        return False
    if _reads(passage, sentence, verb):
        return True
    for place in range(verb - 1, max(sentence.first - 1, verb - DOCUMENT_NEAR), -1):
        token = passage.tokens[place]
        if passage.quoted[place] or _PAUSE.search(passage.between(place, place + 1)):
            return False
        if token.low in _ENGLISH_DOCUMENTS:
            return place + 1 == verb or passage.tokens[place + 1].low in _OF
    return False


def _reads(passage: Passage, sentence: Sentence, verb: int) -> bool:
    """`…," says a message on the website`: a document right behind an English verb that follows words."""
    if not (passage.quoted[verb - 1] or passage.between(verb - 1, verb).strip()):
        return False
    for place in range(verb + 1, min(verb + 1 + DOCUMENT_BEHIND, sentence.behind)):
        if passage.quoted[place] or passage.between(place - 1, place).strip(" -"):
            return False
        token = passage.tokens[place]
        if token.low in _ENGLISH_DOCUMENTS:
            return True
        if token.low in PREPOSITIONS or is_finite(token.low):
            return False
    return False


def _document(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> int | None:
    """The noun of the document near its verb."""
    told_in = passage.tokens[min(verb + 1, sentence.behind - 1)].low in _INSIDE
    covered = {index for mention in here for index in range(mention.first, mention.behind)}
    first = None
    for index in range(sentence.first, sentence.behind):
        free = not passage.quoted[index] and index not in covered
        if free and abs(index - verb) < DOCUMENT_NEAR and _DOCUMENTS.match(passage.tokens[index].low):
            if index > verb or not told_in:
                return index
            first = index if first is None else first
    return first


def _owner_before(passage: Passage, here: list[Mention], start: int) -> Mention | None:
    """In Kazakh, Kyrgyz, Tajik and Armenian the owner may stand before the document."""
    if not _AGGLUTINATES.search(passage.tokens[start].low):
        return None
    before = [one for one in here if one.behind <= start and one.kind in ("topic", "body", "person", "office")]
    return before[-1] if before else None


def _gerund_source(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> Mention | None:
    """`В штабе воздержались от слов, отметив`: where the verb before is the institution's."""
    for mention in here:
        site = mention.kind in ("body", "topic", "institution") and _at(passage, mention, sentence) is not None
        between = passage.lows[mention.behind : min(verb, mention.behind + NEAR)]
        if site and mention.behind <= verb and any(is_plural(low) and is_finite(low) for low in between):
            return mention
    return None


def _told_from(passage: Passage, here: list[Mention], verb: int) -> Mention | None:
    """`X кызматынан билдиришти`, `X-ում հայտնել են`, `дар X гуфтанд`: where the case says from whom it is heard."""
    low = passage.tokens[verb].low
    if low.isascii() or not (is_say(low) or is_pair_head(low)):
        return None
    for mention in reversed(here):
        if mention.behind > verb or mention.kind not in ("body", "topic", "institution"):
            continue
        cased = mention.behind < verb and passage.tokens[mention.behind].glued
        last = mention.behind if cased else mention.behind - 1
        if verb - last <= (1 if cased else NEAR + 1) and _FROM.fullmatch(passage.tokens[last].low):
            return mention
        inside = mention.first > 0 and passage.tokens[mention.first - 1].low == "дар"
        if inside and any(_TOLD_TAJIK.fullmatch(token.low) for token in passage.tokens[verb : verb + 2]):
            return mention
    return None


def at_place(passage: Passage, mention: Mention, sentence: Sentence) -> bool:
    """Whether a mention is where something is: `в министерстве`, `в национальном министерстве`."""
    return _at(passage, mention, sentence) is not None


def _at(passage: Passage, mention: Mention, sentence: Sentence) -> int | None:
    """The place of the `в` before a mention, an adjective between them at most."""
    for index in (mention.first - 1, mention.first - 2):
        if index < sentence.first:
            return None
        low = passage.tokens[index].low
        if low in _IN:
            return index
        if not low.endswith(("ом", "ой", "ем", "ей", "ых")):
            return None
    return None


def _told_in(passage: Passage, verb: int, at: int) -> bool:
    """`сообщили РИА Новости в …`: nothing between verb and `в` but who was told."""
    told = passage.tokens[verb + 1 : at]
    if verb >= at or len(told) >= TOLD_WORDS:
        return False
    return all(
        token.text[0].isupper() or token.low in MEDIA or token.low in _TOLD or passage.in_span(index)
        for index, token in enumerate(told, verb + 1)
    )


def _tags(passage: Passage, sentence: Sentence, verb: int, at: int, mention: Mention) -> bool:
    """`«…», — прокомментировали слух в штабе`: what stands behind words and a dash, an object between."""
    if not 0 < at - verb <= TAGGED or not passage.opens_tag(verb) or mention.behind < sentence.behind:
        return False
    gap = passage.text[passage.tokens[verb].end : passage.tokens[at].start]
    return not any(mark in gap for mark in ",:;")


def _is_time(passage: Passage, place: int) -> bool:
    """Whether a word may belong to `в понедельник`, `12 мая`, `вчера вечером`."""
    low = passage.tokens[place].low
    return low in _TIMES or low in _IN or low.isdecimal()


def _opens(passage: Passage, sentence: Sentence, at: int, mention: Mention, verb: int) -> bool:
    """`в пресс-службе (также) отметили`: the source opens its clause and the verb is near."""
    if not 0 <= verb - mention.behind <= NEAR:
        return False
    if "," in passage.text[passage.tokens[mention.behind - 1].end : passage.tokens[verb].start]:
        return False
    ends = verb + 1 == sentence.behind or passage.between(verb, verb + 1).strip()[:1] in (",", ".", ":", "«")
    if ends and verb == mention.behind and (is_say(passage.tokens[verb].low) or is_soft(passage.tokens[verb].low)):
        return True
    opening = passage.tokens[sentence.first].low
    led = opening in PREPOSITIONS or opening.endswith(("вая", "уя", "чая", "ясь"))
    if led and verb - mention.behind <= 1 and is_say(passage.tokens[verb].low):
        return True
    if at == sentence.first or all(_is_time(passage, place) for place in range(sentence.first, at)):
        return True
    return bool(passage.between(at - 1, at).strip(' «»„"“”')) or passage.tokens[at - 1].low in _AND
