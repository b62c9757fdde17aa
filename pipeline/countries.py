"""Which of a topic's countries some lines name; it knows no country itself and judges nothing."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from pipeline.judging.topic import Country, Phrase
from pipeline.judging.words.declension import fold
from pipeline.judging.words.phrases import expand

_WORD = re.compile(r"[^\W_]+")
NOBODY = ""  # the code of what bears a country's name and is none

Form = tuple[tuple[str, ...], str]  # words in order, `*` at the end for any ending; a country's code


@dataclass(frozen=True, slots=True, kw_only=True)
class Countries:
    """A topic's countries made ready for looking them up; `stamp` is equal where they are.

    `forms` are by language and first word, under `*` those that begin with part of a word.
    """

    known: tuple[Country, ...] = ()
    stamp: str = ""
    forms: Mapping[str, Mapping[str, Sequence[Form]]] = field(default_factory=dict, repr=False)

    def named(self, lines: Iterable[str], language: str | None = None) -> tuple[Country, ...]:
        """The countries that the lines name, in the topic's order; by names of one language, of all where None.

        >>> phrases = (Phrase(language="ru", pattern="Армения"),)
        >>> one = Country(code="AM", russian="Армения", english="Armenia", phrases=phrases)
        >>> [country.code for country in make_countries([one]).named(["В Армении прошли учения"], "ru")]
        ['AM']
        """
        tongues = [self.forms[language]] if language and language in self.forms else list(self.forms.values())
        found = {code for line in lines for code in _codes(_WORD.findall(fold(line)), tongues)}
        return tuple(country for country in self.known if country.code in found)


def make_countries(countries: Sequence[Country]) -> Countries:
    """The countries of a topic, their names in every case."""
    forms: dict[str, dict[str, list[Form]]] = {}
    for country in countries:
        for phrases, code in ((country.phrases, country.code), (country.besides, NOBODY)):
            for phrase in phrases:
                _add(forms.setdefault(phrase.language, {}), phrase, code)
    for tongue in forms.values():
        for rows in tongue.values():
            rows.sort(key=lambda form: -len(form[0]))  # the longer name first: what follows may change the meaning
    return Countries(known=tuple(countries), stamp=_digest(countries), forms=forms)


def _digest(countries: Sequence[Country]) -> str:
    return sha256(repr(tuple(countries)).encode("utf-8", "surrogatepass")).hexdigest()[:20] if countries else ""


def _add(tongue: dict[str, list[Form]], phrase: Phrase, code: str) -> None:
    for words, _ in expand(phrase):
        first = "*" if words[0].endswith("*") else words[0]
        tongue.setdefault(first, []).append((words, code))


def _codes(words: Sequence[str], tongues: Sequence[Mapping[str, Sequence[Form]]]) -> Iterator[str]:
    place = 0
    while place < len(words):
        here = [form for tongue in tongues for first in (words[place], "*") for form in tongue.get(first, ())]
        fits = [form for form in here if _stands(form[0], words, place)]
        longest = max(fits, key=lambda form: len(form[0]), default=None)
        if longest:
            yield longest[1]
        place += len(longest[0]) if longest else 1


def _stands(wanted: Sequence[str], words: Sequence[str], place: int) -> bool:
    if place + len(wanted) > len(words):
        return False
    pairs = zip(wanted, words[place : place + len(wanted)], strict=True)
    return all(word.startswith(part[:-1]) if part.endswith("*") else word == part for part, word in pairs)
