"""Whether a new rendering may take the place of the last one; it writes nothing."""

from datetime import datetime
from pathlib import Path

from feeds.validity import read_back


def objection(content: bytes, path: Path, suffix: str, *, oldest: datetime, holds: int, archived: int) -> str | None:
    """Why `content` must not replace the file at `path`, or None.

    Refused is what is invalid, and what would empty a feed by mistake: no entry is left although the file still has
    some younger than `oldest`, and the archive either says that this feed should hold something (`holds` stories) or
    holds nothing at all (`archived` items), as after a lost database. A feed may go empty when its entries aged out,
    or when the archive, not empty itself, counts no story for it any more. A feed may always become smaller:
    articles are judged again, and stories merge.
    """
    old_content = _read(path)
    if content == old_content:
        return None  # it was checked when it was written
    new = read_back(content, suffix)
    if new.faults:
        return f"invalid: {'; '.join(new.faults[:3])}"
    if new.entries or (archived and not holds):
        return None
    old = read_back(old_content, suffix)
    young = sum(1 for instant in old.entries.values() if instant >= oldest)
    return f"would go empty, {young} of its last entries still due (rebuild --allow-empty lets it)" if young else None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
