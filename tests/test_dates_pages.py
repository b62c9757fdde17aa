"""Whole pages, one a line in cases/dates_pages.txt: the witnesses found on them and the day decided."""

import re
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import lxml.html
import pytest

from pipeline.dates.page import find_witnesses
from pipeline.dates.rule import decide
from pipeline.models import Dated
from pipeline.source import Source

FIRST_SEEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
TITLE = "Совет обсудил безопасность на южных рубежах"
SENTENCES = (
    """Участники встречи обсудили положение на южных рубежах и договорились о совместной работе штабов, сообщили
    журналистам в пресс-службе по итогам заседания, которое длилось несколько часов.""",
    """Отдельно говорили о подготовке миротворцев: новые классы откроют на базе двух училищ, а учебники переведут на
    языки всех государств, рассказал представитель ведомства на брифинге.""",
    """По словам собеседника, расходы поделят поровну, а отчет о них покажут парламентам, чтобы у депутатов не
    оставалось вопросов о том, куда ушли средства общего бюджета.""",
    """Следующая встреча пройдет в узком составе, место ее проведения выберут по предложению принимающей стороны,
    уточнили в пресс-службе и попросили не верить слухам.""",
)
HEADLINE = '<a href="/other">Эксперты рассказали о ходе строительства новой дороги через перевал</a>'


def _cases() -> list[list[str]]:
    lines = (Path(__file__).parent / "cases" / "dates_pages.txt").read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split("¦")] for line in lines if line and not line.startswith("#")]


def _fill(markup: str) -> str:
    sentences = cycle(SENTENCES)
    words = {"H": lambda: f"<h1>{TITLE}</h1>", "L": lambda: HEADLINE}
    words["P"] = lambda: f"<p>{next(sentences)}</p><p>{next(sentences)}</p>"
    return re.sub(r"(?<![^\s>])[HPL](?![^\s<])", lambda match: words[match[0]](), markup)


def date_page(place: str, url: str, head: str, body: str) -> Dated:
    zone, clock = place.split()
    source = Source(id="s", name="s", url="https://n.example/", timezone=zone, clock=clock)  # type: ignore[arg-type]
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{_fill(body)}</body></html>"
    tree = lxml.html.document_fromstring(page)
    address = "" if url == "-" else url
    witnesses = find_witnesses(tree, source=source, url=address, first_seen=FIRST_SEEN)
    paragraphs = tuple(" ".join(each.text_content().split()) for each in tree.iter("p", "figcaption"))
    return decide(
        witnesses=witnesses, entry=None, url=address, lines=(TITLE, *paragraphs),
        raw_text="\n".join((TITLE, *paragraphs)), source=source, first_seen=FIRST_SEEN,
    )  # fmt: skip


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case[0])
def test_a_page_gets_the_day_and_instant_it_was_published(case: list[str]) -> None:
    """The day of a page is found whatever other dates stand on it."""
    _, place, day, instant, url, head, body = case
    dated = date_page(place, url, head, body)
    assert (dated.day.isoformat(), dated.reasons) == (day, dated.reasons)
    if instant != "*":
        expected = None if instant == "-" else datetime.fromisoformat(instant)
        assert (dated.published_at, dated.reasons) == (expected, dated.reasons)
