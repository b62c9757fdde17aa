"""Opening an archive and its transactions; it knows no table but `meta`."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime

from sqlalchemy import Connection, Engine, select

from pipeline.archive.dialects import Dialect, choose_dialect
from pipeline.archive.migrations import UPGRADES, Upgrade, latest, make, upgrade
from pipeline.archive.readdressing import is_addressed, readdress
from pipeline.archive.schema import meta
from pipeline.errors import ArchiveNewerError

Clock = Callable[[], datetime]


class Store:
    """An open archive: short read and write transactions, nothing more."""

    def __init__(self, dialect: Dialect, engine: Engine) -> None:
        self.dialect = dialect
        self._reader = engine
        self._writer = engine.execution_options(writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One consistent view."""
        with self._reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One commit, or nothing; one writer at a time."""
        with self._writer.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give back files and connections."""
        self._reader.dispose()


def open_store(url: str, *, now: Clock, read_only: bool, upgrades: Sequence[Upgrade] = UPGRADES) -> Store:
    """Open an archive, made or brought forward where that is needed (a backup is made before).

    Raises:
        ArchiveNewerError: a newer version of the program wrote it.
        ArchiveError: it is damaged, none of ours, or cannot be read or written.
    """
    dialect = choose_dialect(url)
    version = dialect.inspect()
    if version > latest(upgrades):
        raise ArchiveNewerError(
            f"{dialect.place}: written by a newer version of csto-monitor (archive version {version}, "
            f"this program knows {latest(upgrades)}); upgrade the program"
        )
    if read_only and 0 < version < latest(upgrades):
        open_store(url, now=now, read_only=False, upgrades=upgrades).close()
    store = Store(dialect, dialect.connect(read_only=read_only))
    with ExitStack() as undo:
        undo.callback(store.close)
        if version == 0:
            with store.writing() as connection:
                make(connection, dialect, upgrades)
        elif not read_only:
            _check(store, now())
            _bring_forward(store, version, upgrades)
        if not read_only:
            _follow_rules(store)
        undo.pop_all()
    return store


def _bring_forward(store: Store, version: int, upgrades: Sequence[Upgrade]) -> None:
    """A transaction a version: a kill leaves the old one or the new one, and a backup beside it."""
    if version < latest(upgrades):
        store.dialect.keep_version(version)
    going = version < latest(upgrades)
    while going:
        with store.writing() as connection:
            going = upgrade(connection, store.dialect, upgrades)


def _follow_rules(store: Store) -> None:
    with store.reading() as connection:
        if is_addressed(connection):
            return
    with store.writing() as connection:
        readdress(connection, store.dialect)


def _check(store: Store, at: datetime) -> None:
    with store.reading() as connection:
        kept = connection.scalar(select(meta.c.value).where(meta.c.name == "checked_at"))
        done = store.dialect.check(connection, datetime.fromisoformat(kept) if kept else None, at)
        stale = done and (kept is None or at.date() != datetime.fromisoformat(kept).date())
    if stale:
        with store.writing() as connection:
            store.dialect.upsert(connection, meta, {"name": "checked_at", "value": at.isoformat()})
