"""`init`: a folder with a commented config.yaml to start from; an existing one is never touched."""

import argparse
import shlex
import sys
from pathlib import Path

from monitor.paths import shipped
from pipeline.errors import ConfigurationError


def run(arguments: argparse.Namespace) -> int:
    """Says what to do next."""
    folder = Path(arguments.folder)
    target = folder / "config.yaml"
    if target.exists():
        raise ConfigurationError(f"{target}: stands there already; nothing was changed")
    folder.mkdir(parents=True, exist_ok=True)
    target.write_bytes(shipped("config.yaml").read_bytes())
    print(
        f"{target.resolve()} is yours. Next:\n"
        f"  1. fill in `politeness: contact`, look through `sources`\n"
        f"  2. cd {folder.resolve()} && csto-monitor check --all\n"
        f"  3. crontab: */5 * * * * {_program()} --config {shlex.quote(str(target.resolve()))} -q run"
    )
    return 0


def _program() -> str:
    """The command in full: cron looks for programs in few folders. A crontab line ends at a bare `%`."""
    command = Path(sys.argv[0]).absolute()
    return shlex.quote(str(command)) if command.name == "csto-monitor" else f"{shlex.quote(sys.executable)} -m monitor"
