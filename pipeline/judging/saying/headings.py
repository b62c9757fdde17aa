"""Words given without a verb: `X: …`, `Приветствие X`, a quotation behind a colon, an interview's answers."""

import re

from pipeline.judging.naming.mentions import Mention
from pipeline.judging.saying.discourse import Discourse
from pipeline.judging.saying.event import Event
from pipeline.judging.saying.passives import MET
from pipeline.judging.saying.subjects import is_governed
from pipeline.judging.text.passages import Passage, Sentence, is_announced
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite

_GIVEN = re.compile(
    r"(?:лекци[яиюей]+|интервью|приветстви[еямю]+|поздравлени[еямю]+|выступлени[еямю]+|реч[ьи]|доклад|обращени[еямю]+|"
    r"заявлени[еямю]+|комментари[йямю]+|соболезновани[еямю]+|стать[яеию]|послани[ея]|ответы|слово|телеграмма|брифинг|"
    r"пресс-конференция|condolences|greetings?|statement|address|remarks|speech|interview|message|деклараци[яию]|"
    r"решени[ея]|appeal|telegram|lecture|congratulations?|прывітанн[еі]|віншаванн[еі]|зварот|заява|выступленне|прамова|"
    r"спачуванні|пасланне|каментарый|изҳороти|паеми|суханронии|табрикоти|баенияи)"
)
# What stands behind whose it is: `X's address`, `Бас хатшысының мәлімдемесі`.
_GIVEN_BEHIND = re.compile(
    r"(?:address|remarks|statement|speech|greetings?|message|condolences|telegram|lecture|interview|мәлімдемесі|құттықтауы|"
    r"үндеуі|сөзі|сұхбаты|билдирүүсү|куттуктоосу|кайрылуусу|сөзү|маеги|հայտարարությունը|ուղերձը|ելույթը|խոսքը|հարցազրույցը|"
    r"жеделхаты|хаты|баяндамасы|жолдауы|тілегі|телеграммасы|каты|билдирүүсү|շնորհավորանքը|շնորհավորագիրը|"
    r"ցավակցությունը|ցավակցագիրը|հեռագիրը|նամակը|հոդվածը)"
)
_DESCRIBED = re.compile(r".{3,}ական|құттықтау|куттуктоо|айту|айтуу|ресми|расмий")
_PUBLISHED = re.compile(r"жариялан|жарыялан|жарық|чыкты|нашр|հրապարակվ|տեղադրվ|հրապարակ|was published")
_IZOFAT = ("роти", "паеми", "нронии", "нияи")
_OF = word_set("of by from the")
_DELIVERED = re.compile(r"(?:зачита|огласи|прочита|прозвуча|направи|поступи|пришл|was read|received|sent)")
_SENT = re.compile(r"(?:приветств|поздравл|обращени|послани|телеграмм|greeting|message)")
_PRINTED = re.compile(r"(?:стать|интервью|обращени|колонк)")
_PRINTS = re.compile(r"(?:опубликов|публику|напечат|вышл[аио]|размести|помести)")
_MEETINGS = re.compile(
    r"(?:встреч[аиуе]|встречи|разговор[ае]?|беседа|переговоры|переговорах|консультации|визите?|поездка|посещени[ея]|"
    r"meeting|visit|talks|conversation|call|сустрэч[аы]|візіт|сустрэчах)"
)
_TOOK_PLACE = re.compile(r"\b(?:состоял(?:ся|ась|ись|ось)|прош(?:ел|ла|ли|ло)|заверш\w{2,6}|начал(?:ся|ась|ись))\b")
_COLON = re.compile(r"[»”“\"]?\s?:")
_COLON_OR_DASH = re.compile(r"[»”“\"]?\s?(?::|[–—]\s(?=(?:о|об|про)\b|[«„\"“:]))")
_ABOUT = re.compile(r"\s?(?:о|об|про|on)\b")
_CREDIT = re.compile(r"(?:специально|для|автор|текст|колонка|статья|эксклюзив\w*|материал|эссе|авторская|мнение|блог)$")
_ADDRESSED = re.compile(
    r"^\W{0,5}(?:уважаем\w{2,3}|глубокоуважаем\w{2,3}|дорог(?:ие|ой|ая)|dear |excellenc|your excellenc)|"
    r"^\W{0,5}(?:приветствие|поздравлени[ея]|обращени[ея]|соболезновани[ея]|телеграмма|письмо|заявление|послание)\b"
)
_AFFECTS = re.compile(
    r"(?:учт|учитыва|вызва|вызыва|удиви|разочаров|каса|нужда|встрет|обсуд|обсужд|обид|возмут|расколо|меша|помо)"
)
# What is asked or explained about an institution rather than said by it.
_ASKED = re.compile(
    r"\W{0,4}(?:(?:что|кто|кому|чем|чего|как|каким?|какая|какие|каков[аоы]?|где|куда|откуда|когда|зачем|почему|отчего|сколько|"
    r"чья|чей|чьи|от\s\w+\sдо|за и против|из чего|на что|для чего|с чем|what|who|why|how|when|where)\b(?!\sзаявил)|"
    r"(?:\w+\s){0,3}\w+\sли\b|[^.!]{0,120}\?)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\W{0,4}([\w-]{3,20})")
_NEGATED = word_set("не нет нельзя нужно надо пора можно is are must not")
LAST_LINES = 2  # blocks at the end that may be a signature
LONGEST_SIGNATURE = 16  # words
LONGEST_PLACE = 8  # words from somebody to his colon
_WHERE = word_set("в во на по об о про после перед для in on at to after about у ў пра")
_FLOOR = re.compile(
    r"канал|эфир|блог|соцсет|стать|интервью|форум|выступлен|встреч|заседан|пресс|брифинг|telegram|телеграм|страниц|сесси|"
    r"саммит|итог|вопрос|слух|заявлен|журналист|session|summit|interview|briefing|channel|meeting"
)
LABEL = 4  # words up to which a verbless phrase behind a colon is a label
_DATIVE = ("у", "ю", "ом", "ем", "ым", "им")
LAST_HEAD = 3  # title, lead, first paragraph
OPENING = 2  # words before whose it is


def interviewee(passages: list[Passage], mentions: dict[int, list[Mention]], discourse: Discourse) -> list[Event]:
    """Whose answers an interview holds where no verb says so: the first person of the title or the first blocks."""
    for passage in passages[:LAST_HEAD]:
        for mention in mentions[passage.number]:
            if mention.kind in ("person", "office"):
                return [_titled(passage, passage.sentence_of(mention.first), mention, discourse, "интервью")]
    return []


def colon_events(passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse) -> list[Event]:
    """`Депутат с ним не согласен: «…»`: a quotation behind a colon is the subject's."""
    for speech in passage.speeches:
        if not sentence.start <= speech.start < sentence.end or passage.number == 0:
            continue
        head = passage.text[sentence.start : speech.start].rstrip(" —–-")
        straight = (one for one in here if one.nominative is not False and not is_governed(passage, one, sentence))
        first = next((one for one in straight if passage.tokens[one.behind - 1].end <= speech.start), None)
        if (head.endswith(":") or is_announced(head)) and first is not None:
            actor = discourse.resolve(first, passage.number)
            discourse.spoke(actor)
            verb = first.behind - 1
            return [Event(actor=actor, form="say", passage=passage.number, sentence=sentence.first, verb=verb)]
    return []


def title_events(passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse) -> list[Event]:
    """`X: …`, `Интервью Генерального секретаря …`, `Приветствие X участникам …`."""
    if here and passage.number <= OPENING and _leads(passage, sentence, here):
        return [_titled(passage, sentence, here[0], discourse)]
    if here and passage.number <= 1 and _posts(passage, sentence, here[0]):
        return [_titled(passage, sentence, here[0], discourse)]
    if here and 1 <= passage.number <= OPENING and _is_label(passage, sentence, here[0]):
        return [_titled(passage, sentence, here[0], discourse)]
    for mention in here:
        place = _before(passage, sentence, mention)
        noun = passage.tokens[place].low if place >= sentence.first else ""
        given = _given_behind(passage, sentence, mention) if mention is here[0] and passage.number <= 1 else ""
        if given:
            return [_titled(passage, sentence, mention, discourse, given)]
        owned = place < mention.first - 1 or noun.endswith(_IZOFAT) or _is_owner(passage, mention)
        if not _GIVEN.fullmatch(noun) or not owned:
            continue
        discourse.owns(discourse.resolve(mention, passage.number))
        opens = place - sentence.first < OPENING and passage.number <= 1 and _is_given(passage, sentence, mention)
        words = passage.words(sentence.first, sentence.behind)
        delivered = (_SENT.match(noun) and _DELIVERED.search(words)) or (
            _PRINTED.match(noun) and _PRINTS.search(words.lower())
        )
        if opens or delivered or passage.text.rstrip().endswith(":"):
            return [_titled(passage, sentence, mention, discourse, noun)]
    return []


def _given_behind(passage: Passage, sentence: Sentence, mention: Mention) -> str:
    """What stands behind whose it is: `X-ի շնորհավորական ուղերձը`; below the title only where it is published."""
    rest = passage.lows[mention.behind : sentence.behind]
    described = rest[:1] != [] and _DESCRIBED.fullmatch(rest[0]) is not None
    noun = rest[described] if len(rest) > described else ""
    published = passage.number == 0 or any(map(_PUBLISHED.match, rest))
    return noun if published and _GIVEN_BEHIND.fullmatch(noun) else ""


def _is_label(passage: Passage, sentence: Sentence, mention: Mention) -> bool:
    """`Пресс-служба союза. В Бишкеке …`: whose report opens a block, in a sentence of its own."""
    whole = mention.first == sentence.first and mention.behind == sentence.behind
    press = mention.actor is not None and mention.actor.body is not None and mention.actor.body.press
    return whole and press and sentence.first == 0 and sentence.behind < len(passage.tokens)


def _is_given(passage: Passage, sentence: Sentence, mention: Mention) -> bool:
    """Whether the words are what is told of: not `заявление правления вызвало споры`."""
    verbs = (
        passage.tokens[place].low
        for place in range(mention.behind, sentence.behind)
        if not passage.quoted[place] and is_finite(passage.tokens[place].low)
    )
    return not _AFFECTS.match(next(verbs, ""))


def _before(passage: Passage, sentence: Sentence, mention: Mention) -> int:
    """The place of the word before somebody; English `of the` and the organisation's name are passed over."""
    named = {place for hit in passage.hits if hit.names_it for place in range(hit.first, hit.behind)}
    place = mention.first - 1
    while place > sentence.first and (passage.tokens[place].low in _OF or place in named):
        place -= 1
    return place


def signature(passages: list[Passage], mentions: dict[int, list[Mention]], discourse: Discourse) -> list[Event]:
    """Whose name and office alone make one of the first blocks, or the last one of a letter to somebody."""
    for passage in passages[1:LAST_HEAD]:
        here = [one for one in mentions[passage.number] if one.kind == "person" and one.actor and one.actor.topical]
        words = passage.lows
        line = set(range(passage.sentences[-1].first if passage.sentences else 0, len(words)))
        told = {place for hit in passage.hits for place in range(hit.first, hit.behind)}
        told |= {place for one in mentions[passage.number] for place in range(one.first, one.behind)}
        credit = {place for place in line if _CREDIT.match(words[place])}
        named = {place for place in line if credit and passage.in_span(place)}
        here = here or [one for one in mentions[passage.number] if one.kind == "person" and credit]
        bare = len(line) <= LONGEST_SIGNATURE and len(line - told - credit - named) <= 1
        if here and bare and not any(map(is_finite, words)):
            return [_titled(passage, passage.sentences[0], here[-1], discourse, "статья")]
    letter = any(_ADDRESSED.search(_plain_letters(passage)) for passage in passages[:LAST_HEAD])
    for passage in reversed(passages[-LAST_LINES:]) if letter and len(passages) > LAST_LINES else ():
        here = [one for one in mentions[passage.number] if one.kind in ("person", "office")]
        words = passage.lows
        if here and len(words) <= LONGEST_SIGNATURE and not any(map(is_finite, words)):
            return [_titled(passage, passage.sentences[0], here[-1], discourse, "подпись")]
    return []


def _plain_letters(passage: Passage) -> str:
    return passage.text.lower().replace("ё", "е")


def meeting_events(passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse) -> list[Event]:
    """`Состоялась встреча X с Y`, `О встрече X с Y` of a title: X met somebody."""
    if passage.number > 1:
        return []
    words = passage.words(sentence.first, sentence.behind).lower().replace("ё", "е")
    opening = passage.tokens[sentence.first].low
    named = passage.lows[sentence.first : sentence.first + 2]
    about = passage.number == 0 and (opening in ("о", "об") or any(map(_MEETINGS.fullmatch, named)))
    for mention in here if about or _TOOK_PLACE.search(words) else ():
        place = _before(passage, sentence, mention)
        noun = passage.tokens[place].low if place >= sentence.first else ""
        owned = mention.nominative is not True or place + 1 < mention.first  # `visit of the …`
        if mention.kind in ("person", "office") and owned and _MEETINGS.fullmatch(noun):
            actor = discourse.resolve(mention, passage.number)
            verb = mention.first - 1
            return [
                Event(actor=actor, form="act", passage=passage.number, sentence=sentence.first, verb=verb, word=MET)
            ]
    return []


def _leads(passage: Passage, sentence: Sentence, here: list[Mention]) -> bool:
    """Whether a title begins with somebody and a colon or dash."""
    first = here[0]
    owned = first.kind == "office" and here[1:2] and here[1].kind == "topic" and here[1].first == first.behind
    end = passage.tokens[(here[1] if owned else first).behind - 1].end
    opens = first.first - sentence.first <= 1 and first.nominative is not False
    mark = _COLON if first.kind in ("topic", "body", "institution") else _COLON_OR_DASH
    found = mark.match(passage.text, end, end + 6)
    return opens and found is not None and _tells(passage, sentence, found.end(), thing=mark is _COLON)


def _posts(passage: Passage, sentence: Sentence, first: Mention) -> bool:
    """`X в своём канале: …`: no verb between somebody who opens the sentence and a colon."""
    start = passage.tokens[first.behind - 1].end
    colon = passage.text.find(": ", start, sentence.end)
    opens = first.first - sentence.first <= 1 and first.nominative is True and first.kind in ("person", "office")
    between = [token.low for token in passage.tokens if start <= token.start < colon]
    where = any(map(_FLOOR.match, between[1:])) and between[0] in _WHERE
    return opens and len(between) <= LONGEST_PLACE and where and not any(map(is_finite, between))


def _tells(passage: Passage, sentence: Sentence, start: int, *, thing: bool) -> bool:
    """Whether what follows is said rather than a label: `X: биография` tells nothing."""
    rest = passage.text[start : sentence.end]
    word = _FIRST.match(rest)
    if thing and _ASKED.match(rest):
        return False
    if (word and _GIVEN.fullmatch(word[1].lower())) or _ABOUT.match(rest) or any(mark in rest for mark in '«„"“'):
        return True
    behind = [token.low for token in passage.tokens[sentence.first : sentence.behind] if token.start >= start]
    return any(map(is_finite, behind)) or not _NEGATED.isdisjoint(behind) or len(behind) > LABEL


def _is_owner(passage: Passage, mention: Mention) -> bool:
    """Whether the greeting, letter or answer comes from somebody rather than goes to him."""
    if mention.kind not in ("person", "office", "body", "topic") or mention.nominative is True:
        return False
    return not passage.tokens[mention.first].low.endswith(_DATIVE)


def _titled(passage: Passage, sentence: Sentence, mention: Mention, discourse: Discourse, word: str = "") -> Event:
    return Event(
        actor=discourse.resolve(mention, passage.number),
        form="title",
        passage=passage.number,
        sentence=sentence.first,
        verb=mention.first,
        word=word,
        media=mention.kind == "media",
    )
