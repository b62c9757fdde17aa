"""Retention, purging, reprocessing: what is gone stays known and is never told again."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from archive_fakes import Newsroom, digest, entry, own_text, source

from pipeline.archive.upkeep import Retained
from pipeline.errors import UnknownItemError
from pipeline.models import PagePlace

ALPHA, BETA = source("alpha"), source("beta")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    yield room
    room.close()


def read_from(room: Newsroom, number: int, file: str, **others: object) -> str:
    """A page read and kept in a file."""
    url = f"https://alpha.example/{1000 + number}"
    (task,) = room.list(ALPHA, entry(url)).tasks
    what = digest(url, text=own_text(number), **others)  # type: ignore[arg-type]
    return room.read(ALPHA, task, what, place=PagePlace(file=file, offset=number, length=9)).item_id


def test_other_texts_go_and_their_items_stay(room: Newsroom) -> None:
    """A mention loses text, page and words after its time; statements lose nothing; nothing is discovered again."""
    statement = read_from(room, 1, "a.warc.gz")
    mention = read_from(room, 2, "b.warc.gz", relevance="mention")
    room.pass_time(days=31)
    late = read_from(room, 3, "b.warc.gz", relevance="none")
    month_ago = room.clock - timedelta(days=30)
    assert room.archive.retain(others_before=month_ago, at=room.clock) == Retained(items=1)
    assert room.archive.retain(others_before=month_ago, at=room.clock) == Retained()
    assert room.archive.item(mention).paragraphs == ()
    assert room.archive.item(mention).title == "Заголовок"
    assert room.archive.item(statement).paragraphs
    assert room.archive.item(late).paragraphs
    assert list(room.archive.items(relevances=("mention",), search="секретариат")) == []
    assert room.list(ALPHA, entry("https://alpha.example/1002")).new == 0
    assert [page.item_id for page in room.archive.stored_pages()] == [statement, late]
    room.pass_time(days=31)
    assert room.archive.retain(others_before=room.clock, at=room.clock) == Retained(items=1, files=("b.warc.gz",))


def test_an_emptied_item_read_again_has_its_text_again(room: Newsroom) -> None:
    """The same words are no revision, even where they had been let go."""
    mention = read_from(room, 1, "a.warc.gz", relevance="mention")
    stored = room.archive.item(mention).stored_at
    room.archive.retain(others_before=room.pass_time(days=31), at=room.clock)
    room.archive.redo(mention, digest("https://alpha.example/1001", text=own_text(1)), run="r", at=room.clock)
    again = room.archive.item(mention)
    assert (again.paragraphs, again.stored_at, again.relevance) == ((own_text(1),), stored, "statement")
    assert [item.id for item in room.archive.items(search="секретариат")] == [mention]


def test_pages_go_and_articles_stay(room: Newsroom) -> None:
    """Old pages are let go; a file is named once nothing in it is needed."""
    read_from(room, 1, "a.warc.gz")
    room.pass_time(days=1)
    item = read_from(room, 2, "b.warc.gz")
    assert room.archive.retain(pages_before=room.clock, at=room.clock) == Retained(files=("a.warc.gz",))
    assert len(room.all_items()) == 2
    assert [page.place.file if page.place else None for page in room.archive.stored_pages()] == [None, "b.warc.gz"]
    assert item == "alpha-1002"


def test_what_was_purged_is_never_told_again(room: Newsroom) -> None:
    """Listed again it is known; reprinted it is `also` of its story, whose guid stays."""
    old = read_from(room, 1, "a.warc.gz", day=date(2026, 1, 1))
    read_from(room, 2, "b.warc.gz")
    guid = room.archive.item(old).guid
    assert room.archive.purge(date(2026, 2, 1), at=room.clock) == Retained(items=1, files=("a.warc.gz",))
    assert room.feed() == ["alpha-1002"]
    with pytest.raises(UnknownItemError, match="purged"):
        room.archive.item(old)
    assert [step.step for step in room.archive.chain(old)] == ["purged", "published"]
    again = room.list(ALPHA, entry("https://alpha.example/1001", "Совсем иначе"))
    assert (again.new, again.tasks) == (0, ())
    reprint = room.publish(BETA, "https://beta.example/5", text=own_text(1))
    assert reprint.announce == "also"
    assert room.archive.item(reprint.item_id).guid == guid


def test_an_empty_list_takes_nothing_away(room: Newsroom) -> None:
    """What vanishes from a listing stays in the archive and its feeds."""
    read_from(room, 1, "a.warc.gz")
    room.list(ALPHA)
    assert room.feed() == ["alpha-1001"]


def test_reports_of_old_runs_go(room: Newsroom) -> None:
    """Health stays, its history is cut."""
    room.end_run(ALPHA, outcome="blocked")
    room.pass_time(days=100)
    room.end_run(ALPHA)
    room.archive.forget_runs(room.clock - timedelta(days=90))
    assert len(room.archive.reports("alpha")) == 1
    assert len(room.archive.health_changes(limit=9)) == 2


def test_the_control_sample_is_counted(room: Newsroom) -> None:
    """How many items nothing spoke for were opened, and how many of them were worth it."""
    for number, relevance in enumerate(("none", "about", "none")):
        url = f"https://alpha.example/{number}"
        (task,) = room.list(ALPHA, entry(url), decision="control").tasks
        room.read(ALPHA, task, digest(url, text=own_text(number), relevance=relevance))  # type: ignore[arg-type]
    room.publish(ALPHA, "https://alpha.example/9", text=own_text(9))
    assert room.archive.control_sample("alpha", room.clock) == (3, 1)
    assert room.archive.control_sample("alpha", room.clock + timedelta(days=1)) == (0, 0)


def test_everything_can_be_read_again(room: Newsroom) -> None:
    """A page by its newest place with its entry; a full-text entry whole; an import by its text alone."""
    (task,) = room.list(ALPHA, entry("https://alpha.example/1001", "Раз", day=date(2026, 3, 1))).tasks
    room.read(ALPHA, task, digest(task.url, text=own_text(1)), place=PagePlace(file="a", offset=1, length=2))
    (task,) = room.list(ALPHA, entry("https://alpha.example/1001", "Два")).tasks
    room.read(ALPHA, task, digest(task.url, text=own_text(1)), place=PagePlace(file="b", offset=3, length=4))
    (task,) = room.list(ALPHA, entry("https://alpha.example/1002", content="<p>Весь текст</p>")).tasks
    room.read(ALPHA, task, digest(task.url, text=own_text(2), day=date(2026, 1, 1)))
    room.list(ALPHA, entry("https://alpha.example/1003"))
    read = digest("", text=own_text(4))
    room.archive.add_text(read.article, read.judgement, at=room.clock)
    page, whole, text = room.archive.stored_pages()
    assert (page.place, page.entry and page.entry.title) == (PagePlace(file="b", offset=3, length=4), "Два")
    assert (whole.place, whole.entry and whole.entry.content) == (None, "<p>Весь текст</p>")
    assert (text.place, text.entry, text.source) == (None, None, "import")
    assert [one.item_id for one in room.archive.stored_pages(since=date(2026, 2, 1))] == [page.item_id, text.item_id]
