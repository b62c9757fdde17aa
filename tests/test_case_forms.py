"""Case forms: ours agree with a dictionary wherever it knows the word, and a person can read all of them over."""

from pathlib import Path

import pymorphy3
import pytest

from monitor.forms_page import main, write_page
from monitor.topic_file import load_topic
from pipeline.judging.words.declension import decline_given, decline_surname, decline_word, fold
from pipeline.judging.words.given_names import MEN, WOMEN

ROOT = Path(__file__).parents[1]
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
ACCUSATIVE = 3  # what lives is declined in another way there, and both are looked for


@pytest.fixture(scope="module")
def dictionary():
    return pymorphy3.MorphAnalyzer()


def disagreements(dictionary, word, ours, *, grammemes):
    """None where the dictionary does not know the word; else how its nearest reading differs from ours."""
    known = [
        parse
        for parse in dictionary.parse(word.lower())
        if parse.is_known and {"nomn", *grammemes} <= parse.tag.grammemes
    ]
    if not known:
        return None
    return min((_differ(parse, ours) for parse in known), key=len)


def _differ(parse, ours):
    number = "plur" if "plur" in parse.tag else "sing"
    theirs = [parse.inflect({case, number}) for case in CASES]
    rows = zip(range(len(CASES)), ours, theirs, strict=True)
    return [(our, form.word) for case, our, form in rows if form and case != ACCUSATIVE and our != fold(form.word)]


def declined_words(topic):
    """Every single word that the topic leaves to the program to decline."""
    phrases = [name.phrase for name in topic.names]
    phrases += [phrase for one in (*topic.bodies, *topic.offices, *topic.countries) for phrase in one.phrases]
    heads = {phrase.pattern.partition("|")[0] for phrase in phrases if phrase.language == "ru"}
    words = {word.split("-")[-1] for head in heads if not head.isupper() for word in head.split() if "{" not in word}
    return sorted(word for word in words if len(word) > 1 and "*" not in word)


@pytest.mark.parametrize("name", ["csto", "sco"])
def test_the_dictionary_agrees_with_the_words_of_a_topic(dictionary, name):
    """A noun declined by the wrong pattern would be a statement missed."""
    words = declined_words(load_topic(ROOT / "topics" / f"{name}.yaml"))
    found = {word: disagreements(dictionary, word, decline_word(word), grammemes=()) for word in words}
    assert {word: wrong for word, wrong in found.items() if wrong} == {}
    assert sum(wrong is not None for wrong in found.values()) >= len(words) / 2


@pytest.mark.parametrize(("names", "female", "gender"), [(MEN, False, "masc"), (WOMEN, True, "femn")])
def test_the_dictionary_agrees_with_first_names(dictionary, names, female, gender):
    """Both surname and first name are followed through all cases."""
    found = {
        name: disagreements(dictionary, name, decline_given(name, female=female), grammemes=("Name", "sing", gender))
        for name in names
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert sum(wrong is not None for wrong in found.values()) > 100


def test_the_dictionary_agrees_with_the_surnames_of_the_shipped_people(dictionary):
    """Those it knows; about half it has never heard of, which is why the forms are our own."""
    surnames = [person.name.split()[-1] for person in load_topic(ROOT / "topics" / "csto.yaml").people]
    found = {
        surname: disagreements(dictionary, surname, decline_surname(surname, female=False), grammemes=("Surn", "masc"))
        for surname in surnames
    }
    assert {surname: wrong for surname, wrong in found.items() if wrong} == {}
    assert sum(wrong is not None for wrong in found.values()) >= 10


def test_the_page_of_case_forms_is_that_of_the_shipped_topic():
    """`make docs` writes it; who changes the topic sees in the difference what is now looked for."""
    topic = load_topic(ROOT / "topics" / "csto.yaml")
    assert (ROOT / "docs" / "case-forms.md").read_text(encoding="utf-8") == write_page(topic)


def test_another_topic_can_be_read_over_too(capsys):
    """Named on the command line; a file that cannot be read is refused with exit 2."""
    assert main([str(ROOT / "topics" / "sco.yaml")]) == 0
    assert "шанхайской организации" in capsys.readouterr().out
    assert main(["nowhere.yaml"]) == 2
    assert "nowhere.yaml" in capsys.readouterr().err
