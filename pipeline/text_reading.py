"""Reads texts in any shape people keep them in: finds date, title and blocks, and leaves the noise out.

It never fails and never applies the date rule; canonical input does not come here (`text_format`).
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from pipeline.boilerplate import announces_titles, is_caption, is_noise, is_trailing_initials, without_marks
from pipeline.characters import clean_text
from pipeline.dates.datelines import read_dateline
from pipeline.dates.lines import DateLine, read_date_line
from pipeline.text_wrapping import Paragraph, unwrap

_PREFIX = re.compile(r"date:?\s(\d{4}-\d\d-\d\d)(?:\s|$)", re.IGNORECASE)
_PREFIX_LINES = 30  # a date prefix is looked for among this many first paragraphs
_LONGEST_TITLE = 300
_LONGEST_SENTENCE = 120  # characters of a first sentence that stands for a title
_HEAD = 3  # paragraphs after the title among which a written-out date is the page's and not a sub-heading
_SITE = re.compile(
    r"\s(?:[-–—|•·]|::)\s(?:(?:www\.)?[\w-]{2,40}\.(?:[a-zрф]{2,6})|ТАСС|РИА Новости|Интерфакс|Коммерсантъ"
    r"|Sputnik(?: [\w-]{3,20})?|Российская газета|Известия|БЕЛТА|Kazinform|АКИpress|TASS|Interfax)"
    r"(?:,? \d{1,2}\.\d{1,2}\.\d{4})?$"
)


def read_loosely(source: str) -> tuple[date | None, str, tuple[str, ...]]:
    """Read date, title and blocks of a text in any shape.

    Understood are a missing prefix, hard wraps, any number of empty lines, teasers before the title, clock lines, bare
    date lines, footers. What is left out is noise; the words of the article's paragraphs stay in their order.
    """
    paragraphs = unwrap(clean_text(source.removeprefix("\ufeff")), stands_alone=_stands_alone)
    day, title, rest = _read_prefix(paragraphs) or _find_title(paragraphs)
    title = _SITE.sub("", without_marks(title)).lstrip("|").strip()
    return day, title, tuple(_clean_blocks(title, rest))


def _stands_alone(line: str) -> bool:
    return is_noise(line) is not None or read_date_line(line) is not None or _PREFIX.match(line) is not None


def _read_prefix(paragraphs: list[Paragraph]) -> tuple[date | None, str, list[Paragraph]] | None:
    for index, paragraph in enumerate(paragraphs[:_PREFIX_LINES]):
        match = _PREFIX.match(paragraph.lines[0])
        if match is None:
            continue
        title, rest = paragraph.lines[0][match.end() :].strip(), paragraphs[index + 1 :]
        if not title and rest:
            title, rest = rest[0].text, rest[1:]
        return _parse_day(match[1]), title, rest
    return None


def _parse_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _find_title(paragraphs: list[Paragraph]) -> tuple[date | None, str, list[Paragraph]]:
    at = _title_by_date_line(paragraphs)
    if at is None:
        at = next((index for index, each in enumerate(paragraphs) if _can_be_title(each)), None)
    if at is None:
        return None, "", paragraphs
    before = [each for each in paragraphs[:at] if _has_summary(each)]
    text = paragraphs[at].lines[0]
    if len(text) > _LONGEST_TITLE or _opens_with_dateline(text):
        return None, _first_sentence(text), [*before, *paragraphs[at:]]
    more = paragraphs[at].lines[1:]
    rest = [Paragraph(lines=more, apart=False)] if more else []
    return None, text, [*before, *rest, *paragraphs[at + 1 :]]


def _opens_with_dateline(text: str) -> bool:
    dateline = read_dateline(text)
    return dateline is not None and len(dateline.text) + 1 < len(text)


def _title_by_date_line(paragraphs: list[Paragraph]) -> int | None:
    """The title that a date line follows; what stands before it are teasers, themselves sentences.

    Where several lines could be it, the one with the longest text after it is the article's.
    """
    pairs = [
        index
        for index, (each, following) in enumerate(pairwise(paragraphs))
        if _can_be_title(each) and _is_headline(each) and _is_date_line(following)
    ]
    if not pairs:
        return None
    ends = [*pairs[1:], len(paragraphs)]
    lengths = [
        sum(len(each.text) for each in paragraphs[start + 2 : end]) for start, end in zip(pairs, ends, strict=True)
    ]
    chosen = pairs[lengths.index(max(lengths))]
    before = [each for each in paragraphs[:chosen] if _can_be_title(each)]
    has_teasers = len(before) > 2 or any(not _is_headline(each) for each in before)  # noqa: PLR2004 - title and lead
    return chosen if has_teasers else None


def _can_be_title(paragraph: Paragraph) -> bool:
    line = paragraph.lines[0]
    found = read_date_line(line)
    return is_noise(line) is None and (found is None or _names_something(found))


def _is_headline(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return len(paragraph.lines) == 1 and len(text) <= _LONGEST_TITLE and text[-1] not in ".;:,…!"


def _is_date_line(paragraph: Paragraph) -> bool:
    found = read_date_line(paragraph.lines[0])
    return found is not None and found.label != "alien"


def _has_summary(paragraph: Paragraph) -> bool:
    found = read_date_line(paragraph.lines[0])
    return found is not None and bool(found.rest)


def _first_sentence(text: str) -> str:
    dateline = read_dateline(text)
    plain = text[len(dateline.text) :].lstrip(" .–—-") if dateline else text
    match = re.match(r".{20,119}?[.!?…](?=\s|$)", plain)
    if match is not None:
        return match[0].rstrip(".")
    return plain if len(plain) <= _LONGEST_SENTENCE else plain[:_LONGEST_SENTENCE].rsplit(" ", 1)[0]


def _clean_blocks(title: str, paragraphs: list[Paragraph]) -> Iterator[str]:
    kept: list[str] = []
    seen = {_key(title)}
    skip_title = False
    for index, paragraph in enumerate(paragraphs):
        block = _clean_paragraph(paragraph, title, is_head=index < _HEAD)
        if skip_title and block and _is_headline(Paragraph(lines=(block,), apart=True)):
            if _all_headlines(paragraphs[index:]):
                break
            skip_title = False
            continue
        skip_title = any(announces_titles(line) for line in paragraph.lines)
        key = _key(block)
        if not block or key in seen or is_caption(block):
            continue
        if not kept:
            seen.add(key)  # the lead is not repeated either
        kept.append(block)
    while kept and is_trailing_initials(kept[-1]):
        kept.pop()
    yield from kept


def _all_headlines(paragraphs: list[Paragraph]) -> bool:
    """True at a text's end where nothing but titles of other articles follows."""
    return all(_is_headline(each) for each in paragraphs)


def _clean_paragraph(paragraph: Paragraph, title: str, *, is_head: bool) -> str:
    lines = []
    for raw in paragraph.lines:
        line = without_marks(raw)
        if line and is_noise(line) is None:
            lines.append(_without_date(line, title, is_head=is_head))
    return "\n".join(line for line in lines if line)


def _without_date(line: str, title: str, *, is_head: bool) -> str:
    """The line without a date that is the page's: what follows a clock or is glued to a date stays."""
    found = read_date_line(line)
    if found is None or not (is_head or _is_page_furniture(found)):
        return line
    if found.rest or not _names_something(found):
        return found.rest
    return "" if _key(line[: found.found.start]) == _key(title) else line


def _is_page_furniture(found: DateLine) -> bool:
    return found.found.clock is not None or found.found.numeric or found.label in ("published", "modified")


def _names_something(found: DateLine) -> bool:
    """True where a line without clock or label holds names beside its date (`Москва, 27 ноября 2025 года`)."""
    return not found.is_bare and not found.rest and found.found.clock is None and not found.label


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
