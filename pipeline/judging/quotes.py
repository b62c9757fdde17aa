"""Picks the quotations that are somebody's words and says whose; names between quotation marks are left out."""

import re
from dataclasses import dataclass

from pipeline.judging.actors import Actor
from pipeline.judging.event import Event
from pipeline.judging.interviews import is_interview
from pipeline.judging.passages import Passage, Sentence
from pipeline.judging.quotations import Speech

FEWEST_WORDS = 4
FRAGMENT_WORDS = 4
TAGGED_WORDS = 1
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"[\s,.]*[—–-]{1,2}\s?[^\W\d_]")
_COMMA_TAG = re.compile(r"\s*,?\s*[^\W\d_]")
_AFTER_COLON = re.compile(r":\s*[—–-]?\s*$")
_EDGES = ' \t.,;—–-«»"“”'


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation with its speaker and the sentence it stands in."""

    actor: Actor | None
    text: str
    passage: int
    sentence: int
    event: Event | None


def find_quotes(passages: list[Passage], events: list[Event]) -> list[Said]:
    """The quotations below the title in order; one that a tag splits counts once."""
    if is_interview(passages):
        return []
    quotes: list[Said] = []
    for passage in passages[1:]:
        last: Said | None = None
        for speech in passage.speeches:
            sentence = _sentence_at(passage, speech)
            said = _said(passage, speech, sentence, events, quotes)
            if said is None:
                continue
            if last is not None and _continues(passage, speech, sentence, last):
                quotes[-1] = last = _joined(last, said)
            else:
                quotes.append(said)
                last = said
    return quotes


def _sentence_at(passage: Passage, speech: Speech) -> Sentence | None:
    start = speech.tags[-1][0] if speech.tags else speech.start
    return next((one for one in passage.sentences if one.start <= start < one.end), None)


def _said(
    passage: Passage, speech: Speech, sentence: Sentence | None, events: list[Event], before: list[Said]
) -> Said | None:
    if sentence is None:
        return None
    text = _text(passage, speech)
    count = len(_WORD.findall(text))
    here = [
        event for event in events
        if event.passage == passage.number and event.sentence == sentence.first and event.form not in ("act", "title")
    ]  # fmt: skip
    if speech.tags:
        return _made(_in_tags(passage, speech, here), text, passage, sentence, before, events)
    head = passage.text[sentence.start : speech.start]
    tail = passage.text[speech.end : sentence.end]
    if not head.strip(_EDGES) and not tail.strip(_EDGES + "!?…"):
        if count >= FEWEST_WORDS and (text[-1:] in ".!?…" or tail.strip().startswith(".") or count > 2 * FEWEST_WORDS):
            return _made(None, text, passage, sentence, before, events)
        return None
    if not here:
        return (
            _made(None, text, passage, sentence, before, events)
            if _AFTER_COLON.search(head) and count >= FEWEST_WORDS
            else None
        )
    after = [event for event in here if passage.tokens[event.verb].start >= speech.end]
    ahead = [event for event in here if passage.tokens[event.verb].start < speech.start]
    if _AFTER_COLON.search(head) and count > TAGGED_WORDS and ahead:
        return _made(ahead[-1], text, passage, sentence, before, events)
    if (_TAG.match(tail) or _english_tag(passage.text[: speech.end], tail)) and count > TAGGED_WORDS and after:
        return _made(after[0], text, passage, sentence, before, events)
    if ahead and count >= FEWEST_WORDS and head.rstrip().endswith(",") and text[:1].isupper() and text[-1:] in ".!?,":
        return _made(ahead[-1], text, passage, sentence, before, events)
    if count >= FRAGMENT_WORDS and text[:1].islower():
        event = next((one for one in reversed(ahead)), after[0] if after else None)
        return _made(event, text, passage, sentence, before, events)
    return None


def _english_tag(head: str, tail: str) -> bool:
    """`"…," he said` and `"…", he said`."""
    inner = head.rstrip('»"”’ ')[-1:]
    return (inner in ",?!.…" and _COMMA_TAG.match(tail) is not None) or tail.lstrip().startswith(",")


def _in_tags(passage: Passage, speech: Speech, here: list[Event]) -> Event | None:
    for event in here:
        place = passage.tokens[event.verb].start
        if any(start <= place < end for start, end in speech.tags):
            return event
    return here[0] if here else None


def _made(
    event: Event | None, text: str, passage: Passage, sentence: Sentence, before: list[Said], events: list[Event]
) -> Said | None:
    actor = event.actor if event is not None else None
    if event is not None and event.media:
        return None
    if actor is None:
        earlier = [
            one for one in events
            if (one.passage, one.sentence) < (passage.number, sentence.first) and one.form != "act" and one.actor
        ]  # fmt: skip
        actor = earlier[-1].actor if earlier else before[-1].actor if before else None
        event = event or (earlier[-1] if earlier else None)
    return Said(actor=actor, text=text, passage=passage.number, sentence=sentence.first, event=event)


def _text(passage: Passage, speech: Speech) -> str:
    pieces = [passage.text[start:end].strip() for start, end in speech.pieces]
    cleaned = [re.sub(r"[\s,]*[—–-]+\s*$", "", re.sub(r"^\s*[—–-]+\s*", "", piece)) for piece in pieces]
    return " ".join(piece for piece in cleaned if piece).strip(" ,")


def _continues(passage: Passage, speech: Speech, sentence: Sentence | None, last: Said) -> bool:
    """Whether a quotation that fills its sentence goes on right after the tag of the one before."""
    if sentence is None or last.passage != passage.number or speech.tags:
        return False
    alone = not passage.text[sentence.start : speech.start].strip(_EDGES)
    alone = alone and not passage.text[speech.end : sentence.end].strip(_EDGES)
    order = [one.first for one in passage.sentences]
    return alone and order.index(sentence.first) - order.index(last.sentence) == 1


def _joined(first: Said, second: Said) -> Said:
    return Said(
        actor=first.actor, text=f"{first.text} {second.text}", passage=first.passage, sentence=second.sentence,
        event=first.event,
    )  # fmt: skip
