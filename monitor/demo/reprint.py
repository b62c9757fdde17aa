"""reprint.example: a windows-1251 reprinter of tables, its charset marks now and then wrong; rendering only."""

from collections.abc import Iterable, Sequence
from urllib.parse import parse_qs, urlsplit

from monitor.demo.answers import Answer, not_found, quoted, render
from monitor.demo.days import dotted
from monitor.demo.feeds import rss
from monitor.demo.pages import Piece

HOST = "reprint.example"
ENCODING = "windows-1251"
_MARKS = {
    "meta": '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
    "wrong": '<meta http-equiv="Content-Type" content="text/html; charset=utf-8">',
    "none": "",
}


def address(piece: Piece) -> str:
    """Where a page lies: addressed by the Unix time of its posting."""
    return f"http://{HOST}/newsA.php?st={piece.key}"


def answer(target: str, pieces: Sequence[Piece]) -> Answer:
    """Answer one address of the site."""
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        return Answer(status=200, content_type="text/plain", body=render("reprint", "robots.txt").encode())
    if parts.path == "/rss/news.xml":
        return _feed(pieces)
    if parts.path == "/":
        return _page("Региональный обзор", _links(pieces), pieces, "meta")
    asked = parse_qs(parts.query).get("st", [""])[0]
    found = next((piece for piece in pieces if piece.key == asked), None)
    return _article(found, pieces) if found and parts.path == "/newsA.php" else not_found()


def _feed(pieces: Sequence[Piece]) -> Answer:
    body = rss(
        pieces,
        title="Региональный обзор",
        link=f"http://{HOST}/",
        address=address,
        moment=lambda piece: piece.posted,
        encoding=ENCODING,
    )
    return Answer(status=200, content_type="application/rss+xml", body=body, modified=pieces[0].utc)


def _links(pieces: Iterable[Piece]) -> str:
    return "\n".join(
        f'{piece.posted:%H:%M} <a href="/newsA.php?st={piece.key}">{quoted(piece.title)}</a><br>' for piece in pieces
    )


def _article(piece: Piece, pieces: Sequence[Piece]) -> Answer:
    text = "<br><br>\n".join(quoted(block).replace("\n", "<br>\n") for block in piece.paragraphs)
    main = render(
        "reprint",
        "article.html",
        title=("| " if piece.look.get("bar") else "") + quoted(piece.title),
        clock=f"{piece.posted:%H:%M %d.%m.%Y}",
        lead=quoted(piece.lead),
        own_date=f"{dotted(piece.day)}<br><br>" if piece.look.get("dotted") else "",
        text=text,
        address=quoted(address(piece)),
    )
    return _page(piece.title, main, pieces, piece.look.get("charset", "meta"))


def _page(title: str, main: str, pieces: Sequence[Piece], charset: str) -> Answer:
    text = render(
        "reprint",
        "page.html",
        mark=_MARKS[charset],
        title=quoted(title),
        main=main,
        latest=_links(pieces[:5]),
    )
    return Answer(status=200, content_type="text/html", body=text.encode(ENCODING, "xmlcharrefreplace"))
