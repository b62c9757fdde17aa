"""agency.example: a news agency with modern pages, an RSS feed in UTC and a listing; rendering only."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from monitor.demo.answers import HTML, PLAIN, XML, Answer, json_script, not_found, quoted, render
from monitor.demo.days import genitive
from monitor.demo.feeds import rss, sitemap
from monitor.demo.pages import Piece

HOST = "agency.example"


def address(piece: Piece) -> str:
    """Where a page lies."""
    return f"http://{HOST}/{piece.look['section']}/{piece.key}"


def answer(target: str, pieces: Sequence[Piece]) -> Answer:
    """Answer one address of the site."""
    path = urlsplit(target).path
    if path == "/robots.txt":
        return Answer(status=200, content_type=PLAIN, body=render("agency", "robots.txt").encode())
    if path in {"/rss.xml", "/sitemap_news.xml"}:
        return _machine(path, pieces)
    if path in {"/", "/lenta"}:
        return _page("Лента новостей", f'<div class="feed">{_cards(pieces)}</div>', "")
    found = next((piece for piece in pieces if urlsplit(address(piece)).path == path), None)
    return _article(found, pieces) if found else not_found()


def _machine(path: str, pieces: Sequence[Piece]) -> Answer:
    if path == "/rss.xml":
        body = rss(pieces, title="Агентство", link=f"http://{HOST}/", address=address, moment=lambda piece: piece.utc)
    else:
        body = sitemap(pieces, address=address, name="Агентство")
    return Answer(status=200, content_type=XML, body=body, modified=pieces[0].utc)


def _cards(pieces: Iterable[Piece]) -> str:
    return "\n".join(
        f'<a class="feed__item" href="{urlsplit(address(piece)).path}"><time datetime="{_stamp(piece)}">'
        f"{_visible(piece)}</time><span>{quoted(piece.title)}</span></a>"
        for piece in pieces
    )


def _article(piece: Piece, pieces: Sequence[Piece]) -> Answer:
    body = "\n".join(_block(block, pieces) for block in piece.blocks)
    main = render(
        "agency",
        "article.html",
        title=quoted(piece.title),
        lead=quoted(piece.lead),
        visible=_visible(piece),
        photo=_photo(piece),
        body=body,
        tags="".join(f'<a class="tags__item" href="/tag">{quoted(tag)}</a>' for tag in piece.tags),
        latest=_cards(pieces[:4]),
    )
    return _page(piece.title, main, _metadata(piece))


def _page(title: str, main: str, metadata: str) -> Answer:
    text = render("agency", "page.html", title=quoted(title), main=main, metadata=metadata)
    return Answer(status=200, content_type=HTML, body=text.encode())


def _metadata(piece: Piece) -> str:
    linked = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": piece.title,
        "description": piece.lead,
        "datePublished": _stamp(piece),
        "dateModified": _stamp(piece),
        "mainEntityOfPage": address(piece),
        "publisher": {"@type": "Organization", "name": "Агентство"},
    }
    return render(
        "agency",
        "metadata.html",
        url=address(piece),
        title=quoted(piece.title),
        lead=quoted(piece.lead),
        stamp=_stamp(piece),
        linked=json_script(linked),
    )


def _block(block: str, pieces: Sequence[Piece]) -> str:
    if block.startswith("@also "):
        return _read_also(block.removeprefix("@also "), pieces)
    if block.startswith("## "):
        return f"<h2>{quoted(block.removeprefix('## '))}</h2>"
    return f"<p>{quoted(block)}</p>"


def _read_also(key: str, pieces: Sequence[Piece]) -> str:
    other = next((piece for piece in pieces if piece.key == key), None)
    if other is None:  # it has not appeared yet
        return ""
    return (
        '<aside class="read-also"><div class="read-also__label">Читайте также</div>'
        f'<a href="{urlsplit(address(other)).path}">{quoted(other.title)}</a></aside>'
    )


def _photo(piece: Piece) -> str:
    if not piece.look["photo"]:
        return ""
    caption, author = (quoted(part) for part in piece.look["photo"].split("|"))
    image = f'<img src="/img/{piece.key}.jpg" alt="{caption}">'
    return f"<figure>{image}<figcaption>© {author}/ Агентство</figcaption></figure>"


def _stamp(piece: Piece) -> str:
    return f"{piece.utc:%Y-%m-%dT%H:%M:%S.000Z}"


def _visible(piece: Piece) -> str:
    return f"{genitive(piece.posted.date())} {piece.posted:%Y, %H:%M}"
