"""The versions of the archive and the way from each to the next; one transaction a version, never backwards."""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection

from pipeline.archive.dialects import Dialect
from pipeline.archive.schema import metadata

Upgrade = Callable[[Connection, Dialect], None]

# Version 1 was the first. Each upgrade leads to the next version; what was released is never changed, only added to.
# `schema` says how the tables are after the last one, and is what a new archive is made of.
UPGRADES: tuple[Upgrade, ...] = ()


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
