"""`why`: the whole chain of decisions for one item; the archive is only read."""

import argparse

from monitor.opening import open_archive, open_config


def run(arguments: argparse.Namespace) -> int:
    """Exit 2 where no item has this id or address."""
    config = open_config(arguments)
    with open_archive(config, read_only=True) as archive:
        for step in archive.chain(arguments.item):
            print(f"{step.at:%Y-%m-%d %H:%M:%S}Z  {step.step:10}  {step.reason}")
            for fact in step.evidence:
                print(f"{'':34}{fact}")
    return 0
