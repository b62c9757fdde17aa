"""What a run tells on stdout: one line a new story; the log has its own words."""

from dataclasses import dataclass, field

from pipeline.models import Item


@dataclass(slots=True)
class Tally:
    """What was told so far, for the summary line."""

    told: list[Item] = field(default_factory=list)

    def tell(self, item: Item) -> None:
        """Print one new story as a line of tab-separated fields."""
        self.told.append(item)
        fields = (item.date.isoformat(), item.source, item.kind, speaker_of(item), item.title, item.url)
        print("\t".join(" ".join(part.split()) for part in fields), flush=True)


def speaker_of(item: Item) -> str:
    """The speakers' names as one field."""
    return ", ".join(speaker.name for speaker in item.speakers)
