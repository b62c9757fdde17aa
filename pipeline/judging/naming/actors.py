"""Who somebody is on a day: whether he speaks for the topic, and in which role; it finds nobody in a text."""

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.judging.naming.cast import Character
from pipeline.judging.naming.roles import Role
from pipeline.judging.naming.roster import holders_of, offices_of, people_of, post_of, tenures_before
from pipeline.judging.topic import Body, Office, Phrase, Topic
from pipeline.judging.words.phrases import expand

TURN = timedelta(days=366)  # a chair's; in the year before it the table's first day may be the one that is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An office of the topic said of somebody in the text."""

    office: Office
    former: bool = False
    acting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody or something that can speak.

    `topical` says that he speaks for the topic; `chair` is the office in which alone a chair does. `named` is False
    for an anonymous source and for an institution nobody can name.
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


def person_actor(  # noqa: PLR0913 - all by which a man is told
    who: Character, topic: Topic, day: date, *, claims: tuple[Claim, ...], role: Role, staff: bool, sure: bool = True
) -> Actor:
    """The person with what he is on that day: by the topic's table first, by the text's own words else.

    Args:
        who: the person.
        topic: its offices and terms.
        day: the day on which he speaks.
        claims: the topic's offices the text says he has or had.
        role: what else the text says he is.
        staff: whether that is a post inside the organisation.
        sure: whether he is the topic's man rather than somebody of the same name.
    """
    held = offices_of(topic, who.name, day) if who.known and sure else ()
    officer = next((office for office in held if not office.chair), None)
    former = next((claim for claim in claims if claim.former), None)
    told = next(
        (claim for claim in claims if not claim.former and not _is_anothers(who, claim.office, topic, day)), None
    )
    if former is not None and told is None:
        return _former(who, topic, former.office)
    if officer is not None:
        office = told.office if told and told.office in held and not told.office.chair else officer
        return _officer(who, topic, office, acting=told is not None and told.acting)
    if told is not None and not told.office.chair:
        over = _is_over(who, told.office, topic, day)
        return _former(who, topic, told.office) if over else _officer(who, topic, told.office, acting=told.acting)
    if told is not None and (told.office in held or not _is_doubtful(who, told.office, topic, day)):
        return _officer(who, topic, told.office, chair=told.office)
    if staff:
        return Actor(name=who.name, role=role.text, organisation=topic.title, topical=True, female=who.female)
    return _outsider(who, topic, day, role, next(iter(held), None))


def office_actor(claim: Claim, topic: Topic, day: date) -> Actor | None:
    """The holder of an office named without a man; the office itself where the topic knows no single holder."""
    if claim.former:
        return None
    names = holders_of(topic, claim.office.id, day)
    chair = claim.office if claim.office.chair else None
    if len(names) == 1:
        name, female = people_of(topic)[names[0]].name, False
        return Actor(
            name=name, role=claim.office.role, organisation=topic.title, topical=True, chair=chair, female=female
        )
    name = f"{claim.office.role[:1].upper()}{claim.office.role[1:]} {topic.title}"
    return Actor(name=name, role=claim.office.role, organisation=topic.title, topical=True, chair=chair)


def body_actor(body: Body, topic: Topic) -> Actor:
    """A body of the organisation as a speaker."""
    return Actor(name=body.title, organisation=topic.title, topical=True, person=False, body=body)


def organisation_actor(topic: Topic) -> Actor:
    """The organisation itself."""
    return Actor(name=topic.title, organisation=topic.title, topical=True, person=False)


def _officer(
    who: Character, topic: Topic, office: Office, *, acting: bool = False, chair: Office | None = None
) -> Actor:
    role = f"исполняющий обязанности {_genitive(office.role)}" if acting else office.role
    return Actor(name=who.name, role=role, organisation=topic.title, topical=True, chair=chair, female=who.female)


def _former(who: Character, topic: Topic, office: Office) -> Actor:
    return Actor(name=who.name, role=f"бывший {office.role}", organisation=topic.title, female=who.female)


def _outsider(who: Character, topic: Topic, day: date, role: Role, chair: Office | None) -> Actor:
    """Somebody who does not speak for the topic, but may do so as the `chair` of a sitting."""
    post = post_of(who.known, day) if who.known else None
    past = tenures_before(topic, who.name, day) if who.known else ()
    if post is not None:
        return Actor(name=who.name, role=post.role, organisation=post.organisation, chair=chair, female=who.female)
    if past and not role.text:
        return _former(who, topic, next(office for office in topic.offices if office.id == past[-1].office))
    return Actor(name=who.name, role=role.text, organisation=role.organisation, chair=chair, female=who.female)


def _is_anothers(who: Character, office: Office, topic: Topic, day: date) -> bool:
    """Whether an office said of a statesman the topic knows is known to be somebody else's."""
    holders = holders_of(topic, office.id, day)
    statesman = who.known is not None and post_of(who.known, day) is not None
    return statesman and not office.chair and bool(holders) and who.name not in holders


def _is_doubtful(who: Character, office: Office, topic: Topic, day: date) -> bool:
    """Whether the table speaks against a chair whom the text names: it has another, and his turn is not near."""
    if who.known is None:
        return False
    own = [t.since for t in topic.tenures if t.office == office.id and t.person == who.name]
    return not any(day < since <= day + TURN for since in own) and bool(holders_of(topic, office.id, day))


def _is_over(who: Character, office: Office, topic: Topic, day: date) -> bool:
    """Whether the text gives somebody an office that has passed to another since."""
    past = tenures_before(topic, who.name, day) if who.known else ()
    return bool(holders_of(topic, office.id, day)) and any(tenure.office == office.id for tenure in past)


def _genitive(role: str) -> str:
    """A role after `исполняющий обязанности`: its head in the genitive, the rest as it is."""
    words = role.split()
    head = next((index for index, word in enumerate(words) if word.endswith(("ь", "к"))), 0) + 1
    turned = expand(Phrase(language="ru", pattern=" ".join(words[:head])))[1].words
    shown = [new.capitalize() if old[0].isupper() else new for old, new in zip(words[:head], turned, strict=True)]
    return " ".join((*shown, *words[head:]))
