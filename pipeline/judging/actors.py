"""Who somebody is on a day: whether he speaks for the topic, and in which role; it finds nobody in a text."""

from dataclasses import dataclass
from datetime import date

from pipeline.judging.people import Character
from pipeline.judging.roster import holders_of, offices_of, people_of, post_of, tenures_before
from pipeline.judging.topic import Body, Office, Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An office of the topic said of somebody in the text."""

    office: Office
    former: bool = False
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that can speak.

    `topical` says that he speaks for the topic; a `chair` does so only in that capacity. `named` is False for an
    anonymous source and for an institution nobody can name.
    """

    name: str
    role: str = ""
    organisation: str = ""
    topical: bool = False
    chair: Office | None = None
    person: bool = True
    named: bool = True
    female: bool | None = None
    body: Body | None = None


def person_actor(
    who: Character, topic: Topic, day: date, *, claims: tuple[Claim, ...], role: str, organisation: str, staff: bool
) -> Actor:
    """The person with what he is on that day, by the topic's table first, by the text's own words else."""
    known = who.known
    held = offices_of(topic, who.name, day) if known else ()
    officer = next((office for office in held if not office.chair), None)
    chair = next((office for office in held if office.chair), None)
    told = next((claim for claim in claims if not claim.former and not claim.office.chair), None)
    told_chair = next((claim for claim in claims if not claim.former and claim.office.chair), None)
    if officer is not None and not any(claim.former for claim in claims):
        shown = told.office.role if told and told.office in held else officer.role
        acting = any(claim.acting for claim in claims)
        if told and acting:
            shown = f"исполняющий обязанности {_genitive(told.office.role)}"
        return Actor(name=who.name, role=shown, organisation=topic.title, topical=True, female=who.female)
    past = tenures_before(topic, who.name, day) if known else ()
    if known is not None and any(claim.former for claim in claims):
        return _former(who, topic, claims[0].office)
    outdated = told is not None and past and holders_of(topic, told.office.id, day) and _over(told.office, past)
    if told is not None and not outdated:
        name = f"исполняющий обязанности {_genitive(told.office.role)}" if told.acting else told.office.role
        return Actor(name=who.name, role=name, organisation=topic.title, topical=True, female=who.female)
    if told is not None and known is not None:
        return _former(who, topic, told.office)
    if told_chair is not None and (known is None or told_chair.office in held):
        return Actor(
            name=who.name, role=told_chair.office.role, organisation=topic.title, topical=True, chair=told_chair.office,
            female=who.female,
        )  # fmt: skip
    if known is None and any(claim.former for claim in claims):
        office = claims[0].office
        return Actor(name=who.name, role=f"бывший {office.role}", organisation=topic.title, female=who.female)
    if staff:
        return Actor(name=who.name, role=role, organisation=topic.title, topical=True, female=who.female)
    post = post_of(known, day) if known else None
    if post is not None:
        return Actor(
            name=who.name, role=post.role, organisation=post.organisation, chair=chair, female=who.female
        )
    if past and not role:
        offices = {office.id: office for office in topic.offices}
        return _former(who, topic, offices[past[-1].office])
    return Actor(name=who.name, role=role, organisation=organisation, chair=chair, female=who.female)


def office_actor(claim: Claim, topic: Topic, day: date) -> Actor | None:
    """The holder of an office named without a man; the office itself where the topic knows no holder."""
    names = holders_of(topic, claim.office.id, day)
    if claim.former:
        return None
    if len(names) == 1:
        known = people_of(topic)[names[0]]
        return Actor(
            name=known.name, role=claim.office.role, organisation=topic.title, topical=True,
            chair=claim.office if claim.office.chair else None, female=False,
        )  # fmt: skip
    name = f"{claim.office.role[:1].upper()}{claim.office.role[1:]} {topic.title}"
    return Actor(name=name, role=claim.office.role, organisation=topic.title, topical=True)


def body_actor(body: Body, topic: Topic) -> Actor:
    """A body of the organisation as a speaker."""
    return Actor(name=body.title, organisation=topic.title, topical=True, person=False, body=body)


def organisation_actor(topic: Topic) -> Actor:
    """The organisation itself."""
    return Actor(name=topic.title, organisation=topic.title, topical=True, person=False)


def _over(office: Office, past: tuple[object, ...]) -> bool:
    return any(getattr(tenure, "office", "") == office.id for tenure in past)


def _former(who: Character, topic: Topic, office: Office) -> Actor:
    return Actor(name=who.name, role=f"бывший {office.role}", organisation=topic.title, female=who.female)


def _genitive(role: str) -> str:
    """A Russian role after `исполняющий обязанности`: its nouns in the genitive."""
    from pipeline.judging.phrases import expand  # noqa: PLC0415 - rare
    from pipeline.judging.topic import Phrase  # noqa: PLC0415 - rare

    words = role.split()
    head = next((index for index, word in enumerate(words) if word.endswith(("ь", "к"))), 0) + 1
    pattern = " ".join(words[:head]) + (" | " + " ".join(words[head:]) if words[head:] else "")
    turned = expand(Phrase(language="ru", pattern=pattern))[1].words
    return " ".join(
        new.capitalize() if old[0].isupper() else new if index < head else old
        for index, (old, new) in enumerate(zip(words, turned, strict=False))
    )
