"""Stored pages read again with today's rules; it fetches nothing and announces nothing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from monitor import box
from monitor.config import Config
from monitor.readings import read_entry, read_page
from monitor.texts import judge_text
from pipeline.archive import Archive
from pipeline.archive.upkeep import StoredPage
from pipeline.archive.warc import read_page as load_page
from pipeline.errors import ConfigurationError, Unreadable
from pipeline.models import Article, Dated, Digest, Entry, Familiar, Item, Speaker
from pipeline.source import Source

BATCH = 64


@dataclass(frozen=True, slots=True)
class Redone:
    """One item before, and what today's rules make of it (or why it cannot be read)."""

    before: Item
    digest: Digest | None
    reason: str = ""

    @property
    def changes(self) -> tuple[str, ...]:
        """The fields that differ, as `name: old → new`."""
        if self.digest is None:
            return (f"cannot be read again: {self.reason}",)
        article, judgement = self.digest.article, self.digest.judgement
        pairs = (
            ("relevance", self.before.relevance, judgement.relevance),
            ("kind", self.before.kind, judgement.kind),
            ("date", self.before.date, article.dated.day),
            ("time", self.before.published_at, article.dated.published_at),
            ("language", self.before.language, judgement.language),
            ("title", self.before.title, article.title),
            ("speakers", _names(self.before.speakers), _names(judgement.speakers)),
        )
        changes = [f"{name}: {old} → {new}" for name, old, new in pairs if old != new]
        if self.before.quotes != judgement.quotes:
            changes.append(f"quotes: {len(self.before.quotes)} → {len(judgement.quotes)}")
        if self.before.blocks != article.blocks:
            changes.append(f"text: {_size(self.before.blocks)} → {_size(article.blocks)} characters")
        return tuple(changes)


def redo_all(config: Config, archive: Archive, opened: box.Box, since: date | None) -> Iterator[Redone]:
    """Every archived item that can be read again, in order of discovery."""
    batch: list[StoredPage] = []
    for page in archive.stored_pages(since=since):
        batch.append(page)
        if len(batch) == BATCH:
            yield from _redo(config, archive, opened, batch)
            batch = []
    yield from _redo(config, archive, opened, batch)


def reread(page: StoredPage, source: Source, item: Item, folder: Path, familiar: Familiar) -> Digest:
    """In a worker: a stored page, an entry that was the article, or an imported text."""
    entry = page.entry or Entry(url=page.url)
    if page.place is not None:
        return read_page(load_page(folder, page.place), source, entry, page.first_seen, familiar)
    if page.entry is not None:
        return read_entry(source, entry, page.first_seen, familiar)
    dated = Dated(day=item.date, basis=item.date_basis, published_at=item.published_at)
    article = Article(url=item.url, title=item.title, lead=item.lead, paragraphs=item.paragraphs, dated=dated)
    return Digest(article=article, judgement=judge_text(article, source, box.topic()))


def _redo(config: Config, archive: Archive, opened: box.Box, batch: list[StoredPage]) -> Iterator[Redone]:
    items = [archive.item(page.item_id) for page in batch]
    jobs = [
        (page, _source(config, item), item, config.data.pages, archive.familiar(item.source, item.url))
        for page, item in zip(batch, items, strict=True)
    ]
    for item, answer in zip(items, opened.each(reread, jobs), strict=True):
        if isinstance(answer, Unreadable):
            yield Redone(item, None, answer.reason)
        else:
            yield Redone(item, answer)


def _source(config: Config, item: Item) -> Source:
    try:
        return config.source(item.source)
    except ConfigurationError:
        return Source(id=item.source, name=item.source, url=item.url, timezone=config.timezone)


def _names(speakers: tuple[Speaker, ...]) -> str:
    told = (", ".join(filter(None, (one.name, one.role, one.organisation))) for one in speakers)
    return "; ".join(told) or "nobody"


def _size(blocks: tuple[str, ...]) -> int:
    return sum(map(len, blocks))
