"""Prints the case forms a topic's names are looked for in, to be read over by a person; it judges nothing.

`make docs` writes docs/case-forms.md from the shipped topic; another topic is named on the command line:
`python -m monitor.forms_page my-topic.yaml`.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from monitor.paths import shipped
from monitor.topic_file import load_topic
from pipeline.errors import ConfigurationError
from pipeline.judging.topic import Phrase, Topic
from pipeline.judging.words.declension import decline_given, decline_surname, fold
from pipeline.judging.words.phrases import expand

HEAD = """# Case forms

Written by `make docs` from [topics/csto.yaml](../topics/csto.yaml): the forms in which the Russian names of the
organisation, its bodies, offices, countries and people are looked for, in small letters and without ё; of a phrase, the
part that is declined. Read it over when the topic changes: a form that is wrong here is a statement missed. Endings can
be written out in the topic: `сил{ы,,ам,ами,ах}`. Names in other languages are taken as the topic writes them.
"""


def write_page(topic: Topic) -> str:
    """The page of a topic, a list for each kind of name."""
    names = [name.phrase for name in topic.names]
    bodies = [phrase for body in topic.bodies for phrase in body.phrases]
    offices = [phrase for office in topic.offices for phrase in office.phrases]
    countries = [phrase for country in topic.countries for phrase in country.phrases]
    people = [(person.name, *_of_person(person.name, person.patronymic)) for person in topic.people]
    groups = (
        ("The organisation", _of_phrases(names)),
        ("Bodies", _of_phrases(bodies)),
        ("Offices", _of_phrases(offices)),
        ("Countries", _of_phrases(countries)),
        ("People", people),
    )
    return HEAD + "".join(f"\n## {title}\n\n{''.join(_lines(rows))}" for title, rows in groups if rows)


def _of_phrases(phrases: Iterable[Phrase]) -> list[tuple[str, ...]]:
    """What is declined of each phrase, once: what stands behind the bar, or is taken as written, needs no reading."""
    heads = dict.fromkeys(phrase.pattern.partition("|")[0].strip() for phrase in phrases if phrase.language == "ru")
    rows = ((head, *_forms(head)) for head in heads if not head.isupper())
    return [row for row in rows if len(row) > 2]  # noqa: PLR2004 - the head itself and one form: indeclinable


def _forms(head: str) -> list[str]:
    return [" ".join(sequence.words) for sequence in expand(Phrase(language="ru", pattern=head))]


def _of_person(name: str, patronymic: str) -> list[str]:
    given, surname = name.rsplit(" ", 1)
    parts = [decline_given(fold(given), female=False), decline_surname(fold(surname), female=False)]
    if patronymic:
        parts.insert(1, decline_given(fold(patronymic), female=False))
    return list(dict.fromkeys(" ".join(row) for row in zip(*parts, strict=True)))


def _lines(rows: list[tuple[str, ...]]) -> Iterator[str]:
    for pattern, *forms in rows:
        yield f"- `{pattern}`: {', '.join(forms)}\n"


def main(words: list[str]) -> int:
    """Print the page of the topic file named, else of the shipped one."""
    try:
        topic = load_topic(Path(words[0]) if words else shipped("topics/csto.yaml"))
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 2
    sys.stdout.write(write_page(topic))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
