"""A server that says when to come back is left alone until then, whoever asks."""

import json

import pytest
from fault_server import FaultServer
from program import Program

pytestmark = pytest.mark.system
PAGE = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>Учение ОДКБ</title></head><body><article>
<h1>Учение ОДКБ</h1><time datetime="2026-11-20T10:00:00+03:00">20.11.2026</time>
<p>Секретариат ОДКБ сообщил об учении спасателей в горах. Оно продлится три дня и пройдёт без зрителей.</p>
<p>Участники проверят связь и снаряжение, а потом вместе приготовят обед для всех гостей лагеря.</p>
</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><item><title>Учение ОДКБ</title>
<link>{url}</link></item></channel></rss>"""


def at(clock):
    return {"csto_monitor_now": f"2026-11-20T{clock}:00+03:00"}


@pytest.fixture
def server():
    with FaultServer() as one:
        one.page("/tired", "slow down", status=429, Retry_After="7200")
        one.page("/news", FEED.format(url=one.url("/a/10001")), kind="application/rss+xml")
        one.page("/a/10001", PAGE)
        yield one


@pytest.fixture
def program(tmp_path, server):
    sources = "".join(
        f"  - {{id: {name}, url: '{server.origin}/', fetch: all, every: 5m, "
        f"discover: [{{feed: '{server.url(path)}'}}]}}\n"
        for name, path in (("tired", "/tired"), ("fresh", "/news"))
    )
    return Program(tmp_path, f"politeness: {{delay: 0}}\nnetwork: {{allow_private: true}}\nsources:\n{sources}")


def rows(program, clock):
    answer = program.run("status", "--json", **at(clock))
    return {row["source"]: row for row in map(json.loads, answer.stdout.splitlines())}


def test_retry_after_holds_for_the_host(program, server):
    """429 and two hours: three ticks, a run of everything and one by name ask nothing; `status` says until when."""
    assert program.run("run", **at("12:00")).returncode == 1
    assert server.asked("/tired") == 1
    asked = len(server.hits)
    for clock in ("12:10", "12:30", "13:30"):
        tick = program.run("run", **at(clock))
        assert (tick.returncode, tick.stdout, tick.stderr) == (0, "", "")
    by_hand = program.run("run", "--source", "fresh", **at("13:31"))
    assert by_hand.returncode == 3
    assert "asked to be left alone until 2026-11-20 11:00Z (429 Too Many Requests)" in by_hand.stderr
    assert len(server.hits) == asked
    assert rows(program, "13:40")["tired"]["wait_until"] == "2026-11-20T14:00:00+03:00"
    assert rows(program, "13:40")["fresh"]["next_poll"] == "2026-11-20T14:00:00+03:00"
    told = program.run("status", **at("13:40")).stdout
    assert "its host asked to be left alone until 2026-11-20 14:00 (429 Too Many Requests)" in told
    assert any(" wait " in line and "429 Too Many Requests" in line for line in program.log())


def test_when_the_time_is_over_all_is_as_before(program, server):
    """Two hours later both are asked again by themselves."""
    program.run("run", **at("12:00"))
    server.page("/tired", FEED.format(url=server.url("/a/10001")), kind="application/rss+xml")
    assert program.run("run", **at("14:01")).returncode == 0
    assert {row["outcome"] for row in rows(program, "14:01").values()} == {"ok"}
    assert server.asked("/tired") == 2
