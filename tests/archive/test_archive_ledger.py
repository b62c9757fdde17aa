"""From a listing to a story: discovering, finishing, failing, reading again."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from archive_fakes import Newsroom, digest, entry, own_text, source

from pipeline.errors import UnknownItemError
from pipeline.models import PagePlace
from pipeline.records import Validators

ALPHA = source("alpha")
BETA = source("beta", priority=60)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    yield room
    room.close()


def test_a_page_listed_and_read_is_an_item_and_a_story(room: Newsroom) -> None:
    """An item discovered and read is archived, published and announced once."""
    done = room.publish(ALPHA, "https://alpha.example/news/1234567", "Совет собрался", own_text(1))
    assert (done.item_id, done.announce, done.primary) == ("alpha-1234567", "new", "alpha-1234567")
    item = room.archive.item("alpha-1234567")
    assert (item.title, item.date, item.relevance) == ("Совет собрался", date(2026, 3, 2), "statement")
    assert item.paragraphs == (own_text(1),)
    assert room.feed() == ["alpha-1234567"]


def test_twelve_forms_of_an_address_are_one_item(room: Newsroom) -> None:
    """http, www, tracking, trailing slash: the same item, in one listing and in the next."""
    forms = [
        f"{scheme}://{host}alpha.example/news/1234567{tail}"
        for scheme in ("http", "https")
        for host in ("", "www.")
        for tail in ("", "/", "?utm_source=feed")
    ]
    found = room.list(ALPHA, *(entry(form) for form in forms))
    assert (found.new, found.known, len(found.tasks)) == (1, 11, 1)
    room.read(ALPHA, found.tasks[0], digest(forms[0]))
    again = room.list(ALPHA, *(entry(form) for form in forms))
    assert (again.new, again.known, again.tasks) == (0, 12, ())
    assert {room.archive.item(form).id for form in forms} == {"alpha-1234567"}


def test_a_taken_id_gets_a_suffix(room: Newsroom) -> None:
    """Two addresses with one key are two items, each with its own id for ever."""
    found = room.list(ALPHA, entry("https://alpha.example/a/1234567"), entry("https://alpha.example/b/1234567"))
    first, second = (task.item_id for task in found.tasks)
    assert first == "alpha-1234567"
    assert second.startswith("alpha-1234567-")
    assert room.list(ALPHA, entry("https://alpha.example/b/1234567")).new == 0


def test_work_left_over_is_picked_up(room: Newsroom) -> None:
    """What was discovered and not read is pending until it is read."""
    found = room.list(ALPHA, entry("https://alpha.example/1", "Раз"), entry("https://alpha.example/2", "Два"))
    assert room.archive.source_states()["alpha"].pending == 2
    room.read(ALPHA, found.tasks[0], digest(found.tasks[0].url, text=own_text(1)))
    assert [task.entry.title for task in room.archive.pending("alpha", at=room.clock)] == ["Два"]
    room.read(ALPHA, found.tasks[1], digest(found.tasks[1].url, text=own_text(2)))
    assert room.archive.pending("alpha", at=room.clock) == ()
    assert room.archive.source_state("alpha").pending == 0


def test_a_failed_page_is_tried_ever_later_and_never_given_up(room: Newsroom) -> None:
    """Ten minutes, doubling to a day; after two weeks once a week; a task keeps its entry and its attempts."""
    (task,) = room.list(ALPHA, entry("https://alpha.example/1", day=date(2026, 3, 1), categories=("мир",))).tasks
    waits = []
    for _ in range(30):
        room.archive.fail(task, "timeout", run=room.run, at=room.clock)
        due = room.archive.source_state("alpha").next_retry
        assert due is not None
        assert not room.archive.pending("alpha", at=due - timedelta(microseconds=1))
        waits.append(due - room.clock)
        room.clock = due
        (task,) = room.archive.pending("alpha", at=room.clock)
    assert waits[:3] == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40)]
    assert waits[9] == timedelta(days=1)
    assert waits[-1] == timedelta(days=7)
    assert task.attempts == 30
    assert (task.entry.day, task.entry.categories) == (date(2026, 3, 1), ("мир",))
    assert room.read(ALPHA, task, digest(task.url)).announce == "new"


@pytest.mark.parametrize(
    ("asked", "least", "most"),
    [
        (timedelta(hours=1), timedelta(hours=1), timedelta(hours=1)),
        (timedelta(days=400), timedelta(days=1), timedelta(days=1)),
        (timedelta(seconds=-5), timedelta(minutes=10), timedelta(minutes=10)),
    ],
)
def test_a_retry_after_is_honoured_for_a_day_at_most(
    room: Newsroom, asked: timedelta, least: timedelta, most: timedelta
) -> None:
    """No server's wish moves the next attempt beyond 24 hours, or before the queue's own."""
    (task,) = room.list(ALPHA, entry("https://alpha.example/1")).tasks
    room.archive.fail(task, "429", run=room.run, at=room.clock, retry_after=asked)
    assert not room.archive.pending("alpha", at=room.clock + least - timedelta(seconds=1))
    assert room.archive.pending("alpha", at=room.clock + most)


def test_what_was_skipped_is_known_until_the_listing_names_the_topic(room: Newsroom) -> None:
    """A skipped entry is not new again; when it is to be opened after all it becomes a task, once."""
    url = "https://alpha.example/1"
    assert room.list(ALPHA, entry(url), decision="skip:nothing named").tasks == ()
    again = room.list(ALPHA, entry(url), decision="skip:nothing named")
    assert (again.new, again.known, again.tasks) == (0, 1, ())
    with pytest.raises(UnknownItemError, match="skipped"):
        room.archive.item(url)
    assert len(room.list(ALPHA, entry(url)).tasks) == 1
    assert room.list(ALPHA, entry(url)).tasks == ()


def test_validators_are_kept_with_the_entries_for_a_day(room: Newsroom) -> None:
    """A listing's validators come with its entries, go when the server gives none, and expire daily."""
    feed = "https://alpha.example/feed.xml"
    given = Validators(etag='"a"', last_modified="Mon, 02 Mar 2026 05:00:00 GMT")
    room.list(ALPHA, entry("https://alpha.example/1"), validators=given)
    room.end_run(ALPHA)
    assert room.archive.validators(feed, source="alpha") == given
    assert room.archive.validators(feed, source="alpha", at=room.clock + timedelta(hours=24)) is None
    room.list(ALPHA, entry("https://alpha.example/1"))
    assert room.archive.validators(feed, source="alpha") is None


def test_a_changed_listing_has_the_page_read_again(room: Newsroom) -> None:
    """One word more in the title: same id and guid, a second revision, `stored_at` moves once, nothing announced."""
    url = "https://alpha.example/1234567"
    room.publish(ALPHA, url, "Совет собрался", own_text(1))
    before = room.archive.item(url)
    room.pass_time(hours=1)
    (task,) = room.list(ALPHA, entry(url, "Совет собрался вновь")).tasks
    again = room.read(ALPHA, task, digest(url, "Совет собрался вновь", own_text(1)))
    assert again.announce == ""
    after = room.archive.item(url)
    assert (after.id, after.guid, after.first_seen) == (before.id, before.guid, before.first_seen)
    assert (before.stored_at, after.stored_at) == (room.clock - timedelta(hours=1), room.clock)
    assert [one.title for one in room.archive.revisions(url)] == ["Совет собрался", "Совет собрался вновь"]
    room.pass_time(hours=1)
    assert room.list(ALPHA, entry(url, "Совет собрался вновь")).tasks == ()


def test_a_page_that_did_not_change_is_not_updated(room: Newsroom) -> None:
    """A new summary of the same page: read again, no revision; asked for ever less often."""
    url = "https://alpha.example/1234567"
    (task,) = room.list(ALPHA, entry(url, summary="раз")).tasks
    room.read(ALPHA, task, digest(url))
    stored = room.archive.item(url)
    asked = 0
    for hour in range(48):
        room.pass_time(hours=1)
        for again in room.list(ALPHA, entry(url, summary=f"просмотров: {hour}")).tasks:
            asked += 1
            room.read(ALPHA, again, digest(url))
    assert room.archive.item(url) == stored
    assert len(room.archive.revisions(url)) == 1
    assert 1 <= asked <= 4


def test_another_listing_of_the_same_source_is_no_change(room: Newsroom) -> None:
    """A fallback listing that cuts titles does not have every page read again."""
    url = "https://alpha.example/1234567"
    (task,) = room.list(ALPHA, entry(url, "Совет собрался в столице", summary="много слов")).tasks
    room.read(ALPHA, task, digest(url))
    other = "https://alpha.example/sitemap.xml"
    assert room.list(ALPHA, entry(url, ""), listing=other).tasks == ()
    assert room.list(ALPHA, entry(url, "Совет собрался…"), listing=other).tasks == ()
    assert len(room.list(ALPHA, entry(url, "Встреча отменена"), listing=other).tasks) == 1


def test_a_page_that_cannot_be_read_again_stays_as_it_was(room: Newsroom) -> None:
    """A re-read that keeps failing for days ends; the article stays."""
    url = "https://alpha.example/1234567"
    room.publish(ALPHA, url, "Первый")
    (task,) = room.list(ALPHA, entry(url, "Второй")).tasks
    for _ in range(4):
        assert room.archive.source_state("alpha").next_retry
        room.archive.fail(task, "404", run=room.run, at=room.clock)
        room.pass_time(days=1)
    assert room.archive.pending("alpha", at=room.clock) == ()
    assert room.archive.item(url).title == "Первый"


def test_the_first_run_is_not_news(room: Newsroom) -> None:
    """At a source's first run older items are kept without being announced or shown; recent ones are news."""
    found = room.list(
        ALPHA, entry("https://alpha.example/1"), entry("https://alpha.example/2"), baseline_before=date(2026, 2, 23)
    )
    old = room.read(ALPHA, found.tasks[0], digest(found.tasks[0].url, text=own_text(1), day=date(2026, 2, 22)))
    young = room.read(ALPHA, found.tasks[1], digest(found.tasks[1].url, text=own_text(2), day=date(2026, 2, 23)))
    assert (old.announce, young.announce) == ("", "new")
    assert room.feed() == [young.item_id]
    assert [item.baseline for item in room.all_items()] == [False, True]
    room.end_run(ALPHA)
    room.pass_time(days=1)
    later = room.list(ALPHA, entry("https://alpha.example/3"), baseline_before=date(2026, 2, 24)).tasks[0]
    assert room.read(ALPHA, later, digest(later.url, text=own_text(3), day=date(2026, 2, 1))).announce == "new"


def test_the_baseline_outlives_a_broken_first_run(room: Newsroom) -> None:
    """A first run killed before its end is still the first run when it is taken up again."""
    room.list(ALPHA, entry("https://alpha.example/1"), baseline_before=date(2026, 2, 23))
    room.close()
    room.open()
    (task,) = room.archive.pending("alpha", at=room.clock)
    assert room.read(ALPHA, task, digest(task.url, day=date(2026, 2, 1))).announce == ""
    (late,) = room.list(ALPHA, entry("https://alpha.example/2"), baseline_before=date(2026, 2, 23)).tasks
    assert room.read(ALPHA, late, digest(late.url, text=own_text(2), day=date(2026, 2, 1))).announce == ""


def test_a_page_that_grows_into_a_statement_is_news(room: Newsroom) -> None:
    """A stub that named nobody is filled in by its site: that is told, once, however often it changes back."""
    url = "https://alpha.example/1234567"
    first = room.publish(ALPHA, url, "Раз", relevance="mention")
    assert (first.announce, room.feed()) == ("", [])
    assert reread(room, url, "Два") == "new"
    assert room.feed() == ["alpha-1234567"]
    assert reread(room, url, "Три", relevance="none") == ""
    assert reread(room, url, "Четыре") == ""


def test_what_new_rules_call_a_statement_enters_feeds_untold(room: Newsroom) -> None:
    """A page that stayed as it was is no news because the program reads it better now."""
    url = "https://alpha.example/1234567"
    room.publish(ALPHA, url, "Раз", relevance="mention")
    (task,) = room.list(ALPHA, entry(url, "Два"), decision="open").tasks
    assert room.read(ALPHA, task, digest(url, "Раз")).announce == ""
    assert room.feed() == ["alpha-1234567"]


def reread(room: Newsroom, url: str, title: str, **others: object) -> str:
    """The page changed, its listing says so: what is announced of it."""
    room.pass_time(days=1)
    (task,) = room.list(ALPHA, entry(url, title), decision="open").tasks
    return room.read(ALPHA, task, digest(url, title, **others)).announce  # type: ignore[arg-type]


def test_reprocessing_changes_judgements_not_ids(room: Newsroom) -> None:
    """What today's rules call a statement enters under its own dates; what they no longer do leaves, its guid kept."""
    url = "https://alpha.example/1234567"
    room.publish(ALPHA, url, relevance="mention")
    before = room.archive.item(url)
    room.pass_time(days=3)
    assert room.archive.redo(before.id, digest(url), run="again", at=room.clock).announce == ""
    after = room.archive.item(url)
    assert (after.relevance, after.id, after.guid, after.stored_at) == (
        "statement", before.id, before.guid, before.stored_at,
    )  # fmt: skip
    assert room.feed() == ["alpha-1234567"]
    room.archive.redo(before.id, digest(url, relevance="none"), run="again", at=room.clock)
    assert room.feed("statement", "about") == []
    room.archive.redo(before.id, digest(url), run="again", at=room.clock)
    assert room.archive.item(url).guid == before.guid


def test_an_imported_text_twice_is_one_item(room: Newsroom) -> None:
    """Imports are idempotent, are shown, and announce nothing."""
    read = digest("", "Заявление", own_text("i"))
    first = room.archive.add_text(read.article, read.judgement, at=room.clock)
    second = room.archive.add_text(read.article, read.judgement, at=room.pass_time(hours=1))
    assert first == second
    assert first.announce == ""
    assert first.item_id.startswith("import-")
    assert room.feed() == [first.item_id]
    named = digest("https://beta.example/news/7654321", "Заявление", own_text("j"))
    assert room.archive.add_text(named.article, named.judgement, at=room.clock).item_id == "import-7654321"


def test_why_tells_the_whole_chain(room: Newsroom) -> None:
    """Every step has its time, reason and evidence; the last says what they come to."""
    (task,) = room.list(ALPHA, entry("https://alpha.example/1234567", "Совет")).tasks
    room.archive.fail(task, "timeout", run=room.run, at=room.clock)
    room.pass_time(minutes=10)
    place = PagePlace(file="run-1.warc.gz", offset=0, length=99)
    room.read(ALPHA, task, digest(task.url), place=place)
    chain = room.archive.chain("alpha-1234567")
    names = [step.step for step in chain]
    assert names == ["discovered", "failed", "fetched", "cleaned", "dated", "judged", "grouped", "published"]
    assert all(step.reason and step.at.tzinfo for step in chain)
    assert "stored: run-1.warc.gz, 99 bytes at 0" in chain[2].evidence
    assert chain[-1].reason.startswith("in the feeds statements and about")
    with pytest.raises(UnknownItemError):
        room.archive.chain("alpha-0")


def test_why_tells_what_was_never_opened(room: Newsroom) -> None:
    """A skipped entry has a chain too."""
    room.list(ALPHA, entry("https://alpha.example/1234567"), decision="skip:nothing named")
    first, last = room.archive.chain("https://alpha.example/1234567")
    assert (first.reason, last.reason) == ("skip:nothing named", "no: skipped")


def test_the_address_that_answered_is_the_same_item(room: Newsroom) -> None:
    """After a redirect both addresses lead to one item, and neither is discovered again."""
    (task,) = room.list(ALPHA, entry("https://alpha.example/short")).tasks
    room.read(ALPHA, task, digest("https://alpha.example/news/full-address"))
    assert room.list(ALPHA, entry("https://alpha.example/news/full-address")).new == 0
    assert room.archive.item("https://alpha.example/news/full-address").id == "alpha-short"


def test_texts_no_database_takes_are_stored_all_the_same(room: Newsroom) -> None:
    """Lone surrogates and NUL in a listing or page stop nothing."""
    (task,) = room.list(ALPHA, entry("https://alpha.example/1", "плохой\ud800\0 заголовок", summary="\udfff")).tasks
    room.read(ALPHA, task, digest(task.url, "плохой\ud800 заголовок", f"{own_text(1)}\0\ud800"))
    assert "плохой" in room.archive.item("https://alpha.example/1").title


def test_the_pages_own_zone_is_kept(room: Newsroom) -> None:
    """`published_at` comes back as the page said it, offset included."""
    said = datetime.fromisoformat("2026-03-02T23:30:00+06:00")
    room.publish(ALPHA, "https://alpha.example/1", at=said)
    assert room.archive.item("https://alpha.example/1").published_at.isoformat() == "2026-03-02T23:30:00+06:00"


def test_naive_instants_are_refused(room: Newsroom) -> None:
    """An instant without a zone never reaches the archive."""
    with pytest.raises(Exception, match="no zone"):
        room.archive.discover(
            ALPHA,
            [(entry("https://alpha.example/1"), "open")],
            url="https://alpha.example/",
            validators=None,
            run="x",
            at=datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
        )
    assert room.archive.source_states() == {}
