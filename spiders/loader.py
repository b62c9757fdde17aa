"""Shows Scrapy's own commands the configured sources as spiders; what they read is printed, nothing is written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from scrapy import Request, Spider
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object

from pipeline.source import Source
from spiders.alone import ForgetfulLedger
from spiders.crawl import unwatched
from spiders.manners import Network, Politeness
from spiders.ports import Readers
from spiders.round import Round
from spiders.source_spider import SourceSpider


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What the program knows and this room may not ask for: the `PROJECT` setting names a function that gives it."""

    sources: tuple[Source, ...]
    politeness: Politeness
    network: Network
    readers: Readers


class ShownSpider(SourceSpider):
    """A source's spider that says at its end how the source fared."""

    def closed(self, reason: str) -> None:
        """Log the outcome."""
        report = self.work.report()
        told = f"{report.outcome} {report.reason}".strip()
        self.logger.warning(
            "%s: %s; %d listed, %d failed (%s)", report.source, told, report.seen, report.failed, reason
        )


Names = list[str]  # the loader has a method of that name


class SourceLoader:
    """Scrapy's spider loader: one spider per source, named by its id."""

    def __init__(self, project: Project) -> None:
        around = Round(
            politeness=project.politeness,
            network=project.network,
            readers=project.readers,
            ledger=ForgetfulLedger(),
            progress=unwatched,
        )
        self._spiders: dict[str, type[Spider]] = {
            source.id: ShownSpider.of(source, around) for source in project.sources
        }

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> Self:
        """Scrapy's constructor."""
        open_project: Callable[[], Project] = load_object(settings["PROJECT"])
        return cls(open_project())

    def load(self, spider_name: str) -> type[Spider]:
        """The spider of one source.

        Raises:
            KeyError: there is no such source.
        """
        if spider_name not in self._spiders:
            raise KeyError(f"Spider not found: {spider_name}")
        return self._spiders[spider_name]

    def list(self) -> Names:
        """The ids of the sources."""
        return [*self._spiders]

    def find_by_request(self, request: Request) -> Names:
        """The sources an address may belong to."""
        return [name for name, spider in self._spiders.items() if spider.handles_request(request)]
