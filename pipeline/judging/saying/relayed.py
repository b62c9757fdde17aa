"""Words passed on by somebody else within one sentence: `X сообщил, что Y заявил`; it ties no verb to its subject."""

from dataclasses import replace

from pipeline.judging.naming.actors import Actor
from pipeline.judging.naming.mentions import Mention
from pipeline.judging.saying.event import Event
from pipeline.judging.saying.subjects import CLAUSE
from pipeline.judging.text.passages import Passage, Sentence

ASIDE = 3  # words of `, подчеркнул он,`


def is_reported(passage: Passage, mention: Mention, events: list[Event]) -> bool:
    """Whether somebody is only told of: `X сообщил, что Y приедет`."""
    teller = next((event for event in events if event.form == "say" and event.verb < mention.first), None)
    if teller is None or teller.actor is None or not teller.actor.person or mention.actor == teller.actor:
        return False
    return any(low in CLAUSE for low in passage.lows[teller.verb + 1 : mention.first])


def is_second_hand(passage: Passage, verb: int, events: list[Event], actor: Actor | None) -> bool:
    """Whether somebody else reports these words in the same sentence: `X сообщил, что Y заявил`."""
    for event in events:
        if event.form == "act" or event.verb >= verb or event.media or event.actor is None or event.actor == actor:
            continue
        between = {passage.tokens[index].low for index in range(event.verb + 1, verb)}
        if event.form == "source" or not CLAUSE.isdisjoint(between) or _is_aside(passage, event, verb):
            return True
    return False


def _is_aside(passage: Passage, event: Event, verb: int) -> bool:
    """`Идеи коллеги, подчеркнул он, президент поддерживает`: whether words are told between commas."""
    opens = event.verb > 0 and passage.between(event.verb - 1, event.verb).startswith(",")
    closes = (place for place in range(event.verb, verb) if "," in passage.between(place, place + 1))
    end = next(closes, None)
    return opens and end is not None and end - event.verb <= ASIDE


def _passed_on(events: list[Event], last: Event) -> list[Event]:
    """`Об этом генсек сказал в Астане, сообщил его пресс-секретарь`: who only passes words on is no speaker."""
    for event in events:
        if event is last or event.actor is None or event.form not in ("say", "soft") or event.verb > last.verb:
            continue
        officer = event.actor.topical and event.actor.person and event.actor.named
        if officer and event.actor != last.actor and not event.second_hand and not event.stale:
            return [replace(one, media=True) if one is last else one for one in events]
    return events


def retold(passage: Passage, sentence: Sentence, events: list[Event]) -> list[Event]:
    """`Y пообещал помощь, сообщил X`: what stands before the closing `, сообщил X` is at second hand too."""
    if events and events[-1].media and events[-1].word.startswith(("напомина", "напомни")):
        return [replace(event, stale=True) for event in events]
    last = next((event for event in reversed(events) if event.form != "act" and not event.media), None)
    if last is None or last.form not in ("say", "source") or last.actor is None:
        return events
    if any(sentence.start <= speech.start < sentence.end for speech in passage.speeches):
        return events
    if last.actor.topical:
        return _passed_on(events, last)
    place = passage.tokens[last.verb].start
    comma = passage.text.rfind(",", sentence.start, place)
    if comma < 0 or any(token.low in CLAUSE for token in passage.tokens if comma < token.start < place):
        return events
    return [
        replace(event, second_hand=True) if event is not last and passage.tokens[event.verb].start < comma else event
        for event in events
    ]
