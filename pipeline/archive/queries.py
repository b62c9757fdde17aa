"""What commands ask: items by what they are, one item, its chain of steps, its revisions; it writes nothing."""

import heapq
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from pipeline.archive.columns import AnyRow
from pipeline.archive.conclusion import conclude
from pipeline.archive.dialects import Dialect, Terms
from pipeline.archive.part import Part
from pipeline.archive.rows import ITEMS, item_of
from pipeline.archive.schema import alias, article, item, item_speaker, revision, speaker, story
from pipeline.archive.standing import KEPT
from pipeline.archive.steps import Step, read_steps
from pipeline.errors import UnknownItemError
from pipeline.folding import fold, words_of
from pipeline.inflection import forms_of
from pipeline.models import RELEVANCES, Item, Kind, Relevance
from pipeline.records import ItemMark, Revision
from pipeline.urls import canonical

CHUNK = 200  # items read in one view: a slow consumer never holds a transaction open
MOST_WORDS = 20  # of a search are looked for in all their forms, further ones as they stand
WIDEST_ZONE = timedelta(hours=26)  # how far a day in some zone may lie from the same day in UTC


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked of items; None asks nothing. `search` holds groups of words: one of each must occur."""

    since: date | None = None
    until: date | None = None
    source: str | None = None
    speaker: str | None = None
    kind: str | None = None
    search: Terms = ()


class Queries(Part):
    """The part of the archive that commands read."""

    def items(  # noqa: PLR0913 - every filter of the command
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        source: str | None = None,
        speaker: str | None = None,
        kind: Kind | None = None,
        relevances: Sequence[Relevance] = ("statement", "about"),
        search: str | Terms | None = None,
        limit: int | None = None,
    ) -> Iterator[Item]:
        """Items, newest first, baseline ones included.

        Args:
            since: the first day.
            until: the last day.
            source: a source's id.
            speaker: part of a speaker's name, whatever its case.
            kind: the kind.
            relevances: what they may be.
            search: words that must all occur in title or text, each in any of its forms, or groups of words of
                which one must, as it stands.
            limit: at most so many.
        """
        terms = terms_of(search) if isinstance(search, str) else (search or ())
        wanted = Wanted(since=since, until=until, source=source, speaker=speaker, kind=kind, search=terms)
        ranks = sorted({RELEVANCES.index(relevance) for relevance in relevances})
        chunk = CHUNK if limit is None else max(1, min(limit, CHUNK))
        streams = [self._stream(wanted, rank, chunk) for rank in ranks]
        merged = heapq.merge(*streams, key=lambda row: (row.published, row.key), reverse=True)
        return (item_of(row) for row in islice(merged, limit))

    def item(self, id_or_url: str) -> Item:
        """One item by its id or any address it was seen under.

        Raises:
            UnknownItemError: there is none, or none that was read yet.
        """
        with self._store.reading() as connection:
            found = _find(connection, id_or_url)
            row = connection.execute(ITEMS.where(item.c.key == found.key)).one_or_none()
        if row is None:
            raise UnknownItemError(f"{found.id}: known ({found.state}), but it has no text; see `why {found.id}`")
        return item_of(row)

    def also(self, one: Item) -> tuple[str, ...]:
        """The addresses of the other articles of an item's story."""
        wanted = (
            select(item.c.url)
            .join(article, article.c.item == item.c.key)
            .join(story, story.c.key == item.c.story)
            .where(story.c.id == one.story, item.c.id != one.id)
            .order_by(article.c.published, item.c.id)
        )
        with self._store.reading() as connection:
            return tuple(dict.fromkeys(url for url in connection.scalars(wanted) if url))

    def chain(self, id_or_url: str) -> tuple[Step, ...]:
        """The steps of an item, oldest first, the last of them what they come to: published or not, and why.

        Raises:
            UnknownItemError: there is none.
        """
        with self._store.reading() as connection:
            found = _find(connection, id_or_url)
            steps = read_steps(connection, found.key)
            return (*steps, conclude(connection, found.key, at=max(step.at for step in steps)))

    def revisions(self, item_id: str) -> tuple[Revision, ...]:
        """The stored versions of one item, oldest first.

        Raises:
            UnknownItemError: there is no such item.
        """
        with self._store.reading() as connection:
            found = _find(connection, item_id)
            wanted = select(revision).where(revision.c.item == found.key).order_by(revision.c.number)
            return tuple(_revision_of(row) for row in connection.execute(wanted))

    def item_marks(
        self,
        relevances: Sequence[Relevance],
        *,
        touched_since: datetime | None = None,
        speakers: Collection[str] | None = None,
    ) -> Iterator[ItemMark]:
        """A mark for every item of these relevances, by id.

        Args:
            relevances: what they may be.
            touched_since: only of items changed then or later.
            speakers: only of items in which one of these speaks.
        """
        ranks = [RELEVANCES.index(relevance) for relevance in relevances]
        wanted = _MARKS.join(item, item.c.key == article.c.item).join(story, story.c.key == item.c.story)
        wanted = wanted.where(article.c.rank.in_(ranks))
        if touched_since is not None:
            wanted = wanted.where(or_(article.c.touched_at >= touched_since, story.c.touched_at >= touched_since))
        if speakers is not None:
            named = select(item_speaker.c.item).join(speaker).where(speaker.c.name.in_(speakers))
            wanted = wanted.where(article.c.item.in_(named))
        with self._store.reading() as connection:
            marks = [_mark_of(row) for row in connection.execute(wanted)]
        return iter(sorted(marks, key=lambda mark: mark.id))

    def _stream(self, wanted: Wanted, rank: int, chunk: int) -> Iterator[AnyRow]:
        """Items of one rank by keyset: what comes later costs no more than what came first."""
        newest = (article.c.published.desc(), article.c.item.desc())
        base = ITEMS.where(article.c.rank == rank, *_criteria(wanted, self._store.dialect)).order_by(*newest)
        after: tuple[ColumnElement[bool], ...] = ()
        while True:
            with self._store.reading() as connection:
                rows = connection.execute(base.where(*after).limit(chunk)).all()
            yield from rows
            if len(rows) < chunk:
                return
            last = rows[-1]
            same = and_(article.c.published == last.published, article.c.item < last.key)
            after = (article.c.published <= last.published, or_(article.c.published < last.published, same))


_MARKS = select(
    item.c.id,
    article.c.date,
    article.c.rank,
    article.c.revision,
    article.c.stored_at,
    article.c.touched_at,
    story.c.id.label("story_id"),
    story.c.rank.label("story_rank"),
    story.c.touched_at.label("story_touched_at"),
).select_from(article)


def terms_of(search: str) -> Terms:
    """For every word of a search its forms."""
    words = list(dict.fromkeys(words_of(search)))
    return [forms_of(word) if place < MOST_WORDS else (word,) for place, word in enumerate(words)]


def _criteria(wanted: Wanted, dialect: Dialect) -> Iterator[ColumnElement[bool]]:
    if wanted.since:
        yield article.c.date >= wanted.since
        yield article.c.published >= datetime.combine(wanted.since, time(), tzinfo=UTC) - WIDEST_ZONE
    if wanted.until:
        yield article.c.date <= wanted.until
        yield article.c.published <= datetime.combine(wanted.until, time(), tzinfo=UTC) + WIDEST_ZONE
    if wanted.source:
        yield article.c.source == wanted.source
    if wanted.kind:
        yield article.c.kind == wanted.kind
    if wanted.speaker:
        named = speaker.c.folded.contains(fold(wanted.speaker), autoescape=True)
        yield article.c.item.in_(select(item_speaker.c.item).join(speaker).where(named))
    if wanted.search:
        yield article.c.item.in_(dialect.find_words(wanted.search))


def _find(connection: Connection, id_or_url: str) -> AnyRow:
    wanted = select(item.c.key, item.c.id, item.c.state, item.c.story)
    row = connection.execute(wanted.where(item.c.id == id_or_url)).one_or_none()
    if row is None:
        by_url = wanted.join(alias, alias.c.item == item.c.key).outerjoin(article, article.c.item == item.c.key)
        by_url = by_url.where(alias.c.url == canonical(id_or_url))
        row = connection.execute(by_url.order_by(article.c.item.is_(None), article.c.rank, item.c.id)).first()
    if row is None:
        raise UnknownItemError(f"{id_or_url}: no item has this id or address")
    return row


def _revision_of(row: Any) -> Revision:
    return Revision(
        stored_at=row.stored_at, date=row.date, title=row.title, lead=row.lead, paragraphs=tuple(row.paragraphs)
    )


def _mark_of(row: Any) -> ItemMark:
    return ItemMark(
        id=row.id,
        date=row.date,
        relevance=RELEVANCES[row.rank],
        stored_at=row.stored_at,
        story=row.story_id,
        revisions=row.revision,
        touched_at=max(row.touched_at, row.story_touched_at),
        in_feeds=row.story_rank <= KEPT,
    )
