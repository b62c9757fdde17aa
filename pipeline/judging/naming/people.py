"""Finds the people named in a text, full names first, then the surnames they explain; who speaks is told elsewhere."""

from datetime import date
from itertools import pairwise

from pipeline.judging.naming.acquaintances import Acquaintances
from pipeline.judging.naming.cast import Cast
from pipeline.judging.naming.strangers import Strangers
from pipeline.judging.text.capitals import busy_tokens, chain_at, is_capital
from pipeline.judging.text.language import tongue_of
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Topic

APART = 3  # words from one capital of a name to the next: `Ursula von der Leyen`


def find_people(passages: list[Passage], topic: Topic, language: str, day: date) -> Cast:
    """Everybody the text names: those the topic knows, and others told by first names, roles and verbs of saying."""
    cast = Cast()
    known = Acquaintances(topic, cast, language, day)
    known.meet_offices(passages)
    others = Strangers(cast, language, known)
    busy = {passage.number: busy_tokens(passage) for passage in passages}
    tongues = {passage.number: tongue_of(passage.text, language) for passage in passages}
    for passage in passages:
        _speak(tongues[passage.number], known, others)
        _full_names(passage, busy[passage.number], known, others, cast)
    for passage in passages:
        _speak(tongues[passage.number], known, others)
        _surnames(passage, busy[passage.number], known, others, cast)
        cast.namings.get(passage.number, []).sort(key=lambda one: one.first)
    return cast


def _speak(language: str, known: Acquaintances, others: Strangers) -> None:
    """Read the endings of names as one block's language glues them."""
    known.speak(language)
    others.speak(language)


def _full_names(passage: Passage, busy: list[bool], known: Acquaintances, others: Strangers, cast: Cast) -> None:
    """Names of two or more words."""
    behind = 0
    for place, following in pairwise(passage.capitals):
        if following - place > APART or place < behind or busy[place]:
            continue
        chain = chain_at(passage, place, busy)
        if len(chain) == 1 or not chain:
            continue
        naming = known.full(passage, chain) or others.full(passage, chain)
        if naming is not None:
            cast.add(naming)
            behind = naming.behind


def _surnames(passage: Passage, busy: list[bool], known: Acquaintances, others: Strangers, cast: Cast) -> None:
    """Surnames alone, of people named in full elsewhere, known to the topic, or beside a role or a verb of saying."""
    for place in passage.capitals:
        if busy[place] or not is_capital(passage.tokens[place], passage) or cast.taken(passage.number, place):
            continue
        naming = others.met(passage, place) or known.alone(passage, place) or others.alone(passage, place)
        if naming is not None:
            cast.add(naming)
