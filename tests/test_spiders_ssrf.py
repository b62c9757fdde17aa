"""Ways a site can try to aim the crawler elsewhere, times targets: canary server and canary file see nothing."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from crawling import Crawled, crawl_child, source
from fault_server import FaultServer, Request, article, head

SECRET = "the canary sings"
# {p}: the canary's port; {s}: the site's own host and port; {file}: the canary file
TARGETS = (
    "http://127.0.0.1:{p}/", "http://localhost:{p}/", "http://127.1:{p}/", "http://2130706433:{p}/",
    "http://0x7f000001:{p}/", "http://0x7f.0.0.1:{p}/", "http://017700000001:{p}/", "http://0177.0.0.1:{p}/",
    "http://0:{p}/", "http://0.0.0.0:{p}/", "http://[::1]:{p}/", "http://[::ffff:127.0.0.1]:{p}/",
    "http://[::ffff:7f00:1]:{p}/", "http://127.0.0.1.:{p}/", "http://127。0。0。1:{p}/", "http://①②⑦.0.0.1:{p}/",
    "http://127.0.2.1:{p}/", "http://user@127.0.0.1:{p}/", "http://{s}@127.0.0.1:{p}/", "http://127.0.0.1:{p}\\@{s}/",
    "//127.0.0.1:{p}/", "https://127.0.0.1:{p}/", "ftp://127.0.0.1:{p}/", "gopher://127.0.0.1:{p}/",
    "http://169.254.169.254/latest/meta-data/", "file://{file}", "file:{file}", "FILE://localhost{file}",
    "data:text/html,<h1>x</h1><p>x</p>", "javascript:fetch('http://127.0.0.1:{p}/')",
)  # fmt: skip
WAYS = ("entry", "page", "listing", "stumble", "chain", "pager", "child", "refresh", "robots")


class Siren(FaultServer):
    """A site whose every path aims at a target: `/WAY/NUMBER`."""

    targets: tuple[str, ...] = ()

    def lure(self) -> None:
        for number, target in enumerate(self.targets):
            self.listing(f"/entry/{number}", [target])
            for way in ("page", "stumble", "chain", "refresh"):
                self.listing(f"/{way}/{number}", [f"/{way}-{number}"])
            for path in (f"/page-{number}", f"/listing/{number}", f"/robots-{number}", f"/end-{number}"):
                self.aim(path, target)
            self.page(f"/tired-{number}", b"", status=503)
            self.sequence(f"/stumble-{number}", f"/tired-{number}", f"/end-{number}")
            self.redirect(f"/chain-{number}", f"/end-{number}")
            self.page(f"/refresh-{number}", f'<meta http-equiv="refresh" content="0;url={target}">{article()}')
            self.listing(f"/pager/{number}", ["/entry/0"], older=target)
            self.page(f"/child/{number}", f"<sitemap>{target}</sitemap>")
            self.listing(f"/robots/{number}", [])
        self.routes["/robots.txt"] = self.robots

    def aim(self, path: str, target: str) -> None:
        """A redirect with the target's bytes as they are."""

        async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(head(302, {"Content-Length": "0"})[:-2] + b"Location: " + target.encode() + b"\r\n\r\n")

        self.routes[path] = answer

    async def robots(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Hosts of 127.0.3.x have their robots.txt elsewhere."""
        host, _, number = request.headers["host"].partition(":")[0].rpartition(".")
        if host == "127.0.3":
            await self.routes[f"/robots-{int(number) - 1}"](request, writer)
        else:
            writer.write(head(404, {"Content-Length": "0"}))


@pytest.fixture(scope="module")
def lured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Crawled, FaultServer]]:
    file = tmp_path_factory.mktemp("canary") / "file.html"
    file.write_text(article(SECRET))
    with FaultServer(host="0.0.0.0") as canary, Siren(host="0.0.0.0") as site:
        canary.routes = dict.fromkeys(["/", "/robots.txt"])  # type: ignore[arg-type]
        canary.page("/", article(SECRET))
        site.targets = tuple(target.format(p=canary.port, s=f"127.0.2.1:{site.port}", file=file) for target in TARGETS)
        site.lure()
        yield crawl_child({"sources": plan(site.port), "limits": {"seconds": 60}}, timeout=90), canary


def plan(port: int) -> list[dict[str, Any]]:
    """A source for each way and target; the site has a host for each way, so that ways do not wait for each other."""
    sources = []
    for number in range(len(TARGETS)):
        for place, way in enumerate(WAYS, start=1):
            host = f"127.0.3.{number + 1}" if way == "robots" else f"127.0.2.{place}"
            kind = "sitemap" if way == "child" else "listing"
            ways = {"kind": kind, "url": f"http://{host}:{port}/{way}/{number}", "pages": 3}
            sources.append(source(f"{way}-{number}", ways, hosts=[f"{host}:{port}"]))
    return sources


def test_no_way_leads_to_the_canary(lured: tuple[Crawled, FaultServer]) -> None:
    """Two hundred and seventy attempts: no request outside the listed hosts, no local file read."""
    crawled, canary = lured
    assert len(crawled.answer["reports"]) == len(WAYS) * len(TARGETS) >= 200
    assert canary.hits == []
    assert SECRET not in str(crawled.answer["events"])
    assert crawled.answer["error"] is None


def test_every_attempt_is_told(lured: tuple[Crawled, FaultServer]) -> None:
    """A refused entry or page is a failed item, a refused listing or child is in the report; none passes in silence."""
    crawled, _ = lured
    for number, target in enumerate(TARGETS):
        for way in ("entry", "page", "stumble", "chain"):
            assert crawled.report(f"{way}-{number}")["failed"] == 1, (way, target)
        assert crawled.report(f"listing-{number}")["outcome"] == "broken", target
    assert "no outcome" not in crawled.stderr


def test_the_canary_would_have_sung(tmp_path: Path) -> None:
    """The same canary answers whoever is let through: the test can fail."""
    with FaultServer(host="127.0.0.61") as canary:
        canary.listing("/", ["/a"])
        canary.page("/a", article(SECRET))
        crawled = crawl_child({"sources": [source("c", ("listing", canary.url("/")), hosts=[canary.netloc])]})
        assert SECRET in str(crawled.answer["events"])
