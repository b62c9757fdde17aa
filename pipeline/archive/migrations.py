"""The versions of the archive and the way from each to the next; one transaction a version, never backwards."""

from collections.abc import Callable, Sequence

from sqlalchemy import BigInteger, Column, Connection, ForeignKey, Integer, LargeBinary, MetaData, Table, Text, text

from pipeline.archive.dialects import Dialect
from pipeline.archive.schema import metadata

Upgrade = Callable[[Connection, Dialect], None]


def add_host_waits(connection: Connection, dialect: Dialect) -> None:  # noqa: ARG001 - one statement for all
    """Version 2: a host's Retry-After holds for every source on it."""
    columns = "host TEXT NOT NULL PRIMARY KEY, until BIGINT NOT NULL, reason TEXT NOT NULL"
    connection.execute(text(f"CREATE TABLE IF NOT EXISTS host_wait ({columns})"))


def add_prints(connection: Connection, dialect: Dialect) -> None:  # noqa: ARG001 - two statements for all
    """Version 3: what returns on the pages of a source is known by fingerprints of their texts."""
    columns = "item BIGINT NOT NULL PRIMARY KEY REFERENCES item (key), source TEXT NOT NULL, "
    columns += "seen_at BIGINT NOT NULL, prints TEXT NOT NULL"
    connection.execute(text(f"CREATE TABLE IF NOT EXISTS print ({columns})"))
    connection.execute(text("CREATE INDEX IF NOT EXISTS print_by_source ON print (source, seen_at)"))


def add_sketches(connection: Connection, dialect: Dialect) -> None:  # noqa: ARG001 - made by the library
    """Version 4: what may be told is compared by sketches, drawn when they are first asked for."""
    key = BigInteger().with_variant(Integer(), "sqlite")
    bare = MetaData()
    Table("item", bare, Column("key", key, primary_key=True))
    columns = (Column("rules", Text, nullable=False), Column("packed", LargeBinary, nullable=False))
    made = Table("sketch", bare, Column("item", key, ForeignKey("item.key"), primary_key=True), *columns)
    made.create(connection, checkfirst=True)
    connection.execute(text("CREATE INDEX IF NOT EXISTS article_by_rank_and_date ON article (rank, date)"))


# Version 1 was the first. Each upgrade leads to the next version; what was released is never changed, only added to.
# `schema` says how the tables are after the last one, and is what a new archive is made of.
UPGRADES: tuple[Upgrade, ...] = (add_host_waits, add_prints, add_sketches)


def latest(upgrades: Sequence[Upgrade] = UPGRADES) -> int:
    """The version this program writes."""
    return 1 + len(upgrades)


def make(connection: Connection, dialect: Dialect, upgrades: Sequence[Upgrade] = UPGRADES) -> None:
    """The tables of a new archive; none where another process has just made them."""
    if dialect.version(connection) == 0:
        metadata.create_all(connection)
        dialect.create_index(connection)
        dialect.set_version(connection, latest(upgrades))


def upgrade(connection: Connection, dialect: Dialect, upgrades: Sequence[Upgrade] = UPGRADES) -> bool:
    """Bring the tables one version forward; whether there was anything to do."""
    version = dialect.version(connection)
    if version >= latest(upgrades):
        return False
    upgrades[version - 1](connection, dialect)
    dialect.set_version(connection, version + 1)
    return True
