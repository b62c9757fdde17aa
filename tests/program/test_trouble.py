"""Sites that change, refuse or drip, each in its own way in one run: what is said of them, and how they heal."""

import json
import re
from collections import Counter
from datetime import date

import pytest
from program import Program, replica_config

from monitor.demo import Replica

pytestmark = pytest.mark.system
TODAY = date(2026, 11, 20)
HOURS = [{"csto_monitor_now": f"2026-11-20T{hour}:00:00+03:00"} for hour in range(12, 16)]


class Story:
    """Three sites fall ill while all four publish, then they are well again."""

    def __init__(self, folder) -> None:
        with Replica(today=TODAY) as sites:
            well = replica_config(sites.proxy_url)
            self.program = Program(folder, well)
            self.first = self.program.run("run", **HOURS[0])
            sites.redesign("odkb")
            sites.block("portal")
            sites.drip("agency")
            sites.publish_more()
            sites.forget_requests()
            self.program.config.write_text(well.replace("timeout: 10", "timeout: 1"), encoding="utf-8")
            self.ill = self.program.run("run", **HOURS[1])
            self.asked = Counter(request.url.split("/")[2] for request in sites.requests)
            self.status = self.program.run("status", "--json", **HOURS[1])
            self.told = [line for line in self.program.log() if "T13:00" in line[:19]]
            for site in ("odkb", "portal", "agency"):
                sites.heal(site)
            self.program.config.write_text(well, encoding="utf-8")
            before = files(folder / "data")
            self.rehearsed = self.program.run("run", "--dry-run", **HOURS[2])
            self.is_untouched = files(folder / "data") == before
            self.healed = self.program.run("run", **HOURS[2])
            self.status_after = self.program.run("status", "--json", **HOURS[2])
            self.never_ill = Program(make(folder / "never-ill"), well)
            self.never_ill.run("run", **HOURS[3])


def make(folder):
    folder.mkdir()
    return folder


def rows(answer):
    return {row["source"]: row for row in map(json.loads, answer.stdout.splitlines())}


def held(program):
    answer = program.run("items", "--json", **HOURS[3])
    return {(row["id"], row["title"], row["date"]) for row in map(json.loads, answer.stdout.splitlines())}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    return Story(tmp_path_factory.mktemp("trouble"))


@pytest.mark.parametrize(
    ("source", "outcome", "reason"),
    [
        ("odkb", "empty", ".news-item a.news-item-title"),
        ("portal", "blocked", "challenge page"),
        ("agency", "unreachable", "no whole answer in time"),
        ("reprint", "ok", ""),
    ],
)
def test_each_says_what_befell_it_and_the_others_go_on(story, source, outcome, reason):
    """A redesign is `empty`, a challenge `blocked`, dripping `unreachable`, each with the reason; the rest is read."""
    row = rows(story.status)[source]
    assert row["outcome"] == outcome
    assert reason in row["reason"]
    assert any(f" source={source} outcome={outcome} " in line for line in story.told)


def test_some_sources_failing_is_exit_one(story):
    """What the well site published meanwhile is announced in the same run."""
    assert story.first.returncode == 0
    assert story.ill.returncode == 1
    sources = {line.split("\t")[1] for line in story.ill.stdout.splitlines()}
    assert sources <= {"reprint"}
    assert story.status.returncode == 1


def test_who_refuses_is_asked_once(story):
    """A site that answers with a challenge gets no second request in that run."""
    assert story.asked["portal.example"] == 1


def test_each_heals_by_itself(story):
    """The next run after the trouble is over finds all four well, streaks at nothing."""
    assert story.healed.returncode == 0, story.healed.stderr
    after = rows(story.status_after)
    assert {row["outcome"] for row in after.values()} == {"ok"}
    assert {row["streak"] for row in after.values()} == {0}


def test_nothing_published_meanwhile_is_lost(story):
    """What was published while the sites were ill is archived as if they had never been."""
    assert held(story.program) == held(story.never_ill)


def test_nothing_is_announced_twice(story):
    """Each story is told once over all runs."""
    ids = [re.search(r" id=(\S+)", line)[1] for line in story.program.log() if " INFO  new " in line]
    assert ids
    assert len(ids) == len(set(ids))


def test_a_dry_run_tells_the_stories_a_run_would(story):
    """As many lines, of the same stories; which site is first is a matter of moments. Nothing is written."""
    answer = story.program.run("items", "--json", **HOURS[3])
    story_of = {row["url"]: row["story"] for row in map(json.loads, answer.stdout.splitlines())}
    would, did = (
        sorted(story_of[line.split("\t")[5]] for line in one.stdout.splitlines())
        for one in (story.rehearsed, story.healed)
    )
    assert did
    assert would == did
    assert story.rehearsed.returncode == 0
    assert story.is_untouched


def files(folder):
    """What lies there, but for the archive's journal, which readers open too."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.name.endswith(("-wal", "-shm")))
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}
