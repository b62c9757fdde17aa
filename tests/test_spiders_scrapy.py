"""Scrapy's own commands on the configured sources, and the doors that Scrapy leaves open by default."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_server import FaultServer

ROOT = Path(__file__).resolve().parent.parent
WORDS = "Генеральный секретарь рассказал журналистам о предстоящей встрече министров и ответил на вопросы."
STORY = f"<p>{WORDS}</p><p>{WORDS} Подробности обещали сообщить позже.</p>"


@pytest.fixture(scope="module")
def site() -> Iterator[FaultServer]:
    with FaultServer(host="127.0.0.41") as server:
        titles = [f"Выпуск новостей номер {number}" for number in range(101, 106)]
        entries = "".join(
            f"<item><title>{title}</title><link>{server.url(f'/news/{101 + n}.html')}</link></item>"
            for n, title in enumerate(titles)
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{entries}</channel></rss>'
        server.page("/news", feed, kind="application/rss+xml")
        for number, title in enumerate(titles, start=101):
            stamp = '<time datetime="2026-01-30T10:00:00+03:00">30.01.2026</time>'
            server.page(
                f"/news/{number}.html", f"<html><body><article><h1>{title}</h1>{stamp}{STORY}</article></body></html>"
            )
        yield server


@pytest.fixture(scope="module")
def environment(site: FaultServer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A configuration with one source, as the environment names it."""
    file = tmp_path_factory.mktemp("config") / "config.yaml"
    file.write_text(
        f"network: {{allow_private: true}}\npoliteness: {{delay: 0}}\nsources:\n"
        f"  - {{id: site, name: Site, url: '{site.origin}/', discover: [{{feed: '{site.url('/news')}'}}]}}\n"
    )
    return {**os.environ, "CSTO_MONITOR_CONFIG": str(file), "PYTHONPATH": str(ROOT)}


def scrapy(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    """One of Scrapy's commands in the checkout."""
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip


@pytest.mark.system
def test_scrapy_list_names_the_sources(environment: dict[str, str]) -> None:
    """Every source is a spider named by its id."""
    assert scrapy(environment, "list").stdout == "site\n"


@pytest.mark.system
def test_scrapy_crawl_prints_items_and_writes_nothing(environment: dict[str, str], site: FaultServer) -> None:
    """`scrapy crawl ID` reads like the program and prints one JSON object a line."""
    done = scrapy(environment, "crawl", "site")
    assert "site: ok; 5 listed, 0 failed" in done.stderr
    items = [json.loads(line) for line in done.stdout.splitlines()]
    assert sorted(item["url"] for item in items) == [site.url(f"/news/{number}.html") for number in range(101, 106)]
    assert {"id", "title", "date", "relevance", "reasons"} <= items[0].keys()
    assert [path.name for path in Path(environment["CSTO_MONITOR_CONFIG"]).parent.iterdir()] == ["config.yaml"]


@pytest.mark.system
def test_scrapy_shell_fetches_under_the_guard(environment: dict[str, str], site: FaultServer) -> None:
    """The spider of the address's source is found, with its manners."""
    done = scrapy(environment, "shell", site.url("/news"), "-c", "(response.status, spider.name)")
    assert done.stdout.strip() == "(200, 'site')"


@pytest.mark.system
def test_no_door_of_scrapy_stands_open(environment: dict[str, str]) -> None:
    """Certificates are verified; no console, remote control, cookie, cache, local file or foreign protocol."""
    names = (
        "TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED", "COOKIES_ENABLED", "REFERER_ENABLED", "METAREFRESH_ENABLED",
        "HTTPCACHE_ENABLED",
    )  # fmt: skip
    code = (
        "from scrapy.utils.project import get_project_settings as g; s = g()\n"
        f"print([s.getbool(name) for name in {names!r}], s.getbool('DOWNLOAD_VERIFY_CERTIFICATES'))\n"
        "from scrapy.utils.conf import build_component_list as b\n"
        "h = s.get_component_priority_dict_with_base('DOWNLOADER_MIDDLEWARES')\n"
        "print(b(h)[0], b(h)[-1]); print(s.getwithbase('DOWNLOAD_HANDLERS').copy_to_dict())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    first, order, handlers = done.stdout.splitlines()
    assert first == f"{[False] * len(names)} True"
    assert order == "spiders.guard.EgressGuard spiders.pacing.Pacing"
    assert handlers.count("None") == 4


def test_the_door_of_this_room_costs_no_scrapy() -> None:
    """Importing `spiders.crawl` and the settings leaves Scrapy and Twisted alone; so does a crawl of nothing."""
    code = (
        "import sys, spiders.crawl as c, spiders.settings\n"
        "from spiders.manners import Network, Politeness\n"
        "c.crawl([], politeness=Politeness(), network=Network(), readers=None, ledger=None)\n"
        "print([name for name in ('scrapy', 'twisted', 'lxml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
