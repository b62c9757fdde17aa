"""The text format of statements: writes it, splits it when it is canonical, and hands all else to the tolerant reader.

The format and its laws are text-format.md. The date rule is not applied here.
"""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.characters import clean_line, clean_text
from pipeline.text_reading import read_loosely

_NO_DATE = "0000-00-00"
_FIRST_LINE = re.compile(r" date (\d{4}-\d\d-\d\d)(?: (.+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A statement as the text format carries it; the lead, where there is one, is the first block.

    A block is a paragraph on one line, or the items of a list as lines joined by LF. Valid are clean characters, no
    empty blocks and no empty lines in them. `date` is the written one, None where none is known.
    """

    date: date | None
    title: str
    blocks: tuple[str, ...] = ()


def write(text: Text) -> str:
    """Write the canonical form: a first line with date and title, blocks one empty line apart, one LF at the end.

    An unknown date is written `0000-00-00`. Characters are cleaned on the way, words are not touched.
    """
    day = text.date.isoformat() if text.date else _NO_DATE
    title = clean_line(text.title)
    first = f" date {day} {title}" if title else f" date {day}"
    return "\n\n".join([first, *filter(None, map(_clean_block, text.blocks))]) + "\n"


def read(source: str) -> Text:
    """Read a text: canonical input byte for byte is split and nothing else, all other input is cleaned.

    Never fails. `read(write(x)) == x` for every valid `x`.
    """
    canonical = _split(source)
    if canonical is not None:
        return canonical
    day, title, blocks = read_loosely(source)
    return Text(date=day, title=clean_line(title), blocks=tuple(filter(None, map(_clean_block, blocks))))


def _split(source: str) -> Text | None:
    first, *blocks = source.removesuffix("\n").split("\n\n")
    match = _FIRST_LINE.fullmatch(first)
    if match is None:
        return None
    try:
        day = None if match[1] == _NO_DATE else date.fromisoformat(match[1])
    except ValueError:
        return None
    text = Text(date=day, title=match[2] or "", blocks=tuple(blocks))
    return text if write(text) == source else None


def _clean_block(block: str) -> str:
    lines = (line.strip(" ") for line in clean_text(block).split("\n"))
    return "\n".join(line for line in lines if line)
