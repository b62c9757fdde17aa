"""config.yaml to `Config`: every key is checked at this edge; nothing behind it checks again."""

import ipaddress
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError

from monitor.config import Config, Retention
from monitor.config_keys import KEYS, FilePart, NetworkPart
from monitor.paths import DataFolder, shipped
from monitor.yaml_lines import Located, load_yaml, refusal
from pipeline.errors import ConfigurationError
from spiders.manners import Network, Politeness


def load_config(path: Path) -> Config:
    """Parse and check a configuration file.

    Raises:
        ConfigurationError: with one line a fault: file, line, key, what was expected.
    """
    located = load_yaml(path)
    value: Any = located.value
    if not isinstance(value, dict):
        raise ConfigurationError(f"{path}:1: expected keys such as `sources:`")
    try:
        part = TypeAdapter(FilePart).validate_python(value)
    except ValidationError as error:
        raise refusal(located, error, KEYS) from error
    _refuse_twins(located, part)
    _refuse_inside(located, part)
    _refuse_missing(located, part, path.parent)
    return _settle(part, path)


def default_config(home: Path) -> Config:
    """What commands that fetch nothing use where there is no configuration file."""
    return _settle(FilePart(sources=[]), home / "config.yaml", file=None)


def require_discovery(config: Config) -> None:
    """Refuse a source that says nowhere how its items are found (only commands that fetch ask).

    Raises:
        ConfigurationError: naming the sources.
    """
    lost = [source.id for source in config.sources if not source.discover]
    if lost:
        raise ConfigurationError(f"{config.file}: discover: required key is missing for: {', '.join(lost)}")


def _settle(part: FilePart, path: Path, *, file: Path | Literal[False] | None = False) -> Config:
    home = path.parent
    data = DataFolder(home / part.data_dir)
    return Config(
        file=path if file is False else file,
        archive=_archive(part.archive, home, data),
        data=data,
        timezone=part.timezone,
        topic=home / part.topic if part.topic else shipped("topics/csto.yaml"),
        feeds=part.feeds.settings(),
        every=part.schedule.every or timedelta(minutes=15),
        cron=part.schedule.cron,
        politeness=Politeness(**part.politeness.model_dump()),
        network=_network(part.network, home),
        baseline_days=part.baseline_days,
        retention=Retention(**part.retention.model_dump()),
        sources=tuple(source.source(part.timezone) for source in part.sources),
    )


def _network(part: NetworkPart, home: Path) -> Network:
    ca_file = str(home / part.ca_file) if part.ca_file else None
    return Network(allow_private=part.allow_private, proxy=part.proxy, ca_file=ca_file)


def _archive(url: str | None, home: Path, data: DataFolder) -> str:
    if url is None:
        return f"sqlite:///{data.root / 'archive.db'}"
    prefix = "sqlite:///"
    return f"{prefix}{home / url[len(prefix) :]}" if url.startswith(prefix) else url


def _refuse_twins(located: Located, part: FilePart) -> None:
    seen: set[str] = set()
    for index, source in enumerate(part.sources):
        if source.id in seen:
            line = located.line_of(("sources", index, "id"))
            raise ConfigurationError(f"{located.path}:{line}: sources.{index}.id: {source.id!r} stands twice")
        seen.add(source.id)


def _refuse_inside(located: Located, part: FilePart) -> None:
    """An address inside our own network is refused at load (faults.md, row 105); the guard refuses it again."""
    if part.network.allow_private:
        return
    for index, source in enumerate(part.sources):
        named: list[tuple[tuple[str | int, ...], str]] = [(("url",), source.url)]
        named += [(("discover", number), entry.way().url) for number, entry in enumerate(source.discover)]
        for place, url in named:
            if _is_inside(str(urlsplit(url).hostname)):
                where = ("sources", index, *place)
                raise ConfigurationError(
                    f"{located.path}:{located.line_of(where)}: {'.'.join(map(str, where))}: {url} points into a "
                    "private network; expected a public address, or network: {allow_private: true}"
                )


def _refuse_missing(located: Located, part: FilePart, home: Path) -> None:
    """A file that is named must be there before anything runs."""
    named = {("topic",): part.topic, ("network", "ca_file"): part.network.ca_file}
    for key, name in named.items():
        if name and not (home / name).is_file():
            line = located.line_of(key)
            raise ConfigurationError(f"{located.path}:{line}: {'.'.join(key)}: {home / name}: no such file")


def _is_inside(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
