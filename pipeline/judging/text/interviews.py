"""Tells a text of questions and answers from a story, by its lines alone; whose answers they are is told elsewhere."""

import re

from pipeline.judging.text.passages import Passage
from pipeline.judging.text.quotations import is_line

FEWEST_LINES = 3
PREFIX = 55  # characters in which the colon behind a speaker's name stands
_PREFIX = re.compile(
    r"(?:[«„\"“][^:!?«»“”\"]{2,50}[»\"”“]|[«„\"“]?(?:[^\W\d_a-zа-я]\.\s?){0,2}[^\W\d_a-zа-я][^:.!?]{0,50}[»\"”“]?)\s?:\s\S"
)


def hide_answers(passages: list[Passage]) -> None:
    """Mark the questions and answers of an interview as quoted: who is named inside them does not speak there."""
    if not is_interview(passages):
        return
    for passage in passages[1:]:
        if is_line(passage.text) and not passage.speeches_tagged:
            passage.quoted = [True] * len(passage.quoted)
        elif prefix := _prefix(passage.text):
            passage.quoted = [token.start >= prefix.end() - 1 for token in passage.tokens]


def is_interview(passages: list[Passage]) -> bool:
    """Whether the text is questions and answers: lines led by dashes without tags, or by speakers' names."""
    if not any(map(_asks, passages[1:])):
        return False
    lines = [passage for passage in passages[1:] if is_line(passage.text) and not passage.speeches_tagged]
    named = [passage for passage in passages[1:] if _prefix(passage.text)]
    return (len(lines) >= FEWEST_LINES or len(named) >= FEWEST_LINES) and any(map(_asks, (*lines, *named)))


def _asks(passage: Passage) -> bool:
    """Whether a block ends with a question."""
    return passage.text.rstrip(' »"”“').endswith("?")


def _prefix(text: str) -> re.Match[str] | None:
    """The speaker's name that leads a line, its colon included."""
    return _PREFIX.match(text) if ":" in text[:PREFIX] else None
