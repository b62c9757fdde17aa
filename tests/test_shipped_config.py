import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from monitor.config_file import default_config, load_config, require_discovery
from monitor.config_keys import (
    FeedsPart,
    FilePart,
    LayoutPart,
    NetworkPart,
    PolitenessPart,
    RetentionPart,
    SchedulePart,
    SourcePart,
    WayPart,
)
from monitor.paths import ROOM, shipped
from pipeline.urls import allowed

PATH = shipped("config.yaml")
CONFIG = load_config(PATH)
PARTS = (
    FilePart, FeedsPart, SchedulePart, PolitenessPart, NetworkPart, RetentionPart, SourcePart, WayPart, LayoutPart
)  # fmt: skip


@pytest.fixture(params=CONFIG.sources, ids=lambda source: source.id)
def source(request):
    return request.param


def test_every_key_is_shown_and_explained():
    """Whoever opens config.yaml sees each key there is, on a line with words beside it or above."""
    text = PATH.read_text(encoding="utf-8")
    keys = {key for part in PARTS for key in part.model_fields}
    assert [key for key in sorted(keys) if not re.search(rf"(?<![\w-]){key}:", text)] == []
    live = text[: text.index("\nsources:")].splitlines()
    assert [line for line in live if re.match(r" *\w+: \S", line) and "#" not in line] == []


def test_the_defaults_shown_are_the_defaults():
    """What the file says before its sources is what the program does without it."""
    bare = default_config(PATH.parent)
    named = ("archive", "data", "timezone", "topic", "feeds", "every", "cron", "politeness", "network", "retention")
    assert {name: getattr(CONFIG, name) for name in named} == {name: getattr(bare, name) for name in named}
    assert CONFIG.baseline_days == bare.baseline_days


def test_thirty_sources_ship():
    """At least thirty sources, twenty of them enabled, each saying how its items are found."""
    require_discovery(CONFIG)
    assert len(CONFIG.sources) >= 30
    assert sum(source.enabled for source in CONFIG.sources) >= 20


def test_a_source_reaches_its_own_ways(source):
    """Its addresses lie on hosts it may ask; every host is one of its addresses', with or without www."""
    addresses = [source.url, *(way.url for way in source.discover)]
    assert all(allowed(url.split("?")[0], source.hosts) for url in addresses)
    bare = {str(urlsplit(url).hostname).removeprefix("www.") for url in addresses}
    assert {host.removeprefix("www.") for host in source.hosts} == bare


def test_a_disabled_source_says_what_to_do(source):
    """The reason names the command that looks at the source."""
    assert source.enabled or source.reason.endswith(f"csto-monitor check {source.id}")
    assert source.name != source.id
    assert source.verified is None


def test_priorities_follow_who_is_nearer_to_the_words():
    """The organisation before its channel, the channel before agencies, reprinters last."""
    official = [source.priority for source in CONFIG.sources if source.official]
    others = [source.priority for source in CONFIG.sources if not source.official]
    assert min(official) == CONFIG.source("odkb-telegram").priority > max(others)
    assert sorted(source.id for source in CONFIG.sources if source.priority == min(others)) == ["centrasia", "vpk"]


def test_clocks_that_lie_are_known():
    """The two feeds that declare a wrong zone are read by their clock."""
    assert sorted(source.id for source in CONFIG.sources if source.clock == "wall") == ["kremlin", "rg"]


def test_nothing_shipped_leaves_its_sites():
    """The shipped configurations name no proxy and no certificate file; only the demo's may reach loopback."""
    demo = load_config(Path(ROOM) / "demo" / "config.yaml")
    assert (CONFIG.network.proxy, CONFIG.network.ca_file, CONFIG.network.allow_private) == (None, None, False)
    assert demo.network.allow_private
    assert all(host.endswith(".example") for source in demo.sources for host in source.hosts)
