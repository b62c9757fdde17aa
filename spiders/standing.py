"""Where a middleware stands: the source and the round its crawler belongs to."""

from dataclasses import dataclass
from typing import Self

from scrapy.crawler import Crawler

from pipeline.source import Source
from spiders.egress import hosts_of
from spiders.round import Round


@dataclass(frozen=True, slots=True)
class Standing:
    """`source` is None only in a `scrapy shell` on an address of no source."""

    crawler: Crawler
    round: Round
    source: Source | None

    @classmethod
    def of(cls, crawler: Crawler) -> Self:
        """What the crawler's spider class was made for."""
        spider = crawler.spidercls
        source: Source | None = getattr(spider, "source", None)
        around: Round | None = getattr(spider, "round", None)
        if around is None:
            from spiders.alone import round_alone  # noqa: PLC0415 - only in a shell without a source

            around = round_alone(crawler.settings)
        return cls(crawler, around, source)

    @property
    def hosts(self) -> tuple[str, ...] | None:
        """The only hosts requests may reach; None: the one that was asked for."""
        return hosts_of(self.source) if self.source else None
