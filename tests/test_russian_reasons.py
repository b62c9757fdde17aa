"""The reasons of an entry on the Russian page: cases/russian_reasons.txt, a line a sentence."""

from itertools import islice
from pathlib import Path

import pytest
from judge_score import read_cases

from feeds.russian_reasons import in_russian
from monitor.topic_file import load_topic
from pipeline.judging.judge import judge

ROOT = Path(__file__).parents[1]
SOME = 4  # every fourth text
ROWS = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parent / "cases" / "russian_reasons.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("english", "russian"), ROWS, ids=[row[0] for row in ROWS])
def test_a_reason_is_told_in_russian(english: str, russian: str) -> None:
    """Names, words and days of the sentence are kept."""
    assert in_russian(english) == russian


def test_a_sentence_nobody_translated_is_left_to_the_page() -> None:
    """The page shows it in English, marked as such."""
    assert in_russian("something new") is None


def test_every_verdict_has_its_reasons_in_russian() -> None:
    """A new reason of the judge without its Russian sentence fails here."""
    topic = load_topic(ROOT / "topics" / "csto.yaml")
    untold = set()
    for case in islice(read_cases(), 0, None, SOME):
        got = judge(
            title=case.title, lead=None, paragraphs=case.blocks, day=case.day, topic=topic, official=case.official
        )
        untold |= {reason for reason in got.reasons if got.relevance != "none" and in_russian(reason) is None}
    assert untold == set()
