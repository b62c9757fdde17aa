"""Rendering as one step of a command: the whole archive to `public/` and `texts/`; it decides nothing of theirs."""

import sys

from feeds.atomic import write_whole
from feeds.publishing import Published, forget_notes, publish
from monitor.clock import now
from monitor.config import Config
from monitor.logs import Log
from monitor.opening import open_topic
from monitor.rendered import is_ahead
from pipeline.archive import Archive
from pipeline.countries import make_countries


def publish_now(
    config: Config, archive: Archive, log: Log | None = None, *, everything: bool = False, allow_empty: bool = False
) -> bool:
    """Render all that changed; True when some file was refused and its last good version kept.

    `everything` trusts no note of the last rendering; `allow_empty` lets a feed go empty that should not be.
    """
    generation = archive.generation()
    if is_ahead(config, archive):
        forget_notes(config.data.public)
    done = publish(
        archive,
        config.feeds,
        public=config.data.public,
        texts=config.data.texts,
        sources=config.sources,
        now=now(),
        zone=config.timezone,
        countries=make_countries(open_topic(config).countries),
        everything=everything,
        allow_empty=allow_empty,
    )
    _tell(done, log)
    if not done.refused:
        write_whole(config.data.published, f"{generation}\n".encode())
    return bool(done.refused)


def _tell(done: Published, log: Log | None) -> None:
    for path, reason in done.refused:
        if log:
            log.warning("feed", file=path.name, outcome="refused", reason=reason)
        else:
            print(f"csto-monitor: {path}: refused, the last good one is kept: {reason}", file=sys.stderr)
    for entry in done.quarantined:
        if log:
            log.warning("feed", outcome="quarantined", id=entry.key, reason=entry.reason)
