"""What each file under `public/` was rendered from, so that what is still true is not rendered again.

It is a shortcut and never a truth: without it everything is rendered, compared and found equal.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from feeds.atomic import write_whole
from feeds.entries import Setting
from pipeline import characters
from pipeline.models import Item, Story
from pipeline.records import HealthChange

CODE = Path(__file__).parent
BELOW = Path(characters.__file__).parent  # what the entries are cleaned, written and told by


@dataclass(slots=True, kw_only=True)
class Memory:
    """Fingerprints by name; a fingerprint counts only while the files made from it are as they were."""

    known: Mapping[str, str]
    kept: dict[str, str] = field(default_factory=dict)

    def holds(self, name: str, fingerprint: str, files: Iterable[Path]) -> bool:
        """Whether these files were rendered from this; if so it is kept for the next time."""
        if self.known.get(name) != seal(fingerprint, files):
            return False
        self.kept[name] = self.known[name]
        return True

    def stands(self, name: str, context: str, files: Iterable[Path], now: datetime) -> bool:
        """Whether these files need not even be compared, as no article changed and time alone changes nothing yet."""
        told, _, until = self.known.get(f"{name} stands", "").partition(" ")
        if told != seal(context, files) or not until or now >= datetime.fromisoformat(until):
            return False
        for one in (name, f"{name} stands"):
            self.kept[one] = self.known[one]
        return True

    def lean_on(self, name: str, context: str, files: Iterable[Path], until: datetime) -> None:
        """Note until when files made from `context` and from unchanged articles stay as they are."""
        self.kept[f"{name} stands"] = f"{seal(context, files)} {until.isoformat()}"

    def forget(self, names: Iterable[str]) -> None:
        """Trust nothing that was noted of these."""
        gone = set(names)
        self.known = {name: told for name, told in self.known.items() if name not in gone}

    def keep(self, name: str, fingerprint: str, files: Iterable[Path]) -> None:
        """Note what the files, as they are now, were rendered from."""
        self.kept[name] = seal(fingerprint, files)


def seal(fingerprint: str, files: Iterable[Path]) -> str:
    """A fingerprint bound to the state of its files."""
    told = [fingerprint]
    for path in files:
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            told.append("absent")
        else:
            told.append(f"{status.st_size} {status.st_mtime_ns}")
    return short(" ".join(told))


def recall(path: Path, *, trust: bool) -> Memory:
    """What was noted at the last publishing; nothing where that cannot be read or shall not be trusted."""
    try:
        known: Any = json.loads(path.read_bytes()) if trust else {}
    except (FileNotFoundError, ValueError):
        known = {}
    return Memory(known=known if isinstance(known, dict) else {})


def note(memory: Memory, path: Path) -> None:
    """Write down what is kept.

    Raises:
        OSError: the folder cannot be written.
    """
    write_whole(path, json.dumps(memory.kept, indent=0, sort_keys=True).encode())


def fingerprint_of(things: Iterable[Story | Item | HealthChange], fresh_since: datetime, *context: object) -> str:
    """What a feed is rendered from, in short; a text is told by when its revision was stored.

    What was stored since `fresh_since` is told too, since a feed's size gives way to it.
    """
    told = [repr(context)]
    for thing in things:
        if isinstance(thing, Story):
            told.append(thing.guid)
            told.extend(_told(item, fresh_since) for item in thing.items)
        else:
            told.append(_told(thing, fresh_since) if isinstance(thing, Item) else repr(thing))
    return short("\n".join(told))


def stamp_of(setting: Setting, *more: object) -> str:
    """What every file is rendered from besides the archive: the program, its templates, sources, settings."""
    sources = [(source.id, source.name, source.url, source.timezone) for source in setting.sources.values()]
    told = f"{setting.zone} {setting.base_url} {setting.content} {sources} {setting.countries.stamp}"
    return short(f"{_code()} {told} {more}")


def short(told: str) -> str:
    """A short digest."""
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _told(item: Item, fresh_since: datetime) -> str:
    fields = (item.id, item.url, item.title, item.date, item.published_at, item.language, item.kind, item.speakers)
    return repr((*fields, item.source, item.stored_at, item.stored_at >= fresh_since))


@cache
def _code() -> str:
    files = sorted([*CODE.glob("*.py"), *CODE.glob("templates/*"), *BELOW.rglob("*.py")])
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
