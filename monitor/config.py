"""The configuration as the program uses it: frozen, checked, with absolute paths; parsing lives in `config_file`."""

from dataclasses import dataclass, field
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path

from feeds.settings import FeedSettings
from monitor.paths import DataFolder
from pipeline.errors import ConfigurationError
from pipeline.source import Source
from spiders.manners import Network, Politeness


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """How long raw pages, texts of `none` and `mention`, and log files are kept; None: for ever."""

    pages: timedelta | None = None
    other_pages: timedelta | None = timedelta(days=30)
    log: timedelta | None = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything the user decided. `file` is None when the defaults stand in for a missing file."""

    file: Path | None
    archive: str
    data: DataFolder
    timezone: str
    topic: Path
    feeds: FeedSettings = field(default_factory=FeedSettings)
    every: timedelta = timedelta(minutes=15)
    cron: str | None = None
    politeness: Politeness = field(default_factory=Politeness)
    network: Network = field(default_factory=Network)
    baseline_days: int = 7
    retention: Retention = field(default_factory=Retention)
    sources: tuple[Source, ...] = ()

    def source(self, source_id: str) -> Source:
        """The source of that id.

        Raises:
            ConfigurationError: there is none; with those that are like it, else with those there are.
        """
        for source in self.sources:
            if source.id == source_id:
                return source
        known = [source.id for source in self.sources]
        near = get_close_matches(source_id, known, n=3)
        told = f"{'like it' if near else 'there are'}: {', '.join(near or known) or 'none'}"
        raise ConfigurationError(f"no source {source_id!r} in {self.file or 'the defaults'}; {told}")
