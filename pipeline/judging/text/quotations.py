"""Finds quoted spans and direct speech by marks and dashes alone; who speaks is not its business."""

import re
from typing import NamedTuple

from pipeline.judging.text.single_marks import find_singles
from pipeline.judging.text.tokens import Token, split_words
from pipeline.judging.words.verbs import is_document_verb, is_finite, is_say, is_soft


class Span(NamedTuple):
    """A quotation with its marks, `start` to `end`; `closed` is False where the block ends before the mark comes."""

    start: int
    end: int
    closed: bool = True


class Speech(NamedTuple):
    """Direct speech: its pieces and the tags between them as character ranges; `dashed` where a dash leads it."""

    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    tags: tuple[tuple[int, int], ...]
    dashed: bool = False


_MARKS = re.compile(r"[«»\"“”„‟‹›]")
_OPENERS, _CLOSERS = "«„‹‘", "»‹›”’"
_FREE = " \t\n([—–-/«„“,.:;!?…"
_TAG_START = re.compile(r"(?<=[,.!?…»”’\"“;:])\s?[—–-]{1,2}\s?(?=[^\W\d_])")
_TAG_END = re.compile(r"(?:[.,:;!?]\s?[—–-]{1,2}\s?|\s[—–-]{1,2}\s)")
_DASH = re.compile(r"\s?[—–-]{1,2}\s?(?=[\w«\"“„(…])")
_MUTTERS = re.compile(
    r"(?:утеши|подмигну|поправи|переби|подхвати|одобри|кивну|подсказ|пригрози|скомандова|приказа|распоряди|хмыкну|протяну|"
    r"вставил|отмахну|восхити|порадова|обрадова|возмути|огрызну|напутствова|велел|засмея|бросил|крикну|прошепта|шепну|буркну|ворчи)"
)
_PAST = re.compile(r".{3,}(?:л|ла|ли|лся|лась|лись)")
_SOMEBODY = re.compile(r"[^.!?…:—–]{0,120}\s(?:[A-ZА-ЯЁ][\w-]{2,30}|он[аи]?)\.?$")
VERB_WITHIN = 3


def find_spans(text: str) -> list[Span]:
    """The outermost quotations, whatever their marks; marks inside one another are counted, not split at."""
    spans: list[Span] = []
    stack: list[str] = []
    start = 0
    for place, mark in _marks(text):
        if _opens(text, place, mark, stack):
            start = start if stack else place
            stack.append(mark)
        elif stack:
            _close(stack, mark)
            if not stack:
                spans.append(Span(start, place + 1))
    if stack:
        spans.append(Span(start, len(text), closed=False))
    return spans


def _marks(text: str) -> list[tuple[int, str]]:
    """Every mark with its place; single ones only in pairs, straight or not."""
    marks = [(found.start(), found.group()) for found in _MARKS.finditer(text)]
    singles = find_singles(text)
    return sorted([*marks, *((one.place, "‘" if one.opens else "’") for one in singles)]) if singles else marks


def find_speech(text: str, spans: list[Span]) -> list[Speech]:
    """Spans with the tags inside them taken out, and a block led by a dash that holds a tag."""
    dash = _DASH.match(text)
    if dash:
        tags = _tags(text, dash.end(), len(text), led=True)
        if tags:
            return [Speech(0, len(text), _pieces(dash.end(), len(text), tags), tuple(tags), dashed=True)]
    return [_of_span(text, span) for span in spans]


def is_line(text: str) -> bool:
    """A block led by a dash: a line of a dialogue."""
    return _DASH.match(text) is not None


def _of_span(text: str, span: Span) -> Speech:
    end = span.end - 1 if span.closed else span.end
    tags = _tags(text, span.start + 1, end)
    return Speech(span.start, span.end, _pieces(span.start + 1, end, tags), tuple(tags))


def _tags(text: str, start: int, end: int, *, led: bool = False) -> list[tuple[int, int]]:
    """The ranges of `, — сказал он. — ` between `start` and `end`, dashes left out.

    In a block `led` by a dash any verb in the past will do: `— Поздно, — развёл руками лётчик`.
    """
    tags = []
    place = start
    while found := _TAG_START.search(text, place, end):
        words = split_words(text[found.end() : min(end, found.end() + 60)])[:VERB_WITHIN]
        told = any(_reports(word.low) for word in words) or (led and _names_somebody(text, found.end(), words[:1]))
        if not words or not words[0].text[0].islower() or not told:
            place = found.end()
            continue
        close = _TAG_END.search(text, found.end(), end)
        tags.append((found.end(), close.start() + 1 if close else end))
        place = close.end() if close else end
    return tags


def _names_somebody(text: str, start: int, words: list[Token]) -> bool:
    """Whether what may be a tag begins with a verb in the past and ends, with the block, in who it was."""
    past = any(_PAST.fullmatch(word.low) is not None and is_finite(word.low) for word in words)
    return past and _SOMEBODY.match(text, start) is not None


def _reports(low: str) -> bool:
    return is_say(low) or is_soft(low) or is_document_verb(low) or _MUTTERS.match(low) is not None


def _pieces(start: int, end: int, tags: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    edges = [start, *(edge for tag in tags for edge in tag), end]
    return tuple((left, right) for left, right in zip(edges[::2], edges[1::2], strict=True) if left < right)


def _opens(text: str, place: int, mark: str, stack: list[str]) -> bool:
    if mark == "»" and stack and text[place - 1 : place] == " " and text[place + 1 : place + 2].isalnum():
        return True
    if mark == "«" and stack and stack[-1] == "»":
        return False
    if mark in _OPENERS or mark in _CLOSERS:
        return mark in _OPENERS
    if mark == "“" and stack and stack[-1] == "„":
        return False
    after, before = text[place + 1 : place + 2], text[place - 1 : place] if place else ""
    if before and before in ",.:;!?…" and stack:
        return False
    return (not before or before in _FREE) and bool(after) and not after.isspace()


def _close(stack: list[str], mark: str) -> None:
    if mark != "’" and stack[-1] == "‘" and len(stack) > 1:
        stack.pop()
    if mark == "»" and "«" in stack:
        while stack.pop() != "«":
            pass
    else:
        stack.pop()
