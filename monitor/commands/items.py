"""`items`: what the archive holds, newest first; the archive is only read."""

import argparse
import sys
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
    since, until = parse_day(arguments.since), parse_day(arguments.until)
    if since and until and until < since:
        raise ConfigurationError(f"--until {until} is before --since {since}; nothing can lie between them")
    with open_archive(config, read_only=True) as archive:
        if arguments.source:
            require_source(config, archive, arguments.source)
        found = archive.items(
            since=since,
            until=until,
            source=arguments.source,
            speaker=arguments.speaker,
            kind=arguments.kind,
            relevances=parse_relevances(arguments.relevance),
            search=arguments.search,
            limit=arguments.limit,
        )
        some = False
        for item in found:
            some = True
            if arguments.json:
                print(line(of_item(item, archive.also(item))))
            else:
                fields = (str(item.date), item.id, item.relevance, item.kind, speaker_of(item), item.title)
                print("\t".join(fields))
        if arguments.speaker and not some:
            print(f"csto-monitor: nothing found by {arguments.speaker!r}{_names(archive)}", file=sys.stderr)
    return 0


def _names(archive: Archive) -> str:
    """The names that are found most: a name is written as the archive has it, or a part of it."""
    spoken = archive.tally().speakers
    most = sorted(spoken, key=lambda name: -spoken[name])[:FEW]
    return f"; speakers are: {', '.join(most)}{', …' if len(spoken) > FEW else ''}" if most else ""


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
