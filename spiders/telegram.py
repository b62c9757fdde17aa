"""The way of a channel's public preview: its newest messages, and older ones up to the bound."""

from dataclasses import dataclass

from pipeline.source import Source, Way
from spiders.manners import Limits
from spiders.walks import Reading, Span, next_page


@dataclass(frozen=True, slots=True)
class TelegramWalk:
    """`https://t.me/s/CHANNEL`, whose entries carry their full text."""

    source: Source
    way: Way
    span: Span
    limits: Limits

    def first(self) -> tuple[str, ...]:
        """The preview."""
        return (self.way.url,)

    def following(self, reading: Reading) -> tuple[str, ...]:
        """The messages before it."""
        return next_page(self.way, reading, self.span, self.limits)
