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
            texts = [write(Text(date=r.date, title=r.title, blocks=r.blocks)) for r in archive.revisions(item.id)]
            for number, (old, new) in enumerate(pairwise(texts), start=1):
                names = (f"revision {number}", f"revision {number + 1}")
                sys.stdout.writelines(
                    difflib.unified_diff(old.splitlines(keepends=True), new.splitlines(keepends=True), *names)
                )
        else:
            sys.stdout.write(write(Text(date=item.date, title=item.title, blocks=item.blocks)))
    return 0
