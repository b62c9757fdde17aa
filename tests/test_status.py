"""`status` and what it rests on: rhythm, silence, the line of the last runs."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import logs
from monitor.cli import main
from monitor.rhythm import FEWEST, find_rhythm, is_silent
from monitor.silence import tell_silence
from monitor.sparkline import draw
from pipeline.archive import Archive
from pipeline.models import Entry
from pipeline.records import SourceReport, SourceState
from pipeline.source import Source

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SPANS = st.lists(st.integers(1, 10_000), min_size=FEWEST, max_size=60)


def arrivals(*hours):
    """Instants with these gaps between them, in hours."""
    times = [NOON]
    for gap in hours:
        times.append(times[-1] + timedelta(hours=gap))
    return times


def read(last_new, last_success):
    return SourceState(source="a", outcome="ok", last_new=last_new, last_success=last_success)


def test_few_arrivals_are_no_rhythm():
    """Of a source seen five times nobody knows how often it speaks."""
    assert find_rhythm(arrivals(1, 1, 1, 1)) is None
    assert not is_silent(read(NOON, NOON + timedelta(days=99)), None)


def test_weekends_are_no_silence():
    """A source that rests every weekend is not silent on Monday morning, but on Wednesday."""
    weeks = arrivals(*([2, 2, 2, 2, 64] * 4))
    rhythm = find_rhythm(weeks)
    assert not is_silent(read(weeks[-1], weeks[-1] + timedelta(hours=66)), rhythm)
    assert is_silent(read(weeks[-1], weeks[-1] + timedelta(hours=97)), rhythm)


def test_one_outage_does_not_deafen():
    """A single long pause is no habit."""
    times = arrivals(*([2] * 20), 500, *([2] * 20))
    assert find_rhythm(times).alarm == timedelta(days=1)


def test_our_own_absence_is_not_the_sources_silence():
    """What counts is the time in which the source was read well."""
    rhythm = find_rhythm(arrivals(*[2] * 20))
    assert not is_silent(read(NOON, NOON + timedelta(hours=3)), rhythm)


@given(SPANS)
def test_an_alarm_is_never_within_what_is_usual(gaps):
    """The alarm lies beyond three usual gaps and is never under a day."""
    rhythm = find_rhythm(arrivals(*gaps))
    assert rhythm.alarm >= 3 * rhythm.usual
    assert rhythm.alarm >= timedelta(days=1)


@given(SPANS, st.randoms())
def test_the_order_of_arrivals_does_not_matter(gaps, chance):
    """A rhythm is a function of the set of instants."""
    times = arrivals(*gaps)
    mixed = list(times)
    chance.shuffle(mixed)
    assert find_rhythm(mixed) == find_rhythm(times)


def report(outcome="ok", new=0):
    return SourceReport(source="a", outcome=outcome, new=new)


def test_the_last_runs_are_a_line():
    """A dot: nothing new; higher: more was new; a cross: not well."""
    assert draw([report(), report(new=1), report(new=5), report(new=900), report("blocked")]) == "·▁▃█×"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A folder with a configuration and an archive of 20 days; one source fell silent, one fails, one is young."""
    (tmp_path / "config.yaml").write_text(
        "timezone: Europe/Berlin\nsources:\n"
        "  - {id: calm, url: 'https://a.example/', discover: [{feed: 'https://a.example/rss'}], every: 1h}\n"
        "  - {id: lost, url: 'https://b.example/', discover: [{feed: 'https://b.example/rss'}]}\n"
        "  - {id: young, url: 'https://c.example/', discover: [{feed: 'https://c.example/rss'}]}\n"
        "  - {id: asleep, url: 'https://d.example/', enabled: false, reason: not yet, discover: []}\n"
    )
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    with Archive.open(f"sqlite:///{tmp_path}/data/archive.db", now=lambda: NOON) as archive:
        for number in range(20):
            at = NOON + timedelta(hours=6 * number)
            find(archive, "calm", f"https://a.example/{number:06}", at)
            settle(archive, f"r{number}", at, SourceReport(source="calm", outcome="ok", new=1, seen=9))
    yield tmp_path
    for handler in list(logs.LOGGER.handlers):
        logs.LOGGER.removeHandler(handler)
        logs.logging.getLogger().removeHandler(handler)


def find(archive, source, url, at):
    entry = Entry(url=url, title="Т")
    archive.discover(
        Source(id=source, name=source, url="https://a.example/"), [(entry, "control")], url="https://a.example/rss",
        validators=None, run="r", at=at,
    )  # fmt: skip


def settle(archive, run, at, *reports):
    archive.record_run(run, reports, started=at, ended=at)


def ask(capsys, monkeypatch, at, *words):
    monkeypatch.setenv("CSTO_MONITOR_NOW", at.isoformat())
    code = main(["status", *words])
    return code, capsys.readouterr().out


def fall_silent(home, days=5):
    last = NOON + timedelta(hours=6 * 19)
    at = last + timedelta(days=days)
    with Archive.open(f"sqlite:///{home}/data/archive.db", now=lambda: at) as archive:
        settle(
            archive, "s", at, SourceReport(source="calm", outcome="ok", seen=9),
            SourceReport(source="lost", outcome="blocked", reason="challenge page"),
        )  # fmt: skip
    return at


def test_the_table_shows_health_at_a_glance(home, capsys, monkeypatch):
    """One line a source: outcome, last runs, how long ago, rhythm, streak, next poll, and what to look at."""
    at = fall_silent(home)
    code, told = ask(capsys, monkeypatch, at + timedelta(minutes=9))
    assert code == 1
    head, calm, lost, young, off = told.splitlines()
    assert " ".join(head.split()) == "source outcome runs success new item usual streak pending next poll notes"
    assert "▁▁▁·" in calm
    assert " 6h " in calm
    assert "in 45m" in calm
    assert "SILENT: nothing new for 5d, usually every 6h" in calm
    assert "×" in lost
    assert "challenge page" in lost
    assert "not polled" in young
    assert "disabled" in off
    assert "not yet" in off


def test_json_keeps_its_fields(home, capsys, monkeypatch):
    """One object a line; the fields other programs read stay, new ones come beside them."""
    at = fall_silent(home)
    _, told = ask(capsys, monkeypatch, at, "--json")
    rows = {row["source"]: row for row in map(json.loads, told.splitlines())}
    old = "source name enabled outcome reason since streak last_attempt last_success last_new gap pending next_poll"
    added = "gap_from gap_until wait_until silent rhythm control runs"
    assert set(rows["calm"]) == set(f"{old} {added}".split())
    assert rows["calm"]["silent"] is True
    assert rows["calm"]["rhythm"] == {"usual": 6 * 3600.0, "alarm": 24 * 3600.0}
    assert rows["calm"]["control"] == {"opened": 0, "kept": 0}
    assert rows["lost"]["runs"] == ["blocked"]
    assert rows["lost"]["silent"] is False
    assert rows["young"]["rhythm"] is None


def test_a_gap_stands_with_its_window(home, capsys, monkeypatch):
    """What may have been missed is said with both its ends, in the zone of the log."""
    at = NOON + timedelta(days=6)
    with Archive.open(f"sqlite:///{home}/data/archive.db", now=lambda: at) as archive:
        settle(archive, "g", at, SourceReport(source="calm", outcome="ok", new=9, gap=True))
    _, told = ask(capsys, monkeypatch, at)
    assert "gap 2026-03-07 07:00 to 2026-03-08 13:00" in told
    _, told = ask(capsys, monkeypatch, at, "--json")
    row = json.loads(told.splitlines()[0])
    assert (row["gap_from"], row["gap_until"]) == ("2026-03-07T07:00:00+01:00", "2026-03-08T13:00:00+01:00")


def test_silence_is_logged_once(home):
    """The run in which a silence first goes beyond the rhythm warns; those after it do not."""
    said = []

    class Ear(logs.Log):
        def warning(self, event, **fields):
            said.append((event, fields["source"], fields["quiet"], fields["usual"]))

    last = NOON + timedelta(hours=6 * 19)
    with Archive.open(f"sqlite:///{home}/data/archive.db", now=lambda: NOON) as archive:
        before = archive.source_state("calm")
        for hour in range(1, 60, 3):
            at = last + timedelta(hours=hour)
            settle(archive, f"q{hour}", at, SourceReport(source="calm", outcome="ok", seen=9))
            after = archive.source_state("calm")
            tell_silence(Ear("q", "Europe/Berlin"), archive, before, after)
            before = after
    assert said == [("silent", "calm", "1d", "6h")]


def test_status_before_the_first_run(tmp_path, capsys, monkeypatch):
    """With no archive there is nothing failing, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("sources: []\n")
    assert ask(capsys, monkeypatch, NOON)[0] == 0
    assert not (tmp_path / "data" / "archive.db").exists()
