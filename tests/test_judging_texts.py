"""Language, names, quotations and their speakers, each by a table of short texts."""

from datetime import date
from pathlib import Path

import pytest

from monitor.topic_file import load_topic
from pipeline.judging.judge import judge
from pipeline.judging.naming.people import find_people
from pipeline.judging.text.language import detect
from pipeline.judging.text.matching import matcher_of
from pipeline.judging.text.passages import read_passages

ROOT = Path(__file__).parents[1]
TOPIC = load_topic(ROOT / "topics" / "csto.yaml")
DAY = date(2026, 5, 1)


def rows(name: str) -> list[tuple[str, str]]:
    """The lines `EXPECTED | TEXT` of a table."""
    lines = (ROOT / "tests" / "cases" / name).read_text(encoding="utf-8").splitlines()
    return [
        (left.strip(), right.strip()) for left, _, right in (line.partition(" | ") for line in lines if line[:1] != "#")
    ]


def words(text: str) -> list[str]:
    """The words of a text, marks left out."""
    return "".join(char if char.isalnum() or char in "-“”," else " " for char in text).replace(",", "").split()


@pytest.mark.parametrize(("language", "text"), rows("languages.txt"))
def test_the_language_of_a_short_text_is_told(language: str, text: str) -> None:
    """By letters of its own and its commonest words, with no hint."""
    assert detect(text) == language


def test_a_hint_decides_where_nothing_else_does() -> None:
    """A text without letters is in its source's language; one with letters of its own is not."""
    assert detect("2026: 5", "kk") == "kk"
    assert detect("Бул жерде өкмөт жана эл үчүн иштөө керек", "ru") == "ky"
    assert detect("", None) is None


@pytest.mark.parametrize(("names", "text"), rows("names.txt"))
def test_people_are_named_in_the_nominative(names: str, text: str) -> None:
    """In any case, order or spelling; capitalised words that are no names stay out."""
    language = detect(text) or ""
    passages = read_passages(("Заголовок", text), matcher_of(TOPIC))
    cast = find_people(passages, TOPIC, language, DAY)
    found = dict.fromkeys(naming.who.name for row in cast.namings.values() for naming in row)
    assert list(found) == ([] if names == "-" else names.split(";"))


@pytest.mark.parametrize(("expected", "text"), rows("quotes.txt"))
def test_quotations_are_tied_to_their_speakers(expected: str, text: str) -> None:
    """Across pronouns and roles; one split by a tag counts once, names between marks are none."""
    got = judge(title="Новости ОДКБ", lead=None, paragraphs=tuple(text.split(" // ")), day=DAY, topic=TOPIC)
    wanted = [] if expected == "-" else [part.split(": ", 1) for part in expected.split(";")]
    assert [quote.speaker for quote in got.quotes] == [speaker for speaker, _ in wanted]
    for quote, (_, opening) in zip(got.quotes, wanted, strict=True):
        assert words(quote.text)[: len(words(opening))] == words(opening)


def test_an_interviews_answers_are_the_text() -> None:
    """Questions and answers are no quotations, and who is named in them does not speak."""
    got = judge(
        title="Интервью генсека ОДКБ журналу «Мосты»",
        lead=None,
        paragraphs=(
            "— Что сказал вам Лавров?",
            "— Лавров сказал: «Приезжайте почаще к нам».",
            "— И что же?",
            "— Едем.",
        ),
        day=DAY,
        topic=TOPIC,
    )
    assert (got.kind, got.quotes) == ("interview", ())
    assert [speaker.name for speaker in got.speakers] == ["Таалатбек Масадыков"]
