"""The web page from the feeds; it reads no archive and writes no file."""

from collections.abc import Sequence
from html import escape

from feeds.family import Feed
from feeds.roster import Roster


def render_index(roster: Roster, feeds: Sequence[Feed]) -> bytes:
    """The front page."""
    rows = "".join(f"<li><a href='{escape(e.url)}'>{escape(e.title)}</a></li>" for e in feeds[0].entries)
    return f"<!doctype html><title>{escape(roster.settings.title)}</title><ul>{rows}</ul>\n".encode()
