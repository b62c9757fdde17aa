"""The way of a listing page: its address, or one for each day, and its pager up to `pages`."""

from dataclasses import dataclass

from pipeline.source import Source, Way
from spiders.manners import Limits
from spiders.walks import Reading, Span, addresses_by_day, next_page


@dataclass(frozen=True, slots=True)
class ListingWalk:
    """A page of links with a pager."""

    source: Source
    way: Way
    span: Span
    limits: Limits

    def first(self) -> tuple[str, ...]:
        """The page, or a page for each day since the last success."""
        return addresses_by_day(self.way, self.source, self.span, self.limits)

    def following(self, reading: Reading) -> tuple[str, ...]:
        """The pager's next page."""
        return next_page(self.way, reading, self.span, self.limits)
