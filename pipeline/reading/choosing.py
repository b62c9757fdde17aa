"""Chooses which runs of a page are the article, by what each shows and what the extractors say; it cleans nothing."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from pipeline.asides import BESIDE, HOLDS, is_beside
from pipeline.boilerplate import is_noise
from pipeline.reading.blocks import Run
from pipeline.reading.teasers import find_teasers

PROSE = 60  # unlinked letters that make a run prose
SENTENCE = 20  # unlinked letters of a sentence
LONG = 400  # letters beyond which a run counts no more
LINKY = 0.35  # share of letters in links above which a run is no prose
NO_CHANCE = -1.5  # a score from which nothing brings a run back
PARAGRAPHS = frozenset(("blockquote", "dl", "h2", "h3", "h4", "ol", "p", "table", "ul"))
MOSTLY = 0.6  # share of a choice's letters in cards of other articles that makes the page a list
NEAR = 40  # runs below the headline at which a paragraph speaks half as loud
FAR = 99  # steps to an element that is not above the article at all

_LEGAL = re.compile(
    r"©|copyright|all rights reserved|все права|правообладател|использовани\w{1,3} (?:любых )?материал|перепечатк"
    r"|цитировани|гиперссылк|ссылка (?:на .{1,60} )?обязательна|редакция (?:портала |сайта )?(?:не нес[её]т|оставляет)"
    r"|администраци\w сайта|свидетельство о регистрации"
    r"|зарегистрирован\w{0,2} (?:в |федеральн|роскомнадзор|министерств)"
    r"|роскомнадзор|персональных данных|политик\w{1,2} конфиденциальности|cookie|модерат|ваш\w{0,2} комментари"
    r"|комментари\w{1,3} (?:публик|не долж|удал|содерж|запрещ)|рекламн\w{2,3} (?:объявлени|материал)"
    r"|rss 2\.0|трекб[эе]к|trackback|оставить (?:свой )?(?:комментари|отзыв)"
    r"|мнение (?:редакции|автора)|нецензурн|terms of use|privacy policy|without permission|registered (?:by|in|with)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…:;][»”\"')\]]{0,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known beside the runs themselves.

    `headline` is the index of the title's run; `votes` are the letters each extractor kept, with its weight; `body`
    the letters of the machine-readable body; `familiar` the keys of runs that stand on other pages of the source.
    """

    headline: int | None = None
    votes: tuple[tuple[str, float], ...] = ()
    body: str = ""
    familiar: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The runs that make the article, in reading order, and the element that holds most of it."""

    runs: tuple[int, ...]
    home: HtmlElement


def choose(runs: Sequence[Run], evidence: Evidence) -> Choice | None:
    """The article of a page, or None where no prose stands on it."""
    weights = [_weight(run, index, evidence) for index, run in enumerate(runs)]
    home = _home(runs, weights if any(weights) else _sentences(runs, evidence.headline))
    if home is None:
        return None
    teasers = find_teasers(runs)
    chosen = _region(runs, _scores(runs, home, evidence, teasers))
    letters = sum(runs[index].own for index in chosen)
    announced = sum(runs[index].own for index in chosen if index in teasers)
    return Choice(runs=chosen, home=home) if announced <= MOSTLY * letters else None


def prose(run: Run) -> int:
    """Unlinked letters of a run that reads like running text, else 0."""
    return run.own if run.own >= PROSE and run.share <= LINKY else 0


@lru_cache(maxsize=2048)
def is_legal(text: str) -> bool:
    """Whether a text speaks of rights, rules and registration: two such phrases, or one in a short text."""
    return len(_LEGAL.findall(text[:1500])) >= (2 if len(text) > 250 else 1)  # noqa: PLR2004 - letters


def is_aside(box: HtmlElement) -> bool:
    """Whether an element or one of the five above it calls itself something beside the article."""
    element: HtmlElement | None = box
    for _ in range(6):
        if element is None or element.tag in HOLDS:
            return False
        if element.tag in BESIDE or is_beside(f"{element.get('class', '')} {element.get('id', '')}"):
            return True
        element = element.getparent()
    return False


def _weight(run: Run, index: int, evidence: Evidence) -> float:
    """How loud a run speaks for the element it stands in."""
    own = min(prose(run), LONG)
    if not own or run.key in evidence.familiar:
        return 0.0
    weight: float = own**0.8
    for letters, worth in evidence.votes:
        weight *= 1 + worth if run.key in letters else 1
    if evidence.headline is not None:
        below = index - evidence.headline
        weight *= NEAR / (NEAR + below) if below > 0 else 0.3
    if is_legal(run.text):
        weight *= 0.2
    return weight * 0.3 if is_aside(run.parent) else weight


def _sentences(runs: Sequence[Run], headline: int | None) -> list[float]:
    """Where no prose stands on the page: short sentences of their own below its headline."""
    return [
        float(headline is not None and index > headline and run.own >= SENTENCE and run.share <= LINKY)
        if _SENTENCE.search(run.text) and not is_legal(run.text) and not is_aside(run.parent)
        else 0.0
        for index, run in enumerate(runs)
    ]


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


def _scores(runs: Sequence[Run], home: HtmlElement, evidence: Evidence, teasers: frozenset[int]) -> list[float]:
    steps = {home: 0, **{box: step for step, box in enumerate(home.iterancestors(), 1)}}
    distances = [_distance(run, steps) for run in runs]
    first = next(index for index, (up, _) in enumerate(distances) if not up)
    odd = _odd_ones(runs, home)
    top = evidence.headline if evidence.headline is not None else -1
    scores = []
    for index, (run, distance) in enumerate(zip(runs, distances, strict=True)):
        leads = -1 < top < index < first and prose(run) > 0
        score = _shape(run) + _place(distance, leads=leads) + _testimony(run, evidence)
        if index <= top:
            score -= 2.5
        if index in teasers:
            score -= 2.5
        if index in odd:
            score -= 2.0
        if _heads_links(runs, index):
            score -= 1.5
        scores.append(score - _faults(run, score))
    return scores


def _distance(run: Run, steps: dict[HtmlElement, int]) -> tuple[int, int]:
    """Steps up from the main element to the nearest one that holds the run too, and steps down from there."""
    box: HtmlElement | None = run.parent
    down = 0
    while box is not None and box not in steps:
        box, down = box.getparent(), down + 1
    return (steps[box] if box is not None else FAR), down


def _odd_ones(runs: Sequence[Run], home: HtmlElement) -> frozenset[int]:
    """Prose in the main element that stands in boxes of another make than its other paragraphs, and below the first."""
    makes: dict[int, tuple[str, str | None]] = {}
    for index, run in enumerate(runs):
        box: HtmlElement | None = run.box
        while box is not None and box.getparent() is not home:
            box = box.getparent()
        if box is not None and prose(run):
            makes[index] = (box.tag, box.get("class"))
    count = Counter(makes.values())
    usual = next((make for make in makes.values() if count[make] > 1), None)
    first = next((index for index, make in makes.items() if make == usual), len(runs))
    return frozenset(
        index for index, make in makes.items() if index > first and make != usual and make[0] not in PARAGRAPHS
    )


def _heads_links(runs: Sequence[Run], index: int) -> bool:
    """Whether a short line that ends no sentence stands right above a link to another article."""
    run = runs[index]
    if prose(run) or _SENTENCE.search(run.text) or index + 1 == len(runs):
        return False
    return _is_link(runs[index + 1]) and not _is_link(run)


def _is_link(run: Run) -> bool:
    return run.share > 0.6 and len(run.text) > 25  # noqa: PLR2004 - a headline's length, mostly linked


def _shape(run: Run) -> float:
    """What a run's length, links and last character say."""
    if run.share > 0.6:  # noqa: PLR2004 - mostly a link
        return -3.2 if len(run.text) > 25 else -1.5  # noqa: PLR2004 - a headline's length
    letters = prose(run)
    short = 0.2 if run.own >= 25 else -0.3  # noqa: PLR2004 - a short sentence
    score = 0.8 + min(letters, LONG) / 200 if letters else short
    return score + 0.5 if _SENTENCE.search(run.text) else score


def _place(distance: tuple[int, int], *, leads: bool) -> float:
    up, down = distance
    if not up:
        return 1.0 - 0.3 * max(0, down - 1)
    return -0.3 * up if leads else -0.8 * up - 0.3 * down


def _testimony(run: Run, evidence: Evidence) -> float:
    """What the extractors, the metadata and the source's other pages say of a run."""
    score = 0.0
    for letters, worth in evidence.votes:
        score += 0.6 * worth if run.key and run.key in letters else -0.4 * worth
    if evidence.body and len(run.key) > 20 and run.key in evidence.body:  # noqa: PLR2004 - letters
        score += 2.0
    if run.key in evidence.familiar:
        score -= 4.0
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
        best_gap = max((gap, 2), (inside - cost, 1))
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
