"""One feed as values, apart from any format: its name is its file's stem under `public/`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid5

from feeds.entries import NAMESPACE, FeedEntry

NEVER = datetime(2000, 1, 1, tzinfo=UTC)  # `updated` of a feed that never had an entry: no clock in the bytes
SUFFIXES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """`name` is `statements` or `speakers/SLUG`; `home` the page it stands for, `base_url` ends in a slash."""

    name: str
    title: str
    subtitle: str
    home: str
    base_url: str
    entries: tuple[FeedEntry, ...] = ()

    @property
    def id(self) -> str:
        """An id that outlives a move to another address."""
        return f"urn:uuid:{uuid5(NAMESPACE, f'feed/{self.name}')}"

    @property
    def updated(self) -> datetime:
        """When its newest entry changed."""
        return max((entry.updated for entry in self.entries), default=NEVER)

    def address(self, suffix: str) -> str:
        """Where the feed lies in one format."""
        return f"{self.base_url}{self.name}.{suffix}"


def without(feed: Feed, keys: Sequence[str]) -> Feed:
    """The feed without the entries of these guids."""
    gone = set(keys)
    return Feed(
        name=feed.name,
        title=feed.title,
        subtitle=feed.subtitle,
        home=feed.home,
        base_url=feed.base_url,
        entries=tuple(entry for entry in feed.entries if entry.guid not in gone),
    )
