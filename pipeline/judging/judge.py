"""Says what a text is to the topic: relevance, kind, speakers, quotes, language; it touches nothing outside."""

from datetime import date

from pipeline.judging.forms.kinds import tell_kind
from pipeline.judging.naming.cast import Character
from pipeline.judging.naming.homonyms import means_other
from pipeline.judging.naming.mentions import Mention, find_mentions
from pipeline.judging.naming.organs import find_organs
from pipeline.judging.naming.people import find_people
from pipeline.judging.naming.standing import standing_of
from pipeline.judging.reasons import tell_place
from pipeline.judging.relevance import Weighing
from pipeline.judging.saying.discourse import Discourse
from pipeline.judging.saying.events import find_events
from pipeline.judging.saying.quotes import find_quotes
from pipeline.judging.saying.sittings import promote_chairs
from pipeline.judging.speakers import choose_quotes, choose_speakers
from pipeline.judging.text.interviews import hide_answers
from pipeline.judging.text.language import detect
from pipeline.judging.text.matching import Matcher, matcher_of
from pipeline.judging.text.passages import Passage, read_passages
from pipeline.judging.topic import Topic
from pipeline.models import Judgement


def judge(  # noqa: PLR0913 - the seam all callers share
    *,
    title: str,
    lead: str | None,
    paragraphs: tuple[str, ...],
    day: date,
    topic: Topic,
    official: bool = False,
    language_hint: str | None = None,
) -> Judgement:
    """Judge one cleaned article (contract §3).

    Args:
        title: its title, without the site's name.
        lead: its own lead, where the page has one; else the first paragraph stands for it.
        paragraphs: its blocks.
        day: the day of the statement, by which offices are held.
        topic: what is watched for.
        official: everything this source publishes is the organisation's.
        language_hint: the source's language, which decides where the text is too short to tell.
    """
    blocks = (title, lead, *paragraphs) if lead else (title, *paragraphs)
    language = detect("\n".join(blocks), language_hint)
    matcher = matcher_of(topic)
    passages = read_passages(blocks, matcher)
    refusal = _refusal(passages, matcher, language, official=official)
    if refusal:
        return Judgement(relevance="none", language=language, reasons=(refusal,))
    hide_answers(passages)
    find_organs(passages, topic)
    weighing = _weigh(passages, topic, day, language or "", official=official, led=bool(lead))
    relevance, reason = weighing.relevance(official=official)
    kind = tell_kind(weighing, relevance)
    return Judgement(
        relevance=relevance,
        kind=kind,
        speakers=choose_speakers(weighing, relevance, official=official),
        quotes=choose_quotes(weighing, relevance),
        language=language,
        reasons=(_naming(passages, led=bool(lead)), reason),
    )


def _refusal(passages: list[Passage], matcher: Matcher, language: str | None, *, official: bool) -> str | None:
    """Why the text does not concern the topic at all."""
    if language not in matcher.topic.languages and not official:
        return f"language {language or 'unknown'} is not configured"
    if official:
        return None
    if not any(hit.names_it for passage in passages for hit in passage.hits):
        return f"{matcher.topic.title} is not named"
    return means_other(passages, matcher)


def _naming(passages: list[Passage], *, led: bool) -> str:
    for passage in passages:
        for hit in passage.hits:
            if hit.names_it:
                return f"{passage.words(hit.first, hit.behind)} is named in {tell_place(passage.number, led=led)}"
    return "not named; its source is official"


def _weigh(passages: list[Passage], topic: Topic, day: date, language: str, *, official: bool, led: bool) -> Weighing:
    cast = find_people(passages, topic, language, day)
    mentions = find_mentions(passages, cast, topic, day, standing_of(passages, official=official))
    discourse = Discourse(topic, day, _fullest(mentions))
    discourse.source = next(
        (one.actor for row in mentions.values() for one in row if one.actor and one.actor.topical and _unnamed(one)),
        None,
    )
    events = find_events(passages, mentions, discourse, day)
    events, quotes = promote_chairs(events, find_quotes(passages, events), passages, topic)
    return Weighing(passages, events, quotes, topic, led=led)


def _unnamed(mention: Mention) -> bool:
    """A source inside the organisation: `источник в правлении`."""
    return mention.kind == "anonymous" or mention.word == "source"


def _fullest(mentions: dict[int, list[Mention]]) -> list[tuple[Character, Mention]]:
    """Everybody with the mention that says most of him: with a role rather than without."""
    best: dict[int, tuple[Character, Mention]] = {}
    for row in mentions.values():
        for mention in row:
            if mention.who is None:
                continue
            kept = best.get(id(mention.who))
            if kept is None or (not kept[1].heads and mention.heads):
                best[id(mention.who)] = (mention.who, mention)
    return list(best.values())
