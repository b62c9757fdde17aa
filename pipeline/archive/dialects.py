"""What the archive asks of a database beyond common SQL, as a port; the two that answer it have a module each."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Connection, Engine, Table
from sqlalchemy.sql import Select

from pipeline.errors import ArchiveError

SQLITE = "sqlite:///"
Terms = Sequence[Sequence[str]]  # every group must occur in a text, by any of its folded words


class Dialect(Protocol):
    """One kind of database: connecting, locking, versions, upserts, word search, backup."""

    @property
    def place(self) -> str:
        """Where the archive lies, as people may be told (no password)."""

    def inspect(self) -> int:
        """The version of what lies there, 0 for nothing; changes not a byte.

        Raises:
            ArchiveError: it is none of ours, or damaged.
        """

    def connect(self, *, read_only: bool) -> Engine:
        """An engine whose connections begin writing where `writes` is among the execution options."""

    def check(self, connection: Connection, checked_at: datetime | None, now: datetime) -> bool:
        """Look for damage unless that was done of late; whether it was done.

        Raises:
            ArchiveError: there is damage.
        """

    def version(self, connection: Connection) -> int:
        """The version of the tables."""

    def set_version(self, connection: Connection, version: int) -> None:
        """Write the version down, in the transaction that made the tables."""

    def upsert(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
        """Insert a row, or overwrite the one with its primary key."""

    def create_index(self, connection: Connection) -> None:
        """Make the index of words."""

    def put_words(self, connection: Connection, item: int, words: str) -> None:
        """Let an item be found by these folded words, and no others."""

    def drop_words(self, connection: Connection, items: Sequence[int]) -> None:
        """Let these items not be found by words."""

    def find_words(self, terms: Terms) -> Select[Any]:
        """The keys of the items that have a word of every group."""

    def keep_version(self, version: int) -> None:
        """Keep a copy of an archive of this version before it is brought forward.

        Raises:
            ArchiveError: it cannot be written.
        """

    def backup(self, path: Path) -> None:
        """A copy that can be opened as an archive, whatever is being written meanwhile.

        Raises:
            ArchiveError: it cannot be written.
        """


def choose_dialect(url: str) -> Dialect:
    """The database an address names: `sqlite:///FILE` or `postgresql://…`.

    Raises:
        ArchiveError: another address, or a driver that is not installed.
    """
    # The path of a file is taken as it stands: blanks, `%` and `?` in it are no part of an address's grammar.
    if url.startswith(SQLITE) and (path := url.removeprefix(SQLITE)):
        from pipeline.archive.sqlite import SQLite  # noqa: PLC0415 - only the one in use

        return SQLite(Path(path))
    if url.startswith(("postgresql:", "postgresql+")):
        from pipeline.archive.postgresql import PostgreSQL  # noqa: PLC0415 - only the one in use

        return PostgreSQL.at(url)
    raise ArchiveError(f"{url!r} is no address of an archive; expected sqlite:///FILE or postgresql://…")
