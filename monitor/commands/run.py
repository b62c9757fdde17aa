"""`run`: one pass over the sources that are due; what cron calls."""

import argparse

from monitor.opening import open_config, parse_day
from monitor.run import Request, run_once


def run(arguments: argparse.Namespace) -> int:
    """Refuse a bad configuration first, then run."""
    from monitor.config_file import require_discovery  # noqa: PLC0415 - after --help

    config = open_config(arguments)
    require_discovery(config)
    for source_id in arguments.source:
        config.source(source_id)
    since = parse_day(arguments.since)
    request = Request(
        sources=tuple(arguments.source),
        everything=arguments.all,
        since=since,
        log_format=arguments.log_format,
    )
    if arguments.dry_run:
        from monitor.rehearsal import rehearse  # noqa: PLC0415 - only here

        return rehearse(config, request, verbose=arguments.verbose)
    return run_once(config, request)
