"""kill -9 of `run` at random moments: what is lost, announced twice, invalid. `python kills.py N [SEED]` proves N."""

import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import feedparser
from program import Program, replica_config

from monitor.demo import Replica

AT = {"csto_monitor_now": "2026-11-20T12:00:00+03:00"}
FEEDS = ("statements.atom", "statements.rss", "about.atom", "about.rss", "sources/odkb.atom")


@dataclass
class Toll:
    """What went wrong in the trials; all empty when nothing did."""

    trials: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    invalid: list[str] = field(default_factory=list)
    exits: list[int] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.invalid or any(self.exits))


def entries(program):
    """Address to guid, as a reader sees the feed; a story's guid remembers who came first, its address does not."""
    path = program.public / "about.atom"
    return {entry.link: entry.id for entry in feedparser.parse(path.read_bytes()).entries} if path.exists() else {}


def announced(program):
    lines = [line for line in program.log() if re.match(r"\S+ INFO  new ", line)]
    return Counter(re.search(r" id=(\S+)", line)[1] for line in lines)


def find_invalid(program):
    paths = [program.public / name for name in FEEDS]
    return [str(path) for path in paths if path.exists() and feedparser.parse(path.read_bytes()).bozo]


def kill_once(program, after, toll):
    """Start a run, kill it after so many seconds, look at the feeds until then."""
    process = program.start("run", **AT)
    deadline = time.monotonic() + after
    while time.monotonic() < deadline and process.poll() is None:
        toll.invalid += find_invalid(program)
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    toll.invalid += find_invalid(program)


def prove(trials, seed, folder):
    """Kill so many runs, each in a folder of its own; the run after each must complete the work."""
    chance, toll = random.Random(seed), Toll()
    with Replica(today=date(2026, 11, 20)) as replica:
        whole = Program(make(folder / "whole"), replica_config(replica.proxy_url))
        began = time.monotonic()
        whole.run("run", **AT)
        lasts, expected = time.monotonic() - began, set(entries(whole))
        assert expected
        for number in range(trials):
            program = Program(make(folder / str(number)), replica_config(replica.proxy_url))
            kill_once(program, chance.uniform(0.2, lasts), toll)
            seen = entries(program)
            toll.exits.append(program.run("run", **AT).returncode)
            toll.exits.append(program.run("run", "--all", **AT).returncode)
            after = entries(program)
            toll.lost += sorted(expected ^ set(after))
            toll.lost += sorted(set(seen.values()) - set(after.values()))
            toll.doubled += [item for item, times in announced(program).items() if times > 1]
            toll.trials += 1
    return toll


def make(folder):
    folder.mkdir(parents=True)
    return folder


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        found = prove(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1, Path(place))
    sys.stdout.write(f"{found}\n")
    sys.exit(0 if found.is_clean else 1)
