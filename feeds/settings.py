"""What the `feeds:` part of the configuration says, frozen; defaults are the contract's."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """`max_items`, `max_age_days` and `max_bytes` bound each feed.

    What was archived in the last 24 h (the newest 500) is always in it.
    """

    title: str = "CSTO statements"
    base_url: str = "http://localhost:8080/"
    content: Literal["full", "lead"] = "full"
    max_items: int = 100
    max_age_days: int = 365
    max_bytes: int = 1_000_000
