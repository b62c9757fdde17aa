"""`serve`: feeds, texts, page and search over HTTP; it fetches nothing."""

import argparse
import sys

from monitor.opening import open_config
from monitor.serving import serve_config


def run(arguments: argparse.Namespace) -> int:
    """Until SIGTERM or Ctrl-C."""
    config = open_config(arguments)
    told = f"Serving {config.data.public} at http://{arguments.host}:{arguments.port}/"
    serve_config(config, arguments.host, arguments.port, ready=lambda: print(told, file=sys.stderr, flush=True))
    return 0
