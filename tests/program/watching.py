"""A day of `watch` in minutes: ticks, kills, a closed laptop, hands on the lock. `python watching.py TICKS [SEED]`."""

import json
import os
import random
import re
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from program import Program, replica_config

from monitor.demo import Replica
from monitor.demo.pages import SITES
from monitor.lock import hold

PERIOD = 2.0  # seconds that stand for a quarter of an hour
EARLY = 0.9 * PERIOD
SLACK = 8.0  # seconds from the instant a run is due until it says it has begun, on a busy machine
STARVED = 30.0  # and no single one later than this, whatever else the machine does
HIDDEN = 5  # newest pages of each site that appear only in the course of the day
SLEEP = 12.0
BUSY = 5.0
SELDOM = 20  # seconds; its list cannot be asked for with conditions, so that each read takes long
CRON = "*/2 * * * *"
CRON_ZONE = "Asia/Kathmandu"  # three quarters of an hour off: its even minutes are UTC's odd ones
STOP_WITHIN = 5.0


@dataclass
class Day:
    """What was seen; `faults` is empty when every promise was kept."""

    ticks: int = 0
    runs: int = 0
    killed: int = 0
    pauses: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    at_once: int = 0
    by_hand: Counter = field(default_factory=Counter)
    cron: list[datetime] = field(default_factory=list)
    woke_after: float = 0.0
    published: int = 0
    told: int = 0
    stopped_in: float = 0.0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)

    def table(self) -> str:
        """The figures."""
        rows = [
            ("ticks (children started)", self.ticks),
            ("runs that came to their end", self.runs),
            ("most children at once", self.at_once),
            ("runs killed with SIGKILL", self.killed),
            ("longest pause after a kill, s", f"{max(self.pauses, default=0):.1f}"),
            ("latest start of an undisturbed run, s", f"{max(self.late, default=0):.1f}"),
            (f"asleep for {SLEEP:.0f} s, awake after, s", f"{self.woke_after:.1f}"),
            ("runs by hand, by exit code", dict(self.by_hand)),
            ("runs of the cron source", len(self.cron)),
            ("pages published meanwhile", self.published),
            ("stories told, each once", self.told),
            ("SIGTERM to the end of all, s", f"{self.stopped_in:.1f}"),
            ("seconds in all", f"{self.seconds:.0f}"),
            ("faults", len(self.faults)),
        ]
        return "\n".join(f"{name:40} {value}" for name, value in rows)


class Onlooker(threading.Thread):
    """Looks at the children of a process all the time."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.most, self.begun, self.done = pid, 0, {}, threading.Event()

    def run(self) -> None:
        while not self.done.wait(0.02):
            there = self.children()
            self.most = max(self.most, len(there))
            for child in there:
                self.begun.setdefault(child, time.time())

    def children(self) -> list[int]:
        """The children that are no zombies."""
        found = []
        for path in Path(f"/proc/{self.pid}/task").glob("*/children"):
            try:
                found += [int(pid) for pid in path.read_text().split() if is_alive(int(pid))]
            except OSError:
                continue
        return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def configure(proxy: str) -> str:
    """The demo's sites, one of them seldom, one by cron in a zone of its own."""
    text = replica_config(proxy) + f"schedule: {{every: {PERIOD:.0f}s}}\n"
    text = text.replace("  - id: odkb\n", f"  - id: odkb\n    every: {SELDOM}s\n")
    return text.replace("  - id: reprint\n", f'  - id: reprint\n    cron: "{CRON}"\n').replace(
        "    timezone: Europe/Moscow\n    priority: 10\n", f"    timezone: {CRON_ZONE}\n    priority: 10\n"
    )


class Watching:
    """One day: what happens is drawn from the seed."""

    def __init__(self, folder: Path, ticks: int, seed: int) -> None:
        self.folder, self.ticks, self.chance, self.day = folder, ticks, random.Random(seed), Day()
        self.disturbed: list[tuple[float, float]] = []
        self.hidden = dict.fromkeys(SITES, HIDDEN)

    def live(self) -> Day:
        """The day, looked at from its end."""
        began = time.monotonic()
        with Replica() as replica:
            self.hide(replica)
            self.program = Program(make(self.folder / "watched"), configure(replica.proxy_url))
            self.program.run("run")
            self.process = self.program.start("watch")
            self.onlooker = Onlooker(self.process.pid)
            self.onlooker.start()
            try:
                self.live_on()
                self.stop()
            finally:
                self.onlooker.done.set()
                self.process.kill()
                self.process.wait()
            self.judge(replica)
        self.day.seconds = time.monotonic() - began
        return self.day

    def hide(self, replica) -> None:
        """Each site holds its newest pages back until they are published one by one."""
        all_of = replica.town.pieces
        replica.town.pieces = lambda site: all_of(site)[self.hidden[site] :]

    def live_on(self) -> None:
        plan = self.plan()
        while (tick := len(self.onlooker.begun)) < self.ticks:
            for event in plan.pop(tick, ()):
                event()
            time.sleep(0.05)

    def plan(self):
        """What happens after which tick."""
        plan: dict[int, list] = {}
        for part in (0.12, 0.2, 0.3, 0.55, 0.7, 0.82):
            plan.setdefault(int(part * self.ticks) + 1, []).append(self.kill)
        plan.setdefault(int(0.4 * self.ticks) + 1, []).append(self.sleep)
        plan.setdefault(int(0.62 * self.ticks) + 1, []).append(self.hold_the_lock)
        plan.setdefault(int(0.9 * self.ticks) + 1, []).append(self.run_by_hand)
        pages = sum(self.hidden.values())
        for number in range(pages):
            plan.setdefault(2 + int(number / pages * 0.85 * self.ticks), []).append(self.publish)
        return plan

    def publish(self) -> None:
        site = self.chance.choice([site for site, left in self.hidden.items() if left])
        self.hidden[site] -= 1
        self.day.published += 1

    def kill(self) -> None:
        """A child dies at a random moment of its life; the next one is not kept waiting for longer than a period."""
        wait_for(self.onlooker.children)
        time.sleep(self.chance.uniform(0, 1.8))
        there = self.onlooker.children()
        at, known = time.time(), set(self.onlooker.begun)
        for child in there:
            os.killpg(child, signal.SIGKILL)
        self.day.killed += len(there)
        wait_for(lambda: set(self.onlooker.begun) - known)
        if there:
            self.day.pauses.append(time.time() - at)
        self.disturbed.append((at - 3, time.time() + 1))

    def sleep(self) -> None:
        """The laptop is closed while nothing runs, and opened again."""
        wait_for(lambda: not self.onlooker.children())
        os.kill(self.process.pid, signal.SIGSTOP)
        at, known = time.time(), set(self.onlooker.begun)
        time.sleep(SLEEP)
        woken = time.time()
        os.kill(self.process.pid, signal.SIGCONT)
        wait_for(lambda: set(self.onlooker.begun) - known)
        self.day.woke_after = time.time() - woken
        time.sleep(EARLY - 0.3)
        caught_up = set(self.onlooker.begun) - known
        if len(caught_up) != 1:
            self.fault(f"{len(caught_up)} runs after a sleep, expected one")
        self.disturbed.append((at - 3, time.time() + 1))

    def hold_the_lock(self) -> None:
        """A person works for a while: neither his second run nor the watch's does any harm."""
        wait_for(lambda: self.try_to_hold(BUSY))

    def try_to_hold(self, seconds: float) -> bool:
        at = time.time()
        try:
            with hold(self.program.folder / "data" / "run.lock", "a person"):
                self.day.by_hand[self.program.run("run", "--all").returncode] += 1
                time.sleep(seconds)
        except OSError:
            return False
        except Exception as error:  # the lock is taken at this moment
            if type(error).__name__ != "BusyError":
                raise
            return False
        self.disturbed.append((at - 3, time.time() + PERIOD + 1))
        return True

    def run_by_hand(self) -> None:
        """In between a person runs it as well: it works, or finds the lock."""
        at = time.time()
        self.day.by_hand[self.program.run("run", "--all").returncode] += 1
        self.disturbed.append((at - 3, time.time() + PERIOD + 1))

    def stop(self) -> None:
        """SIGTERM while a child is at work."""
        wait_for(self.onlooker.children)
        children = self.onlooker.children()
        began = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(60)
        wait_for(lambda: not any(is_alive(child) for child in children))
        self.day.stopped_in = time.monotonic() - began
        self.onlooker.done.set()
        if code != 128 + signal.SIGTERM:
            self.fault(f"watch ended with {code}")
        if self.day.stopped_in > STOP_WITHIN:
            self.fault(f"it took {self.day.stopped_in:.1f} s to stop")

    def fault(self, words: str) -> None:
        self.day.faults.append(words)

    def judge(self, replica) -> None:
        """Hold archive and log against the promises."""
        self.day.ticks, self.day.at_once = len(self.onlooker.begun), self.onlooker.most
        if self.day.at_once > 1:
            self.fault(f"{self.day.at_once} children at once")
        self.judge_runs()
        self.judge_cron()
        while any(self.hidden.values()):
            self.publish()
        self.program.run("run", "--all")
        self.judge_stories(replica)
        if set(self.day.by_hand) - {0, 75} or 75 not in self.day.by_hand:
            self.fault(f"runs by hand ended with {dict(self.day.by_hand)}")
        if max(self.day.pauses, default=0) > PERIOD + SLACK:
            self.fault(f"{max(self.day.pauses):.1f} s from a kill to the next run")

    def judge_runs(self) -> None:
        runs = self.ask("SELECT started, ended FROM run ORDER BY started")
        self.day.runs = len(runs)
        for (started, ended), (following, _) in pairwise(runs):
            if following < ended:
                self.fault(f"a run began {(ended - following):.1f} s before the one before it ended")
            if not any(following >= begin and ended <= end for begin, end in self.disturbed):
                self.day.late.append(following - max(ended, started + EARLY))
        late = sorted(self.day.late)
        if late[len(late) * 9 // 10] > SLACK or late[-1] > STARVED:
            self.fault(f"nine runs of ten were {late[len(late) * 9 // 10]:.1f} s late, the latest {late[-1]:.1f} s")
        agency = [at for (at,) in self.ask("SELECT started FROM report WHERE source = 'agency' ORDER BY started")]
        hurried = [b - a for a, b in pairwise(agency) if b - a < EARLY - 0.01]
        if len(hurried) > sum(self.day.by_hand.values()):
            self.fault(f"a source was read {min(hurried):.2f} s after it had been")

    def judge_cron(self) -> None:
        """Its attempts lie behind the even minutes of its zone, one for each that passed."""
        stamps = [at for (at,) in self.ask("SELECT started FROM report WHERE source = 'reprint' ORDER BY started")]
        self.day.cron = [datetime.fromtimestamp(at, UTC) for at in stamps]
        at_work = stamps[1 : len(stamps) - (self.day.by_hand[0] > 0)]  # the first was by hand, and the last may be
        for at in at_work:
            if at % 120 < 60 and not any(begin <= at <= end for begin, end in self.disturbed):
                self.fault(f"cron source read at {datetime.fromtimestamp(at, UTC):%H:%M:%S}Z")
        minutes = Counter(int(at // 120) for at in at_work)
        if any(times > 1 for times in minutes.values()):
            self.fault("the cron source was read twice for one tick")

    def judge_stories(self, replica) -> None:
        """What is archived is what a run that was never disturbed archives; each story was told once."""
        calm = Program(make(self.folder / "calm"), configure(replica.proxy_url))
        answer = calm.run("run")
        mine, theirs = held(self.program), held(calm)
        if mine != theirs:
            self.fault(f"lost {sorted(theirs - mine)[:4]}, has besides {sorted(mine - theirs)[:4]}; {answer.stderr}")
        lines = [line for line in self.program.log() if re.match(r"\S+ INFO  new ", line)]
        told = Counter(re.search(r" id=(\S+)", line)[1] for line in lines)
        self.day.told = len(told)
        if twice := [item for item, times in told.items() if times > 1]:
            self.fault(f"told twice: {twice}")
        stories = {row["id"]: row["story"] for row in self.items()}
        if doubled := [story for story, times in Counter(stories[item] for item in told).items() if times > 1]:
            self.fault(f"stories told twice: {doubled}")
        if untold := set(stories.values()) - {stories[item] for item in told}:
            self.fault(f"stories never told: {sorted(untold)}")

    def items(self):
        """What the feeds may show."""
        rows = map(json.loads, self.program.run("items", "--json").stdout.splitlines())
        first_day = min(line.split("date=")[1][:10] for line in self.program.log() if " INFO  new " in line)
        return [row for row in rows if row["date"] >= first_day]

    def ask(self, query: str) -> list[tuple]:
        """Rows of the archive, instants in seconds."""
        with sqlite3.connect(self.program.folder / "data" / "archive.db") as file:
            return [tuple(value / 1e6 for value in row) for row in file.execute(query)]


def held(program):
    rows = map(json.loads, program.run("items", "--relevance", "all", "--json").stdout.splitlines())
    return {(row["id"], row["title"], row["date"]) for row in rows}


def make(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def wait_for(condition, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("it did not come about in time")
        time.sleep(0.02)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        seen = Watching(Path(place), int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1).live()
    sys.stdout.write("\n".join([seen.table(), *seen.faults]) + "\n")
    sys.exit(1 if seen.faults else 0)
