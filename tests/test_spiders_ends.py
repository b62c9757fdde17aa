"""How a crawl ends before its time: signals, limits, a ledger that cannot be written."""

import json
import signal
import subprocess
import sys
import time
from typing import Any

import pytest
from crawling import CHILD, crawl_child, source
from fault_server import FaultServer, head


def dripping(site: FaultServer) -> dict[str, Any]:
    """A source with two good pages and one whose body never ends."""
    site.listing("/news", ["/a/1", "/drip", "/a/2"])
    site.article("/a/1")
    site.article("/a/2")
    site.drip("/drip", head(200, {"Content-Type": "text/html", "Content-Length": "100000"}))
    return source("site", ("feed", site.url("/news")), hosts=[site.netloc])


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_signal_ends_a_crawl_in_under_five_seconds(number: signal.Signals, code: int) -> None:
    """Even while a body drips; what was fetched is kept, what was not stays open, and the shell is told why."""
    with FaultServer(host="127.0.0.31") as site:
        plan = {"sources": [dripping(site)], "politeness": {"timeout": 60}}
        child = subprocess.Popen([sys.executable, str(CHILD)], stdin=-1, stdout=-1, stderr=-1, text=True)
        assert child.stdin
        child.stdin.write(json.dumps(plan))
        child.stdin.close()
        child.stdin = None
        wait_until(lambda: site.asked("/drip") > 0)
        child.send_signal(number)
        told = time.monotonic()
        out, err = child.communicate(timeout=20)
        assert time.monotonic() - told < 5
        answer = json.loads(out)
        assert answer["error"] == f"InterruptedCrawl {code}"
        assert [event[2] for event in answer["events"] if event[0] == "fetched"] == [site.url("/a/1")]
        assert [event for event in answer["events"] if event[0] == "failed"] == []
        assert answer["reports"]["site"]["reason"] == "2 left for later: stopped by a signal"
        assert err == ""


def test_a_signal_while_the_listing_drips_ends_too() -> None:
    """Before anything was found there is nothing to lose."""
    with FaultServer(host="127.0.0.32") as site:
        site.drip("/news", head(200, {"Content-Type": "text/html", "Content-Length": "100000"}))
        plan = {
            "sources": [source("site", ("feed", site.url("/news")), hosts=[site.netloc])],
            "politeness": {"timeout": 60},
        }
        child = subprocess.Popen([sys.executable, str(CHILD)], stdin=-1, stdout=-1, stderr=-1, text=True)
        assert child.stdin
        child.stdin.write(json.dumps(plan))
        child.stdin.close()
        child.stdin = None
        wait_until(lambda: site.asked("/news") > 0)
        child.send_signal(signal.SIGTERM)
        told = time.monotonic()
        out, err = child.communicate(timeout=20)
        assert time.monotonic() - told < 5
        answer = json.loads(out)
        assert (answer["error"], answer["reports"], err) == ("InterruptedCrawl 143", {}, "")


def test_the_limits_of_a_source_end_only_that_source() -> None:
    """Wall time and requests are bounded per source; what is left is told and stays open; others go on."""
    with FaultServer(host="127.0.0.33") as slow, FaultServer(host="127.0.0.34") as wide, FaultServer() as good:
        for site, count in ((slow, 5), (wide, 30), (good, 3)):
            site.listing("/news", [f"/a/{number}" for number in range(count)])
            for number in range(count):
                site.article(f"/a/{number}")
        slow.drip("/a/3", head(200, {"Content-Type": "text/html", "Content-Length": "100000"}))
        sites = {"slow": slow, "wide": wide, "good": good}
        sources = [source(name, ("feed", site.url("/news")), hosts=[site.netloc]) for name, site in sites.items()]
        slow.drip("/list", head(200, {"Content-Type": "text/html", "Content-Length": "100000"}))
        sources.append(source("lost", ("feed", slow.url("/list")), hosts=[slow.netloc]))
        crawled = crawl_child({"sources": sources, "limits": {"seconds": 3, "requests": 12}})
        assert crawled.outcome("lost") == "unreachable: the limit of 3 s was reached"
        assert crawled.report("lost")["seconds"] >= 3 > crawled.report("good")["seconds"]
        assert crawled.outcome("good") == "ok"
        assert crawled.outcome("wide") == "ok: 20 left for later: more than 12 requests in one run"
        assert len(wide.hits) == 12
        assert crawled.outcome("slow").endswith("left for later: the limit of 3 s was reached")
        assert crawled.failures("wide") == {}
        assert crawled.answer["seconds"] < 15


def test_a_ledger_that_cannot_be_written_ends_the_crawl() -> None:
    """A full disk is not one page's fault: the error of the archive comes back to the caller."""
    with FaultServer(host="127.0.0.35") as site:
        plan = {"sources": [dripping(site)], "ledger": {"disk_full": True}, "politeness": {"timeout": 60}}
        crawled = crawl_child(plan)
        assert crawled.answer["error"] == "ArchiveError: the disk is full"
        assert crawled.answer["seconds"] < 10


def wait_until(happened: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)
