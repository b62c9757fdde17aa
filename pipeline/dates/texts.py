"""Applies the date rule to plain texts, which come without a page: imported ones and those given for judging."""

import re
from datetime import datetime

from pipeline.boilerplate import is_noise
from pipeline.characters import clean_line
from pipeline.dates.claims import read_text_witnesses
from pipeline.dates.moments import Place
from pipeline.dates.rule import decide
from pipeline.models import Dated
from pipeline.source import Source
from pipeline.text_format import Text

_ADDRESS = re.compile(r"https?://[^\s<>\"»]{4,500}")


def decide_text(
    text: Text, raw: str, *, first_seen: datetime, source: Source | None = None, zone: str = "Europe/Moscow"
) -> Dated:
    """Decide the day of a text.

    Args:
        text: the text as read; its own date is the given day, which a dateline may overrule.
        raw: the input it was read from, with the clock lines, date lines, captions and footer that reading left out.
        first_seen: aware; nothing later is believed.
        source: the source the text is said to be of; it gives zone and clock.
        zone: IANA name of the zone where no source is given.
    """
    source = source or Source(id="import", name="import", url="", timezone=zone)
    witnesses = read_text_witnesses(raw, text.title, Place.of(source, first_seen))
    lines = tuple(block.replace("\n", " ") for block in (text.title, *text.blocks))
    return decide(
        witnesses=witnesses, entry=None, url=_own_address(raw), lines=lines, raw_text=raw, source=source,
        first_seen=first_seen, given=text.date,
    )  # fmt: skip


def _own_address(raw: str) -> str:
    """The address a permanent-address line names, or nothing."""
    for line in raw.split("\n"):
        match = _ADDRESS.search(line)
        if match is not None and is_noise(clean_line(line)) == "address":
            return match[0]
    return ""
