"""`items`: what the archive holds, newest first; the archive is only read."""

import argparse

from monitor.answers import line, of_item
from monitor.opening import open_archive, open_config, parse_day, parse_relevances
from monitor.telling import speaker_of
from pipeline.errors import ConfigurationError
from pipeline.models import KINDS


def run(arguments: argparse.Namespace) -> int:
    """One line an item: day, id, relevance, kind, speaker, title; or JSON."""
    config = open_config(arguments)
    if arguments.kind and arguments.kind not in KINDS:
        raise ConfigurationError(f"unknown kind {arguments.kind!r}; there are: {', '.join(KINDS)}")
    with open_archive(config, read_only=True) as archive:
        found = archive.items(
            since=parse_day(arguments.since),
            until=parse_day(arguments.until),
            source=arguments.source,
            speaker=arguments.speaker,
            kind=arguments.kind,
            relevances=parse_relevances(arguments.relevance),
            search=arguments.search,
            limit=arguments.limit,
        )
        for item in found:
            if arguments.json:
                print(line(of_item(item, archive.also(item))))
            else:
                fields = (str(item.date), item.id, item.relevance, item.kind, speaker_of(item), item.title)
                print("\t".join(fields))
    return 0
