"""`run --dry-run`: the lines a run would print now, against the archive as it is; nothing is written."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from monitor.clock import now
from monitor.commands.check import crawl_withheld, tell_found
from monitor.config import Config
from monitor.health import exit_code
from monitor.opening import open_archive, open_topic
from monitor.run import Request, choose
from monitor.standing import states_of
from monitor.telling import print_story
from monitor.withheld_ledger import Found, WithheldLedger
from pipeline.archive import Archive
from pipeline.models import Digest
from pipeline.records import SourceReport, SourceState
from pipeline.source import Source
from pipeline.stories import Candidate, group

TOLD = ("statement", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One article that would be news, were it not for others with its words; `candidate` is what is compared of it."""

    source: Source
    url: str
    digest: Digest
    candidate: Candidate


def rehearse(config: Config, request: Request, *, verbose: bool = False) -> int:
    """Crawl with every write withheld; stdout gets the lines of `run`, stderr how the sources fared."""
    with open_archive(config, read_only=True) as archive:
        states = states_of(config, archive, now())
        sources = choose(config, request, states, now())
        if not sources:
            return 0
        ledger = WithheldLedger(
            topic=open_topic(config), is_known=archive.knows, control=True,
            left=lambda source: archive.pending(source.id, at=now()), waits=archive.host_waits(at=now()),
        )  # fmt: skip
        successes = {state.source: state.last_success for state in states.values() if state.last_success}
        reports = crawl_withheld(config, sources, ledger, since=request.since, last_success=successes)
        tell_sources(reports, ledger, verbose=verbose)
        for piece in choose_news(find_news(config, ledger.found, states), archive):
            article, judged = piece.digest.article, piece.digest.judgement
            print_story(article.dated.day, piece.source.id, judged.kind, judged.speakers, article.title, piece.url)
    return exit_code(reports)


def tell_sources(reports: Sequence[SourceReport], ledger: WithheldLedger, *, verbose: bool) -> None:
    """Sources that failed; with `verbose` all of them, with every page opened."""
    told = reports if verbose else [report for report in reports if report.outcome != "ok"]
    tell_found(told, ledger, say=lambda row: print(row, file=sys.stderr), pages=verbose)


def find_news(config: Config, found: Sequence[Found], states: dict[str, SourceState]) -> Iterator[Piece]:
    """What is about the organisation and no older than a first run announces."""
    for one in found:
        digest = one.digest
        if digest is None or digest.judgement.relevance not in TOLD:
            continue
        if digest.article.dated.day >= first_day(config, one.source, states):
            url = one.task.url
            candidate = Candidate.of(one.task.item_id, digest.article, digest.judgement, url=url)
            yield Piece(source=one.source, url=url, digest=digest, candidate=candidate)


def first_day(config: Config, source: Source, states: dict[str, SourceState]) -> date:
    """The first day of which a source's items are news: at its first run, `baseline_days` ago."""
    state = states.get(source.id)
    if state is not None and state.baseline_on is not None:
        return date.min
    return now().astimezone(ZoneInfo(source.timezone)).date() - timedelta(days=config.baseline_days)


def choose_news(pieces: Iterator[Piece], archive: Archive) -> Iterator[Piece]:
    """One piece a story, of stories nobody has been told of; the first found speaks, as in a run."""
    named = {piece.candidate.name: piece for piece in pieces if not archive.is_told(piece.candidate)}
    story_of = {
        name: story for story in group([piece.candidate for piece in named.values()]) for name in story
    }  # fmt: skip
    told: set[tuple[str, ...]] = set()
    for name, piece in named.items():
        if story_of[name] not in told:
            told.add(story_of[name])
            yield piece
