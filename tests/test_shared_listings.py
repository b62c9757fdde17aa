import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.errors import Unreadable
from pipeline.models import Listing, Page
from pipeline.reading.feed import read_feed
from pipeline.reading.sitemap import read_sitemap
from pipeline.source import Source, Way

SHARED = Path(__file__).parents[2] / "shared" / "eval"
FEEDS = sorted((SHARED / "feeds").rglob("*.xml"))
SITEMAPS = sorted(path for path in (SHARED / "sitemaps_robots" / "sitemaps").rglob("*") if path.is_file())

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="../shared is absent: the collected feeds are measured only where they lie"
)


def read(path: Path) -> Listing | Unreadable:
    """What a collected file gives; every host it names is the source's own."""
    body = path.read_bytes()
    hosts = {host.decode("latin-1") for host in re.findall(rb"https?://([\w.:-]+)", body)} | {
        "www.example.com",
        "127.0.0.1:8097",
    }
    source = Source(id="a", name="A", url="http://127.0.0.1:8097/", hosts=tuple(hosts))
    page = Page(url="http://127.0.0.1:8097/x", body=body, fetched_at=datetime(2025, 12, 20, tzinfo=UTC))
    way = Way(kind="feed", url=page.url, full_text=True)
    try:
        return (read_sitemap if path in SITEMAPS else read_feed)(page, source, way)
    except Unreadable as error:
        return error


def test_every_collected_feed_is_read_or_refused_with_a_reason() -> None:
    """Of 1,858 odd feeds none crashes the reader; refused are only what no charset reads and what is no feed."""
    answers = {path.name: found for path in FEEDS if isinstance(found := read(path), Unreadable)}
    broken = {name: fault.reason for name, fault in answers.items() if fault.kind != "empty"}
    assert {name for name, reason in broken.items() if not reason.startswith("mojibake")} <= {"rss_empty_document.xml"}
    assert len(broken) < 10


def test_every_collected_sitemap_is_read() -> None:
    """Namespaces, extensions, gzip, byte order marks, plain lists, an index without `<loc>`."""
    found = {path.name: read(path) for path in SITEMAPS}
    assert not [name for name, answer in found.items() if isinstance(answer, Unreadable)]
