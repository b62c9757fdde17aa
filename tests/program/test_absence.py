"""Two days offline: what sites still show is found, what may be gone is on record with its window."""

import json
from datetime import date

import pytest
from program import Program, replica_config

from monitor.demo import Replica

pytestmark = [pytest.mark.system, pytest.mark.proof]
BEFORE = {"csto_monitor_now": "2026-11-20T12:00:00+03:00"}
AFTER = {"csto_monitor_now": "2026-11-22T12:00:00+03:00"}
LATER = {"csto_monitor_now": "2026-11-22T13:00:00+03:00"}
NEW = 4  # pages of each site that appear while nobody looks
SHORT = {"agency", "portal", "reprint"}  # sites whose lists hold only the newest two then


class Absence:
    """A run, two days without one, a run, and one more an hour later."""

    def __init__(self, folder) -> None:
        with Replica(today=date(2026, 11, 20)) as sites:
            all_of = sites.town.pieces
            sites.town.pieces = lambda site: all_of(site)[NEW:]
            self.program = Program(folder, replica_config(sites.proxy_url))
            self.program.run("run", **BEFORE)
            sites.town.pieces = lambda site: all_of(site)[:2] if site in SHORT else all_of(site)
            self.back = self.program.run("run", **AFTER)
            self.status = self.program.run("status", "--json", **AFTER)
            self.shown = self.program.run("status", **AFTER)
            self.published = {piece.title for piece in all_of("odkb")[:NEW]}
            self.next = self.program.run("run", **LATER)
            self.status_later = self.program.run("status", "--json", **LATER)


@pytest.fixture(scope="module")
def absence(tmp_path_factory):
    return Absence(tmp_path_factory.mktemp("absence"))


def rows(answer):
    return {row["source"]: row for row in map(json.loads, answer.stdout.splitlines())}


def test_a_pager_is_followed_to_what_is_known(absence):
    """The site with a pager is read back to the last known item: all that appeared is archived, no gap."""
    held = absence.program.run("items", "--source", "odkb", "--relevance", "all", "--json", **LATER)
    assert {json.loads(line)["title"] for line in held.stdout.splitlines()} >= absence.published
    assert rows(absence.status)["odkb"]["gap"] is False


@pytest.mark.parametrize("source", sorted(SHORT))
def test_what_may_be_gone_is_on_record(absence, source):
    """No list of the site reached back to a known item: the run says gap, `status` shows from when to when."""
    assert absence.back.returncode == 0, absence.back.stderr
    row = rows(absence.status)[source]
    assert row["gap"] is True
    assert row["gap_from"] == "2026-11-20T12:00:00+03:00"
    assert row["gap_until"] == "2026-11-22T12:00:00+03:00"
    line = next(line for line in absence.shown.stdout.splitlines() if line.startswith(f"{source} "))
    assert "gap 2026-11-20 12:00 to 2026-11-22 12:00" in line
    logged = [row for row in absence.program.log() if f" source={source} " in row and " gap=yes" in row]
    assert len(logged) == 1


def test_a_gap_stays_on_record_when_all_is_well_again(absence):
    """The next read reaches what is known; the window of the gap is shown for a month all the same."""
    for source in SHORT:
        row = rows(absence.status_later)[source]
        assert (row["outcome"], row["gap"]) == ("ok", False)
        assert row["gap_until"] == "2026-11-22T12:00:00+03:00"
