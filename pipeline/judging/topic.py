"""What is watched for, as frozen values parsed from the topic file; this module knows no organisation by name."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Strength = Literal["full", "short", "part"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """Words to look for, in the notation of `phrases.py`, of one language (ISO 639-1)."""

    language: str
    pattern: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name of the organisation.

    `full` names it beyond doubt, `short` is an acronym that homonyms may share, `part` names it only beside other
    evidence of the topic.
    """

    phrase: Phrase
    strength: Strength


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A body, department or press service; `alone` says that its name needs no name of the organisation beside it.

    `title` is how it is called as a speaker. `leaders` bodies are persons taken together (the heads of state).
    """

    id: str
    title: str
    phrases: tuple[Phrase, ...]
    alone: bool = False
    sitting: bool = False
    press: bool = False
    leaders: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Office:
    """An office of the organisation; a `chair` speaks for it only where the text names him as such.

    `sittings` are the bodies whose sitting its holder opens, so that leading one counts as being named. A `shared`
    office is one that other organisations have too.
    """

    id: str
    role: str
    phrases: tuple[Phrase, ...]
    chair: bool = False
    sittings: tuple[str, ...] = ()
    shared: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Tenure:
    """Who held an office from one day to another, both included; None: still, as far as is known."""

    office: str
    person: str
    since: date
    until: date | None = None
    acting: bool = False

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the term."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Post:
    """A post outside the organisation, with the same reading of its days as `Tenure`."""

    role: str
    organisation: str
    since: date = date.min
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the term."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Someone the topic knows. `name` is first name and surname in the nominative.

    `spellings` are other forms of the whole name met in reality, in any script; `common` says that the surname is
    borne by others too, so that alone it names nobody before the text has introduced him.
    """

    name: str
    patronymic: str = ""
    spellings: tuple[str, ...] = ()
    common: bool = False
    posts: tuple[Post, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Homonym:
    """Something else that bears the same acronym.

    `words` are stems of what is told of it, `sure` the beginnings of those that need no second word.
    """

    title: str
    words: tuple[str, ...]
    sure: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Country:
    """A country that entries are told by; `code` is ISO 3166-1's of two letters.

    `russian` and `english` are what it is called there; `besides` are names of other things that hold its name.
    """

    code: str
    russian: str
    english: str
    phrases: tuple[Phrase, ...]
    besides: tuple[Phrase, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Topic:
    """All that is known of the organisation watched for.

    `kin` are words that stand near its acronym when the organisation is meant (members, neighbours, its affairs);
    `exercises` are ordinary words that name its exercises only beside it; `members` are phrases for its states;
    `rivals` are acronyms and names of other organisations with the same offices.
    """

    id: str
    title: str
    full_title: str
    languages: tuple[str, ...]
    names: tuple[Name, ...]
    bodies: tuple[Body, ...] = ()
    offices: tuple[Office, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    people: tuple[Person, ...] = ()
    homonyms: tuple[Homonym, ...] = ()
    exercises: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    slugs: tuple[str, ...] = ()
    countries: tuple[Country, ...] = ()
