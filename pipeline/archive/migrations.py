"""The versions of the archive and the way from each to the next; one transaction a version, never backwards."""

from collections.abc import Callable

from sqlalchemy import Connection

from pipeline.archive.dialects import Dialect
from pipeline.archive.schema import metadata

Migration = Callable[[Connection, Dialect], None]


def create_tables(connection: Connection, dialect: Dialect) -> None:
    """Version 1: the tables of `schema`."""
    metadata.create_all(connection)
    dialect.create_index(connection)


# Each entry leads to the version of its place, counted from 1. What was released is never changed, only added to;
# `schema` always says how the tables are after the last one.
MIGRATIONS: tuple[Migration, ...] = (create_tables,)
