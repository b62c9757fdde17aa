"""Noise lines: cases/noise.txt, a line a case."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.boilerplate import announces_titles, is_caption, is_noise, is_trailing_initials, without_marks


def _cases() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "cases" / "noise.txt").read_text(encoding="utf-8").splitlines()
    parts = (line.partition(" ¦ ") for line in lines if line and not line.startswith("# "))
    return [(reason, line) for reason, _, line in parts]


@pytest.mark.parametrize(("reason", "line"), _cases())
def test_noise_has_a_reason_and_text_has_none(reason: str, line: str) -> None:
    """Leftovers of a site are told from lines of an article, which may begin alike."""
    assert is_noise(line) == (None if reason == "keep" else reason)


def test_a_heading_of_other_articles_announces_a_title() -> None:
    """The title after "Читайте также" is noise too; a heading of the text announces none."""
    assert announces_titles("Читайте также:")
    assert announces_titles("Материалы по теме")
    assert not announces_titles("О подписании дорожной карты")


def test_initials_are_noise_at_the_end_and_words_are_not() -> None:
    """`вб` signs an agency's text; `да` and `ООН` are answers and names."""
    assert all(map(is_trailing_initials, ["вб", "КЦ", "ав/мр"]))
    assert not any(map(is_trailing_initials, ["да", "Нет", "ООН", "мир!", "Слово"]))


def test_marks_glued_to_a_paragraph_are_cut_off() -> None:
    """An end mark and picture bullets go, the paragraph stays."""
    assert without_marks("Слово о деле. -0-") == "Слово о деле."
    assert without_marks("⏺ Слово о деле.") == "Слово о деле."
    assert without_marks("Рейтинг@Mail.ru Слово") == "Слово"
    assert without_marks("— Слово о деле.") == "— Слово о деле."


def test_a_caption_ends_in_a_credit() -> None:
    """A paragraph whose last words name the photographer is a picture's; a quoted source is not."""
    assert is_caption("Начальник штаба на пресс-конференции 3 марта 2025 года. Источник фото: пресс-служба")
    assert is_caption("Встреча в столице. Фото: Пётр Ясень")
    assert not is_caption("Об этом сообщил источник. Фотографии опубликованы позже.")


@given(st.text(max_size=500))
def test_no_line_breaks_the_search_for_noise(line: str) -> None:
    """Any string has a reason or none."""
    is_noise(line)
    announces_titles(line)
    without_marks(line)


@pytest.mark.parametrize(
    "killer", ["читайте ", "использование ", "1 ", "#а ", "Фото ", "телеграм ", "00:00 ", "Иванов ", "ок ок"]
)
def test_no_line_keeps_the_search_busy(killer: str) -> None:
    """Lines made to be slow, short ones repeated and 50,000 characters at once, cost little."""
    started = time.process_time()
    is_noise((killer * 400)[:400])
    is_noise((killer * 50_000)[:50_000])
    is_caption((killer * 350)[:350])
    assert time.process_time() - started < 0.1
