"""What returns on the pages of a source, as fingerprints of their texts; it keeps no text and no more than it needs."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from pipeline.archive.dialects import Dialect
from pipeline.archive.part import Part
from pipeline.archive.schema import alias, print_table
from pipeline.models import Familiar
from pipeline.reading.familiarity import gather
from pipeline.urls import canonical

MOST_PAGES = 60  # of a source that are remembered, the newest
MOST_PRINTS = 200  # of a page


class Familiarity(Part):
    """The part of the archive that knows what stands on many pages of a source."""

    def familiar(self, source_id: str, url: str) -> Familiar:
        """What the source's other pages have in common; the page at `url` itself is not asked."""
        own = select(alias.c.item).where(alias.c.source == source_id, alias.c.url == canonical(url))
        wanted = select(print_table.c.prints).where(print_table.c.source == source_id, print_table.c.item.not_in(own))
        with self._store.reading() as connection:
            return gather(connection.scalars(wanted.order_by(print_table.c.item)).all())


def keep_prints(
    connection: Connection, dialect: Dialect, key: int, source_id: str, prints: tuple[int, ...], at: datetime
) -> None:
    """Remember a page read now, and forget the source's oldest where there are too many."""
    if not prints:
        return
    row = {"item": key, "source": source_id, "seen_at": at, "prints": list(prints[:MOST_PRINTS])}
    dialect.upsert(connection, print_table, row)
    newest = select(print_table.c.item).where(print_table.c.source == source_id)
    newest = newest.order_by(print_table.c.seen_at.desc(), print_table.c.item.desc()).limit(MOST_PAGES)
    kept = connection.scalars(newest).all()
    if len(kept) == MOST_PAGES:
        connection.execute(
            delete(print_table).where(print_table.c.source == source_id, print_table.c.item.not_in(kept))
        )
