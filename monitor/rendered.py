"""Whether `public/` was rendered from the archive as it is; it renders nothing."""

from monitor.config import Config
from pipeline.archive import Archive


def is_behind(config: Config, archive: Archive) -> bool:
    """A run was killed before it published, or files are gone."""
    rendered = _rendered(config)
    is_there = (config.data.public / "index.html").exists()
    return not is_there or rendered != archive.generation()


def is_ahead(config: Config, archive: Archive) -> bool:
    """A backup was put in the archive's place: what `public/` shows may be later than it."""
    rendered = _rendered(config)
    return rendered is not None and rendered > archive.generation()


def _rendered(config: Config) -> int | None:
    try:
        return int(config.data.published.read_text())
    except (OSError, ValueError):
        return None
