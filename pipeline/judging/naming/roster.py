"""The people of a topic: their offices on a day and the forms of their names; it reads no text."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from pipeline.judging.topic import Office, Person, Post, Tenure, Topic
from pipeline.judging.words.declension import decline_surname, fold


def officer_surnames(topic: Topic) -> frozenset[str]:
    """Case forms of the surnames of those who hold or held an office other than a chair, unless they are common."""
    chairs = {office.id for office in topic.offices if office.chair}
    officers = {tenure.person for tenure in topic.tenures if tenure.office not in chairs}
    return frozenset(form for p in topic.people if p.name in officers and not p.common for form in _surname_forms(p))


def offices_of(topic: Topic, person: str, day: date) -> tuple[Office, ...]:
    """The offices a person holds on a day, in the order of the topic file."""
    held = {t.office for t in topic.tenures if t.person == person and t.covers(day)}
    return tuple(office for office in topic.offices if office.id in held)


def tenures_before(topic: Topic, person: str, day: date) -> tuple[Tenure, ...]:
    """Terms that were over by a day."""
    return tuple(t for t in topic.tenures if t.person == person and t.until is not None and t.until < day)


def holders_of(topic: Topic, office: str, day: date) -> tuple[str, ...]:
    """Who holds an office on a day; several where the office has several seats."""
    return tuple(t.person for t in topic.tenures if t.office == office and t.covers(day))


def post_of(person: Person, day: date) -> Post | None:
    """What a person is outside the organisation on a day."""
    return next((post for post in person.posts if post.covers(day)), None)


@lru_cache(maxsize=4)
def people_of(topic: Topic) -> dict[str, Person]:
    """The topic's people by name."""
    return {person.name: person for person in topic.people}


def _surname_forms(person: Person) -> Iterator[str]:
    for name in (person.name, *person.spellings):
        surname = fold(name.split()[-1])
        yield surname
        if "\u0430" <= surname[0] <= "\u044f":
            yield from decline_surname(surname, female=False)
