"""What hosts asked for by Retry-After: kept for all their sources, for a day at most."""

import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from archive_fakes import DAWN, Newsroom

from pipeline.archive import Archive
from pipeline.archive.migrations import latest
from pipeline.records import HostWait

HOUR = timedelta(hours=1)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path)
    yield room
    room.close()


def wait(hours: float) -> HostWait:
    return HostWait(until=DAWN + hours * HOUR, reason="429 Too Many Requests")


def test_a_wish_is_remembered_until_it_is_over(room: Newsroom) -> None:
    """The next run knows it; an hour later it is forgotten."""
    room.archive.keep_host_wait("a.example:443", wait(1))
    assert room.archive.host_waits(at=DAWN) == {"a.example:443": wait(1)}
    assert room.archive.host_waits(at=DAWN + HOUR) == {}


def test_what_a_host_said_last_holds(room: Newsroom) -> None:
    """A shorter wish replaces a longer one."""
    room.archive.keep_host_wait("a.example:443", wait(9))
    room.archive.keep_host_wait("a.example:443", wait(1))
    assert room.archive.host_waits(at=DAWN) == {"a.example:443": wait(1)}


def test_a_clock_that_was_wrong_shuts_no_host_for_ever(room: Newsroom) -> None:
    """A wish that seems to reach further than a day is none: the clock has gone back since."""
    room.archive.keep_host_wait("a.example:443", wait(30))
    assert room.archive.host_waits(at=DAWN) == {}


def test_an_archive_of_the_first_version_learns_it(tmp_path: Path) -> None:
    """An older archive is brought forward, with a backup beside it."""
    path = tmp_path / "archive.db"
    Archive.open(f"sqlite:///{path}", now=lambda: DAWN).close()
    with sqlite3.connect(path) as file:
        file.execute("DROP TABLE host_wait")
        file.execute("PRAGMA user_version = 1")
    file.close()
    with Archive.open(f"sqlite:///{path}", now=lambda: DAWN) as archive:
        archive.keep_host_wait("a.example:443", wait(1))
        assert archive.host_waits(at=DAWN)
    assert latest() >= 2
    assert path.with_name("archive.db.v1.bak").exists()
