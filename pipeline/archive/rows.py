"""Rows as the values of `pipeline.models`; it asks no questions of its own."""

from datetime import datetime, timedelta, timezone
from typing import Any

from sqlalchemy import select

from pipeline.archive.schema import article, item, revision, source, story
from pipeline.models import RELEVANCES, Item, Quote, Speaker

ITEMS = (
    select(
        item.c.key,
        item.c.id,
        item.c.source,
        item.c.url,
        item.c.first_seen,
        item.c.story.label("story_key"),
        article.c.rank,
        article.c.kind,
        article.c.language,
        article.c.date,
        article.c.date_basis,
        article.c.published_at,
        article.c.published_offset,
        article.c.published,
        article.c.speakers,
        article.c.quotes,
        article.c.reasons,
        article.c.origins,
        article.c.baseline,
        article.c.stored_at,
        revision.c.title,
        revision.c.lead,
        revision.c.paragraphs,
        story.c.id.label("story_id"),
        story.c.guid,
        source.c.priority,
    )
    .select_from(article)
    .join(item, item.c.key == article.c.item)
    .join(revision, (revision.c.item == article.c.item) & (revision.c.number == article.c.revision))
    .join(story, story.c.key == item.c.story)
    .join(source, source.c.id == item.c.source)
)


def item_of(row: Any) -> Item:
    """The item of a row with the columns of `ITEMS`."""
    return Item(
        id=row.id,
        source=row.source,
        url=row.url,
        title=row.title,
        lead=row.lead,
        paragraphs=tuple(row.paragraphs),
        date=row.date,
        date_basis=row.date_basis,
        published_at=_in_zone(row.published_at, row.published_offset),
        language=row.language,
        relevance=RELEVANCES[row.rank],
        kind=row.kind,
        speakers=tuple(Speaker(name=name, role=role, organisation=of) for name, role, of in row.speakers),
        quotes=tuple(Quote(speaker=who, text=words) for who, words in row.quotes),
        reasons=tuple(row.reasons),
        first_seen=row.first_seen,
        stored_at=row.stored_at,
        story=row.story_id,
        guid=row.guid,
        baseline=row.baseline,
        origins=tuple((field, reader) for field, reader in row.origins),
    )


def _in_zone(instant: datetime | None, minutes: int | None) -> datetime | None:
    if instant is None or not minutes:
        return instant
    return instant.astimezone(timezone(timedelta(minutes=minutes)))
