"""What the steps of an item come to: published or not, and why; nothing was written down for it."""

from datetime import datetime

from sqlalchemy import Connection, select

from pipeline.archive.schema import article, item, story, task
from pipeline.archive.standing import KEPT
from pipeline.archive.steps import Step, facts
from pipeline.models import RELEVANCES


def conclude(connection: Connection, key: int, *, at: datetime) -> Step:
    """The step `published`, derived from the archive as it stands; `at` is when its last step was taken."""
    row = connection.execute(_STANDING.where(item.c.key == key)).one()
    if row.state in ("purged", "skipped") or row.rank is None:
        waits = facts(next_attempt=f"{row.due:%Y-%m-%d %H:%M}Z" if row.due else None, failed_attempts=row.attempts)
        reason = "its page has not been read yet" if row.state == "open" else row.state
        return Step(at=at, step="published", reason=f"no: {reason}", evidence=waits)
    evidence = facts(story=row.story_id, guid=row.guid, baseline="yes" if row.baseline else None)
    if row.baseline:
        reason = "no: older than its source's first run, kept without being told"
    elif row.rank <= KEPT:
        feeds = "statements and about" if row.rank == 0 else "about"
        reason = f"in the feeds {feeds}, while their windows reach back so far"
    else:
        reason = f"no: its relevance is {RELEVANCES[row.rank]}"
    return Step(at=at, step="published", reason=reason, evidence=evidence)


_STANDING = (
    select(
        item.c.state,
        article.c.rank,
        article.c.baseline,
        story.c.id.label("story_id"),
        story.c.guid,
        task.c.due,
        task.c.attempts,
    )
    .select_from(item)
    .outerjoin(article, article.c.item == item.c.key)
    .outerjoin(story, story.c.key == item.c.story)
    .outerjoin(task, task.c.item == item.c.key)
)
