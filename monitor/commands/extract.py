"""`extract`: saved page files to JSON lines, in order, through the very readers of production; writes nothing."""

import argparse
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.answers import line, of_digest
from monitor.box import WORKERS, Box
from monitor.clock import now
from monitor.config import Config
from monitor.opening import any_source, open_config, open_topic
from monitor.readings import read_page
from pipeline.errors import ConfigurationError, Unreadable
from pipeline.models import Entry, Page
from pipeline.source import Source
from pipeline.urls import item_id

FEW = 60  # files; a second worker takes half a second to start, in which the first reads twenty


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One page asked for; `fault` says why it cannot be."""

    file: str
    url: str = ""
    source: str | None = None
    fault: str = ""


def run(arguments: argparse.Namespace) -> int:
    """One JSON object a file; exit 1 when some page gave no article."""
    config = open_config(arguments, needed=False)
    if arguments.source:
        config.source(arguments.source)
    wanted = list(_wanted(arguments))
    at, failed = now(), False
    workers = WORKERS if len(wanted) > FEW else 1
    with Box(open_topic(config), workers=workers) as box:
        jobs = [_job(config, row, at) for row in wanted]
        answers = box.each(read_file, jobs)
        for row, job, answer in zip(wanted, jobs, answers, strict=True):
            failed |= isinstance(answer, Unreadable)
            print(line({"file": row.file, **_told(answer, job[1])}))
    return int(failed)


def read_file(row: Row, source: Source, at: datetime) -> dict[str, Any]:
    """In a worker: the answer for a page file, so that its bytes never enter the parent."""
    if row.fault:
        raise Unreadable(row.fault)
    try:
        body = Path(row.file).read_bytes()
    except OSError as error:
        raise Unreadable(f"{row.file}: {error.strerror}") from error
    page = Page(url=row.url, body=body, fetched_at=at)
    digest = read_page(page, source, Entry(url=row.url), at)
    known = _known(source)
    name = item_id(source.id, row.url, lambda _: False) if known and row.url else None
    return of_digest(digest, source=known, item_id=name)


def _job(config: Config, row: Row, at: datetime) -> tuple[Any, ...]:
    try:
        return row, any_source(config, url=row.url, source_id=row.source), at
    except ConfigurationError as error:
        return replace(row, fault=row.fault or str(error)), any_source(config), at


def _wanted(arguments: argparse.Namespace) -> Iterable[Row]:
    for file in arguments.files:
        if file == "-":
            yield from map(_row, enumerate(sys.stdin, start=1))
        else:
            yield Row(file=file, url=arguments.url or "", source=arguments.source)


def _row(numbered: tuple[int, str]) -> Row:
    number, text = numbered
    try:
        row = json.loads(text)
    except ValueError:
        row = None
    if isinstance(row, dict) and isinstance(row.get("file"), str):
        return Row(file=row["file"], url=str(row.get("url") or ""), source=row.get("source"))
    expected = '{"file": …, "url": …, "source": …}'
    return Row(file="", fault=f"standard input, line {number}: expected {expected}")


def _told(answer: Any, source: Source) -> dict[str, Any]:
    if isinstance(answer, Unreadable):
        return {"source": _known(source), "error": answer.reason}
    told: dict[str, Any] = answer
    return told


def _known(source: Source) -> str | None:
    return source.id if source.id != "page" else None
