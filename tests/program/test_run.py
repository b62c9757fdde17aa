"""`run` as cron knows it: exit codes, silence, sources that fail while others go on."""

import json
import shutil
import signal
import subprocess
import time
from datetime import date

import feedparser
import pytest
from program import Program, replica_config

from monitor.demo import Replica

pytestmark = pytest.mark.system
TODAY = date(2026, 11, 20)


@pytest.fixture
def replica():
    with Replica(today=TODAY) as sites:
        yield sites


@pytest.fixture
def program(tmp_path, replica):
    return Program(tmp_path, replica_config(replica.proxy_url))


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A first run and the folder it left."""
    folder = tmp_path_factory.mktemp("first")
    with Replica(today=TODAY) as sites:
        program = Program(folder, replica_config(sites.proxy_url))
        answer = program.run("run", **AT)
    assert answer.returncode == 0, answer.stderr
    return program, answer


@pytest.fixture
def going(tmp_path, replica, first):
    """The program after its first run, in a folder of the test's own."""
    shutil.copytree(first[0].folder / "data", tmp_path / "data")
    return Program(tmp_path, replica_config(replica.proxy_url))


AT = {"csto_monitor_now": "2026-11-20T12:00:00+03:00"}
LATER = {"csto_monitor_now": "2026-11-20T13:00:00+03:00"}
LATER_STILL = {"csto_monitor_now": "2026-11-20T14:00:00+03:00"}


def outcomes(program):
    answer = program.run("status", "--json")
    return {row["source"]: row for row in map(json.loads, answer.stdout.splitlines())}


def test_a_run_with_nothing_due_is_silent(going):
    """The next tick prints nothing, asks for nothing and exits 0."""
    second = going.run("-q", "run", **AT)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


def test_reading_back_while_nothing_is_due_is_answered(going):
    """Who asks for older pages is told why there are none, instead of silence."""
    answer = going.run("run", "--since", "2026-11-01", **AT)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert "add --all or --source" in answer.stderr


def test_a_second_read_is_conditional(going, replica):
    """Nothing new: feeds answer 304, no article is opened but those to retry, robots.txt is not asked again."""
    unread = [line.split(" url=")[1].split()[0] for line in going.log() if " INFO  failed " in line]
    before = going.prints()
    replica.forget_requests()
    going.run("run", **LATER)
    asked = replica.requests
    assert any(request.status == 304 for request in asked)
    assert not [request.url for request in asked if request.url.endswith("robots.txt")]
    listings = {"rss.xml", "news.xml", "sitemap_news.xml", "news"}
    opened = [request.url for request in asked if request.url not in unread]
    assert {url.split("?")[0].rstrip("/").rsplit("/", 1)[-1] for url in opened} <= listings
    assert going.prints() == before


@pytest.mark.proof
def test_quiet_runs_tell_changes_of_state_only(going, replica):
    """A site blocked for months must not mail every tick."""
    replica.block("portal")
    assert "outcome=blocked" in going.run("-q", "run", **LATER).stderr
    assert going.run("-q", "run", **LATER_STILL).stderr == ""


def test_what_appears_later_is_announced_once(going, replica):
    """A new item is one line, one `new` in the log and one new entry; old guids stay."""
    before = feedparser.parse((going.public / "about.atom").read_bytes())
    replica.publish_more()
    second = going.run("run", **LATER)
    third = going.run("run", **LATER_STILL)
    assert second.stdout.splitlines()
    assert third.stdout == ""
    after = feedparser.parse((going.public / "about.atom").read_bytes())
    assert {entry.id for entry in before.entries} < {entry.id for entry in after.entries}
    announced = [line for line in going.log() if " INFO  new " in line and "T13:00" in line[:19]]
    assert len(announced) == len(second.stdout.splitlines())


def test_old_items_are_not_announced_on_the_first_run(first):
    """Items older than `baseline_days` are archived, not printed, not in feeds."""
    program, answer = first
    assert min(line.split("\t")[0] for line in answer.stdout.splitlines()) >= "2026-11-13"
    held = program.run("items", "--relevance", "all", "--json")
    days = [json.loads(line)["date"] for line in held.stdout.splitlines()]
    assert min(days) < "2026-11-13"


def test_no_network_is_our_fault(tmp_path):
    """Every source unreachable: exit 3, feeds untouched, `network=down` in the log."""
    program = Program(
        tmp_path,
        "politeness: {delay: 0, timeout: 5}\nsources:\n"
        "  - {id: a, url: 'https://a.invalid/', discover: [{feed: 'https://a.invalid/rss'}]}\n"
        "  - {id: b, url: 'https://b.invalid/', discover: [{feed: 'https://b.invalid/rss'}]}\n",
    )
    program.run("rebuild")
    before = program.prints()
    answer = program.run("run", "--all")
    assert answer.returncode == 3, answer.stderr
    assert program.prints() == before
    assert any("network=down" in line for line in program.log())
    assert {row["streak"] for row in outcomes(program).values()} == {0}


@pytest.mark.proof
def test_a_cut_cable_is_told_once(tmp_path):
    """A quiet run says that our network went down when it did, not at every tick."""
    program = Program(
        tmp_path,
        "politeness: {delay: 0, timeout: 5}\nsources:\n"
        "  - {id: a, url: 'https://a.invalid/', discover: [{feed: 'https://a.invalid/rss'}]}\n"
        "  - {id: b, url: 'https://b.invalid/', discover: [{feed: 'https://b.invalid/rss'}]}\n",
    )
    first = program.run("-q", "run", "--all")
    assert len(first.stderr.splitlines()) == 1
    assert "network=down" in first.stderr
    assert program.run("-q", "run", "--all").stderr == ""


def test_a_second_run_finds_the_lock(program, replica):
    """Cron and a person at once: the second exits 75 and says who is at work."""
    replica.drip("agency")
    first = program.start("run", **AT)
    lock = program.folder / "data" / "run.lock"
    deadline = time.monotonic() + 20
    while not (lock.exists() and lock.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    second = program.run("run", **AT)
    first.kill()
    first.wait()
    assert second.returncode == 75
    assert f"process {first.pid}" in second.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.proof)])
def test_a_signal_ends_a_run_within_five_seconds(program, replica, number):
    """SIGTERM gives 143, Ctrl-C 130, also while a site drips; the next run completes the work."""
    replica.drip("agency")
    first = program.start("run", **AT)
    deadline = time.monotonic() + 20
    while not [r for r in replica.requests if "agency" in r.url] and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    first.send_signal(number)
    began = time.monotonic()
    try:
        code = first.wait(10)
    except subprocess.TimeoutExpired:
        first.kill()
        raise
    assert time.monotonic() - began < 5
    assert code == 128 + number
    replica.heal("agency")
    assert program.run("run", "--all", **AT).returncode == 0
