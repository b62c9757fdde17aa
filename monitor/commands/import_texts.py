"""`import`: text files into the archive under their own dates; announces nothing, fetches nothing."""

import argparse
import dataclasses
import sys
from pathlib import Path

from monitor.clock import now
from monitor.config import Config
from monitor.lock import hold
from monitor.opening import any_source, open_archive, open_config, open_topic
from monitor.publication import publish_now
from monitor.texts import judge_text, read_text
from pipeline.archive import Archive
from pipeline.archive.importing import IMPORT
from pipeline.errors import Unreadable


def run(arguments: argparse.Namespace) -> int:
    """One line a file: its day, relevance, id and title; exit 1 when some file gave no article."""
    config = open_config(arguments)
    with hold(config.data.lock, "import"), open_archive(config) as archive:
        failed = _import_all(config, archive, arguments.files)
        refused = publish_now(config, archive)
    return 3 if refused else int(failed)


def _import_all(config: Config, archive: Archive, files: list[str]) -> bool:
    source, topic, failed = any_source(config), open_topic(config), False
    home = dataclasses.replace(IMPORT, timezone=config.timezone)
    for file in files:
        try:
            article = read_text(Path(file), source, now())
        except Unreadable as fault:
            print(f"csto-monitor: {fault}", file=sys.stderr)
            failed = True
            continue
        judgement = judge_text(article, source, topic)
        done = archive.add_text(article, judgement, at=now(), source=home)
        print(f"{article.dated.day}\t{judgement.relevance}\t{done.item_id}\t{article.title}")
    return failed
