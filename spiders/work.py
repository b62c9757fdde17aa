"""The items one source has to do in a run: what became of each, written to the ledger and counted; no Scrapy here."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pipeline.errors import MonitorError, Unreadable
from pipeline.models import Digest, Entry, Page
from pipeline.records import Finished, SourceReport, Task
from pipeline.source import Source
from spiders.egress import host_of
from spiders.outcome import Tally, outcome_of
from spiders.refusals import Refusal, RefusedError, refusal_of_unreadable
from spiders.round import Round

KEPT = frozenset({"statement", "about"})
BLOCKS_BORNE = 3  # pages in a row that may refuse us before their host is not asked any more

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Work:
    """One source's run.

    `shut` holds the hosts that are not asked any more, with the reason; `ended` says why the run was cut short, if it
    was; `short` is the oldest day reached where older ones were asked for; `searched` that the search for items came
    to its end, good or bad.
    """

    source: Source
    round: Round
    tally: Tally = field(default_factory=Tally)
    shut: dict[str, Refusal] = field(default_factory=dict)
    seen: int = 0
    new: int = 0
    kept: int = 0
    gap: bool = False
    short: date | None = None
    ended: str = ""
    searched: bool = False
    started: float = field(default_factory=time.monotonic)
    seconds: float = 0.0
    _tasks: dict[str, Task] = field(default_factory=dict)
    _fresh: set[str] = field(default_factory=set)
    _done: set[str] = field(default_factory=set)
    _blocks: int = 0
    _retry_after: timedelta | None = None

    def take(self, left: Sequence[Task], fresh: Sequence[Task]) -> tuple[Task, ...]:
        """The items to do: those left from earlier runs, then the new ones, each once."""
        self._tasks = {task.item_id: task for task in (*left, *fresh)}
        self._fresh = {task.item_id for task in fresh} - {task.item_id for task in left}
        self.searched = True
        self.tally.requested += len(self._pages())
        self._show()
        return tuple(self._tasks.values())

    def break_off(self, error: Exception) -> None:
        """The search for items itself failed: the source has no good outcome."""
        if is_of_ledger(error):
            self.round.fail(error)
        self.searched = True
        self.tally.read = False
        self.tally.ways.append(explain(error, self.source.url))

    def adopt(self, url: str) -> Task:
        """An item out of turn: Scrapy's own commands asked for its page."""
        task = Task(item_id=url, url=url, entry=Entry(url=url), first_seen=self.round.clock())
        self._tasks[task.item_id] = task
        self.tally.requested += 1
        return task

    def is_whole(self, task: Task) -> bool:
        """Whether an entry is the article itself, so that its page is not asked for."""
        return bool(task.entry.content) and any(way.full_text for way in self.source.discover)

    def keep(self, task: Task, page: Page | None, digest: Digest) -> Finished:
        """Write down a read item.

        Raises:
            Unreadable: there is no article in it.
            MonitorError: the ledger cannot be written.
        """
        require_article(digest)
        finished = self.round.ledger.fetched(self.source, task, page, digest)
        self._end(task)
        self._blocks = 0
        self.kept += finished.relevance in KEPT
        self.tally.good += task.item_id in self._fresh
        self.tally.stored += not self.is_whole(task)
        return finished

    def miss(self, task: Task, error: Exception) -> None:
        """An item gave nothing: it stays in the ledger, to be tried again."""
        if is_of_ledger(error):
            self.round.fail(error)
            return
        refusal = explain(error, task.url)
        self._count(task, refusal)
        if refusal.later:
            return
        try:
            self.round.ledger.failed(self.source, task, refusal.reason, retry_after=refusal.retry_after)
        except MonitorError as fault:
            self.round.fail(fault)

    def close(self, host: str, refusal: Refusal) -> None:
        """Ask nothing more of a host in this run; a Retry-After is kept for all its sources."""
        is_first = host not in self.shut
        self.shut[host] = refusal
        if refusal.retry_after is not None:
            self._retry_after = max(self._retry_after or timedelta(), refusal.retry_after)
            if refusal.retry_after and is_first:
                self.round.hear_out(host, refusal.retry_after, refusal.reason)

    def finish(self) -> None:
        """The crawl of this source is over."""
        self.seconds = time.monotonic() - self.started

    def report(self) -> SourceReport:
        """How the source fared."""
        if not self.searched:
            cut_short = Refusal(kind="unreachable", reason=self.ended or "the crawl broke off")
            self.tally.ways.append(cut_short)
        undone = self._pages() - self._done
        self._done |= undone
        self.tally.leave(len(undone), self.ended or "the run ended")
        if not self.tally.is_settled:
            log.error("%s: an address has no outcome: %s", self.source.id, self.tally)
        outcome, reason = outcome_of(self.tally)
        if self.short and outcome == "ok":
            reason = "; ".join(filter(None, (reason, f"no list reaches back further than {self.short}")))
        return SourceReport(
            source=self.source.id, outcome=outcome, reason=reason, seen=self.seen, new=self.new, kept=self.kept,
            failed=self.tally.lost, gap=self.gap, seconds=self.seconds,
            retry_after=self._retry_after, host=host_of(self.source.discover[0].url) if self.source.discover else "",
        )  # fmt: skip

    def _pages(self) -> set[str]:
        return {item for item, task in self._tasks.items() if not self.is_whole(task)}

    def _count(self, task: Task, refusal: Refusal) -> None:
        self._end(task)
        if not self.is_whole(task):
            self.tally.settle(refusal)
        if not self.source.discover:  # an address by itself: the page is all there is to speak for it
            self.tally.ways.append(replace(refusal, kind="broken") if refusal.kind == "empty" else refusal)
        if refusal.later:
            return
        self.tally.lost += 1
        if task.item_id in self._fresh:
            self.tally.bad.append(refusal)
        self._mind(host_of(task.url), refusal)

    def _mind(self, host: str, refusal: Refusal) -> None:
        """Stop asking a host that keeps refusing, or that was silent already when its listing was asked for."""
        if refusal.ours:
            return
        self._blocks = self._blocks + 1 if refusal.kind == "blocked" or refusal.slow_down else 0
        silent = refusal.kind == "unreachable" and any(way.kind == "unreachable" for way in self.tally.ways)
        if self._blocks >= BLOCKS_BORNE or silent:
            self.close(host, refusal)

    def _end(self, task: Task) -> None:
        self._done.add(task.item_id)
        self._show()

    def _show(self) -> None:
        self.round.progress(self.source.id, len(self._done), len(self._tasks))


def is_of_ledger(error: Exception) -> bool:
    """Whether an error says that nothing can be written down any more, so that the whole crawl ends."""
    return isinstance(error, MonitorError) and not isinstance(error, Unreadable)


def explain(error: Exception, url: str) -> Refusal:
    """The reason behind an error met while one address was worked on; a bug is logged in full."""
    if isinstance(error, RefusedError):
        return error.refusal
    if isinstance(error, Unreadable):
        return refusal_of_unreadable(error)
    if is_of_ledger(error):
        return Refusal(kind="broken", reason=str(error))
    log.error("reading %s failed", url, exc_info=error)
    return Refusal(kind="broken", reason=f"internal error: {type(error).__name__}: {error}"[:200])


def require_article(digest: Digest) -> None:
    """Refuse an article that is none: without a title or a body there is nothing to archive.

    Raises:
        Unreadable: of kind `empty`.
    """
    if not digest.article.title.strip():
        raise Unreadable("a page without a title", kind="empty")
    if not digest.article.blocks:
        raise Unreadable("a page without a body", kind="empty")
