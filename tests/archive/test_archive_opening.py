"""Opening an archive: made, brought forward, or refused with a sentence a person can act on."""

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from archive_fakes import Newsroom, entry, own_text, source
from sqlalchemy import Connection

from pipeline import urls
from pipeline.archive import Archive
from pipeline.archive.dialects import Dialect
from pipeline.archive.migrations import UPGRADES, latest
from pipeline.archive.store import open_store
from pipeline.errors import ArchiveError, ArchiveNewerError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
ALPHA = source("alpha")


def open_at(path: Path, *, read_only: bool = False) -> Archive:
    return Archive.open(f"sqlite:///{path}", now=lambda: NOON, read_only=read_only)


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as file:
        return file.execute(f"PRAGMA {name}").fetchone()[0]


def fill(folder: Path, number: int = 3) -> Path:
    """An archive with a few articles, closed."""
    room = Newsroom(folder)
    for one in range(number):
        room.publish(ALPHA, f"https://alpha.example/{one}", f"Номер {one}", own_text(one))
    room.close()
    return folder / "archive.db"


def test_a_new_archive_is_made_with_its_folder(tmp_path: Path) -> None:
    """The file is marked as ours, with a version, in write-ahead mode."""
    path = tmp_path / "deep" / "er" / "archive.db"
    open_at(path).close()
    assert pragma(path, "application_id") == 0x4353544F
    assert pragma(path, "user_version") == latest()
    assert pragma(path, "journal_mode") == "wal"


def test_reading_what_is_not_there_reads_nothing_and_makes_nothing(tmp_path: Path) -> None:
    """`status` before the first run: an empty archive, no file."""
    path = tmp_path / "archive.db"
    with open_at(path, read_only=True) as archive:
        assert list(archive.items()) == []
        assert archive.source_states() == {}
        assert archive.tally().items == 0
    assert not path.exists()


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """A read-only archive refuses a write with a sentence."""
    path = fill(tmp_path)
    with open_at(path, read_only=True) as archive:
        assert len(list(archive.items())) == 3
        with pytest.raises(ArchiveError, match="may not be written"):
            archive.record_run("run", [], started=NOON, ended=NOON)


@pytest.mark.parametrize("content", [b"just some notes, not a database\n" * 50, b"x"])
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    """A file that is no database: exit 3, not a byte changed."""
    path = tmp_path / "archive.db"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="no archive") as refused:
        open_at(path)
    assert refused.value.exit_code == 3
    assert path.read_bytes() == content
    assert sorted(tmp_path.iterdir()) == [path]


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    """A database of someone else's is not ours to write."""
    path = tmp_path / "archive.db"
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE notes (text)")
        file.commit()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="no archive of ours"):
        open_at(path)
    assert path.read_bytes() == before


def test_an_empty_file_becomes_an_archive(tmp_path: Path) -> None:
    """A file of no bytes (a failed copy, `touch`) holds nothing to lose."""
    path = tmp_path / "archive.db"
    path.touch()
    open_at(path).close()
    assert pragma(path, "application_id") == 0x4353544F


def test_a_newer_archive_is_refused(tmp_path: Path) -> None:
    """What a newer version wrote is left to it: exit 2."""
    path = fill(tmp_path)
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version = {latest() + 1}")
    for read_only in (False, True):
        with pytest.raises(ArchiveNewerError, match="newer version") as refused:
            open_at(path, read_only=read_only)
        assert refused.value.exit_code == 2


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    """Flipped bytes: a clear sentence and exit 3, before anything is done."""
    path = fill(tmp_path, 40)
    content = bytearray(path.read_bytes())
    for place in range(3 * 4096, len(content) - 4096, 4096):
        content[place : place + 64] = b"\xa5" * 64
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="damaged") as refused:
        open_at(path)
    assert refused.value.exit_code == 3
    assert str(path) in str(refused.value)


def test_a_cut_archive_is_refused(tmp_path: Path) -> None:
    """Half a file is damaged, too."""
    path = fill(tmp_path, 40)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(ArchiveError):
        open_at(path)


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "sqlite://", "archive.db"])
def test_other_addresses_are_refused(url: str) -> None:
    """Only SQLite files and PostgreSQL."""
    with pytest.raises(ArchiveError, match="expected sqlite:///FILE"):
        Archive.open(url, now=lambda: NOON)


def test_a_path_with_odd_characters_works(tmp_path: Path) -> None:
    """Blanks, question marks, per cent signs and Cyrillic in a path are just a path."""
    path = tmp_path / "архив 100%?" / "a#b.db"
    open_at(path).close()
    assert path.exists()


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    """A wrong path is said to be one."""
    with pytest.raises(ArchiveError):
        open_at(tmp_path)


def test_a_backup_opens_as_an_archive(tmp_path: Path) -> None:
    """Taken while the archive is open, without its write-ahead log, complete."""
    fill(tmp_path, 5)
    with open_at(tmp_path / "archive.db") as archive:
        archive.backup(tmp_path / "copies" / "copy.db")
        alone = tmp_path / "alone.db"
        shutil.copy(tmp_path / "copies" / "copy.db", alone)
    assert sorted(one.name for one in (tmp_path / "copies").iterdir()) == ["copy.db"]
    with open_at(alone) as copy:
        assert len(list(copy.items())) == 5


def test_a_backup_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """No backup, no silence."""
    fill(tmp_path)
    (tmp_path / "blocked").write_text("a file, not a folder")
    with open_at(tmp_path / "archive.db") as archive, pytest.raises(ArchiveError, match="backup"):
        archive.backup(tmp_path / "blocked" / "copy.db")


def add_mood(connection: Connection, dialect: Dialect) -> None:
    connection.exec_driver_sql("ALTER TABLE item ADD COLUMN mood TEXT")
    connection.exec_driver_sql("CREATE TABLE moods (name TEXT)")


def fail_halfway(connection: Connection, dialect: Dialect) -> None:
    connection.exec_driver_sql("CREATE TABLE halves (name TEXT)")
    raise RuntimeError("cut off")


def columns(path: Path, table: str) -> set[str]:
    with closing(sqlite3.connect(path)) as file:
        return {row[1] for row in file.execute(f"PRAGMA table_info({table})")}


def test_an_older_archive_is_brought_forward_with_a_backup(tmp_path: Path) -> None:
    """The tables change in one transaction; what was before lies beside, whole."""
    path = fill(tmp_path)
    open_store(f"sqlite:///{path}", now=lambda: NOON, read_only=False, upgrades=(*UPGRADES, add_mood)).close()
    assert "mood" in columns(path, "item")
    assert pragma(path, "user_version") == latest() + 1
    before = path.with_name(f"archive.db.v{latest()}.bak")
    with open_at(before) as archive:
        assert len(list(archive.items())) == 3


def test_a_reader_of_an_older_archive_brings_it_forward(tmp_path: Path) -> None:
    """Whatever command comes first after an upgrade works."""
    path = fill(tmp_path)
    open_store(f"sqlite:///{path}", now=lambda: NOON, read_only=True, upgrades=(*UPGRADES, add_mood)).close()
    assert pragma(path, "user_version") == latest() + 1


def test_a_migration_that_fails_changes_nothing(tmp_path: Path) -> None:
    """Between two versions there is nothing."""
    path = fill(tmp_path)
    with pytest.raises(RuntimeError):
        open_store(f"sqlite:///{path}", now=lambda: NOON, read_only=False, upgrades=(*UPGRADES, fail_halfway))
    assert pragma(path, "user_version") == latest()
    assert columns(path, "halves") == set()


KILLED_MIGRATION = """
import os, signal, sys
from datetime import datetime, UTC
from pipeline.archive.migrations import UPGRADES
from pipeline.archive.store import open_store

def cut(connection, dialect):
    for number in range(50):
        connection.exec_driver_sql(f"CREATE TABLE half_{number} (name TEXT)")
        if number == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)

open_store(f"sqlite:///{sys.argv[1]}", now=lambda: datetime.now(UTC), read_only=False, upgrades=(*UPGRADES, cut))
"""


@pytest.mark.parametrize("moment", [0, 49])
def test_a_killed_migration_leaves_the_old_version(tmp_path: Path, moment: int) -> None:
    """Kill -9 in the middle: the old tables, the old texts, and the next start goes on."""
    path = fill(tmp_path)
    done = subprocess.run([sys.executable, "-c", KILLED_MIGRATION, path, str(moment)], check=False, timeout=60)
    assert done.returncode == -9
    with open_at(path) as archive:
        assert len(list(archive.items())) == 3
    assert columns(path, "half_0") == set()


def test_an_upgrade_that_changes_addresses_announces_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where new rules give old items other addresses, those are known as well from the next start on."""
    room = Newsroom(tmp_path)
    url = "https://alpha.example/news/1234567"
    room.publish(ALPHA, url, text=own_text(1))
    room.close()

    def canonical(address: str) -> str:
        return f"new:{urls.host_of(address) or address}:{address.rpartition('/')[2]}"

    for module in (
        "pipeline.urls",
        "pipeline.archive.sightings",
        "pipeline.archive.discovery",
        "pipeline.archive.queries",
    ):
        monkeypatch.setattr(f"{module}.canonical", canonical, raising=False)
    monkeypatch.setattr("pipeline.archive.readdressing.rules", lambda: "tomorrow's")
    room.open()
    assert room.list(ALPHA, entry(url)).new == 0
    assert room.archive.item(url).id == "alpha-1234567"
    room.close()
    monkeypatch.undo()
    room.open()
    assert room.list(ALPHA, entry(url)).new == 0
    room.close()


def test_many_may_open_a_new_archive_at_once(tmp_path: Path) -> None:
    """Four starts at the same moment make one archive."""
    command = [sys.executable, "-c", OPENING, str(tmp_path / "archive.db")]
    starts = [subprocess.Popen(command) for _ in range(4)]
    assert [one.wait(timeout=60) for one in starts] == [0] * 4


OPENING = """
import sys
from datetime import datetime, UTC
from pipeline import urls
from pipeline.archive import Archive
Archive.open(f"sqlite:///{sys.argv[1]}", now=lambda: datetime.now(UTC)).close()
"""
