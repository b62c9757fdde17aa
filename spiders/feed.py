"""The way of a feed: one address, and where the feed itself names an older page, that one up to the bound."""

from dataclasses import dataclass

from pipeline.source import Source, Way
from spiders.manners import Limits
from spiders.walks import Reading, Span, next_page


@dataclass(frozen=True, slots=True)
class FeedWalk:
    """RSS, Atom or JSON Feed."""

    source: Source
    way: Way
    span: Span
    limits: Limits

    def first(self) -> tuple[str, ...]:
        """The feed."""
        return (self.way.url,)

    def following(self, reading: Reading) -> tuple[str, ...]:
        """An older page of the feed (RFC 5005), where it has one."""
        return next_page(self.way, reading, self.span, self.limits)
