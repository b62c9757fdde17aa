"""Weighs the events of a text into the four classes, with reasons; it finds no events itself."""

import re

from pipeline.judging.naming.actors import Actor
from pipeline.judging.naming.standing import counts
from pipeline.judging.reasons import tell_place, tell_word
from pipeline.judging.saying.event import Event, is_official_act
from pipeline.judging.saying.quotes import Said
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Name, Office, Topic
from pipeline.judging.words.callings import is_somebody
from pipeline.models import Relevance

Verdict = tuple[Relevance, str]
MAIN = 3  # title, lead and one block: what the main news is told in
HEAD = 4
BESIDE = 3  # words from `meeting of the` to the body
THIRD = 3
TELLING = 3  # words of a paraphrase
_NOMINATED = re.compile(
    r"вступил\w? в должность|приступил\w? к обязанностям|к (?:исполнению )?обязанностям|"
    r"took office|takes office|took over as|"
    r"назначен|назначил|избран|избрал|утвержден|appointed|elected|тағайында|дайында|таъин|նշանակ|прызнача"
)
_DECREE = re.compile(r"указ|распоряжени|decree|послом|постпред|постоянн\w{2,3} представител")
_SITTING = re.compile(r"саммит|сесси|заседани|summit|session|sitting|саміт|пасяджэнн|отырыс|жыйын|ҷаласа|նիստ|meeting")
_PAST_SITTING = re.compile(
    r"прошел|прошл[аио]|состоял(?:ся|ась|ось|ись)|заверши\w+|провел[аи]?|прайшл[оаі]|прайшоў|адбыл[оаі]ся|адбыўся|"
    r"өтті|өттү|баргузор|կայացել|կայացավ|was held|were held|took place|wrapped up|concluded"
)
_RESOLVED = re.compile(r"(?:решил[аио]?|постановил[аио]?|заявляем следующее|has decided|decides)\s?:\s?$")
_ESSAY = re.compile(
    r"(?:мнение|колонка|опрос|тест|викторина|справка|что такое|кто такие|кто такой|зачем|почему|как |opinion|analysis|"
    r"explainer|what is|why )"
)
_COLUMN = re.compile(
    r"\W{0,3}(?:колонка|мнение|от редакции|авторская|блог|эссе|фельетон|реплика|комментарий редакции)\b"
)
LINE = 6  # words of a line that says so
_OUTLET = re.compile(r"пресс|ведомств|аппарат|министерств|кремл|акорд|посольств|администраци|ministry|presidential")


class Weighing:
    """The events and quotations of one text with what they amount to."""

    def __init__(
        self, passages: list[Passage], events: list[Event], quotes: list[Said], topic: Topic, *, led: bool
    ) -> None:
        """Sort the events into fresh words and acts of the topic, and words of others.

        `led`: the second passage is a lead of the page's own.
        """
        self.passages = passages
        self.led = led
        self.topic = topic
        self.events = events
        self.quotes = quotes
        self.own_words = [event for event in events if event.is_fresh_word and event.is_topical]
        self.own_acts = [
            event
            for event in events
            if is_official_act(event) and event.passage < MAIN and not event.stale and not event.second_hand
        ]
        self.others_words = [event for event in events if _is_others(event)]
        self.told = [event for event in self.others_words if event.passage < MAIN]
        self.own_quotes = [said for said in quotes if said.actor is not None and said.actor.topical]

    def relevance(self, *, official: bool) -> Verdict:
        """The class and the chief reason."""
        if official:
            return self._official()
        if self.own_words and not self._others_readout() and not self._overheard():
            first = self.own_words[0]
            return "statement", f"{_name(first, self.topic)} speaks for {self.topic.title}{self._told(first)}"
        return self._of_acts() or self._prominence()

    def _told(self, event: Event) -> str:
        return tell_word(event, self.passages, led=self.led)

    def _official(self) -> Verdict:
        titled = any(event.passage == 0 and event.actor is not None and event.actor.person for event in self.told)
        quoted = self.told and self.quotes and not self.own_quotes
        foreign = not self.own_acts and any(_is_foreign(event) for event in self.told)
        if not self.own_words and (titled or quoted or foreign):
            return "about", "an official source passes on others' words"
        return "statement", "published by the organisation itself"

    def _of_acts(self) -> Verdict | None:
        """Where nobody else tells of it in the first blocks: an act, a document, a sitting, an appointment."""
        if self.told and not self._is_passed_on():
            return None
        if self.own_acts and not self._commented() and not (self._is_essay() and all(map(_is_bare, self.own_acts))):
            first = self.own_acts[0]
            return (
                "statement",
                f"the main news is an act of {_name(first, self.topic)}{self._told(first)}",
            )
        if self._is_resolution():
            return "statement", "the text of a document of the organisation"
        if self._is_sitting():
            return "statement", "the main news is a sitting of a body"
        if self._is_appointment():
            return "statement", "an appointment to an office of the organisation"
        return None

    def _is_passed_on(self) -> bool:
        """Whether only media tell, behind an act of a body or person of its own: `…, TASS reports`."""
        acts = any(event.actor and (event.actor.person or event.actor.body) for event in self.own_acts)
        titled = any(event.passage == 0 and event.actor and event.actor.body for event in self.own_acts)
        return acts and all(_passes_on(event, titled=titled) for event in self.told)

    def _overheard(self) -> bool:
        """In a text led by others, what the organisation as a whole `считает` or `поддержала` is their telling."""
        led = bool(self.told) or _ESSAY.match(self.passages[0].text.lower()) is not None or self._is_essay()
        return led and not self.own_quotes and all(_is_bare_word(event) for event in self.own_words)

    def _is_essay(self) -> bool:
        """Whether a line of its own says that an author, not a reporter, writes."""
        lines = (passage.text for passage in self.passages[1:MAIN] if len(passage.tokens) <= LINE)
        return any(_COLUMN.match(line.lower()) for line in lines)

    def _commented(self) -> bool:
        """Whether the acts are the bare organisation's and somebody else comments on them further down."""
        bare = all(event.actor and not event.actor.person and event.actor.body is None for event in self.own_acts)
        return bare and any(event.actor and event.actor.person and event.actor.named for event in self.others_words)

    def _others_readout(self) -> bool:
        """Another side's own account, in which ours only thanks or agrees in a clause."""
        if self.own_quotes or any(event.form in ("title", "source", "document") for event in self.own_words):
            return False
        if any(_is_own_source(event) for event in self.own_words):
            return False
        if any(event.passage == 0 for event in (*self.own_words, *self.own_acts)):
            return False
        hosts = [event for event in self.events if _is_host(event)]
        outlet = any(
            event.actor is not None and not event.actor.person and _OUTLET.match(event.actor.name.lower())
            for event in self.others_words
        )
        return bool(hosts) and (outlet or any(event.passage == 0 for event in hosts))

    def _is_resolution(self) -> bool:
        """Whether the first blocks are a body's own resolution: it is named, and `решил:` follows."""
        head = self.passages[:HEAD]
        resolved = any(_RESOLVED.search(passage.text[-40:].lower()) for passage in head)
        return resolved and any(isinstance(hit.what, Body) for passage in head for hit in passage.hits)

    def _is_sitting(self) -> bool:
        for passage in self.passages[:2]:
            past = _PAST_SITTING.search(passage.text.lower().replace("ё", "е"))
            for hit in passage.hits:
                if not (past and isinstance(hit.what, Body) and hit.what.sitting):
                    continue
                beside = passage.tokens[max(0, hit.first - BESIDE) : hit.behind + 1]
                if any(_SITTING.match(token.low) for token in beside):
                    return True
        return False

    def _is_appointment(self) -> bool:
        for passage in self.passages[:2]:
            text = passage.text.lower().replace("ё", "е")
            office = any(isinstance(hit.what, Office) for hit in passage.hits)
            decreed = _DECREE.search(text) and not _is_own_decree(passage)
            if office and _NOMINATED.search(text) and not decreed:
                return True
        return False

    def _prominence(self) -> Verdict:
        named = [counts(passage) for passage in self.passages]
        if named[0]:
            return "about", "named in the title"
        body = named[1:]
        if body[:1] == [True] or (any(named) and any(map(_paraphrases, self.passages[:2]))):
            return "about", f"named in {tell_place(1, led=self.led)}"
        if sum(body) and sum(body) * THIRD >= len(body):
            return "about", f"named in {sum(body)} of {len(body)} paragraphs"
        return "mention", "named in passing"


def _paraphrases(passage: Passage) -> bool:
    """Whether a block calls the organisation by words enough to tell it from others: `Moscow-led security bloc`."""
    parts = (hit for hit in passage.hits if isinstance(hit.what, Name) and hit.what.strength == "part")
    return any(hit.behind - hit.first >= TELLING for hit in parts)


def _is_own_decree(passage: Passage) -> bool:
    """`Распоряжением председателя ассамблеи`: whether an officer of the topic's signed it."""
    owners = (hit.first - 1 for hit in passage.hits if isinstance(hit.what, Office) and hit.first)
    return any(_DECREE.match(passage.tokens[place].low) for place in owners)


def _is_others(event: Event) -> bool:
    """Fresh words of others, named or not, media among them."""
    actor = event.actor
    foreign = event.media or (actor is not None and not actor.topical and not _is_passer_by(actor))
    return event.form != "act" and not event.stale and foreign


def _is_passer_by(actor: Actor) -> bool:
    """Whether a text only calls somebody by his trade: a driver, a neighbour."""
    return not actor.named and bool(actor.role) and is_somebody(actor.role)


def _is_press(event: Event) -> bool:
    return event.actor is not None and event.actor.name.lower().startswith(("пресс-служб", "press "))


def _passes_on(event: Event, *, titled: bool) -> bool:
    """`…, TASS reports`; where a title tells of a body's act, also `citing the president's press service`."""
    outlet = titled and event.actor is not None and not event.actor.person
    cited = outlet and (event.form == "source" or _is_press(event))
    return event.passage > 0 and (cited or (event.media and event.form == "say"))


def _is_foreign(event: Event) -> bool:
    """Words of a state's office or of an institution outside."""
    actor = event.actor
    return event.form != "soft" and actor is not None and actor.named and (bool(actor.organisation) or not actor.person)


def _is_bare_word(event: Event) -> bool:
    """What a text puts into the organisation's mouth below its first blocks, no document or source behind it."""
    actor = event.actor
    if actor is None or actor.person or event.passage <= 1:
        return False
    return event.form == "soft" or (event.form == "say" and actor.body is None)


def _is_bare(event: Event) -> bool:
    """Whether the organisation as a whole does it, no body or officer of it."""
    return event.actor is not None and not event.actor.person and event.actor.body is None


def _is_own_source(event: Event) -> bool:
    """Whether the organisation itself is who tells of it: `…, the organisation said`."""
    return event.form == "say" and event.passage <= 1 and event.actor is not None and not event.actor.person


def _is_host(event: Event) -> bool:
    """Somebody else who does or says something in the title or lead."""
    actor = event.actor
    return event.passage <= 1 and actor is not None and not actor.topical and actor.person and actor.named


def _name(event: Event, topic: Topic) -> str:
    return event.actor.name if event.actor is not None else topic.title
