"""One crawl over well-behaved servers: what we ask for, how often, how fast, and what we take for an answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from crawling import Crawled, crawl_child, source
from fault_server import FaultServer

TAG = '"v1"'
LONG_AGO = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True)
class Run:
    crawled: Crawled
    servers: dict[str, FaultServer]

    def asked(self, name: str) -> list[str]:
        """The paths a server was asked for, robots.txt left out."""
        return [hit.path for hit in self.servers[name].hits if hit.path != "/robots.txt"]


SCENES: dict[str, Any] = {}


def scene(build: Any) -> Any:
    """A server of its own, and what it plays; the function returns the sources and their part of the plan."""
    SCENES[build.__name__] = build
    return build


@scene
def plain(s: FaultServer) -> dict[str, Any]:
    s.listing("/news", ["/a/1", "/a/2", "/a/3"], ETag=TAG, Set_Cookie="id=1; Path=/")
    for number in (1, 2, 3):
        s.article(f"/a/{number}")
    return {"sources": [source("plain", ("feed", s.url("/news")), hosts=[s.netloc])]}


@scene
def unchanged(s: FaultServer) -> dict[str, Any]:
    s.listing("/whole", ["/a/1"], ETag=TAG)
    s.conditional("/news", "/whole", TAG)
    s.article("/left")
    return {
        "sources": [source("unchanged", ("feed", s.url("/news")), hosts=[s.netloc])],
        "validators": {s.url("/news"): TAG},
        "pending": {"unchanged": [s.url("/left")]},
    }


@scene
def falls_over(s: FaultServer) -> dict[str, Any]:
    s.page("/feed", "<h1>no</h1>", status=403)
    s.page("/map", "<p>nothing</p>")
    s.listing("/news", ["/a/1"])
    s.listing("/unneeded", ["/a/2"])
    s.article("/a/1")
    ways = [("feed", "/feed"), ("listing", "/map"), ("listing", "/news"), ("listing", "/unneeded")]
    return {"sources": [source("falls_over", *((kind, s.url(path)) for kind, path in ways), hosts=[s.netloc])]}


@scene
def listing_lost(s: FaultServer) -> dict[str, Any]:
    s.article("/left/1")
    s.article("/left/2")
    return {
        "sources": [source("listing_lost", ("feed", s.url("/gone")), hosts=[s.netloc])],
        "pending": {"listing_lost": [s.url("/left/1"), s.url("/left/2")]},
    }


@scene
def told_to_wait(s: FaultServer) -> dict[str, Any]:
    s.page("/news", "slow down", status=429, Retry_After="3600")
    s.article("/left")
    return {
        "sources": [source("told_to_wait", ("feed", s.url("/news")), ("listing", s.url("/other")), hosts=[s.netloc])],
        "pending": {"told_to_wait": [s.url("/left")]},
    }


@scene
def tires(s: FaultServer) -> dict[str, Any]:
    s.listing("/news", [f"/a/{number}" for number in range(9)])
    for number in range(9):
        s.page(f"/a/{number}", "slow down", status=429, Retry_After="60")
    return {"sources": [source("tires", ("feed", s.url("/news")), hosts=[s.netloc])]}


@scene
def shared(s: FaultServer) -> dict[str, Any]:
    s.page("/first", "slow down", status=429, Retry_After="200000")
    s.listing("/second", ["/a/1"])
    return {
        "sources": [
            source("shared", ("feed", s.url("/first")), hosts=[s.netloc]),
            source("shared_other", ("feed", s.url("/second")), hosts=[s.netloc]),
        ],
        "robots": {s.origin: "User-agent: *\nAllow: /"},
    }


@scene
def still_waiting(s: FaultServer) -> dict[str, Any]:
    s.listing("/news", ["/a/1"])
    return {
        "sources": [source("still_waiting", ("feed", s.url("/news")), hosts=[s.netloc])],
        "waits": {s.netloc: "2099-01-01T00:00:00+00:00"},
        "pending": {"still_waiting": [s.url("/left")]},
    }


@scene
def waited_long_enough(s: FaultServer) -> dict[str, Any]:
    s.listing("/news", ["/a/1"])
    s.article("/a/1")
    return {
        "sources": [source("waited_long_enough", ("feed", s.url("/news")), hosts=[s.netloc])],
        "waits": {s.netloc: LONG_AGO},
    }


@scene
def patient(s: FaultServer) -> dict[str, Any]:
    s.listing("/news", ["/a/1", "/a/2"])
    s.page("/a/1", "in a second", status=503, Retry_After="1")
    s.article("/a/2")
    return {"sources": [source("patient", ("feed", s.url("/news")), hosts=[s.netloc])]}


@scene
def endless(s: FaultServer) -> dict[str, Any]:
    for number in range(1, 30):
        s.listing(f"/p/{number}", [f"/p{number}/a", f"/p{number}/b"], older=f"/p/{number + 1}")
        s.article(f"/p{number}/a")
        s.article(f"/p{number}/b")
    way = {"kind": "listing", "url": s.url("/p/1"), "pages": 3}
    return {
        "sources": [source("endless", way, hosts=[s.netloc])],
        "last_success": {"endless": LONG_AGO},
    }


@scene
def reaches_known(s: FaultServer) -> dict[str, Any]:
    s.listing("/p/1", ["/a/new", "/a/old1", "/a/old2"], older="/p/2")
    s.article("/a/new")
    way = {"kind": "listing", "url": s.url("/p/1"), "pages": 3}
    return {
        "sources": [source("reaches_known", way, hosts=[s.netloc])],
        "last_success": {"reaches_known": LONG_AGO},
        "known": [s.url("/a/old1"), s.url("/a/old2")],
    }


@scene
def offline(s: FaultServer) -> dict[str, Any]:
    s.listing("/feed", ["/a/1", "/a/2"])
    for path in ("/a/1", "/a/2", "/d0/a", "/d1/a", "/d2/a"):
        s.article(path)
    today = datetime.now(UTC)
    for back in range(3):
        s.listing(f"/day/{today - timedelta(days=back):%Y%m%d}", [f"/d{back}/a"])
    return {
        "sources": [
            source(
                "offline", ("feed", s.url("/feed")), ("sitemap", s.url("/day/{day:%Y%m%d}")),
                ("listing", s.url("/unneeded")), hosts=[s.netloc], timezone="UTC",
            )
        ],
        "last_success": {"offline": (today - timedelta(days=2)).isoformat()},
    }  # fmt: skip


@scene
def offline_too_long(s: FaultServer) -> dict[str, Any]:
    s.listing("/feed", ["/a/1", "/a/2"])
    s.article("/a/1")
    s.article("/a/2")
    return {
        "sources": [
            source("offline_too_long", ("feed", s.url("/feed")), ("listing", s.url("/gone")), hosts=[s.netloc])
        ],
        "last_success": {"offline_too_long": LONG_AGO},
    }


@scene
def pager_loop(s: FaultServer) -> dict[str, Any]:
    s.listing("/p/1", ["/a/1"], older="/p/1")
    s.article("/a/1")
    way = {"kind": "listing", "url": s.url("/p/1"), "pages": 5}
    return {"sources": [source("pager_loop", way, hosts=[s.netloc])]}


@scene
def index(s: FaultServer) -> dict[str, Any]:
    children = [f"/map/{number}" for number in range(20)]
    s.page("/index", "<x>" + "".join(f"<sitemap>{s.url(path)}</sitemap>" for path in children), ETag=TAG)
    for number, path in enumerate(children):
        s.listing(path, [f"/a/{number}"] if number < 2 else [])
        s.article(f"/a/{number}")
    return {"sources": [source("index", ("sitemap", s.url("/index")), hosts=[s.netloc])]}


@scene
def whole(s: FaultServer) -> dict[str, Any]:
    s.listing("/news", ["/a/1", "/a/2"])
    way = {"kind": "feed", "url": s.url("/news"), "full_text": True}
    return {"sources": [source("whole", way, hosts=[s.netloc])]}


@scene
def refused(s: FaultServer) -> dict[str, Any]:
    s.page("/robots.txt", "User-agent: *\nDisallow: /private/\n", kind="text/plain")
    s.listing("/news", ["/private/1", "/a/1"])
    s.article("/a/1")
    s.listing("/private/news", ["/a/1"])
    return {
        "sources": [
            source("refused", ("feed", s.url("/news")), hosts=[s.netloc]),
            source("refused_list", ("feed", s.url("/private/news")), hosts=[s.netloc]),
        ]
    }


def with_robots(name: str, **page: Any) -> None:
    def build(s: FaultServer) -> dict[str, Any]:
        s.page("/robots.txt", **{"body": "User-agent: *\nDisallow: /\n", "kind": "text/plain", **page})
        s.listing("/news", ["/a/1"])
        s.article("/a/1")
        return {"sources": [source(name, ("feed", s.url("/news")), hosts=[s.netloc])]}

    SCENES[name] = build


with_robots("robots_500", status=500)
with_robots("robots_429", status=429, Retry_After="60")
with_robots("robots_403", status=403)
with_robots("robots_html", body="<html><body>welcome</body></html>", kind="text/html")
with_robots("robots_away", status=302, Location="http://127.0.0.1:9/robots.txt")
with_robots("robots_long", body="User-agent: *\nAllow: /\n" + "# filler\n" * 200_000 + "Disallow: /\n")


@scene
def robots_moved(s: FaultServer) -> dict[str, Any]:
    s.redirect("/robots.txt", "/moved.txt", status=301)
    s.page("/moved.txt", "User-agent: csto-monitor\nDisallow: /news\n", kind="text/plain")
    return {"sources": [source("robots_moved", ("feed", s.url("/news")), hosts=[s.netloc])]}


@scene
def robots_known(s: FaultServer) -> dict[str, Any]:
    return {
        "sources": [source("robots_known", ("feed", s.url("/news")), hosts=[s.netloc])],
        "robots": {s.origin: "User-agent: *\nDisallow: /"},
    }


@scene
def poisoned(s: FaultServer) -> dict[str, Any]:
    s.listing("/news", ["/a/1", "/a/poisoned", "/a/2"])
    for name in ("1", "poisoned", "2"):
        s.article(f"/a/{name}")
    return {"sources": [source("poisoned", ("feed", s.url("/news")), hosts=[s.netloc])], "poison": "/a/poisoned"}


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    plan: dict[str, Any] = {"sources": [], "last_success": {}, "ledger": {"known": []}}
    servers = {name: FaultServer(host=f"127.0.1.{number}") for number, name in enumerate(SCENES, start=1)}
    try:
        for name, server in servers.items():
            merge(plan, SCENES[name](server.__enter__()))
        yield Run(crawl_child(plan), servers)
    finally:
        for server in servers.values():
            server.__exit__()


def merge(plan: dict[str, Any], part: dict[str, Any]) -> None:
    plan["sources"] += part.pop("sources")
    plan["last_success"] |= part.pop("last_success", {})
    plan["ledger"]["known"] += part.pop("known", [])
    for key, value in part.items():
        plan["ledger"][key] = {**plan["ledger"].get(key, {}), **value} if isinstance(value, dict) else value


def test_a_new_feed_is_read_with_its_pages(run: Run) -> None:
    """robots.txt first, then the listing, then each page once; the report counts them."""
    assert [hit.path for hit in run.servers["plain"].hits] == ["/robots.txt", "/news", "/a/1", "/a/2", "/a/3"]
    report = run.crawled.report("plain")
    assert {key: report[key] for key in ("outcome", "seen", "new", "kept", "failed", "gap")} == {
        "outcome": "ok", "seen": 3, "new": 3, "kept": 3, "failed": 0, "gap": False,
    }  # fmt: skip
    ((*_, tag),) = run.crawled.events("discovered", "plain")
    assert tag == TAG


def test_every_request_says_who_we_are_and_nothing_more(run: Run) -> None:
    """An honest User-Agent with a contact; no cookie, no referer, no conditions without validators."""
    for hit in run.servers["plain"].hits:
        assert hit.headers["user-agent"].startswith("csto-monitor/")
        assert hit.headers["user-agent"].endswith(" (+https://example.org/bot)")
        assert not {"cookie", "referer", "if-none-match", "authorization"} & hit.headers.keys()


def test_progress_is_told_page_by_page(run: Run) -> None:
    """Done and known pages of each source."""
    assert [step[1:] for step in run.crawled.answer["progress"] if step[0] == "plain"] == [[n, 3] for n in range(4)]


def test_an_unchanged_listing_is_ok_and_leftover_pages_are_fetched(run: Run) -> None:
    """304 is success; what earlier runs left over is done all the same."""
    assert run.crawled.outcome("unchanged") == "ok"
    assert run.asked("unchanged") == ["/news", "/left"]
    assert run.crawled.events("discovered", "unchanged") == []


def test_the_next_way_is_used_when_one_fails(run: Run) -> None:
    """Refused and empty ways are passed over in order, and the reason says so; a feed's 403 is tried twice."""
    assert run.crawled.outcome("falls_over").startswith("ok: 403 Forbidden; no item recognised")
    assert run.asked("falls_over") == ["/feed", "/feed", "/map", "/news", "/a/1"]


def test_leftover_pages_are_fetched_when_the_listing_is_lost(run: Run) -> None:
    """A broken listing keeps nobody from doing what is known."""
    assert run.crawled.outcome("listing_lost") == "broken: 404 Not Found"
    assert len(run.crawled.stored("listing_lost")) == 2


def test_a_host_that_told_us_to_wait_is_left_alone(run: Run) -> None:
    """After 429 with Retry-After nothing more is asked of that host; the open item stays as it was."""
    assert run.asked("told_to_wait") == ["/news"]
    assert run.crawled.outcome("told_to_wait").startswith("blocked: 429")
    assert run.crawled.report("told_to_wait")["retry_after"] == "1:00:00"
    assert run.crawled.failures("told_to_wait") == {}


def test_pages_that_keep_asking_us_to_wait_end_the_run(run: Run) -> None:
    """Three refusals in a row are about us, not about a page; the rest stays open for later."""
    assert len(run.asked("tires")) <= 5  # without a delay the next one may be under way
    assert run.crawled.outcome("tires").startswith("blocked: 429")
    assert run.crawled.report("tires")["retry_after"] == "0:01:00"
    assert len(run.crawled.failures("tires")) <= 4


def test_a_hosts_wish_is_kept_for_all_its_sources(run: Run) -> None:
    """429 with Retry-After on one source's feed: kept for the host, a day at most; the other ends what it began."""
    assert run.crawled.outcome("shared").startswith("blocked: 429 Too Many Requests")
    assert run.crawled.outcome("shared_other") == "ok"
    ((_, _, seconds, reason),) = waits(run, "shared")
    assert (round(seconds, -2), reason) == (86_400, "429 Too Many Requests")


def test_a_robots_txt_that_asks_for_time_speaks_for_its_host(run: Run) -> None:
    """What every source would ask first is not asked again before."""
    assert [event[2:] for event in waits(run, "robots_429")] == [[60, "robots.txt: 429 Too Many Requests"]]


def test_one_page_does_not_speak_for_its_host(run: Run) -> None:
    """A page's Retry-After is the page's, until several in a row say it."""
    assert waits(run, "patient") == []
    assert [event[2:] for event in waits(run, "tires")] == [[60, "429 Too Many Requests"]]


def waits(run: Run, name: str) -> list[list[Any]]:
    """What was kept of a server's wishes."""
    return [event for event in run.crawled.events("wait") if event[1] == run.servers[name].netloc]


def test_a_wish_from_an_earlier_run_holds(run: Run) -> None:
    """Nothing at all is asked of the host, robots.txt neither; open items stay as they were."""
    assert run.servers["still_waiting"].hits == []
    assert "asked to be left alone until 2099-01-01 00:00Z (429 Too Many Requests)" in run.crawled.outcome(
        "still_waiting"
    )
    assert run.crawled.failures("still_waiting") == {}
    assert run.crawled.outcome("waited_long_enough") == "ok"


def test_a_short_wish_is_waited_for(run: Run) -> None:
    """Retry-After of a second costs a second, not the other pages of the run."""
    first, second = (hit.at for hit in run.servers["patient"].hits if hit.path.startswith("/a/"))
    assert second - first >= 1
    assert len(run.crawled.stored("patient")) == 1


def test_an_endless_pager_ends_at_its_bound(run: Run) -> None:
    """`pages: 3` reads three; that nothing known was reached is reported as a gap."""
    assert [path for path in run.asked("endless") if path.startswith("/p/")] == ["/p/1", "/p/2", "/p/3"]
    assert run.crawled.report("endless")["gap"]
    assert len(run.crawled.stored("endless")) == 6


def test_the_pager_is_not_followed_past_what_is_known(run: Run) -> None:
    """A quiet site costs one listing request."""
    assert run.asked("reaches_known") == ["/p/1", "/a/new"]
    assert not run.crawled.report("reaches_known")["gap"]


def test_a_gap_is_closed_by_the_next_way(run: Run) -> None:
    """Two days offline: the feed reaches back too little, so the list of each day since is read; no gap is left."""
    report = run.crawled.report("offline")
    assert not report["gap"]
    assert len(run.crawled.stored("offline")) == 5
    assert "/unneeded" not in run.asked("offline")


def test_a_gap_nothing_closes_is_on_record(run: Run) -> None:
    """What the feed still shows is read, the source is well, and the gap is said."""
    report = run.crawled.report("offline_too_long")
    assert report["gap"]
    assert run.crawled.outcome("offline_too_long").startswith("ok")
    assert len(run.crawled.stored("offline_too_long")) == 2


def test_a_pager_that_leads_back_is_followed_once(run: Run) -> None:
    """No listing is asked for twice."""
    assert run.asked("pager_loop") == ["/p/1", "/a/1"]


def test_the_newest_children_of_an_index_are_read(run: Run) -> None:
    """As many as the bound, empty ones are fine, and the index itself is never asked for with conditions."""
    maps = [path for path in run.asked("index") if path.startswith("/map/")]
    assert maps == [f"/map/{number}" for number in range(12)]
    assert run.crawled.outcome("index") == "ok"
    assert len(run.crawled.stored("index")) == 2
    assert run.crawled.events("discovered", "index")[0][4] is None


def test_an_entry_that_is_the_article_costs_no_request(run: Run) -> None:
    """`full_text: true` reads the entry itself."""
    assert run.asked("whole") == ["/news"]
    assert [event[4] for event in run.crawled.events("fetched", "whole")] == [None, None]


def test_robots_txt_is_obeyed(run: Run) -> None:
    """A refused page fails with its reason, the others are read; a refused listing is `blocked`."""
    assert run.asked("refused") == ["/news", "/a/1"]
    (reason,) = run.crawled.failures("refused").values()
    assert reason == "robots.txt refuses /private/1"
    assert run.crawled.outcome("refused_list") == "blocked: robots.txt refuses /private/news"


def test_robots_txt_is_asked_for_once_by_all_sources_of_a_host(run: Run) -> None:
    """And it is remembered for the next run."""
    assert run.servers["refused"].asked("/robots.txt") == 1
    (kept,) = (event for event in run.crawled.events("robots") if event[1] == run.servers["refused"].origin)
    assert kept[2] == 200


@pytest.mark.parametrize(
    ("name", "outcome"),
    [
        ("robots_500", "unreachable: robots.txt answered 500"),
        ("robots_429", "blocked: robots.txt answered 429"),
        ("robots_403", "ok"),
        ("robots_html", "ok"),
        ("robots_away", "ok"),
        ("robots_long", "ok"),
        ("robots_moved", "blocked: robots.txt refuses /news"),
        ("robots_known", "blocked: robots.txt refuses /news"),
    ],
)
def test_each_answer_to_robots_txt_has_its_meaning(run: Run, name: str, outcome: str) -> None:
    """RFC 9309: 4xx and far redirects allow, 5xx and 429 refuse this run, 500 KiB are read."""
    assert run.crawled.outcome(name) == outcome


def test_a_stumbling_robots_txt_is_not_remembered(run: Run) -> None:
    """Only what a server really said is kept for a day; what was kept is not asked for again."""
    kept = {event[1]: event for event in run.crawled.events("robots")}
    assert run.servers["robots_500"].origin not in kept
    assert kept[run.servers["robots_long"].origin][3] == 512_000
    assert run.servers["robots_known"].hits == []


def test_a_fault_of_the_archive_on_one_item_is_that_items_fault(run: Run) -> None:
    """A bug met while writing one page down leaves the others."""
    assert len(run.crawled.stored("poisoned")) == 2
    (reason,) = run.crawled.failures("poisoned").values()
    assert reason.startswith("internal error: ValueError")
