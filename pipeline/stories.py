"""Which articles carry the same words: a function of the set of articles, whatever order they came in.

Two articles meet where they share a *trace*, or where both have a *sketch* and their days are near; `kinship` decides
whether the two are of one story, and stories are what kinship connects. It reads and writes nothing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise
from typing import Self

from pipeline.folding import words_of
from pipeline.likeness.kin import NEAR_DAYS, likeness
from pipeline.likeness.sketch import Sketch
from pipeline.models import Article, Judgement
from pipeline.urls import canonical, refusal

LONG_TEXT = 60  # words; so many are not said twice by chance, nor by a site's notice instead of the article
SHORT_TEXT = 3  # words of title and text together; with fewer there is nothing to compare
SHORT_DAYS = 1  # a short text is said again on other occasions


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is compared of one article; `name` is its item's id, or a file's name."""

    name: str
    day: date
    traces: frozenset[str]
    sketch: Sketch | None = None

    @classmethod
    def of(cls, name: str, article: Article, judgement: Judgement, *, url: str | None = None) -> Self:
        """What is compared of an article as read, judged; `url` is its item's where the article's own is another."""
        address = article.url if url is None else url
        return cls(
            name=name,
            day=article.dated.day,
            traces=traces_of(article.title, article.blocks, address),
            sketch=Sketch.of(article, judgement),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What decides which article of a story speaks for it; `rank` is the place in `RELEVANCES`."""

    name: str
    baseline: bool
    rank: int
    priority: int
    day: date
    published: float

    @property
    def order(self) -> tuple[Hashable, ...]:
        """The key by which a story's articles are sorted: what feeds may show, then priority, then date."""
        return (self.baseline, self.rank, -self.priority, self.day, self.published, self.name)


def group(candidates: Sequence[Candidate]) -> tuple[tuple[str, ...], ...]:
    """The stories: every name stands in exactly one; names and stories are sorted."""
    roots = {candidate.name: candidate.name for candidate in candidates}
    for meeting in _meetings(candidates):
        for one, other in _kin(meeting):
            _join(roots, one, other)
    for near, far in _neighbours(candidates):
        if _root(roots, near.name) != _root(roots, far.name) and kinship(near, far):
            _join(roots, near.name, far.name)
    stories: dict[str, list[str]] = defaultdict(list)
    for name in sorted(roots):
        stories[_root(roots, name)].append(name)
    return tuple(sorted(tuple(names) for names in stories.values()))


def kinship(one: Candidate, other: Candidate) -> str | None:
    """Why two articles are of one story, None where nothing says so."""
    for trace in sorted(one.traces & other.traces):
        what = trace.partition(":")[0]
        if what == "text":
            return "the same text"
        if what == "url":
            return "the same address"
        if what == "short" and abs((one.day - other.day).days) <= SHORT_DAYS:
            return "the same short text within a day"
    if one.sketch and other.sketch:
        return likeness(one.sketch, other.sketch, abs((one.day - other.day).days))
    return None


def traces_of(title: str, blocks: Iterable[str], url: str = "") -> frozenset[str]:
    """Where an article meets others: its address, and its words whatever their case, marks and spacing."""
    traces = {f"url:{canonical(url)}"} if url and refusal(url) is None else set[str]()
    body = words_of(" ".join(blocks))
    if len(body) >= LONG_TEXT:
        traces.add(f"text:{_digest(body)}")
    elif len(short := words_of(title) + body) >= SHORT_TEXT:
        traces.add(f"short:{_digest(short)}")
    return frozenset(traces)


def _digest(words: list[str]) -> str:
    return hashlib.sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()[:32]


def _meetings(candidates: Sequence[Candidate]) -> Iterable[list[Candidate]]:
    places: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        for trace in candidate.traces:
            places[trace].append(replace(candidate, traces=frozenset({trace}), sketch=None))
    return places.values()


def _kin(meeting: list[Candidate]) -> Iterable[tuple[str, str]]:
    # Sorted by day, kin of one trace are neighbours: what is too far from the next is too far from all after it.
    ordered = sorted(meeting, key=lambda candidate: (candidate.day, candidate.name))
    for one, other in pairwise(ordered):
        if kinship(one, other):
            yield one.name, other.name


def _neighbours(candidates: Sequence[Candidate]) -> Iterable[tuple[Candidate, Candidate]]:
    """All pairs that likeness may join: of days so near that it may be one occasion."""
    ordered = sorted((one for one in candidates if one.sketch), key=lambda candidate: (candidate.day, candidate.name))
    for place, one in enumerate(ordered):
        for other in islice(ordered, place + 1, None):
            if (other.day - one.day).days > NEAR_DAYS:
                break
            yield one, other


def _root(roots: dict[str, str], name: str) -> str:
    while roots[name] != name:
        roots[name] = roots[roots[name]]
        name = roots[name]
    return name


def _join(roots: dict[str, str], one: str, other: str) -> None:
    first, second = sorted((_root(roots, one), _root(roots, other)))
    roots[second] = first
