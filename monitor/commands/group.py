"""`group`: texts to stories, one JSON list of file names a line; writes nothing."""

import argparse
import json
import sys
from pathlib import Path

from monitor.clock import now
from monitor.opening import any_source, open_config, open_topic
from monitor.texts import judge_text, read_text
from pipeline.errors import Unreadable
from pipeline.stories import Candidate, group


def run(arguments: argparse.Namespace) -> int:
    """Every file stands in exactly one line; a file that cannot be read is a story of its own, and exit 1."""
    config = open_config(arguments, needed=False)
    source, topic, at = any_source(config), open_topic(config), now()
    candidates, alone = [], []
    for file in arguments.files:
        try:
            article = read_text(Path(file), source, at)
        except Unreadable as fault:
            print(f"csto-monitor: {fault}", file=sys.stderr)
            alone.append(file)
            continue
        judgement = judge_text(article, source, topic)
        candidates.append(Candidate.of(file, article, judgement))
    for story in [*group(candidates), *([file] for file in alone)]:
        print(json.dumps(sorted(story), ensure_ascii=False))
    return int(bool(alone))
