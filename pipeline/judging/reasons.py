"""The words by which a judgement is explained to a person; it decides nothing."""

from pipeline.judging.saying.event import Event
from pipeline.judging.text.passages import Passage


def tell_place(number: int, *, led: bool) -> str:
    """Where a passage stands: 0 is the title; 1 the lead, where the text is `led` by one of its own.

    >>> tell_place(1, led=True), tell_place(1, led=False), tell_place(3, led=True)
    ('the lead', 'paragraph 1', 'paragraph 2')
    """
    if number == 0:
        return "the title"
    return "the lead" if led and number == 1 else f"paragraph {number - led}"


def tell_word(event: Event, passages: list[Passage], *, led: bool) -> str:
    """The telling word, where it stands in the text, and where."""
    place = tell_place(event.passage, led=led)
    shown = event.word if event.word in passages[event.passage].text.lower().replace("ё", "е") else ""
    return f" (“{shown}” in {place})" if shown else f" (in {place})"
