"""The file a dead-man switch watches: touched by every run that came to its end; nothing of ours reads it."""

from feeds.atomic import write_whole
from monitor.config import Config
from pipeline.errors import PublishingError


def mark_end(config: Config, line: str) -> None:
    """Leave the run's own line in `last-run`, whole or not at all.

    Raises:
        PublishingError: the disk is full or the folder cannot be written.
    """
    try:
        write_whole(config.data.last_run, f"{line}\n".encode())
    except OSError as error:
        raise PublishingError(f"{config.data.last_run}: {error.strerror}") from error


def mark_tick(config: Config) -> None:
    """Nothing was due, which is an end as well: the file keeps its line and gets a new time.

    Raises:
        PublishingError: the folder cannot be written.
    """
    try:
        config.data.last_run.touch()
    except OSError as error:
        raise PublishingError(f"{config.data.last_run}: {error.strerror}") from error
