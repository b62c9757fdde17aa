"""What of a story feeds may show, and since when: kept true in the tables whenever its articles change."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.archive.columns import EPOCH, AnyRow
from pipeline.archive.schema import UNSHOWN, article, item, item_speaker, source, story, story_speaker
from pipeline.stories import Standing

KEPT = 1  # the rank of `about`: up to it a story is published

MEMBERS = (
    select(
        item.c.key,
        item.c.id,
        article.c.baseline,
        article.c.rank,
        article.c.shown,
        article.c.kind,
        article.c.date,
        article.c.published,
        article.c.archived_at,
        article.c.speakers,
        source.c.priority,
    )
    .join(article, article.c.item == item.c.key)
    .join(source, source.c.id == item.c.source)
)


def published_instant(day: date, published_at: datetime | None, zone: str) -> datetime:
    """The instant feeds give: the page's own where its day in the source's zone is the day, else noon of the day."""
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        place = ZoneInfo("UTC")
    if published_at is not None and published_at.astimezone(place).date() == day:
        return published_at
    return datetime.combine(day, time(12), tzinfo=place)


def standing_of(row: Any) -> Standing:
    """What decides the primary, of a row with the columns of `MEMBERS`."""
    return Standing(
        name=row.id,
        baseline=row.baseline,
        rank=row.rank,
        priority=row.priority,
        day=row.date,
        published=(row.published - EPOCH).total_seconds(),
    )


def refresh_stories(connection: Connection, keys: Iterable[int], at: datetime) -> None:
    """Bring what is kept of these stories up to date with their articles."""
    for key in dict.fromkeys(keys):
        _refresh(connection, key, at)


def resettle_source(connection: Connection, source_id: str, zone: str, at: datetime) -> None:
    """Follow a change of a source's zone or priority through its articles and their stories."""
    rows = connection.execute(
        select(article.c.item, article.c.date, article.c.published_at, article.c.published, item.c.story)
        .join(item, item.c.key == article.c.item)
        .where(article.c.source == source_id)
    ).all()
    for row in rows:
        published = published_instant(row.date, row.published_at, zone)
        if published != row.published:
            this = article.c.item == row.item
            connection.execute(update(article).where(this).values(published=published, touched_at=at))
    refresh_stories(connection, (row.story for row in rows), at)


def _refresh(connection: Connection, key: int, at: datetime) -> None:
    members = connection.execute(MEMBERS.where(item.c.story == key)).all()
    ordered = sorted(members, key=lambda row: standing_of(row).order)
    before = connection.execute(select(story).where(story.c.key == key)).one()
    values = _values(ordered)
    if values["rank"] <= KEPT and before.published_since is None:
        values["published_since"] = at
    if any(getattr(before, name) != value for name, value in values.items()):
        connection.execute(update(story).where(story.c.key == key).values(**values, touched_at=at))
    _refresh_speakers(connection, key, values)


def _values(ordered: list[AnyRow]) -> dict[str, Any]:
    if not ordered:
        empty = dict.fromkeys(("primary", "date", "voice", "kind", "published", "archived_at"))
        return {**empty, "members": 0, "rank": UNSHOWN}
    primary = ordered[0]
    arrived = [row.archived_at for row in ordered if row.shown != UNSHOWN]
    return {
        "primary": primary.key,
        "members": len(ordered),
        "date": primary.date,
        "voice": primary.speakers[0][0] if primary.speakers else "",
        "rank": primary.shown,
        "kind": primary.kind,
        "published": primary.published,
        "archived_at": min(arrived, default=None),
    }


def _refresh_speakers(connection: Connection, key: int, values: dict[str, Any]) -> None:
    connection.execute(delete(story_speaker).where(story_speaker.c.story == key))
    if values["rank"] == UNSHOWN:
        return
    named = connection.scalars(select(item_speaker.c.speaker).where(item_speaker.c.item == values["primary"]))
    kept = {name: values[name] for name in ("rank", "published", "archived_at")}
    rows = [{"story": key, "speaker": speaker, **kept} for speaker in named]
    if rows:
        connection.execute(insert(story_speaker), rows)
