"""`export`: archived articles as text files into a folder; the archive is only read."""

import argparse
from pathlib import Path

from monitor.opening import open_archive, open_config, parse_relevances
from pipeline.text_format import Text, write


def run(arguments: argparse.Namespace) -> int:
    """One file an item, `YYYY/YYYY-MM-DD-ID.txt`; says how many."""
    config = open_config(arguments)
    folder, count = Path(arguments.folder), 0
    with open_archive(config, read_only=True) as archive:
        for item in archive.items(relevances=parse_relevances(arguments.relevance)):
            path = folder / f"{item.date:%Y}" / f"{item.date}-{item.id}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(write(Text(date=item.date, title=item.title, blocks=item.blocks)), encoding="utf-8")
            count += 1
    print(f"{count} texts in {folder}")
    return 0
