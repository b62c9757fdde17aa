"""`backup`: a copy of the live archive that opens as an archive; nothing else is copied."""

import argparse
from pathlib import Path

from monitor.opening import open_archive, open_config
from pipeline.errors import ConfigurationError


def run(arguments: argparse.Namespace) -> int:
    """Exit 3 where the copy cannot be written; an existing file is never overwritten."""
    config, target = open_config(arguments), Path(arguments.file)
    if target.exists():
        raise ConfigurationError(f"{target}: stands there already; name another file")
    with open_archive(config) as archive:
        archive.backup(target)
    size = target.stat().st_size
    print(f"{target}: {size} bytes. To restore: stop csto-monitor and put it in place of {config.archive}")
    return 0
