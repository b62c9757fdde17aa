"""The date rule: decides the day of a statement from all that claims one, and says why.

Pure: the clock is `first_seen`, the zone is the source's. The order of the rules is text-format.md, "The date".
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from pipeline.dates.address import read_address
from pipeline.dates.claims import Claim, article_part, read_datelines, read_text_witnesses
from pipeline.dates.mentions import find_mentioned_day
from pipeline.dates.moments import AHEAD, EARLIEST, Place
from pipeline.models import Dated, Entry, Witness
from pipeline.source import Source

DAYS_BEFORE = 3  # a dateline may be this much older than the page
_ON_THE_PAGE = ("given", "metadata", "page")


def decide(  # noqa: PLR0913 - all that may claim a day
    *,
    witnesses: tuple[Witness, ...],
    entry: Entry | None,
    url: str,
    lines: tuple[str, ...],
    raw_text: str,
    source: Source,
    first_seen: datetime,
    given: date | None = None,
) -> Dated:
    """Decide the day of a statement.

    Args:
        witnesses: what the page claims, in order of trust (`page.find_witnesses`); the basis `dateline` marks a bare
            date line of the statement itself. None are needed for an entry that carries its text: its own date lines
            are read from `raw_text`.
        entry: what the feed, sitemap or listing said; its `published` is right already as to clock and zone.
        url: the page's address.
        lines: the cleaned article: title, lead, paragraphs.
        raw_text: the text as read, a line for a block, captions included, before cleaning.
        source: gives the zone.
        first_seen: aware; nothing later is believed.
        given: the day an imported text gives itself.

    Returns:
        The day, what it rests on, the page's own instant (never moved by a dateline) and short sentences.
    """
    place = Place.of(source, first_seen)
    title = lines[0] if lines else ""
    if not witnesses and entry is not None and entry.content:
        witnesses = read_text_witnesses(raw_text, title, place)
    pages = [*_given(given), *(each for each in witnesses if each.basis != "dateline")]
    admitted, reasons = _admit([*pages, *_entry_day(entry, place), *_address_day(url, place)], place)
    page = _page_day(admitted)
    bare = [Claim.of_witness(each) for each in witnesses if each.basis == "dateline"]
    claimed = _statement_day([*read_datelines(lines), *bare], page, place, reasons)
    published_at = _published(admitted, page)
    if claimed is not None:
        return Dated(day=claimed, basis="dateline", published_at=published_at, reasons=tuple(reasons))
    if page is not None:
        reasons.append(f"The day is that of {page.origin}.")
        return Dated(day=page.day, basis=page.basis, published_at=published_at, reasons=tuple(reasons))
    return _without_page(article_part(raw_text, lines), place, reasons)


def _given(given: date | None) -> Iterator[Witness]:
    if given is not None:
        yield Witness(basis="given", origin="the text's own first line", day=given)


def _entry_day(entry: Entry | None, place: Place) -> Iterator[Witness]:
    if entry is not None and entry.published is not None:
        local = entry.published.astimezone(place.zone)
        yield Witness(basis="feed", origin="the feed's stamp", day=local.date(), instant=local, precise=True)
    elif entry is not None and entry.day is not None:
        yield Witness(basis="feed", origin="the listing's day", day=entry.day)


def _address_day(url: str, place: Place) -> Iterator[Witness]:
    moment = read_address(url, place) if url else None
    if moment is not None:
        yield Witness(basis="url", origin="the address", day=moment.day, instant=moment.instant, precise=moment.precise)


def _admit(claims: Iterable[Witness], place: Place) -> tuple[list[Witness], list[str]]:
    """Discard what lies after the first-seen moment or before 1992; an hour ahead of our clock is no lie."""
    admitted: list[Witness] = []
    reasons: list[str] = []
    for claim in claims:
        kept = _within_reach(claim, place)
        if kept is None:
            when = "before 1992" if claim.day < EARLIEST else "after the day it was first seen"
            reasons.append(f"{_capital(claim.origin)} was discarded: {claim.day} lies {when}.")
        elif kept.instant is None and claim.instant is not None:
            reasons.append(f"The clock of {claim.origin} was discarded: it runs ahead of ours.")
        if kept is not None:
            admitted.append(kept)
    return admitted, reasons


def _within_reach(claim: Witness, place: Place) -> Witness | None:
    if claim.instant is not None and place.first_seen < claim.instant <= place.first_seen + AHEAD:
        return replace(claim, instant=place.first_seen.astimezone(place.zone), day=place.today)
    if not EARLIEST <= claim.day <= place.today:
        return None
    ahead = claim.instant is not None and claim.instant > place.first_seen
    return replace(claim, instant=None) if ahead else claim


def _page_day(admitted: list[Witness]) -> Witness | None:
    """The first claim; a day without a clock yields to a clock whose UTC day it is (21:30Z is tomorrow in Moscow)."""
    if not admitted:
        return None
    first = admitted[0]
    if first.instant is None and first.basis in _ON_THE_PAGE:
        for other in admitted[1:]:
            if other.instant is not None and _is_utc_day(first.day, other):
                return other
    return first


def _is_utc_day(day: date, other: Witness) -> bool:
    return (
        other.instant is not None
        and other.day == day + timedelta(days=1)
        and other.instant.astimezone(UTC).date() == day
    )


def _statement_day(claims: list[Claim], page: Witness | None, place: Place, reasons: list[str]) -> date | None:
    for claim in claims:
        day = claim.day(page.day if page else None, place)
        if day is None or not EARLIEST <= day <= place.today:
            continue
        refusal = _outside_window(day, page)
        if refusal is None:
            compared = f"; {page.origin} says {page.day}" if page else ""
            reasons.append(f"The day is that of the {claim.words}{compared}.")
            return day
        reasons.append(f"The {claim.words} was not used: {refusal}.")
    return None


def _outside_window(day: date, page: Witness | None) -> str | None:
    """Why a dateline's day cannot belong to the page's day, or None."""
    if page is None:
        return None
    distance = (day - page.day).days
    if distance < -DAYS_BEFORE:
        return f"{day} is more than {DAYS_BEFORE} days before {page.day} ({page.origin})"
    # A day without clock or zone may be the UTC day, which is yesterday's until the morning east of Greenwich.
    if distance > (0 if page.precise else 1):
        return f"{day} is after {page.day} ({page.origin})"
    return None


def _published(admitted: list[Witness], page: Witness | None) -> datetime | None:
    """The page's own instant: the deciding claim's or one of its day, failing that an imported text's clock line."""
    if page is None:
        return None
    instants = [each.instant for each in (page, *admitted) if each.instant is not None and each.day == page.day]
    if not instants and page.basis == "given":
        instants = [each.instant for each in admitted if each.instant is not None]
    told = [instant for instant in instants if not _is_midnight(instant)]
    return next(iter((*told, *instants)), None)


def _is_midnight(instant: datetime) -> bool:
    """True for a stamp that may be no more than a day written with zeros."""
    return not any((instant.minute, instant.second)) and 0 in (instant.hour, instant.astimezone(UTC).hour)


def _without_page(text: str, place: Place, reasons: list[str]) -> Dated:
    mentioned = find_mentioned_day(text, place)
    if mentioned is not None:
        reasons.append(f"The day is that of “{mentioned[1]}” in the text; nothing else tells it.")
        return Dated(day=mentioned[0], basis="text", reasons=tuple(reasons))
    reasons.append("No date was found; the day is the one it was first seen.")
    return Dated(day=place.today, basis="first-seen", reasons=tuple(reasons))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
