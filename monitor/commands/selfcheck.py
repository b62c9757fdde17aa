"""`selfcheck`: versions, paths, permissions, clock, archive; looks, and mends nothing."""

import argparse
import os
import platform
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from monitor import __version__
from monitor.clock import now
from monitor.config import Config
from monitor.opening import open_archive, open_config, open_topic
from pipeline.archive.versions import is_wal_reset_mended, sqlite_version
from pipeline.errors import MonitorError

LIBRARIES = ("scrapy", "twisted", "lxml", "trafilatura", "beautifulsoup4", "feedgen", "apscheduler", "sqlalchemy")
BUILT = datetime(2026, 11, 1, tzinfo=UTC)

Finding = tuple[str, str, str]  # ok, warn or fail; subject; what was found


def run(arguments: argparse.Namespace) -> int:
    """One line a finding; exit 2 when something must be mended first."""
    config = open_config(arguments)
    findings = [*_versions(), *_clock(), *_paths(config), *_archive(config)]
    for state, subject, told in findings:
        print(f"{state:4}  {subject:10}  {told}")
    return 2 if any(state == "fail" for state, _, _ in findings) else 0


def _versions() -> Iterator[Finding]:
    yield "ok", "program", f"csto-monitor {__version__}, Python {platform.python_version()}, {platform.system()}"
    for name in LIBRARIES:
        try:
            yield "ok", "library", f"{name} {version(name)}"
        except PackageNotFoundError:
            yield "fail", "library", f"{name} is not installed; install csto-monitor again"
    told = f"SQLite {sqlite_version()}"
    if is_wal_reset_mended():
        yield "ok", "library", told
    else:
        yield (
            "warn",
            "library",
            f"{told}: older than 3.51.3; safe while one run writes at a time, which the lock sees to",
        )


def _clock() -> Iterator[Finding]:
    at = now()
    if at < BUILT:
        yield "fail", "clock", f"{at:%Y-%m-%d %H:%M}Z lies before this program was written; set the clock"
    else:
        yield "ok", "clock", f"{at:%Y-%m-%d %H:%M}Z"


def _paths(config: Config) -> Iterator[Finding]:
    yield (
        "ok",
        "config",
        f"{config.file}, {sum(s.enabled for s in config.sources)} of {len(config.sources)} sources enabled",
    )
    if not config.politeness.contact:
        yield "warn", "config", "politeness: contact is empty; sites should know whom to write to"
    for folder in (config.data.root, config.data.public, config.data.texts, config.data.pages, config.data.log.parent):
        nearest = next(path for path in (folder, *folder.parents) if path.exists())
        if os.access(nearest, os.W_OK):
            yield "ok", "path", f"{folder} can be written"
        else:
            yield "fail", "path", f"{folder} cannot be written: {_owner(nearest)}"


def _owner(path: Path) -> str:
    found = path.stat()
    if found.st_uid == os.getuid():
        return f"{path} is closed to writing ({stat.filemode(found.st_mode)})"
    return f"{path} belongs to user {found.st_uid}, this is user {os.getuid()}"


def _archive(config: Config) -> Iterator[Finding]:
    try:
        open_topic(config)
        yield "ok", "topic", str(config.topic)
    except MonitorError as error:
        yield "fail", "topic", str(error)
    try:
        with open_archive(config) as archive:
            yield "ok", "archive", f"{config.archive}: sound, {archive.tally().items} items"
    except MonitorError as error:
        yield "fail", "archive", str(error)
