"""`backup`: a copy of the live archive that opens as an archive; nothing else is copied."""

import argparse
import shlex
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
    print(f"{target}: {size} bytes. To restore it, while nothing runs:\n  {_how_to_restore(config.archive, target)}")
    return 0


def _how_to_restore(archive: str, copy: Path) -> str:
    file = archive.removeprefix("sqlite:///")
    old = shlex.join(file + end for end in ("", "-wal", "-shm"))
    return f"rm -f {old} && {shlex.join(('cp', str(copy), file))} && csto-monitor rebuild"
