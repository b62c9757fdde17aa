"""Publishing: whole files, nothing written twice, a good file never replaced by a worse one, texts in step."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import feedparser
import pytest
from feed_examples import ADA, NOW, SOURCES, Shelf, make_item, make_story

from feeds import memory, press
from feeds.atomic import TEMP, write_whole
from feeds.publishing import Published, publish
from feeds.settings import FeedSettings
from feeds.validity import read_back
from pipeline.errors import PublishingError
from pipeline.models import Item, Speaker
from pipeline.records import HealthChange, SourceState
from pipeline.text_format import read


class House:
    """A data folder with an archive in memory."""

    def __init__(self, root: Path, *items: Item) -> None:
        self.root = root
        self.shelf = Shelf(*(make_story(item) for item in items))
        self.settings = FeedSettings(title="Заявления", base_url="https://news.example/")

    @property
    def public(self) -> Path:
        return self.root / "public"

    @property
    def texts(self) -> Path:
        return self.root / "texts"

    def publish(self, *, now: object = NOW, everything: bool = False, allow_empty: bool = False) -> Published:
        return publish(
            self.shelf,
            self.settings,
            public=self.public,
            texts=self.texts,
            sources=SOURCES,
            now=now,  # type: ignore[arg-type]
            zone="Europe/Moscow",
            everything=everything,
            allow_empty=allow_empty,
        )

    def replace(self, item: Item) -> None:
        """The archive has another revision of an article."""
        for place, story in enumerate(self.shelf.stories):
            if story.id == item.story:
                self.shelf.stories[place] = make_story(*(item if one.id == item.id else one for one in story.items))
                self.shelf.touched[story.id] = NOW

    def files(self) -> dict[str, tuple[bytes, int]]:
        return {
            str(path.relative_to(self.root)): (path.read_bytes(), path.stat().st_mtime_ns)
            for path in sorted(self.root.rglob("*"))
            if path.is_file()
        }

    def titles(self, name: str) -> list[str]:
        return [entry.title for entry in feedparser.parse((self.public / name).read_bytes()).entries]


@pytest.fixture(autouse=True)
def without_waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page cache is as good as the disk for everything tested here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(os, "sync", lambda: None)


@pytest.fixture
def house(tmp_path: Path) -> House:
    speaker = Speaker(name="Борис Громов")
    return House(
        tmp_path,
        *(make_item(n) for n in range(3)),
        make_item(7, kind="briefing", speakers=(speaker,), source="herald"),
        make_item(8, relevance="about"),
    )


def test_the_first_publishing_makes_the_whole_family(house: House) -> None:
    """Feeds of statements, about, health, every source, speaker and kind, in three formats; OPML, page, texts."""
    house.publish()
    names = {"statements", "about", "status", "sources/agency", "sources/herald", "speakers/ada-vetrova"}
    names |= {"speakers/boris-gromov", "kinds/interview", "kinds/briefing", "kinds/condolence"}
    for name in names:
        for suffix in ("atom", "rss", "json"):
            assert read_back((house.public / f"{name}.{suffix}").read_bytes(), suffix).faults == ()
    assert len(house.titles("statements.rss")) == 4
    assert len(house.titles("about.rss")) == 5
    assert house.titles("speakers/boris-gromov.atom") == ["Заявление номер 7"]
    assert house.titles("kinds/condolence.atom") == []
    assert (house.public / "feeds.opml").exists()
    assert (house.public / "index.html").exists()
    assert (house.public / "en" / "index.html").exists()
    assert (house.public / "items" / "agency-10008.html").exists()


def test_an_empty_archive_gives_valid_empty_feeds(tmp_path: Path) -> None:
    """They can be subscribed to after the first command."""
    house = House(tmp_path)
    assert house.publish().refused == ()
    for suffix in ("atom", "rss", "json"):
        assert read_back((house.public / f"statements.{suffix}").read_bytes(), suffix).faults == ()


def test_nothing_new_writes_nothing(house: House) -> None:
    """Neither bytes nor times change, a minute later or when everything is compared again."""
    house.publish()
    before = house.files()
    assert house.publish(now=NOW + timedelta(minutes=7)).written == ()
    assert house.publish(everything=True).written == ()
    assert house.files() == before


def test_one_new_item_changes_only_the_feeds_that_hold_it(house: House) -> None:
    """Its speaker's, kind's and source's, the two main ones and the front page; no other file."""
    house.publish()
    before = house.files()
    house.shelf.add(make_item(20, kind="speech"))
    written = {str(path.relative_to(house.root)) for path in house.publish().written}
    after = house.files()
    assert {name for name in after if after[name] != before.get(name)} - {".rendered"} == written
    both = {"about", "kinds/speech", "sources/agency", "speakers/ada-vetrova"}
    feeds = {f"{name}.{suffix}" for name in both | {"statements"} for suffix in ("atom", "rss", "json")}
    pages = both | {"index", "items/agency-10020"}
    expected = {f"public/{name}" for name in feeds}
    expected |= {f"public/{folder}{name}.html" for name in pages for folder in ("", "en/")}
    assert written == expected | {"texts/2026/2026-01-30-agency-10020.txt"}


def test_nothing_is_rendered_twice_without_need(house: House) -> None:
    """An idle publishing asks for no feed's stories and no article, and costs next to nothing."""
    house.publish()
    house.shelf.items_read = house.shelf.windows_read = 0
    house.publish()
    assert (house.shelf.items_read, house.shelf.windows_read) == (0, 0)


def test_an_article_that_is_shown_nowhere_is_no_news(house: House) -> None:
    """Most of what sources print concerns nobody: it costs no look at any feed. What is shown no more does."""
    house.publish()
    house.shelf.add(make_item(40, relevance="none"))
    house.shelf.windows_read = 0
    assert house.publish(now=NOW + timedelta(minutes=5)).written == ()
    assert house.shelf.windows_read == 0
    house.replace(make_item(1, relevance="none"))
    assert house.public / "items" / "agency-10001.html" in house.publish(now=NOW + timedelta(minutes=9)).removed
    assert "Заявление номер 1" not in house.titles("statements.atom")


def test_feeds_are_looked_at_again_when_time_alone_may_change_them(house: House) -> None:
    """An article that was fresh, or that grows too old, gives way without any news."""
    house.shelf.add(make_item(30, stored_at=NOW - timedelta(hours=1), first_seen=NOW - timedelta(hours=1)))
    house.publish()
    house.publish(now=NOW + timedelta(hours=1))
    house.shelf.windows_read = 0
    house.publish(now=NOW + timedelta(hours=22))
    assert house.shelf.windows_read == 0
    house.publish(now=NOW + timedelta(hours=23, minutes=30))
    assert house.shelf.windows_read > 0


@pytest.mark.parametrize("later", [timedelta(minutes=5), timedelta(hours=25)])
def test_pages_link_to_the_feeds_there_are(house: House, later: timedelta) -> None:
    """A speaker's first statement gives older pages that name him their link; without his last one it goes again."""
    page, link = house.public / "items" / "agency-10009.html", "speakers/vera-lugovaya.html"
    speaker = Speaker(name="Вера Луговая")
    house.shelf.add(make_item(9, relevance="about", speakers=(speaker,)))
    house.publish()
    assert link not in page.read_text()
    house.shelf.add(make_item(10, speakers=(speaker,)))
    house.publish(now=NOW + later)
    assert link in page.read_text()
    house.replace(make_item(10, relevance="about", speakers=(speaker,)))
    house.publish(now=NOW + later + later)
    assert link not in page.read_text()


def test_a_new_version_of_the_program_renders_everything_again(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever changed in it: a country that it knows now may name an entry of long ago."""
    (tmp_path / "rules.py").write_text("old")
    monkeypatch.setattr(memory, "BELOW", tmp_path)
    memory._code.cache_clear()
    house.publish()
    house.shelf.windows_read = 0
    (tmp_path / "rules.py").write_text("new")
    memory._code.cache_clear()
    assert house.publish(now=NOW + timedelta(minutes=5)).written == ()
    assert house.shelf.windows_read > 0
    memory._code.cache_clear()


def pass_a_day(house: House) -> timedelta:
    return timedelta(hours=25)


def turn_the_clock_back(house: House) -> timedelta:
    return -timedelta(minutes=1)


def remove_a_page(house: House) -> timedelta:
    (house.public / "en" / "items" / "agency-10002.html").unlink()
    return timedelta()


def lose_an_article(house: House) -> timedelta:
    house.shelf.stories.pop()
    return timedelta()


def rename_the_site(house: House) -> timedelta:
    house.settings = replace(house.settings, title="Другое имя")
    return timedelta()


@pytest.mark.parametrize("happen", [pass_a_day, turn_the_clock_back, remove_a_page, lose_an_article, rename_the_site])
def test_shortcuts_are_not_trusted_for_long(house: House, happen: Callable[[House], timedelta]) -> None:
    """What touched no article is found out all the same: every page and text is compared with the archive."""
    house.publish()
    (house.public / "items" / "agency-10001.html").write_text("stale")
    notes = house.root / ".rendered-items"
    notes.write_text(notes.read_text().replace('"agency-10001"', '"lost"'))
    house.publish()
    assert (house.public / "items" / "agency-10001.html").read_text() == "stale"
    later = happen(house)
    house.publish(now=NOW + later)
    assert "Заявление номер 1" in (house.public / "items" / "agency-10001.html").read_text()
    assert (house.public / "items" / "agency-10008.html").exists() is (happen is not lose_an_article)
    assert (house.public / "en" / "items" / "agency-10002.html").exists()


def test_a_lost_shortcut_costs_time_and_nothing_else(house: House) -> None:
    """Without its notes, or with broken ones, everything is compared and found equal."""
    house.publish()
    for content in (b"{", b"[]", b'{"statements": 7}'):
        (house.root / ".rendered").write_bytes(content)
        assert house.publish().written == ()
    (house.root / ".rendered").unlink()
    assert house.publish().written == ()


@pytest.mark.parametrize("name", ["public/about.atom", "public/index.html", "public/items/agency-10001.html"])
def test_a_file_that_was_deleted_comes_back(house: House, name: str) -> None:
    """Publishing repairs what is missing."""
    house.publish()
    before = house.files()
    (house.root / name).unlink()
    house.publish()
    assert house.files()[name][0] == before[name][0]


def test_a_file_that_was_damaged_is_written_again(house: House) -> None:
    """A feed with other bytes than its rendering is replaced; texts and pages when everything is compared."""
    house.publish()
    before = house.files()
    names = ("public/about.rss", "public/items/agency-10001.html", "texts/2026/2026-01-30-agency-10001.txt")
    for name in names:
        (house.root / name).write_text("torn")
    house.publish()
    house.publish(everything=True)
    assert [house.files()[name][0] for name in names] == [before[name][0] for name in names]


def wipe(house: House) -> None:
    house.shelf.forget_everything()


def break_query(house: House) -> None:
    house.shelf.stories_for_feed = lambda *_, **__: []  # type: ignore[method-assign]


def poison_everything(house: House) -> None:
    house.shelf.stories = [
        make_story(*(replace(item, url="javascript:x") for item in story.items)) for story in house.shelf.stories
    ]


@pytest.mark.parametrize("fault", [wipe, break_query, poison_everything])
def test_a_feed_never_goes_empty_by_mistake(house: House, fault: Callable[[House], None]) -> None:
    """A lost archive, a broken query or a poisoned window keeps the last good feed, and says so."""
    house.publish()
    before = house.files()
    fault(house)
    house.shelf.touched |= {story.id: NOW for story in house.shelf.stories}
    done = house.publish()
    refused = {path.name for path, _ in done.refused}
    assert {"statements.atom", "statements.rss", "statements.json", "about.atom"} <= refused
    assert all("would go empty" in reason for _, reason in done.refused)
    after = house.files()
    for name in ("public/statements.atom", "public/about.json", "public/index.html", "public/en/about.html"):
        assert after[name] == before[name]


def test_a_lost_archive_takes_no_texts_and_pages_along(house: House) -> None:
    """What was published stays until the archive holds something again."""
    house.publish()
    before = house.files()
    house.shelf.forget_everything()
    assert house.publish().removed == ()
    names = [name for name in before if name.startswith(("texts/", "public/items/", "public/speakers/"))]
    assert {name: house.files()[name] for name in names} == {name: before[name] for name in names}


def test_an_empty_feed_can_be_asked_for(house: House) -> None:
    """`allow_empty` is the way out for a person who means it."""
    house.publish()
    house.shelf.forget_everything()
    assert house.publish(allow_empty=True).refused == ()
    assert house.titles("statements.atom") == []


def test_a_feed_goes_empty_when_its_only_story_is_judged_again(tmp_path: Path) -> None:
    """The archive, not empty, counts nothing for the feed any more: that is no mistake."""
    house = House(tmp_path, make_item(1))
    house.publish()
    house.replace(make_item(1, relevance="about"))
    done = house.publish()
    assert done.refused == ()
    assert house.titles("statements.atom") == []
    assert house.titles("about.atom") == ["Заявление номер 1"]
    assert not (house.texts / "2026" / "2026-01-30-agency-10001.txt").exists()


def test_a_feed_goes_empty_when_its_entries_grow_old(house: House) -> None:
    """The window moves on; the archive keeps the stories."""
    house.publish()
    done = house.publish(now=NOW + timedelta(days=400))
    assert done.refused == ()
    assert house.titles("statements.atom") == []
    assert list(house.texts.rglob("*.txt"))


def test_an_invalid_rendering_is_refused(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a library does, bytes that do not read back well never replace a good file."""
    house.publish()
    before = house.files()
    house.shelf.add(make_item(30))
    monkeypatch.setattr(press, "render", tearing(press.render))
    done = house.publish()
    assert ("public/statements.atom", True) in {
        (str(path.relative_to(house.root)), reason.startswith("invalid")) for path, reason in done.refused
    }
    assert house.files()["public/statements.atom"] == before["public/statements.atom"]
    assert len(house.titles("statements.rss")) == 5


def tearing(render: Callable[..., object]) -> Callable[..., object]:
    def torn(feed: object) -> object:
        rendered = render(feed)
        files = {**rendered.files, "atom": rendered.files["atom"][:-20]}  # type: ignore[attr-defined]
        return replace(rendered, files=files)  # type: ignore[type-var]

    return torn


def test_a_poisoned_entry_is_told_and_the_rest_is_published(house: House) -> None:
    """It is told at every publishing until it is mended."""
    house.shelf.add(make_item(40, url="javascript:alert(1)"))
    for _ in range(2):
        done = house.publish()
        assert [(one.key, "address" in one.reason) for one in done.quarantined] == [("agency-10040", True)]
        assert done.refused == ()
    assert len(house.titles("statements.rss")) == 4


def test_temps_of_a_killed_process_are_swept(house: House) -> None:
    """They are removed before anything is written."""
    stale = [house.public / f"{TEMP}1", house.public / "sources" / f"{TEMP}2", house.texts / "2026" / f"{TEMP}3"]
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("torn")
    house.publish()
    assert not any(path.exists() for path in stale)


def test_speakers_that_have_no_story_any_more_lose_their_files(house: House) -> None:
    """Feeds and pages in both tongues; the sources' and kinds' stay."""
    house.publish()
    house.replace(make_item(7, kind="briefing", speakers=(ADA,), source="herald"))
    removed = {str(path.relative_to(house.public)) for path in house.publish().removed}
    assert removed == {f"speakers/boris-gromov.{s}" for s in ("atom", "rss", "json", "html")} | {
        "en/speakers/boris-gromov.html"
    }
    assert (house.public / "kinds" / "condolence.atom").exists()


def test_the_files_of_a_removed_source_stay_while_it_has_articles(house: House) -> None:
    """A source that left the configuration keeps its feed, under its id."""
    house.shelf.add(make_item(50, source="gone"))
    house.publish()
    assert house.titles("sources/gone.rss") == ["Заявление номер 50"]


def test_changes_of_health_are_a_feed_of_their_own(house: House) -> None:
    """One entry for every change, with the reason; in no other feed."""
    house.shelf.changes.append(
        HealthChange(source="agency", outcome="blocked", previous="ok", reason="challenge page", at=NOW)
    )
    house.publish()
    (entry,) = feedparser.parse((house.public / "status.atom").read_bytes()).entries
    assert (entry.title, entry.summary) == ("Агентство «Весть»: ok → blocked", "challenge page")
    assert b"challenge" not in (house.public / "about.atom").read_bytes()


def test_a_poll_without_news_changes_no_byte(house: House) -> None:
    """The page shows of a source's health only what changes when the health does."""
    state = SourceState(source="agency", outcome="ok", since=NOW, last_attempt=NOW, last_success=NOW, last_new=NOW)
    house.shelf.states["agency"] = state
    house.publish()
    before = house.files()
    later = NOW + timedelta(hours=3)
    house.shelf.states["agency"] = replace(state, last_attempt=later, last_success=later, streak=0)
    house.publish(now=later)
    assert house.files() == before


def test_every_statement_has_a_text(house: House) -> None:
    """By year, day and id, in the text format; `about` and worse have none."""
    house.publish()
    names = {path.name for path in house.texts.rglob("*.txt")}
    assert names == {
        f"2026-01-30-{id_}.txt" for id_ in ("agency-10000", "agency-10001", "agency-10002", "herald-10007")
    }
    text = read((house.texts / "2026" / "2026-01-30-agency-10001.txt").read_text())
    item = make_item(1)
    assert (text.date, text.title, text.blocks) == (item.date, item.title, item.blocks)


def test_a_corrected_date_renames_the_text(house: House) -> None:
    """The id stays, the old name goes, also across a year."""
    house.publish()
    corrected = make_item(1, date=date(2025, 12, 31), published_at=None, stored_at=NOW)
    house.replace(corrected)
    done = house.publish()
    new, old = "texts/2025/2025-12-31-agency-10001.txt", "texts/2026/2026-01-30-agency-10001.txt"
    assert house.root / new in done.written
    assert house.root / old in done.removed
    assert not (house.root / old).exists()


def test_a_new_revision_rewrites_one_text(house: House) -> None:
    """The others are not even read."""
    house.publish()
    house.shelf.items_read = 0
    house.replace(make_item(1, paragraphs=("Исправлено.",), stored_at=NOW))
    written = [path for path in house.publish().written if path.suffix == ".txt"]
    assert [path.name for path in written] == ["2026-01-30-agency-10001.txt"]
    assert "Исправлено." in written[0].read_text()
    assert house.shelf.items_read == 1  # for its text; its page is made with its story's


def test_other_files_in_the_folders_are_left_alone(house: House) -> None:
    """What we did not name is not ours to remove."""
    ours_not = [house.texts / "2026" / "notes.txt", house.texts / "README", house.public / "robots.txt"]
    for path in ours_not:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("mine")
    house.publish()
    assert all(path.read_text() == "mine" for path in ours_not)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """One sentence, and the exit code for a full disk."""
    house = House(tmp_path, make_item(1))
    (tmp_path / "public").write_text("a file")
    with pytest.raises(PublishingError, match="public") as caught:
        house.publish()
    assert caught.value.exit_code == 3


def test_a_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small writes fail as loudly as large ones, and no temp stays."""
    path = tmp_path / "feed.atom"
    write_whole(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_reader_never_sees_half_a_feed(house: House) -> None:
    """While feeds are replaced again and again, every read gives one whole feed."""
    house.publish()
    path, faults, reads = house.public / "statements.json", [], 0
    done = threading.Event()

    def rewrite() -> None:
        for round_ in range(12):
            house.replace(make_item(1, title=f"Название {round_} " * (round_ % 5 + 1), stored_at=NOW))
            house.publish()
        done.set()

    writer = threading.Thread(target=rewrite)
    writer.start()
    while not done.is_set():
        reads += 1
        try:
            json.loads(path.read_bytes())
        except ValueError as error:
            faults.append(error)
    writer.join()
    assert reads > 20
    assert faults == []


KILLED = """
import os, sys
os.fsync = os.sync = lambda *_: None
sys.path[:0] = {paths!r}
from pathlib import Path
from feed_examples import make_item, NOW
from test_publishing import House
house = House(Path({root!r}), *(make_item(n) for n in range(12)))
for round_ in range(10_000):
    house.replace(make_item(1, title=f"Раунд {{round_}} " * 30, stored_at=NOW))
    house.publish()
    print(round_, flush=True)
"""


def test_killed_anywhere_the_feeds_are_whole(tmp_path: Path) -> None:
    """After each kill every feed reads back well, and the next publishing leaves no temp."""
    code = KILLED.format(paths=[str(Path(__file__).parent), *sys.path], root=str(tmp_path))
    for wait in (0.013, 0.034, 0.089):
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(wait)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        feeds = [path for suffix in ("atom", "rss", "json") for path in (tmp_path / "public").rglob(f"*.{suffix}")]
        assert all(read_back(path.read_bytes(), path.suffix[1:]).faults == () for path in feeds)
    house = House(tmp_path, *(make_item(n) for n in range(12)))
    house.publish()
    assert not list(tmp_path.rglob(f"{TEMP}*"))


def test_a_bulk_import_makes_no_giant_feeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was archived in a day is always shown, as long as a reader can hold it."""
    monkeypatch.setattr(press, "MOST_IN_A_DAY", 20)
    house = House(tmp_path, *(make_item(n, stored_at=NOW - timedelta(hours=1)) for n in range(30)))
    house.settings = replace(house.settings, max_items=5)
    house.shelf.stories_for_feed = lambda *_, **__: house.shelf.stories  # type: ignore[method-assign]
    house.publish()
    assert len(house.titles("statements.rss")) == 20


def test_hundreds_of_statements_are_published_in_seconds(tmp_path: Path) -> None:
    """And found unchanged in a fraction of that."""
    items = [make_item(n, paragraphs=("Слово и дело. " * 60,) * 4) for n in range(300)]
    house = House(tmp_path, *items)
    by_id = {item.id: item for item in items}
    stories = {story.id: story for story in house.shelf.stories}
    house.shelf.item = by_id.__getitem__  # type: ignore[method-assign]
    house.shelf.story = stories.__getitem__  # type: ignore[method-assign]
    started = time.process_time()
    house.publish()
    first = time.process_time() - started
    started = time.process_time()
    house.publish()
    again = time.process_time() - started
    assert first < 10
    assert again < first / 4
