"""What a run tells on stdout: one line a new story; the log has its own words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.models import Item, Speaker


@dataclass(slots=True)
class Tally:
    """What was told so far, for the summary line."""

    told: list[Item] = field(default_factory=list)

    def tell(self, item: Item) -> None:
        """Print one new story as a line of tab-separated fields."""
        self.told.append(item)
        print_story(item.date, item.source, item.kind, item.speakers, item.title, item.url)


def print_story(day: date, source: str, kind: str, speakers: Sequence[Speaker], title: str, url: str) -> None:
    """Print the line of one new story."""
    fields = (day.isoformat(), source, kind, names_of(speakers), title, url)
    print("\t".join(" ".join(part.split()) for part in fields), flush=True)


def speaker_of(item: Item) -> str:
    """The speakers' names as one field."""
    return names_of(item.speakers)


def names_of(speakers: Sequence[Speaker]) -> str:
    """Names as one field."""
    return ", ".join(speaker.name for speaker in speakers)
