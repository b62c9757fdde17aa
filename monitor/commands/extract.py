"""`extract`: saved page files to JSON lines, in order, through the very readers of production; writes nothing."""

import argparse
import json
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.answers import line, of_digest
from monitor.box import Box
from monitor.clock import now
from monitor.config import Config
from monitor.opening import any_source, open_config, open_topic
from monitor.readings import read_page
from pipeline.errors import ConfigurationError, Unreadable
from pipeline.models import Entry, Page
from pipeline.source import Source
from pipeline.urls import item_id


def run(arguments: argparse.Namespace) -> int:
    """One JSON object a file; exit 1 when some page gave no article."""
    config = open_config(arguments, needed=False)
    wanted = list(_wanted(arguments))
    at, failed = now(), False
    with Box(open_topic(config)) as box:
        jobs = [_job(config, file, url, source, at) for file, url, source in wanted]
        answers = box.each(read_file, jobs)
        for (file, _, _), job, answer in zip(wanted, jobs, answers, strict=True):
            failed |= isinstance(answer, Unreadable)
            print(line({"file": file, **_shape(answer, job[1])}))
    return int(failed)


def read_file(path: str, source: Source, url: str, at: datetime) -> object:
    """In a worker: a page file, so that its bytes never enter the parent."""
    try:
        body = Path(path).read_bytes()
    except OSError as error:
        raise Unreadable(f"{path}: {error.strerror}") from error
    page = Page(url=url, body=body, fetched_at=at)
    return read_page(page, source, Entry(url=url), at)


def _job(config: Config, file: str, url: str, source_id: str | None, at: datetime) -> tuple[Any, ...]:
    return file, any_source(config, url=url, source_id=source_id), url, at


def _wanted(arguments: argparse.Namespace) -> Iterable[tuple[str, str, str | None]]:
    for file in arguments.files:
        if file == "-":
            yield from map(_row, enumerate(sys.stdin, start=1))
        else:
            yield file, arguments.url or "", arguments.source


def _row(numbered: tuple[int, str]) -> tuple[str, str, str | None]:
    number, text = numbered
    try:
        row = json.loads(text)
        return str(row["file"]), str(row.get("url") or ""), row.get("source")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        expected = '{"file": …, "url": …, "source": …}'
        raise ConfigurationError(f"standard input, line {number}: expected {expected}") from error


def _shape(answer: Any, source: Source) -> dict[str, Any]:
    if isinstance(answer, Unreadable):
        return {"source": source.id, "error": answer.reason}
    known = source.id != "page"
    url = answer.article.url
    name = item_id(source.id, url, lambda _: False) if known and url else None
    return of_digest(answer, source=source.id if known else None, item_id=name)
