"""Tells in which form the words were first given: the first of the contract's list that the text shows."""

import re
from collections.abc import Callable

from pipeline.judging.interviews import is_interview
from pipeline.judging.passages import Passage
from pipeline.judging.relevance import Weighing
from pipeline.judging.topic import Body
from pipeline.models import Kind, Relevance

FIRST = 2


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.MULTILINE)


_TITLED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("interview", _pattern(r"^\W{0,5}интервью|^\W{0,5}interview")),
    ("press-conference", _pattern(r"^\W{0,5}пресс-конференци")),
    ("briefing", _pattern(r"^\W{0,5}брифинг|^\W{0,5}briefing")),
    ("greeting", _pattern(r"^\W{0,5}(?:приветствие|поздравлени[ея]|greetings?|congratulat\w+)\b")),
    ("condolence", _pattern(r"^\W{0,5}(?:соболезновани[ея]|condolences)\b")),
    ("speech", _pattern(r"^\W{0,5}(?:выступлени[ея]|речь|доклад|тезисы|remarks|address|speech|statement by)\b")),
    ("article", _pattern(r"^\W{0,5}(?:статья|авторская колонка|op-ed)\b")),
    ("comment", _pattern(r"^\W{0,5}(?:комментарий|ответ\w* на вопрос|comment)\b")),
    ("statement", _pattern(r"^\W{0,5}(?:заявлени[ея]|statement)\b")),
    (
        "meeting",
        _pattern(
            r"^\W{0,5}(?:об?|состоял\w+|прошл\w+|прош[её]л) (?:\w+ ){0,2}(?:встреч|переговор|визит|заседани|консультаци|телефонн|разговор|приём|круглы|совещани)"
        ),
    ),
)
_INTERVIEW = _pattern(r"интервью|\binterview|сұхбат|маегинде|маек |маек\b|мусоҳиба|հարցազրույց|інтэрв")
_PRESS = _pattern(
    r"(?:на|в ходе|во время|по итогам|пров[её]л[аи]?|дал[аи]?|итогов\w+)\s(?:\S+\s){0,3}пресс-конференци|(?:press|news) conference|баспасөз мәслихат|"
    r"баспасөз конференция|пресс-жыйын|нишасти матбуот|ասուլիս|на прэс-канферэнцыі"
)
_BRIEFING = _pattern(r"\bбрифинг|\bbriefing|брыфінг|ճեպազրույց")
_GREETING = _pattern(
    r"приветстви[еяю]|поздравл|поздрави|\bgreet|congratulat|құттықта|куттукта|табрик|шодбош|շնորհավոր|павіншава|прывітанн|віншаванн"
)
_CONDOLENCE = _pattern(r"соболезн|condolence|көңіл айт|көңүл айт|ҳамдард|таъзия|тасаллӣ|ցավակց|спачуванн")
_APPOINTMENT = _pattern(
    r"назнач|избран[аы]? |избрал|вступил[аи]? в должность|appointed|appoints|тағайында|дайында|таъин|նշանակվ|прызнача"
)
_DOCUMENT_TITLE = _pattern(
    r"^\W{0,5}(?:совместн\w+ )?(?:решени[ея]|деклараци[яи]|заявлени[ея] (?:совета|министров|глав|лидеров|парламентск|постоянного|комитета|па|смид|скб|государств)|протокол|соглашени|резолюци|стратеги|обращени[ея] (?:совета|глав)|план\b|концепци)"
)
_ADOPTED = _pattern(
    r"(?:принял[аи]?|приняты|приняло|утвердил[аи]?|утвержд[её]н\w*|одобрил[аи]?|одобрен\w*|подписал[аи]?|подписан\w*|adopt\w*|approv\w*|signed|endorsed|қабылда\w*|бекітті|кабыл алды|қабул кард\w*|тасдиқ|ընդունել|прыняў|прынялі)"
    r"(?:\W+\w+){0,8}?\W+(?:заявлени|деклараци|решени|план|стратеги|закон|документ|программ|протокол|соглашени|резолюци|каталог|перечень|statement|declaration|decision|plan|programme|program|document|resolution|agreement|мәлімдеме|декларация|билдирүү|баёния|изҳорот|ҳуҷҷат|հայտարարությ)"
)
_RESOLVED = _pattern(r"(?:решил[аи]?|постановил[аи]?|заявляем следующее|решили)\s*:?\s*$")
_SALUTATION = _pattern(
    r"^\W{0,5}(?:уважаем\w+|дорогие|глубокоуважаем\w+|dear |excellenc|ladies and|mr\.? (?:president|chair)|mister)"
)
_SPEAKING = _pattern(
    r"выступая|выступил[аи]? (?:на|в|перед|с (?:реч|доклад|лекци))|в (?:сво[её]м )?выступлении|открывая\s(?:\S+\s){0,3}(?:заседани|сесси|саммит|форум|конференци)|"
    r"открыл[аи]?\s(?:\S+\s){0,3}(?:заседани|сесси|саммит|форум)|speaking (?:at|to|before)|addressing|opening (?:the|a) (?:session|meeting)|in (?:a|his) speech"
)
_ARTICLE = _pattern(
    r"в (?:сво[её]й )?стать[ею]|^\W{0,5}статья|авторск\w+ (?:статья|колонк)|опубликовал\w* статью|in an (?:article|op-ed)|an article by|мақаласында|макаласында|мақолаи"
)
_REVIEW = _pattern(r"рецензия|review|колонка|обзор")
_COMMENT = _pattern(
    r"прокомментир|коммент|журналист|репорт[её]р|корреспондент|ответил[аи]? на вопрос|отвечая на вопрос|в эфире|в беседе|в разговоре|told (?:reporters|journalists|tass|ria)|"
    r"(?:заявил|сказал|рассказал|сообщил|отметил|пояснил)[аи]? (?:тасс|риа|«|интерфакс|sputnik)|reporters|журналісты|журналистерге|рӯзноманигор|լրագրող"
)
_EXERCISE = _pattern(
    r"учени[ейяюь]|учениях|учениям|ман[её]вр|тренировк|\bdrills?\b|\bexercises?\b|жаттығу|машыгуу|машқ|зорава|զորավարժ|вучэнн|полигон|range"
)
_MEETING = _pattern(
    r"встреч|встрет|переговор|телефонн\w+ разговор|заседани|консультаци|\bпринял[аи]? (?:посл|министр|делегац|генсек|генеральн)|визит|круглый стол|совещани|посетил|прибыл|"
    r"кабыл алды|прыняў|\bmeets?\b|\bmet\b|receives?|received|\btalks\b|visits?|жолук|сүйлөш|кездес|келіссөз|мулоқот|ҷаласа|հանդիպ|сустрэ|перамов"
)
_HELD = _pattern(
    r"(?:состоял\w+|прош[её]л|прошл[аио]|пров[её]л[аи]?|завершил\w+|встретил\w+|обсудил\w*|приняли? участие|принял[аи]? (?:посл|министр|делегац)|посетил\w*|прибыл\w*|"
    r"met|held|received|discussed|visited|жолукту|сүйлөшүү|кездес|мулоқот|հանդիպ|сустрэ)"
)
_STATEMENT = _pattern(
    r"опроверг|не соответству\w+ действительности|осуди|осужда|неправда|denie[sd]|dismiss|refute|condemn|жоққа шығар|теріске|төгүндө|рад кард|հերք|абверг"
)
_STATED = _pattern(r"заявлени|statement|мәлімдеме|билдирүүсү|изҳорот|հայտարարությ|заява")


def tell_kind(weighing: Weighing, relevance: Relevance) -> Kind:
    """The kind of an article, of whatever relevance."""
    text = _Text(weighing, relevance)
    if _DOCUMENT_TITLE.search(text.title):
        return "document"
    for kind, title in _TITLED:
        if title.search(text.title):
            return kind
    for kind, holds in _TESTS:
        if holds(text):
            return kind
    return "news"


class _Text:
    """What the tests look at: the title, the first blocks, the sentences in which the speakers speak."""

    def __init__(self, weighing: Weighing, relevance: Relevance) -> None:
        self.weighing = weighing
        self.passages: list[Passage] = weighing.passages
        self.title = self.passages[0].text.lower()
        self.head = "\n".join(_outside(passage) for passage in self.passages[: FIRST + 1])
        self.lead = _outside(self.passages[1]) if len(self.passages) > 1 else ""
        own = relevance == "statement"
        events = weighing.own_words or weighing.own_acts if own else weighing.others_words
        self.events = events
        self.focus = "\n".join(_sentence(self.passages[event.passage], event.verb) for event in events)
        self.near = f"{self.title}\n{_outside(self.passages[1]) if len(self.passages) > 1 else ''}\n{self.focus}"
        self.persons = [
            event for event in events if event.actor is not None and event.actor.person and event.form != "act"
        ]
        self.spoken = [event for event in self.persons if event.form in ("say", "source")]
        self.told_in_title = any(event.passage == 0 and event.form == "say" for event in self.persons)
        self.takes_part = any(
            event.passage <= 1 and event.form == "act" and event.actor is not None and event.actor.person
            for event in weighing.events
        )
        names = {event.actor.name for event in self.persons if event.actor is not None}
        first = min((event.passage for event in self.persons), default=0)
        self.scattered = relevance == "about" and len(names) > 1 and first > 1
        self.quoted = [said for said in weighing.quotes if said.actor is not None and said.actor.person]


def _outside(passage: Passage) -> str:
    """A block without what it quotes."""
    text, place = [], 0
    for speech in passage.speeches:
        for start, end in speech.pieces:
            if end - start > 40:
                text.append(passage.text[place:start])
                place = end
    return " ".join((*text, passage.text[place:])).lower()


def _sentence(passage: Passage, verb: int) -> str:
    sentence = passage.sentence_of(verb)
    words = [token for index, token in enumerate(passage.tokens[sentence.first : sentence.behind], sentence.first)]
    start, end = words[0].start, words[-1].end
    text = passage.text[start:end]
    for speech in reversed(passage.speeches):
        for left, right in reversed(speech.pieces):
            if start <= left and right <= end and right - left > 40:
                text = text[: left - start] + text[right - start :]
    return text.lower()


def _is_interview(text: _Text) -> bool:
    return is_interview(text.passages) or bool(_INTERVIEW.search(text.near))


def _is_greeting(text: _Text) -> bool:
    return bool(_GREETING.search(text.title) or (_GREETING.search(text.focus) and "приветственн" not in text.focus))


def _is_document(text: _Text) -> bool:
    if _DOCUMENT_TITLE.search(text.title):
        return True
    if any(_RESOLVED.search(passage.text.lower()) for passage in text.passages[1:4]):
        return True
    bodies = [e for e in text.events if e.actor is not None and not e.actor.person]
    if text.persons and any(event.passage == 0 for event in text.persons):
        return False
    sitting = any(
        isinstance(hit.what, Body) and (hit.what.sitting or hit.what.leaders)
        for p in text.passages[:2]
        for hit in p.hits
    )
    return bool(bodies and sitting and _ADOPTED.search(text.head))


def _is_speech(text: _Text) -> bool:
    if any(_SALUTATION.search(passage.text[:60].lower()) for passage in text.passages[1:4]):
        return True
    return bool(text.persons and _SPEAKING.search(text.near))


def _is_article(text: _Text) -> bool:
    return bool(_ARTICLE.search(text.near))


def _is_exercise(text: _Text) -> bool:
    if any(hit.kind == "exercise" for hit in text.passages[0].hits) and _EXERCISE.search(text.head):
        return True
    return bool(_EXERCISE.search(text.title) or (_EXERCISE.search(text.head) and _staff(text)))


def _staff(text: _Text) -> bool:
    return any(
        event.actor is not None and event.actor.body is not None and not event.actor.body.press for event in text.events
    )


def _is_comment(text: _Text) -> bool:
    if not text.persons:
        return False
    if text.scattered:
        return False
    if _COMMENT.search(text.focus) or _COMMENT.search(text.title) or text.told_in_title:
        return True
    return bool(text.spoken) and not _is_exercise(text) and not _is_meeting(text)


def _is_meeting(text: _Text) -> bool:
    """A readout: a meeting in the title, or in the lead of a text whose persons are not quoted."""
    if _EXERCISE.search(text.title):
        return False
    if _MEETING.search(text.title):
        return not text.quoted or text.takes_part
    return bool(
        not text.spoken
        and text.lead
        and _HELD.search(text.lead)
        and _MEETING.search(text.lead)
        and not _is_exercise(text)
    )


def _is_late_comment(text: _Text) -> bool:
    return bool(text.persons) and not text.scattered


def _is_statement(text: _Text) -> bool:
    return bool(_STATEMENT.search(text.near) or _STATED.search(text.title))


_TESTS: tuple[tuple[Kind, Callable[[_Text], bool]], ...] = (
    ("interview", _is_interview),
    ("press-conference", lambda text: bool(_PRESS.search(text.near))),
    ("briefing", lambda text: bool(_BRIEFING.search(text.near))),
    ("greeting", _is_greeting),
    ("condolence", lambda text: bool(_CONDOLENCE.search(text.near))),
    ("appointment", lambda text: bool(_APPOINTMENT.search(text.title)) and not text.quoted),
    ("document", _is_document),
    ("speech", _is_speech),
    ("article", _is_article),
    ("comment", _is_comment),
    ("meeting", _is_meeting),
    ("exercise", _is_exercise),
    ("comment", _is_late_comment),
    ("statement", _is_statement),
)
