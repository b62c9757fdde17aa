"""portal.example: a national news portal with a feed, sitemaps, an English section and one soft 404; rendering only."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

from monitor.demo.answers import HTML, PLAIN, XML, Answer, json_script, not_found, quoted, render
from monitor.demo.days import nominative
from monitor.demo.feeds import rss, sitemap
from monitor.demo.pages import Piece

HOST = "portal.example"


def address(piece: Piece) -> str:
    """Where a page lies: the day of its posting is part of the path."""
    section = "/en" if piece.look.get("section") == "en" else ""
    return f"http://{HOST}{section}/{piece.posted:%Y%m%d}/{piece.look['slug']}-{piece.key}.html"


def answer(target: str, pieces: Sequence[Piece]) -> Answer:
    """Answer one address of the site."""
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        return Answer(status=200, content_type=PLAIN, body=render("portal", "robots.txt").encode())
    if parts.path in {"/export/rss2/archive/index.xml", "/sitemap_news.xml", "/sitemap_article.xml"}:
        return _machine(parts.path, parts.query, pieces)
    if parts.path == "/":
        return _page("Портал", "ru", f'<div class="list">{_links(pieces)}</div>', "")
    found = next((piece for piece in pieces if urlsplit(address(piece)).path == parts.path), None)
    return _article(found, pieces) if found else not_found()


def _machine(path: str, query: str, pieces: Sequence[Piece]) -> Answer:
    if path == "/export/rss2/archive/index.xml":
        body = rss(
            pieces,
            title="Портал",
            link=f"http://{HOST}/",
            address=address,
            moment=lambda piece: piece.posted,
        )
    elif path == "/sitemap_news.xml":
        body = sitemap(pieces, address=address, name="Портал")
    else:
        body = sitemap(_of_days(pieces, query), address=address)
    return Answer(status=200, content_type=XML, body=body, modified=pieces[0].utc)


def _of_days(pieces: Sequence[Piece], query: str) -> list[Piece]:
    asked = parse_qs(query)
    first, last = asked.get("date_start", [""])[0], asked.get("date_end", [""])[0]
    return [piece for piece in pieces if first <= f"{piece.posted:%Y%m%d}" <= last]


def _links(pieces: Sequence[Piece]) -> str:
    return "\n".join(_link(piece) for piece in pieces)


def _link(piece: Piece) -> str:
    title = f'<a class="list__title" href="{urlsplit(address(piece)).path}">{quoted(piece.title)}</a>'
    clock = f'<div class="list__date" data-unixtime="{_unix(piece.posted)}">{piece.posted:%H:%M}</div>'
    return f'<div class="list__item">{title}{clock}</div>'


def _article(piece: Piece, pieces: Sequence[Piece]) -> Answer:
    look = piece.look.get("look", "modern")
    language = "en" if piece.look.get("section") == "en" else "ru"
    if look == "soft404":
        return _page("Страница не найдена", language, render("portal", "soft404.html"), "")
    modern = look == "modern"
    main = render(
        "portal",
        "article.html",
        title=quoted(piece.title),
        lead=quoted(piece.lead),
        unix=f' data-unixtime="{_unix(piece.posted)}"' if modern else "",
        visible=f"{piece.posted:%H:%M}, {nominative(piece.posted.date())}",
        photo=_photo(piece),
        body="\n".join(_block(block) for block in piece.paragraphs),
        tags="".join(f"<li><a href='/tag/'>{quoted(tag)}</a></li>" for tag in piece.tags),
        latest=_links(pieces[:5]),
    )
    return _page(piece.title, language, main, _metadata(piece, language) if modern else "")


def _block(block: str) -> str:
    return f'<div class="article__block" data-type="text"><p>{quoted(block)}</p></div>'


def _metadata(piece: Piece, language: str) -> str:
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "url": address(piece),
        "headline": piece.title,
        "description": piece.lead,
        "inLanguage": language,
        "datePublished": f"{piece.posted:%Y%m%dT%H%M%z}",
        "articleBody": "".join(piece.paragraphs),
    }
    return f'<script type="application/ld+json">\n{json_script(linked)}\n</script>\n'


def _page(title: str, language: str, main: str, metadata: str) -> Answer:
    text = render("portal", "page.html", title=quoted(title), language=language, main=main, metadata=metadata)
    return Answer(status=200, content_type=HTML, body=text.encode())


def _photo(piece: Piece) -> str:
    if not piece.look.get("photo"):
        return ""
    caption, author = (quoted(part) for part in piece.look["photo"].split("|"))
    return (
        f'<div class="article__block" data-type="media"><img src="/images/{piece.key}.jpg" '
        f'alt="{caption} - Портал, 1920, {piece.posted:%d.%m.%Y}">'
        f'<div class="media__copyright">© Photo : {author}</div></div>'
    )


def _unix(moment: datetime) -> int:
    return int(moment.timestamp())
