"""Reads a topic file and refuses what is wrong in it, with file, line, key and expectation; it judges no text."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from monitor.yaml_lines import Located, load_yaml, refusal
from pipeline.errors import ConfigurationError
from pipeline.judging.topic import Body, Country, Homonym, Name, Office, Person, Phrase, Post, Tenure, Topic
from pipeline.judging.words.phrases import expand

Words = Annotated[str, Field(min_length=1)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
ByLanguage = dict[Language, list[Words]]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Names(_Strict):
    full: ByLanguage
    short: ByLanguage = {}
    part: ByLanguage = {}


class _Body(_Strict):
    id: Words
    title: Words
    phrases: ByLanguage
    alone: bool = False
    sitting: bool = False
    press: bool = False
    leaders: bool = False


class _Office(_Strict):
    id: Words
    role: Words
    phrases: ByLanguage
    chair: bool = False
    sittings: list[Words] = []
    shared: bool = False


class _Term(_Strict):
    since: dt.date = dt.date.min
    until: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "_Term":
        if self.until is not None and self.until < self.since:
            raise ValueError("until must not be before since")
        return self


class _Tenure(_Term):
    person: Words
    acting: bool = False


class _Post(_Term):
    role: Words
    organisation: Words


class _Person(_Strict):
    name: Annotated[str, Field(pattern=r"^\S+ \S+$")]
    patronymic: str = ""
    spellings: list[Words] = []
    common: bool = False
    posts: list[_Post] = []


class _Homonym(_Strict):
    title: Words
    words: list[Words]
    sure: list[Words] = []


class _Country(_Strict):
    code: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    russian: Words
    english: Words
    phrases: ByLanguage
    besides: ByLanguage = {}


class _Topic(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
    title: Words
    full_title: Words
    languages: Annotated[list[Language], Field(min_length=1)]
    names: _Names
    bodies: list[_Body] = []
    offices: list[_Office] = []
    tenures: dict[str, list[_Tenure]] = {}
    people: list[_Person] = []
    exercises: list[Words] = []
    kin: list[Words] = []
    rivals: list[Words] = []
    homonyms: list[_Homonym] = []
    slugs: list[Words] = []
    countries: list[_Country] = []


def load_topic(path: Path) -> Topic:
    """The topic a file describes.

    Raises:
        ConfigurationError: the file cannot be read, is no YAML, or has a wrong key or value; with file, line, key
            and what was expected.
    """
    located = load_yaml(path)
    try:
        read = _Topic.model_validate(located.value)
    except ValidationError as error:
        raise refusal(located, error) from error
    _check_references(read, located)
    at_sign = tuple(_phrases(read.names.full)) + tuple(_phrases(read.names.short))
    return Topic(
        id=read.id,
        title=read.title,
        full_title=read.full_title,
        languages=tuple(read.languages),
        names=tuple(_names(read.names)),
        bodies=tuple(_body(body, at_sign) for body in read.bodies),
        offices=tuple(_office(office, at_sign) for office in read.offices),
        tenures=tuple(
            Tenure(office=office, person=term.person, since=term.since, until=term.until, acting=term.acting)
            for office, terms in read.tenures.items()
            for term in terms
        ),
        people=tuple(_person(person) for person in read.people),
        homonyms=tuple(
            Homonym(title=other.title, words=tuple(other.words), sure=tuple(other.sure)) for other in read.homonyms
        ),
        exercises=tuple(read.exercises),
        kin=tuple(read.kin),
        rivals=tuple(read.rivals),
        slugs=tuple(read.slugs),
        countries=tuple(_country(country) for country in read.countries),
    )


def _check_references(read: _Topic, located: Located) -> None:
    """Refuse offices, people and bodies that the file itself does not have.

    Raises:
        ConfigurationError: with file, line, key and what was expected, one complaint a line.
    """
    offices = {office.id for office in read.offices}
    people = {person.name for person in read.people}
    bodies = {body.id for body in read.bodies}
    wrong: list[tuple[tuple[str | int, ...], str]] = []
    for office_id, terms in read.tenures.items():
        if office_id not in offices:
            wrong.append((("tenures", office_id), "is no id under offices"))
        wrong += [
            (("tenures", office_id, place, "person"), f"{term.person!r} is not among people")
            for place, term in enumerate(terms)
            if term.person not in people
        ]
    wrong += [
        (("offices", place, "sittings", number), f"{sitting!r} is no id under bodies")
        for place, office in enumerate(read.offices)
        for number, sitting in enumerate(office.sittings)
        if sitting not in bodies
    ]
    if wrong:
        lines = (f"{located.path}:{located.line_of(key)}: {'.'.join(map(str, key))}: {told}" for key, told in wrong)
        raise ConfigurationError("\n".join(lines))


def _phrases(by_language: ByLanguage, at_sign: tuple[Phrase, ...] = ()) -> Iterator[Phrase]:
    for language, patterns in by_language.items():
        for pattern in patterns:
            if "@" not in pattern:
                yield Phrase(language=language, pattern=pattern)
                continue
            for name in at_sign:
                if name.language == language:
                    yield Phrase(language=language, pattern=pattern.replace("@", _genitive(name.pattern)))


def _genitive(pattern: str) -> str:
    """The name as it follows another noun: its head, before the bar, in the genitive."""
    if "|" not in pattern:
        return pattern
    return " ".join(expand(Phrase(language="ru", pattern=pattern))[1].words)


def _names(names: _Names) -> Iterator[Name]:
    rows: tuple[tuple[Literal["full", "short", "part"], ByLanguage], ...] = (
        ("full", names.full),
        ("short", names.short),
        ("part", names.part),
    )
    for strength, by_language in rows:
        for phrase in _phrases(by_language):
            yield Name(phrase=phrase, strength=strength)


def _body(body: _Body, at_sign: tuple[Phrase, ...]) -> Body:
    return Body(
        id=body.id,
        title=body.title,
        phrases=tuple(_phrases(body.phrases, at_sign)),
        alone=body.alone,
        sitting=body.sitting,
        press=body.press,
        leaders=body.leaders,
    )


def _office(office: _Office, at_sign: tuple[Phrase, ...]) -> Office:
    return Office(
        id=office.id,
        role=office.role,
        phrases=tuple(_phrases(office.phrases, at_sign)),
        chair=office.chair,
        sittings=tuple(office.sittings),
        shared=office.shared,
    )


def _country(country: _Country) -> Country:
    return Country(
        code=country.code,
        russian=country.russian,
        english=country.english,
        phrases=tuple(_phrases(country.phrases)),
        besides=tuple(_phrases(country.besides)),
    )


def _person(person: _Person) -> Person:
    posts = tuple(Post(role=p.role, organisation=p.organisation, since=p.since, until=p.until) for p in person.posts)
    return Person(
        name=person.name,
        patronymic=person.patronymic,
        spellings=tuple(person.spellings),
        common=person.common,
        posts=posts,
    )
