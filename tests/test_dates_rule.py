"""The date rule: which claim decides, what is discarded, and what is told about it."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates.rule import decide
from pipeline.models import DateBasis, Dated, Entry, Witness
from pipeline.source import Source

MOSCOW = ZoneInfo("Europe/Moscow")
SEEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
SOURCE = Source(id="s", name="s", url="https://n.example/")
BODY = "МОСКВА, 15 октября. /ТАСС/. Слово о деле."


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def page(day: str, clock: str = "", *, precise: bool = True, basis: DateBasis = "metadata") -> Witness:
    instant = at(f"{day}T{clock}") if clock else None
    return Witness(
        basis=basis, origin="the page", day=date.fromisoformat(day), instant=instant, precise=bool(clock) and precise
    )


def rule(
    *witnesses: Witness,
    body: str = "Слово о деле.",
    entry: Entry | None = None,
    url: str = "",
    raw: str = "",
    given: date | None = None,
    seen: datetime = SEEN,
) -> Dated:
    return decide(
        witnesses=witnesses, entry=entry, url=url, lines=("Название", body), raw_text=raw or f"Название\n{body}",
        source=SOURCE, first_seen=seen, given=given,
    )  # fmt: skip


def outcome(dated: Dated) -> tuple[str, str]:
    return dated.day.isoformat(), dated.basis


@pytest.mark.parametrize(
    ("day", "clock", "precise", "expected"),
    [
        ("2025-10-15", "12:00", True, ("2025-10-15", "dateline")),
        ("2025-10-16", "12:00", True, ("2025-10-15", "dateline")),
        ("2025-10-18", "12:00", True, ("2025-10-15", "dateline")),
        ("2025-10-19", "12:00", True, ("2025-10-19", "metadata")),
        ("2025-10-14", "12:00", True, ("2025-10-14", "metadata")),
        ("2025-10-14", "12:00", False, ("2025-10-15", "dateline")),
        ("2025-10-14", "", False, ("2025-10-15", "dateline")),
        ("2025-10-13", "", False, ("2025-10-13", "metadata")),
    ],
)
def test_a_dateline_counts_from_three_days_before_the_page(
    day: str, clock: str, precise: bool, expected: tuple[str, str]
) -> None:
    """A dateline lies from 3 days before up to the page's day, or a day after a day that may be the UTC day."""
    assert outcome(rule(page(day, clock, precise=precise), body=BODY)) == expected


@pytest.mark.parametrize(
    ("dateline", "day", "expected"),
    [
        ("31 декабря", "2026-01-01", "2025-12-31"),
        ("29 декабря", "2026-01-01", "2025-12-29"),
        ("28 декабря", "2026-01-01", "2026-01-01"),
        ("1 января", "2025-12-31", "2026-01-01"),
        ("29 февраля", "2024-03-01", "2024-02-29"),
        ("28 февраля", "2025-03-02", "2025-02-28"),
        ("15 октября 2025 года", "2025-10-16", "2025-10-15"),
        ("15 октября 2024 года", "2025-10-16", "2025-10-16"),
    ],
)
def test_the_year_of_a_dateline_follows_the_page(dateline: str, day: str, expected: str) -> None:
    """Around New Year the dateline takes the year that brings it near the page."""
    assert rule(page(day), body=f"МОСКВА, {dateline}. /ТАСС/. Слово.").day.isoformat() == expected


@pytest.mark.parametrize(
    ("dateline", "seen", "expected"),
    [
        ("27 декабря", "2026-11-22T12:00", "2025-12-27"),
        ("22 ноября", "2026-11-22T12:00", "2026-11-22"),
        ("23 ноября", "2026-11-22T12:00", "2025-11-23"),
        ("31 декабря", "2026-01-01T00:05", "2025-12-31"),
        ("1 января", "2026-01-01T00:05", "2026-01-01"),
        ("15 сентября 2015 года", "2026-11-22T12:00", "2015-09-15"),
    ],
)
def test_without_a_page_a_dateline_takes_the_latest_year(dateline: str, seen: str, expected: str) -> None:
    """A full date stands as it is, one without a year gets the latest year not after the first-seen day."""
    dated = rule(body=f"МОСКВА, {dateline}. /ТАСС/. Слово.", seen=at(seen))
    assert outcome(dated) == (expected, "dateline")


def test_the_feed_stands_in_for_a_page_without_a_date() -> None:
    """The feed's stamp is the page's day for the window, and decides where there is no dateline."""
    entry = Entry(url="https://n.example/1", published=at("2025-10-16T09:00"))
    assert outcome(rule(entry=entry, body=BODY)) == ("2025-10-15", "dateline")
    dated = rule(entry=entry)
    assert outcome(dated) == ("2025-10-16", "feed")
    assert dated.published_at == at("2025-10-16T09:00")
    assert outcome(rule(entry=Entry(url="https://n.example/1", day=date(2025, 10, 16)))) == ("2025-10-16", "feed")


def test_the_page_outranks_the_feed_and_the_feed_the_address() -> None:
    """Rules 2, 3 and 4 come in this order."""
    entry = Entry(url="https://n.example/1", published=at("2025-10-16T09:00"))
    url = "https://n.example/2025/10/17/a"
    assert outcome(rule(page("2025-10-15", "10:00"), entry=entry, url=url)) == ("2025-10-15", "metadata")
    assert outcome(rule(entry=entry, url=url)) == ("2025-10-16", "feed")
    assert outcome(rule(url=url)) == ("2025-10-17", "url")


def test_the_text_comes_last_and_then_the_first_seen_day() -> None:
    """A date in the text, captions included, decides only when nothing else does; then the first-seen day."""
    raw = "Название\nВстреча 27 ноября 2025 года. Источник фото: архив\nСлово о деле."
    assert outcome(rule(raw=raw)) == ("2025-11-27", "text")
    assert outcome(rule()) == ("2026-11-22", "first-seen")
    assert outcome(rule(seen=at("2026-01-01T00:05"))) == ("2026-01-01", "first-seen")


@pytest.mark.parametrize(
    "sentence",
    [
        "Юбилей отметят 15 мая 2027 года.", "Он родился 3 августа 1994 года.", "Она умерла 3 августа 1994 года.",
        "Следующая сессия пройдет 3 августа 2026 года.", "Распечатано 19.11.2026 22:10", "Это было 9 мая 1985 года.",
        "© 2001-2026. Все права защищены. 01.02.2020", "3 августа 2026 года состоится сессия.",
    ],
)  # fmt: skip
def test_dates_of_other_things_in_the_text_are_no_day(sentence: str) -> None:
    """Births, plans, stamps of printing, the future and the time before 1992 leave the first-seen day."""
    assert outcome(rule(raw=f"Название\n{sentence}\nСлово о деле.")) == ("2026-11-22", "first-seen")


def test_the_latest_day_of_a_text_is_its_own() -> None:
    """History is older than the news; a date of signing is taken only where there is no other."""
    raw = "Название\nДоговор подписан 15 мая 1992 года. Совет собрался 27 ноября 2025 года.\nСлово о деле."
    assert outcome(rule(raw=raw)) == ("2025-11-27", "text")
    assert outcome(rule(raw="Название\nДоговор подписан 15 мая 1992 года.\nСлово о деле.")) == ("1992-05-15", "text")


@pytest.mark.parametrize(
    ("instant", "day", "published"),
    [
        ("2026-11-22T14:59", "2026-11-22", "2026-11-22T14:59"),
        ("2026-11-22T15:00", "2026-11-22", "2026-11-22T15:00"),
        ("2026-11-22T15:30", "2026-11-22", "2026-11-22T15:00"),
        ("2026-11-22T16:00", "2026-11-22", "2026-11-22T15:00"),
        ("2026-11-22T16:01", "2026-11-22", ""),
    ],
)
def test_an_hour_ahead_of_our_clock_becomes_now(instant: str, day: str, published: str) -> None:
    """An instant at most an hour ahead is the first-seen instant; a later clock of today is not believed (fault 77)."""
    dated = rule(page(instant[:10], instant[11:]))
    assert dated.day.isoformat() == day
    assert dated.published_at == (at(published) if published else None)


def test_midnight_within_the_hour_stays_on_the_first_seen_day() -> None:
    """At 23:40 a stamp of 00:10 tomorrow is now, and so is its day."""
    dated = rule(page("2026-11-23", "00:10"), seen=at("2026-11-22T23:40"))
    assert outcome(dated) == ("2026-11-22", "metadata")
    assert dated.published_at == at("2026-11-22T23:40")


@pytest.mark.parametrize("day", ["2099-01-01", "2026-11-23", "1991-12-31", "1970-01-01", "1900-01-01"])
def test_what_cannot_be_is_discarded_and_the_next_rule_used(day: str) -> None:
    """Tomorrow, 2099 and 1970 give way to the next claim, with a sentence about it (faults 77, 78)."""
    dated = rule(page(day, "12:00"), page("2026-05-20", basis="page"))
    assert outcome(dated) == ("2026-05-20", "page")
    assert any("discarded" in reason and day in reason for reason in dated.reasons)
    assert outcome(rule(page(day))) == ("2026-11-22", "first-seen")


def test_a_day_that_is_another_claims_utc_day_yields_to_it() -> None:
    """Metadata say the 14th without a clock, the page shows 00:30 on the 15th: both mean one moment."""
    dated = rule(page("2025-10-14"), page("2025-10-15", "00:30", precise=False, basis="page"))
    assert outcome(dated) == ("2025-10-15", "page")
    assert outcome(rule(page("2025-10-14"), page("2025-10-15", "09:30", basis="page"))) == ("2025-10-14", "metadata")


def test_the_instant_is_the_pages_own() -> None:
    """A dateline moves the day and never the instant; a day without a clock borrows one of the same day."""
    assert rule(page("2025-10-16", "09:00"), body=BODY).published_at == at("2025-10-16T09:00")
    assert rule(page("2025-10-16"), page("2025-10-16", "09:00", basis="page")).published_at == at("2025-10-16T09:00")
    assert rule(page("2025-10-16"), page("2025-10-18", "09:00", basis="page")).published_at is None
    assert rule(page("2025-10-16", "00:00"), page("2025-10-16", "09:00")).published_at == at("2025-10-16T09:00")
    assert rule(page("2025-10-16", "00:00")).published_at == at("2025-10-16T00:00")


def test_a_date_line_of_the_statement_is_a_dateline() -> None:
    """A bare date line found on the page counts like a dateline, in the same window."""
    own = Witness(basis="dateline", origin="date line", day=date(2026, 1, 29))
    assert outcome(rule(page("2026-01-30", "22:07"), own)) == ("2026-01-29", "dateline")
    old = Witness(basis="dateline", origin="date line", day=date(2026, 1, 20))
    assert outcome(rule(page("2026-01-30", "22:07"), old)) == ("2026-01-30", "metadata")


def test_an_entry_with_its_text_is_read_for_date_lines() -> None:
    """A full-text entry has no page; its own date line is looked for in the text."""
    entry = Entry(url="https://n.example/1", published=at("2026-01-30T22:07"), content="<p>29.01.2026</p><p>Слово.</p>")
    assert outcome(rule(entry=entry, raw="Название\n29.01.2026\nСлово о деле.")) == ("2026-01-29", "dateline")


@given(
    st.lists(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), max_size=3),
    st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))),
    st.datetimes(min_value=datetime(1993, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
)
def test_a_day_is_never_ahead_never_ancient_and_always_explained(
    days: list[date], given: date | None, seen: datetime
) -> None:
    """Whatever is claimed, the day lies between 1992 and the first-seen day, and a sentence says why."""
    witnesses = [Witness(basis="metadata", origin="w", day=day) for day in days]
    dated = rule(*witnesses, given=given, seen=seen, body="МОСКВА, 30 декабря. /ТАСС/. Слово.")
    assert date(1992, 1, 1) <= dated.day <= (seen + timedelta(hours=3)).date()
    assert dated.reasons
    assert dated.published_at is None
