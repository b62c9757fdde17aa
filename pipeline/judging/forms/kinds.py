"""Tells in which form the words were first given: the first of the contract's list that the text shows.

A form is told by the place that shows it: the title most, then the lead, then the sentence in which somebody speaks
first; what stands further down is only told by the way.
"""

import re
from collections.abc import Callable

from pipeline.judging.forms import kind_cues as cues
from pipeline.judging.forms import scene_cues as scenes
from pipeline.judging.forms.kind_text import HEAD, NAME, KindText, fold, is_persons
from pipeline.judging.relevance import Weighing
from pipeline.judging.text.interviews import is_interview
from pipeline.judging.topic import Body, Office
from pipeline.models import Kind, Relevance

OWNER = 4  # words before whose document a title names
OPENING = 60  # characters of a block that may hold a salutation
LINE = 140  # characters of a line that names an author

# Two sides meet: what a title says of a readout and hardly of anything else.
_MET = re.compile(
    r"встретил(?:ся|ась|ись)|принял[аи]? (?:генсек|генеральн)|\bdiscuss(?:es|ed) .{0,60}\bwith\b|\bmeets?\b|\bmet\b"
)


def tell_kind(weighing: Weighing, relevance: Relevance) -> Kind:
    """The kind of an article: by its title where that says what follows, by the whole of it else."""
    text = KindText(weighing, relevance)
    if _is_resolved(text) or (cues.ADOPTABLE.search(text.title) and _opens_with_body(text)):
        return "document"
    if _is_full_greeting(text):
        return "greeting"
    for kind, opening in cues.TITLED:
        spoken_of = (kind == "statement" and _is_wish(text)) or (kind == "document" and text.spoken)
        if opening.search(text.title) and not spoken_of:
            return kind
    for kind, holds in _TESTS:
        if holds(text):
            return kind
    return "meeting" if _is_readout_of_words(text) else "news"


def _is_interview(text: KindText) -> bool:
    whole = any(cues.WHOLE.search(fold(passage.text)) for passage in text.passages[-2:])
    return is_interview(text.passages) or whole or bool(cues.INTERVIEW.search(text.near))


def _is_full_greeting(text: KindText) -> bool:
    """The text of a congratulation: it addresses somebody and congratulates in its first blocks."""
    first = [fold(passage.text) for passage in text.passages[1 : HEAD + 2]]
    addressed = any(cues.SALUTATION.search(block[:OPENING]) for block in first)
    return addressed and any(cues.CONGRATULATES.search(block) for block in first)


def _is_greeting(text: KindText) -> bool:
    if text.is_readout:
        return bool(cues.GREETING.search(text.title))
    said = any(cues.CONGRATULATES.search(fold(quote.text)) for quote in text.quotes)
    return said or bool(cues.GREETING.search(f"{text.given}\n{text.papers}"))


def _is_wish(text: KindText) -> bool:
    return _is_greeting(text) or _is_condolence(text)


def _is_condolence(text: KindText) -> bool:
    """Condolences by their name, or a telegram about a disaster or in which somebody mourns."""
    if text.is_readout:
        return bool(cues.CONDOLENCE.search(text.title))
    said = cues.LETTER.search(text.papers) and any(cues.MOURNS.search(fold(quote.text)) for quote in text.quotes)
    return bool(said or cues.CONDOLENCE.search(f"{text.near}\n{text.papers}"))


def _is_appointment(text: KindText) -> bool:
    office = any(isinstance(hit.what, Office) for hit in text.passages[0].hits)
    takes = office and cues.TAKES_OFFICE.search(text.title)
    told = takes or cues.APPOINTMENT.search(text.title) or (office and cues.APPOINTMENT.search(text.lead))
    return bool(told) and not text.quoted


def _is_resolved(text: KindText) -> bool:
    return any(cues.RESOLVED.search(fold(passage.text[-NAME:])) for passage in text.passages[1 : HEAD + 1])


def _is_document(text: KindText) -> bool:
    """A body's resolution that the head says was adopted, unless a person speaks in the title."""
    acts = [event for event in (*text.events, *text.bodies) if not is_persons(event)]
    if not acts or any(event.passage == 0 for event in text.persons):
        return False
    if text.is_readout and not cues.ADOPTED.search(text.title):
        return False
    bodies = [hit.what for passage in text.passages[:2] for hit in passage.hits if isinstance(hit.what, Body)]
    return any(map(_meets, bodies)) and bool(cues.ADOPTED.search(text.head))


def _opens_with_body(text: KindText) -> bool:
    """Whether a title's first words are a body that meets: `Заявление Совета …`."""
    hits = (hit for hit in text.passages[0].hits if hit.first <= OWNER and isinstance(hit.what, Body))
    return any(_meets(hit.what) for hit in hits if isinstance(hit.what, Body))


def _meets(body: Body) -> bool:
    return body.sitting or body.leaders


def _is_speech(text: KindText) -> bool:
    """An address: it opens with a salutation, or title, lead or the first words told say where it was given."""
    if any(cues.SALUTATION.search(fold(passage.text[:OPENING])) for passage in text.passages[1 : HEAD + 1]):
        return True
    if text.is_readout and not cues.SPEAKING.search(text.title):
        return False
    return bool(text.persons and cues.SPEAKING.search(text.given)) or _is_from_chair(text)


def _is_from_chair(text: KindText) -> bool:
    """Whether somebody speaks as the chair of a sitting, and not to journalists after it."""
    chairs = any(event.is_topical and event.actor and event.actor.chair for event in text.persons)
    asked = cues.COMMENT.search(text.given) or scenes.AFTER.search(text.given)
    return chairs and bool(scenes.SITTING.search(f"{text.title}\n{text.first}")) and not asked


def _is_article(text: KindText) -> bool:
    """An author's own: printed as an article or under a column's name."""
    short = [fold(passage.text) for passage in text.passages[1:HEAD] if len(passage.text) < LINE]
    ruled = any(cues.RUBRIC.search(line) for line in short)
    signed = any(event.form == "title" and event.word == "статья" for event in text.events)
    return ruled or signed or bool(cues.ARTICLE.search(text.given))


def _is_exercise(text: KindText) -> bool:
    """An exercise in the title or, under way or over, in the lead; one to come of which somebody speaks is words."""
    others = (scenes.PREPARING, scenes.ASIDE, scenes.CEREMONY)
    if any(cue.search(text.title) for cue in others) or _is_told_by_press(text):
        return False
    if text.persons and text.is_coming:
        return False
    if scenes.EXERCISE.search(text.title):
        return True
    named = any(hit.kind == "exercise" for hit in text.passages[0].hits)
    staff = any(event.actor and event.actor.body and not event.actor.body.press for event in text.events)
    if (named or staff) and scenes.EXERCISE.search(text.head):
        return True
    return bool(scenes.EXERCISE.search(text.lead) and scenes.RUNS.search(text.lead))


def _is_told_by_press(text: KindText) -> bool:
    """Whether a title gives an exercise's plans as the words of the Secretariat, its press or a source in it."""
    titled = any(event.passage == 0 and event.form != "act" and not event.media for event in text.events)
    bodies = [event.actor.body for event in text.events if event.actor is not None]
    body = next((body for body in bodies if body is not None), None)
    return body is not None and body.press and (titled or bool(cues.DENIAL.search(text.title)))


def _is_meeting(text: KindText) -> bool:
    """A readout: a meeting in the title, or in a lead in which a body acts or nobody is said to have said anything."""
    if (scenes.EXERCISE.search(text.title) and not scenes.MET.search(text.title)) or cues.DENIAL.search(text.title):
        return False
    if text.is_readout:
        return not text.quoted or text.takes_part
    near = any(event.passage <= 1 for event in text.events) or not text.events
    met = scenes.MEETING.search(text.lead) or scenes.SITTING.search(text.lead)
    told = met and scenes.HELD.search(text.lead) and (text.body_leads or (near and not text.spoken))
    return bool(told) and not _is_exercise(text)


def _is_readout_of_words(text: KindText) -> bool:
    """A title that tells of a meeting, and below it words that nobody is said to have given to the press."""
    return text.is_readout and text.quoted and bool(_MET.search(text.title))


def _is_comment(text: KindText) -> bool:
    """A person's words told in the title, or given to journalists where no exercise is the news.

    Words of which nothing tells to whom they were given are news.
    """
    if text.titled_words:
        return True
    asked = cues.COMMENT.search(text.given if text.is_readout else text.focus)
    return bool(text.persons and asked) and not _is_exercise(text)


def _is_declared(text: KindText) -> bool:
    """A person's statement, given as such: he `выступил с заявлением`, or writes on behalf of others."""
    if not text.persons or cues.COMMENT.search(text.given):
        return False
    if any(event.form == "title" and cues.STATED.search(event.word) for event in text.persons):
        return True
    behalf = cues.POSTED.search(text.given) and any(cues.BEHALF.match(fold(quote.text)) for quote in text.quotes)
    return bool(behalf or cues.DECLARED.search(text.given))


def _is_statement(text: KindText) -> bool:
    stated = cues.STATED.search(text.title) and not cues.REACTED.search(text.title)
    declared = text.events and not text.persons and cues.DECLARED.search(text.focus)
    denied = not text.persons and cues.DENIAL.search(text.near)
    return bool(denied or stated or declared)


_TESTS: tuple[tuple[Kind, Callable[[KindText], bool]], ...] = (
    ("interview", _is_interview),
    ("press-conference", lambda text: bool(cues.PRESS.search(text.near))),
    ("briefing", lambda text: bool(cues.BRIEFING.search(text.near))),
    ("greeting", _is_greeting),
    ("condolence", _is_condolence),
    ("appointment", _is_appointment),
    ("document", _is_document),
    ("speech", _is_speech),
    ("article", _is_article),
    ("statement", _is_declared),
    ("comment", _is_comment),
    ("meeting", _is_meeting),
    ("exercise", _is_exercise),
    ("statement", _is_statement),
)
