"""The archive in an SQLite file: its pragmas, locks, versions, word index, backup and errors; the only SQLite SQL."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, Table, column, create_engine, event, select, table, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.pool import QueuePool, StaticPool
from sqlalchemy.sql import Select

from pipeline.archive.dialects import Terms
from pipeline.errors import ArchiveError

MAGIC = b"SQLite format 3\0"
APPLICATION_ID = 0x4353544F  # "CSTO" in the header of our files
BUSY_SECONDS = 30.0
CHECK_EVERY = timedelta(days=1)
CHECK_ALWAYS_BELOW = 16 << 20  # bytes; checking so little costs some hundredths of a second
MEANINGS = {
    sqlite3.SQLITE_FULL: "the disk is full; nothing was lost, make room and run again",
    sqlite3.SQLITE_IOERR: "it cannot be read or written (disk full, or failing); nothing was lost, look at the disk",
    sqlite3.SQLITE_CORRUPT: "it is damaged; put a backup in its place",
    sqlite3.SQLITE_NOTADB: "this file is no archive; name another one in the configuration",
    sqlite3.SQLITE_BUSY: f"another program has kept it locked for {BUSY_SECONDS:.0f} seconds; try again",
    sqlite3.SQLITE_READONLY: "it may not be written; look at the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened; look at the folder and its rights",
    sqlite3.SQLITE_PERM: "it may not be read; look at the rights of the file",
    sqlite3.SQLITE_NOMEM: "there is not enough memory",
}
WORDS = table("words", column("rowid"), column("body"))


class SQLite:
    """An archive in one file, with its write-ahead log beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def place(self) -> str:
        """The file's path."""
        return str(self.path)

    def inspect(self) -> int:
        """The version of what lies there, read without changing a byte."""
        try:
            if not self.path.exists() or self.path.stat().st_size == 0:
                return 0
            with self.path.open("rb") as raw:
                if raw.read(len(MAGIC)) != MAGIC:
                    raise ArchiveError(f"{self.path}: {MEANINGS[sqlite3.SQLITE_NOTADB]}")
            with closing(self._open(read_only=True)) as file:
                mark, version, tables = (
                    file.execute(question).fetchone()[0]
                    for question in (
                        "PRAGMA application_id",
                        "PRAGMA user_version",
                        "SELECT count(*) FROM sqlite_master",
                    )
                )
        except sqlite3.Error as error:
            raise self._meaning(error) or error from error
        except OSError as error:
            raise ArchiveError(f"{self.path}: {error.strerror}") from error
        if mark == APPLICATION_ID:
            return int(version)
        if mark or version or tables:
            raise ArchiveError(f"{self.path}: this file is no archive of ours; name another one in the configuration")
        return 0

    def connect(self, *, read_only: bool) -> Engine:
        """An engine over the file; where there is none to be read, over an empty archive in memory."""
        if read_only and self.inspect() == 0:
            engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
        else:
            self._make_folder(read_only=read_only)
            engine = create_engine(
                "sqlite://", creator=lambda: self._open(read_only=read_only), poolclass=QueuePool, pool_size=2
            )
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "handle_error", self._explain)
        return engine

    def check(self, connection: Connection, checked_at: datetime | None, now: datetime) -> bool:
        """`quick_check`, for a big file once a day: it reads the whole file."""
        recent = checked_at is not None and checked_at <= now < checked_at + CHECK_EVERY
        if recent and self.path.stat().st_size > CHECK_ALWAYS_BELOW:
            return False
        found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if found != "ok":
            raise ArchiveError(f"{self.path}: {MEANINGS[sqlite3.SQLITE_CORRUPT]} ({' '.join(str(found).split())})")
        return True

    def version(self, connection: Connection) -> int:
        """`user_version`."""
        return int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)

    def set_version(self, connection: Connection, version: int) -> None:
        """`user_version`, and the mark that the file is ours."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")

    def upsert(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
        """Insert, or update on conflict with the primary key."""
        keys = [key.name for key in table.primary_key]
        others = {name: value for name, value in row.items() if name not in keys}
        statement = sqlite.insert(table).values(**row)
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))

    def create_index(self, connection: Connection) -> None:
        """An FTS5 table; texts come folded (ё is е), so the tokenizer leaves marks alone."""
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5(body, tokenize='unicode61 remove_diacritics 0')"
        )

    def put_words(self, connection: Connection, item: int, words: str) -> None:
        """Replace an item's words."""
        self.drop_words(connection, [item])
        connection.execute(
            text("INSERT INTO words(rowid, body) VALUES (:item, :words)"), {"item": item, "words": words}
        )

    def drop_words(self, connection: Connection, items: Sequence[int]) -> None:
        """Delete items' words."""
        if items:
            connection.execute(text("DELETE FROM words WHERE rowid = :item"), [{"item": item} for item in items])

    def find_words(self, terms: Terms) -> Select[Any]:
        """FTS5's own language with every word quoted, so that none of it is an operator."""
        groups = (" OR ".join(f'"{word.replace(chr(34), "")}"' for word in group) for group in terms)
        wanted = " AND ".join(f"({group})" for group in groups)
        return select(WORDS.c.rowid).where(text("words MATCH :wanted").bindparams(wanted=wanted))

    def keep_version(self, version: int) -> None:
        """A backup beside the file, named for the version."""
        self.backup(self.path.with_name(f"{self.path.name}.v{version}.bak"))

    def backup(self, path: Path) -> None:
        """SQLite's backup API into a temporary file, synced, then renamed."""
        part = path.with_name(f"{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            part.unlink(missing_ok=True)
            with closing(self._open(read_only=True)) as ours, closing(sqlite3.connect(part)) as copy:
                ours.backup(copy)
            _sync(part)
            part.replace(path)
            _sync(path.parent)
        except sqlite3.Error as error:
            _remove(part)
            raise ArchiveError(f"{path}: the backup cannot be written: {error}") from error
        except OSError as error:
            _remove(part)
            raise ArchiveError(f"{path}: the backup cannot be written: {error.strerror}") from error

    def _open(self, *, read_only: bool) -> sqlite3.Connection:
        mode = "ro" if read_only else "rwc"
        address = f"file:{quote(str(self.path.absolute()))}?mode={mode}"
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
        return connection

    def _make_folder(self, *, read_only: bool) -> None:
        try:
            if not read_only:
                self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"{self.path}: its folder cannot be made: {error.strerror}") from error

    def _explain(self, context: ExceptionContext) -> None:
        error = context.original_exception
        if isinstance(error, sqlite3.Error) and (meaning := self._meaning(error)):
            raise meaning from error

    def _meaning(self, error: sqlite3.Error) -> ArchiveError | None:
        code = getattr(error, "sqlite_errorcode", None)
        meaning = MEANINGS.get(code & 0xFF) if code is not None else None
        return ArchiveError(f"{self.path}: {meaning}") if meaning else None


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA journal_size_limit = {64 << 20}")


def _begin(connection: Connection) -> None:
    # A deferred transaction that reads before it writes fails at once when another wrote in between.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
