"""What a listing's known entries prove: only those that a finished run saw."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from archive_fakes import Newsroom, entry, source

from pipeline.records import Validators

ALPHA = source("alpha")
ENTRIES = [entry(f"https://alpha.example/{number}", f"Заголовок {number}") for number in range(6)]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    room.list(ALPHA, *ENTRIES[:2])
    room.end_run(ALPHA)
    room.pass_time(hours=1)
    yield room
    room.close()


def test_what_a_finished_run_saw_is_settled(room: Newsroom) -> None:
    """A listing that leads back to it leaves nothing out."""
    room.run = "run-2"
    found = room.list(ALPHA, *ENTRIES[:4])
    assert (found.new, found.known, found.settled) == (2, 2, 2)


def test_what_a_killed_run_saw_is_known_and_not_settled(room: Newsroom) -> None:
    """It died before it turned the page: what lies behind was never looked for."""
    room.run = "killed"
    room.list(ALPHA, *ENTRIES[2:4])
    room.pass_time(hours=1)
    room.run = "run-3"
    found = room.list(ALPHA, *ENTRIES[2:4])
    assert (found.new, found.known, found.settled) == (0, 2, 0)


def test_what_a_killed_run_was_given_is_not_sent_back(room: Newsroom) -> None:
    """“Unchanged” would hide that the page behind this one was never turned; a finished run's serve again."""
    listing, given = "https://alpha.example/news/", Validators(etag='"a"')
    room.run = "killed"
    room.list(ALPHA, *ENTRIES[2:4], listing=listing, validators=given)
    room.pass_time(hours=1)
    assert room.archive.validators(listing, source="alpha") is None
    room.run = "run-3"
    room.list(ALPHA, *ENTRIES[2:4], listing=listing, validators=given)
    room.end_run(ALPHA)
    assert room.archive.validators(listing, source="alpha") == given


def test_a_pager_that_repeats_itself_settles_nothing(room: Newsroom) -> None:
    """The same entries on the next page were first seen a moment ago."""
    room.run = "run-2"
    room.list(ALPHA, *ENTRIES[2:])
    assert room.list(ALPHA, *ENTRIES[2:]).settled == 0


def test_a_run_whose_pages_failed_has_read_its_listing(room: Newsroom) -> None:
    """Blocked pages are no reason to read the listing further back than it was."""
    room.run = "run-2"
    room.list(ALPHA, *ENTRIES[2:4])
    room.end_run(ALPHA, outcome="blocked", seen=2)
    room.pass_time(hours=1)
    room.run = "run-3"
    assert room.list(ALPHA, *ENTRIES[2:]).settled == 2


def test_before_the_first_run_has_ended_nothing_is_said(tmp_path: Path) -> None:
    """There is nothing to lead back to."""
    with Newsroom(tmp_path).archive as archive:
        found = archive.discover(
            ALPHA, [(ENTRIES[0], "open")], url="https://alpha.example/feed", validators=None, run="run-1",
            at=archive._now(),
        )  # fmt: skip
    assert found.settled is None
