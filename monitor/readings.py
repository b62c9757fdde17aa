"""What the box can be asked to read: one importable function a question, and the readers the spiders are given."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from monitor import box
from monitor.box import Box, explain
from pipeline import digest
from pipeline.digest import NONE_FAMILIAR
from pipeline.models import Digest, Entry, Familiar, Listing, Page
from pipeline.source import Source, Way

Recall = Callable[[str, str], Familiar]


def read_listing(page: Page, source: Source, way: Way) -> Listing:
    """In a worker: a feed, sitemap, listing or preview."""
    return digest.read_listing(page, source, way)


def read_page(
    page: Page,
    source: Source,
    entry: Entry,
    first_seen: datetime,
    familiar: Familiar = NONE_FAMILIAR,
    explained: bool = False,  # noqa: FBT001, FBT002 - a job's arguments go by place
) -> Digest:
    """In a worker: one article page, to its judgement."""
    return digest.digest_page(page, source, entry, first_seen, box.topic(), familiar=familiar, explained=explained)


def read_entry(source: Source, entry: Entry, first_seen: datetime, familiar: Familiar = NONE_FAMILIAR) -> Digest:
    """In a worker: an entry that carries its full text."""
    return digest.digest_entry(source, entry, first_seen, box.topic(), familiar=familiar)


class BoxedReaders:
    """`spiders.ports.Readers` over the box.

    `recall` tells what is known of the pages of a source but the one at an address; `explained` asks for an article's
    `choices`.
    """

    def __init__(self, box: Box, *, recall: Recall | None = None, explained: bool = False) -> None:
        self._box = box
        self._recall = recall
        self._explained = explained

    async def listing(self, page: Page, source: Source, way: Way) -> Listing:
        """Read a feed, sitemap, listing or preview."""
        answer: Listing = await self._ask(read_listing, page, source, way)
        return answer

    async def article(self, page: Page, source: Source, entry: Entry, first_seen: datetime) -> Digest:
        """Read one article page."""
        familiar = self._familiar(source, entry)
        answer: Digest = await self._ask(read_page, page, source, entry, first_seen, familiar, self._explained)
        return answer

    async def whole_entry(self, source: Source, entry: Entry, first_seen: datetime) -> Digest:
        """Read an entry that is the article."""
        answer: Digest = await self._ask(read_entry, source, entry, first_seen, self._familiar(source, entry))
        return answer

    def _familiar(self, source: Source, entry: Entry) -> Familiar:
        return self._recall(source.id, entry.url) if self._recall is not None else NONE_FAMILIAR

    async def _ask(self, function: Callable[..., Any], *arguments: object) -> Any:
        try:
            return await asyncio.wrap_future(self._box.submit(function, *arguments))
        except Exception as error:  # border: one page's fault stays one page's fault
            raise explain(error) from error
