"""One crawl in a process of its own: a plan as JSON on stdin, what happened as JSON on stdout; fakes with verbs."""

import dataclasses
import json
import re
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

from pipeline.errors import ArchiveError, InterruptedCrawl, MonitorError, Unreadable
from pipeline.models import Article, Dated, Digest, Entry, Judgement, Listing, Page
from pipeline.records import Discovered, Finished, HostWait, RobotsCopy, Task, Validators
from pipeline.source import Source, Way
from spiders.crawl import crawl
from spiders.manners import Limits, Network, Politeness

links = re.compile(rb'<a href="([^"]*)"')
pager = re.compile(rb'rel="next" href="([^"]*)"')
sitemaps = re.compile(rb"<sitemap>(.*?)</sitemap>")
heading = re.compile(rb"<h1>(.*?)</h1>")
paragraph = re.compile(rb"<p>(.*?)</p>")


QUICK = {"delay": 0.0, "timeout": 2.0, "contact": "https://example.org/bot"}


class PlainReaders:
    """Read the test server's own plain pages: links are items, a heading and paragraphs are an article."""

    async def listing(self, page: Page, source: Source, way: Way) -> Listing:
        if b"<" not in page.body:
            raise Unreadable("wrong type")
        found = [link.decode() for link in links.findall(page.body)]
        content = "<p>whole</p>" if way.full_text else ""
        entries = tuple(
            Entry(url=urljoin(page.url, link) if "\\" not in link else link, content=content) for link in found
        )
        after = pager.search(page.body)
        children = tuple(url.decode() for url in sitemaps.findall(page.body))
        return Listing(
            entries=entries, next_url=urljoin(page.url, after[1].decode()) if after else None, children=children
        )

    async def article(self, page: Page, source: Source, entry: Entry, first_seen: datetime) -> Digest:
        if b"poison" in page.body:
            raise RuntimeError("a bug in a reader")
        title = heading.search(page.body)
        return digest(page.url, title[1].decode() if title else "", [p.decode() for p in paragraph.findall(page.body)])

    async def whole_entry(self, source: Source, entry: Entry, first_seen: datetime) -> Digest:
        return digest(entry.url, "A whole entry", ["Its words."])


def peak_mb():
    """The most memory this program held; `ru_maxrss` would count what the process held before it became this one."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def digest(url: str, title: str, paragraphs: list[str]) -> Digest:
    dated = Dated(day=date(2026, 1, 30), basis="page")
    article = Article(url=url, title=title, lead=None, paragraphs=tuple(paragraphs), dated=dated)
    return Digest(article=article, judgement=Judgement(relevance="statement"))


class RememberingLedger:
    """Remembers what the plan says was known before, and every call of this crawl in `events`."""

    def __init__(self, plan: dict) -> None:
        self.plan = plan
        self.events: list[list] = []
        self.kept_robots: dict[str, RobotsCopy] = {
            origin: RobotsCopy(status=200, body=text.encode(), fetched_at=datetime.now(UTC))
            for origin, text in plan.get("robots", {}).items()
        }

    def validators(self, source: Source, url: str) -> Validators | None:
        tag = self.plan.get("validators", {}).get(url)
        return Validators(etag=tag) if tag else None

    def robots(self, origin: str) -> RobotsCopy | None:
        return self.kept_robots.get(origin)

    def keep_robots(self, origin: str, copy: RobotsCopy) -> None:
        self.events.append(["robots", origin, copy.status, len(copy.body)])
        self.kept_robots[origin] = copy

    def host_wait(self, host: str) -> HostWait | None:
        until = self.plan.get("waits", {}).get(host)
        return HostWait(until=datetime.fromisoformat(until), reason="429 Too Many Requests") if until else None

    def keep_host_wait(self, host: str, wait: HostWait) -> None:
        self.events.append(["wait", host, round((wait.until - datetime.now(UTC)).total_seconds()), wait.reason])

    def pending(self, source: Source) -> tuple[Task, ...]:
        return tuple(self.task(source, Entry(url=url)) for url in self.plan.get("pending", {}).get(source.id, []))

    def discovered(self, source: Source, listing: Listing, *, url: str, validators: Validators | None) -> Discovered:
        known = set(self.plan.get("known", []))
        fresh = [entry for entry in listing.entries if entry.url not in known]
        tag = validators.etag if validators else None
        self.events.append(["discovered", source.id, url, [entry.url for entry in fresh], tag])
        tasks = tuple(self.task(source, entry) for entry in fresh)
        return Discovered(tasks=tasks, new=len(fresh), known=len(listing.entries) - len(fresh))

    def fetched(self, source: Source, task: Task, page: Page | None, digest: Digest) -> Finished:
        if self.plan.get("disk_full"):
            raise ArchiveError("the disk is full")
        if task.url.endswith(str(self.plan.get("poison"))):
            raise ValueError("a bug in the ledger")
        body = page.body.decode("latin-1")[:200] if page else None
        self.events.append(["fetched", source.id, task.url, digest.article.title, page.url if page else None, body])
        return Finished(item_id=task.item_id, relevance="statement", story=task.item_id, primary=task.item_id)

    def failed(self, source: Source, task: Task, reason: str, *, retry_after: timedelta | None = None) -> None:
        wait = retry_after.total_seconds() if retry_after else None
        self.events.append(["failed", source.id, task.url, reason, wait])

    @staticmethod
    def task(source: Source, entry: Entry) -> Task:
        return Task(item_id=f"{source.id}-{entry.url}", url=entry.url, entry=entry, first_seen=datetime.now(UTC))


def source_of(plan: dict) -> Source:
    ways = tuple(Way(**way) for way in plan.pop("discover", []))
    hosts = tuple(plan.pop("hosts", ()))
    return Source(name=plan["id"], discover=ways, hosts=hosts, **{"url": "http://127.0.0.2/", **plan})


def main() -> None:
    plan = json.load(sys.stdin)
    ledger = RememberingLedger(plan.get("ledger", {}))
    progress: list[list] = []
    started = time.monotonic()
    answer: dict = {"error": None}
    before = {key: datetime.fromisoformat(value) for key, value in plan.get("last_success", {}).items()}
    try:
        reports = crawl(
            [source_of(source) for source in plan["sources"]],
            politeness=Politeness(**{**QUICK, **plan.get("politeness", {})}),
            network=Network(**{"allow_private": True, **plan.get("network", {})}),
            readers=PlainReaders(), ledger=ledger, last_success=before,
            since=date.fromisoformat(plan["since"]) if "since" in plan else None,
            progress=lambda *step: progress.append(list(step)),
            limits=Limits(**plan.get("limits", {})),
        )  # fmt: skip
    except InterruptedCrawl as stop:
        reports = stop.reports
        answer["error"] = f"InterruptedCrawl {stop.exit_code}"
    except MonitorError as error:
        reports = ()
        answer["error"] = f"{type(error).__name__}: {error}"
    answer |= {
        "reports": {report.source: dataclasses.asdict(report) for report in reports},
        "events": ledger.events,
        "progress": progress,
        "seconds": time.monotonic() - started,
        "peak_mb": peak_mb(),
    }
    json.dump(answer, sys.stdout, default=str)


if __name__ == "__main__":
    main()
