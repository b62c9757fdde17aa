"""Reads the card around a link of a listing: title, date, summary; which links count is decided elsewhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import lxml.etree

from pipeline.boilerplate import is_noise
from pipeline.characters import clean_line
from pipeline.dates.formats import find_dates, find_days
from pipeline.dates.moments import Moment, Place, latest_day, place_visible
from pipeline.dates.months import DAYS_AGO
from pipeline.dates.relative import find_relative
from pipeline.dates.stamps import read_stamp as read_machine_stamp
from pipeline.reading.listing_dates import Stamp, of_moment
from pipeline.reading.plain import LONGEST_SUMMARY, LONGEST_TITLE, shorten
from pipeline.reading.xml_text import Element

MOST_PIECES = 3000  # of text in one element
LARGEST = 200  # elements of a card; what has more is the page
DEEPEST = 8  # ancestors of a link that may still be its card
LONGEST_DATE = 80  # characters of an element that holds a date and little else
MOST_PARTS = 20  # elements inside a link that are looked at
NEIGHBOURS = 2  # elements before a card that may hold its date
SHORTEST_SUMMARY = 40
LEAF_CHILDREN = 3  # elements inside one that holds a text rather than a part of the page

STAMPS = ("datetime", "data-unixtime", "data-timestamp", "data-datetime", "data-date", "data-time", "data-published")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
SILENT = frozenset({"script", "style", "noscript", "template", "svg", "button", "select", "option"})
BREAKING = frozenset({"br", "p", "div", "li", "td", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "time", "article"})

_NAMES_DATE = re.compile(
    r"(?:^|[\s_-])(?:date|time|data|day|pubdate|published|created|ago)(?:$|[\s_-])|date|time", re.IGNORECASE
)
_NAMES_TITLE = re.compile(r"title|headline|heading|header|caption|name|zagolovok", re.IGNORECASE)
NO_STAMP = Stamp()
_EDGES = " -–—|·•,.:;/()[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands around one link."""

    title: str = ""
    summary: str = ""
    stamp: Stamp = NO_STAMP


def card_of(link: Element, pages: dict[Element, str]) -> Element:
    """The largest element around a link that holds no link to another of the `pages`."""
    card = link
    for _ in range(DEEPEST):
        parent = card.getparent()
        if parent is None or parent.tag in ("body", "html", "main"):
            break
        size = sum(1 for _ in islice(parent.iter(), LARGEST + 1))
        if size > LARGEST or any(pages.get(other, pages[link]) != pages[link] for other in parent.iter("a")):
            break
        card = parent
    return card


def read_card(link: Element, card: Element, place: Place) -> Card:
    """Title, date and summary of a card. The date is the card's own mark-up, else what it shows."""
    title = _title(link, card)
    stamp = _marked_stamp(card, place) or _shown_stamp(card, title, place) or NO_STAMP
    return Card(title=shorten(title, LONGEST_TITLE), summary=_summary(card, title), stamp=stamp)


def shown_text(element: Element) -> str:
    """An element's visible words in one line; neighbouring blocks do not run together."""
    return clean_line("".join(islice(_pieces(element), MOST_PIECES)))


def read_shown(text: str, place: Place) -> Stamp | None:
    """A date people read: with a year, told from today, or the latest such day up to today."""
    moment: Moment | None = None
    found = next(iter(find_dates(text, short_years=True)), None)
    if found is not None and found.date is not None:
        moment = place_visible(found.date, found.reading, place)
    elif told := find_relative(text, place):
        moment = told.moment
    elif days := find_days(text):
        day = latest_day(days[0].month, days[0].day, until=place.today)
        moment = place_visible(day, days[0].reading, place) if day else None
    return of_moment(moment)


def _pieces(element: Element) -> Iterator[str]:
    walk = lxml.etree.iterwalk(element, events=("start", "end"))
    for event, node in walk:
        named = isinstance(node.tag, str)
        if event == "start":
            yield " " if node.tag in BREAKING else ""
            if not named or node.tag in SILENT:
                walk.skip_subtree()
            else:
                yield node.text or ""
        else:
            yield " " if node.tag in BREAKING else ""
            yield (node.tail or "") if node is not element else ""


def _title(link: Element, card: Element) -> str:
    """The link's words; a heading's where the link shows a picture, a date or a word."""
    own = next((shown_text(e) for e in link.iter() if e.tag in HEADINGS or _names(e, _NAMES_TITLE)), "")
    candidates = [own if len(own.split()) > 1 else _without_dates(link)]
    candidates += [shown_text(element) for element in card.iter(*HEADINGS)]
    candidates += [shown_text(element) for element in card.iter() if _names(element, _NAMES_TITLE)]
    candidates += [clean_line(link.get("title") or ""), clean_line(link.get("aria-label") or "")]
    candidates += [shown_text(other) for other in card.iter("a") if other is not link]
    candidates += [clean_line(image.get("alt") or "") for image in card.iter("img")]
    told = [text for text in candidates if text and not is_date(text) and not is_noise(text)]
    return next((text for text in told if len(text.split()) > 1), told[0] if told else "")


def _without_dates(link: Element) -> str:
    """A link's words, less a date or clock that stands in an element of its own at their beginning or end."""
    text = shown_text(link)
    inner = [shown_text(each) for each in islice(link.iterdescendants(), MOST_PARTS) if isinstance(each.tag, str)]
    for part in sorted({part for part in inner if part and part != text and is_date(part)}, key=len, reverse=True):
        text = text.removeprefix(part).removesuffix(part).strip(" |–—-·")
    return text


def _names(element: Element, pattern: re.Pattern[str]) -> bool:
    return (
        isinstance(element.tag, str)
        and pattern.search(f"{element.get('class', '')} {element.get('itemprop', '')}") is not None
    )


def is_date(text: str) -> bool:
    """Whether a text is a date or a clock and nothing else."""
    if len(text) > LONGEST_DATE:
        return False
    if re.split(r"[ ,]", text)[0].casefold() in DAYS_AGO:
        return True
    found = (*find_dates(text, short_years=True), *find_days(text))
    rest = text[: found[0].start] + text[found[0].end :] if found else text
    return not any(char.isalpha() for char in rest.strip(_EDGES)) or rest.strip(_EDGES).casefold() in ("г", "года", "в")


def _marked_stamp(card: Element, place: Place) -> Stamp | None:
    for element in card.iter():
        if isinstance(element.tag, str):
            written = [element.get(name) for name in STAMPS]
            if element.tag == "meta" or (element.get("itemprop") or "").lower().startswith("date"):
                written.append(element.get("content"))
            for text in filter(None, written):
                if stamp := of_moment(read_machine_stamp(text, place)):
                    return stamp
    return None


def _shown_stamp(card: Element, title: str, place: Place) -> Stamp | None:
    named = [e for e in card.iter() if e.tag == "time" or _names(e, _NAMES_DATE)]
    for element in named:
        text = shown_text(element)
        if len(text) <= LONGEST_DATE and (stamp := read_shown(text, place)):
            return stamp
    for line in (*_lines(card), *_lines_before(card)):
        if line != title and is_date(line) and (stamp := read_shown(line, place)):
            return stamp
    return None


def _lines(card: Element) -> Iterator[str]:
    """The texts of a card, each element's own words for themselves."""
    for element in card.iter():
        if isinstance(element.tag, str) and element.tag not in SILENT:
            yield from (
                clean_line(text)
                for text in (element.text or "", *(child.tail or "" for child in element))
                if text.strip()
            )


def _lines_before(card: Element) -> Iterator[str]:
    """The texts just before a card that no link claims: the `dt` of a `dd`, a date above a heading."""
    for element in islice(card.itersiblings(preceding=True), NEIGHBOURS):
        if element.tag == "a" or next(element.iter("a"), None) is not None:
            return
        if isinstance(element.tag, str):
            yield shown_text(element)


def _summary(card: Element, title: str) -> str:
    """The longest other text of a card."""
    texts = [
        shown_text(element) for element in card.iter("p", "div", "span", "dd", "td") if len(element) <= LEAF_CHILDREN
    ]
    told = [
        text
        for text in texts
        if len(text) >= SHORTEST_SUMMARY and text != title and title not in text[: len(title) + 40]
    ]
    return shorten(max(told, key=len, default=""), LONGEST_SUMMARY)
