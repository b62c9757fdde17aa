"""What changed between two versions of a text, word by word; bounded, since both sides are foreign."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal

from pipeline.records import Revision

Part = tuple[Literal["same", "ins", "del"], str]
WORDS_COMPARED = 400  # words of one paragraph; beyond that a changed paragraph is shown as two
BLOCKS_COMPARED = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one revision did to the one before, paragraph by paragraph; unchanged paragraphs are left out."""

    stored_at: datetime
    blocks: tuple[tuple[Part, ...], ...]


def changes(revisions: Sequence[Revision]) -> list[Change]:
    """The changes from each revision to the next, newest first."""
    found = [
        Change(stored_at=new.stored_at, blocks=tuple(compare(_lines(old), _lines(new))))
        for old, new in pairwise(revisions)
    ]
    return [change for change in reversed(found) if change.blocks]


def compare(old: list[str], new: list[str]) -> Iterator[tuple[Part, ...]]:
    """The paragraphs that differ, each as parts that stayed, came or went."""
    matcher = SequenceMatcher(None, old[:BLOCKS_COMPARED], new[:BLOCKS_COMPARED], autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[first:last], new[start:end]
        for before, after in zip(gone, come, strict=False):
            yield tuple(_words(before, after))
        yield from ((("del", text),) for text in gone[len(come) :])
        yield from ((("ins", text),) for text in come[len(gone) :])


def _lines(revision: Revision) -> list[str]:
    lead = (revision.lead,) if revision.lead else ()
    return [revision.date.isoformat(), revision.title, *lead, *revision.paragraphs]


def _words(before: str, after: str) -> Iterator[Part]:
    old, new = re.findall(r"\S+", before), re.findall(r"\S+", after)
    if max(len(old), len(new)) > WORDS_COMPARED:
        yield "del", before
        yield "ins", after
        return
    for tag, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", " ".join(old[first:last])
            continue
        if first < last:
            yield "del", " ".join(old[first:last])
        if start < end:
            yield "ins", " ".join(new[start:end])
