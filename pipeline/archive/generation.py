"""A number that grows with every change a feed or page may show: equal numbers mean nothing to render."""

from sqlalchemy import Connection, select

from pipeline.archive.dialects import Dialect
from pipeline.archive.schema import meta


def advance(connection: Connection, dialect: Dialect) -> None:
    """Something that may be shown has changed."""
    dialect.upsert(connection, meta, {"name": "generation", "value": str(present(connection) + 1)})


def present(connection: Connection) -> int:
    """The number as it stands."""
    return int(connection.scalar(select(meta.c.value).where(meta.c.name == "generation")) or 0)
