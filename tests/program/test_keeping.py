"""Years of keeping: retention, backup and restore, purge, archives of other versions; nothing is told twice."""

import re
import shutil
import sqlite3
import time
from datetime import date

import pytest
from program import Program, replica_config

from monitor.demo import Replica

pytestmark = [pytest.mark.system, pytest.mark.proof]

AT = {"csto_monitor_now": "2026-11-20T12:00:00+03:00"}
LATER = {"csto_monitor_now": "2026-11-20T13:00:00+03:00"}
WEEKS_LATER = {"csto_monitor_now": "2027-01-09T12:00:00+03:00"}
RETENTION = "retention: {pages: 30d, other_pages: 10d, log: 20d}\n"


@pytest.fixture(scope="module")
def replica():
    with Replica(today=date(2026, 11, 20)) as sites:
        yield sites


@pytest.fixture(scope="module")
def first(tmp_path_factory, replica):
    """A folder after its first run; tests work on copies of it."""
    program = Program(tmp_path_factory.mktemp("first"), replica_config(replica.proxy_url) + RETENTION)
    answer = program.run("run", **AT)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout
    return program


@pytest.fixture
def program(tmp_path, first):
    copy = Program(tmp_path, first.config.read_text())
    shutil.copytree(data(first), data(copy))
    return copy


def announced(program):
    return [line for line in program.log() if re.match(r"\S+ INFO  new ", line)]


def data(program):
    return program.folder / "data"


def test_retention_is_kept_by_runs(program):
    """Weeks later raw pages and old logs are gone, the archive and its feeds are not, and nothing is told again."""
    (data(program) / "pages" / "20261001T120000-dead.warc.gz").write_bytes(b"of a killed run")
    pages = list((data(program) / "pages").iterdir())
    log = data(program) / "logs" / "csto-monitor.log"
    assert pages
    answer = program.run("run", **WEEKS_LATER)
    assert answer.stdout == ""
    assert not any(path.exists() for path in pages)
    assert {path.name for path in log.parent.iterdir()} == {"csto-monitor.log"}
    assert all(line.startswith("2027-01-09") for line in program.log())
    assert not announced(program)
    assert len(program.run("items", "--limit", "3", **WEEKS_LATER).stdout.splitlines()) == 3


def test_the_log_turns_over_with_the_day(program):
    """The first run of a day puts the log of the day before aside, under that day's name."""
    program.run("run", csto_monitor_now="2026-11-21T00:30:00+03:00")
    assert (data(program) / "logs" / "csto-monitor.log.2026-11-20").exists()
    assert {line[:10] for line in program.log()} == {"2026-11-21"}


def test_a_restored_backup_tells_nothing_again(program):
    """Back up a live archive, lose the disk, put the copy in place: no line, no `new`, every byte of the feeds."""
    assert program.run("backup", "kept.db").returncode == 0
    before = program.prints()
    for path in data(program).glob("archive.db*"):
        path.unlink()
    (program.folder / "kept.db").rename(data(program) / "archive.db")
    told = len(announced(program))
    answer = program.run("run", **LATER)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert len(announced(program)) == told
    assert program.prints() == before


def test_a_purge_tells_nothing_again(program):
    """What is purged leaves; it stays known though the sites list it still."""
    told = len(announced(program))
    answer = program.run("purge", "--before", "2026-11-19", **AT)
    assert re.match(r"[1-9]\d* items", answer.stdout)
    again = program.run("run", "--all", **LATER)
    assert (again.returncode, again.stdout) == (0, "")
    assert len(announced(program)) == told
    days = program.run("items", "--relevance", "all", "--json").stdout
    assert days
    assert min(re.findall(r'"date": "([\d-]+)"', days)) >= "2026-11-19"


def damage(program, how):
    archive = data(program) / "archive.db"
    if how == "newer":
        with sqlite3.connect(archive) as file:
            file.execute("PRAGMA user_version = 9999")
        file.close()
    elif how == "torn":
        whole = archive.read_bytes()
        archive.write_bytes(whole[: len(whole) // 2])
    else:
        archive.write_bytes(b"no database " * 500)


@pytest.mark.parametrize(
    ("how", "code", "word"), [("newer", 2, "newer"), ("torn", 3, "damaged"), ("foreign", 3, "no archive")]
)
def test_an_archive_that_cannot_be_read_is_refused(program, how, code, word):
    """An archive of a newer version is exit 2, a damaged or foreign one 3; feeds and the archive itself stay."""
    damage(program, how)
    before, archive = program.prints(), (data(program) / "archive.db").read_bytes()
    answer = program.run("run", "--all", **LATER)
    assert answer.returncode == code, answer.stderr
    assert word in answer.stderr
    assert "Traceback" not in answer.stderr
    assert program.prints() == before
    assert (data(program) / "archive.db").read_bytes() == archive


def test_last_run_is_touched_by_every_run_that_ends(program):
    """A dead-man switch sees the summary of the last run, and a new time after a tick with nothing due."""
    marker = data(program) / "last-run"
    line = [row for row in program.log() if re.match(r"\S+ INFO  run ", row)][-1]
    assert marker.read_text() == f"{line}\n"
    was = marker.stat().st_mtime_ns
    time.sleep(0.02)
    assert program.run("run", **AT).stdout == ""
    assert marker.stat().st_mtime_ns > was
    assert marker.read_text() == f"{line}\n"


def test_last_run_stands_still_when_a_run_does_not_end(program):
    """A refused archive leaves the marker's time alone: the switch goes off."""
    damage(program, "newer")
    was = (data(program) / "last-run").stat().st_mtime_ns
    program.run("run", "--all", **LATER)
    assert (data(program) / "last-run").stat().st_mtime_ns == was
