"""A listing's entry as it is remembered, and whether a later one says something else; pure."""

import hashlib
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from pipeline.folding import words_of
from pipeline.models import Entry


def pack_entry(entry: Entry, *, content: bool) -> dict[str, Any]:
    """The entry as plain values, without what is empty; `content` keeps a full text, else its digest stays."""
    packed = {
        "url": entry.url,
        "title": entry.title,
        "summary": entry.summary,
        "published": entry.published.isoformat() if entry.published else None,
        "day": entry.day.isoformat() if entry.day else None,
        "categories": list(entry.categories),
        "content": entry.content if content else "",
        "digest": _digest(entry.content) if entry.content else "",
    }
    return {name: value for name, value in packed.items() if value}


def unpack_entry(packed: dict[str, Any]) -> Entry:
    """The entry that was packed."""
    published, day = packed.get("published"), packed.get("day")
    return Entry(
        url=packed["url"],
        title=packed.get("title", ""),
        summary=packed.get("summary", ""),
        published=datetime.fromisoformat(published) if published else None,
        day=date.fromisoformat(day) if day else None,
        categories=tuple(packed.get("categories", ())),
        content=packed.get("content", ""),
    )


def what_changed(packed: dict[str, Any], listing: str, entry: Entry, now_listing: str) -> str | None:
    """Why a known item should be read again: what its listing says of it is not what it said before.

    Another listing cuts titles and summaries in its own way: then only a title with other words counts.
    """
    before, after = words_of(packed.get("title", "")), words_of(entry.title)
    told = bool(before and after and before != after)
    if _place(listing) != _place(now_listing):
        one, other = " ".join(before), " ".join(after)
        return "its listed title changed" if told and one not in other and other not in one else None
    if told:
        return "its listed title changed"
    summaries = words_of(packed.get("summary", "")), words_of(entry.summary)
    if all(summaries) and summaries[0] != summaries[1]:
        return "its listed summary changed"
    if entry.content and packed.get("digest") and packed["digest"] != _digest(entry.content):
        return "its listed text changed"
    return None


def _place(listing: str) -> str:
    """A listing without its query: its further pages are the same listing."""
    try:
        split = urlsplit(listing)
    except ValueError:
        return listing
    return f"{split.netloc}{split.path}"


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()[:16]
