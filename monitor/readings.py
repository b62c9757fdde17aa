"""What the box can be asked to read: one importable function a question, and the readers the spiders are given."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any

from monitor import box
from monitor.box import Box, explain
from pipeline import digest
from pipeline.models import Digest, Entry, Listing, Page
from pipeline.source import Source, Way


def read_listing(page: Page, source: Source, way: Way) -> Listing:
    """In a worker: a feed, sitemap, listing or preview."""
    return digest.read_listing(page, source, way)


def read_page(page: Page, source: Source, entry: Entry, first_seen: datetime) -> Digest:
    """In a worker: one article page, to its judgement."""
    return digest.digest_page(page, source, entry, first_seen, box.topic())


def read_entry(source: Source, entry: Entry, first_seen: datetime) -> Digest:
    """In a worker: an entry that carries its full text."""
    return digest.digest_entry(source, entry, first_seen, box.topic())


class BoxedReaders:
    """`spiders.ports.Readers` over the box."""

    def __init__(self, box: Box) -> None:
        self._box = box

    async def listing(self, page: Page, source: Source, way: Way) -> Listing:
        """Read a feed, sitemap, listing or preview."""
        answer: Listing = await self._ask(read_listing, page, source, way)
        return answer

    async def article(self, page: Page, source: Source, entry: Entry, first_seen: datetime) -> Digest:
        """Read one article page."""
        answer: Digest = await self._ask(read_page, page, source, entry, first_seen)
        return answer

    async def whole_entry(self, source: Source, entry: Entry, first_seen: datetime) -> Digest:
        """Read an entry that is the article."""
        answer: Digest = await self._ask(read_entry, source, entry, first_seen)
        return answer

    async def _ask(self, function: Callable[..., Any], *arguments: object) -> Any:
        try:
            return await asyncio.wrap_future(self._box.submit(function, *arguments))
        except Exception as error:  # border: one page's fault stays one page's fault
            raise explain(error) from error
