"""The archive as one object, composed of its parts; it adds only opening and closing."""

from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Self

from pipeline.archive.discovery import Discovery
from pipeline.archive.familiar import Familiarity
from pipeline.archive.finishing import Finishing
from pipeline.archive.importing import Importing
from pipeline.archive.queries import Queries
from pipeline.archive.sources import Health
from pipeline.archive.store import open_store
from pipeline.archive.upkeep import Upkeep
from pipeline.archive.waiting import Waiting
from pipeline.archive.windows import Windows


class Archive(Discovery, Waiting, Finishing, Familiarity, Importing, Health, Queries, Windows, Upkeep):
    """All that is remembered; every method is one short transaction."""

    @classmethod
    def open(cls, url: str, *, now: Callable[[], datetime], read_only: bool = False) -> Self:
        """Open an archive, made where there is none, brought forward where it is older (with a backup before).

        Args:
            url: `sqlite:///FILE` or `postgresql://…`.
            now: the clock, for the few calls that need none named.
            read_only: only ask; a file that is not there reads as an empty archive.

        Raises:
            ArchiveNewerError: a newer version of the program wrote it.
            ArchiveError: it is damaged, none of ours, or cannot be read or written.
        """
        return cls(open_store(url, now=now, read_only=read_only), now)

    def close(self) -> None:
        """Give back files and connections."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
