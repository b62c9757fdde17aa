"""Chooses whose words an article carries: persons first, institutions only where no person is named."""

from collections.abc import Iterable

from pipeline.judging.naming.actors import Actor, body_actor, organisation_actor
from pipeline.judging.relevance import Weighing
from pipeline.judging.saying.event import Event
from pipeline.judging.topic import Body, Topic
from pipeline.models import Quote, Relevance, Speaker

HEAD = 4  # blocks in which a document names its body


def choose_speakers(weighing: Weighing, relevance: Relevance, *, official: bool) -> tuple[Speaker, ...]:
    """The speakers in the order of their first words."""
    if relevance == "statement":
        actors = _own(weighing, official=official)
    elif relevance == "about":
        actors = _others(weighing)
    else:
        actors = []
    return tuple(Speaker(name=one.name, role=one.role, organisation=one.organisation) for one in _distinct(actors))


def choose_quotes(weighing: Weighing, relevance: Relevance) -> tuple[Quote, ...]:
    """Every quotation with its speaker's name, empty where he has none."""
    if relevance not in ("statement", "about"):
        return ()
    bare = weighing.topic.title
    bodies = (event.actor.name for event in weighing.own_words if event.actor and not event.actor.person)
    body = next((name for name in bodies if name != bare), bare)
    names = (said.actor.name if said.actor else "" for said in weighing.quotes)
    return tuple(
        Quote(speaker=body if name == bare else name, text=said.text)
        for name, said in zip(names, weighing.quotes, strict=True)
    )


def _own(weighing: Weighing, *, official: bool) -> list[Actor]:
    """Those who speak for the topic; with them whoever else is quoted word for word."""
    quoted = [said.actor for said in weighing.quotes if said.actor is not None and said.actor.named]
    words = [event.actor for event in weighing.own_words if event.actor is not None]
    acts = [event.actor for event in weighing.own_acts if event.actor is not None]
    actors = words or acts or _first_body(weighing)
    if not actors and official:
        actors = [organisation_actor(weighing.topic)]
    if any(actor.person for actor in actors):
        actors = [actor for actor in actors if not _is_bare_office(actor)] or actors
        names = {actor.name for actor in quoted}
        actors = [actor for actor in actors if actor.person or actor.name in names]
    else:
        actors = [*(actor for actor in acts if actor.person), *_narrowed(actors, weighing.topic)]
    return actors + [actor for actor in quoted if actor.name and not (actor.topical and _is_told(actor, actors))]


def _is_bare_office(actor: Actor) -> bool:
    """Whether nobody knows who holds the office that speaks."""
    return actor.person and bool(actor.role) and actor.name.lower().startswith(actor.role.lower())


def _is_told(actor: Actor, actors: list[Actor]) -> bool:
    """Whether a quoted speaker stands among the speakers, an institution under whatever name."""
    if actor.person:
        return any(one.name == actor.name for one in actors)
    return any(one.topical and not one.person for one in actors)


def _first_body(weighing: Weighing) -> list[Actor]:
    """The body a document or a sitting is of."""
    bodies = (hit.what for passage in weighing.passages[:HEAD] for hit in passage.hits if isinstance(hit.what, Body))
    return [body_actor(body, weighing.topic) for body in bodies][:1]


def _narrowed(bodies: list[Actor], topic: Topic) -> list[Actor]:
    """Of institutions the first that is more than the organisation's bare name."""
    return ([actor for actor in bodies if actor.name != topic.title] or bodies)[:1]


def _others(weighing: Weighing) -> list[Actor]:
    """Whoever speaks, persons rather than institutions; what others say he said does not count."""
    words = [event.actor for event in weighing.others_words if event.actor is not None and not event.second_hand]
    quoted = [said.actor for said in weighing.quotes if said.actor is not None]
    named = [actor for actor in (*words, *quoted) if actor.named and actor.name]
    persons = [actor for actor in named if actor.person]
    quotes = {actor.name for actor in quoted}
    acting = any(map(_is_led, weighing.events))
    return persons or _fullest([actor for actor in named if not acting or actor.name in quotes])


def _fullest(bodies: list[Actor]) -> list[Actor]:
    """The first of institutions under its fullest name: `МВД` of the title is that of the state named below."""
    alike = [actor for actor in bodies if actor.name.startswith(bodies[0].name)]
    return [max(alike, key=lambda actor: len(actor.name))] if alike else []


def _is_led(event: Event) -> bool:
    """Whether a person does something in the title or lead, so that an institution only passes it on."""
    actor = event.actor
    return event.form == "act" and event.passage <= 1 and actor is not None and actor.person and actor.named


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    """One of each name, the one with a role where there is one."""
    seen: dict[str, Actor] = {}
    for actor in actors:
        if actor.name and (actor.name not in seen or (actor.role and not seen[actor.name].role)):
            seen[actor.name] = actor
    return list(seen.values())
