"""Tells people of each block of a page which reader took it or refused it, and why; it decides nothing."""

from collections.abc import Iterator, Sequence

from pipeline.boilerplate import is_noise
from pipeline.models import BlockChoice
from pipeline.reading.blocks import Run, key_of
from pipeline.reading.drafts import Draft
from pipeline.reading.plain import shorten
from pipeline.reading.signs import LINKED, find_end, is_aside, is_legal
from pipeline.reading.teasers import find_teasers

LEAST = 25  # letters of a refused text that is worth a line
ABOVE = 3  # texts above the headline that are told of
BELOW = 15  # texts below the article that are told of
SHOWN = 120  # characters of a refused text


def tell_taken(made: Draft, lead: str, texts: Sequence[str], body: str) -> Iterator[BlockChoice]:
    """The parts of the article; `body` are the letters of the machine-readable one."""
    if made.title is not None:
        yield BlockChoice(text=made.title.text, part="title", taken=True, reader=made.title.origin)
    if lead:
        yield BlockChoice(text=lead, part="lead", taken=True, reader=made.lead_origin or "page")
    for text in texts:
        yield BlockChoice(
            text=text, part="body", taken=True, reader=made.origin, reason=_why_taken(made, key_of(text), body)
        )


def _why_taken(made: Draft, key: str, body: str) -> str:
    """What speaks for a block: its place, and who else has it."""
    if not made.chosen:
        return "where the source's layout says" if made.elements else "the visible page shows less"
    others = [name for name, letters in made.asked if key and key in letters]
    against = [name for name, letters in made.asked if key and key not in letters]
    told = ["text in the article's element"]
    if body and key in body:
        told.append("JSON-LD has it")
    if others:
        told.append(f"kept by {' and '.join(others)}")
    if against:
        told.append(f"not kept by {' and '.join(against)}")
    return ", ".join(told)


def tell_dropped(dropped: Sequence[tuple[str, str]]) -> Iterator[BlockChoice]:
    """What was chosen with the article and proved to be none of it."""
    for text, reason in dropped:
        yield BlockChoice(text=shorten(text, SHOWN), part="body", taken=False, reader="cleaning", reason=reason)


def tell_refused(runs: Sequence[Run], made: Draft) -> Iterator[BlockChoice]:
    """What stands around and within the chosen runs and was not chosen."""
    if not made.chosen:
        return
    headline = made.title.run if made.title is not None else None
    end, teasers = find_end(runs, headline), find_teasers(runs)
    top = headline if headline is not None else made.chosen[0]
    own = frozenset((*made.chosen, top)) | frozenset(() if made.lead_run is None else (made.lead_run,))
    for index in range(max(0, top - ABOVE), min(len(runs), made.chosen[-1] + BELOW)):
        run = runs[index]
        if index not in own and len(run.text) >= LEAST:
            above, below = index < top, index >= end
            reason = _why_refused(
                run, above=above, below=below, announces=index in teasers, last=made.chosen[-1] < index
            )
            yield BlockChoice(text=shorten(run.text, SHOWN), part="body", taken=False, reader="page", reason=reason)


def _why_refused(run: Run, *, above: bool, below: bool, announces: bool, last: bool) -> str:
    noise = is_noise(run.text)
    signs = (
        (noise is not None, f"machinery of the site: {noise}"),
        (run.share > LINKED, "a link to another page"),
        (announces, "a card that announces another article"),
        (is_legal(run.text), "house rules or copyright"),
        (is_aside(run.parent), "in an element beside the article"),
        (below, "comments or another article below this one"),
        (above, "above the headline"),
        (last, "after the article's end"),
    )
    return next((reason for holds, reason in signs if holds), "not of the article's element or make")
