"""Near-duplicates: reprints, cuts and rewordings are one story, words that merely sound alike are not."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from story_texts import Text, candidates, read_stories, score_file

from pipeline.likeness.kin import likeness
from pipeline.likeness.reading import quotations, read_news, split
from pipeline.likeness.sketch import Sketch
from pipeline.models import Article, Dated, Judgement, Speaker
from pipeline.stories import Candidate, group, kinship

DAY = date(2026, 3, 2)
SPEAKER = Speaker(name="Имя Фамильев", role="глава", organisation="штаб")


def sketch(text: str, *, title: str = "Заголовок", kind: str = "news", speaker: Speaker = SPEAKER) -> Sketch:
    """What is compared of a text of one paragraph a line."""
    article = Article(
        url="", title=title, lead=None, paragraphs=tuple(text.split("\n")), dated=Dated(day=DAY, basis="page")
    )
    drawn = Sketch.of(article, Judgement(relevance="statement", kind=kind, speakers=(speaker,)))  # type: ignore[arg-type]
    assert drawn is not None
    return drawn


def words(prefix: str, count: int) -> str:
    """So many words that stand in no other text."""
    return " ".join(f"{'абвгдежзик'[place % 10]}{'лмнопрсту'[place // 10]}{prefix}" for place in range(count))


def test_labelled_stories() -> None:
    """Texts that no rule was set by: ninety-nine of a hundred pairs joined are right, nineteen of twenty are found."""
    kept = score_file("kept.txt")
    assert kept.precision >= 0.99, kept.wrong
    assert kept.recall >= 0.94, kept.wrong


def test_texts_the_rules_were_set_by() -> None:
    """Nothing is joined wrongly among the texts that are known."""
    tuned = score_file("tuned.txt")
    assert tuned.wrongly == 0, tuned.wrong
    assert tuned.recall >= 0.93, tuned.wrong


def test_two_cuts_of_one_interview_do_not_meet_in_it() -> None:
    """Items cut from one interview, each with other words, are different stories; so is the interview."""
    answers = [words(3 * letter, 40) for letter in "абвгде"]
    interview = sketch("\n".join(f"— Вопрос {number}?\n— {one}" for number, one in enumerate(answers)))
    cuts = [sketch(answer, title=f"Заголовок {number}") for number, answer in enumerate(answers[2:])]
    assert all(likeness(interview, cut, 0) is None for cut in cuts)
    assert all(likeness(one, other, 0) is None for one, other in combinations(cuts, 2))


def test_a_beginning_is_of_its_whole() -> None:
    """A site that prints the beginning of a long statement prints the statement; so does one that prints most of it."""
    whole = words("слово", 90) + " " + words("речь", 90)
    assert likeness(sketch(whole), sketch(words("слово", 60)), 0)
    assert likeness(sketch(whole), sketch(" ".join(whole.split()[60:])), 0)
    assert likeness(sketch(whole), sketch(" ".join(whole.split()[120:])), 0) is None


PATTERN = "В Секретариате прошла встреча с послом {0}. Стороны обсудили подготовку учений, снабжение и связь с {0}."


@pytest.mark.parametrize(("one", "other"), [("Индии", "Турции"), ("Сербии Бабичем", "Кубы Ортой")])
def test_what_stands_in_the_same_place_tells_occasions_apart(one: str, other: str) -> None:
    """A pattern filled with another name is another occasion, however few its words."""
    assert likeness(sketch(PATTERN.format(one)), sketch(PATTERN.format(other)), 0) is None
    assert likeness(sketch(PATTERN.format(one)), sketch(f"{PATTERN.format(one)} Подробности позже."), 0)


def test_another_number_is_another_occasion() -> None:
    """The same words with another number are not the same words."""
    text = "Штаб сообщил о прибытии {} машин на полигон у озера, где начались занятия водителей и ремонтников бригады."
    assert likeness(sketch(text.format(14)), sketch(text.format(15)), 0) is None


def test_the_same_words_days_later_are_another_occasion() -> None:
    """What is said again after a few days is not said on the same occasion."""
    text = words("слово", 60)
    assert likeness(sketch(text), sketch(f"{text} ещё"), 3)
    assert likeness(sketch(text), sketch(f"{text} ещё"), 4) is None


def test_a_quotation_joins_what_is_told_otherwise() -> None:
    """The same long quotation of the same speaker is the same news; of two speakers it is a reply to it."""
    quote = "«Замысел утверждён, деньги выделены, осталось дождаться тёплой весны», – сказал он."
    one, told = f"Начальник штаба рассказал о планах. {quote}", f"Учения пройдут весной. {quote} Ждать недолго."
    other = Speaker(name="Другой Говоров", role="посол")
    assert likeness(sketch(one), sketch(told), 1) == "the same quotation (8 words)"
    assert likeness(sketch(one), sketch(told, speaker=other), 1) is None


def test_shared_background_joins_nothing() -> None:
    """Closing paragraphs that stand under all news of a source make no two of them one story."""
    closing = (
        "Организация создана в 2002 году. В неё входят шесть государств, решения принимаются единогласно на сессиях."
    )
    one, other = words("первая", 15), words("вторая", 15)
    assert likeness(sketch(f"{one}.\n{closing}"), sketch(f"{other}.\n{closing}"), 0) is None


def test_what_is_left_out_before_comparing() -> None:
    """Datelines, a site's lines, recollections and the encyclopaedia are no news."""
    blocks = (
        "МОСКВА, 3 марта. /ТАСС/. Штаб начал работу.",
        "Источник: ТАСС",
        "Ранее сообщалось о другом. Работа продлится до мая. Организация создана в 2002 году.",
    )
    assert [" ".join(block.split()) for block in read_news(blocks)] == [
        "Штаб начал работу.",
        "Работа продлится до мая.",
    ]


@pytest.mark.parametrize(
    ("block", "quoted"),
    [
        ('Он сказал: "Мы готовы ко всему сразу".', ["Мы готовы ко всему сразу"]),
        ("«То, чем закончился “Поиск”, станет началом», – сказал он.", ["То, чем закончился “Поиск”, станет началом"]),
        ('"То, чем закончился "Поиск", станет началом", - сказал он.', ['То, чем закончился "Поиск", станет началом']),
        ('Пройдет на Урале."Замысел утвержден, деньги есть", - сказал он.', ["Замысел утвержден, деньги есть"]),
        ("Учение «Поиск» открыто", []),
        ("«Кавычка не закрыта до конца абзаца", ["Кавычка не закрыта до конца абзаца"]),
    ],
)
def test_quotations(block: str, quoted: list[str]) -> None:
    """Quotation marks of any kind, nested, glued or never closed; a name in them is no quotation."""
    assert list(quotations(block)) == quoted


def test_sentences() -> None:
    """Quotation marks stay with the sentence they belong to."""
    text = 'Первая. "Вторая", - сказал он. Третья!"Четвертая"'
    assert [one.strip() for one in split(text)] == ["Первая.", '"Вторая", - сказал он.', "Третья!", '"Четвертая"']


def test_only_what_may_be_told_is_sketched() -> None:
    """What no feed shows costs nothing and joins nothing but its exact copies."""
    article = Article(url="", title="", lead=None, paragraphs=(words("а", 60),), dated=Dated(day=DAY, basis="page"))
    assert Sketch.of(article, Judgement(relevance="mention")) is None


@pytest.fixture(scope="module")
def labelled() -> list[tuple[Text, Candidate]]:
    texts = read_stories("tuned.txt")
    return list(zip(texts, candidates(texts), strict=True))


def test_a_sketch_survives_packing(labelled: list[tuple[Text, Candidate]]) -> None:
    """What the archive reads back is what was written down, and small."""
    for _, one in labelled:
        if one.sketch:
            assert Sketch.unpack(one.sketch.pack()) == one.sketch
            assert len(one.sketch.pack()) < 5000


def test_kinship_is_mutual(labelled: list[tuple[Text, Candidate]]) -> None:
    """Whichever of two is asked, the reason is the same."""
    for (_, one), (_, other) in combinations(labelled[:120], 2):
        assert kinship(one, other) == kinship(other, one)


@settings(max_examples=10, deadline=None)
@given(st.data())
def test_stories_are_a_function_of_the_set(labelled: list[tuple[Text, Candidate]], data: st.DataObject) -> None:
    """In any order the same stories; an article that is kin to none changes none of them."""
    some = data.draw(st.lists(st.sampled_from(range(len(labelled))), min_size=2, max_size=40, unique=True))
    chosen = [replace(labelled[place][1], name=f"{place:03}") for place in some]
    assert group(chosen) == group(sorted(chosen, key=lambda one: one.name))
