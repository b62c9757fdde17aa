"""Who says or does what in which sentence; the classes of relevance are decided elsewhere from these events.

A sentence is read outside its quotations: verbs of saying are tied to the nearest subject of the clause, sources to
`по словам …`, `сообщили в …`, `говорится в …`; pronouns and bare roles are traced back through the text.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from pipeline.judging.actors import Actor
from pipeline.judging.discourse import Discourse
from pipeline.judging.freshness import is_stale
from pipeline.judging.lexicon import (
    MEDIA,
    PREPOSITIONS,
    is_act,
    is_body_act,
    is_document_verb,
    is_finite,
    is_negation,
    is_pair,
    is_person_act,
    is_say,
    is_soft,
    speaks_though_negated,
)
from pipeline.judging.mentions import Mention
from pipeline.judging.interviews import is_interview
from pipeline.judging.passages import Passage, Sentence

Form = Literal["say", "soft", "source", "document", "title", "act"]
_BY = frozenset(
    "словам мнению данным информации сведениям оценке подсчетам версии утверждению наблюдению наблюдениям признанию"
    " убеждению выражению замыслу расчетам прогнозу according сөзінше айтуынша сөзүнө айтымында маалыматына гуфтаи"
    " խոսքով словах".split()
)
_ACCORDING = frozenset("according to со ссылкой на со слов как по".split())
_CLAUSE = frozenset(
    "что чтобы который которая которые которое которого которой которых которому которым котором где когда если"
    " потому хотя поскольку пока чем ли that which who whether because if when where as ки дар что што каб деп".split()
)
_DOCUMENTS = re.compile(
    r"(?:сообщени|заявлени|документ|публикаци|текст|телеграмм|поздравлени|приветстви|обращени|стать|письм|релиз|решени|"
    r"деклараци|комментари|доклад|отчет|пост|соболезновани|послани|нем|ней|них|statement|document|message|decision|declaration|letter|"
    r"telegram|greeting|release|паведамленн|хабарлама|жеделхат|билдирүү|телеграмма|хабар|հաղորդագրությ|хабари)"
)
_HAPPENED = re.compile(r"(?:прош[её]л|прошл[ао]|состоял(?:ся|ась|ось)|открыл(?:ся|ась|ось)|заработал[ао]?)")
_TOLD = frozenset("журналистам репортерам агентству изданию газете нам корреспонденту порталу порталe сегодня вчера также нашему".split())
_LATER = frozenset("ответить прокомментировать сообщить вернуться позже".split())
_AND = frozenset("и а но что как же".split())
_PLURAL = re.compile(r".+(?:ли|лись|ют|ят|ут|ат|лі)")
FARTHEST = 16
FARTHEST_BACK = 34
CLAUSE_COST = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Somebody says or does something: `passage`, the sentence's first token, and the verb's place."""

    actor: Actor | None
    form: Form
    passage: int
    sentence: int
    verb: int
    word: str = ""
    stale: bool = False
    second_hand: bool = False
    media: bool = False


def find_events(
    passages: list[Passage], mentions: dict[int, list[Mention]], discourse: Discourse, day: date
) -> list[Event]:
    """The events of the text in its order."""
    events: list[Event] = []
    for passage in passages:
        for sentence in passage.sentences:
            events += _sentence_events(passage, sentence, mentions[passage.number], discourse, day)
    if is_interview(passages) and not any(event.form != "act" and event.actor for event in events):
        events += _interviewee(passages, mentions, discourse)
    return events


def _interviewee(
    passages: list[Passage], mentions: dict[int, list[Mention]], discourse: Discourse
) -> list[Event]:
    """Whose answers an interview holds where no verb says so: the first person of the title or the first blocks."""
    for passage in passages[:3]:
        for mention in mentions[passage.number]:
            if mention.kind in ("person", "office"):
                actor = discourse.resolve(mention, passage.number, mention.first)
                sentence = passage.sentence_of(mention.first)
                return [_titled(actor, passage, sentence, mention, media=False, word="интервью")]
    return []


def _sentence_events(
    passage: Passage, sentence: Sentence, mentions: list[Mention], discourse: Discourse, day: date
) -> list[Event]:
    here = [one for one in mentions if sentence.first <= one.first < sentence.behind]
    stale_from = is_stale(passage, sentence, day)
    events: list[Event] = []
    for verb in range(sentence.first, sentence.behind):
        form = _form(passage, sentence, verb)
        if form is None:
            continue
        subject = _subject(passage, sentence, here, verb, form)
        if subject is None:
            continue
        mention, form = subject
        actor = discourse.resolve(mention, passage.number, verb)
        event = Event(
            actor=actor, form=form, passage=passage.number, sentence=sentence.first, verb=verb,
            word=passage.tokens[verb].low, stale=stale_from is not None,
            second_hand=_second_hand(passage, sentence, verb, events, actor), media=mention is not None and mention.kind == "media",
        )  # fmt: skip
        events.append(event)
        if form != "act" and not event.media:
            discourse.spoke(actor, passage.number, mention)
    events = _retold(passage, sentence, events)
    for mention in here:
        discourse.saw(mention)
    if not any(event.form != "act" for event in events):
        events += _colon_events(passage, sentence, here, discourse) or _title_events(passage, sentence, here, discourse, day)
    return events


def _form(passage: Passage, sentence: Sentence, verb: int) -> Form | None:
    """What kind of event a token may begin; None for most."""
    low = passage.tokens[verb].low
    if passage.quoted[verb]:
        return None
    if is_finite(low) and not is_say(low) and passage.opens_tag(verb) and not is_document_verb(low):
        return "say"
    if is_document_verb(low):
        return "document"
    if low in _BY and _is_source(passage, verb):
        return "source"
    following = passage.tokens[verb + 1].low if verb + 1 < sentence.behind else ""
    say = is_say(low) or is_pair(low, following)
    if not (say or is_soft(low) or is_act(low)):
        return None
    before = passage.tokens[verb - 1].low if verb > sentence.first and not passage.quoted[verb - 1] else ""
    if (is_negation(before) and not speaks_though_negated(low)) or before in ("отказался", "отказались", "отказалась"):
        return None
    if low.startswith(("пообеща", "обеща")) and any(
        token.low in _LATER for token in passage.tokens[verb + 1 : verb + 4]
    ):
        return None
    if low in ("comment", "calls", "hopes", "claims", "offers") and before in PREPOSITIONS | {"the", "a"}:
        return None
    return "say" if say else "soft" if is_soft(low) else "act"


def _is_source(passage: Passage, verb: int) -> bool:
    before = passage.tokens[verb - 1].low if verb else ""
    earlier = passage.tokens[verb - 2].low if verb > 1 else ""
    low = passage.tokens[verb].low
    if low == "according":
        return True
    return not low.isascii() and (before in ("по", "со", "с", "в") or earlier == "по" or low in ("сөзінше", "айтуынша", "сөзүнө", "айтымында"))


Subject = tuple[Mention | None, Form]


def _subject(
    passage: Passage, sentence: Sentence, here: list[Mention], verb: int, form: Form
) -> Subject | None:
    if form == "document":
        return _document_owner(passage, sentence, here, verb), "document"
    if form == "source":
        return _source(passage, here, verb)
    inside = _institution_source(passage, sentence, here, verb)
    if inside is not None:
        return inside, "source" if form != "act" else "act"
    best = _nearest(passage, sentence, here, verb)
    if best is None:
        return (None, form) if form == "say" and _led_by_quote(passage, sentence) else None
    return best, form


def _led_by_quote(passage: Passage, sentence: Sentence) -> bool:
    return any(sentence.start <= speech.start < sentence.end for speech in passage.speeches)


def _nearest(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> Mention | None:
    """The subject of a verb: the nearest nominative mention, a clause border costing as much as several words."""
    best: tuple[int, Mention] | None = None
    plural = bool(_PLURAL.fullmatch(passage.tokens[verb].low))
    for mention in here:
        if mention.nominative is False or _governed(passage, mention, sentence):
            continue
        if plural and mention.kind in ("person", "pronoun") and not _several(here, mention):
            continue
        cost = _cost(passage, mention, verb)
        if cost is not None and (best is None or cost < best[0]):
            best = cost, mention
    return best[1] if best else None


def _several(here: list[Mention], mention: Mention) -> bool:
    return sum(other.kind == "person" and other.nominative is not False for other in here) > 1 and mention.kind == "person"


def _cost(passage: Passage, mention: Mention, verb: int) -> int | None:
    if mention.first <= verb < mention.behind:
        return None
    if mention.behind <= verb:
        low, high, far = mention.behind, verb, FARTHEST_BACK
    else:
        low, high, far = verb + 1, mention.first, FARTHEST
    words = [passage.tokens[index].low for index in range(low, high) if not passage.quoted[index]]
    cost = len(words) + CLAUSE_COST * sum(word in _CLAUSE for word in words)
    if mention.behind <= verb:
        cost += 4 * sum(is_finite(word) for word in words)
        gap = passage.text[passage.tokens[mention.behind - 1].end : passage.tokens[verb].start]
        cost += 2 * gap.count(",") + 8 * gap.count(";")
    else:
        gap = passage.text[passage.tokens[verb].end : passage.tokens[mention.first].start]
        cost += 3 * sum(is_finite(word) for word in words) + (8 if ":" in gap else 0)
    if mention.kind in ("role", "pronoun", "they"):
        cost += 1
    if mention.kind in ("institution", "topic"):
        cost += 2
    if mention.kind == "media":
        cost += 8
    return cost if cost <= far else None


def _governed(passage: Passage, mention: Mention, sentence: Sentence) -> bool:
    """Whether a preposition stands right before the mention, or (English) a noun with `of` does."""
    if mention.first <= sentence.first:
        return False
    before = passage.tokens[mention.first - 1].low
    if before in ("the", "a", "an") and mention.first - 1 > sentence.first:
        before = passage.tokens[mention.first - 2].low
    return before in PREPOSITIONS and not passage.between(mention.first - 1, mention.first).strip(" «\"“-")


def _institution_source(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> Mention | None:
    """`сообщили (ТАСС) в Секретариате`, `в пресс-службе отметили`, `там добавили`."""
    low = passage.tokens[verb].low
    if not _PLURAL.fullmatch(low) and not _HAPPENED.fullmatch(low):
        return None
    for mention in here:
        if mention.kind not in ("body", "topic", "institution", "they", "office"):
            continue
        if mention.kind == "they":
            if abs(mention.first - verb) <= 4:  # noqa: PLR2004 - `там же подчеркнули`
                return mention
            continue
        at = _at(passage, mention, sentence)
        if at is not None and (_told_in(passage, verb, at) or _in_told(passage, sentence, at, mention, verb)):
            return mention
    return None


def _at(passage: Passage, mention: Mention, sentence: Sentence) -> int | None:
    """The place of the `в` before a mention, an adjective between them at most."""
    for back in (1, 2):
        index = mention.first - back
        if index < sentence.first:
            return None
        low = passage.tokens[index].low
        if low in ("в", "во", "у", "ў"):
            return index
        if not low.endswith(("ом", "ой", "ем", "ей", "ых")):
            return None
    return None


def _told_in(passage: Passage, verb: int, at: int) -> bool:
    """`сообщили РИА Новости в …`: nothing between verb and `в` but who was told."""
    told = passage.tokens[verb + 1 : at]
    return verb < at and len(told) < 6 and all(  # noqa: PLR2004 - a name of three words and a noun
        token.text[0].isupper() or token.low in MEDIA or token.low in _TOLD or passage.in_span(index)
        for index, token in enumerate(told, verb + 1)
    )


def _in_told(passage: Passage, sentence: Sentence, at: int, mention: Mention, verb: int) -> bool:
    """`в пресс-службе (также) отметили`: the source opens its clause and the verb is near."""
    if not 0 <= verb - mention.behind <= 4:  # noqa: PLR2004 - adverbs and who was told
        return False
    opens = at == sentence.first or passage.between(at - 1, at).strip(" «»\"“”") or passage.tokens[at - 1].low in _AND
    return bool(opens) and "," not in passage.text[passage.tokens[mention.behind - 1].end : passage.tokens[verb].start]


def _source(passage: Passage, here: list[Mention], verb: int) -> Subject | None:
    """`по словам X`, `по его словам`, `according to X`."""
    low = passage.tokens[verb].low
    before = passage.tokens[verb - 1].low if verb else ""
    if before in ("его", "ее", "их", "the"):
        return Mention(
            passage=passage.number, first=verb - 1, behind=verb, kind="they" if before == "их" else "pronoun",
            nominative=True, word={"его": "он", "ее": "она", "их": "они"}.get(before, ""),
        ), "source"  # fmt: skip
    if low in ("сөзінше", "айтуынша", "сөзүнө", "айтымында"):
        behind = [one for one in here if one.behind <= verb]
        return (behind[-1], "source") if behind else None
    for mention in here:
        if 0 < mention.first - verb <= 4:  # noqa: PLR2004 - `according to the X`, `по словам самого X`
            return mention, "source"
    return None


def _document_owner(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> Mention | None:
    """Whose document it says something in: the owner named after it; None: the last speaker's."""
    place = next(
        (
            index
            for index in range(sentence.first, sentence.behind)
            if not passage.quoted[index] and _DOCUMENTS.match(passage.tokens[index].low) and abs(index - verb) < 9  # noqa: PLR2004
        ),
        None,
    )
    start = place if place is not None else verb
    for mention in here:
        between = [token.low for token in passage.tokens[start + 1 : mention.first]]
        genitive = 0 < mention.first - start <= 4 and not any(low in PREPOSITIONS for low in between)  # noqa: PLR2004
        if genitive and place is not None and mention.kind not in ("role", "pronoun", "they", "media"):
            return mention
        if place is None and mention.kind in ("body", "topic", "office") and 0 < mention.first - verb <= 5:  # noqa: PLR2004
            return mention
    before = [one for one in here if one.behind <= start and one.kind in ("topic", "body", "person", "office")]
    return before[-1] if before and passage.tokens[start].low.isascii() is False and start > before[-1].behind - 1 and _agglutinates(passage, start) else None


def _agglutinates(passage: Passage, index: int) -> bool:
    """Kazakh, Kyrgyz, Armenian: the owner stands before the document."""
    return bool(re.search(r"[әғқңөұүһіӣӯҳҷ\u0561-\u0587]", passage.tokens[index].low))


def _second_hand(
    passage: Passage, sentence: Sentence, verb: int, events: list[Event], actor: Actor | None
) -> bool:
    """Whether somebody else reports these words in the same sentence: `X сообщил, что Y заявил`."""
    for event in events:
        if event.form == "act" or event.verb >= verb or event.media or event.actor is None or event.actor is actor:
            continue
        between = [passage.tokens[index].low for index in range(event.verb + 1, verb)]
        if event.actor != actor and (event.form == "source" or any(word in _CLAUSE for word in between)):
            return True
    del sentence
    return False


def _retold(passage: Passage, sentence: Sentence, events: list[Event]) -> list[Event]:
    """`Y пообещал помощь, сообщил X`: what stands before the closing `, сообщил X` is at second hand too."""
    last = next((event for event in reversed(events) if event.form != "act" and not event.media), None)
    if last is None or last.form not in ("say", "source") or last.actor is None or last.actor.topical:
        return events
    if any(sentence.start <= speech.start < sentence.end for speech in passage.speeches):
        return events
    comma = passage.text.rfind(",", sentence.start, passage.tokens[last.verb].start)
    if comma < 0 or any(is_clause(token.low) for token in passage.tokens if comma < token.start < passage.tokens[last.verb].start):
        return events
    return [
        replace(event, second_hand=True) if event is not last and passage.tokens[event.verb].start < comma else event
        for event in events
    ]


def is_clause(low: str) -> bool:
    """Whether a word opens a subordinate clause."""
    return low in _CLAUSE


def _colon_events(
    passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse
) -> list[Event]:
    """`Депутат с ним не согласен: «…»`: a quotation behind a colon is the subject's."""
    for speech in passage.speeches:
        if not sentence.start <= speech.start < sentence.end or passage.number == 0:
            continue
        head = passage.text[sentence.start : speech.start].rstrip(" —–-")
        before = [one for one in here if one.nominative is not False and passage.tokens[one.behind - 1].end <= speech.start]
        before = [one for one in before if not _governed(passage, one, sentence)]
        if head.endswith(":") and before:
            actor = discourse.resolve(before[0], passage.number, before[0].first)
            discourse.spoke(actor, passage.number, before[0])
            return [
                Event(actor=actor, form="say", passage=passage.number, sentence=sentence.first, verb=before[0].behind - 1)
            ]
    return []


_GIVEN = re.compile(
    r"(?:интервью|приветстви[еямю]+|поздравлени[еямю]+|выступлени[еямю]+|реч[ьи]|доклад|обращени[еямю]+|заявлени[еямю]+|комментари[йямю]+|"
    r"соболезновани[еямю]+|стать[яеию]|послани[ея]|ответы|слово|телеграмма|брифинг|пресс-конференция|condolences|"
    r"greetings?|statement|address|remarks|speech|interview|message|деклараци[яию]|решени[ея])"
)


def _title_events(
    passage: Passage, sentence: Sentence, here: list[Mention], discourse: Discourse, day: date
) -> list[Event]:
    """`ОДКБ: …`, `Интервью Генерального секретаря …`, `Приветствие X участникам …`."""
    del day
    if not here:
        return []
    first = here[0]
    gap = passage.text[passage.tokens[first.behind - 1].end : passage.tokens[first.behind - 1].end + 3]
    leads = first.first - sentence.first <= 1
    if leads and first.nominative is not False and re.match(r"[»”\"]?\s?(?::|[–—]\s)", gap) and passage.number <= 1:
        actor = discourse.resolve(first, passage.number, first.first)
        return [_titled(actor, passage, sentence, first, media=first.kind == "media")]
    for mention in here:
        noun = passage.tokens[mention.first - 1].low if mention.first > sentence.first else ""
        if _GIVEN.fullmatch(noun) and mention.nominative is not True and not _dative(passage, mention) and mention.kind in ("person", "office", "body", "topic"):
            actor = discourse.resolve(mention, passage.number, mention.first)
            discourse.owns(actor)
            opens = mention.first - sentence.first <= 2 and passage.number <= 1  # noqa: PLR2004 - an adjective and the noun
            heads = passage.text.rstrip().endswith(":")
            if opens or heads or (_DELIVERED.search(passage.words(sentence.first, sentence.behind)) and _SENT.match(noun)):
                return [_titled(actor, passage, sentence, mention, media=False, word=noun)]
    return []


def _dative(passage: Passage, mention: Mention) -> bool:
    """Whether the greeting, letter or answer goes to somebody rather than comes from him."""
    return passage.tokens[mention.first].low.endswith(("у", "ю", "ом", "ем", "ым", "им"))


_DELIVERED = re.compile(r"(?:зачита|огласи|прочита|прозвуча|направи|поступи|пришл|was read|received|sent)")
_SENT = re.compile(r"(?:приветств|поздравл|обращени|послани|телеграмм|greeting|message)")


def _titled(actor: Actor | None, passage: Passage, sentence: Sentence, mention: Mention, *, media: bool, word: str = "") -> Event:
    return Event(
        actor=actor, form="title", passage=passage.number, sentence=sentence.first, verb=mention.first, word=word, media=media
    )


def is_official_act(event: Event) -> bool:
    """Whether an act is one of the topic's own that can be the news: a body's any, a person's only those of office."""
    if event.form != "act" or event.actor is None or not event.actor.topical:
        return False
    return is_person_act(event.word) if event.actor.person else is_body_act(event.word)
