"""Turns the lines of a plain text into paragraphs and lists: undoes hard wraps, keeps list items apart.

It knows no noise and no title; which lines stand alone is told by the caller.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

_LONGEST_WRAPPED = 130  # characters; a longer line is a paragraph of its own
_SHORTEST_WRAPPED = 35
_FULL = 0.62  # a line whose next word would have fitted into this share of the width was ended on purpose
_LATE = 0.85  # the same for a line that ends a sentence, where no empty lines part paragraphs

_SENTENCE_END = re.compile(r"[.!?…։:][\"»”’)\]]{0,2}$|[»”]$")
_BULLET = re.compile(r"(?:[•·▪▫■□●◆◇►▶‣⁃*✓✔–—-]|\d{1,2}[.)]|[a-zа-я]\))\s")
_LIST_MARK = re.compile(r"^(?:[•·▪▫■□●◆◇►▶‣⁃✓✔]\s?|[*–—-]\s)")
_LOWER = re.compile(r"[\"«“„(]?[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮІЎҶҲӮԱ-Ֆ]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph or a list (more than one line). `apart` is True where an empty line stands before it."""

    lines: tuple[str, ...]
    apart: bool

    @property
    def text(self) -> str:
        """The paragraph as a block of the text format."""
        return "\n".join(self.lines)


def unwrap(text: str, *, stands_alone: Callable[[str], bool]) -> list[Paragraph]:
    """Put the lines of a text together to paragraphs.

    `text` has clean characters; a line may begin with one blank, which then opens a paragraph unless all lines do.
    `stands_alone` names lines that are never joined with their neighbours (noise, date lines).
    """
    chunks = _chunks(text)
    alone = {line.strip() for chunk in chunks for line in chunk if stands_alone(line.strip())}
    width = _width(chunks, alone)
    if width:
        alone -= _continuations(chunks, width)
    paragraphs: list[Paragraph] = []
    for chunk in chunks:
        lines = _join(chunk, width, alone, single=len(chunks) == 1) if width else [line.strip() for line in chunk]
        paragraphs.extend(_group(lines, alone))
    return paragraphs


def _chunks(text: str) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            chunks[-1].append(line)
        elif chunks[-1]:
            chunks.append([])
    found = [chunk for chunk in chunks if chunk]
    if all(line.startswith(" ") for chunk in found for line in chunk):
        return [[line.strip() for line in chunk] for chunk in found]
    return found


def _width(chunks: list[list[str]], alone: set[str]) -> int:
    """The column lines were wrapped at, 0 where the text has no hard wraps."""
    width, wrapped = 0, False
    for chunk in chunks:
        lines = [line.strip() for line in chunk]
        if max(map(len, lines)) > _LONGEST_WRAPPED:
            continue
        for line, following in pairwise(lines):
            if line in alone or following in alone:
                continue
            width = max(width, len(line))
            wrapped = wrapped or _is_wrap(line, following)
    return width if wrapped else 0


def _continuations(chunks: list[list[str]], width: int) -> set[str]:
    """Lines that only look as if they stood alone: a sentence goes on (`… Источник` / `фото: …`, a wrapped title)."""
    found: set[str] = set()
    if len(chunks[0]) == 2 and _is_title(*chunks[0], width=width):  # noqa: PLR2004 - a title on two lines
        found.update(line.strip() for line in chunks[0])
    for chunk in chunks:
        lines = [line.strip() for line in chunk]
        for before, line in pairwise(lines):
            if len(before) > _FULL * width and _is_wrap(before, line):
                found.update((before, line))
    for chunk in chunks[1:]:
        lines = [line.strip() for line in chunk]
        found.update(line for before, line in pairwise(lines) if _goes_on(before, line, width))
    return found


def _is_title(line: str, following: str, *, width: int) -> bool:
    """True where a text opens with a full line and a short one that is its end, not the next paragraph."""
    full, short = len(line.strip()) > _FULL * width, len(following) <= _FULL * width
    return full and short and not following.startswith(" ") and not re.search(r"[.!?…]$", line.strip())


def _goes_on(line: str, following: str, width: int) -> bool:
    """True where a full line breaks off within a sentence, so that the next one cannot stand alone."""
    broken = len(line) > _FULL * width and re.search(r"[^\W_]$|,$", line) is not None
    return broken and not re.match(r"\d{1,2}[.:]\d", following)


def _is_wrap(line: str, following: str) -> bool:
    broken = len(line) >= _SHORTEST_WRAPPED and not re.search(r"[.!?…։:;][\"»”’)\]]{0,2}$", line)
    return broken and _LOWER.match(following) is not None and _BULLET.match(following) is None


def _join(chunk: list[str], width: int, alone: set[str], *, single: bool) -> list[str]:
    joined: list[str] = []
    previous = ""
    has_list = any(line.rstrip().endswith(";") for line in chunk)
    for line in chunk:
        plain = line.strip()
        opens = not joined or line.startswith(" ") or plain in alone or previous in alone
        if opens or _ends_here(previous, plain, width, single=single, has_list=has_list):
            joined.append(plain)
        else:
            glue = "" if re.search(r"[^\W\d_]-$", previous) else " "
            joined[-1] = f"{joined[-1]}{glue}{plain}"
        previous = plain
    return joined


def _ends_here(line: str, following: str, width: int, *, single: bool, has_list: bool) -> bool:
    if len(line) > _LONGEST_WRAPPED or line.endswith(";"):
        return True
    if line.endswith(":") and has_list:
        return True
    if _BULLET.match(following) and (_SENTENCE_END.search(line) or _BULLET.match(line)):
        return True
    room = len(line) + 1 + len(following.split(" ", 1)[0])
    if room <= _FULL * width:
        return True
    return single and _SENTENCE_END.search(line) is not None and room <= _LATE * width


def _group(lines: list[str], alone: set[str]) -> list[Paragraph]:
    """Put the items of a list into one paragraph; an item ends in `;`, follows one, or has a bullet."""
    paragraphs: list[Paragraph] = []
    run: list[str] = []

    def close() -> None:
        is_list = len(run) > 1 and any(item.endswith(";") or _LIST_MARK.match(item) for item in run)
        groups = [tuple(_LIST_MARK.sub("", item) for item in run)] if is_list else [(item,) for item in run]
        for group in groups:
            paragraphs.append(Paragraph(lines=group, apart=not paragraphs))
        run.clear()

    for line in lines:
        if line in alone or not _continues(run, line):
            close()
        run.append(line)
    close()
    return paragraphs


def _continues(run: list[str], line: str) -> bool:
    if not run:
        return False
    last = run[-1]
    if last.endswith(";"):
        return True
    both_marked = _LIST_MARK.match(last) is not None and _LIST_MARK.match(line) is not None
    dialogue = last.startswith(("—", "–", "-")) and not line.endswith(";") and not last.endswith(";")
    if both_marked and not dialogue:
        return True
    in_list = len(run) > 1 and any(item.endswith(";") for item in run)
    return in_list and _LOWER.match(line) is not None
