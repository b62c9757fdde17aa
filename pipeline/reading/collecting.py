"""Gathers the entries of one listing: one per item, only addresses the source may ask for, none lost in silence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from pipeline.dates.moments import Place
from pipeline.models import Entry, Page
from pipeline.source import Source
from pipeline.urls import canonical, refusal, resolve

MOST_ENTRIES = 2000  # of one listing (faults 5)
MOST_KINDS = 5  # of refusals that are told apart


@dataclass(slots=True, kw_only=True)
class Collector:
    """Entries by canonical address, in the order of the listing, with a count of what was refused and why."""

    page: Page
    source: Source
    most: int = MOST_ENTRIES
    entries: dict[str, Entry] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    left_out: int = 0
    place: Place = field(init=False)

    def __post_init__(self) -> None:
        self.place = Place.of(self.source, self.page.fetched_at)

    def address(self, hrefs: Iterable[str], base: str = "") -> str | None:
        """The first of an item's links that may be asked for; None (and counted) where none may."""
        first = "no address"
        for number, href in enumerate(hrefs):
            url = resolve(href, base or self.page.url, self.source.hosts)
            reason = refusal(url, self.source.hosts)
            if reason is None:
                return url
            first = reason if number == 0 else first
        self.refused[first] += 1
        return None

    def add(self, entry: Entry) -> None:
        """Take an entry in; a second one for the same item only fills what the first left open."""
        key = canonical(entry.url)
        known = self.entries.get(key)
        if known is not None:
            self.entries[key] = self._joined(known, entry)
        elif len(self.entries) < self.most:
            self.entries[key] = entry
        else:
            self.left_out += 1

    def reasons(self) -> tuple[str, ...]:
        """What was refused or left out, one sentence a kind."""
        told = [f"{count_of(n, 'item')} refused: {reason}" for reason, n in self.refused.most_common(MOST_KINDS)]
        if rest := sum(self.refused.values()) - sum(n for _, n in self.refused.most_common(MOST_KINDS)):
            told.append(f"{count_of(rest, 'item')} refused for other reasons")
        if self.left_out:
            told.append(f"{count_of(self.left_out, 'item')} beyond the first {self.most} left out")
        return tuple(told)

    def _joined(self, known: Entry, other: Entry) -> Entry:
        url = min(known.url, other.url, key=self._distance)
        return replace(
            known, url=url, title=known.title or other.title, summary=known.summary or other.summary,
            published=known.published or other.published, day=known.day or other.day,
            categories=known.categories or other.categories, content=known.content or other.content,
        )  # fmt: skip

    def _distance(self, url: str) -> tuple[bool, bool, int]:
        """How far an address is from the listing's own origin, then how much it is dressed up."""
        own, its = urlsplit(self.page.url), urlsplit(url)
        return own.netloc != its.netloc, own.scheme != its.scheme, len(url)


def count_of(number: int, noun: str) -> str:
    """A number with its noun in the right form."""
    return f"{number} {noun}{'s' * (number != 1)}"
