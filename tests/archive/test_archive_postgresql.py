"""The same archive in PostgreSQL: a server of its own in a temporary folder, or the test says why not."""

import os
import pwd
import shutil
import subprocess
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from archive_fakes import DAWN, Newsroom, digest, entry, own_text, source

from pipeline.archive import Archive
from pipeline.errors import ArchiveError
from pipeline.models import PagePlace

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed")
pytestmark = pytest.mark.tool
ALPHA, BETA = source("alpha"), source("beta", priority=60)


def programs() -> Path | None:
    """Where initdb lies; Debian keeps it off the path."""
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    found = shutil.which("initdb") or (installed[-1] if installed else None)
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The socket folder of a running server."""
    bin_ = programs()
    if bin_ is None:
        pytest.skip("no PostgreSQL server is installed")
    folder = Path(mkdtemp(prefix="pg-", dir="/tmp"))
    # The server refuses to run as root.
    owner = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    who = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    command = [bin_ / "initdb", "-D", folder / "data", "-A", "trust", "-U", "tester", "-E", "UTF8", "--no-sync"]
    subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd=folder, **who)
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    control = [str(bin_ / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    start = [*control, "-o", options, "-l", str(folder / "log"), "start"]
    subprocess.run(start, check=True, stdout=subprocess.DEVNULL, cwd=folder, **who)
    yield folder
    subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **who)
    shutil.rmtree(folder)


@pytest.fixture
def url(server: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    name = f"t{abs(hash(request.node.name))}"
    with psycopg.connect(f"host={server} user=tester dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return f"postgresql+psycopg://tester@/{name}?host={server}"


@pytest.fixture
def room(url: str, tmp_path: Path) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path, url=url)
    yield room
    room.close()


def test_the_whole_walk(room: Newsroom) -> None:
    """Listed, failed, read, reprinted, revised, searched, shown, explained: as in a file."""
    found = room.list(
        ALPHA, entry("https://alpha.example/1000", "Раз"), entry("https://alpha.example/1000/?utm_source=x")
    )
    assert (found.new, found.known) == (1, 1)
    room.archive.fail(found.tasks[0], "timeout", run="r", at=room.clock)
    (task,) = room.archive.pending("alpha", at=room.pass_time(minutes=10))
    place = PagePlace(file="run-1.warc.gz", offset=5, length=6)
    assert room.read(ALPHA, task, digest(task.url, "Раз\0\ud800", own_text(1)), place=place).announce == "new"
    assert room.publish(BETA, "https://beta.example/1001", "Два", own_text(1)).announce == "also"
    room.pass_time(hours=1)
    (task,) = room.list(ALPHA, entry("https://alpha.example/1000", "Раз и два")).tasks
    assert room.read(ALPHA, task, digest(task.url, "Раз и два", own_text(1))).announce == ""
    assert len(room.archive.revisions("alpha-1000")) == 2
    assert room.feed() == ["beta-1001"]
    assert room.archive.story("alpha-1000").primary.id == "beta-1001"
    assert [item.id for item in room.archive.items(search="СЕКРЕТАРИАТ манёвров")] == ["beta-1001", "alpha-1000"]
    assert list(room.archive.items(search="манёвров ничего")) == []
    assert [item.id for item in room.archive.items(search=[["нет", "раз"]], speaker="имя", limit=1)] == ["alpha-1000"]
    assert room.archive.chain("alpha-1000")[-1].step == "published"
    assert room.archive.tally().sources == {"alpha": 1, "beta": 1}
    room.end_run(ALPHA, BETA)
    assert room.archive.source_states()["beta"].outcome == "ok"
    assert [page.item_id for page in room.archive.stored_pages()] == ["alpha-1000", "beta-1001"]


def test_upkeep(room: Newsroom) -> None:
    """Retention and purging work there, too; a backup says what to use instead."""
    room.publish(ALPHA, "https://alpha.example/1", text=own_text(1), relevance="mention")
    room.publish(ALPHA, "https://alpha.example/2", text=own_text(2), day=date(2025, 1, 1))
    room.pass_time(days=31)
    assert room.archive.retain(others_before=room.clock, at=room.clock).items == 1
    assert room.archive.purge(date(2026, 1, 1), at=room.clock).items == 1
    assert room.list(ALPHA, entry("https://alpha.example/2")).new == 0
    with pytest.raises(ArchiveError, match="pg_dump"):
        room.archive.backup(room.folder / "copy")


def test_an_archive_is_opened_again_and_read_only(room: Newsroom) -> None:
    """Opening an existing archive changes nothing; a reader cannot write."""
    room.publish(ALPHA, "https://alpha.example/1", text=own_text(1))
    room.close()
    room.open()
    assert room.feed() == ["alpha-1"]
    with Archive.open(room.url, now=lambda: room.clock, read_only=True) as reader:
        assert len(list(reader.items())) == 1
        with pytest.raises(ArchiveError, match="read-only"):
            reader.record_run("r", [], started=room.clock, ended=room.clock)


def test_a_reader_may_come_first(url: str) -> None:
    """`status` before the first run finds an empty archive."""
    with Archive.open(url, now=lambda: DAWN, read_only=True) as reader:
        assert list(reader.items()) == []


def test_two_writers_take_turns(room: Newsroom) -> None:
    """Concurrent writers wait for each other; nothing is lost or doubled."""
    done: list[str] = []

    def write(of: str) -> None:
        one = source(of)
        for number in range(8):
            told = room.publish(one, f"https://{of}.example/{number}", text=own_text(number))
            done.append(told.announce)

    threads = [threading.Thread(target=write, args=(of,)) for of in ("alpha", "beta")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["also"] * 8 + ["new"] * 8
    assert len(room.all_items()) == 16


def test_a_database_of_others_is_refused(server: Path, url: str) -> None:
    """Other tables in it: none of ours."""
    name = url.partition("/")[2].removeprefix("/tester@/").partition("?")[0]
    with psycopg.connect(f"host={server} user=tester dbname={name}", autocommit=True) as connection:
        connection.execute("CREATE TABLE notes (text text)")
    with pytest.raises(ArchiveError, match="other tables"):
        Archive.open(url, now=lambda: None)  # type: ignore[arg-type,return-value]


def test_a_server_that_is_away_is_said_to_be(server: Path) -> None:
    """No traceback, no password: the address and what the server said."""
    with pytest.raises(ArchiveError, match="tester") as error:
        Archive.open(f"postgresql+psycopg://tester:secret@/nothing?host={server}", now=lambda: None)  # type: ignore[arg-type,return-value]
    assert "secret" not in str(error.value)


def test_a_query_of_any_characters_is_only_words(room: Newsroom) -> None:
    """No search is an error."""
    room.publish(ALPHA, "https://alpha.example/1", text=own_text(1))
    for query in ("' OR 1", "a & | !", "слово:*", "%s %(x)s", ":word", "\\"):
        list(room.archive.items(search=query))
    assert room.archive.source_state("alpha", at=room.clock + timedelta(days=1)).pending == 0
