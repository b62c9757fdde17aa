"""Small pages for the tests of article reading, and the reading itself with nothing known before."""

from datetime import UTC, datetime

from pipeline.models import Page
from pipeline.reading.article import NONE_FAMILIAR, read_article
from pipeline.source import Source

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
URL = "https://vestnik.example/politika/26118230"
SOURCE = Source(id="vestnik", name="Вестник", url="https://vestnik.example/", hosts=("vestnik.example",))
TITLE = "Спасатели завершили сборы в горах"
FIRST = "МОСКВА, 2 марта. /Вестник/. Спасатели пяти стран завершили двухнедельные сборы в горах, сообщил их штаб."
SECOND = "«Сборы показали, что мы умеем работать вместе», — сказал руководитель штаба Пётр Алиев журналистам."
THIRD = "Следующие сборы пройдут осенью. Их примет Таджикистан, где к тому времени построят новый учебный ледодром."
PARAGRAPHS = (FIRST, SECOND, THIRD)


def page(html, url=URL, **more):
    """A page of this markup."""
    body = html if isinstance(html, bytes) else html.encode()
    return Page(url=url, body=body, fetched_at=NOW, **more)


def article_html(body=None, *, title=TITLE, head="", before="", after="", page_title=None):
    """An ordinary news page; `body` is the markup of its paragraphs."""
    inner = body if body is not None else "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{page_title or title} - Вестник</title>{head}</head>"
        f"<body><nav><a href='/a'>Политика</a> <a href='/b'>Спорт</a></nav>{before}"
        f"<article><h1>{title}</h1><div class='text'>{inner}</div></article>{after}"
        "<footer><a href='/o'>О нас</a> © Вестник, 2026. Все права защищены.</footer></body></html>"
    )


def read(html, *, entry=None, source=SOURCE, url=URL, familiar=NONE_FAMILIAR, explained=False, **more):
    """The article of a page."""
    return read_article(page(html, url, **more), source, entry, first_seen=NOW, familiar=familiar, explained=explained)
