"""One feed as values, apart from any format: its name is its file's stem under `public/`."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid5

from feeds.entries import NAMESPACE, FeedEntry

NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # `updated` of a feed that never had an entry: no clock in the bytes
SUFFIXES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """`name` is `statements` or `speakers/SLUG`; `home` the page it stands for, `base_url` ends in a slash.

    `query` belongs to its address, with its question mark: searches are feeds too.
    """

    name: str
    title: str
    subtitle: str
    home: str
    base_url: str
    entries: tuple[FeedEntry, ...] = ()
    query: str = ""

    @property
    def id(self) -> str:
        """An id that outlives a move to another address."""
        return f"urn:uuid:{uuid5(NAMESPACE, f'feed/{self.name}{self.query}')}"

    @property
    def updated(self) -> datetime:
        """When its newest entry changed."""
        return max((entry.updated for entry in self.entries), default=NEVER)

    def address(self, suffix: str) -> str:
        """Where the feed lies in one format."""
        return f"{self.base_url}{self.name}.{suffix}{self.query}"
