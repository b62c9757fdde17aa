"""What commands open before they work: configuration, topic, archive; each only when asked for."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.clock import now
from monitor.config import Config
from monitor.logs import show_log
from monitor.paths import find_config
from pipeline.errors import ConfigurationError
from pipeline.models import RELEVANCES, Relevance
from pipeline.source import Source

if TYPE_CHECKING:
    from pipeline.archive import Archive
    from pipeline.judging.topic import Topic


def open_config(arguments: argparse.Namespace, *, needed: bool = True) -> Config:
    """The configuration of this call; defaults stand in where none is needed and none is here.

    Raises:
        ConfigurationError: it is missing or refused.
    """
    from monitor.config_file import default_config, load_config  # noqa: PLC0415 - pydantic is heavy

    show_log(sys.stderr, style=arguments.log_format, verbose=arguments.verbose, quiet=arguments.quiet)
    path = find_config(arguments.config)
    if path is not None:
        return load_config(path)
    if needed:
        raise ConfigurationError(
            "no config.yaml here; name one with --config or $CSTO_MONITOR_CONFIG, or make one: csto-monitor init DIR"
        )
    return default_config(Path.cwd())


def open_topic(config: Config) -> "Topic":
    """What is watched for.

    Raises:
        ConfigurationError: the topic file is missing or refused.
    """
    from monitor.topic_file import load_topic  # noqa: PLC0415 - pydantic is heavy

    return load_topic(config.topic)


def open_archive(config: Config, *, read_only: bool = False) -> "Archive":
    """The archive; made where there is none.

    Raises:
        ArchiveError: it cannot be read, or is none of ours.
    """
    from pipeline.archive import Archive  # noqa: PLC0415 - SQLAlchemy is heavy

    if not read_only:
        config.data.root.mkdir(parents=True, exist_ok=True)
    return Archive.open(config.archive, now=now, read_only=read_only)


def any_source(config: Config, *, url: str = "", source_id: str | None = None) -> Source:
    """The source named, else the one whose host the address has, else a nameless one with the defaults."""
    from urllib.parse import urlsplit  # noqa: PLC0415 - only commands that read pages need it

    if source_id:
        return config.source(source_id)
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError as error:
        raise ConfigurationError(f"{url!r} is no address; expected one such as https://example.org/") from error
    for source in config.sources:
        if host and host in {name.split(":")[0] for name in source.hosts}:
            return source
    hosts = (urlsplit(url).netloc,) if host else ()
    return Source(id="page", name=host or "", url=url, hosts=hosts, timezone=config.timezone)


def parse_day(text: str | None) -> date | None:
    """A day as `YYYY-MM-DD`.

    Raises:
        ConfigurationError: it is none.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ConfigurationError(f"{text!r} is no day; expected YYYY-MM-DD") from error


def parse_relevances(text: str) -> tuple[Relevance, ...]:
    """The classes named, `all` for every one.

    Raises:
        ConfigurationError: an unknown one.
    """
    if text == "all":
        return RELEVANCES
    named = {word.strip() for word in text.split(",")}
    if unknown := named - set(RELEVANCES):
        known = ", ".join((*RELEVANCES, "all"))
        raise ConfigurationError(f"unknown relevance {', '.join(sorted(unknown))}; there are: {known}")
    return tuple(relevance for relevance in RELEVANCES if relevance in named)
