"""`rebuild`: every feed, text and page again from the archive; fetches and judges nothing."""

import argparse

from monitor.lock import hold
from monitor.opening import open_archive, open_config
from monitor.publication import publish_now


def run(arguments: argparse.Namespace) -> int:
    """Exit 3 when a file was refused; the last good one stays."""
    config = open_config(arguments)
    with hold(config.data.lock, "rebuild"), open_archive(config) as archive:
        return 3 if publish_now(config, archive, everything=True, allow_empty=arguments.allow_empty) else 0
