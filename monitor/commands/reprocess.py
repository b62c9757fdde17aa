"""`reprocess`: clean and judge the stored pages again with today's rules; ids stay, nothing is announced."""

import argparse

from monitor.box import Box
from monitor.clock import now
from monitor.lock import hold
from monitor.opening import open_archive, open_config, open_topic, parse_day
from monitor.publication import publish_now
from monitor.reprocessing import redo_all
from monitor.run import name_run


def run(arguments: argparse.Namespace) -> int:
    """One line an item that changes; with `--dry-run` only the lines. Exit 3 when a feed was refused."""
    config, since = open_config(arguments), parse_day(arguments.since)
    at = now()
    name, seen, changed = name_run(at), 0, 0
    with hold(config.data.lock, "reprocess"), open_archive(config) as archive, Box(open_topic(config)) as box:
        for redone in redo_all(config, archive, box, since):
            seen += 1
            if redone.changes:
                changed += 1
                print("\t".join((redone.before.id, *redone.changes)))
            if redone.digest and not arguments.dry_run:
                archive.redo(redone.before.id, redone.digest, run=name, at=now())
        refused = not arguments.dry_run and publish_now(config, archive)
    print(f"{seen} items read again, {changed} {'would change' if arguments.dry_run else 'changed'}")
    return 3 if refused else 0
