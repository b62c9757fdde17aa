"""Chooses whose words an article carries: persons first, institutions only where no person is named."""

from collections.abc import Iterable

from pipeline.judging.actors import Actor, body_actor
from pipeline.judging.quotes import Said
from pipeline.judging.relevance import Weighing
from pipeline.judging.topic import Body, Topic
from pipeline.models import Quote, Relevance, Speaker


def choose_speakers(weighing: Weighing, relevance: Relevance, *, official: bool) -> tuple[Speaker, ...]:
    """The speakers in the order of their first words."""
    if relevance == "statement":
        actors = _own(weighing, official=official)
    elif relevance == "about":
        actors = _others(weighing)
    else:
        return ()
    return tuple(Speaker(name=a.name, role=a.role, organisation=a.organisation) for a in _distinct(actors))


def choose_quotes(weighing: Weighing, relevance: Relevance) -> tuple[Quote, ...]:
    """Every quotation with its speaker's name, empty where he has none."""
    if relevance not in ("statement", "about"):
        return ()
    return tuple(Quote(speaker=said.actor.name if said.actor else "", text=said.text) for said in weighing.quotes)


def _own(weighing: Weighing, *, official: bool) -> list[Actor]:
    words = [event.actor for event in weighing.own_words if event.actor is not None]
    quoted = [said.actor for said in weighing.quotes if said.actor is not None and said.actor.named]
    acts = [event.actor for event in weighing.own_acts if event.actor is not None]
    actors = words or acts or _first_body(weighing)
    topic = weighing.topic
    if not actors and official:
        actors = [Actor(name=topic.title, organisation=topic.title, topical=True, person=False)]
    persons = [actor for actor in actors if actor.person]
    kept = [actor for actor in actors if actor.person or actor.name in _names(quoted)] if persons else actors
    kept = _narrowed(kept, topic) if not persons else kept
    return kept + [
        actor for actor in quoted if actor.name and (actor.topical is False or actor.name not in _names(kept))
    ]


def _first_body(weighing: Weighing) -> list[Actor]:
    """The body a document or a sitting is of."""
    for passage in weighing.passages[:4]:
        for hit in passage.hits:
            if isinstance(hit.what, Body):
                return [body_actor(hit.what, weighing.topic)]
    return []


def _narrowed(bodies: list[Actor], topic: Topic) -> list[Actor]:
    """Of institutions the first that is more than the organisation's bare name."""
    own = [actor for actor in bodies if actor.name != topic.title]
    return (own or bodies)[:1]


def _others(weighing: Weighing) -> list[Actor]:
    words = [
        event.actor for event in weighing.others_words
        if event.actor is not None and event.actor.named and event.form != "act" and not event.second_hand
    ]  # fmt: skip
    quoted = [said.actor for said in weighing.quotes if said.actor is not None and said.actor.named and said.actor.name]
    persons = [actor for actor in (*words, *quoted) if actor.person]
    return persons or [*words, *quoted][:1]


def _names(actors: Iterable[Actor]) -> set[str]:
    return {actor.name for actor in actors}


def _distinct(actors: list[Actor]) -> list[Actor]:
    seen: dict[str, Actor] = {}
    for actor in actors:
        if actor.name and (actor.name not in seen or (not seen[actor.name].role and actor.role)):
            seen[actor.name] = actor
    return list(seen.values())


__all__ = ["Event", "Said", "choose_quotes", "choose_speakers"]
