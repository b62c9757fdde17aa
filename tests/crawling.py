"""Starts a crawl in a child process and reads back what happened."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHILD = Path(__file__).with_name("crawl_child.py")


@dataclass(frozen=True)
class Crawled:
    """What one crawl in a child did."""

    answer: dict[str, Any]
    stderr: str

    def outcome(self, source: str) -> str:
        report = self.answer["reports"][source]
        return f"{report['outcome']}: {report['reason']}" if report["reason"] else report["outcome"]

    def report(self, source: str) -> dict[str, Any]:
        return self.answer["reports"][source]

    def events(self, kind: str, source: str | None = None) -> list[list[Any]]:
        return [event for event in self.answer["events"] if event[0] == kind and source in (None, event[1])]

    def stored(self, source: str | None = None) -> list[str]:
        return [event[2] for event in self.events("fetched", source)]

    def failures(self, source: str | None = None) -> dict[str, str]:
        return {event[2]: event[3] for event in self.events("failed", source)}


def crawl_child(plan: dict[str, Any], *, timeout: float = 60, env: dict[str, str] | None = None) -> Crawled:
    """Run a plan to its end."""
    done = subprocess.run(
        [sys.executable, str(CHILD)],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        timeout=timeout,
        env=env,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Crawled(json.loads(done.stdout), done.stderr)


def source(name: str, *ways: tuple[str, str], hosts: list[str], **more: Any) -> dict[str, Any]:
    """A source of the plan; ways are `(kind, url)` or mappings."""
    discover = [way if isinstance(way, dict) else {"kind": way[0], "url": way[1]} for way in ways]
    return {"id": name, "discover": discover, "hosts": hosts, **more}
