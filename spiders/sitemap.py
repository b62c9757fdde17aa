"""The way of a sitemap: its address, or one for each day; of an index, its newest children up to the bound."""

from dataclasses import dataclass

from pipeline.source import Source, Way
from spiders.manners import Limits
from spiders.walks import Reading, Span, addresses_by_day


@dataclass(frozen=True, slots=True)
class SitemapWalk:
    """A sitemap or a sitemap index."""

    source: Source
    way: Way
    span: Span
    limits: Limits

    def first(self) -> tuple[str, ...]:
        """The sitemap, or one for each day since the last success."""
        return addresses_by_day(self.way, self.source, self.span, self.limits)

    def following(self, reading: Reading) -> tuple[str, ...]:
        """The sitemaps that an index names, newest first, up to the bound."""
        return reading.listing.children[: self.limits.children]
