"""Reads the articles that something must be made of again: one by one, or in one stream where they are many."""

from collections.abc import Collection, Iterator, Sequence

from feeds.ports import Reader
from pipeline.errors import UnknownItemError
from pipeline.models import Item, Relevance

MANY = 50


def gather(reader: Reader, ids: Collection[str], relevances: Sequence[Relevance]) -> Iterator[Item]:
    """The items of these ids, in no order; one that the archive does not give any more is left out."""
    if len(ids) > MANY:
        yield from (item for item in reader.items(relevances=relevances) if item.id in ids)
        return
    for item_id in ids:
        try:
            yield reader.item(item_id)
        except UnknownItemError:
            continue
