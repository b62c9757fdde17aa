"""The topic file: what a person writes is read as meant, and a slip is refused with its place."""

import pickle
import time
from datetime import date
from pathlib import Path

import pytest

from monitor.topic_file import load_topic
from pipeline.errors import ConfigurationError
from pipeline.judging.judge import judge
from pipeline.judging.text.matching import Matcher

TOPICS = Path(__file__).parents[1] / "topics"
SMALLEST = """\
id: gardens
title: СЛС
full_title: Союз любителей сада
languages: [ru]
names:
  full: {ru: [Союз | любителей сада]}
offices:
  - id: head
    role: президент
    phrases: {ru: [президент | @]}
tenures:
  head:
    - {person: Анна Лаврова, since: 2020-01-01}
people:
  - name: Анна Лаврова
"""


def write(folder: Path, text: str) -> Path:
    """A topic file in a folder of its own."""
    path = folder / "topic.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["csto", "sco"])
def test_the_topics_that_ship_are_well_formed(name: str) -> None:
    """Both shipped topics load, compile quickly and travel to a worker process."""
    topic = load_topic(TOPICS / f"{name}.yaml")
    assert topic.id == name
    assert pickle.loads(pickle.dumps(topic)).names == topic.names
    seconds = []
    for _ in range(3):
        started = time.process_time()
        Matcher(topic)
        seconds.append(time.process_time() - started)
    assert min(seconds) < 0.2


def test_a_small_topic_is_enough(tmp_path: Path) -> None:
    """Names, one office and one holder make a topic; `@` stands for the organisation's names."""
    topic = load_topic(write(tmp_path, SMALLEST))
    got = judge(
        title="Президент Союза любителей сада рассказала о розах",
        lead=None,
        paragraphs=("«Роза любит тень и разговор», — сказала президент Союза любителей сада Анна Лаврова.",),
        day=date(2026, 5, 1),
        topic=topic,
    )
    assert (got.relevance, got.speakers[0].name, got.speakers[0].role) == ("statement", "Анна Лаврова", "президент")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("languages: [ru]", "language: [ru]", ":4: language: unknown key"),
        ("id: gardens", "id: Gardens!", ":1: id: "),
        ("since: 2020-01-01", "since: вчера", ":13: tenures.head.0.since: "),
        (
            "person: Анна Лаврова",
            "person: Анна Лаврина",
            ":13: tenures.head.0.person: 'Анна Лаврина' is not among people",
        ),
        ("  head:\n", "  chief:\n", ":12: tenures.chief: is no id under offices"),
        ("since: 2020-01-01", "since: 2020-01-01, until: 2019-01-01", ":13: tenures.head.0: "),
        (
            "    role: президент\n",
            "    role: президент\n    sittings: [board]\n",
            "offices.0.sittings.0: 'board' is no id",
        ),
        ("- name: Анна Лаврова", "- name: Анна", ":15: people.0.name: "),
        ("title: СЛС", "title: СЛС\ntitle: СЛС", ":3: title: stands twice"),
        ("names:\n  full: {ru: [Союз | любителей сада]}\n", "", "names: required key is missing"),
    ],
)
def test_a_slip_is_refused_with_its_place(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A wrong key, value or reference names file, line, key and what was expected."""
    assert old in SMALLEST
    path = write(tmp_path, SMALLEST.replace(old, new, 1))
    with pytest.raises(ConfigurationError) as refused:
        load_topic(path)
    assert str(refused.value).startswith(str(path))
    assert told in str(refused.value)


def test_every_complaint_is_told_at_once(tmp_path: Path) -> None:
    """Two slips are two lines, so that a person mends both."""
    path = write(tmp_path, SMALLEST.replace("id: gardens", "id: G").replace("languages: [ru]", "languages: []"))
    with pytest.raises(ConfigurationError) as refused:
        load_topic(path)
    assert len(str(refused.value).splitlines()) == 2
