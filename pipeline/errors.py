"""The errors the program expects, each with what a person needs to act on it; bugs are not among them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.records import SourceReport


class MonitorError(Exception):
    """A failure we can name; its text says what happened, where, and what to do."""

    exit_code = 2


class ConfigurationError(MonitorError):
    """A configuration or topic file was refused before anything ran."""


class UnknownItemError(MonitorError):
    """No item has this id or address."""


class Unreadable(MonitorError):  # noqa: N818 - read as an adjective: the page is unreadable
    """Foreign bytes gave no answer; `reason` is a short sentence for logs and `why`.

    `kind` says what the source's outcome may be computed from:
    `empty` nothing recognised, `blocked` a challenge page, `broken` wrong type, oversize or empty body,
    `limit` the box's time or memory limit, `soft-error` an error page sent as an answer.
    """

    exit_code = 1

    def __init__(self, reason: str, *, kind: str = "broken") -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind = kind

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process."""
        return _unreadable, (self.reason, self.kind)


def _unreadable(reason: str, kind: str) -> Unreadable:
    return Unreadable(reason, kind=kind)


class ArchiveError(MonitorError):
    """The archive cannot be read or written: corrupt, not ours, or the disk is full."""

    exit_code = 3


class ArchiveNewerError(ArchiveError):
    """The archive was written by a newer version of the program."""

    exit_code = 2


class BusyError(MonitorError):
    """Another run holds the lock."""

    exit_code = 75


class PublishingError(MonitorError):
    """Feeds, texts or pages cannot be written: the disk is full or the folder is not ours."""

    exit_code = 3


class InterruptedCrawl(MonitorError):  # noqa: N818 - names the event
    """A signal ended a crawl; what was fetched until then is written down.

    `reports` are the sources' reports; the exit code is the shell's for the signal: 130 after SIGINT, 143 after
    SIGTERM.
    """

    def __init__(self, signal: int, reports: "tuple[SourceReport, ...]" = ()) -> None:
        super().__init__(f"stopped by signal {signal}")
        self.signal = signal
        self.reports = reports
        self.exit_code = 128 + signal
