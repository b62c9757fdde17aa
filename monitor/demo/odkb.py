"""odkb.example: an official site with a listing, a pager and a teaser block before every article; rendering only."""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

from monitor.demo.answers import HTML, PLAIN, Answer, not_found, quoted, render
from monitor.demo.days import dotted
from monitor.demo.pages import Piece

HOST = "odkb.example"
PER_PAGE = 6
TEASERS = 4


def address(piece: Piece) -> str:
    """Where a page lies."""
    return f"http://{HOST}{piece.look['path']}"


def answer(target: str, pieces: Sequence[Piece]) -> Answer:
    """Answer one address of the site."""
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        return Answer(status=200, content_type=PLAIN, body=render("odkb", "robots.txt").encode())
    if parts.path in {"/", "/news/"}:
        return _listing(pieces, _page_number(parts.query))
    asked = f"{parts.path}?{parts.query}" if parts.query else parts.path
    for piece in pieces:
        if piece.look["path"] == asked:
            return _article(piece, pieces)
        if piece.look["path"] == f"{asked}/":
            return Answer(status=301, content_type=HTML, body=b"", location=address(piece))
    return not_found()


def _page_number(query: str) -> int:
    given = parse_qs(query).get("PAGEN_1", ["1"])[0]
    return int(given) if given.isascii() and given.isdigit() else 1


def _listing(pieces: Sequence[Piece], number: int) -> Answer:
    shown = pieces[(number - 1) * PER_PAGE : number * PER_PAGE]
    if not shown:
        return not_found()
    pages = -(-len(pieces) // PER_PAGE)
    links = " ".join(f'<a href="/news/?PAGEN_1={page}">{page}</a>' for page in range(1, pages + 1))
    older = f'<a class="modern-page-next" href="/news/?PAGEN_1={number + 1}">След.</a>'
    pager = f'<div class="modern-page-navigation">{links} {older if number < pages else ""}</div>'
    cards = "\n".join(_card(piece) for piece in shown)
    return _page("Новости", f'<div class="news-list">\n{cards}\n{pager}\n</div>')


def _card(piece: Piece) -> str:
    return render(
        "odkb",
        "card.html",
        date=_date_line(piece),
        path=quoted(piece.look["path"]),
        title=quoted(piece.title),
        preview=quoted(piece.lead),
    )


def _article(piece: Piece, pieces: Sequence[Piece]) -> Answer:
    title, day = quoted(piece.title), dotted(piece.day)
    dated = piece.look.get("dated", "line")
    blocks = [_block(block) for block in piece.blocks]
    if dated == "glued-body":
        blocks[0] = blocks[0].replace("<p>", f"<p>{day}", 1)
    main = render(
        "odkb",
        "article.html",
        teasers="\n".join(_teaser(other) for other in pieces[:TEASERS]),
        download=_download(piece),
        title=title,
        again=f'<div class="news-name">{title} {day}</div>' if dated == "glued-title" else "",
        date=_date_line(piece) if dated == "line" else "",
        body="\n".join(blocks),
    )
    return _page(piece.title, main)


def _teaser(piece: Piece) -> str:
    return (
        f'<div class="teaser">{_date_line(piece)}<a href="{quoted(piece.look["path"])}">{quoted(piece.lead)}</a></div>'
    )


def _download(piece: Piece) -> str:
    name = piece.look.get("document", "")
    return f'<div class="file"><a href="/upload/{name}">Download document {name}</a></div>' if name else ""


def _date_line(piece: Piece) -> str:
    if piece.look.get("dated") == "none":
        return ""
    return f'<span class="news-date-time">{dotted(piece.day)}</span>'


def _block(block: str) -> str:
    if "\n" in block:
        items = "".join(f"<li>{quoted(line)}</li>" for line in block.splitlines())
        return f"<ul>{items}</ul>"
    if block.startswith("## "):
        return f"<p><b>{quoted(block.removeprefix('## '))}</b></p>"
    return f"<p>{quoted(block)}</p>"


def _page(title: str, main: str) -> Answer:
    text = render("odkb", "page.html", title=quoted(title), main=main)
    return Answer(status=200, content_type=HTML, body=text.encode())
