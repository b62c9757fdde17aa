"""`save-page`: one page fetched as `run` would, kept with the fields as read for a person to review; no archive."""

import argparse
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from monitor.commands.check import crawl_withheld
from monitor.opening import open_config, open_topic
from monitor.paths import CHECKOUT
from monitor.withheld_ledger import WithheldLedger
from pipeline.errors import ConfigurationError
from pipeline.models import Digest, Page
from pipeline.records import Finished, Task
from pipeline.source import Source
from pipeline.urls import allowed, item_id

FIXTURES = CHECKOUT / "tests" / "fixtures"


@dataclass(slots=True, kw_only=True)
class PageKeepingLedger(WithheldLedger):
    """Keeps the raw pages of one call as well."""

    pages: dict[str, Page] = field(default_factory=dict)

    def fetched(self, source: Source, task: Task, page: Page | None, digest: Digest) -> Finished:
        """Keep the page beside what it gave."""
        if page is not None:
            self.pages[task.item_id] = page
        return WithheldLedger.fetched(self, source, task, page, digest)  # slots leave a bare super() without its class


def run(arguments: argparse.Namespace) -> int:
    """Exit 1 when the page could not be read; a folder that exists is refused, since a person may have reviewed it."""
    config = open_config(arguments)
    source = config.source(arguments.source)
    url: str = arguments.url
    if not allowed(url, source.hosts):
        raise ConfigurationError(f"{url} lies on no host of {source.id}: {', '.join(source.hosts)}")
    folder = _new_folder(arguments.to, source, url)
    ledger = PageKeepingLedger(topic=open_topic(config), addresses=(url,))
    reports = crawl_withheld(config, (replace(source, discover=()),), ledger)
    found = next(iter(ledger.found), None)
    page = ledger.pages.get(found.task.item_id) if found else None
    if found is None or found.digest is None or page is None:
        why = (found.reason if found else "") or "; ".join(report.reason for report in reports if report.reason)
        print(f"nothing saved: {why or 'the page gave no article'}", file=sys.stderr)
        return 1
    save(folder, source, url, page, found.digest)
    print(f"{folder}: compare case.yaml with the page, correct it, then set reviewed: true")
    return 0


def save(folder: Path, source: Source, url: str, page: Page, digest: Digest) -> None:
    """Write `page.html` as it came and `case.yaml` with the fields as read."""
    case = {
        "url": url,
        "fetched_at": page.fetched_at.isoformat(timespec="seconds"),
        "content_type": page.content_type,
        "expected": expected_fields(source, url, digest),
        "reviewed": False,
    }
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(page.body)
    text = yaml.safe_dump(case, allow_unicode=True, sort_keys=False, width=10_000)
    (folder / "case.yaml").write_text(text, encoding="utf-8")


def expected_fields(source: Source, url: str, digest: Digest) -> dict[str, Any]:
    """What the tests of a case compare, one test a field."""
    article, judgement = digest.article, digest.judgement
    moment = article.dated.published_at
    return {
        "id": item_id(source.id, url, lambda _: False),
        "title": article.title,
        "lead": article.lead,
        "paragraphs": len(article.paragraphs),
        "first": article.paragraphs[0],
        "last": article.paragraphs[-1],
        "date": article.dated.day.isoformat(),
        "published_at": moment.isoformat() if moment else None,
        "date_basis": article.dated.basis,
        "relevance": judgement.relevance,
        "kind": judgement.kind,
        "speakers": [speaker.name for speaker in judgement.speakers],
    }


def _new_folder(given: str | None, source: Source, url: str) -> Path:
    """`SOURCE/KEY` under --to, else under the checkout's fixtures."""
    if given is None and not FIXTURES.is_dir():
        raise ConfigurationError("this is no checkout with tests/fixtures; name a folder with --to DIR")
    root = Path(given) if given else FIXTURES
    key = item_id(source.id, url, lambda _: False).removeprefix(f"{source.id}-")
    folder = root / source.id / key
    if folder.exists():
        raise ConfigurationError(f"{folder} exists; remove it to save the page anew")
    return folder
