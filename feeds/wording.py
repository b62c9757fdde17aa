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
RUSSIAN_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
SHORT = 3  # a month of so few letters is not abbreviated
ALSO_AT: Mapping[str, str] = {"ru": "Также:", "be": "Таксама:", "kk": "Сондай-ақ:", "ky": "Ошондой эле:"}


def day_in_words(day: date, tongue: Tongue) -> str:
    """A day as people write it: `19 декабря 2025`, `19 December 2025`."""
    return f"{day.day} {MONTHS[tongue][day.month - 1]} {day.year}"


def month_in_words(day: date, tongue: Tongue) -> str:
    """The month of a day by itself: `декабрь 2025`, `December 2025`."""
    month = (RUSSIAN_MONTHS if tongue == "ru" else MONTHS["en"])[day.month - 1]
    return f"{month} {day.year}"


def also_at(language: str | None) -> str:
    """The words before the links to a story's other articles, in the story's language, else English."""
    return ALSO_AT.get(language or "", "Also at:")


def week_in_words(day: date, tongue: Tongue) -> str:
    """The first day of a week, short: `19 дек.`, `19 Dec`."""
    month = MONTHS[tongue][day.month - 1]
    return f"{day.day} {month[:3]}{'.' if tongue == 'ru' and len(month) > SHORT else ''}"


LABELS: Mapping[Tongue, Mapping[str, str]] = {
    "ru": {
        "skip": "К содержанию", "statements": "Заявления", "about": "Все упоминания", "speakers": "Кто говорит",
        "kinds": "Виды", "sources": "Источники", "feeds": "Ленты", "search": "Поиск", "find": "Найти",
        "search_hint": "Слова из заголовка или текста", "other_tongue": "English", "other_tongue_code": "en",
        "also": "Также:", "subscribe": "Подписаться", "all_feeds": "Все ленты (OPML)",
        "nothing": "Здесь пока ничего нет.", "nothing_found": "Ничего не нашлось.",
        "health": "Состояние источников", "state": "Состояние", "source": "Источник", "since": "С какого времени",
        "newest": "Последняя новость", "reason": "Причина", "not_polled": "ещё не опрошен", "off": "выключен",
        "gap": "возможен пропуск", "timeline": "Заявления по неделям", "timeline_of": "Число заявлений за неделю",
        "week": "Неделя с", "others": "прочие", "as_table": "Таблицей",
        "published": "Опубликовано", "kind": "Вид", "quotes": "Прямая речь",
        "reasons": "Почему это здесь", "original": "Открыть у источника",
        "revised": "Изменено", "stored": "Сохранено",
        "tagline": "Заявления, интервью и документы из открытых источников",
        "speaker": "Кто говорит", "any": "любой", "since_day": "С", "until_day": "По", "results": "Найдено",
        "history": "История изменений", "removed": "удалено:", "added": "добавлено:",
        "subscribe_to": "Ленты этой страницы",
        "footer": "Страница собрана из архива; тексты принадлежат их авторам.", "menu": "Разделы",
        "in_archive": "В архиве", "countries": "Страны", "status_feed": "Лента состояния",
        "narrow": "Отобрать на этой странице", "narrowed": "Показано {} из {}.", "show_all": "Показать все",
    },
    "en": {
        "skip": "Skip to content", "statements": "Statements", "about": "All mentions", "speakers": "Speakers",
        "kinds": "Kinds", "sources": "Sources", "feeds": "Feeds", "search": "Search", "find": "Search",
        "search_hint": "Words of the title or text", "other_tongue": "Русский", "other_tongue_code": "ru",
        "also": "Also at:", "subscribe": "Subscribe", "all_feeds": "All feeds (OPML)",
        "nothing": "Nothing here yet.", "nothing_found": "Nothing was found.",
        "health": "Health of the sources", "state": "State", "source": "Source", "since": "Since",
        "newest": "Newest item", "reason": "Reason", "not_polled": "not polled yet", "off": "switched off",
        "gap": "possible gap", "timeline": "Statements by week", "timeline_of": "Number of statements a week",
        "week": "Week of", "others": "others", "as_table": "As a table",
        "published": "Published", "kind": "Kind", "quotes": "Quotations",
        "reasons": "Why it is here", "original": "Open at the source",
        "revised": "Changed", "stored": "Stored", "tagline": "Statements, interviews and documents from open sources",
        "speaker": "Speaker", "any": "any", "since_day": "From", "until_day": "To", "results": "Found",
        "history": "History of changes", "removed": "removed:", "added": "added:", "subscribe_to": "Feeds of this page",
        "footer": "This page is made from the archive; the texts belong to their authors.", "menu": "Sections",
        "in_archive": "In the archive", "countries": "Countries", "status_feed": "Health feed",
        "narrow": "Narrow this page", "narrowed": "{} of {} shown.", "show_all": "Show all",
    },
}  # fmt: skip
