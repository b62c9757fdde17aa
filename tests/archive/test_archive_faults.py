"""What the archive survives: kill -9, two writers, a reader beside a writer, a full disk."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from archive_fakes import Newsroom, digest, entry, own_text, source

from pipeline.archive import Archive
from pipeline.errors import ArchiveError

HERE = Path(__file__).parent
ALPHA = source("alpha")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from archive_fakes import *
room = Newsroom(Path(sys.argv[2]))
of = source(sys.argv[3])
for number in range(int(sys.argv[4]), int(sys.argv[5])):
    url = f"https://{of.id}.example/{number}"
    for task in room.list(of, entry(url)).tasks:
        print("found", task.item_id, flush=True)
        done = room.read(of, task, digest(url, f"T {number}", own_text(number)))
        print(done.announce, done.item_id, flush=True)
"""


def write_apart(folder: Path, of: str, first: int, last: int) -> subprocess.Popen[str]:
    """A process of its own that lists and reads pages, telling each after its commit."""
    command = [sys.executable, "-c", WRITER, HERE, folder, of, str(first), str(last)]
    return subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)


def test_killed_anywhere_nothing_told_is_lost_and_nothing_is_told_twice(tmp_path: Path) -> None:
    """Kill -9 at ten moments: what was told is there, the rest is picked up, each item announced at most once."""
    told: list[str] = []
    found: set[str] = set()
    first = 0
    for round_ in range(10):
        writer = write_apart(tmp_path, "alpha", first, first + 400)
        assert writer.stdout is not None
        for line in writer.stdout:
            word, _, name = line.strip().partition(" ")
            found.add(name)
            if word == "new":
                told.append(name)
            if len(told) >= 3 * (round_ + 1):
                time.sleep(0.002 * round_)
                break
        os.kill(writer.pid, signal.SIGKILL)
        rest = writer.stdout.read().splitlines()
        told += [line.split()[1] for line in rest if line.startswith("new")]
        found.update(line.split()[1] for line in rest)
        writer.stdout.close()
        writer.wait()
        first = max(int(name.removeprefix("alpha-")) for name in found) + 1
    room = Newsroom(tmp_path)
    kept = {item.id for item in room.archive.items()}
    assert set(told) <= kept
    for task in room.archive.pending("alpha", at=NOON):
        done = room.read(ALPHA, task, digest(task.url, "T", own_text(task.url)))
        if done.announce == "new":
            told.append(done.item_id)
    assert len(told) == len(set(told))
    assert found <= {item.id for item in room.archive.items()}
    assert len(room.archive.story("alpha-0").items) == 1
    room.close()


def test_two_writers_take_turns(tmp_path: Path) -> None:
    """A run and an import at once: both end, nothing is lost, no lock error."""
    Newsroom(tmp_path).close()
    writers = [write_apart(tmp_path, of, 0, 40) for of in ("alpha", "beta")]
    assert [(len(writer.communicate(timeout=60)[0].splitlines()), writer.returncode) for writer in writers] == [
        (80, 0),
        (80, 0),
    ]
    room = Newsroom(tmp_path)
    assert len(room.all_items()) == 80
    room.close()


def test_a_reader_reads_on_while_another_writes(tmp_path: Path) -> None:
    """Listing the archive holds no lock: a half-read list and writes go together."""
    room = Newsroom(tmp_path)
    for number in range(3):
        room.publish(ALPHA, f"https://alpha.example/{number}", text=own_text(number))
    with Archive.open(room.url, now=lambda: NOON, read_only=True) as reader:
        reading = reader.items()
        next(reading)
        room.publish(ALPHA, "https://alpha.example/9", text=own_text(9))
        assert len(list(reading)) == 2
        assert len(list(reader.items())) == 4
    room.close()


def test_threads_may_ask_at_once(tmp_path: Path) -> None:
    """A server asks from many threads."""
    room = Newsroom(tmp_path)
    room.publish(ALPHA, "https://alpha.example/1", text=own_text(1))
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda: counts.append(sum(len(list(room.archive.items())) for _ in range(5))))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    room.close()
    assert counts == [5] * 8


def test_an_open_transaction_elsewhere_is_waited_for(tmp_path: Path) -> None:
    """A writer that is held up for a second waits instead of failing."""
    room = Newsroom(tmp_path)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with room.archive._store.writing():
            held.set()
            done.wait(1)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait()
    room.list(ALPHA, entry("https://alpha.example/1"))
    thread.join()
    room.close()


FULL = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from archive_fakes import *
from pipeline.errors import ArchiveError
room = Newsroom(Path(sys.argv[2]))
of = source()
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    for number in range(1000):
        done = room.publish(of, f"https://alpha.example/{number}", f"T {number}", own_text(number))
        print(done.item_id, flush=True)
except ArchiveError as error:
    print(error.exit_code, error)
"""


@pytest.mark.parametrize("room_left", [20_000, 150_000, 400_000, 1_000_000])
def test_a_full_disk_is_said_and_loses_nothing(tmp_path: Path, room_left: int) -> None:
    """No room: one sentence with exit code 3, every acknowledged item is there, with room the next run goes on."""
    Newsroom(tmp_path).close()
    limit = (tmp_path / "archive.db").stat().st_size + room_left
    command = [sys.executable, "-c", FULL, str(HERE), str(tmp_path), str(limit)]
    *told, last = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.splitlines()
    assert last.startswith("3 ")
    assert "disk" in last
    room = Newsroom(tmp_path)
    assert {item.id for item in room.archive.items()} >= set(told)
    for task in room.archive.pending("alpha", at=NOON):
        room.read(ALPHA, task, digest(task.url, "T", own_text(task.url)))
    assert room.publish(ALPHA, "https://alpha.example/5000", text=own_text(5000)).announce == "new"
    room.close()


def test_a_write_that_fails_leaves_nothing_half_done(tmp_path: Path) -> None:
    """A bad value in the middle of a listing undoes the whole listing: one commit, or nothing."""
    room = Newsroom(tmp_path)
    with pytest.raises(AttributeError):
        room.list(ALPHA, entry("https://alpha.example/1"), entry("https://alpha.example/2", published="no instant"))
    assert room.archive.source_states() == {}
    assert not room.archive.knows("https://alpha.example/1")
    room.close()


def test_a_locked_archive_is_said_to_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who waited in vain is told that another program is at work."""
    monkeypatch.setattr("pipeline.archive.sqlite.BUSY_SECONDS", 0.1)
    one, other = Newsroom(tmp_path), Newsroom(tmp_path)
    with one.archive._store.writing(), pytest.raises(ArchiveError, match="another program"):
        other.list(ALPHA, entry("https://alpha.example/1"))
    one.close()
    other.close()
