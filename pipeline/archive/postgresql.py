"""The archive in PostgreSQL: locks, versions, word index and errors; the only PostgreSQL SQL."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Select, Table, column, create_engine, event, inspect, select, table, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InternalError, OperationalError

from pipeline.archive.dialects import Terms
from pipeline.errors import ArchiveError

ONE_WRITER = 0x4353544F  # of the advisory lock every writing transaction holds
WORDS = table("words", column("item"), column("body"))


class PostgreSQL:
    """An archive in a database of a PostgreSQL server."""

    def __init__(self, url: URL) -> None:
        self._url = url

    @classmethod
    def at(cls, url: str) -> Self:
        """The archive an address leads to.

        Raises:
            ArchiveError: it is no address.
        """
        try:
            return cls(make_url(url))
        except (ArgumentError, ValueError) as error:
            raise ArchiveError("the archive's postgresql:// address cannot be read") from error

    @property
    def place(self) -> str:
        """The address, without its password."""
        return self._url.render_as_string(hide_password=True)

    def inspect(self) -> int:
        """The version of the tables, 0 where there are none."""
        engine = self._engine(read_only=True)
        try:
            with engine.connect() as connection:
                if inspect(connection).has_table("meta"):
                    return self.version(connection)
                if inspect(connection).get_table_names():
                    raise ArchiveError(f"{self.place}: this database holds other tables; name an empty one")
                return 0
        finally:
            engine.dispose()

    def connect(self, *, read_only: bool) -> Engine:
        """An engine over the server; a reader's transactions may not write, unless nothing is there to be read yet."""
        return self._engine(read_only=read_only and self.inspect() > 0)

    def _engine(self, *, read_only: bool) -> Engine:
        try:
            engine = create_engine(self._url, pool_size=2, pool_pre_ping=True)
        except ImportError as error:
            raise ArchiveError(f"{self.place}: PostgreSQL needs a driver; install psycopg") from error
        event.listen(engine, "begin", _begin_reading if read_only else _begin)
        event.listen(engine, "handle_error", self._explain)
        return engine

    def check(self, connection: Connection, checked_at: datetime | None, now: datetime) -> bool:  # noqa: ARG002 - the server does
        """The server looks after its files."""
        return False

    def version(self, connection: Connection) -> int:
        """The version in `meta`, 0 where there is none."""
        if not inspect(connection).has_table("meta"):
            return 0
        return int(connection.exec_driver_sql("SELECT value FROM meta WHERE name = 'version'").scalar() or 0)

    def set_version(self, connection: Connection, version: int) -> None:
        """The version in `meta`."""
        connection.execute(
            text("INSERT INTO meta VALUES ('version', :version) ON CONFLICT (name) DO UPDATE SET value = :version"),
            {"version": str(version)},
        )

    def upsert(self, connection: Connection, table: Table, row: Mapping[str, Any]) -> None:
        """Insert, or update on conflict with the primary key."""
        keys = [key.name for key in table.primary_key]
        others = {name: value for name, value in row.items() if name not in keys}
        statement = postgresql.insert(table).values(**row)
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=others))

    def create_index(self, connection: Connection) -> None:
        """Folded texts with an index of their words."""
        connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS words (item bigint PRIMARY KEY, body text NOT NULL)")
        connection.exec_driver_sql(
            "CREATE INDEX IF NOT EXISTS words_by_word ON words USING gin (to_tsvector('simple', body))"
        )

    def put_words(self, connection: Connection, item: int, words: str) -> None:
        """Replace an item's words."""
        connection.execute(
            text("INSERT INTO words VALUES (:item, :words) ON CONFLICT (item) DO UPDATE SET body = :words"),
            {"item": item, "words": words},
        )

    def drop_words(self, connection: Connection, items: Sequence[int]) -> None:
        """Delete items' words."""
        if items:
            connection.execute(text("DELETE FROM words WHERE item = :item"), [{"item": item} for item in items])

    def find_words(self, terms: Terms) -> Select[Any]:
        """Every word as PostgreSQL reads plain text, groups joined by OR, then AND."""
        wanted = select(WORDS.c.item)
        for place, group in enumerate(terms):
            names = {f"word_{place}_{number}": word for number, word in enumerate(group)}
            query = " || ".join(f"plainto_tsquery('simple', :{name})" for name in names)
            wanted = wanted.where(text(f"to_tsvector('simple', body) @@ ({query})").bindparams(**names))
        return wanted

    def keep_version(self, version: int) -> None:
        """Nothing: backups of a server are its keeper's; each version is one transaction."""

    def backup(self, path: Path) -> None:
        """Not ours to make.

        Raises:
            ArchiveError: always; it says how.
        """
        raise ArchiveError(f"{path}: a PostgreSQL archive is backed up with pg_dump")

    def _explain(self, context: ExceptionContext) -> None:
        error = context.sqlalchemy_exception
        if isinstance(error, (OperationalError, InternalError)):
            raise ArchiveError(f"{self.place}: {_sentence(error)}") from context.original_exception


def _begin(connection: Connection) -> None:
    if connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER:d})")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("SET TRANSACTION READ ONLY")


def _sentence(error: DBAPIError) -> str:
    return " ".join(str(error.orig).split())
