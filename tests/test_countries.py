"""Which countries an entry is told by: those its title, lead or speaker's post names, in any case, and no others."""

import time
from pathlib import Path

import feedparser
import pytest
from feed_examples import SOURCES, make_item, make_story

from feeds.entries import make_setting, story_entry
from feeds.family import Feed
from feeds.rendering import render
from feeds.settings import FeedSettings
from monitor.topic_file import load_topic
from pipeline.countries import Countries, make_countries
from pipeline.judging.topic import Country, Phrase
from pipeline.models import Speaker

ROOT = Path(__file__).parents[1]
SHIPPED = make_countries(load_topic(ROOT / "topics" / "csto.yaml").countries)
SETTING = make_setting(FeedSettings(base_url="https://news.example/"), SOURCES, "UTC", SHIPPED)


def entry_of(**changes):
    return story_entry(make_story(make_item(1, **changes)), SETTING)


def countries_of(**changes) -> list[tuple[str, str]]:
    return [(tag.term, tag.label) for tag in entry_of(**changes).tags if tag.scheme == "country"]


@pytest.mark.parametrize(
    ("line", "language", "codes"),
    [
        ("В Армении завершились учения спасателей", "ru", "AM"),
        ("Делегации Казахстана и Кыргызстана обсудили границу с Таджикистаном", "ru", "KZ KG TJ"),
        ("Президент Республики Беларусь принял гостей", "ru", "BY"),
        ("Посол Белоруссии вручил грамоты", "ru", "BY"),
        ("В Беларуси начались учения спасателей", "ru", "BY"),
        ("Рассказал читателям «Беларуси сегодня» собеседник", "ru", ""),
        ("МИД РФ ответил на вопросы", "ru", "RU"),
        ("Представители Российской Федерации и Киргизской Республики", "ru", "KG RU"),
        ("Помощь Афганистану обсудят весной", "ru", "AF"),
        ("Российские и армянские спасатели", "ru", ""),
        ("МИА «Россия сегодня» провело круглый стол", "ru", ""),
        ("Об этом в эфире «Россия 24» рассказал представитель Узбекистана", "ru", "UZ"),
        ("«Единая Россия» поддержала поездку в Армению", "ru", "AM"),
        ("Россиянам показали выставку", "ru", ""),
        ("Столица и регионы", "ru", ""),
        ("Kyrgyzstan's envoy met guests from Armenia", "en", "AM KG"),
        ("United Russia hosted a forum", "en", ""),
        ("Қазақстанда оқу-жаттығу өтті", "kk", "KZ"),
        ("Кыргызстанда машыгуу өттү", "ky", "KG"),
        ("Дар Тоҷикистон машқҳо баргузор шуданд", "tg", "TJ"),
        ("Հայաստանում վարժանքներ են", "hy", "AM"),
        ("Вучэнні прайшлі ў Беларусі", "be", "BY"),
        ("Armenia и Россия", None, "AM RU"),
    ],
)
def test_countries_that_a_line_names(line: str, language: str | None, codes: str) -> None:
    """By a noun in any case, in the entry's language; an adjective, a party or a channel is no country."""
    assert " ".join(country.code for country in SHIPPED.named([line], language)) == codes


def test_title_lead_and_post_tell_the_country_and_the_body_does_not() -> None:
    """A country that a text mentions on its way is not what the statement is about."""
    assert countries_of(title="Учения в Армении", lead="Гости из Сербии.") == [("AM", "Армения"), ("RS", "Сербия")]
    assert countries_of(paragraphs=("Раньше так было в Казахстане.",)) == []
    minister = Speaker(name="Арман Жакупов", role="министр обороны", organisation="Республика Казахстан")
    assert countries_of(speakers=(minister,)) == [("KZ", "Казахстан")]
    assert countries_of(speakers=(minister,), language="en", title="x", lead=None) == [("KZ", "Kazakhstan")]


def test_a_country_is_a_category_with_a_code_and_a_name() -> None:
    """Atom: term, scheme and label; RSS: domain and name; JSON Feed: the name; in Russian or English by the entry."""
    for language, title, name in (("ru", "Учения в Армении", "Армения"), ("en", "Drills in Armenia", "Armenia")):
        entry = entry_of(title=title, language=language, lead=None)
        feed = Feed(name="about", title="x", subtitle="x", home="https://x.example/", base_url="https://x.example/",
                    entries=(entry,))  # fmt: skip
        files = render(feed).files
        atom = {(tag.scheme, tag.term, tag.label) for tag in feedparser.parse(files["atom"]).entries[0].tags}
        assert ("urn:csto-monitor:country", "AM", name) in atom
        assert f'<category domain="urn:csto-monitor:country">{name}</category>'.encode() in files["rss"]
        assert f'"{name}"'.encode() in files["json"]


def test_a_topic_without_countries_tells_none() -> None:
    """The key may be left out."""
    assert Countries().named(["Армения"]) == ()
    assert make_countries(load_topic(ROOT / "topics" / "sco.yaml").countries).named(["Армения"]) == ()


def test_other_countries_are_another_stamp() -> None:
    """What is rendered follows the topic file."""
    phrase = Phrase(language="ru", pattern="Сербия")
    one = Country(code="RS", russian="Сербия", english="Serbia", phrases=(phrase,))
    assert make_countries([one]).stamp == make_countries((one,)).stamp
    assert make_countries([one]).stamp not in {"", SHIPPED.stamp}


def test_a_long_line_takes_a_moment() -> None:
    """Whatever stands in a title."""
    started = time.process_time()
    SHIPPED.named(["Российская " * 5_000, "россия" * 10_000, "а" * 50_000])
    assert time.process_time() - started < 1
