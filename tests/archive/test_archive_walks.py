"""Random lives of an archive: whatever comes in whatever order, what it says of itself stays true."""

from collections import Counter
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from archive_fakes import Newsroom, digest, entry, own_text, source
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from pipeline.archive.grouping import guid_of
from pipeline.models import RELEVANCES, Article, Dated, Digest, Item, Judgement, Relevance
from pipeline.stories import Candidate, group

SOURCES = {one.id: one for one in (source("alpha", priority=50), source("beta", priority=60), source("gamma"))}
NAMES, NUMBERS, TEXTS = st.sampled_from(sorted(SOURCES)), st.integers(1, 4), st.integers(1, 4)
JUDGED, DAYS = st.sampled_from(RELEVANCES), st.integers(0, 3)


def candidate(item: Item) -> Candidate:
    """An archived item as the pure grouping sees it."""
    dated = Dated(day=item.date, basis="page")
    read = Article(url=item.url, title=item.title, lead=item.lead, paragraphs=item.paragraphs, dated=dated)
    return Candidate.of(item.id, read, Judgement(relevance=item.relevance, kind=item.kind, speakers=item.speakers))


def address(of: str, number: int) -> str:
    """A page of a source; the first of all sources is one and the same."""
    return f"https://{'shared' if number == 1 else of}.example/{number}"


def article(url: str, text: int, relevance: Relevance, day: int) -> Digest:
    """A long text of its own, its edited reprint, or the short one that is the same only within a day."""
    words = {1: "Коротко о встрече.", 4: f"{own_text(3)} ещё слово"}.get(text) or own_text(text)
    return digest(url, "Заголовок", words, relevance=relevance, day=date(2026, 3, 1 + day))


class Life(RuleBasedStateMachine):
    """Pages appear, change, fail, are judged anew; the archive is closed and opened."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.told: Counter[str] = Counter()
        self.versions: Counter[str] = Counter()

    @initialize()
    def begin(self) -> None:
        """An empty archive."""
        self.room = Newsroom(Path(self.folder.name))

    def teardown(self) -> None:
        """Nothing is left behind."""
        self.room.close()
        self.folder.cleanup()

    @rule(of=NAMES, number=NUMBERS, text=TEXTS, relevance=JUDGED, day=DAYS)
    def read(self, of: str, number: int, text: int, relevance: Relevance, day: int) -> None:
        """A page is listed under a title it did not have before, and read."""
        url = address(of, number)
        self.versions[url] += 1
        self.room.pass_time(days=40)  # longer than any rest of a page that did not change
        for task in self.room.list(SOURCES[of], entry(url, f"Версия {self.versions[url]}")).tasks:
            what = article(url, text, relevance, day)
            done = self.room.read(SOURCES[of], task, what)
            self.told[done.story] += done.announce == "new"

    @rule(of=NAMES, number=NUMBERS)
    def fail(self, of: str, number: int) -> None:
        """A page is listed and cannot be read; it is left in the queue."""
        url = address(of, number)
        for task in self.room.list(SOURCES[of], entry(url, "Не читается")).tasks:
            self.room.archive.fail(task, "timeout", run=self.room.run, at=self.room.clock)

    @rule(text=TEXTS, relevance=JUDGED, day=DAYS)
    def judge_anew(self, text: int, relevance: Relevance, day: int) -> None:
        """Today's rules make something else of the oldest item."""
        item = min(self.room.all_items(), key=lambda one: (one.first_seen, one.id), default=None)
        if item:
            what = article(item.url, text, relevance, day)
            assert self.room.archive.redo(item.id, what, run="again", at=self.room.clock).announce == ""

    @rule()
    def open_again(self) -> None:
        """The program ends and starts."""
        self.room.close()
        self.room.open()

    @invariant()
    def stories_are_what_the_texts_say(self) -> None:
        """Membership is what the pure grouping makes of the present set; nothing else plays a part."""
        items = self.room.all_items()
        expected = group([candidate(item) for item in items])
        assert expected == tuple(sorted(tuple(sorted(one.id for one in story)) for story in self._stories(items)))

    @invariant()
    def names_are_given_once(self) -> None:
        """A story's guid follows from its id, and no two stories share one; nothing is told twice."""
        stories = self._stories(self.room.all_items())
        names = [story[0].story for story in stories]
        assert len(set(names)) == len(names)
        assert all(item.guid == guid_of(item.story) for story in stories for item in story)
        assert all(count <= 1 for count in self.told.values())

    @invariant()
    def feeds_show_what_is_to_be_shown(self) -> None:
        """Exactly the stories with an article of the feed's relevance, led by it, and the counts agree."""
        items = self.room.all_items()
        ranks = {
            story[0].story: min(RELEVANCES.index(item.relevance) for item in story) for story in self._stories(items)
        }
        window = {"now": self.room.clock, "max_items": 99, "max_age_days": 9999}
        for rank in (0, 1):
            shown = self.room.archive.stories_for_feed((RELEVANCES[rank],), **window)  # type: ignore[arg-type]
            assert {story.id for story in shown} == {name for name, best in ranks.items() if best == rank}
            assert all(story.primary.relevance == RELEVANCES[rank] for story in shown)
        tally = self.room.archive.tally()
        assert sum(tally.kinds.values()) == sum(best == 0 for best in ranks.values())
        kept = Counter(item.source for item in items if RELEVANCES.index(item.relevance) <= 1)
        assert (tally.items, dict(tally.sources)) == (len(items), dict(kept))

    def _stories(self, items: list[Item]) -> list[list[Item]]:
        homes: dict[str, list[Item]] = {}
        for item in items:
            homes.setdefault(item.story, []).append(item)
        return list(homes.values())


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=5, stateful_step_count=20, deadline=None)
