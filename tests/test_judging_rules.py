"""The definitions of contract §3, one promise a test, on texts as short as they can be."""

from datetime import date
from pathlib import Path

import pytest

from monitor.topic_file import load_topic
from pipeline.judging.gate import matches
from pipeline.judging.judge import judge
from pipeline.models import Entry, Judgement

TOPIC = load_topic(Path(__file__).parents[1] / "topics" / "csto.yaml")
FILLER = ("Сад цветёт.", "Мост строят.", "Рынок открыт.", "Дождь прошёл.", "Снег растаял.", "Поезд ушёл.")


def verdict(*blocks: str, day: date = date(2026, 5, 5), official: bool = False) -> Judgement:
    """The verdict on a title and its paragraphs."""
    return judge(title=blocks[0], lead=None, paragraphs=blocks[1:], day=day, topic=TOPIC, official=official)


@pytest.mark.parametrize(
    "blocks",
    [
        ("Новости", "«Готовимся к лету спокойно», — сказал генсек ОДКБ Таалатбек Масадыков."),
        ("В ОДКБ рассказали о планах", "Планы обширные, сообщили в пресс-службе ОДКБ."),
        ("Слухи о базе", "Сообщения о базе опровергли в Секретариате ОДКБ."),
        ("Учения", "Учения завершены, сообщил Объединённый штаб ОДКБ."),
        ("Решение", "Постоянный совет ОДКБ утвердил план консультаций."),
        ("Архив переедет", "Архив переедет осенью, рассказал источник в Секретариате ОДКБ."),
        ("Заявление Совета министров иностранных дел ОДКБ", "Министры призывают к диалогу."),
        ("Приветствие Генерального секретаря ОДКБ участникам слёта", "Дорогие друзья!", "Рад приветствовать вас."),
        ("Цены на зерно", *FILLER, "«Хлеб важнее ракет», — заявил вчера генсек ОДКБ Таалатбек Масадыков."),
    ],
)
def test_words_documents_and_acts_of_the_organisation_are_statements(blocks: tuple[str, ...]) -> None:
    """Of its officers, bodies, press service and sources, also inside an article on something else."""
    assert verdict(*blocks).relevance == "statement"


@pytest.mark.parametrize(
    "blocks",
    [
        ("Песков об ОДКБ", "«Мы союзники», — сказал пресс-секретарь президента РФ Дмитрий Песков."),
        ("Зась о службе", "«Было трудно», — вспоминает бывший генсек ОДКБ Станислав Зась."),
        ("Эксперт об ОДКБ", "По мнению эксперта Петра Санина, ОДКБ ждёт спокойный год."),
        ("Что такое ОДКБ", "ОДКБ — союз шести государств."),
        ("Слух", "Саммит ОДКБ могут перенести, пишет газета «Полдень»."),
        ("Ответа нет", "В Секретариате ОДКБ отказались комментировать публикацию."),
        ("Пересказ", "Министр Канат Осмонов сообщил, что генсек ОДКБ пообещал понтоны."),
        ("Пересказ", "Генсек ОДКБ пообещал понтоны, сообщил министр Канат Осмонов."),
        ("Ответ на слова", "«Не согласен», — сказал министр Канат Осмонов о заявлении генсека ОДКБ."),
        (
            "Взносы",
            "Депутат Алмаз Усенов спросил о взносах в ОДКБ.",
            "Напомним, генсек ОДКБ говорил, что шкала прежняя.",
        ),
    ],
)
def test_others_words_about_it_are_about(blocks: tuple[str, ...]) -> None:
    """National officials, former holders, analysts, rumours, retold and recalled words."""
    assert verdict(*blocks).relevance == "about"


@pytest.mark.parametrize(
    "last",
    [
        "Кыргызстан входит в ЕАЭС, ШОС и ОДКБ.",
        "Напомним, в марте генсек ОДКБ Таалатбек Масадыков говорил о дорогах.",
        "Певец выступал перед гостями саммита ОДКБ.",
        "Для граждан стран ОДКБ срок короче.",
    ],
)
def test_a_passing_naming_is_a_mention(last: str) -> None:
    """Closing membership sentences and old quotations among them."""
    assert verdict("Погода", *FILLER, last).relevance == "mention"


def test_a_third_of_the_paragraphs_is_about() -> None:
    """Named in two of six paragraphs, but not in title or lead."""
    blocks = ("Погода", *FILLER[:4], "Учения ОДКБ пройдут осенью.", "На учениях ОДКБ ждут дождя.")
    assert verdict(*blocks).relevance == "about"


@pytest.mark.parametrize(
    "blocks",
    [
        ("В ОДКБ спасли ребёнка", "Хирурги областной детской клинической больницы провели операцию."),
        ("ОДКБ № 1 ждёт доноров", "Врачи приглашают всех."),
        ("ГБУЗ «ОДКБ» ищет подрядчика", "Ремонт начнут в мае."),
        ("ОДКБ сыграл премьеру", "«Общий детский кукольный балаган» (ОДКБ) открыл сезон."),
        ("АОДКБ и ВОДКБ обменялись опытом", "Врачи двух больниц встретились."),
        ("Генсек НАТО в Варшаве", "«Щит нужен», — сказал генеральный секретарь НАТО."),
        ("«Рубеж-2026» на Каспии", "Учения пограничников завершились."),
        ("Генсек ОДКБ заявив про мир", "Генеральний секретар ОДКБ сказав, що мир потрібен усім."),
        ("Погода", "Сад цветёт."),
    ],
)
def test_a_homonym_or_another_language_is_none(blocks: tuple[str, ...]) -> None:
    """Clinics, banks, theatres, other organisations' chiefs, exercises alike, look-alike alphabets."""
    assert verdict(*blocks).relevance == "none"


def test_a_real_hospital_visit_is_no_homonym() -> None:
    """The organisation's own news may tell of a hospital."""
    got = verdict("Генсек ОДКБ посетил детскую больницу", "«Пусть дети не болеют», — сказал врачам генсек ОДКБ.")
    assert (got.relevance, got.speakers[0].name) == ("statement", "Таалатбек Масадыков")


def test_an_official_source_publishes_statements_unless_it_passes_on_others_words() -> None:
    """Nothing of an official source is less than about."""
    assert verdict("О визите делегации", "Делегация посетила Казань.", official=True).relevance == "statement"
    reposted = ("Лавров: партнёры надёжны", "«Партнёры надёжны», — сказал министр иностранных дел Сергей Лавров.")
    assert verdict(*reposted, official=True).relevance == "about"


@pytest.mark.parametrize(
    ("kind", "blocks"),
    [
        (
            "interview",
            ("Генсек ОДКБ о мостах", "Мосты строят, сообщил в интервью ТАСС генсек ОДКБ Таалатбек Масадыков."),
        ),
        ("press-conference", ("Итоги", "На пресс-конференции генсек ОДКБ Таалатбек Масадыков сказал, что год удался.")),
        ("briefing", ("Итоги", "На брифинге генсек ОДКБ Таалатбек Масадыков сказал, что год удался.")),
        (
            "greeting",
            ("Генсек ОДКБ поздравил ветеранов", "«Низкий поклон вам», — говорится в поздравлении генсека ОДКБ."),
        ),
        ("condolence", ("Телеграмма", "Генсек ОДКБ Таалатбек Масадыков выразил соболезнования семьям.")),
        ("appointment", ("Назначен заместитель генсека ОДКБ", "Решение принял Совет коллективной безопасности ОДКБ.")),
        ("document", ("Лидеры ОДКБ в Москве", "Совет коллективной безопасности ОДКБ принял декларацию.")),
        ("speech", ("Форум", "Выступая на форуме, генсек ОДКБ Таалатбек Масадыков призвал беречь мир.")),
        ("article", ("Мир", "Об этом говорится в статье генсека ОДКБ Таалатбека Масадыкова.")),
        ("comment", ("Мосты", "«Мосты нужны всем», — рассказал журналистам генсек ОДКБ Таалатбек Масадыков.")),
        ("meeting", ("Генсек ОДКБ встретился с послом", "Генсек ОДКБ Таалатбек Масадыков встретился с послом Индии.")),
        ("exercise", ("Учения ОДКБ завершились", "Задачи выполнены, сообщил Объединённый штаб ОДКБ.")),
        ("statement", ("ОДКБ осудила теракт", "В пресс-службе ОДКБ заявили, что виновных накажут.")),
        ("news", ("В ОДКБ назвали дату", "Дата — 30 мая, сообщили в пресс-службе ОДКБ.")),
    ],
)
def test_the_kind_is_the_form_the_words_were_first_given_in(kind: str, blocks: tuple[str, ...]) -> None:
    """A wire item cut from an interview is an interview; a person's words to journalists are a comment."""
    assert verdict(*blocks).kind == kind


def test_an_institution_speaks_only_where_no_person_does() -> None:
    """The man goes before the Secretariat; a press service quoted word for word stays beside him."""
    both = verdict("Планы", "Генсек ОДКБ Таалатбек Масадыков заявил о планах, сообщил Секретариат ОДКБ.")
    assert [one.name for one in both.speakers] == ["Таалатбек Масадыков"]
    alone = verdict("Планы", "«Планы есть на весь год», — сообщили в Секретариате ОДКБ.")
    assert [one.name for one in alone.speakers] == ["Секретариат ОДКБ"]


def test_an_unknown_officer_named_with_his_office_speaks_for_it() -> None:
    """A deputy the topic file does not know yet is one all the same."""
    got = verdict("Курьеры", "«Курьеров меньше», — сказал заместитель генерального секретаря ОДКБ Алексей Дремов.")
    assert (got.relevance, got.speakers[0].name, got.speakers[0].role) == (
        "statement",
        "Алексей Дремов",
        "заместитель Генерального секретаря",
    )


def test_reasons_are_sentences_a_person_can_read() -> None:
    """Where it is named, and what decided."""
    got = verdict("Новости", "«Готовимся к лету спокойно», — сказал генсек ОДКБ Таалатбек Масадыков.")
    assert got.reasons == (
        "ОДКБ is named in paragraph 1",
        "Таалатбек Масадыков speaks for ОДКБ (“сказал” in paragraph 1)",
    )


@pytest.mark.parametrize(
    ("entry", "opens"),
    [
        (Entry(url="https://a.example/1", title="Саммит ОДКБ"), True),
        (Entry(url="https://a.example/1", title="Встреча", summary="С генсеком ОДКБ"), True),
        (
            Entry(
                url="https://a.example/1",
                title="Встреча",
                categories=("организация договора о коллективной безопасности (одкб)",),
            ),
            True,
        ),
        (Entry(url="https://a.example/1", title="Масадыкову вручили книгу"), True),
        (Entry(url="https://a.example/gensek-odkb-1.html", title="Встреча"), True),
        (Entry(url="https://a.example/%D0%BE%D0%B4%D0%BA%D0%B1-1.html", title="Встреча"), True),
        (Entry(url="https://a.example/taalatbek-masadykov", title="Встреча"), True),
        (Entry(url="https://a.example/1", title="ҰҚШҰ-ның жиыны"), True),
        (Entry(url="https://a.example/1", title="Врачи ВОДКБ спасли ребёнка"), False),
        (Entry(url="https://a.example/vodkb-1", title="Погода на завтра", summary="Дождь"), False),
        (Entry(url="https://a.example/1", title="Васильев собрал яблоки"), False),
    ],
)
def test_the_gate_opens_where_a_listing_names_it(entry: Entry, opens: bool) -> None:
    """Title, summary, categories, text or the address in any transliteration; it says why."""
    assert bool(matches(entry, TOPIC)) == opens
