"""Tells in which form the words were first given: the first of the contract's list that the text shows."""

from collections.abc import Callable

from pipeline.judging import kind_cues as cues
from pipeline.judging.event import Event
from pipeline.judging.interviews import is_interview
from pipeline.judging.passages import Passage
from pipeline.judging.relevance import Weighing
from pipeline.judging.topic import Body, Office
from pipeline.models import Kind, Relevance

HEAD = 3  # title, lead and one block
OWNER = 4  # words before whose document a title names
OPENING = 60  # characters of a block that may hold a salutation
WORDS = 3  # blanks in it
NAME = 40  # characters up to which a quotation may be a name rather than words


def tell_kind(weighing: Weighing, relevance: Relevance) -> Kind:
    """The kind of an article: by its title where that says what follows, by the whole of it else."""
    text = _Text(weighing, relevance)
    if cues.ADOPTABLE.search(text.title) and _opens_with_body(text):
        return "document"
    for kind, opening in cues.TITLED:
        if opening.search(text.title):
            return kind
    for kind, holds in _TESTS:
        if holds(text):
            return kind
    return "news"


class _Text:
    """What the tests look at; everything in lower case, ё as е, quoted words left out.

    `head` is title, lead and one block, `focus` the sentences in which the speakers speak, `near` title, lead and
    focus; `persons` are the words of persons, `spoken` those of them that a verb of saying or a source gives.
    """

    def __init__(self, weighing: Weighing, relevance: Relevance) -> None:
        self.passages = weighing.passages
        self.title = _fold(self.passages[0].text)
        self.lead = _fresh(self.passages[1]) if len(self.passages) > 1 else ""
        self.head = "\n".join(_outside(passage) for passage in self.passages[:HEAD])
        own = weighing.own_words or weighing.own_acts
        self.events = own if relevance == "statement" else weighing.others_words
        places = {(event.passage, event.sentence): event for event in self.events}
        self.focus = "\n".join(_sentence(self.passages[one.passage], one.verb) for one in places.values())
        self.near = f"{self.title}\n{self.lead}\n{self.focus}"
        self.persons = [event for event in self.events if _is_persons(event) and event.form != "act"]
        self.spoken = [event for event in self.persons if event.form in ("say", "source")]
        self.quotes = weighing.own_quotes if relevance == "statement" else weighing.quotes
        self.quoted = any(said.actor is not None and said.actor.person for said in weighing.quotes)
        self.takes_part = any(
            event.passage <= 1 and event.form == "act" and _is_persons(event) for event in weighing.events
        )
        self.scattered = relevance == "about" and _are_scattered(self.persons)


def _fresh(passage: Passage) -> str:
    """A block without what it quotes and without the sentences that recall something."""
    parts = [_sentence(passage, sentence.first) for sentence in passage.sentences]
    return "\n".join(part for part in parts if not cues.RECALLED.match(part))


def _is_persons(event: Event) -> bool:
    return event.actor is not None and event.actor.person


def _are_scattered(events: list[Event]) -> bool:
    """Whether several people speak and none of them in the first blocks: an analysis, not a comment."""
    names = {event.actor.name for event in events if event.actor is not None}
    return len(names) > 1 and min(event.passage for event in events) > 1


def _fold(text: str) -> str:
    return text.lower().replace("ё", "е")


def _outside(passage: Passage) -> str:
    """A block without what it quotes."""
    return _without(passage, 0, len(passage.text))


def _sentence(passage: Passage, verb: int) -> str:
    """The sentence of a verb without what it quotes."""
    sentence = passage.sentence_of(verb)
    return _without(passage, passage.tokens[sentence.first].start, passage.tokens[sentence.behind - 1].end)


def _without(passage: Passage, start: int, end: int) -> str:
    parts, place = [], start
    for left, right in (piece for speech in passage.speeches for piece in speech.pieces):
        words = right - left > NAME or passage.text[left:right].count(" ") >= WORDS
        if start <= left and right <= end and words:
            parts.append(passage.text[place:left])
            place = right
    return _fold(" ".join((*parts, passage.text[place:end])))


def _is_interview(text: _Text) -> bool:
    whole = any(cues.WHOLE.search(_fold(passage.text)) for passage in text.passages[-2:])
    return is_interview(text.passages) or whole or bool(cues.INTERVIEW.search(text.near))


def _is_greeting(text: _Text) -> bool:
    said = any(cues.CONGRATULATES.search(_fold(quote.text)) for quote in text.quotes)
    return said or bool(cues.GREETING.search(text.title)) or bool(cues.GREETING.search(text.focus))


def _is_appointment(text: _Text) -> bool:
    office = any(isinstance(hit.what, Office) for hit in text.passages[0].hits)
    takes = office and cues.TAKES_OFFICE.search(text.title)
    told = takes or cues.APPOINTMENT.search(text.title) or (office and cues.APPOINTMENT.search(text.lead))
    return bool(told) and not text.quoted


def _is_document(text: _Text) -> bool:
    """A body's resolution, or one that the head says was adopted, unless a person speaks in the title."""
    if any(cues.RESOLVED.search(_fold(passage.text[-NAME:])) for passage in text.passages[1 : HEAD + 1]):
        return True
    if any(event.passage == 0 for event in text.persons) or not any(not _is_persons(event) for event in text.events):
        return False
    bodies = [hit.what for passage in text.passages[:2] for hit in passage.hits if isinstance(hit.what, Body)]
    return any(map(_meets, bodies)) and bool(cues.ADOPTED.search(text.head))


def _opens_with_body(text: _Text) -> bool:
    """Whether a title's first words are a body that meets: `Заявление Совета …`."""
    hits = (hit for hit in text.passages[0].hits if hit.first <= OWNER and isinstance(hit.what, Body))
    return any(_meets(hit.what) for hit in hits if isinstance(hit.what, Body))


def _meets(body: Body) -> bool:
    return body.sitting or body.leaders


def _is_speech(text: _Text) -> bool:
    if any(cues.SALUTATION.search(_fold(passage.text[:OPENING])) for passage in text.passages[1 : HEAD + 1]):
        return True
    return bool(text.persons and cues.SPEAKING.search(text.near))


def _is_article(text: _Text) -> bool:
    """An author's own: printed as an article or under a column's name, or with a line about him at its end."""
    lines = [_fold(passage.text) for passage in text.passages[1:]]
    ruled = any(cues.RUBRIC.fullmatch(line) for line in lines[:2]) or any(
        cues.BYLINE.match(line) for line in lines[-1:]
    )
    signed = any(event.form == "title" and event.word == "статья" for event in text.events)
    return ruled or signed or bool(cues.ARTICLE.search(text.near))


def _is_exercise(text: _Text) -> bool:
    if cues.PREPARING.search(text.title) or _is_told_by_press(text):
        return False
    if cues.EXERCISE.search(text.title):
        return True
    named = any(hit.kind == "exercise" for hit in text.passages[0].hits)
    staff = any(event.actor and event.actor.body and not event.actor.body.press for event in text.events)
    return (named or staff) and bool(cues.EXERCISE.search(text.head))


def _is_told_by_press(text: _Text) -> bool:
    """Whether a title gives an exercise's plans as the words of the Secretariat, its press or a source in it."""
    titled = any(event.passage == 0 and event.form != "act" and not event.media for event in text.events)
    body = next((event.actor.body for event in text.events if event.actor is not None), None)
    return body is not None and body.press and (titled or bool(cues.DENIAL.search(text.title)))


def _is_meeting(text: _Text) -> bool:
    """A readout: a meeting in the title, or in the lead of a text in which nobody is said to have said anything."""
    drill = cues.EXERCISE.search(text.title) and not cues.MET.search(text.title)
    if drill or cues.DENIAL.search(text.title) or cues.COMING.search(text.title):
        return False
    if cues.MEETING.search(text.title):
        return not text.quoted or text.takes_part
    near = any(event.passage <= 1 for event in text.events) or not text.events
    told = near and not text.spoken and cues.HELD.search(text.lead) and cues.MEETING.search(text.lead)
    return bool(told) and not _is_exercise(text)


def _is_comment(text: _Text) -> bool:
    """Words given to journalists, or told in the title; else any person's, if neither a meeting nor an exercise."""
    if not text.persons or text.scattered:
        return False
    if cues.COMMENT.search(text.focus) or cues.COMMENT.search(text.title):
        return True
    if any(event.passage == 0 and event.form in ("say", "title") for event in text.persons):
        return True
    held = _is_exercise(text) and not (text.quoted and cues.COMING.search(text.title))
    return bool(text.spoken) and not held and not _is_meeting(text)


def _is_late_comment(text: _Text) -> bool:
    return bool(text.persons) and not text.scattered


def _is_statement(text: _Text) -> bool:
    stated = cues.STATED.search(text.title) and not cues.REACTED.search(text.title)
    declared = text.events and not text.persons and cues.DECLARED.search(text.focus)
    return bool(cues.DENIAL.search(text.near) or stated or declared)


_TESTS: tuple[tuple[Kind, Callable[[_Text], bool]], ...] = (
    ("interview", _is_interview),
    ("press-conference", lambda text: bool(cues.PRESS.search(text.near))),
    ("briefing", lambda text: bool(cues.BRIEFING.search(text.near))),
    ("greeting", _is_greeting),
    ("condolence", lambda text: bool(cues.CONDOLENCE.search(text.near))),
    ("appointment", _is_appointment),
    ("document", _is_document),
    ("speech", _is_speech),
    ("article", _is_article),
    ("comment", _is_comment),
    ("meeting", _is_meeting),
    ("exercise", _is_exercise),
    ("comment", _is_late_comment),
    ("statement", _is_statement),
)
