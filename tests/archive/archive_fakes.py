"""A newsroom for the archive's tests: sources that list, pages that are read, a clock that is set."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.archive import Archive
from pipeline.models import (
    Article,
    DateBasis,
    Dated,
    Digest,
    Entry,
    Item,
    Judgement,
    Kind,
    PagePlace,
    Relevance,
    Speaker,
)
from pipeline.records import Discovered, Finished, SourceReport, Task, Validators
from pipeline.source import Source

DAWN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
WORDS = (
    "Секретариат организации сообщил сегодня что совет министров рассмотрел итоги года и поручил рабочей группе "
    "подготовить проект плана совместной подготовки на следующий год с учётом замечаний сторон которые были высказаны "
    "на прошлой встрече в столице где участники обсудили также вопросы связи снабжения и обмена опытом между штабами "
    "и договорились продолжить эту работу весной когда станут известны окончательные сроки и место проведения манёвров "
    "а также состав делегаций и порядок их прибытия"
)


def source(id: str = "alpha", **others: object) -> Source:  # noqa: A002 - as the field is named
    """A source with its own host."""
    return Source(id=id, name=id.title(), url=f"https://{id}.example/", hosts=(f"{id}.example",), **others)  # type: ignore[arg-type]


def entry(url: str, title: str = "Заголовок", **others: object) -> Entry:
    """What a listing says."""
    return Entry(url=url, title=title, **others)  # type: ignore[arg-type]


def digest(
    url: str,
    title: str = "Заголовок",
    text: str = WORDS,
    *,
    relevance: Relevance = "statement",
    kind: Kind = "news",
    day: date = date(2026, 3, 2),
    basis: DateBasis = "page",
    at: datetime | None = None,
    speakers: tuple[str, ...] = ("Имя Отчеств",),
) -> Digest:
    """What reading a page gave."""
    dated = Dated(day=day, basis=basis, published_at=at, reasons=("the visible date",))
    article = Article(
        url=url, title=title, lead=None, paragraphs=tuple(text.split("\n")), dated=dated, origins=(("title", "h1"),)
    )
    named = tuple(Speaker(name=name, role="глава", organisation="штаб") for name in speakers)
    judgement = Judgement(
        relevance=relevance, kind=kind, speakers=named, language="ru", reasons=(f"it is {relevance}",)
    )
    return Digest(article=article, judgement=judgement)


def own_text(seed: object) -> str:
    """A long text no other seed gives."""
    return f"{WORDS} {' '.join(f'слово{seed}х{place}' for place in range(12))}"


@cache
def _empty_archive() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        Archive.open(f"sqlite:///{path}", now=lambda: DAWN).close()
        return path.read_bytes()


@dataclass
class Newsroom:
    """An archive in a file, with a clock of its own."""

    folder: Path
    clock: datetime = DAWN
    run: str = "run-1"
    url: str = ""
    archive: Archive = field(init=False)

    def __post_init__(self) -> None:
        if not self.url:
            path = self.folder / "archive.db"
            self.url = f"sqlite:///{path}"
            if not path.exists():
                path.write_bytes(_empty_archive())  # making the tables anew for every test would take the time of all
        self.open()

    def open(self) -> Archive:
        """Open the archive (again)."""
        self.archive = Archive.open(self.url, now=lambda: self.clock)
        return self.archive

    def close(self) -> None:
        """Close it."""
        self.archive.close()

    def pass_time(self, **span: float) -> datetime:
        """Let the clock run."""
        self.clock += timedelta(**span)
        return self.clock

    def list(
        self,
        of: Source,
        *entries: Entry,
        decision: str = "open",
        listing: str = "",
        validators: Validators | None = None,
        baseline_before: date | None = None,
    ) -> Discovered:
        """A listing is read."""
        return self.archive.discover(
            of,
            [(one, decision) for one in entries],
            url=listing or f"{of.url}feed.xml",
            validators=validators,
            run=self.run,
            at=self.clock,
            baseline_before=baseline_before,
        )

    def read(self, of: Source, task: Task, what: Digest, *, place: PagePlace | None = None) -> Finished:
        """A task's page is read."""
        return self.archive.finish(of, task, what, place=place, run=self.run, at=self.clock)

    def publish(self, of: Source, url: str, title: str = "Заголовок", text: str = WORDS, **others: object) -> Finished:
        """A page appears, is listed and read."""
        (task,) = self.list(of, entry(url, title)).tasks
        return self.read(of, task, digest(url, title, text, **others))  # type: ignore[arg-type]

    def end_run(self, *sources: Source, **report: object) -> None:
        """All these sources were polled well."""
        reports = [SourceReport(source=one.id, **({"outcome": "ok"} | report)) for one in sources]  # type: ignore[arg-type]
        self.archive.record_run(self.run, reports, started=self.clock, ended=self.clock)

    def feed(self, *relevances: Relevance, max_items: int = 100, max_age_days: int = 365) -> list[str]:
        """The ids of the primaries a feed shows."""
        stories = self.archive.stories_for_feed(
            relevances or ("statement",), now=self.clock, max_items=max_items, max_age_days=max_age_days
        )
        return [one.primary.id for one in stories]

    def all_items(self) -> list[Item]:
        """Everything judged."""
        return list(self.archive.items(relevances=("statement", "about", "mention", "none")))
