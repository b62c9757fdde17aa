"""A judged text as the tests of its kind see it: by places, in lower case, what it quotes left out."""

from functools import cached_property

from pipeline.judging.forms import kind_cues as cues
from pipeline.judging.forms import scene_cues as scenes
from pipeline.judging.relevance import Weighing
from pipeline.judging.saying.event import Event
from pipeline.judging.text.passages import Passage
from pipeline.models import Relevance

HEAD = 3  # title, lead and one block
WORDS = 3  # blanks in a quotation that is words
CAPTION = 5  # words of a title's speaker before a colon
STEM = 5  # letters of a surname that no ending changes
NAME = 40  # characters up to which a quotation may be a name rather than words


class KindText:
    """A text's places, from the weightiest to the lightest; ё as е, quoted words left out.

    `title`; `lead`, the first block without what it recalls; `first`, the sentence in which the speakers speak first;
    `focus`, all his sentences. `near` is title, lead and focus, `given` title, lead and `first`, both without others'
    words that are answered there; `papers` tells who sends or writes what is quoted from paper. `persons` are the words
    of persons, `spoken` those of them that a verb of saying or a source gives; `bodies` are the acts of the topic's own
    institutions.
    """

    def __init__(self, weighing: Weighing, relevance: Relevance) -> None:
        """Look at the speakers' own events in a statement, at others' words elsewhere."""
        self.passages = weighing.passages
        self.title = fold(self.passages[0].text)
        self.lead = _fresh(self.passages[1]) if len(self.passages) > 1 else ""
        self.head = "\n".join(outside(passage) for passage in self.passages[:HEAD])
        own = weighing.own_words or weighing.own_acts
        self.events = own if relevance == "statement" else weighing.others_words
        self.bodies = [event for event in weighing.own_acts if relevance == "statement" and not is_persons(event)]
        self.persons = [event for event in self.events if is_persons(event) and event.form != "act"]
        self.spoken = [event for event in self.persons if event.form in ("say", "source")]
        self.focus = self._told(self._of_main_speaker())
        below = [event for event in (*self.spoken, *self.persons) if event.passage]
        self.first = self._told(below[:1])
        self.near = _own_form(f"{self.title}\n{self.lead}\n{self.focus}")
        self.given = _own_form(f"{self.title}\n{self.lead}\n{self.first}")
        papers = [event.passage for event in self.events if event.form == "document"]
        senders = [act for act in weighing.events if is_persons(act)]
        self.papers = self._told([act for act in senders if {act.passage, act.passage + 1} & set(papers)])
        self.quotes = weighing.own_quotes if relevance == "statement" else weighing.quotes
        self.quoted = any(said.actor is not None and said.actor.person for said in weighing.quotes)
        acts = [event for event in weighing.events if event.form == "act" and is_persons(event)]
        self.takes_part = any(event.passage <= 1 for event in acts)
        self.titled_act = any(event.passage == 0 for event in acts)
        titled = [event for event in weighing.events if event.passage == 0 and is_persons(event)]
        words = [event for event in self.persons if event.passage == 0 and event.form in ("say", "title")]
        met = words and titled[0].form == "act" and scenes.MEETING.search(self.title)
        self.titled_words = (bool(words) and not met) or self._is_captioned()
        self.body_leads = any(event.passage <= 1 for event in self.bodies)

    @cached_property
    def is_coming(self) -> bool:
        """Whether the title tells of what is to come."""
        return bool(scenes.COMING.search(self.title))

    @cached_property
    def is_readout(self) -> bool:
        """Whether the title tells of a meeting that was held: what was wished at it is not the form."""
        if self.is_coming:
            return False
        sitting = scenes.SITTING.search(self.title) and scenes.HELD.search(f"{self.title}\n{self.lead}")
        arrival = self.titled_act and scenes.ARRIVES.search(self.title)
        return bool(scenes.MEETING.search(self.title) or sitting or arrival)

    def _of_main_speaker(self) -> list[Event]:
        """The events without those of persons other than who speaks first."""
        main = next((event.actor.name for event in (*self.spoken, *self.persons) if event.actor), None)
        return [event for event in self.events if not is_persons(event) or (event.actor and event.actor.name == main)]

    def _is_captioned(self) -> bool:
        """Whether the title gives words behind a speaker's surname and a colon."""
        caption = self.title.partition(":")[0]
        surnames = {event.actor.name.rpartition(" ")[2] for event in self.persons if event.actor}
        named = any(name and fold(name[:STEM]) in caption for name in surnames)
        return named and caption != self.title and caption.count(" ") < CAPTION

    def _told(self, events: list[Event]) -> str:
        """The sentences of some events, each once."""
        places = {(event.passage, event.sentence): event for event in events}
        return "\n".join(_sentence(self.passages[one.passage], one.verb) for one in places.values())


def is_persons(event: Event) -> bool:
    """Whether a person, not an institution, speaks or acts."""
    return event.actor is not None and event.actor.person


def fold(text: str) -> str:
    """Lower case, ё as е."""
    return text.lower().replace("ё", "е")


def outside(passage: Passage) -> str:
    """A block without what it quotes."""
    return _without(passage, 0, len(passage.text))


def _fresh(passage: Passage) -> str:
    """A block without what it quotes and without the sentences that recall something."""
    parts = [_sentence(passage, sentence.first) for sentence in passage.sentences]
    return "\n".join(part for part in parts if not cues.RECALLED.match(part))


def _own_form(text: str) -> str:
    return cues.ANSWERED.sub(" ", text)


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
    return fold(" ".join((*parts, passage.text[place:end])))
