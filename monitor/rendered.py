"""Whether `public/` was rendered from the archive as it is; it renders nothing."""

from monitor.config import Config
from pipeline.archive import Archive


def is_behind(config: Config, archive: Archive) -> bool:
    """A run was killed before it published, or files are gone."""
    try:
        rendered = config.data.published.read_text()
    except OSError:
        return True
    is_there = (config.data.public / "index.html").exists()
    return not is_there or rendered != f"{archive.generation()}\n"
