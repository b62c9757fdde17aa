"""Small stories, articles and an archive in memory for the tests of feeds, pages and texts."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from uuid import UUID, uuid5

from pipeline.errors import UnknownItemError
from pipeline.models import Item, Kind, Relevance, Speaker, Story
from pipeline.records import HealthChange, ItemMark, Revision, SourceState, Tally
from pipeline.source import Source

NOW = datetime(2026, 2, 1, 9, 0, tzinfo=UTC)
MOSCOW = timezone(timedelta(hours=3))
ADA = Speaker(name="Ада Ветрова", role="пресс-секретарь", organisation="Союз")
SOURCES = (
    Source(id="agency", name="Агентство «Весть»", url="https://agency.example/", priority=60),
    Source(id="herald", name="Herald", url="https://herald.example/", timezone="Asia/Yerevan", language="en"),
)


def make_item(number: int = 1, **changes: object) -> Item:
    """An article; `number` gives its id, address and title, `changes` replace any field."""
    source = str(changes.get("source", "agency"))
    item_id = str(changes.pop("id", f"{source}-{10_000 + number}"))
    item = Item(
        id=item_id,
        source=source,
        url=f"https://{source}.example/news/{10_000 + number}",
        title=f"Заявление номер {number}",
        lead=f"Коротко о заявлении {number}.",
        paragraphs=("Первый абзац.", "Второй абзац со словами «слово и дело»."),
        date=date(2026, 1, 30),
        date_basis="page",
        published_at=datetime(2026, 1, 30, 12, 30, tzinfo=MOSCOW),
        language="ru",
        relevance="statement",
        kind="interview",
        speakers=(ADA,),
        quotes=(),
        reasons=(),
        first_seen=datetime(2026, 1, 30, 12, 40, tzinfo=MOSCOW),
        stored_at=datetime(2026, 1, 30, 12, 41, 7, 250_000, tzinfo=MOSCOW),
        story=f"story-{item_id}",
        guid="",
    )
    item = replace(item, **changes)  # type: ignore[arg-type]
    return item if item.guid else replace(item, guid=f"urn:uuid:{uuid5(UUID(int=7), item.story)}")


def make_story(*items: Item) -> Story:
    """A story of these articles, the first of them the primary."""
    first = items[0]
    members = tuple(replace(item, story=first.story, guid=first.guid) for item in items)
    return Story(id=first.story, guid=first.guid, items=members)


class Shelf:
    """An archive in memory that answers what publishing asks."""

    def __init__(self, *stories: Story, states: Iterable[SourceState] = ()) -> None:
        self.stories = list(stories)
        self.states = {state.source: state for state in states}
        self.changes: list[HealthChange] = []
        self.versions: dict[str, list[Revision]] = {}
        self.items_read = 0
        self.windows_read = 0
        self.touched: dict[str, datetime] = {}

    def add(self, *items: Item) -> None:
        """Archive one more story."""
        self.stories.append(make_story(*items))
        self.touched[items[0].story] = NOW

    def forget_everything(self) -> None:
        """What a lost database looks like."""
        self.stories.clear()

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
        self.windows_read += 1
        oldest = (now - timedelta(days=max_age_days)).date()
        found = [story for story in self.stories if story.primary.relevance in relevances]
        if speaker is not None:
            found = [story for story in found if any(one.name == speaker for one in story.primary.speakers)]
        if kind is not None:
            found = [story for story in found if story.primary.kind == kind]
        found = [story for story in found if story.primary.date >= oldest and not story.primary.baseline]
        return sorted(found, key=lambda story: story.primary.date, reverse=True)[:max_items]

    def items_for_feed(self, source_id: str, *, now: datetime, max_items: int, max_age_days: int) -> Sequence[Item]:
        oldest = (now - timedelta(days=max_age_days)).date()
        found = [item for item in self._items() if item.source == source_id and item.date >= oldest]
        return sorted(found, key=lambda item: item.date, reverse=True)[:max_items]

    def tally(self) -> Tally:
        speakers: dict[str, int] = {}
        kinds: dict[str, int] = {}
        sources: dict[str, int] = {}
        for story in self.stories:
            if story.primary.relevance == "statement":
                kinds[story.primary.kind] = kinds.get(story.primary.kind, 0) + 1
                for one in story.primary.speakers:
                    speakers[one.name] = speakers.get(one.name, 0) + 1
        for item in self._items():
            if item.relevance not in {"statement", "about"}:
                continue
            sources[item.source] = sources.get(item.source, 0) + 1
        return Tally(items=len(self._items()), speakers=speakers, kinds=kinds, sources=sources)

    def source_states(self) -> dict[str, SourceState]:
        return self.states

    def health_changes(self, *, limit: int) -> Sequence[HealthChange]:
        return sorted(self.changes, key=lambda change: change.at, reverse=True)[:limit]

    def item_marks(
        self,
        relevances: Sequence[Relevance],
        *,
        touched_since: datetime | None = None,
        speakers: Collection[str] | None = None,
    ) -> Iterable[ItemMark]:
        for item in sorted(self._items(), key=lambda item: item.id):
            if speakers is not None and not any(one.name in speakers for one in item.speakers):
                continue
            touched = self.touched.get(item.story, item.stored_at)
            if item.relevance in relevances and (touched_since is None or touched >= touched_since):
                yield ItemMark(
                    id=item.id,
                    date=item.date,
                    relevance=item.relevance,
                    stored_at=item.stored_at,
                    story=item.story,
                    revisions=max(1, len(self.versions.get(item.id, ()))),
                    touched_at=touched,
                )

    def item(self, id_or_url: str) -> Item:
        self.items_read += 1
        for story in self.stories:
            for item in story.items:
                if id_or_url in {item.id, item.url}:
                    return item
        raise UnknownItemError(id_or_url)

    def items(self, *, relevances: Sequence[Relevance]) -> Iterable[Item]:
        for item in self._items():
            if item.relevance in relevances:
                self.items_read += 1
                yield item

    def story(self, story_id: str) -> Story:
        for story in self.stories:
            if story.id == story_id:
                return story
        raise UnknownItemError(story_id)

    def revisions(self, item_id: str) -> Sequence[Revision]:
        return self.versions.get(item_id, [])

    def _items(self) -> list[Item]:
        return [item for story in self.stories for item in story.items]
