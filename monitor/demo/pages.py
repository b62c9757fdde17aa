"""The replica's pages, dated for one "today"; texts come from `sites/*/pages.yaml`, no clock is read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from monitor.demo.days import fill

SITES = ("agency", "odkb", "reprint", "portal")
ZONES = {
    "agency": "Europe/Moscow",
    "odkb": "Europe/Moscow",
    "reprint": "Europe/Moscow",
    "portal": "Asia/Almaty",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One page of a site.

    `day` is the day of the words, `posted` the moment the page went up (aware, in the site's zone), `look` whatever
    else its file says: how the page is dressed.
    """

    site: str
    key: str
    title: str
    lead: str
    blocks: tuple[str, ...]
    day: date
    posted: datetime
    later: bool
    look: Mapping[str, Any]

    @property
    def utc(self) -> datetime:
        """The moment of posting as metadata give it: in UTC."""
        return self.posted.astimezone(UTC)

    @property
    def tags(self) -> tuple[str, ...]:
        """The rubrics the page is filed under."""
        return tuple(self.look.get("tags", ()))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The article's own blocks, without insertions; a sub-heading loses its mark."""
        return tuple(block.removeprefix("## ") for block in self.blocks if not block.startswith("@"))


def pieces_of(today: date) -> dict[str, tuple[Piece, ...]]:
    """All pages of all sites, newest first."""
    return {site: tuple(sorted(_dated(site, today), key=_age, reverse=True)) for site in SITES}


def _age(piece: Piece) -> tuple[datetime, bool]:
    return piece.posted, piece.later


def _dated(site: str, today: date) -> Iterator[Piece]:
    for look in _read(site):
        words = _original(look)
        day = today - timedelta(days=words["day"])
        posted_on = today - timedelta(days=look.get("posted", look.get("listed", words["day"])))
        posted = datetime.combine(posted_on, time.fromisoformat(look.get("at", "12:00")), ZoneInfo(ZONES[site]))
        yield Piece(
            site=site,
            key=str(look.get("key", int(posted.timestamp()))),
            title=words["title"],
            lead=words["lead"],
            blocks=tuple(fill(block, day).strip() for block in words["blocks"]),
            day=day,
            posted=posted,
            later=look.get("later", False),
            look={**words, **look},
        )


def _original(look: Mapping[str, Any]) -> Mapping[str, Any]:
    """The page whose words these are: itself, or the one it reprints."""
    if "of" not in look:
        return look
    site, key = look["of"].split("/")
    found = next(other for other in _read(site) if other["key"] == key)
    return {**found, "blocks": [block for block in found["blocks"] if not block.startswith("@")]}


@cache
def _read(site: str) -> tuple[Mapping[str, Any], ...]:
    text = files(__package__).joinpath("sites", site, "pages.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))
