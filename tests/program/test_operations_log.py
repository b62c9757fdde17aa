"""The greps of docs/operations.md, typed against the log of a real run."""

import json
import re
import subprocess
from datetime import date

import pytest
from program import Program, replica_config

from monitor.demo import Replica
from monitor.paths import CHECKOUT

pytestmark = [pytest.mark.system, pytest.mark.proof]

AT = {"csto_monitor_now": "2026-11-20T12:00:00+03:00"}
LATER = {"csto_monitor_now": "2026-11-20T13:00:00+03:00"}
TEXT = (CHECKOUT / "docs" / "operations.md").read_text(encoding="utf-8")
GREPS = re.findall(r"^    (grep '.*?' \S+|grep \".*?\" \S+)", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    """A folder after two runs of the demo's sites, the second with one of them blocked."""
    with Replica(today=date(2026, 11, 20)) as replica:
        made = Program(tmp_path_factory.mktemp("log"), replica_config(replica.proxy_url))
        made.run("run", **AT)
        replica.block("portal")
        assert made.run("run", **LATER).returncode == 1
    return made


def find(program, part, **words):
    """What the grep of the document prints that has `part` in it, for the day of the demo and its sources."""
    (line,) = [line for line in GREPS if part in line]
    line = line.replace("$(date +%F)", "2026-11-20").replace("source=tass", "source=agency")
    return subprocess.run(
        ["sh", "-c", line], cwd=program.folder, capture_output=True, text=True, check=False
    ).stdout.splitlines()


def test_what_is_new_today(program):
    """One line a story, as many as were printed, each with its title and address."""
    lines = find(program, "date +%F")
    assert len(lines) >= 8
    assert all(" title=" in line and " url=" in line for line in lines)


def test_who_said_it(program):
    """A speaker's name finds their statements and nobody else's."""
    lines = find(program, "speaker=")
    assert lines
    assert all("Масадыков" in re.search(r'speaker="([^"]*)"', line)[1] for line in lines)


def test_which_source_is_not_well(program):
    """The blocked site stands there with its outcome and since when; the others do not."""
    lines = find(program, "WARN .*source=")
    assert [re.search(r" source=(\S+) outcome=(\S+) since=", line).groups() for line in lines] == [
        ("portal", "blocked")
    ]


def test_one_source_run_by_run(program):
    """Two runs, two lines."""
    assert len(find(program, "source=tass")) == 2


def test_nothing_is_said_of_what_did_not_happen(program):
    """No source was silent, nothing was missed."""
    assert find(program, "silent") == []
    assert find(program, "gap=yes") == []


def test_status_tells_the_same(program):
    """The table and the JSON know of the blocked site as well, and exit 1 says so."""
    answer = program.run("status", "--json", **LATER)
    assert answer.returncode == 1
    rows = {row["source"]: row for row in map(json.loads, answer.stdout.splitlines())}
    assert (rows["portal"]["outcome"], rows["portal"]["runs"]) == ("blocked", ["ok", "blocked"])
    assert "×" in program.run("status", **LATER).stdout
