"""What feeds are given: windows, order, counts, and the mark that tells whether anything changed."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from archive_fakes import Newsroom, digest, entry, own_text, source

from pipeline.archive import windows
from pipeline.archive.standing import published_instant

ALPHA, BETA = source("alpha"), source("beta", priority=60)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    yield room
    room.close()


def days_ago(room: Newsroom, days: int) -> date:
    return (room.clock - timedelta(days=days)).date()


def publish_daily(room: Newsroom, number: int) -> None:
    """One statement a day, the last of them today, all archived two days before now."""
    for age in range(number):
        room.publish(ALPHA, f"https://alpha.example/{1000 + age}", text=own_text(age), day=days_ago(room, age))
    room.pass_time(days=2)


def test_a_feed_is_newest_first_and_no_longer_than_asked(room: Newsroom) -> None:
    """`max_items` counts from the newest; `published` decides, not the order of arrival."""
    publish_daily(room, 6)
    assert room.feed(max_items=3) == ["alpha-1000", "alpha-1001", "alpha-1002"]
    assert len(room.feed()) == 6


def test_a_feed_reaches_back_no_further_than_asked(room: Newsroom) -> None:
    """`max_age_days` counts from now."""
    publish_daily(room, 6)
    assert room.feed(max_age_days=4) == ["alpha-1000", "alpha-1001", "alpha-1002"]


def test_what_was_archived_today_is_always_in_it(room: Newsroom) -> None:
    """An old statement found today is shown for a day, whatever the window says; then the window decides."""
    publish_daily(room, 3)
    room.publish(ALPHA, "https://alpha.example/2000", text=own_text("old"), day=date(2020, 1, 1))
    assert room.feed(max_items=2, max_age_days=30) == ["alpha-1000", "alpha-1001", "alpha-2000"]
    room.pass_time(hours=25)
    assert room.feed(max_items=2, max_age_days=30) == ["alpha-1000", "alpha-1001"]


def test_a_bulk_import_is_bounded(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what was archived in the last day the newest stand in a feed, and only so many."""
    monkeypatch.setattr(windows, "MOST_LATELY", 2)
    for age in range(4):
        room.publish(ALPHA, f"https://alpha.example/{2000 + age}", text=own_text(age), day=date(2020, 1, 10 - age))
    assert room.feed(max_age_days=30) == ["alpha-2000", "alpha-2001"]
    found = room.archive.items_for_feed("alpha", now=room.clock, max_items=1, max_age_days=30)
    assert [item.id for item in found] == ["alpha-2000", "alpha-2001"]


def test_each_feed_has_its_relevance(room: Newsroom) -> None:
    """`statements` holds statements, `about` both, and neither a mention."""
    for number, relevance in enumerate(("statement", "about", "mention", "none")):
        room.publish(
            ALPHA, f"https://alpha.example/{1000 + number}", text=own_text(number), relevance=relevance,
            day=days_ago(room, number),
        )  # fmt: skip
    assert room.feed("statement") == ["alpha-1000"]
    assert room.feed("statement", "about") == ["alpha-1000", "alpha-1001"]


def test_stories_by_speaker_and_kind(room: Newsroom) -> None:
    """Feeds of a speaker and of a kind hold the stories whose primary has them."""
    room.publish(ALPHA, "https://alpha.example/1000", text=own_text(1), speakers=("Первый Имя",), kind="interview")
    room.publish(
        ALPHA, "https://alpha.example/1001", text=own_text(2), speakers=("Второй Имя", "Первый Имя"), kind="comment"
    )
    room.publish(BETA, "https://beta.example/1002", text=own_text(2), speakers=("Второй Имя",), kind="news")

    def shown(**wanted: str) -> list[str]:
        window = {"now": room.clock, "max_items": 9, "max_age_days": 9}
        stories = room.archive.stories_for_feed(("statement",), **window, **wanted)  # type: ignore[arg-type]
        return sorted(story.primary.id for story in stories)

    assert shown(speaker="Первый Имя") == ["alpha-1000"]
    assert shown(speaker="Второй Имя") == ["beta-1002"]
    assert shown(speaker="Никто") == []
    assert shown(kind="news") == ["beta-1002"]
    assert shown(kind="interview") == ["alpha-1000"]
    tally = room.archive.tally()
    assert tally.speakers == {"Первый Имя": 1, "Второй Имя": 1}
    assert tally.kinds == {"interview": 1, "news": 1}
    assert tally.sources == {"alpha": 2, "beta": 1}
    assert tally.items == 3
    assert tally.weeks == {(date(2026, 3, 2), "Первый Имя"): 1, (date(2026, 3, 2), "Второй Имя"): 1}


def test_a_sources_feed_holds_its_articles(room: Newsroom) -> None:
    """Articles, not stories; only this source's; not its baseline."""
    room.publish(ALPHA, "https://alpha.example/1000", text=own_text(1))
    room.publish(BETA, "https://beta.example/1001", text=own_text(1))
    room.publish(ALPHA, "https://alpha.example/1002", text=own_text(1), day=days_ago(room, 1), relevance="about")
    room.publish(ALPHA, "https://alpha.example/1003", text=own_text(3), relevance="mention")
    (task,) = room.list(ALPHA, entry("https://alpha.example/1004"), baseline_before=date(2026, 3, 1)).tasks
    room.read(ALPHA, task, digest(task.url, text=own_text(4), day=date(2026, 2, 1)))
    items = room.archive.items_for_feed("alpha", now=room.clock, max_items=9, max_age_days=99)
    assert [item.id for item in items] == ["alpha-1000", "alpha-1002"]
    assert room.archive.items_for_feed("gamma", now=room.clock, max_items=9, max_age_days=99) == ()


def test_the_generation_tells_whether_anything_changed(room: Newsroom) -> None:
    """Reading a page again that did not change moves nothing; a new item does."""
    room.publish(ALPHA, "https://alpha.example/1000", text=own_text(1))
    before = room.archive.generation()
    (task,) = room.list(ALPHA, entry("https://alpha.example/1000", "Иной заголовок")).tasks
    room.read(ALPHA, task, digest(task.url, text=own_text(1)))
    assert room.archive.generation() == before
    room.publish(ALPHA, "https://alpha.example/1001", text=own_text(2))
    assert room.archive.generation() > before


def test_marks_move_with_what_is_shown(room: Newsroom) -> None:
    """A mark's `touched_at` moves when the text, the judgement or the story's articles change."""
    room.publish(ALPHA, "https://alpha.example/1000", text=own_text(1))
    (first,) = room.archive.item_marks(("statement",))
    assert (first.id, first.revisions, first.touched_at, first.stored_at) == ("alpha-1000", 1, room.clock, room.clock)
    start = room.clock
    room.pass_time(hours=1)
    room.publish(BETA, "https://beta.example/1001", text=own_text(1))
    joined = next(iter(room.archive.item_marks(("statement",))))
    assert (joined.touched_at, joined.stored_at) == (room.clock, start)
    room.pass_time(hours=1)
    assert list(room.archive.item_marks(("statement",), touched_since=room.clock)) == []
    room.archive.redo("alpha-1000", digest("https://alpha.example/1000", text=own_text(1), kind="comment"),
                      run="r", at=room.clock)  # fmt: skip
    changed = {mark.id: mark for mark in room.archive.item_marks(("statement",), touched_since=room.clock)}
    assert changed["alpha-1000"].stored_at == start


def test_a_corrected_date_moves_the_entry_not_the_id(room: Newsroom) -> None:
    """`published` follows the day; id, guid and the instant of the last revision stay."""
    room.publish(ALPHA, "https://alpha.example/1000", text=own_text(1))
    before = room.archive.item("alpha-1000")
    room.pass_time(hours=1)
    room.archive.redo("alpha-1000", digest(before.url, text=own_text(1), day=date(2026, 2, 27)), run="r", at=room.clock)
    after = room.archive.item("alpha-1000")
    assert (after.date, after.guid, after.stored_at) == (date(2026, 2, 27), before.guid, before.stored_at)


@pytest.mark.parametrize(
    ("said", "zone", "expected"),
    [
        ("2026-03-02T21:30:00+00:00", "Europe/Moscow", "2026-03-02T12:00:00+03:00"),
        ("2026-03-01T21:30:00+00:00", "Europe/Moscow", "2026-03-01T21:30:00+00:00"),
        (None, "Asia/Almaty", "2026-03-02T12:00:00+05:00"),
        (None, "No/Such", "2026-03-02T12:00:00+00:00"),
    ],
)
def test_the_instant_of_an_entry(said: str | None, zone: str, expected: str) -> None:
    """The page's own instant where its day in the source's zone is the day, else noon there."""
    instant = datetime.fromisoformat(said) if said else None
    assert published_instant(date(2026, 3, 2), instant, zone) == datetime.fromisoformat(expected)


def test_a_changed_zone_moves_noon(room: Newsroom) -> None:
    """An entry's instant follows the zone its source is configured with now."""
    room.publish(ALPHA, "https://alpha.example/1000", text=own_text(1), day=date(2026, 3, 1))
    room.publish(ALPHA, "https://alpha.example/1001", text=own_text(2), day=date(2026, 3, 1),
                 at=datetime(2026, 3, 1, 8, 30, tzinfo=UTC))  # fmt: skip
    assert room.feed() == ["alpha-1000", "alpha-1001"]
    room.list(source("alpha", timezone="Asia/Vladivostok"))
    assert room.feed() == ["alpha-1001", "alpha-1000"]
