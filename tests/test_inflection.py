"""Searching in the forms of words: cases/search.txt, a line a word."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.folding import fold
from pipeline.inflection import forms_of


def _cases() -> list[tuple[str, list[str], list[str]]]:
    lines = (Path(__file__).parent / "cases" / "search.txt").read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [(row[0], row[1].split(), row[2].split() if row[2:] else []) for row in rows]


@pytest.mark.parametrize(("asked", "found", "others"), _cases(), ids=[case[0] for case in _cases()])
def test_a_word_finds_its_forms_and_no_other_words(asked: str, found: list[str], others: list[str]) -> None:
    """Case, number, gender and tense make no difference; another word of the same root is another word."""
    forms = forms_of(fold(asked))
    assert {fold(word) for word in found} - set(forms) == set()
    assert {fold(word) for word in others} & set(forms) == set()


@given(st.text(st.sampled_from("абеийкловстьцчыя-z0 "), max_size=60))
def test_any_word_has_itself_first_and_few_others(word: str) -> None:
    """No form is empty or doubled, and there are never so many that a search gets slow."""
    forms = forms_of(word)
    assert forms[0] == word
    assert len(forms) == len(set(forms)) <= 400
    assert word == "" or all(forms)


def test_long_words_are_no_burden() -> None:
    """A word of a million letters has no forms and takes no time."""
    started = time.process_time()
    assert forms_of("о" * 1_000_000) == ("о" * 1_000_000,)
    assert time.process_time() - started < 0.1
