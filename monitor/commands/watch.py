"""`watch`: stays, and starts a run whenever one is due; with `--serve` the feeds are served beside it."""

import argparse
import signal
from types import FrameType

from monitor.clock import now
from monitor.logs import Log
from monitor.opening import open_config
from monitor.schedule import Ticker
from monitor.watch import Watch

STOPPED = 128


def run(arguments: argparse.Namespace) -> int:
    """Until SIGTERM or Ctrl-C; parent and child are gone within five seconds."""
    from monitor.config_file import require_discovery  # noqa: PLC0415 - after --help

    config = open_config(arguments)
    require_discovery(config)
    words = _shared_words(arguments, str(config.file))
    watch = Watch(config, Log("watch", config.timezone), [*words, "run"])
    ticker = Ticker(watch.tick, now)
    got: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        got.append(number)
        ticker.stop()
        watch.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    at = ["--host", arguments.host, "--port", str(arguments.port)]
    if arguments.serve:
        require_port(arguments.host, arguments.port)
        watch.serve([*words, "serve", *at])
    try:
        ticker.start()
    finally:
        watch.stop()
    return STOPPED + got[0] if got else 0


def require_port(host: str, port: int) -> None:
    """Refuse to begin where the feeds could not be served.

    Raises:
        ConfigurationError: nothing can listen at this address.
    """
    from feeds.server import listen  # noqa: PLC0415 - the server is heavy, and only with --serve

    listen(host, port).close()


def _shared_words(arguments: argparse.Namespace, file: str) -> list[str]:
    loudness = ["-v"] * arguments.verbose + ["-q"] * arguments.quiet
    return ["--config", file, "--log-format", arguments.log_format, *loudness]
