"""`init`: a folder with a commented config.yaml to start from; an existing one is never touched."""

import argparse
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
        f"  3. crontab: */5 * * * * csto-monitor --config {target.resolve()} -q run"
    )
    return 0
