"""The shipped topic holds to the facts: who held which office on which day, and who spoke as a chair."""

from datetime import date
from pathlib import Path

import pytest

from monitor.topic_file import load_topic
from pipeline.judging.judge import judge
from pipeline.judging.naming.roster import holders_of
from pipeline.models import Judgement

TOPIC = load_topic(Path(__file__).parents[1] / "topics" / "csto.yaml")


def said(opening: str, day: date) -> Judgement:
    """The verdict on two sentences: somebody said something about the organisation on a day."""
    return judge(
        title="О сроках ОДКБ",
        lead=None,
        paragraphs=(f"{opening} рассказал о сроках.", "«Сроки известны заранее», — сказал он."),
        day=day,
        topic=TOPIC,
    )


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2003, 4, 28), "Николай Бордюжа"),
        (date(2016, 12, 31), "Николай Бордюжа"),
        (date(2017, 1, 1), "Валерий Семериков"),
        (date(2017, 5, 2), "Юрий Хачатуров"),
        (date(2019, 6, 1), "Валерий Семериков"),
        (date(2020, 1, 1), "Станислав Зась"),
        (date(2022, 12, 31), "Станислав Зась"),
        (date(2023, 1, 1), "Имангали Тасмагамбетов"),
        (date(2025, 12, 31), "Имангали Тасмагамбетов"),
        (date(2026, 1, 1), "Таалатбек Масадыков"),
        (date(2028, 12, 31), "Таалатбек Масадыков"),
    ],
)
def test_the_secretary_general_of_a_day(day: date, name: str) -> None:
    """An office named without the man is its holder on that day."""
    assert holders_of(TOPIC, "secretary-general", day) == (name,)
    got = said("Генеральный секретарь ОДКБ", day)
    assert (got.relevance, [one.name for one in got.speakers]) == ("statement", [name])


@pytest.mark.parametrize(
    ("day", "role"),
    [
        (date(2025, 6, 1), "заместитель Генерального секретаря"),
        (date(2026, 6, 1), "Генеральный секретарь"),
    ],
)
def test_one_man_has_the_role_of_the_day(day: date, role: str) -> None:
    """The same man is a deputy in one year and heads the Secretariat in the next."""
    got = said("Таалатбек Масадыков", day)
    assert [(one.name, one.role, one.organisation) for one in got.speakers] == [("Таалатбек Масадыков", role, "ОДКБ")]


@pytest.mark.parametrize(
    ("opening", "day", "relevance"),
    [
        ("Бывший генсек Станислав Зась", date(2026, 6, 1), "about"),
        ("Станислав Зась", date(2023, 1, 2), "about"),
        ("Николай Бордюжа", date(2017, 1, 2), "about"),
        ("Начальник Объединённого штаба Анатолий Сидоров", date(2020, 6, 1), "statement"),
        ("Бывший начальник Объединённого штаба Анатолий Сидоров", date(2024, 6, 1), "about"),
        ("Председатель Постоянного совета Виктор Васильев", date(2026, 3, 1), "statement"),
        ("Постпред России Виктор Васильев", date(2025, 3, 1), "about"),
        ("Председатель Парламентской ассамблеи Вячеслав Володин", date(2024, 3, 1), "statement"),
        ("Председатель Госдумы Вячеслав Володин", date(2024, 3, 1), "about"),
    ],
)
def test_only_who_holds_an_office_and_speaks_in_it_makes_a_statement(opening: str, day: date, relevance: str) -> None:
    """Former holders and chairs in another capacity speak about the organisation, not for it."""
    assert said(opening, day).relevance == relevance


@pytest.mark.parametrize(
    ("year", "president"),
    [
        (2020, "Владимир Путин"),
        (2022, "Никол Пашинян"),
        (2023, "Александр Лукашенко"),
        (2025, "Садыр Жапаров"),
        (2026, "Владимир Путин"),
    ],
)
def test_who_presides_in_a_year_speaks_for_the_session(year: int, president: str) -> None:
    """The president who chairs the session that year makes a statement there, any other does not."""
    for name, want in ((president, "statement"), ("Касым-Жомарт Токаев", "about")):
        got = judge(
            title=f"{name} выступил на саммите ОДКБ",
            lead=None,
            paragraphs=(f"Президент {name} на сессии Совета коллективной безопасности ОДКБ поблагодарил коллег.",),
            day=date(year, 6, 1),
            topic=TOPIC,
        )
        assert (name, got.relevance) == (name, want)
