"""What somebody says or does at one place of a text, as a value; events are found in `events.py`."""

from dataclasses import dataclass

from pipeline.judging.naming.actors import Actor
from pipeline.judging.saying.subjects import Form
from pipeline.judging.words.verbs import is_body_act, is_person_act


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

    @property
    def is_topical(self) -> bool:
        """Whether whoever it is speaks for the topic."""
        return self.actor is not None and self.actor.topical

    @property
    def is_fresh_word(self) -> bool:
        """Whether these are words, new and at first hand."""
        return self.form != "act" and not (self.stale or self.second_hand or self.media)


def is_official_act(event: Event) -> bool:
    """Whether an act is one of the topic's own that can be the news: a body's any, a person's only those of office."""
    if event.form != "act" or event.actor is None or not event.actor.topical:
        return False
    return is_person_act(event.word) if event.actor.person else is_body_act(event.word)
