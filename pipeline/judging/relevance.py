"""Weighs the events of a text into the four classes, with reasons; it finds no events itself."""

import re
from dataclasses import replace

from pipeline.judging.actors import Actor
from pipeline.judging.discourse import in_chair
from pipeline.judging.events import Event, is_official_act
from pipeline.judging.passages import Passage
from pipeline.judging.quotes import Said
from pipeline.judging.topic import Body, Name, Office, Topic
from pipeline.models import Relevance

MAIN = 3
THIRD = 3
LIST = 2
_SITTING = re.compile(r"(?:саммит|сесси|заседани|summit|session|sitting|саміт|пасяджэнн|отырыс|жыйын|ҷаласа|նիստ)")
_AT = re.compile(
    r"(?:на|в ходе|по итогам|во время|открыва[яе]т?|открыл[аи]?|закрыва[яе]т?|закрыл[аи]?|председательств\w+|пров[её]л[аи]?|вед[её]т|at|during|opening|opened|chairing|chaired)\s{1,3}"
    r"(?:(?:на|the|a|an|очередн\w+|внеочередн\w+|пленарн\w+|московск\w+|расширенн\w+|юбилейн\w+|csto|одкб|в)\s{1,3}){0,4}"
    r"(?:саммит|сесси|заседани|summit|session|meeting|sitting)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?:председательств|под председательством|как председател|от имени (?:комитета|совета|ассамблеи)|chaired|chairing)", re.IGNORECASE)
_AFTER = re.compile(r"после (?:\w+ )?(?:саммита|сессии|заседания)", re.IGNORECASE)
_MEMBERSHIP = re.compile(
    r"(?:вход[ия]т|явля[ею]тся|состо[ия]т|член|участник|заморозил|приостановил|вышел из|также возглавляет|member|belongs|frozen|froze|мүше|аъзо|անդամ|сябр)",
    re.IGNORECASE,
)
_NOMINATED = re.compile(r"(?:назначен|назначил|избран|избрал|утвержд[её]н|appointed|elected|тағайында|дайында|таъин|նշանակ|прызнача)", re.IGNORECASE)
_DECREE = re.compile(r"(?:указ|распоряжени|decree|послом|постпред|постоянн\w+ представител)", re.IGNORECASE)
_RESOLVED = re.compile(r"(?:решил[аио]?|постановил[аио]?|заявляем следующее|решили|has decided|decides)\s*:\s*$", re.IGNORECASE)
_PAST_SITTING = re.compile(r"(?:прош[её]л|прошл[аио]|состоял(?:ся|ась|ось|ись)|заверши\w+|провел[аи]?|провёл)")
_OUTLET = re.compile(r"(?:пресс|ведомств|аппарат|министерств|минобороны|мид|кремл|акорд|посольств|администраци|ministry|presidential)")


class Weighing:
    """The events of one text with what they amount to."""

    def __init__(self, passages: list[Passage], events: list[Event], quotes: list[Said], topic: Topic) -> None:
        """Promote chairs who lead a sitting to speakers of the topic first."""
        self.passages = passages
        self.topic = topic
        self.events = [_promoted(event, passages, topic) for event in events]
        promoted = {event.actor.name: event.actor for event in self.events if event.actor and event.actor.topical}
        self.quotes = [_reassigned(said, promoted) for said in quotes]

    @property
    def own_words(self) -> list[Event]:
        """Fresh words of those who speak for the topic."""
        return [event for event in self.events if _speaks(event) and event.actor and event.actor.topical]

    @property
    def own_acts(self) -> list[Event]:
        """Acts of the topic in the title or the first blocks."""
        return [
            event for event in self.events
            if is_official_act(event) and event.passage < MAIN and not event.stale and not event.second_hand
        ]  # fmt: skip

    @property
    def others_words(self) -> list[Event]:
        """Fresh words of others, named or not, media among them."""
        return [
            event for event in self.events
            if event.form not in ("act",) and not event.stale and (event.media or (event.actor is not None and not event.actor.topical))
        ]  # fmt: skip

    def relevance(self, *, official: bool) -> tuple[Relevance, str]:
        """The class and the chief reason."""
        words, acts = self.own_words, self.own_acts
        told = [event for event in self.others_words if event.passage < MAIN]
        if official:
            return self._official(words, told)
        if words and not self._others_readout(words) and not self._overheard(words, told):
            who = words[0].actor
            return "statement", f"words of {who.name if who else self.topic.title}, who speaks for {self.topic.title}"
        if acts and not told and not self._commented(acts):
            who = acts[0].actor
            return "statement", f"the main news is an act of {who.name if who else self.topic.title}"
        if self._resolution():
            return "statement", "the text of a document of the organisation"
        if not told and self._sitting():
            return "statement", "the main news is a sitting of a body"
        if not told and self._appointment():
            return "statement", "an appointment to an office of the organisation"
        return self._prominence()

    def _official(self, words: list[Event], told: list[Event]) -> tuple[Relevance, str]:
        titled = [event for event in told if event.passage == 0 and event.actor is not None and event.actor.person]
        if not words and (titled or (told and self.quotes and not any(s.actor and s.actor.topical for s in self.quotes))):
            return "about", "an official source passes on others' words"
        return "statement", "published by the organisation itself"

    def _overheard(self, words: list[Event], told: list[Event]) -> bool:
        """In a text led by others, what the organisation as a whole `считает` or `поддержала` is their telling."""
        quoted = any(said.actor is not None and said.actor.topical for said in self.quotes)
        bare = all(event.actor and not event.actor.person and event.form == "soft" and event.passage > 1 for event in words)
        return bool(told) and bare and not quoted

    def _commented(self, acts: list[Event]) -> bool:
        """Whether the acts are the bare organisation's and somebody else comments on them further down."""
        bare = all(event.actor and not event.actor.person and event.actor.body is None for event in acts)
        return bare and any(event.actor is not None and event.actor.person and event.actor.named for event in self.others_words)

    def _others_readout(self, words: list[Event]) -> bool:
        """Another side's own account, in which ours only thanks or agrees in a clause."""
        quoted = {id(said.actor) for said in self.quotes if said.actor is not None and said.actor.topical}
        if quoted or any(event.form in ("title", "source", "document") for event in words):
            return False
        if any(event.passage == 0 for event in words) or any(event.passage == 0 for event in self.own_acts):
            return False
        host = [
            event for event in self.events
            if event.passage <= 1 and event.form in ("act", "soft", "say") and event.actor and not event.actor.topical and event.actor.person
            and event.actor.named
        ]  # fmt: skip
        outlet = [
            event for event in self.events
            if event.actor is not None and not event.actor.topical and not event.actor.person and _OUTLET.match(event.actor.name.lower())
        ]  # fmt: skip
        titled = any(event.passage == 0 for event in host)
        return bool(host) and (bool(outlet) or titled)

    def _resolution(self) -> bool:
        """Whether the first blocks are a body's own resolution: it is named, and `решил:` follows."""
        head = self.passages[:4]
        resolved = any(_RESOLVED.search(passage.text) for passage in head)
        return resolved and any(isinstance(hit.what, Body) for passage in head for hit in passage.hits)

    def _sitting(self) -> bool:
        for passage in self.passages[:2]:
            for hit in passage.hits:
                if not (isinstance(hit.what, Body) and hit.what.sitting and hit.first):
                    continue
                before = passage.tokens[hit.first - 1].low
                if _SITTING.match(before) and _PAST_SITTING.search(passage.text.lower()):
                    return True
        return False

    def _appointment(self) -> bool:
        for passage in self.passages[:2]:
            office = any(isinstance(hit.what, Office) for hit in passage.hits)
            if office and _NOMINATED.search(passage.text) and not _DECREE.search(passage.text):
                return True
        return False

    def _prominence(self) -> tuple[Relevance, str]:
        named = [_counts(passage) for passage in self.passages]
        if named[0]:
            return "about", "named in the title"
        if len(named) > 1 and named[1]:
            return "about", "named in the lead"
        body = named[1:]
        if sum(body) * THIRD >= len(body) and sum(body):
            return "about", f"named in {sum(body)} of {len(body)} paragraphs"
        return "mention", "named in passing"


def _speaks(event: Event) -> bool:
    return event.form != "act" and not event.stale and not event.second_hand and not event.media


def _promoted(event: Event, passages: list[Passage], topic: Topic) -> Event:
    """A chair speaks for the topic where he opens, leads or addresses the sitting of his body."""
    actor = event.actor
    if actor is None or actor.chair is None or actor.topical:
        return event
    passage = passages[event.passage]
    sentence = passage.sentence_of(event.verb)
    here = passage.text[sentence.start : sentence.end]
    around = f"{passages[0].text}\n{passages[1].text if len(passages) > 1 else ''}\n{here}"
    if _AFTER.search(around) or not _own_sitting(actor.chair, passages, topic):
        return event
    if _LEADING.search(around) or _AT.search(around):
        return replace(event, actor=in_chair(actor))
    return event


def _own_sitting(chair: Office, passages: list[Passage], topic: Topic) -> bool:
    """Whether the first blocks tell of a sitting of the chair's own body; the leaders' is the organisation's own."""
    highest = topic.offices and any(body.leaders and body.id in chair.sittings for body in topic.bodies)
    for passage in passages[:3]:
        for hit in passage.hits:
            if isinstance(hit.what, Body) and hit.what.id in chair.sittings:
                return True
            if highest and hit.kind == "name" and hit.names_it:
                before = [passage.tokens[index].low for index in range(max(0, hit.first - 2), hit.first)]
                after = [token.low for token in passage.tokens[hit.behind : hit.behind + 1]]
                if any(re.match(r"саммит|сесси|summit|session|саміт", low) for low in (*before, *after)):
                    return True
    return False


def _reassigned(said: Said, promoted: dict[str, Actor]) -> Said:
    if said.actor is None or said.actor.topical or said.actor.name not in promoted:
        return said
    return replace(said, actor=promoted[said.actor.name])


def _counts(passage: Passage) -> bool:
    """Whether a block names the organisation other than in a list, a closing sentence or a recollection."""
    for hit in passage.hits:
        if not hit.names_it:
            continue
        if passage.number <= 1:
            return True
        sentence = passage.sentence_of(hit.first)
        text = passage.text[sentence.start : sentence.end]
        rivals = sum(other.kind == "rival" and sentence.first <= other.first < sentence.behind for other in passage.hits)
        if rivals < LIST and not _MEMBERSHIP.search(text) and not text.lstrip().lower().startswith(("напомн", "ранее")):
            return True
    return False
