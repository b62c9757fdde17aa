"""The words of feeds and pages in Russian and English; it decides nothing and formats only days."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from pipeline.models import Kind, Outcome

Tongue = Literal["ru", "en"]

KINDS: Mapping[Tongue, Mapping[Kind, str]] = {
    "ru": {
        "interview": "интервью", "press-conference": "пресс-конференция", "briefing": "брифинг",
        "greeting": "приветствие", "condolence": "соболезнование", "appointment": "назначение",
        "document": "документ", "speech": "выступление", "article": "статья", "comment": "комментарий",
        "meeting": "встреча", "exercise": "учение", "statement": "заявление", "news": "новость",
    },
    "en": {
        "interview": "interview", "press-conference": "press conference", "briefing": "briefing",
        "greeting": "greeting", "condolence": "condolence", "appointment": "appointment",
        "document": "document", "speech": "speech", "article": "article", "comment": "comment",
        "meeting": "meeting", "exercise": "exercise", "statement": "statement", "news": "news",
    },
}  # fmt: skip
OUTCOMES: Mapping[Tongue, Mapping[Outcome, str]] = {
    "ru": {
        "ok": "работает", "empty": "пусто", "blocked": "заблокирован", "unreachable": "недоступен",
        "broken": "сломан",
    },
    "en": {
        "ok": "working", "empty": "empty", "blocked": "blocked", "unreachable": "unreachable",
        "broken": "broken",
    },
}  # fmt: skip
MONTHS: Mapping[Tongue, tuple[str, ...]] = {
    "ru": (
        "января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
        "ноября", "декабря",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
}  # fmt: skip
ALSO_AT: Mapping[str, str] = {"ru": "Также:", "be": "Таксама:", "kk": "Сондай-ақ:", "ky": "Ошондой эле:"}


def day_in_words(day: date, tongue: Tongue) -> str:
    """A day as people write it: `19 декабря 2025`, `19 December 2025`."""
    return f"{day.day} {MONTHS[tongue][day.month - 1]} {day.year}"


def also_at(language: str | None) -> str:
    """The words before the links to a story's other articles, in the story's language, else English."""
    return ALSO_AT.get(language or "", "Also at:")
