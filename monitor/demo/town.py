"""What each replica host answers in the state it is in; no sockets, no clock."""

from collections.abc import Callable, Sequence
from datetime import date
from threading import Lock
from typing import Literal
from urllib.parse import urlsplit

from monitor.demo import agency, odkb, portal, reprint
from monitor.demo.answers import HTML, Answer, not_found, template
from monitor.demo.pages import SITES, Piece, pieces_of

Mood = Literal["well", "redesigned", "blocked", "dripping"]
_ANSWERS: dict[str, Callable[[str, Sequence[Piece]], Answer]] = {
    "agency": agency.answer,
    "odkb": odkb.answer,
    "reprint": reprint.answer,
    "portal": portal.answer,
}
_LISTINGS = {"/", "/lenta", "/news/"}


class Town:
    """The four sites with their moods; safe to ask and to change from several threads."""

    def __init__(self, today: date) -> None:
        """Work out every page for `today`; pages marked `later` stay back."""
        self._pieces = pieces_of(today)
        self._moods: dict[str, Mood] = dict.fromkeys(SITES, "well")
        self._later = False
        self._lock = Lock()

    def pieces(self, site: str) -> tuple[Piece, ...]:
        """The pages a site shows now, newest first."""
        with self._lock:
            return tuple(piece for piece in self._pieces[site] if self._later or not piece.later)

    def publish_more(self) -> None:
        """Let the pages that were held back appear."""
        with self._lock:
            self._later = True

    def mood(self, site: str) -> Mood:
        """How a site is at the moment."""
        with self._lock:
            return self._moods[site]

    def set_mood(self, site: str, mood: Mood) -> None:
        """Change how a site is; an unknown site is a KeyError."""
        with self._lock:
            self._moods[_known(site)] = mood

    def answer(self, url: str) -> Answer:
        """Answer an absolute address; a host that is none of ours is a 502, as a proxy says it."""
        parts = urlsplit(url)
        site = site_of(url)
        if parts.scheme != "http" or site is None:
            return Answer(status=502, content_type=HTML, body=b"<h1>502 this proxy knows four sites</h1>")
        mood = self.mood(site)
        if mood == "blocked":
            return Answer(status=403, content_type=HTML, body=_whole("challenge.html"))
        if mood == "redesigned" and parts.path != "/robots.txt":
            return _redesigned(parts.path)
        target = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        return _ANSWERS[site](target, self.pieces(site))


def site_of(url: str) -> str | None:
    """The site an address belongs to, None where it is foreign."""
    host = urlsplit(url).netloc.lower().removesuffix(":80")
    site = host.removesuffix(".example")
    return site if host.endswith(".example") and site in SITES else None


def _redesigned(path: str) -> Answer:
    """After a redesign old addresses are gone, and listings are filled by a script."""
    if path in _LISTINGS:
        return Answer(status=200, content_type=HTML, body=_whole("shell.html"))
    return not_found()


def _whole(name: str) -> bytes:
    return template("", name).template.encode()


def _known(site: str) -> str:
    if site not in SITES:
        raise KeyError(f"{site} is none of {', '.join(SITES)}")
    return site
