"""What feeds and pages read of the archive, as a port; it names no storage and writes nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from pipeline.models import Item, Kind, Relevance, Story
from pipeline.records import HealthChange, ItemMark, Revision, SourceState, Tally


class Reader(Protocol):
    """The archive as publishing sees it; baseline items are in `item_marks`, `items` and `item` only."""

    def stories_for_feed(
        self,
        relevances: Sequence[Relevance],
        *,
        now: datetime,
        max_items: int,
        max_age_days: int,
        speaker: str | None = None,
        kind: Kind | None = None,
    ) -> Sequence[Story]:
        """The stories of a feed.

        The newest `max_items` not older than `max_age_days`, and what was archived in the last 24 hours.
        """

    def items_for_feed(self, source_id: str, *, now: datetime, max_items: int, max_age_days: int) -> Sequence[Item]:
        """The same for the articles of one source (relevance `statement` or `about`)."""

    def tally(self) -> Tally:
        """Counts by speaker, kind and source."""

    def source_states(self) -> Mapping[str, SourceState]:
        """The health of every source that has ever run."""

    def health_changes(self, *, limit: int) -> Sequence[HealthChange]:
        """The newest changes of sources' health, newest first."""

    def item_marks(
        self,
        relevances: Sequence[Relevance],
        *,
        touched_since: datetime | None = None,
        speakers: Collection[str] | None = None,
    ) -> Iterable[ItemMark]:
        """A mark for every archived item of these relevances, by id; no texts are read.

        With `touched_since` only of items and stories that changed at that instant or later, with `speakers` only of
        items in which one of these speaks.
        """

    def item(self, id_or_url: str) -> Item:
        """One item.

        Raises:
            pipeline.errors.UnknownItemError: there is none.
        """

    def items(self, *, relevances: Sequence[Relevance]) -> Iterable[Item]:
        """All items of these relevances as a stream, baseline ones included; for when most of them are wanted."""

    def story(self, story_id: str) -> Story:
        """One story with all its items.

        Raises:
            pipeline.errors.UnknownItemError: there is none.
        """

    def revisions(self, item_id: str) -> Sequence[Revision]:
        """The stored versions of one item, oldest first."""
