"""Weeks of the program under a false clock: invented sites, trouble of every kind, and an oracle that knows the truth.

Run, archive, ledger, feeds and log are the real ones; only the crawl is played, from a world in memory.
`python simulation.py DAYS [SEED]` proves so many days.
"""

import hashlib
import io
import logging
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter, defaultdict
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import feedparser

import monitor.collecting
from monitor.cli import main
from monitor.clock import PINNED
from monitor.config_file import load_config
from monitor.lock import hold
from monitor.logs import LOGGER
from monitor.run import Request, run_once
from monitor.topic_file import load_topic
from pipeline.archive import Archive
from pipeline.models import Article, Dated, Digest, Entry, Judgement, Listing, Page, Speaker
from pipeline.records import SourceReport, Validators

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 3, 24, 6, tzinfo=BERLIN)  # the clocks go forward on the 29th
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LISTED = 8  # items of a listing
FEED_BYTES = 60_000
KEEP_LOG, KEEP_OTHERS, KEEP_PAGES = 5, 4, 6  # days
CONFIG = f"""
timezone: Europe/Berlin
feeds: {{max_items: 25, max_bytes: {FEED_BYTES}}}
politeness: {{delay: 0}}
retention: {{pages: {KEEP_PAGES}d, other_pages: {KEEP_OTHERS}d, log: {KEEP_LOG}d}}
sources:
  - {{id: body, url: 'https://body.example/', discover: [{{feed: 'https://body.example/rss'}}],
     official: true, priority: 90, timezone: Europe/Berlin, every: 2h}}
  - {{id: wire, url: 'https://wire.example/', discover: [{{feed: 'https://wire.example/rss'}}],
     fetch: all, priority: 70, timezone: Europe/Berlin, every: 1h}}
  - {{id: club, url: 'https://club.example/', discover: [{{feed: 'https://club.example/rss'}}],
     fetch: all, timezone: Asia/Almaty, cron: '5 */3 * * *'}}
  - {{id: echo, url: 'https://echo.example/', discover: [{{feed: 'https://echo.example/rss'}}],
     fetch: all, priority: 10, timezone: Europe/Berlin, every: 3h}}
"""
ZONES = {"body": BERLIN, "wire": BERLIN, "club": ZoneInfo("Asia/Almaty"), "echo": BERLIN}
PACE = {"body": 7.0, "wire": 3.0, "club": 6.0}  # mean hours between two items
FAULTS = ("blocked", "unreachable", "broken", "empty")


class Killed(BaseException):
    """The process is gone."""


@dataclass
class Piece:
    """One article of one site; `number` is its statement's."""

    number: int
    source: str
    url: str
    at: datetime
    relevance: str
    title: str
    words: str
    edits: int = 0


@dataclass
class World:
    """What the sites hold and what befalls them; all of it follows from the seed."""

    days: int
    seed: int
    pieces: list[Piece] = field(default_factory=list)
    troubles: list[tuple[str, datetime, datetime, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.end = START + self.days * DAY
        for source, hours in PACE.items():
            self._write(source, hours)
        self.pieces.sort(key=lambda piece: piece.at)
        self._befall()

    def _write(self, source, hours):
        at = START - 20 * DAY
        while True:
            at += timedelta(hours=self.chance.expovariate(1 / hours) + 0.05)
            if at > self.end - DAY or (source == "club" and at > START + 0.55 * self.days * DAY):
                return  # club falls silent for good
            number = len(self.pieces)
            relevance = self.chance.choices(["statement", "about", "mention", "none"], [6, 2, 2, 2])[0]
            words = " ".join(word(self.chance) for _ in range(70))
            title = f"{word(self.chance)} {word(self.chance)} №{number}"
            url = f"https://{source}.example/{number:07}"
            self.pieces.append(Piece(number, source, url, at, relevance, title, words))
            if at > START + HOUR and relevance == "statement" and self.chance.random() < 0.4:
                later = at + timedelta(hours=self.chance.uniform(0.2, 9))
                reprint = Piece(number, "echo", f"https://echo.example/{number:07}", later, relevance, title, words)
                self.pieces.append(reprint)

    def _befall(self):
        for source in ZONES:
            at = START + DAY
            while at < self.end - 2 * DAY:
                at += timedelta(hours=self.chance.expovariate(1 / 40))
                lasts = timedelta(hours=self.chance.choice([1, 2, 5, 9, 30]))
                until = min(at + lasts, self.end - 2 * DAY)
                self.troubles.append((source, at, until, self.chance.choice(FAULTS)))
                at = until
        self.troubles.append(("wire", START + 2 * DAY, START + 2 * DAY + 40 * HOUR, "blocked"))  # longer than it lists
        at = START + self.days / 2 * DAY
        self.troubles += [(source, at, at + 3 * HOUR, "unreachable") for source in ZONES]  # our own line is down

    def edit(self, at):
        """An article of the last days gets other words and another title."""
        recent = [piece for piece in self.pieces if at - 10 * HOUR < piece.at < at and piece.source == "wire"]
        if recent:
            piece = self.chance.choice(recent)
            piece.edits += 1
            piece.title += " (уточнено)"
            if len([one for one in self.pieces if one.number == piece.number]) == 1:
                piece.words += f" {word(self.chance)}"  # a reprint keeps the old words

    def trouble(self, source, at):
        return next((what for who, begin, end, what in self.troubles if who == source and begin <= at < end), None)

    def listed(self, source, at):
        there = [piece for piece in self.pieces if piece.source == source and piece.at <= at]
        return there[-LISTED:][::-1]


def word(chance):
    return "".join(chance.choice("бвгдзклмнпрст") + chance.choice("аеиоу") for _ in range(chance.randint(2, 4)))


@cache
def topic():
    return load_topic(load_config_of_nothing().topic)


def load_config_of_nothing():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.yaml"
        path.write_text("sources: []\n")
        return load_config(path)


@dataclass
class Playing:
    """Stands in for `spiders.crawl.crawl`: the same ledger calls in the same order."""

    world: World
    kill_after: int | None = None

    def __call__(self, sources, *, ledger, last_success, clock, **_rest):
        return tuple(self.visit(source, ledger, last_success.get(source.id), clock()) for source in sources)

    def visit(self, source, ledger, last_success, at):
        fault = self.world.trouble(source.id, at)
        if fault:
            if fault == "empty":
                ledger.discovered(source, Listing(entries=()), url=source.discover[0].url, validators=None)
            return SourceReport(source=source.id, outcome=fault, reason=f"{fault}: as the simulation has it")
        listed = self.world.listed(source.id, at)
        tasks, new, gap = self.discover(source, listed, ledger, was_read=last_success is not None)
        kept = failed = 0
        by_url = {piece.url: piece for piece in self.world.pieces}
        tasks += [task for task in ledger.pending(source) if task.item_id not in {one.item_id for one in tasks}]
        for task in tasks:
            self.live_on()
            if self.world.chance.random() < 0.05:
                ledger.failed(source, task, "no answer in 20 s")
                failed += 1
            else:
                page, digest = read(by_url[task.url], at)
                kept += ledger.fetched(source, task, page, digest).relevance in ("statement", "about")
        return SourceReport(
            source=source.id, outcome="ok", seen=len(listed), new=new, kept=kept, failed=failed, gap=gap
        )

    def discover(self, source, listed, ledger, *, was_read):
        url = source.discover[0].url
        etag = hashlib.sha256(repr([(piece.url, piece.title) for piece in listed]).encode()).hexdigest()
        before = ledger.validators(source, url)
        if before and before.etag == etag:
            return [], 0, False
        entries = tuple(Entry(url=piece.url, title=piece.title, published=piece.at) for piece in listed)
        found = ledger.discovered(source, Listing(entries=entries), url=url, validators=Validators(etag=etag))
        return list(found.tasks), found.new, was_read and found.new > 0 and found.known == 0

    def live_on(self):
        if self.kill_after is not None:
            self.kill_after -= 1
            if self.kill_after < 0:
                self.kill_after = None
                raise Killed


def read(piece, at):
    """A page and what reading it gives."""
    day = piece.at.astimezone(ZONES[piece.source]).date()
    article = Article(
        url=piece.url, title=piece.title, lead=None, paragraphs=tuple(wrap(piece.words)),
        dated=Dated(day=day, basis="page", published_at=piece.at),
    )  # fmt: skip
    judgement = Judgement(
        relevance=piece.relevance, kind="comment", speakers=(Speaker(name="Имя Фамильев"),), language="ru"
    )
    body = f"<h1>{piece.title}</h1><p>{piece.words}</p>".encode()
    return Page(url=piece.url, body=body, fetched_at=at, content_type="text/html"), Digest(
        article=article, judgement=judgement
    )


def wrap(words):
    named = words.split(" ")
    return [" ".join(named[start : start + 25]) for start in range(0, len(named), 25)]


@dataclass
class Verdict:
    """What was seen; `faults` is empty when the program kept all its promises."""

    faults: list[str] = field(default_factory=list)
    runs: int = 0
    seconds: float = 0.0
    told: Counter = field(default_factory=Counter)
    guids: dict[int, str] = field(default_factory=dict)
    dates: dict[int, str] = field(default_factory=dict)
    gaps: dict[str, list[tuple[datetime | None, datetime]]] = field(default_factory=lambda: defaultdict(list))
    forgotten: set[int] = field(default_factory=set)
    missed: int = 0
    edits: int = 0
    exits: Counter = field(default_factory=Counter)
    archive_bytes: int = 0
    log_files: int = 0
    page_files: int = 0


@contextmanager
def false_clock():
    before = os.environ.get(PINNED)
    try:
        yield
    finally:
        os.environ.pop(PINNED, None)
        if before is not None:
            os.environ[PINNED] = before


class Simulation:
    """Ticks as cron would, lets trouble come, and looks after every tick."""

    def __init__(self, folder, *, days, seed, tick=HOUR):
        self.folder, self.tick = folder, tick
        self.world = World(days, seed)
        self.playing = Playing(self.world)
        (folder / "config.yaml").write_text(CONFIG)
        self.config = load_config(folder / "config.yaml")
        self.verdict = Verdict()
        self.chance = random.Random(seed + 1)
        self.backup = None

    def live(self):
        """Live through all days; the verdict."""
        began, before = time.monotonic(), (monitor.collecting.crawl, monitor.collecting.open_topic)
        monitor.collecting.crawl, monitor.collecting.open_topic = self.playing, lambda _config: topic()
        try:
            with false_clock():
                self.live_on()
        finally:
            monitor.collecting.crawl, monitor.collecting.open_topic = before
        self.verdict.seconds = time.monotonic() - began
        return self.verdict

    def live_on(self):
        ticks, at = 0, START
        plan = self.plan()
        while at < self.world.end:
            for event in plan.pop(ticks, ()):
                event(at)
            self.run(at)
            if ticks % 6 == 0:
                self.look(at)
            at, ticks = at.astimezone(UTC) + self.tick + timedelta(seconds=self.chance.randint(-20, 20)), ticks + 1
        self.look(at)
        self.judge(at)

    def plan(self):
        """What happens before which tick."""
        total = int(self.world.days * DAY / self.tick)
        plan = defaultdict(list)
        for part, event in (
            (0.30, self.be_killed), (0.42, self.back_up), (0.45, self.restore), (0.55, self.turn_the_clock_back),
            (0.62, self.be_locked_out), (0.70, self.purge), (0.78, self.be_killed), (0.80, self.rebuild),
        ):  # fmt: skip
            plan[int(part * total)].append(event)
        for tick in range(5, total - 30, 7):
            plan[tick].append(self.edit)
        return plan

    def run(self, at, request=None):
        os.environ[PINNED] = at.astimezone(UTC).isoformat()
        out, code = io.StringIO(), None
        try:
            with redirect_stdout(out):
                code = run_once(self.config, request or Request())
        except Killed:
            code = -9
        finally:
            close_logs()
        self.verdict.runs += 1
        self.verdict.exits[code] += 1
        for row in out.getvalue().splitlines():
            self.verdict.told[number_of(row)] += 1

    def edit(self, at):
        self.world.edit(at)
        self.verdict.edits += 1

    def be_killed(self, at):
        """The next run that opens pages dies after one of them."""
        self.playing.kill_after = 1

    def back_up(self, at):
        self.backup = self.folder / "archive.backup"
        assert self.call(at, "backup", str(self.backup)) == 0
        self.backed_up = Counter(self.verdict.told)

    def restore(self, at):
        """The disk is lost: the archive is put back as it was; what was told since may be told once more."""
        data = self.config.data.root
        for path in data.glob("archive.db*"):
            path.unlink()
        self.backup.rename(data / "archive.db")
        self.verdict.forgotten |= set(self.verdict.told - self.backed_up)

    def forget(self, at):
        """What must never be: the archive is lost and nobody puts a backup in its place."""
        for path in self.config.data.root.glob("archive.db*"):
            path.unlink()

    def turn_the_clock_back(self, at):
        self.run(at - 2 * HOUR)

    def be_locked_out(self, at):
        with hold(self.config.data.lock, "a person"):
            if self.call(at, "-q", "run") != 75:
                self.fault("a second run did not find the lock")

    def purge(self, at):
        before = (at - 4 * DAY).date()
        if self.call(at, "purge", "--before", str(before)) != 0:
            self.fault("purge failed")

    def rebuild(self, at):
        before = prints(self.config.data.public)
        self.call(at, "rebuild")
        if prints(self.config.data.public) != before:
            self.fault(f"{at}: rebuild changed bytes")

    def call(self, at, *words):
        os.environ[PINNED] = at.astimezone(UTC).isoformat()
        try:
            with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
                return main(["--config", str(self.folder / "config.yaml"), *words])
        finally:
            close_logs()

    def fault(self, told):
        self.verdict.faults.append(told)

    def look(self, at):
        """Feeds as a reader sees them, sizes, gaps."""
        for path in sorted(self.config.data.public.rglob("*.atom")):
            if path.stat().st_size > 4 * FEED_BYTES:
                self.fault(f"{at}: {path.name} has {path.stat().st_size} bytes")
        for name in ("statements.atom", "about.atom", "about.rss", "sources/wire.atom", "status.atom"):
            feed = feedparser.parse((self.config.data.public / name).read_bytes())
            if feed.bozo:
                self.fault(f"{at}: {name} is invalid: {feed.bozo_exception}")
            if name == "about.atom":
                self.look_at_entries(at, feed.entries)
        with self.archive() as archive:
            for state in archive.source_states().values():
                window = (state.gap_from, state.gap_until)
                if state.gap_until and window not in self.verdict.gaps[state.source]:
                    self.verdict.gaps[state.source].append(window)

    def look_at_entries(self, at, entries):
        numbers = [number_of(entry.title) for entry in entries]
        for number, times in Counter(numbers).items():
            if times > 1:
                self.fault(f"{at}: statement {number} stands {times} times in a feed")
        for number, entry in zip(numbers, entries, strict=True):
            was = self.verdict.guids.setdefault(number, entry.id)
            if was != entry.id and number not in self.verdict.forgotten:
                self.fault(f"{at}: statement {number} changed its guid")
            day = self.verdict.dates.setdefault(number, entry.published)
            if day != entry.published and self.may_move(number):
                self.fault(f"{at}: statement {number} moved from {day} to {entry.published}")

    def may_move(self, number):
        """A statement only one site has must keep its date; a reprint's primary brings its own."""
        return len([piece for piece in self.world.pieces if piece.number == number]) == 1

    def archive(self):
        return Archive.open(self.config.archive, now=lambda: datetime.now(UTC))

    def judge(self, at):
        """Every statement once, nothing unrecorded, everything within bounds."""
        first_day = START.date() - timedelta(days=self.config.baseline_days)
        logged = Counter(number_of(row) for row in self.log_lines() if " INFO  new " in row)
        with self.archive() as archive:
            for piece in self.world.pieces:
                self.judge_piece(piece, archive.knows(piece.url), first_day)
            left = {state.source: state.pending for state in archive.source_states(at=at).values() if state.pending}
        if any(self.verdict.told[number] < times for number, times in logged.items()):
            self.fault("the log tells what stdout did not")
        if left:
            self.fault(f"work is left: {left}")
        self.judge_sizes(at)

    def judge_piece(self, piece, is_known, first_day):
        told = self.verdict.told[piece.number]
        kept = piece.relevance in ("statement", "about")
        if not is_known:
            self.judge_missed(piece)
            return
        old = piece.at.astimezone(ZONES[piece.source]).date() < first_day
        most = 1 + (piece.number in self.verdict.forgotten)
        least = int(kept and not old)
        if not least <= told <= (most if least else 0):
            self.fault(f"{piece.relevance} №{piece.number} at {piece.url} was told {told} times")

    def judge_missed(self, piece):
        if piece.at < START:
            return  # had left the listing before the first run
        self.verdict.missed += 1
        windows = self.verdict.gaps[piece.source]
        if not any((begin is None or begin <= piece.at) and piece.at <= end for begin, end in windows):
            self.fault(f"{piece.url} of {piece.at} was missed and no gap says so: {windows}")

    def judge_sizes(self, at):
        data, verdict = self.config.data, self.verdict
        days = {path.name[-10:] for path in data.log.parent.iterdir() if path != data.log}
        if any(day < str((at - (KEEP_LOG + 1) * DAY).date()) for day in days):
            self.fault(f"old logs are kept: {sorted(days)}")
        runs = [path.name for path in data.pages.iterdir()]
        oldest = f"{at - (KEEP_PAGES + 1) * DAY:%Y%m%d}"
        if any(re.search(r"\d{8}", name)[0] < oldest for name in runs):
            self.fault(f"old pages are kept: {min(runs)}")
        verdict.log_files, verdict.page_files = len(days) + 1, len(runs)
        verdict.archive_bytes = (data.root / "archive.db").stat().st_size
        if verdict.archive_bytes > 2_000_000 + 20_000 * len(self.world.pieces):
            self.fault(f"the archive has {verdict.archive_bytes} bytes for {len(self.world.pieces)} articles")
        if sum(" WARN  silent " in row and "source=club" in row for row in self.log_lines()) > 1:
            self.fault("the silence of one source was told more than once")

    def log_lines(self):
        for path in sorted(self.config.data.log.parent.iterdir()):
            yield from path.read_text(encoding="utf-8").splitlines()


def close_logs():
    for logger in (LOGGER, logging.getLogger()):
        for handler in [one for one in logger.handlers if type(one) in (logging.FileHandler, logging.StreamHandler)]:
            logger.removeHandler(handler)
            handler.close()


def number_of(text):
    return int(re.search(r"№(\d+)", text)[1])


def prints(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        seen = Simulation(
            Path(place), days=int(sys.argv[1]), seed=int(sys.argv[2]) if len(sys.argv) > 2 else 1, tick=2 * HOUR
        ).live()
    sys.stdout.write(
        f"{sys.argv[1]} days, {seen.runs} runs in {seen.seconds:.0f} s, exits {dict(seen.exits)}, "
        f"{sum(seen.told.values())} told, {seen.edits} edits, {seen.missed} missed within recorded gaps, "
        f"archive {seen.archive_bytes} bytes, {seen.log_files} logs, {seen.page_files} page files\n"
    )
    sys.stdout.writelines(f"FAULT {told}\n" for told in seen.faults)
    sys.exit(1 if seen.faults else 0)
