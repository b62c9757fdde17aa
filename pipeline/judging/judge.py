"""Says what a text is to the topic: relevance, kind, speakers, quotes, language; it touches nothing outside."""

from datetime import date

from pipeline.judging.language import detect
from pipeline.judging.matching import matcher_of
from pipeline.judging.topic import Topic
from pipeline.models import Judgement


def judge(
    *,
    title: str,
    lead: str | None,
    paragraphs: tuple[str, ...],
    day: date,
    topic: Topic,
    official: bool = False,
    language_hint: str | None = None,
) -> Judgement:
    """Judge one cleaned article; `day` is the day of the statement, by which offices are held."""
    blocks = (title, lead, *paragraphs) if lead else (title, *paragraphs)
    language = detect("\n".join(blocks), language_hint)
    matcher = matcher_of(topic)
    named = [bool(matcher.names(block)) for block in blocks]
    if not any(named) and not official:
        return Judgement(relevance="none", language=language, reasons=("the topic is not named",))
    if language not in topic.languages:
        return Judgement(relevance="none", language=language, reasons=(f"language {language} is not configured",))
    if official:
        return Judgement(relevance="statement", language=language, reasons=("an official source",))
    if any(named[:2]) or sum(named) * 3 >= len(named):
        return Judgement(relevance="about", language=language, reasons=("named in the title or lead",))
    return Judgement(relevance="mention", language=language, reasons=("named in passing",))
