"""RSS and sitemaps as the replica's sites write them; nothing of the program's own feeds."""

from collections.abc import Callable, Iterable
from datetime import datetime
from email.utils import format_datetime

from monitor.demo.answers import quoted
from monitor.demo.pages import Piece

_RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>{title}</title>
<link>{link}</link>
<description>Тексты вымышлены для демонстрации программы</description>
<language>ru</language>
{items}
</channel>
</rss>
"""
_URLSET = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
{urls}
</urlset>
"""


def rss(
    pieces: Iterable[Piece],
    *,
    title: str,
    link: str,
    address: Callable[[Piece], str],
    moment: Callable[[Piece], datetime],
    encoding: str = "utf-8",
) -> bytes:
    """A feed of headlines and summaries; `moment` says in which zone the site writes its dates."""
    items = "\n".join(_item(piece, address(piece), moment(piece)) for piece in pieces)
    text = _RSS.format(encoding=encoding, title=quoted(title), link=link, items=items)
    return text.encode(encoding, "xmlcharrefreplace")


def _item(piece: Piece, url: str, moment: datetime) -> str:
    categories = "".join(f"<category>{quoted(tag)}</category>" for tag in piece.tags)
    return (
        f"<item><title>{quoted(piece.title)}</title><link>{quoted(url)}</link>"
        f'<guid isPermaLink="true">{quoted(url)}</guid><description>{quoted(piece.lead)}</description>'
        f"{categories}<pubDate>{format_datetime(moment)}</pubDate></item>"
    )


def sitemap(pieces: Iterable[Piece], *, address: Callable[[Piece], str], name: str = "") -> bytes:
    """A sitemap; with a publication's `name` it carries titles and dates as news sitemaps do."""
    urls = "\n".join(_url(piece, address(piece), name) for piece in pieces)
    return _URLSET.format(urls=urls).encode()


def _url(piece: Piece, url: str, name: str) -> str:
    stamp = piece.posted.isoformat()
    news = (
        f"<news:news><news:publication><news:name>{quoted(name)}</news:name><news:language>ru</news:language>"
        f"</news:publication><news:publication_date>{stamp}</news:publication_date>"
        f"<news:title>{quoted(piece.title)}</news:title></news:news>"
        if name
        else ""
    )
    return f"<url><loc>{quoted(url)}</loc><lastmod>{stamp}</lastmod>{news}</url>"
