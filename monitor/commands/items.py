"""`items`: what the archive holds, newest first; the archive is only read."""

import argparse
from difflib import get_close_matches

from monitor.answers import line, of_item
from monitor.config import Config
from monitor.opening import open_archive, open_config, parse_day, parse_relevances
from monitor.telling import speaker_of
from pipeline.archive import Archive
from pipeline.errors import ConfigurationError
from pipeline.models import KINDS, RELEVANCES

IMPORTED = "import"  # the source of texts that a person gave
FEW = 12


def run(arguments: argparse.Namespace) -> int:
    """One line an item: day, id, relevance, kind, speaker, title; or JSON."""
    config = open_config(arguments)
    if arguments.kind and arguments.kind not in KINDS:
        raise ConfigurationError(f"unknown kind {arguments.kind!r}; there are: {', '.join(KINDS)}")
    with open_archive(config, read_only=True) as archive:
        if arguments.source:
            require_source(config, archive, arguments.source)
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


def require_source(config: Config, archive: Archive, source: str) -> None:
    """Refuse an id that is neither configured nor of anything archived: a slip of the pen must not look like silence.

    Raises:
        ConfigurationError: with the ids that are like it, else with those there are.
    """
    known = {IMPORTED, *(one.id for one in config.sources), *archive.tally().sources}
    if source in known or any(archive.items(source=source, relevances=RELEVANCES, limit=1)):
        return
    near = get_close_matches(source, sorted(known), n=3, cutoff=0.5)
    shown = near or [*sorted(known)[:FEW], *(["…"] if len(known) > FEW else [])]
    raise ConfigurationError(f"unknown source {source!r}; {'like it' if near else 'there are'}: {', '.join(shown)}")
