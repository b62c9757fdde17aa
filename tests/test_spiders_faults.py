"""One crawl over every fault a server can commit, good pages among them; what became of each is told apart."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass

import brotli
import pytest
from backports import zstd
from crawling import Crawled, crawl_child, source
from fault_server import FaultServer, article, head

GOOD = [f"/good/{number}" for number in range(40)]
PAGE = article("A whole page").encode()
ZEROS = bytes(30_000_000)

# path → what the outcome of a listing there is, and what its reason says
AS_LISTING = {
    "/gzip-bomb": "broken: larger than 4000000 bytes when unpacked",
    "/br-bomb": "broken: larger than 4000000 bytes when unpacked",
    "/zstd-bomb": "broken: larger than 4000000 bytes when unpacked",
    "/stacked-bomb": "broken: larger than 4000000 bytes when unpacked",
    "/gzip-cut": "unreachable: the answer was cut off",
    "/br-cut": "unreachable: the answer was cut off",
    "/gzip-lie": "broken: garbled",
    "/coding-unknown": "broken: garbled",
    "/huge": "broken: larger than 4000000 bytes",
    "/huge-announced": "broken: larger than 4000000 bytes",
    "/headers-endless": "unreachable: headers without end",
    "/header-long": "unreachable: connection failed",
    "/drip": "unreachable: no whole answer in time",
    "/drip-headers": "unreachable: no whole answer in time",
    "/silence": "unreachable: no whole answer in time",
    "/cut": "unreachable: the answer was cut off",
    "/cut-unmarked": "unreachable: the answer was cut off",
    "/cut-reset": "unreachable: the answer was cut off",
    "/cut-chunk": "unreachable: the answer was cut off",
    "/garbage": "unreachable: the answer is no HTTP",
    "/closed": "unreachable: connection failed",
    "/reset": "unreachable: connection failed",
    "/empty": "broken: empty body",
    "/no-content": "broken: empty body",
    "/403": "blocked: 403",
    "/429": "blocked: 429",
    "/503-wait": "unreachable: 503",
    "/500": "unreachable: 500",
    "/404": "broken: 404",
    "/410": "broken: 410",
    "/challenge": "blocked: challenge page",
    "/challenge-503": "blocked: challenge page",
    "/self": "broken: redirect loop",
    "/loop-a": "broken: redirect loop",
    "/chain-0": "broken: more than 5 redirects",
    "/redirect-nowhere": "broken: redirect to nowhere",
    "/redirect-file": "broken: redirect to file:",
    "/redirect-data": "broken: redirect to data:",
    "/redirect-bad-port": "broken: malformed redirect",
    "/redirect-bad-ip": "broken: malformed redirect",
    "/redirect-backslash": "broken: malformed redirect",
    "/redirect-metadata": "broken: redirect away from the hosts",
    "/redirect-port": "broken: redirect away from the hosts",
    "/redirect-host": "broken: redirect away from the hosts",
    "/redirect-after-503": "broken: redirect away from the hosts",
    "/redirect-home": "broken: redirected to the front page",
    "/pdf": "broken: wrong type",
    "/no-links": "empty: no item recognised",
}
# path → what the ledger is told of an item there, where it differs from the listing's reason
AS_PAGE = {"/no-links": "a page without a title", "/pdf": "a page without a title", "/poison": "internal error"}
# answers that look like faults and are none
FINE = ("/gzip-fine", "/br-fine", "/zstd-fine", "/no-length", "/refresh", "/redirect-known", "/500-once", "/home-made")
OUTSIDE = (
    "http://user:word@{netloc}/x", "http://{netloc}\\@{canary}/", "file:///etc/passwd", "ftp://{netloc}/x",
    "javascript:alert(1)", "data:text/html,x", "http://{canary}/direct", "http://127.0.0.2:1/", "http://169.254.169.254/",
    "gopher://{canary}/", "http://[::ffff:127.0.0.3]/", "https://{netloc}\t.evil.example/", "//",
)  # fmt: skip


# path of a gzip file served as it is → the outcome of a sitemap there
AS_SITEMAP = {
    "/map-fine.xml.gz": "ok",
    "/map-bomb.xml.gz": "broken: larger than 8000000 bytes when unpacked",
    "/map-cut.xml.gz": "unreachable: the answer was cut off",
    "/map-huge.xml": "broken: larger than 8000000 bytes",
}


@dataclass(frozen=True)
class Run:
    crawled: Crawled
    server: FaultServer
    canary: FaultServer
    outside: list[str]


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    with FaultServer() as pages, FaultServer(host="127.0.0.5") as lists, FaultServer(host="127.0.0.3") as canary:
        for server in (pages, lists):
            set_up(server, canary)
        outside = [url.format(netloc=pages.netloc, canary=canary.netloc) for url in OUTSIDE]
        faults = [*dict.fromkeys((*AS_LISTING, *AS_PAGE, *FINE))]
        mixed = [link for pair in zip(GOOD, faults, strict=False) for link in pair]
        pages.listing("/mixed", [*mixed, *faults[len(GOOD) :], *outside])
        sources = [source("mixed", ("listing", pages.url("/mixed")), hosts=[pages.netloc])]
        sources += [source(path, ("listing", lists.url(path)), hosts=[lists.netloc]) for path in AS_LISTING]
        sources += [source(path, ("sitemap", lists.url(path)), hosts=[lists.netloc]) for path in AS_SITEMAP]
        crawled = crawl_child({"sources": sources, "politeness": {"timeout": 1.0, "max_sitemap_bytes": 8_000_000}})
        yield Run(crawled, pages, canary, outside)


def set_up(s: FaultServer, canary: FaultServer) -> None:
    for path in (*GOOD, "/", "/home-made"):
        s.article(path)
    s.page("/gzip-bomb", gzip.compress(ZEROS, 1), Content_Encoding="gzip")
    s.page("/br-bomb", brotli.compress(ZEROS, quality=1), Content_Encoding="br")
    s.page("/zstd-bomb", zstd.compress(ZEROS), Content_Encoding="zstd")
    s.page("/stacked-bomb", gzip.compress(gzip.compress(ZEROS, 1)), Content_Encoding="gzip, gzip")
    s.page("/gzip-fine", gzip.compress(PAGE), Content_Encoding="gzip")
    s.page("/br-fine", brotli.compress(PAGE), Content_Encoding="br")
    s.page("/zstd-fine", zstd.compress(PAGE), Content_Encoding="zstd")
    s.page("/gzip-cut", gzip.compress(PAGE * 50)[:-30], Content_Encoding="gzip")
    s.page("/br-cut", brotli.compress(PAGE * 50)[:-20], Content_Encoding="br")
    s.page("/gzip-lie", PAGE, Content_Encoding="gzip")
    s.page("/coding-unknown", PAGE, Content_Encoding="x-own")
    s.flood("/huge", head(200, {"Content-Type": "text/html"}), b"<p>" + b"x" * 65_536)
    s.raw("/huge-announced", head(200, {"Content-Length": "100000000"}), then="hang")
    s.flood("/headers-endless", b"HTTP/1.1 200 OK\r\n", b"X-A: " + b"b" * 2_000 + b"\r\n")
    s.raw("/header-long", b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 200_000 + b"\r\n\r\n")
    s.drip("/drip", head(200, {"Content-Type": "text/html", "Content-Length": "10000"}))
    s.drip("/drip-headers", b"HTTP/1.1 200 OK\r\nX-A: ")
    s.raw("/silence", b"", then="hang")
    s.raw("/cut", head(200, {"Content-Length": "5000"}) + PAGE, then="close")
    s.raw("/no-length", head(200, {"Content-Type": "text/html"}) + PAGE, then="close")
    s.raw("/cut-unmarked", head(200, {"Content-Type": "text/html"}) + PAGE[:-30], then="close")
    s.raw("/cut-reset", head(200, {"Content-Type": "text/html"}) + PAGE[:-30], then="reset")
    s.raw("/cut-chunk", head(200, {"Transfer-Encoding": "chunked"}) + b"50\r\n" + PAGE[:40], then="close")
    s.raw("/garbage", b"\x00\x01garbage\r\n\r\n", then="close")
    s.raw("/closed", b"", then="close")
    s.raw("/reset", b"", then="reset")
    s.page("/map-fine.xml.gz", gzip.compress(PAGE + bytes(6_000_000)), kind="application/gzip")
    s.page("/map-bomb.xml.gz", gzip.compress(ZEROS, 1), kind="application/gzip")
    s.page("/map-cut.xml.gz", gzip.compress(PAGE)[:-9], kind="application/gzip")
    s.flood("/map-huge.xml", head(200, {"Content-Type": "text/xml"}), b"<url>" * 10_000)
    set_up_statuses(s)
    set_up_redirects(s, canary)


def set_up_statuses(s: FaultServer) -> None:
    s.page("/empty", b"")
    s.page("/no-content", b"", status=204)
    s.page("/no-links", "<html><body><p>words</p></body></html>")
    for status in (403, 404, 410, 500):
        s.page(f"/{status}", "<html><h1>no</h1></html>", status=status)
    s.page("/429", "slow down", status=429, Retry_After="3600")
    s.page("/503-wait", "later", status=503, Retry_After="120")
    s.sequence("/500-once", "/500", GOOD[1])
    s.page("/challenge", "<html><title>Just a moment...</title><script src=/x></script></html>")
    s.page("/challenge-503", "<html><title>DDoS-Guard</title><p>Проверка браузера</p></html>", status=503)
    s.page("/pdf", b"%PDF-1.4 \x00\x01")
    s.page("/poison", "<html><h1>poison</h1></html>")


def set_up_redirects(s: FaultServer, canary: FaultServer) -> None:
    s.redirect("/self", "/self")
    s.redirect("/loop-a", "/loop-b")
    s.redirect("/loop-b", "/loop-a")
    for step in range(8):
        s.redirect(f"/chain-{step}", f"/chain-{step + 1}")
    s.page("/redirect-nowhere", b"", status=302)
    s.redirect("/redirect-known", GOOD[0])
    s.redirect("/redirect-home", "/")
    s.redirect("/redirect-file", "file:///etc/passwd")
    s.redirect("/redirect-data", "data:text/html,<h1>x</h1>")
    s.redirect("/redirect-bad-port", f"{s.origin}x/")
    s.redirect("/redirect-bad-ip", "http://[::1/")
    s.redirect("/redirect-backslash", f"http://{canary.netloc}\\@{s.netloc}/")
    s.redirect("/redirect-metadata", "http://169.254.169.254/latest/meta-data/")
    s.redirect("/redirect-port", f"http://{s.host}:{canary.port}/x")
    s.redirect("/redirect-host", canary.url("/x"))
    s.page("/stumble", b"", status=503)
    s.sequence("/redirect-after-503", "/stumble", "/redirect-host")
    refresh = f'<meta http-equiv="refresh" content="0;url={canary.url("/refresh")}">'
    s.page("/refresh", f"<html><head>{refresh}</head><body><h1>T</h1><p>W</p></body></html>")


def test_every_good_page_is_stored(run: Run) -> None:
    """Whatever else a site sends in the same run, all its good pages come out."""
    stored = run.crawled.stored("mixed")
    assert {run.server.url(path) for path in (*GOOD, *FINE)} == set(stored)
    assert len(stored) == len(set(stored))


@pytest.mark.parametrize("path", AS_LISTING)
def test_a_faulty_listing_has_its_outcome(run: Run, path: str) -> None:
    """Each fault of a listing is reported under its own name."""
    assert run.crawled.outcome(path).startswith(AS_LISTING[path])


@pytest.mark.parametrize("path", AS_SITEMAP)
def test_a_sitemap_may_be_larger_and_packed(run: Run, path: str) -> None:
    """Sitemaps have a limit of their own, packed or not; a bomb or a torn file is named."""
    assert run.crawled.outcome(path).startswith(AS_SITEMAP[path])


@pytest.mark.parametrize("path", [*dict.fromkeys((*AS_LISTING, *AS_PAGE))])
def test_a_faulty_page_is_one_failed_page(run: Run, path: str) -> None:
    """Each fault of a page is told to the ledger with its reason, and to be tried again."""
    reason = AS_PAGE.get(path) or AS_LISTING[path].partition(": ")[2]
    assert run.crawled.failures("mixed")[run.server.url(path)].startswith(reason)


def test_every_address_has_exactly_one_outcome(run: Run) -> None:
    """Stored or failed, once each: nothing that was listed disappears."""
    ((_, _, _, listed, _),) = run.crawled.events("discovered", "mixed")
    told = [event[2] for event in run.crawled.answer["events"] if event[0] in ("fetched", "failed")]
    assert sorted(told) == sorted(listed)
    assert run.crawled.report("mixed")["failed"] == len(run.crawled.failures("mixed"))
    assert "no outcome" not in run.crawled.stderr


def test_nothing_leaves_the_listed_hosts(run: Run) -> None:
    """Redirects, meta refreshes and odd addresses from listings and pages reach no other host, port or scheme."""
    assert run.canary.hits == []
    for url in run.outside:
        assert run.crawled.failures("mixed").get(url) or url == "//", url


def test_waiting_is_told_to_the_ledger(run: Run) -> None:
    """A page's Retry-After travels to the retry queue; a listing's to the source's report."""
    waits = {event[2].rpartition("/")[2]: event[4] for event in run.crawled.events("failed", "mixed")}
    assert (waits["429"], waits["503-wait"], waits["404"]) == (3600, 120, None)
    assert run.crawled.report("/429")["retry_after"] == "1:00:00"
    assert run.crawled.report("/503-wait")["retry_after"] == "0:02:00"


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/429", 1), ("/503-wait", 1), ("/challenge", 1), ("/challenge-503", 1),
        ("/404", 1), ("/huge", 1), ("/self", 1),
        ("/gzip-bomb", 1), ("/redirect-host", 2), ("/500", 4), ("/drip", 2), ("/closed", 2), ("/403", 1),
    ],
)  # fmt: skip
def test_a_fault_is_not_hammered(run: Run, path: str, most: int) -> None:
    """One more try for a stumble, none for a refusal; the page server saw no more."""
    assert 0 < run.server.asked(path) <= most


def test_memory_stays_bounded(run: Run) -> None:
    """Bombs, floods and endless headers together stay under 256 MB in the crawling process."""
    assert run.crawled.answer["peak_mb"] < 256


def test_the_run_ends_soon(run: Run) -> None:
    """All faults together take their timeouts, not more."""
    assert run.crawled.answer["error"] is None
    assert run.crawled.answer["seconds"] < 45
