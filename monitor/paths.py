"""Where files lie: the configuration, what ships with the program, what a run writes; it opens none of them."""

import os
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import ConfigurationError

ROOM = Path(__file__).resolve().parent
CHECKOUT = ROOM.parent


def shipped(name: str) -> Path:
    """A file that comes with the program: in a checkout where it is edited, else in the installed package."""
    if (CHECKOUT / "pyproject.toml").exists() and (CHECKOUT / name).exists():
        return CHECKOUT / name
    return ROOM / "shipped" / name


def find_config(given: str | None) -> Path | None:
    """`--config`, else $CSTO_MONITOR_CONFIG, else ./config.yaml; None when none was named and there is none here.

    Raises:
        ConfigurationError: a named file does not exist.
    """
    named = given or os.environ.get("CSTO_MONITOR_CONFIG")
    if named:
        path = Path(named)
        if not path.is_file():
            raise ConfigurationError(f"{path}: no such configuration file")
        return path.resolve()
    here = Path("config.yaml")
    return here.resolve() if here.is_file() else None


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The layout under `data_dir`, as the contract names it."""

    root: Path

    @property
    def lock(self) -> Path:
        """Held by the one run at work."""
        return self.root / "run.lock"

    @property
    def pages(self) -> Path:
        """Raw responses, one WARC file a run."""
        return self.root / "pages"

    @property
    def texts(self) -> Path:
        """Statements as text files."""
        return self.root / "texts"

    @property
    def public(self) -> Path:
        """Feeds and the page."""
        return self.root / "public"

    @property
    def log(self) -> Path:
        """The rotated log."""
        return self.root / "logs" / "csto-monitor.log"

    @property
    def last_run(self) -> Path:
        """Touched by every run that came to its end; holds the last summary line."""
        return self.root / "last-run"

    @property
    def published(self) -> Path:
        """The archive's generation that `public/` was last rendered from."""
        return self.root / ".published"
