"""`show`: one archived item in the text format, as JSON, or as a diff of its revisions."""

import argparse
import difflib
import sys
from itertools import pairwise

from monitor.answers import line, of_item
from monitor.opening import open_archive, open_config
from pipeline.text_format import Text, write


def run(arguments: argparse.Namespace) -> int:
    """Exit 2 where no item has this id or address."""
    config = open_config(arguments)
    with open_archive(config, read_only=True) as archive:
        item = archive.item(arguments.id)
        if arguments.json:
            print(line(of_item(item, archive.also(item))))
        elif arguments.diff:
            revisions = archive.revisions(item.id)
            texts = [write(Text(date=r.date, title=r.title, blocks=r.blocks)) for r in revisions]
            names = [f"revision {n}, {r.stored_at:%Y-%m-%d %H:%M}Z" for n, r in enumerate(revisions, start=1)]
            if len(texts) == 1:
                print(f"csto-monitor: {item.id} has one revision; nothing was changed", file=sys.stderr)
            for pair, (old, new) in zip(pairwise(names), pairwise(texts), strict=True):
                sys.stdout.writelines(
                    difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), *pair)
                )
        else:
            sys.stdout.write(write(Text(date=item.date, title=item.title, blocks=item.blocks)))
    return 0
