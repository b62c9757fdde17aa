"""What feeds ask: the newest stories and articles with all they hold, and counts; baseline items are not among them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select

from pipeline.archive.generation import present
from pipeline.archive.grouping import current_story
from pipeline.archive.part import Part
from pipeline.archive.rows import ITEMS, item_of
from pipeline.archive.schema import article, item, speaker, story, story_speaker
from pipeline.archive.standing import KEPT, standing_of
from pipeline.errors import UnknownItemError
from pipeline.models import RELEVANCES, Item, Kind, Relevance, Story
from pipeline.records import Tally

HALF_YEAR = timedelta(days=190)
ALWAYS = timedelta(hours=24)  # what was archived so lately is in every window,
MOST_LATELY = 500  # the newest of it: a bulk import must not make feeds of tens of thousands of entries
PUBLISHED: tuple[Relevance, ...] = ("statement", "about")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How far a feed reaches back.

    The newest `max_items` not older than `oldest`, and the newest `MOST_LATELY` archived since `lately`.
    """

    max_items: int
    oldest: datetime
    lately: datetime


class Windows(Part):
    """The part of the archive that publishing reads."""

    def stories_for_feed(
        self,
        relevances: Sequence[Relevance],
        *,
        now: datetime,
        max_items: int,
        max_age_days: int,
        speaker: str | None = None,
        kind: Kind | None = None,
    ) -> tuple[Story, ...]:
        """The stories of a feed, newest first: whole objects, each by the relevance of its primary.

        `speaker` is a whole name as `tally` gives it.
        """
        window = _window(now, max_items, max_age_days)
        ranks = [RELEVANCES.index(relevance) for relevance in relevances]
        with self._store.reading() as connection:
            if speaker is None:
                keys = _story_keys(connection, ranks, window, kind)
            else:
                keys = _spoken_keys(connection, ranks, window, speaker)
            return _stories(connection, keys)

    def items_for_feed(
        self,
        source_id: str,
        *,
        now: datetime,
        max_items: int,
        max_age_days: int,
        relevances: Sequence[Relevance] = PUBLISHED,
    ) -> tuple[Item, ...]:
        """The articles of one source, newest first."""
        window = _window(now, max_items, max_age_days)
        table, name = article, article.c.item
        with self._store.reading() as connection:
            found: list[tuple[Any, ...]] = []
            for relevance in relevances:
                same = (article.c.source == source_id, article.c.shown == RELEVANCES.index(relevance))
                found += _newest(connection, select(name, table.c.published, name, table.c.archived_at), same, window)
            keys = _within(found, window)
            rows = {row.key: row for row in connection.execute(ITEMS.where(item.c.key.in_(keys)))}
        return tuple(item_of(rows[key]) for key in keys)

    def story(self, story_id: str) -> Story:
        """One story with all its articles; one that was merged away is the story it lives on in.

        Raises:
            UnknownItemError: there is none.
        """
        with self._store.reading() as connection:
            key = connection.scalar(select(story.c.key).where(story.c.id == story_id))
            found = _stories(connection, [current_story(connection, key)]) if key is not None else ()
        if not found or not found[0].items:
            raise UnknownItemError(f"{story_id}: no story has this id")
        return found[0]

    def tally(self) -> Tally:
        """Counts of what feeds show: by speaker, kind and source, and by week for the last half-year."""
        spoken = select(speaker.c.name, func.count()).join(story_speaker, story_speaker.c.speaker == speaker.c.key)
        spoken = spoken.where(story_speaker.c.rank == 0).group_by(speaker.c.name).order_by(speaker.c.name)
        kinds = select(story.c.kind, func.count()).where(story.c.rank == 0).group_by(story.c.kind)
        sources = select(article.c.source, func.count()).where(article.c.shown <= KEPT).group_by(article.c.source)
        with self._store.reading() as connection:
            recent = connection.execute(_recent(self._now() - HALF_YEAR)).all()
            return Tally(
                items=connection.scalar(select(func.count()).select_from(article)) or 0,
                speakers=_counted(connection, spoken),
                kinds=_counted(connection, kinds.order_by(story.c.kind)),
                sources=_counted(connection, sources.order_by(article.c.source)),
                weeks=_by_week(recent),
            )

    def generation(self) -> int:
        """A number that grows with every change a feed or page may show."""
        with self._store.reading() as connection:
            return present(connection)


def _window(now: datetime, max_items: int, max_age_days: int) -> Window:
    return Window(max_items=max_items, oldest=now - timedelta(days=max_age_days), lately=now - ALWAYS)


def _story_keys(connection: Connection, ranks: Iterable[int], window: Window, kind: str | None) -> list[int]:
    wanted = select(story.c.key, story.c.published, story.c.guid, story.c.archived_at)
    found: list[tuple[Any, ...]] = []
    for rank in ranks:
        same = (story.c.rank == rank, *((story.c.kind == kind,) if kind else ()))
        found += _newest(connection, wanted, same, window)
    return _within(found, window)


def _spoken_keys(connection: Connection, ranks: Iterable[int], window: Window, name: str) -> list[int]:
    key = connection.scalar(select(speaker.c.key).where(speaker.c.name == name))
    wanted = select(story_speaker.c.story, story_speaker.c.published, story.c.guid, story_speaker.c.archived_at)
    wanted = wanted.join(story, story.c.key == story_speaker.c.story)
    found: list[tuple[Any, ...]] = []
    for rank in ranks:
        found += _newest(connection, wanted, (story_speaker.c.speaker == key, story_speaker.c.rank == rank), window)
    return _within(found, window)


def _newest(
    connection: Connection, wanted: Select[Any], same: Iterable[ColumnElement[bool]], window: Window
) -> list[tuple[Any, ...]]:
    """Rows (key, published, name, archived) that may stand in the window; two questions, each with an index."""
    _, published, name, archived = wanted.selected_columns
    base = wanted.where(*same)
    newest = base.where(published >= window.oldest).order_by(published.desc(), name).limit(window.max_items)
    late = base.where(archived >= window.lately).order_by(published.desc(), name).limit(MOST_LATELY)
    return [tuple(row) for question in (newest, late) for row in connection.execute(question)]


def _within(found: Iterable[tuple[Any, ...]], window: Window) -> list[int]:
    """The keys in the window, newest first, then by name."""
    ordered = sorted(dict.fromkeys(found), key=lambda row: row[2])
    ordered.sort(key=lambda row: row[1], reverse=True)
    in_time = [row for row in ordered if row[1] >= window.oldest][: window.max_items]
    late = [row for row in ordered if row[3] >= window.lately][:MOST_LATELY]
    chosen = {row[0] for row in (*in_time, *late)}
    return [row[0] for row in ordered if row[0] in chosen]


def _stories(connection: Connection, keys: Sequence[int]) -> tuple[Story, ...]:
    members: dict[int, list[Any]] = {key: [] for key in keys}
    for row in connection.execute(ITEMS.where(item.c.story.in_(keys))):
        members[row.story_key].append(row)
    told = []
    for rows in members.values():
        ordered = tuple(item_of(row) for row in sorted(rows, key=lambda row: standing_of(row).order))
        if ordered:
            told.append(Story(id=ordered[0].story, guid=ordered[0].guid, items=ordered))
    return tuple(told)


def _recent(oldest: datetime) -> Select[Any]:
    wanted = select(story.c.date, story.c.voice, func.count().label("stories"))
    return wanted.where(story.c.rank == 0, story.c.published >= oldest).group_by(story.c.date, story.c.voice)


def _by_week(days: Iterable[Any]) -> Counter[tuple[date, str]]:
    weeks: Counter[tuple[date, str]] = Counter()
    for row in days:
        weeks[row.date - timedelta(days=row.date.weekday()), row.voice] += row.stories
    return weeks


def _counted(connection: Connection, question: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(question)}
