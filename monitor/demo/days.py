"""The words the replica's texts say for a day; no clock is read here."""

from datetime import date, timedelta

_GENITIVE = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_NOMINATIVE = (
    "Январь", "Февраль", "Март", "Апрель", "Май", "Июнь",
    "Июль", "Август", "Сентябрь", "Октябрь", "Ноябрь", "Декабрь",
)  # fmt: skip
_SHORT = ("янв", "фев", "мар", "апр", "мая", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def genitive(day: date) -> str:
    """`3 марта`, as a dateline has it."""
    return f"{day.day} {_GENITIVE[day.month - 1]}"


def nominative(day: date) -> str:
    """`3 Март 2026`, the way one portal writes its dates."""
    return f"{day.day} {_NOMINATIVE[day.month - 1]} {day.year}"


def short(day: date) -> str:
    """`3 мар`, as a dateline with a shortened month has it."""
    return f"{day.day} {_SHORT[day.month - 1]}"


def english(day: date) -> str:
    """`March 3`."""
    return f"{_ENGLISH[day.month - 1]} {day.day}"


def dotted(day: date) -> str:
    """`03.03.2026`."""
    return f"{day:%d.%m.%Y}"


def fill(text: str, day: date) -> str:
    """Put the words of `day` into a text: `{d} {short} {dot} {en} {year}` and `{before}`, the day before it."""
    before = day - timedelta(days=1)
    return text.format(
        d=genitive(day),
        short=short(day),
        dot=dotted(day),
        en=english(day),
        year=day.year,
        before=genitive(before),
    )
