"""`judge`: texts in the text format to JSON lines; reads no page and writes nothing."""

import argparse
import sys
from pathlib import Path

from monitor.answers import line, of_judgement
from monitor.clock import now
from monitor.config import Config
from monitor.opening import any_source, open_config, open_topic
from monitor.texts import judge_text, read_text
from pipeline.errors import Unreadable
from pipeline.judging.topic import Topic
from pipeline.source import Source


def run(arguments: argparse.Namespace) -> int:
    """One JSON object a file; exit 1 when some file gave no article."""
    config = open_config(arguments, needed=False)
    source, topic = source_for(config, arguments.source), open_topic(config)
    return max([_tell(file, source, topic) for file in arguments.files])


def source_for(config: Config, source_id: str | None) -> Source:
    """The source a text is judged as coming from: the one named, else an unknown one."""
    return any_source(config, source_id=source_id)


def _tell(file: str, source: Source, topic: Topic) -> int:
    try:
        read = read_text(Path(file), source, now())
    except Unreadable as fault:
        print(line({"file": file, "error": fault.reason}))
        return 1
    judgement = judge_text(read, source, topic)
    answer = of_judgement(judgement)
    answer["reasons"] = [*read.dated.reasons, *answer["reasons"]]
    print(line({"file": file, **answer, "date": read.dated.day.isoformat()}), file=sys.stdout)
    return 0
