"""Search over HTTP: a query's fields read strictly, the stories found shown as a page or as a feed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol, cast, get_args
from urllib.parse import urlencode

from feeds.entries import FeedEntry
from feeds.family import Feed
from feeds.markup import plain_line
from feeds.page import Pages, Place
from feeds.syndication import render_atom
from feeds.window import fit, make_entries
from feeds.wording import KINDS, LABELS, Tongue
from pipeline.models import Kind, Story

LONGEST = 200
MOST_BYTES = 2_000_000
EVER = datetime(1970, 1, 1, tzinfo=UTC)  # nothing is younger than a day then: the size alone bounds what is shown


class UnaskableError(ValueError):
    """This cannot be asked; the reason is a short sentence."""


class Search(Protocol):
    """What finds stories in the archive; the newest first, and no more than a page can hold."""

    def __call__(
        self,
        query: str,
        *,
        speaker: str | None,
        kind: Kind | None,
        source: str | None,
        since: date | None,
        until: date | None,
    ) -> Sequence[Story]:
        """The stories that match all that is given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What was asked for; empty fields ask for nothing."""

    q: str = ""
    speaker: str = ""
    kind: str = ""
    source: str = ""
    since: str = ""
    until: str = ""
    tongue: Tongue = "ru"

    @property
    def asked(self) -> bool:
        """Whether anything was asked at all."""
        return any((self.q, self.speaker, self.kind, self.source, self.since, self.until))

    def query(self, **more: str) -> str:
        """The fields as they stand in an address, with the question mark."""
        names = ("q", "speaker", "kind", "source", "since", "until")
        given = {name: getattr(self, name) for name in names if getattr(self, name)} | more
        return f"?{urlencode(given)}" if given else ""


def read_question(fields: Mapping[str, str]) -> Question:
    """A question from the fields of an address.

    Raises:
        ValueError: a field is too long, no day, or no kind, or the last day lies before the first.
    """
    told = {name: plain_line(fields.get(name, ""), longest=LONGEST + 1) for name in ("q", "speaker", "kind", "source")}
    if any(len(value) > LONGEST for value in told.values()):
        raise ValueError(f"a field is longer than {LONGEST} characters")
    if told["kind"] and told["kind"] not in get_args(Kind):
        raise ValueError("no such kind")
    days = {name: _day(fields.get(name, "")) for name in ("since", "until")}
    if days["until"] and days["since"] > days["until"]:
        raise ValueError("the last day lies before the first")
    return Question(**told, **days, tongue="en" if fields.get("lang") == "en" else "ru")


def ask(search: Search, question: Question, pages: Pages) -> tuple[FeedEntry, ...]:
    """The entries that answer a question, newest first."""
    if not question.asked:
        return ()
    found = search(
        question.q,
        speaker=question.speaker or None,
        kind=cast("Kind", question.kind) if question.kind else None,
        source=question.source or None,
        since=date.fromisoformat(question.since) if question.since else None,
        until=date.fromisoformat(question.until) if question.until else None,
    )
    entries, _ = make_entries(found, pages.setting)
    return fit(entries, max_bytes=MOST_BYTES, now=EVER)


def search_page(question: Question, entries: Sequence[FeedEntry], pages: Pages) -> bytes:
    """The page with the form and what was found."""
    place = Place(path="search", tongue=question.tongue, shared=True)
    feed = {"href": f"search.atom{question.query()}", "type": "application/atom+xml", "label": "Atom"}
    return pages.render(
        "search.html",
        place,
        heading=LABELS[question.tongue]["search"],
        section="search",
        counterpart=f"search{question.query(lang='ru' if question.tongue == 'en' else 'en')}",
        page_feeds=[feed | {"title": LABELS[question.tongue]["search"]}] if question.asked else [],
        values=question,
        asked=question.asked,
        found=len(entries),
        groups=pages.by_day(entries, place),
        speaker_names=sorted(pages.slugs),
        source_names=[(id_, pages.setting.name_of(id_)) for id_ in pages.setting.sources],
    )


def search_feed(question: Question, entries: Sequence[FeedEntry], pages: Pages) -> bytes:
    """The same as an Atom feed that can be subscribed to.

    Raises:
        UnaskableError: nothing is asked; who subscribed to that would never hear anything.
    """
    if not question.asked:
        raise UnaskableError("give at least one of q, speaker, kind, source, since, until")
    feed = Feed(
        name="search",
        title=plain_line(f"{pages.site}: {_told(question, pages)}"),
        subtitle="Answers to a search, newest first",
        home=f"{pages.setting.base_url}search{question.query()}",
        base_url=pages.setting.base_url,
        entries=tuple(entries),
        query=question.query(),
    )
    return render_atom(feed)


def _told(question: Question, pages: Pages) -> str:
    """What was asked for, as a reader's list of feeds names it."""
    days = f"{question.since}–{question.until}".strip("–") if question.since or question.until else ""
    kind = KINDS[question.tongue][cast("Kind", question.kind)] if question.kind else ""
    source = pages.setting.name_of(question.source) if question.source else ""
    return ", ".join(value for value in (question.q, question.speaker, kind, source, days) if value)


def _day(told: str) -> str:
    return date.fromisoformat(told).isoformat() if told else ""
