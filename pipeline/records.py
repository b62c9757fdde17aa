"""What is told to the archive and asked of it during a crawl; values only, shared by the spiders and the archive."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from pipeline.models import Entry, Outcome, Relevance


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave for a conditional GET (RFC 9110 §8.8), as it gave it."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsCopy:
    """A robots.txt as fetched; kept for 24 hours (RFC 9309 §2.4). `status` 0: it could not be reached."""

    status: int
    body: bytes
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HostWait:
    """A host's Retry-After: until when (aware) nothing is asked of it, by any source, and what it answered."""

    until: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """An item discovered and not yet done; `attempts` counts the failed ones so far."""

    item_id: str
    url: str
    entry: Entry
    first_seen: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovered:
    """What one listing read added: tasks to do now, how many entries were new, how many known before.

    `settled` are those known since a run that came to its end: what a killed run saw proves nothing of what lies
    behind it. None where the ledger makes no difference.
    """

    tasks: tuple[Task, ...] = ()
    new: int = 0
    known: int = 0
    settled: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What finishing one task changed.

    `announce` is `new` for the first article of a published story, `also` for a further one, empty where nothing
    is to be told (mention, none, baseline, a revision of what was told).
    """

    item_id: str
    relevance: Relevance
    story: str
    primary: str
    announce: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """How one source fared in one run. `seen` listed, `new` not known before, `kept` relevance `about` or better.

    `host` is where its items are looked for first, empty where that is not known.
    """

    source: str
    outcome: Outcome
    reason: str = ""
    seen: int = 0
    new: int = 0
    kept: int = 0
    failed: int = 0
    gap: bool = False
    seconds: float = 0.0
    retry_after: timedelta | None = None
    host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceState:
    """What the archive knows of a source's health.

    `since`: since when the outcome is what it is; `streak` counts runs in a row that were not `ok`; `baseline_on`
    is the day of its first run; `not_before` is what a Retry-After asked for. `pending` tasks are due now, the first
    of all that wait is due at `next_retry`. `gap`: the last good read may have missed items; the last such gap lies
    from `gap_from` until `gap_until`.
    """

    source: str
    outcome: Outcome | None = None
    reason: str = ""
    since: datetime | None = None
    streak: int = 0
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    last_new: datetime | None = None
    not_before: datetime | None = None
    baseline_on: date | None = None
    gap: bool = False
    pending: int = 0
    next_retry: datetime | None = None
    gap_from: datetime | None = None
    gap_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthChange:
    """One change of a source's outcome; `previous` is None for its first run, `at` is aware."""

    source: str
    outcome: Outcome
    previous: Outcome | None
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One stored version of an item's text; `stored_at` is aware."""

    stored_at: datetime
    date: date
    title: str
    lead: str | None
    paragraphs: tuple[str, ...]

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks of the text format: the lead, where there is one, then the body."""
        return (self.lead, *self.paragraphs) if self.lead else self.paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMark:
    """What tells whether something rendered from an item is still true, without reading its text.

    `stored_at` moves with its text, `touched_at` with its judgement too; `revisions` is how many versions are kept;
    `in_feeds` says that its story stands in feeds, whoever speaks for it.
    """

    id: str
    date: date
    relevance: Relevance
    stored_at: datetime
    story: str
    revisions: int = 1
    touched_at: datetime | None = None
    in_feeds: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the archive holds, in numbers.

    `items` of any relevance; published stories of relevance `statement` by speaker's name and by kind; published
    items of relevance `statement` or `about` by source; `weeks` are stories of relevance `statement` by the Monday of
    their week and the name of their first speaker (empty where none is known), of the last half-year or more.
    """

    items: int = 0
    speakers: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    weeks: Mapping[tuple[date, str], int] = field(default_factory=dict)
