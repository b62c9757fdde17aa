"""The files a server may give, by exact name, with their bytes at hand; no path is ever joined from a request."""

import gzip
import os
import re
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
DEEPEST = 4
HELD = 64_000_000  # bytes of files kept in memory
WORTH_PACKING = 500
KINDS: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "opml": "text/x-opml; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A file as it was read: bytes, packed bytes where that is worth it, and its validators."""

    body: bytes
    packed: bytes | None
    etag: str
    last_modified: str
    kind: str
    seen: tuple[int, int, int]


def make_copy(body: bytes, kind: str, *, changed: datetime | None, seen: tuple[int, int, int] = (0, 0, 0)) -> Copy:
    """A copy with a strong validator of its bytes (RFC 9110 §8.8.1); packing has no clock in it.

    `changed` is None where nobody knows when the bytes last changed.
    """
    packed = gzip.compress(body, 6, mtime=0) if len(body) >= WORTH_PACKING else None
    return Copy(
        body=body,
        packed=packed if packed and len(packed) < len(body) else None,
        etag=sha256(body).hexdigest()[:32],
        last_modified=format_datetime(changed.astimezone(UTC).replace(microsecond=0), usegmt=True) if changed else "",
        kind=kind,
        seen=seen,
    )


@dataclass(slots=True, kw_only=True)
class Shelves:
    """The files below some folders; `folders` maps an address prefix (empty, or ending in a slash) to a folder."""

    folders: Mapping[str, Path]
    _names: dict[str, Path] = field(default_factory=dict)
    _folders_seen: dict[Path, int] = field(default_factory=dict)
    _copies: "OrderedDict[str, Copy]" = field(default_factory=OrderedDict)
    _held: int = 0

    def find(self, name: str) -> Copy | None:
        """The file of exactly this name, as it is now; None where there is none."""
        path = self._names.get(name)
        if path is None and self._changed():
            self._scan()
            path = self._names.get(name)
        if path is None:
            return None
        try:
            status = path.stat(follow_symlinks=False)
            copy = self._copies.get(name)
            if copy is None or copy.seen != (status.st_mtime_ns, status.st_size, status.st_ino):
                copy = self._read(name, path)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return None
        return copy

    def _read(self, name: str, path: Path) -> Copy:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            body = file.read()
        copy = make_copy(
            body,
            KINDS[path.suffix[1:]],
            changed=datetime.fromtimestamp(status.st_mtime, UTC),
            seen=(status.st_mtime_ns, status.st_size, status.st_ino),
        )
        self._keep(name, copy)
        return copy

    def _keep(self, name: str, copy: Copy) -> None:
        old = self._copies.pop(name, None)
        self._held += _weight(copy) - (_weight(old) if old else 0)
        self._copies[name] = copy
        while self._held > HELD and len(self._copies) > 1:
            _, gone = self._copies.popitem(last=False)
            self._held -= _weight(gone)

    def _changed(self) -> bool:
        """Whether any folder gained or lost a name since the last scan."""
        if not self._folders_seen:
            return True
        return any(_changed_at(folder) != seen for folder, seen in self._folders_seen.items())

    def _scan(self) -> None:
        self._names, self._folders_seen = {}, {}
        for prefix, folder in self.folders.items():
            for name, path in self._walk(folder, prefix, DEEPEST):
                self._names[name] = path
                if path.name == "index.html":
                    self._names[name.removesuffix("index.html")] = path

    def _walk(self, folder: Path, prefix: str, depth: int) -> Iterator[tuple[str, Path]]:
        self._folders_seen[folder] = _changed_at(folder)
        try:
            entries = list(os.scandir(folder))
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return
        for entry in entries:
            if not NAME.fullmatch(entry.name):
                continue
            if entry.is_dir(follow_symlinks=False) and depth:
                yield from self._walk(Path(entry.path), f"{prefix}{entry.name}/", depth - 1)
            elif entry.is_file(follow_symlinks=False) and entry.name.rpartition(".")[2] in KINDS:
                yield f"{prefix}{entry.name}", Path(entry.path)


def _weight(copy: Copy) -> int:
    return len(copy.body) + len(copy.packed or b"")


def _changed_at(folder: Path) -> int:
    try:
        return folder.stat().st_mtime_ns
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return -1
