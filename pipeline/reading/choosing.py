"""Chooses which runs of a page are the article, by what each shows and what the extractors say; it cleans nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from pipeline.boilerplate import is_noise
from pipeline.reading.blocks import Run
from pipeline.reading.signs import (
    LINKED,
    LINKY,
    SENTENCE,
    ends_sentence,
    find_end,
    find_odd_ones,
    find_twins,
    heads_links,
    is_aside,
    is_legal,
    is_link,
    prose,
    stems_of,
    trails_link,
)
from pipeline.reading.teasers import find_teasers

BEYOND = 0.05  # what a run counts beyond the end of the article
TOPICAL = 1.6  # what prose counts more that shares two words with the title
DRIFT = 0.08  # what each run of a gap costs: an article's paragraphs are never far apart
ENOUGH = 300  # letters of prose that make an article beyond doubt
LEFT_OVER = 1.0  # other prose below the headline, beside that chosen, that leaves doubt
LOW = 0.4  # what a short sentence counts beside prose of its length
LONG = 400  # letters beyond which a run counts no more
NO_CHANCE = -1.5  # a score from which nothing brings a run back
MOSTLY = 0.6  # share of a choice's letters in cards of other articles that makes the page a list
NEAR = 15  # runs below the headline at which a paragraph speaks half as loud
FAR = 99  # steps to an element that is not above the article at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known beside the runs themselves.

    `headline` is the index of the title's run; `votes` are the letters each extractor kept, with its weight; `body`
    the letters of the machine-readable body.
    """

    headline: int | None = None
    votes: tuple[tuple[str, float], ...] = ()
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The runs that make the article, in reading order, and the element that holds most of it."""

    runs: tuple[int, ...]
    home: HtmlElement


def choose(runs: Sequence[Run], evidence: Evidence) -> Choice | None:
    """The article of a page, or None where no prose stands on it."""
    end = find_end(runs, evidence.headline)
    title = stems_of(runs[evidence.headline].text) if evidence.headline is not None else frozenset()
    weights = [
        _weight(run, index, evidence)
        * (BEYOND if index >= end else 1)
        * (TOPICAL if len(title & stems_of(run.text)) > 1 else 1)
        for index, run in enumerate(runs)
    ]
    home = _home(runs, weights)
    if home is None:
        return None
    teasers = find_teasers(runs)
    chosen = tuple(index for index in _region(runs, _scores(runs, home, evidence, teasers, end)) if index < end)
    letters = sum(runs[index].own for index in chosen)
    announced = sum(runs[index].own for index in chosen if index in teasers)
    return Choice(runs=chosen, home=home) if chosen and announced <= MOSTLY * letters else None


def is_sure(runs: Sequence[Run], choice: Choice | None, evidence: Evidence) -> bool:
    """Whether a choice needs no other opinion: a headline, enough prose below it, and hardly any prose left over."""
    if choice is None or evidence.headline is None:
        return False
    chosen = frozenset(choice.runs)
    own = sum(prose(runs[index]) for index in chosen)
    left = sum(
        prose(run)
        for index, run in enumerate(runs[evidence.headline + 1 :], evidence.headline + 1)
        if index not in chosen and not is_legal(run.text) and not is_aside(run.parent)
    )
    return own >= ENOUGH and left <= LEFT_OVER * own


def _weight(run: Run, index: int, evidence: Evidence) -> float:
    """How loud a run speaks for the element it stands in; prose is loud, a short sentence low."""
    if run.own < SENTENCE or run.share > LINKY:
        return 0.0
    loudness: float = min(run.own, LONG) ** 0.8
    if not prose(run):
        loudness *= LOW if ends_sentence(run) else 0.0
    for letters, worth in evidence.votes:
        loudness *= 1 + worth if run.key in letters else 1
    if evidence.headline is not None:
        below = index - evidence.headline
        loudness *= NEAR / (NEAR + below) if below > 0 else 0.3
    aside = is_aside(run.parent)
    if is_legal(run.text):
        loudness *= 0.0 if aside else 0.2
    return loudness * 0.3 if aside else loudness


def _home(runs: Sequence[Run], weights: Sequence[float]) -> HtmlElement | None:
    """The element that holds the article's paragraphs: the best of their parents and those above."""
    found: Counter[HtmlElement] = Counter()
    for run, weight in zip(runs, weights, strict=True):
        box: HtmlElement | None = run.parent
        for share in (1.0, 0.5, 0.25) if weight else ():
            if box is None or box.tag in ("body", "html"):
                break
            found[box] += weight * share  # type: ignore[assignment]
            box = box.getparent()
    if found:
        return found.most_common(1)[0][0]
    return next((run.parent for run, weight in zip(runs, weights, strict=True) if weight), None)


def _scores(
    runs: Sequence[Run], home: HtmlElement, evidence: Evidence, teasers: frozenset[int], end: int
) -> list[float]:
    steps = {box: step for step, box in enumerate(home.iterancestors(), 1)}
    steps |= dict.fromkeys((home, *find_twins(runs, home)), 0)
    distances = [_distance(run, steps) for run in runs]
    first = next(index for index, (up, _) in enumerate(distances) if not up)
    odd = find_odd_ones(runs, home)
    top = evidence.headline if evidence.headline is not None else -1
    scores = []
    for index, (run, distance) in enumerate(zip(runs, distances, strict=True)):
        leads = -1 < top < index < first and prose(run) > 0
        testimony = _testimony(run, evidence)
        score = _shape(run) + _place(distance, leads=leads) + testimony
        if index <= top:
            score -= 2.5
        if index in teasers:
            score -= 3.5 + max(0.0, testimony)
        if index in odd:
            score -= 2.0
        if heads_links(runs, index) or trails_link(runs, index):
            score -= 1.5
        if index >= end:
            score -= 5.0
        scores.append(score - _faults(run, score))
    return scores


def _distance(run: Run, steps: dict[HtmlElement, int]) -> tuple[int, int]:
    """Steps up from the main element to the nearest one that holds the run too, and steps down from there."""
    box: HtmlElement | None = run.parent
    down = 0
    while box is not None and box not in steps:
        box, down = box.getparent(), down + 1
    return (steps[box] if box is not None else FAR), down


def _shape(run: Run) -> float:
    """What a run's length, links and last character say."""
    if run.share > LINKED:
        return -3.2 if is_link(run) else -1.5
    letters = prose(run)
    short = 0.2 if run.own >= 25 else -0.3  # noqa: PLR2004 - a short sentence
    score = 0.8 + min(letters, LONG) / 200 if letters else short
    return score + 0.5 if ends_sentence(run) else score


def _place(distance: tuple[int, int], *, leads: bool) -> float:
    up, down = distance
    if not up:
        return 1.0 - 0.3 * max(0, down - 1)
    return -0.3 * up if leads else -1.4 * up - 0.3 * down


def _testimony(run: Run, evidence: Evidence) -> float:
    """What the extractors and the metadata say of a run."""
    score = 0.0
    for letters, worth in evidence.votes:
        score += 0.6 * worth if run.key and run.key in letters else -0.4 * worth
    if evidence.body and len(run.key) > 20 and run.key in evidence.body:  # noqa: PLR2004 - letters
        score += 2.0
    return score


def _faults(run: Run, score: float) -> float:
    """What speaks against a run; asked only where it can change the answer."""
    faults = 0.0
    if score > NO_CHANCE and is_legal(run.text):
        faults += 2.5
    if score > NO_CHANCE and is_noise(run.text):
        faults += 2.5
    if score > -1.0 and is_aside(run.parent):
        faults += 1.5
    return faults


def _region(runs: Sequence[Run], scores: Sequence[float]) -> tuple[int, ...]:
    """The stretch of runs, with gaps in it, that scores best (Viterbi over before, inside, gap, after)."""
    inside, gap, after = -1e9, -1e9, -1e9
    back: list[tuple[int, int, int, int]] = []
    for index, score in enumerate(scores):
        cost = _cost(runs, index)
        best_in = max((inside, 1), (-cost, 0), (gap - cost, 2))
        best_gap = max((gap - DRIFT, 2), (inside - cost, 1))
        best_after = max((after, 3), (inside - cost, 1))
        back.append((0, best_in[1], best_gap[1], best_after[1]))
        inside, gap, after = best_in[0] + score, best_gap[0], best_after[0]
    state = 1 if inside >= after else 3
    chosen = []
    for index in range(len(scores) - 1, -1, -1):
        if state == 1:
            chosen.append(index)
        state = back[index][state]
    return tuple(reversed(chosen))


def _cost(runs: Sequence[Run], index: int) -> float:
    """What changing over costs before a run: most between lines of one paragraph, least between elements."""
    if not index:
        return 0.0
    if runs[index].soft:
        return 1.5
    return 1.0 if runs[index - 1].parent is runs[index].parent else 0.5
