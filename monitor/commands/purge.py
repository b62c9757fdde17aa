"""`purge`: articles of days before a date let go; their ids, addresses and guids stay known."""

import argparse

from feeds.publishing import forget_notes
from monitor.clock import now
from monitor.housekeeping import remove_pages
from monitor.lock import hold
from monitor.opening import open_archive, open_config, parse_day
from monitor.publication import publish_now
from pipeline.errors import ConfigurationError


def run(arguments: argparse.Namespace) -> int:
    """Says how many; nothing purged is discovered or announced again."""
    config, before = open_config(arguments), parse_day(arguments.before)
    if before is None:
        raise ConfigurationError("purge needs --before YYYY-MM-DD")
    with hold(config.data.lock, "purge"), open_archive(config) as archive:
        forget_notes(config.data.public)
        let_go = archive.purge(before, at=now())
        remove_pages(config, let_go.files)
        refused = publish_now(config, archive)
    print(f"{let_go.items} items of days before {before} purged")
    return 3 if refused else 0
