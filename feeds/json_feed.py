"""A feed as JSON Feed 1.1 (jsonfeed.org); it renders values and nothing else."""

import json
from typing import Any

from feeds.entries import FeedEntry
from feeds.family import Feed

VERSION = "https://jsonfeed.org/version/1.1"


def render_json(feed: Feed) -> bytes:
    """The feed as JSON Feed 1.1, UTF-8.

    Raises:
        ValueError: an entry holds what UTF-8 cannot carry.
    """
    document = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home,
        "feed_url": feed.address("json"),
        "authors": [{"name": "csto-monitor"}],
        "items": [_item(entry) for entry in feed.entries],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _item(entry: FeedEntry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.guid,
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry.content,
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name} for name in entry.authors],
        "tags": [tag.label or tag.term for tag in entry.tags if tag.scheme != "language"],
    }
    return item | ({"language": entry.language} if entry.language else {})
