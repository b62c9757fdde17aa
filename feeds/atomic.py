"""Files that are whole or not there: temp in the same folder, fsync, rename, fsync of the folder."""

import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from secrets import token_hex

TEMP = ".csto-tmp-"
MANY = 64


def write_whole(path: Path, content: bytes, *, mtime_ns: int | None = None) -> bool:
    """Put `content` at `path` unless it is there already; True when it was written.

    Raises:
        OSError: the disk is full or the folder cannot be written; the old file stays as it was.
    """
    if _holds(path, content):
        if mtime_ns is not None:
            os.utime(path, ns=(mtime_ns, mtime_ns))
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temp = path.with_name(f"{TEMP}{token_hex(8)}")
    try:
        _write_through(temp, content, mtime_ns)
        temp.replace(path)
    except OSError:
        temp.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return True


def write_lightly(path: str, content: bytes, *, mtime_ns: int | None = None) -> bool:
    """The same for one of thousands of files that can be made again: whole, and durable after `make_durable`.

    The folder must be there. Strings and bare calls, since `pathlib` costs more than the writing.

    Raises:
        OSError: the disk is full or the folder cannot be written; the old file stays as it was.
    """
    temp = f"{path.rpartition(os.sep)[0]}{os.sep}{TEMP}{os.getpid()}"
    if _holds_exactly(path, content):
        if mtime_ns is not None:
            os.utime(path, ns=(mtime_ns, mtime_ns))
        return False
    try:
        handle = os.open(temp, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o644)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(handle, rest) :]
        finally:
            os.close(handle)
        if mtime_ns is not None:
            os.utime(temp, ns=(mtime_ns, mtime_ns))
        os.replace(temp, path)  # noqa: PTH105 - see above
    except OSError:
        Path(temp).unlink(missing_ok=True)
        raise
    return True


def _holds_exactly(path: str, content: bytes) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return False
    try:
        return os.fstat(handle).st_size == len(content) and os.read(handle, len(content) + 1) == content
    finally:
        os.close(handle)


def make_durable(paths: Sequence[Path]) -> None:
    """Make what was written lightly survive a power cut: file by file, or where they are many all at once."""
    if len(paths) > MANY:
        os.sync()
        return
    for path in (*paths, *{path.parent for path in paths}):
        sync_folder(path)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable (or a file's bytes)."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folders: Iterable[Path], *, besides: Collection[Path] = ()) -> int:
    """Remove the temps a killed process left behind in these folders and below, `besides` some; how many there were."""
    spared, stale = {str(folder) for folder in besides}, []
    for folder in folders:
        for place, below, names in os.walk(folder):
            below[:] = [name for name in below if os.path.join(place, name) not in spared]  # noqa: PTH118 - see next
            # Tens of thousands of names are looked at.
            stale += [os.path.join(place, name) for name in names if name.startswith(TEMP)]  # noqa: PTH118 - see above
    for path in stale:
        Path(path).unlink(missing_ok=True)
    return len(stale)


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except (FileNotFoundError, NotADirectoryError):
        return False


def _write_through(temp: Path, content: bytes, mtime_ns: int | None) -> None:
    with temp.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mtime_ns is not None:
        os.utime(temp, ns=(mtime_ns, mtime_ns))
