"""Stories in the archive: membership and primaries by the set, ids and guids by who was first."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from archive_fakes import Newsroom, digest, entry, own_text, source
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.archive.grouping import guid_of
from pipeline.archive.migrations import UPGRADES, add_sketches
from pipeline.errors import UnknownItemError
from pipeline.stories import Candidate

ALPHA, BETA, GAMMA = source("alpha", priority=50), source("beta", priority=60), source("gamma", priority=60)
BEFORE_SKETCHES = 1 + UPGRADES.index(add_sketches)  # the version of archives
SOURCES = {one.id: one for one in (ALPHA, BETA, GAMMA)}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    yield room
    room.close()


def test_a_reprint_joins_its_story(room: Newsroom) -> None:
    """A further article of a published story is told as `also`; the source of higher priority speaks."""
    first = room.publish(ALPHA, "https://alpha.example/1", "Раз", own_text(1))
    second = room.publish(BETA, "https://beta.example/2", "Два", own_text(1))
    third = room.publish(BETA, "https://beta.example/3", "Три", own_text(1))
    assert [one.announce for one in (first, second, third)] == ["new", "also", "also"]
    assert second.story == first.story == "alpha-1"
    assert second.primary == "beta-2"
    story = room.archive.story(first.story)
    assert [item.id for item in story.items] == ["beta-2", "beta-3", "alpha-1"]
    assert room.archive.also(story.primary) == ("https://alpha.example/1", "https://beta.example/3")


def test_a_guid_is_minted_once(room: Newsroom) -> None:
    """Another primary, title or date changes no guid: it is the UUIDv5 of the story's id."""
    first = room.publish(ALPHA, "https://alpha.example/1", text=own_text(1))
    guid = room.archive.item("alpha-1").guid
    assert guid == guid_of(first.story)
    assert UUID(guid.removeprefix("urn:uuid:")).version == 5
    room.publish(BETA, "https://beta.example/2", text=own_text(1), day=date(2026, 3, 1))
    (story,) = room.archive.stories_for_feed(("statement",), now=room.clock, max_items=9, max_age_days=9)
    assert (story.primary.id, story.guid, story.primary.guid) == ("beta-2", guid, guid)


def test_merged_stories_keep_the_older_guid_and_remember_the_other(room: Newsroom) -> None:
    """A text that turns out to be two stories' makes one of them, untold; when it goes they are two again."""
    room.publish(ALPHA, "https://alpha.example/1", "Раз", own_text(1))
    room.pass_time(hours=1)
    room.publish(BETA, "https://beta.example/2", "Два", own_text(2))
    younger = room.archive.item("beta-2")
    (task,) = room.list(BETA, entry("https://beta.example/2", "Два!!! поправка")).tasks
    assert room.read(BETA, task, digest(task.url, "Два поправка", own_text(1))).announce == ""
    assert room.archive.item("beta-2").guid == room.archive.item("alpha-1").guid == guid_of("alpha-1")
    assert room.archive.story("beta-2").id == "alpha-1"
    assert room.feed() == ["beta-2"]
    room.pass_time(days=1)
    (task,) = room.list(BETA, entry("https://beta.example/2", "Два, как было")).tasks
    assert room.read(BETA, task, digest(task.url, "Два, как было", own_text(2))).announce == ""
    assert room.archive.item("beta-2").guid == younger.guid
    assert room.archive.item("alpha-1").guid == guid_of("alpha-1")
    assert len(room.feed()) == 2


def test_an_edited_reprint_is_no_news(room: Newsroom) -> None:
    """One word more, a cut, a line of the site: `also`, under the guid readers know, and `why` gives the figure."""
    text = own_text(1)
    first = room.publish(ALPHA, "https://alpha.example/1", "Раз", text)
    edited = room.publish(BETA, "https://beta.example/2", "Два", text.replace("сегодня", "вчера вечером"))
    cut = room.publish(GAMMA, "https://gamma.example/3", "Три", " ".join(text.split()[:50]), day=date(2026, 3, 3))
    assert [one.announce for one in (first, edited, cut)] == ["new", "also", "also"]
    assert {one.story for one in (first, edited, cut)} == {"alpha-1"}
    (grouped,) = [step.reason for step in room.archive.chain("gamma-3") if step.step == "grouped"]
    assert re.fullmatch(r"nearly the same text \(\d+% of the shorter's three-word runs\) as (alpha-1|beta-2)", grouped)


def test_likeness_ends_with_the_words(room: Newsroom) -> None:
    """A revision that has other words leaves the story; one that has them again comes back; days apart never meet."""
    room.publish(ALPHA, "https://alpha.example/1", "Раз", own_text(1))
    room.publish(BETA, "https://beta.example/2", "Два", f"{own_text(1)} ещё слово")
    assert room.archive.item("beta-2").story == "alpha-1"
    for text, story in ((own_text(2), "beta-2"), (f"{own_text(1)} и снова", "alpha-1")):
        room.pass_time(days=1)
        (task,) = room.list(BETA, entry("https://beta.example/2", f"Два {text[-5:]}")).tasks
        assert room.read(BETA, task, digest(task.url, f"Два {text[-5:]}", text)).announce == ""
        assert room.archive.item("beta-2").story == story
    room.publish(GAMMA, "https://gamma.example/3", "Три", f"{own_text(1)} опять", day=date(2026, 3, 9))
    assert room.archive.item("gamma-3").story == "gamma-3"


def test_what_is_not_told_joins_by_its_exact_words_only(room: Newsroom) -> None:
    """A mention costs no comparing; once judged a statement it is where its words are."""
    room.publish(ALPHA, "https://alpha.example/1", "Раз", own_text(1))
    room.publish(BETA, "https://beta.example/2", "Два", f"{own_text(1)} ещё слово", relevance="mention")
    assert room.archive.item("beta-2").story == "beta-2"
    again = digest("https://beta.example/2", "Два", f"{own_text(1)} ещё слово")
    room.archive.redo("beta-2", again, run="r", at=room.clock)
    assert room.archive.item("beta-2").story == "alpha-1"


def test_articles_of_an_older_archive_are_compared_too(room: Newsroom) -> None:
    """What was archived before sketches were kept, or under other rules, is drawn from its text when it is needed."""
    room.publish(ALPHA, "https://alpha.example/1", "Раз", own_text(1))
    room.publish(ALPHA, "https://alpha.example/2", "Два", own_text(2))
    with closing(sqlite3.connect(room.folder / "archive.db")) as file, file:
        file.execute("DELETE FROM sketch WHERE item = 1")
        file.execute("UPDATE sketch SET rules = 'older', packed = x'00'")
    for number in (1, 2):
        told = room.publish(BETA, f"https://beta.example/{number}", "Ещё", f"{own_text(number)} ещё слово")
        assert (told.announce, told.story) == ("also", f"alpha-{number}")
    with closing(sqlite3.connect(room.folder / "archive.db")) as file:
        assert file.execute("SELECT count(*), count(DISTINCT rules) FROM sketch").fetchone() == (4, 1)


def test_an_archive_without_sketches_is_brought_forward(room: Newsroom) -> None:
    """An archive of the version before gets the table, a copy beside it is kept, and its articles are compared."""
    room.publish(ALPHA, "https://alpha.example/1", "Раз", own_text(1))
    room.close()
    with closing(sqlite3.connect(room.folder / "archive.db")) as file, file:
        file.execute("DROP TABLE sketch")
        file.execute("DROP INDEX article_by_rank_and_date")
        file.execute(f"PRAGMA user_version = {BEFORE_SKETCHES}")
    room.open()
    assert (room.folder / f"archive.db.v{BEFORE_SKETCHES}.bak").exists()
    assert room.publish(BETA, "https://beta.example/1", "Два", f"{own_text(1)} ещё слово").announce == "also"


def test_a_rehearsal_sees_likeness_and_writes_nothing(room: Newsroom) -> None:
    """`is_told` knows a reprint of what feeds show."""
    room.publish(ALPHA, "https://alpha.example/1", "Раз", own_text(1))
    reprint = digest("https://beta.example/2", "Два", f"{own_text(1)} ещё слово")
    assert room.archive.is_told(Candidate.of("x", reprint.article, reprint.judgement))
    other = digest("https://beta.example/2", "Два", own_text(2))
    assert not room.archive.is_told(Candidate.of("x", other.article, other.judgement))


def test_an_unpublished_story_gives_way_to_a_published_one(room: Newsroom) -> None:
    """The guid readers know stays, though the other story is older."""
    room.publish(ALPHA, "https://alpha.example/1", text=own_text(1), relevance="mention")
    room.pass_time(hours=1)
    room.publish(BETA, "https://beta.example/2", text=own_text(2))
    (task,) = room.list(ALPHA, entry("https://alpha.example/1", "Иначе")).tasks
    room.read(ALPHA, task, digest(task.url, "Иначе", own_text(2)))
    assert room.archive.item("alpha-1").guid == guid_of("beta-2")


def test_a_reprint_of_the_baseline_is_news(room: Newsroom) -> None:
    """What no feed showed is no published story: its first recent article is announced, and shown."""
    (task,) = room.list(ALPHA, entry("https://alpha.example/1"), baseline_before=date(2026, 3, 1)).tasks
    room.read(ALPHA, task, digest(task.url, text=own_text(1), day=date(2026, 2, 1)))
    again = room.publish(BETA, "https://beta.example/2", text=own_text(1))
    assert (again.announce, again.primary) == ("new", "beta-2")
    assert room.feed() == ["beta-2"]


def test_a_changed_priority_changes_who_speaks(room: Newsroom) -> None:
    """Sources are ranked as they are configured now; the guid stays."""
    room.publish(ALPHA, "https://alpha.example/1", text=own_text(1))
    room.publish(BETA, "https://beta.example/2", text=own_text(1))
    assert room.feed() == ["beta-2"]
    room.list(source("alpha", priority=99))
    assert room.feed() == ["alpha-1"]


def test_an_unknown_story_is_said_to_be(room: Newsroom) -> None:
    """No story, no silence."""
    with pytest.raises(UnknownItemError):
        room.archive.story("alpha-1")


Row = tuple[str, int, int, int, str]
ARTICLES = st.lists(
    st.tuples(
        st.sampled_from(sorted(SOURCES)),
        st.integers(1, 5),
        st.integers(1, 4),
        st.integers(1, 3),
        st.sampled_from(["statement", "about", "mention"]),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[:2],
)


def archive_in_order(rows: list[Row]) -> tuple[set[frozenset[str]], dict[frozenset[str], str], int]:
    """The stories, who speaks for each, and how often something was announced as new."""
    with TemporaryDirectory() as folder:
        room = Newsroom(Path(folder))
        announced = 0
        for of, number, text, day, relevance in rows:
            words = f"{own_text(text)} {'ещё' * (number % 2)}"
            done = room.publish(
                SOURCES[of], f"https://{of}.example/{number}", f"{of} {number}", words,
                relevance=relevance, day=date(2026, 3, day),
            )  # fmt: skip
            announced += done.announce == "new"
        stories = [room.archive.story(item.story) for item in room.all_items()]
        room.close()
    members = {frozenset(item.id for item in story.items): story.primary.id for story in stories}
    return set(members), members, announced


@settings(max_examples=10, deadline=None)
@given(ARTICLES, st.randoms(use_true_random=False))
def test_arrival_order_changes_neither_ids_nor_stories(rows: list[Row], chance: object) -> None:
    """The same articles in any order: same ids, same stories, same primaries, as often announced."""
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert archive_in_order(shuffled) == archive_in_order(rows)
