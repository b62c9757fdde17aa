"""What the configuration keeps no longer is let go at the end of a run; nothing is forgotten as known."""

import re
from datetime import UTC, datetime, timedelta

from monitor.config import Config
from pipeline.archive import Archive

RUN = re.compile(r"\d{8}T\d{6}-")
REPORTS_KEPT = timedelta(days=400)  # of single runs; states and their changes stay


def keep_house(config: Config, archive: Archive, at: datetime) -> int:
    """Apply `retention`; how many texts were let go. Files of `pages/` that no item needs are removed."""
    rules = config.retention
    let_go = archive.retain(
        others_before=at - rules.other_pages if rules.other_pages else None,
        pages_before=at - rules.pages if rules.pages else None,
        at=at,
    )
    remove_pages(config, let_go.files)
    if rules.pages:
        remove_pages(config, archive.unneeded(_runs_before(config, at - rules.pages)))
    archive.forget_runs(at - REPORTS_KEPT)
    return let_go.items


def _runs_before(config: Config, at: datetime) -> list[str]:
    """Files of raw pages of runs before this; a run's name begins with its start in UTC."""
    names = (path.name for path in config.data.pages.iterdir()) if config.data.pages.exists() else ()
    return [name for name in names if RUN.match(name) and name < f"{at.astimezone(UTC):%Y%m%dT%H%M%S}"]


def remove_pages(config: Config, names: tuple[str, ...]) -> None:
    """Remove files of raw pages; one that is gone already is no fault."""
    for name in names:
        (config.data.pages / name).unlink(missing_ok=True)
