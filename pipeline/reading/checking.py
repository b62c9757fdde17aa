"""Holds every article to what must be true of it, whatever reader gave it; what is broken is mended or refused."""

import re
from dataclasses import dataclass

from pipeline.errors import Unreadable
from pipeline.reading.blocks import key_of
from pipeline.reading.plain import shorten
from pipeline.script import looks_garbled

LONGEST_BODY = 100_000  # characters (faults.md 25)
DOUBLE = 40  # letters from which a paragraph may not come twice
LEAST = 20  # characters of a paragraph worth beginning
MOST_LINKED = 0.6  # share of an article's letters in links that makes it a list of them
FEWEST_LINKS = 3  # paragraphs of such a list
MOST_ODD = 0.01  # share of replacement characters that makes a text unreadable

# What mojibake has and plain Russian has not: a capital within a word, or any other letter or sign. Asked first, for
# it is a hundred times as fast as the full answer.
_ODD = re.compile("[а-яё][А-ЯЁ]|[^\x00-\x7fА-Яа-яЁё«»—–…“”„№]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Paragraphs that keep the rules, and what had to be done for it."""

    paragraphs: tuple[str, ...]
    reasons: tuple[str, ...] = ()


def check(title: str, lead: str, paragraphs: tuple[str, ...], *, linked: float = 0.0) -> Checked:
    """Refuse mojibake and lists of links; drop what is doubled, repeats the title or is garbled; cap the length.

    `linked` is the share of the letters that stand in links.

    Raises:
        Unreadable: the article is mojibake (`broken`) or a list of links (`empty`).
    """
    if linked > MOST_LINKED and len(paragraphs) >= FEWEST_LINKS:
        raise Unreadable("a list of links instead of an article", kind="empty")
    whole = "\n".join((title, lead, *paragraphs))
    if looks_garbled(whole) or whole.count("\ufffd") > MOST_ODD * len(whole):
        raise Unreadable("mojibake: the article is not readable text")
    reasons: list[str] = []
    kept: list[str] = []
    seen = {key_of(title), key_of(lead)}
    for paragraph in paragraphs:
        key = key_of(paragraph)
        if _ODD.search(paragraph) and looks_garbled(paragraph):
            reasons.append("a garbled paragraph was left out")
        elif key in seen and (len(key) >= DOUBLE or key == key_of(title)):
            reasons.append("a doubled paragraph was left out")
        else:
            kept.append(paragraph.replace("\ufffd", ""))
            seen.add(key)
    return Checked(paragraphs=_capped(kept, reasons), reasons=tuple(dict.fromkeys(reasons)))


def _capped(paragraphs: list[str], reasons: list[str]) -> tuple[str, ...]:
    kept, left = [], LONGEST_BODY
    for paragraph in paragraphs:
        if len(paragraph) > left:
            kept.append(shorten(paragraph, left) if left > LEAST else "")
            reasons.append(f"truncated at {LONGEST_BODY} characters")
            break
        kept.append(paragraph)
        left -= len(paragraph)
    return tuple(part for part in kept if part)
