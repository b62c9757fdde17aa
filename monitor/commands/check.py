"""`check`: the pipeline with every write withheld; shows each field with where it came from, and the verdict."""

import argparse
import dataclasses
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date, datetime

from monitor.answers import line, of_digest
from monitor.box import Box
from monitor.clock import now
from monitor.config import Config
from monitor.health import exit_code
from monitor.opening import any_source, open_archive, open_config, open_topic
from monitor.progress import Progress
from monitor.readings import BoxedReaders
from monitor.withheld_ledger import Found, WithheldLedger
from pipeline.errors import ConfigurationError
from pipeline.models import BlockChoice
from pipeline.reading.plain import shorten
from pipeline.records import SourceReport
from pipeline.source import Source

LONGEST_WORDS = 60  # characters of a block that are shown


def run(arguments: argparse.Namespace) -> int:
    """Exit 1 when a source is not `ok` or the page gave no article, 3 when no source is `ok`."""
    target: str | None = arguments.target
    if bool(target) == arguments.all:
        raise ConfigurationError("check needs a source's id, an address, or --all")
    is_address = bool(target) and "://" in str(target)
    from monitor.config_file import require_discovery  # noqa: PLC0415 - after --help

    config = open_config(arguments, needed=not is_address)
    sources, addresses = choose_targets(config, target, is_address=is_address)
    if not is_address:
        require_discovery(dataclasses.replace(config, sources=sources))
    ledger = WithheldLedger(topic=open_topic(config), limit=arguments.limit, addresses=addresses)
    reports = crawl_withheld(config, sources, ledger)
    tell = _tell_json if arguments.json else tell_found
    tell(reports, ledger)
    if is_address:
        return 0 if any(found.digest for found in ledger.found) else 1
    return exit_code(reports)


def choose_targets(
    config: Config, target: str | None, *, is_address: bool
) -> tuple[tuple[Source, ...], tuple[str, ...]]:
    """The sources to crawl and, where the target is an address, that address alone."""
    if target and is_address:
        return (dataclasses.replace(any_source(config, url=target), discover=()),), (target,)
    if target:
        return (config.source(target),), ()
    return tuple(source for source in config.sources if source.enabled), ()


def crawl_withheld(
    config: Config,
    sources: tuple[Source, ...],
    ledger: WithheldLedger,
    since: date | None = None,
    last_success: Mapping[str, datetime] | None = None,
) -> tuple[SourceReport, ...]:
    """The spiders and the box of production, a ledger that keeps nothing."""
    from spiders.crawl import crawl  # noqa: PLC0415 - Scrapy is heavy

    with ExitStack() as stack:
        archive = stack.enter_context(open_archive(config, read_only=True))
        box = stack.enter_context(Box(ledger.topic))
        progress = stack.enter_context(Progress(sys.stderr, len(sources)))
        readers = BoxedReaders(box, recall=archive.familiar, explained=True)
        return crawl(
            sources, politeness=config.politeness, network=config.network, readers=readers,
            ledger=ledger, progress=progress.show, since=since, last_success=last_success, clock=now,
        )  # fmt: skip


def _tell_json(reports: Sequence[SourceReport], ledger: WithheldLedger) -> None:
    for found in ledger.found:
        if found.digest:
            print(line(of_digest(found.digest, source=found.source.id, item_id=found.task.item_id)))
        else:
            print(line({"url": found.task.url, "source": found.source.id, "error": found.reason}))
    for report in reports:
        print(line({"source": report.source, "outcome": report.outcome, "reason": report.reason, "seen": report.seen}))


def tell_found(
    reports: Sequence[SourceReport], ledger: WithheldLedger, *, say: Callable[[str], None] = print, pages: bool = True
) -> None:
    """How each source fared and, with `pages`, each page opened, field by field."""
    for report in reports:
        because = f" - {report.reason}" if report.reason else ""
        counts = "" if ledger.addresses else f"; {report.seen} listed, {report.failed} failed"
        say(f"{report.source}: {report.outcome}{because}{counts}")
        for found in ledger.found:
            if pages and found.source.id == report.source:
                _tell_page(found, say)


def _tell_page(found: Found, say: Callable[[str], None]) -> None:
    say(f"\n{found.task.item_id}  {found.task.url}")
    if found.digest is None:
        say(f"  no article: {found.reason}")
        return
    article, judgement = found.digest.article, found.digest.judgement
    origins = dict(article.origins)
    for name, value in (("title", article.title), ("lead", article.lead or "")):
        say(f"  {name:10} {value}  [{origins.get(name, 'none')}]")
    words = sum(len(block.split()) for block in article.paragraphs)
    say(f"  {'body':10} {len(article.paragraphs)} paragraphs, {words} words  [{origins.get('body', 'none')}]")
    moment = f", published_at {article.dated.published_at}" if article.dated.published_at else ", no time"
    say(f"  {'date':10} {article.dated.day}{moment}  [{article.dated.basis}]")
    say(f"  {'verdict':10} {judgement.relevance}, {judgement.kind}, language {judgement.language}")
    for speaker in judgement.speakers:
        say(f"  {'speaker':10} {', '.join(filter(None, (speaker.name, speaker.role, speaker.organisation)))}")
    for reason in (*article.reasons, *article.dated.reasons, *judgement.reasons):
        say(f"  because    {reason}")
    _tell_blocks(article.choices, say)


def _tell_blocks(choices: Sequence[BlockChoice], say: Callable[[str], None]) -> None:
    """A line a block: `+` taken or `-` refused, the part, its reader, its first words, the reason."""
    wide = max((len(choice.reader) for choice in choices), default=0)
    for choice in choices:
        sign, words = "+" if choice.taken else "-", shorten(choice.text, LONGEST_WORDS)
        say(f"  {sign} {choice.part:6} {choice.reader:{wide}}  {words:{LONGEST_WORDS}}  {choice.reason}".rstrip())
