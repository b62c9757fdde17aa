"""Who is named in a text and where, as values; they are found in `people.py`."""

from dataclasses import dataclass, field

from pipeline.judging.topic import Person


@dataclass(slots=True, kw_only=True, eq=False)
class Character:
    """Somebody the text names.

    `known` is set where the topic knows him; `forms` are the forms of his surname with whether they are the
    nominative; `sure` says that `shown` was met in the nominative.
    """

    given: str
    surname: str
    female: bool | None = None
    known: Person | None = None
    shown: str = ""
    sure: bool = False
    forms: dict[str, bool] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """First name and surname in the nominative."""
        return self.known.name if self.known else self.shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One place where somebody is named: tokens `first` up to, not including, `behind`."""

    passage: int
    first: int
    behind: int
    who: Character
    nominative: bool


@dataclass(slots=True)
class Cast:
    """Everybody named in the text, and where."""

    known: dict[str, Character] = field(default_factory=dict)
    strangers: list[Character] = field(default_factory=list)
    forms: dict[str, list[Character]] = field(default_factory=dict)
    namings: dict[int, list[Naming]] = field(default_factory=dict)
    _tokens: set[tuple[int, int]] = field(default_factory=set)

    def add(self, naming: Naming) -> None:
        """Keep a naming."""
        self.namings.setdefault(naming.passage, []).append(naming)
        self._tokens.update((naming.passage, token) for token in range(naming.first, naming.behind))

    def meet(self, who: Character) -> None:
        """Keep somebody the topic does not know, with the forms of his surname."""
        self.strangers.append(who)
        for form in dict.fromkeys((who.surname, *who.forms)):
            self.forms.setdefault(form, []).append(who)

    def taken(self, passage: int, token: int) -> bool:
        """Whether a token belongs to a naming already."""
        return (passage, token) in self._tokens
