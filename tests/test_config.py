"""The configuration file: what it gives, and how it is refused."""

from datetime import timedelta
from pathlib import Path

import pytest

from monitor.config_file import default_config, load_config, require_discovery
from pipeline.errors import ConfigurationError

CASES = Path(__file__).parent / "cases" / "refusals.txt"


def rows():
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [tuple(part.strip(" ") for part in row.split(" | ")) for row in lines if row and row[0] != "#"]


def write(folder: Path, text: str) -> Path:
    path = folder / "config.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text", "line", "told"), rows(), ids=lambda value: value if " " not in value else None
)
def test_a_refusal_names_file_line_key_and_expectation(tmp_path, name, text, line, told):
    """A wrong key or value is refused before anything runs, with the place and what was expected."""
    path = write(tmp_path, text.replace(";", "\n"))
    with pytest.raises(ConfigurationError) as refused:
        load_config(path)
    assert f"{path}:{line}:" in str(refused.value)
    assert told in str(refused.value)
    assert refused.value.exit_code == 2


def test_every_fault_is_told_at_once(tmp_path):
    """A person mends a file in one go: every fault has its own line."""
    with pytest.raises(ConfigurationError) as refused:
        load_config(write(tmp_path, "sources: []\ntimezone: Nowhere\nbaseline_days: -1\n"))
    assert len(str(refused.value).splitlines()) == 2


def test_an_empty_list_of_sources_is_enough(tmp_path):
    """The smallest configuration has no source; every other key has the contract's default."""
    config = load_config(write(tmp_path, "sources:\n"))
    assert config.sources == ()
    assert config.archive == f"sqlite:///{tmp_path / 'data' / 'archive.db'}"
    assert (config.every, config.baseline_days, config.feeds.max_items) == (timedelta(minutes=15), 7, 100)
    assert config.retention.pages is None
    assert config.topic.name == "csto.yaml"


def test_paths_are_relative_to_the_file(tmp_path):
    """Cron starts in the home folder: a relative path counts from the configuration's folder."""
    (tmp_path / "t.yaml").write_text("{}", encoding="utf-8")
    config = load_config(write(tmp_path, "sources:\ndata_dir: d\narchive: sqlite:///x/a.db\ntopic: t.yaml\n"))
    assert config.data.public == tmp_path / "d" / "public"
    assert config.archive == f"sqlite:///{tmp_path / 'x' / 'a.db'}"
    assert config.topic == tmp_path / "t.yaml"


def test_a_source_is_filled_in(tmp_path):
    """What a source leaves out follows from what it says."""
    config = load_config(
        write(
            tmp_path,
            """
timezone: Asia/Bishkek
sources:
  - id: a
    url: https://a.example/
    official: true
    discover:
      - feed: https://feeds.a.example:8443/rss
      - telegram: "@some_channel"
      - {listing: https://a.example/news/, item: "a.title", pages: 3}
    article: {title: h1, body: [.text, article]}
""",
        )
    )
    source = config.source("a")
    assert source.hosts == ("a.example", "feeds.a.example:8443", "t.me")
    assert (source.fetch, source.timezone, source.name) == ("all", "Asia/Bishkek", "a")
    assert [way.kind for way in source.discover] == ["feed", "telegram", "listing"]
    assert source.discover[1].url == "https://t.me/s/some_channel"
    assert source.layouts[0].title == ("h1",)
    assert source.layouts[0].body == (".text", "article")


@pytest.mark.parametrize(
    "channel",
    ["odkb_csto", "@odkb_csto", "https://t.me/odkb_csto", "https://t.me/s/odkb_csto/", "https://telegram.me/odkb_csto"],
)
def test_a_channel_may_be_named_in_any_way(tmp_path, channel):
    """Handle, link or preview: what is read is the preview."""
    text = f"sources:\n  - {{id: a, url: 'https://t.me/', discover: [{{telegram: '{channel}'}}]}}\n"
    (way,) = load_config(write(tmp_path, text)).sources[0].discover
    assert way.url == "https://t.me/s/odkb_csto"


def test_a_language_may_be_left_to_each_text(tmp_path):
    """`language: null` is told from the words; one that nobody is taught is refused."""
    text = "sources:\n  - {id: a, url: 'https://a.example/', language: null}\n"
    assert load_config(write(tmp_path, text)).sources[0].language is None


def test_private_addresses_may_be_allowed(tmp_path):
    """An intranet's or a test's source is accepted where the user says so."""
    text = "network: {allow_private: true}\nsources:\n  - {id: a, url: 'http://127.0.0.1:8000/'}\n"
    assert load_config(write(tmp_path, text)).sources[0].hosts == ("127.0.0.1:8000",)


def test_commands_that_fetch_want_to_know_where(tmp_path):
    """A source without `discover` is fine for reading saved pages, and refused by name where pages are fetched."""
    config = load_config(write(tmp_path, "sources:\n  - {id: lost, url: 'https://a.example/'}\n"))
    with pytest.raises(ConfigurationError, match="discover: required key is missing for: lost"):
        require_discovery(config)


def test_an_unknown_source_is_answered_with_the_known(tmp_path):
    """A mistyped id is answered with those it may mean, else with those there are."""
    config = load_config(write(tmp_path, "sources:\n  - {id: abc, url: 'https://a.example/'}\n"))
    with pytest.raises(ConfigurationError, match="like it: abc"):
        config.source("acb")
    with pytest.raises(ConfigurationError, match="there are: abc"):
        config.source("zzz")


def test_reading_saved_pages_needs_no_file(tmp_path):
    """Defaults stand in for a missing configuration where nothing is fetched."""
    config = default_config(tmp_path)
    assert config.file is None
    assert config.sources == ()
