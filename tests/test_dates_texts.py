"""The date rule on plain texts: the given day, datelines, clock lines, captions and footers."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline.dates.texts import decide_text
from pipeline.models import Dated
from pipeline.source import Source
from pipeline.text_format import read

SEEN = datetime(2026, 11, 22, 12, tzinfo=UTC)


def dated(raw: str, **asked: object) -> Dated:
    return decide_text(read(raw), raw, first_seen=SEEN, **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "day", "basis"),
    [
        (" date 2025-12-19 Название\n\nСлово о деле.\n", "2025-12-19", "given"),
        (" date 2025-12-19 Название\n\nМОСКВА, 19 декабря. /ТАСС/. Слово.\n", "2025-12-19", "dateline"),
        (" date 2025-10-14 Название\n\nЛид\n\nМОСКВА, 15 октября. /ТАСС/. Слово.\n", "2025-10-15", "dateline"),
        (" date 2025-10-17 Название\n\nЛид\n\nМОСКВА, 15 октября. /ТАСС/. Слово.\n", "2025-10-15", "dateline"),
        (" date 2025-10-20 Название\n\nМОСКВА, 15 октября. /ТАСС/. Слово.\n", "2025-10-20", "given"),
        (" date 2025-12-31 Название\n\nМОСКВА, 1 января. /ТАСС/. Слово.\n", "2026-01-01", "dateline"),
        ("Название\n\nМОСКВА, 15 октября. /ТАСС/. Слово.\n", "2026-10-15", "dateline"),
        ("Название\n\nМОСКВА, 15 декабря. /ТАСС/. Слово.\n", "2025-12-15", "dateline"),
        ("Название\n20.09.2025\nСлово о деле. Ещё слово.\n", "2025-09-20", "dateline"),
        ("20.09.2025\nНазвание\nСлово о деле. Ещё слово.\n", "2025-09-20", "dateline"),
        (
            "Тизер о другом деле от 31 октября 2025 года.\nНазвание\n20.09.2025\n" + "Слово о деле. " * 20,
            "2025-09-20",
            "dateline",
        ),
        ("Название\n22:07 30.01.2026 Глава штаба ответил\n29.01.2026\nСлово о деле.", "2026-01-29", "dateline"),
        ("Название\n22:07 30.01.2026 Глава штаба ответил\n20.01.2026\nСлово о деле.", "2026-01-30", "page"),
        ("Название\n22:07 30.01.2026 Глава штаба ответил\nСлово о деле.", "2026-01-30", "page"),
        ("Название\nОпубликовано: 30 января 2026\nСлово о деле.", "2026-01-30", "page"),
        ("Название\nОбновлено: 30.01.2026\nСлово о деле.", "2026-11-22", "first-seen"),
        ("Название\n\nГлава штаба 27 ноября\n2025 года. Фото: Штаб\n\nСлово о деле.", "2025-11-27", "text"),
        (
            "Название\n\nСлово о деле.\n\nПостоянный адрес статьи - https://n.example/a.php?st=1769800020",
            "2026-01-30",
            "url",
        ),
        (" date 2027-01-01 Название\n\nСлово о деле.\n", "2026-11-22", "first-seen"),
        (" date 1991-01-01 Название\n\nСлово о деле.\n", "2026-11-22", "first-seen"),
        ("", "2026-11-22", "first-seen"),
    ],
)
def test_a_text_gets_its_day(raw: str, day: str, basis: str) -> None:
    """The given day stands unless a dateline near it says better; without one the rule goes on as for pages."""
    found = dated(raw)
    assert (found.day.isoformat(), found.basis) == (day, basis)
    assert found.reasons


def test_the_clock_line_is_the_pages_own_instant() -> None:
    """The instant is that of the page the text was on, whatever day the statement has."""
    raw = " date 2026-01-29 Название\n\n22:07 30.01.2026 Глава штаба ответил\n\n29.01.2026\n\nСлово о деле.\n\n\n"
    assert dated(raw).published_at == datetime(2026, 1, 30, 22, 7, tzinfo=ZoneInfo("Europe/Moscow"))
    assert dated(" date 2026-01-29 Название\n\nСлово о деле.\n").published_at is None


def test_clocks_and_days_are_those_of_the_source_or_the_given_zone() -> None:
    """A source gives its zone; without one the zone of the configuration counts."""
    raw = "Название\n22:07 30.01.2026 Глава штаба ответил\nСлово о деле."
    source = Source(id="s", name="s", url="https://n.example/", timezone="Asia/Bishkek")
    assert dated(raw, source=source).published_at == datetime(2026, 1, 30, 22, 7, tzinfo=ZoneInfo("Asia/Bishkek"))
    assert dated(raw, zone="Asia/Almaty").published_at == datetime(2026, 1, 30, 22, 7, tzinfo=ZoneInfo("Asia/Almaty"))
