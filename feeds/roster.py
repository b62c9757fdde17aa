"""Which feeds there are: the one list that feeds, pages, OPML and autodiscovery share; it renders nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from feeds.entries import Setting
from feeds.markup import plain_line
from feeds.ports import Reader
from feeds.settings import FeedSettings
from feeds.slugs import slugs_of
from feeds.wording import KINDS
from pipeline.models import Item, Kind, Relevance, Story
from pipeline.records import HealthChange, Tally

STATEMENTS: tuple[Relevance, ...] = ("statement",)
ABOUT: tuple[Relevance, ...] = ("statement", "about")
CHANGES_SHOWN = 100

Thing = Story | Item | HealthChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A feed that exists: its name and titles, how its entries are read, and how many things it stands for.

    `label` is what tells it from its kin: a speaker's or source's name, a kind's key.
    """

    name: str
    title: str
    label: str
    subtitle: str
    read: Callable[[], Sequence[Thing]]
    holds: int

    @property
    def home(self) -> str:
        """The page that shows the same, relative to the base address."""
        pages = {"statements": "", "status": "index.html#sources"}
        return pages.get(self.name, f"{self.name}.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """What a publishing reads from; `now` bounds the windows and reaches no bytes."""

    reader: Reader
    settings: FeedSettings
    setting: Setting
    now: datetime
    tally: Tally

    def feeds(self) -> Iterator[Listed]:
        """Every feed, in the order of the OPML file."""
        title = plain_line(self.settings.title)
        held = sum(self.tally.kinds.values())
        yield self._stories("statements", title, "Statements, newest first", STATEMENTS, held)
        about = sum(self.tally.sources.values())
        yield self._stories("about", f"{title}: all mentions", "Statements and news about them", ABOUT, about)
        yield Listed(
            name="status",
            title=f"{title}: health of the sources",
            label="status",
            subtitle="One entry for every change of a source's health",
            read=self._changes,
            holds=0,
        )
        yield from self._sources(title)
        yield from self._speakers(title)
        yield from self._kinds(title)

    def read_front(self) -> Sequence[Thing]:
        """What the front page shows."""
        return next(iter(self.feeds())).read()

    def speaker_slugs(self) -> Mapping[str, str]:
        """The file name of each speaker's feed."""
        return slugs_of(self.tally.speakers)

    def source_ids(self) -> list[str]:
        """Configured sources, then those the archive still holds articles of."""
        return list(dict.fromkeys([*self.setting.sources, *sorted(self.tally.sources)]))

    def _sources(self, title: str) -> Iterator[Listed]:
        for source_id in self.source_ids():
            name = self.setting.name_of(source_id)
            yield Listed(
                name=f"sources/{source_id}",
                title=f"{title}: {name}",
                label=name,
                subtitle=f"Articles of {name}",
                read=partial(self._articles, source_id),
                holds=self.tally.sources.get(source_id, 0),
            )

    def _speakers(self, title: str) -> Iterator[Listed]:
        for speaker, slug in self.speaker_slugs().items():
            told = plain_line(speaker)
            count = self.tally.speakers[speaker]
            yield self._stories(
                f"speakers/{slug}", f"{title}: {told}", f"Statements by {told}", STATEMENTS, count, speaker=speaker
            )

    def _kinds(self, title: str) -> Iterator[Listed]:
        for kind, told in KINDS["en"].items():
            count = self.tally.kinds.get(kind, 0)
            yield self._stories(
                f"kinds/{kind}", f"{title}: {told}", f"Statements of the kind: {told}", STATEMENTS, count, kind=kind
            )

    def _stories(  # noqa: PLR0913 - a feed is told by these
        self,
        name: str,
        title: str,
        subtitle: str,
        relevances: Sequence[Relevance],
        holds: int,
        *,
        speaker: str | None = None,
        kind: Kind | None = None,
    ) -> Listed:
        read = partial(
            self.reader.stories_for_feed,
            relevances,
            now=self.now,
            max_items=self.settings.max_items,
            max_age_days=self.settings.max_age_days,
            speaker=speaker,
            kind=kind,
        )
        label = speaker or kind or name
        return Listed(name=name, title=title, label=label, subtitle=subtitle, read=read, holds=holds)

    def _articles(self, source_id: str) -> Sequence[Item]:
        return self.reader.items_for_feed(
            source_id, now=self.now, max_items=self.settings.max_items, max_age_days=self.settings.max_age_days
        )

    def _changes(self) -> Sequence[HealthChange]:
        return self.reader.health_changes(limit=CHANGES_SHOWN)
