"""A second organisation is a second file: no code knows the first one."""

from datetime import date
from pathlib import Path

import pytest

from monitor.topic_file import load_topic
from pipeline.judging.gate import matches
from pipeline.judging.judge import judge
from pipeline.models import Entry

ROOT = Path(__file__).parents[1]
TOPIC = load_topic(ROOT / "topics" / "sco.yaml")


@pytest.mark.parametrize(
    ("title", "block", "relevance", "speaker"),
    [
        (
            "Генсек ШОС рассказал о туризме",
            "«Горы ждут гостей круглый год», — сказал генсек ШОС.",
            "statement",
            "Нурлан Ермекбаев",
        ),
        (
            "Генсек ОДКБ рассказал о связях с ШОС",
            "«ШОС наш давний сосед», — сказал генсек ОДКБ Таалатбек Масадыков.",
            "about",
            "Таалатбек Масадыков",
        ),
        (
            "SCO chief opens forum",
            '"The mountains are waiting," SCO Secretary General Nurlan Yermekbayev said.',
            "statement",
            "Нурлан Ермекбаев",
        ),
        (
            "Лидеры ШОС утвердили программу",
            "Лидеры стран ШОС утвердили в Бишкеке программу развития.",
            "statement",
            "Совет глав государств ШОС",
        ),
        ("Погода на завтра", "Синоптики обещают дождь.", "none", None),
    ],
)
def test_the_same_rules_hold_for_another_organisation(
    title: str, block: str, relevance: str, speaker: str | None
) -> None:
    """Relevance and speakers follow the topic file alone."""
    got = judge(title=title, lead=None, paragraphs=(block,), day=date(2026, 5, 1), topic=TOPIC)
    assert (got.relevance, got.speakers[0].name if got.speakers else None) == (relevance, speaker)


def test_the_gate_follows_the_topic() -> None:
    """A listing's title, or the words of an address, open the item for this topic only."""
    assert matches(Entry(url="https://a.example/1", title="Саммит ШОС начался"), TOPIC)
    assert matches(Entry(url="https://a.example/news/sammit-shos-2026/"), TOPIC)
    assert matches(Entry(url="https://a.example/1", title="Саммит ОДКБ начался"), TOPIC) is None


def test_no_code_knows_an_organisation() -> None:
    """Everything about the organisation stands in the topic files."""
    known = ("ОДКБ", "CSTO", "Масадыков", "Masadykov", "Тасмагамбетов", "ШОС ")
    for path in (ROOT / "pipeline" / "judging").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not [word for word in known if word in text], path.name
