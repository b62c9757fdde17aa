"""A digest into the tables: article, story, addresses, page and steps, within a transaction that another opened."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.archive.articles import Stored, store_article
from pipeline.archive.dialects import Dialect
from pipeline.archive.familiar import keep_prints
from pipeline.archive.generation import advance
from pipeline.archive.grouping import Grouped, group_item
from pipeline.archive.occasions import Occasion, tell_steps
from pipeline.archive.retries import rest_after
from pipeline.archive.schema import alias, item, page, story
from pipeline.archive.standing import KEPT, refresh_stories
from pipeline.archive.steps import write_steps
from pipeline.models import Digest
from pipeline.records import Finished
from pipeline.stories import Candidate
from pipeline.urls import canonical, refusal


def write_digest(
    connection: Connection, dialect: Dialect, row: Any, digest: Digest, zone: str, occasion: Occasion
) -> Finished:
    """Write down what an item (a whole row) gave; `zone` is its source's."""
    at, read = occasion.at, digest.article
    stored = store_article(connection, dialect, row, digest, zone=zone, at=at)
    _keep_page(connection, row.key, occasion)
    _keep_address(connection, row, read.url)
    seen = row.first_seen if occasion.quiet else at  # what is read again is no newer for that
    keep_prints(connection, dialect, row.key, row.source, read.prints, seen)
    grouped = _group(connection, row, digest, occasion.at, redated=stored.redated)
    announce = _announcement(connection, stored, grouped, occasion)
    if stored.changed or grouped.moved:
        refresh_stories(connection, grouped.touched, at)
        advance(connection, dialect)
    _rest(connection, row, stored, occasion)
    write_steps(connection, [(row.key, step) for step in tell_steps(digest, stored, grouped, occasion)])
    home = connection.execute(_HOME.where(story.c.key == grouped.story)).one()
    return Finished(
        item_id=row.id,
        relevance=digest.judgement.relevance,
        story=home.story_id,
        primary=home.primary_id,
        announce=announce,
    )


_HOME = select(story.c.id.label("story_id"), item.c.id.label("primary_id")).join(item, item.c.key == story.c.primary)


def _group(connection: Connection, row: Any, digest: Digest, at: datetime, *, redated: bool) -> Grouped:
    candidate = Candidate.of(row.id, digest.article, digest.judgement, url=row.url)
    return group_item(connection, row, candidate, at, redated=redated)


def _announcement(connection: Connection, stored: Stored, grouped: Grouped, occasion: Occasion) -> str:
    """What is told of an article read for the first time, or grown into one worth telling; each story is told once."""
    if occasion.quiet or not (stored.first or stored.risen) or stored.baseline or stored.rank > KEPT:
        return ""
    this = story.c.key == grouped.story
    if connection.scalar(select(story.c.published_since).where(this)) is not None:
        return "also" if stored.first else ""
    connection.execute(update(story).where(this).values(announced_at=occasion.at))
    return "new"


def _rest(connection: Connection, row: Any, stored: Stored, occasion: Occasion) -> None:
    """Ask ever less often for a page whose listing keeps changing while its text does not."""
    values: dict[str, Any] = {"state": "done", "purged_at": None}
    if not occasion.quiet:
        idle = 0 if stored.first or stored.revised else row.idle_rereads + 1
        values |= {"idle_rereads": idle, "reread_after": rest_after(idle, occasion.at) if idle else None}
    connection.execute(update(item).where(item.c.key == row.key).values(**values))


def _keep_page(connection: Connection, key: int, occasion: Occasion) -> None:
    place, row = occasion.place, {"item": key, "stored_at": occasion.at}
    if place:
        connection.execute(insert(page), {**row, "file": place.file, "offset": place.offset, "length": place.length})


def _keep_address(connection: Connection, row: Any, url: str) -> None:
    """The address that answered is the same item, unless it is another's already."""
    if not url or refusal(url) is not None:
        return
    address = canonical(url)
    if connection.scalar(select(alias.c.item).where(alias.c.url == address, alias.c.source == row.source)) is None:
        connection.execute(insert(alias), {"url": address, "source": row.source, "item": row.key})
