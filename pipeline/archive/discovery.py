"""What listings told: entries and validators in one commit; it reads no page."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, and_, delete, exists, select

from pipeline.archive.dialects import Dialect
from pipeline.archive.grouping import is_published
from pipeline.archive.part import Part
from pipeline.archive.schema import alias, validators
from pipeline.archive.sightings import Sighting, count_settled, find_known, last_read, mint, reconsider
from pipeline.archive.sources import remember_source
from pipeline.models import Entry
from pipeline.records import Discovered, Validators
from pipeline.source import Source
from pipeline.stories import Candidate
from pipeline.urls import canonical

FRESH = timedelta(hours=24)  # a server's validators are trusted for so long: a false 304 loses no more


class Discovery(Part):
    """The part of the archive that the crawl writes first."""

    def validators(self, url: str, *, source: str, at: datetime | None = None) -> Validators | None:
        """What to send with a conditional GET of a listing; None once a day, so that a false 304 heals.

        None too where the run that kept them was killed: it may not have come to the next page, and "unchanged" would
        hide what stands there.
        """
        with self._store.reading() as connection:
            row = connection.execute(select(validators).where(validators.c.url == url)).one_or_none()
            ended = last_read(connection, source)
        if row is None or ended is None or ended < row.kept_at:
            return None
        if not timedelta() <= (at or self._now()) - row.kept_at < FRESH:
            return None
        return Validators(etag=row.etag, last_modified=row.last_modified)

    def discover(  # noqa: PLR0913 - a listing is told with all that was seen of it
        self,
        source: Source,
        entries: Sequence[tuple[Entry, str]],
        *,
        url: str,
        validators: Validators | None,
        run: str,
        at: datetime,
        baseline_before: date | None = None,
    ) -> Discovered:
        """Write down a listing's entries and validators in one commit.

        Args:
            source: whose listing it is.
            entries: each with what is decided of it: `open`, `control`, or `skip:` with the reason.
            url: the listing's address.
            validators: what the server gave with it.
            run: the run's name.
            at: now.
            baseline_before: at a source's first run, articles of an earlier day become its baseline.

        Returns:
            The tasks to do now: new items, and known ones of which the listing says something else than before.
        """
        with self._store.writing() as connection:
            first = remember_source(connection, source, at) is None
            sighting = Sighting(
                source=source.id, listing=url, run=run, at=at, cutoff=baseline_before if first else None
            )
            _keep_validators(connection, self._store.dialect, url, validators, at)
            listed: dict[str, tuple[Entry, str]] = {}
            for entry, decision in entries:
                listed.setdefault(canonical(entry.url), (entry, decision))
            known = find_known(connection, source.id, list(listed))
            fresh = {address: told for address, told in listed.items() if address not in known}
            again = [
                task
                for address, row in known.items()
                for task in reconsider(connection, row, *listed[address], sighting)
            ]
            tasks = mint(connection, fresh, sighting)
            settled = count_settled(connection, source.id, known.values())
        return Discovered(tasks=(*tasks, *again), new=len(fresh), known=len(entries) - len(fresh), settled=settled)

    def knows(self, url: str, source: str | None = None) -> bool:
        """Whether an item with this address was ever discovered, by that source or by any."""
        named = alias.c.url == canonical(url)
        mine = named if source is None else and_(named, alias.c.source == source)
        with self._store.reading() as connection:
            return bool(connection.scalar(select(exists().where(mine))))

    def is_told(self, candidate: Candidate) -> bool:
        """Whether a story with the words of this article stands in feeds already."""
        with self._store.reading() as connection:
            return is_published(connection, candidate)


def _keep_validators(
    connection: Connection, dialect: Dialect, url: str, given: Validators | None, at: datetime
) -> None:
    if given is None or not (given.etag or given.last_modified):
        connection.execute(delete(validators).where(validators.c.url == url))
        return
    row = {"url": url, "etag": given.etag, "last_modified": given.last_modified, "kept_at": at}
    dialect.upsert(connection, validators, row)
