"""The web pages as bytes, in Russian and English; every foreign word passes Jinja's escaping."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import escape

from feeds.entries import FeedEntry, Setting
from feeds.family import SUFFIXES, Feed
from feeds.markup import plain_line
from feeds.roster import Listed
from feeds.timeline import count_weeks, lay_out
from feeds.wording import KINDS, LABELS, OUTCOMES, Tongue, day_in_words, month_in_words
from pipeline.models import Kind
from pipeline.records import SourceState, Tally
from pipeline.source import Source

TEMPLATES = Path(__file__).with_name("templates")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
TONGUES: tuple[Tongue, ...] = ("ru", "en")
NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}
MARKS = {"ok": "good", "empty": "warn", "blocked": "bad", "unreachable": "bad", "broken": "bad"}
UNSCRIPTED = POLICY.replace("script-src 'self'; ", "")
ASSETS = ("style.css", "icon.svg", "narrow.js")
FEWEST = 2  # entries among which there is something to choose


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One entry as a page shows it; `page` is relative to the page it stands on."""

    title: str
    summary: str
    url: str
    page: str
    kind: str
    language: str
    clock: str
    iso: str
    source_name: str
    speakers: tuple[tuple[str, str], ...]
    also: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page lies: its path under `public/` without the tongue's folder, and its tongue.

    A `shared` path serves both tongues.
    """

    path: str
    tongue: Tongue
    shared: bool = False

    @property
    def file(self) -> str:
        """The path under `public/`."""
        return self.path if self.shared or self.tongue == "ru" else f"en/{self.path}"

    @property
    def root(self) -> str:
        """From the page to `public/`."""
        return "../" * self.file.count("/")

    @property
    def home(self) -> str:
        """From the page to the folder of its tongue."""
        return self.root if self.tongue == "ru" else f"{self.root}en/"

    @property
    def counterpart(self) -> str:
        """The same page in the other tongue, from `public/`."""
        return f"en/{self.path}" if self.tongue == "ru" else self.path


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """Renders pages; `site` is the title of all of them, `slugs` the file names of the speakers that have a page."""

    site: str
    setting: Setting
    slugs: Mapping[str, str]

    def index(self, feed: Feed, tongue: Tongue, tally: Tally, health: Sequence[Mapping[str, str]]) -> bytes:
        """The front page: newest statements, timeline, feeds, speakers, kinds, health."""
        place = Place(path="index.html", tongue=tongue)
        groups = self.by_day(feed.entries, place)
        speakers = sorted(tally.speakers.items(), key=lambda pair: (-pair[1], pair[0]))
        return self.render(
            "index.html",
            place,
            heading=LABELS[tongue]["statements"],
            section="statements",
            scripted=len(feed.entries) >= FEWEST,
            page_feeds=self.feed_links("statements", feed.title),
            groups=groups,
            months=_months([day for day, _ in groups], tongue),
            source_counts=self._source_counts(tally),
            timeline=lay_out(tally.weeks or count_weeks(feed.entries), tongue),
            speakers=[(name, self.slugs[name], count) for name, count in speakers if name in self.slugs],
            kind_counts=[(kind, tally.kinds[kind]) for kind in KINDS["en"] if tally.kinds.get(kind)],
            health=health,
        )

    def listing(self, listed: Listed, feed: Feed, tongue: Tongue) -> bytes:
        """The page of one feed."""
        shelf = listed.name.partition("/")[0]
        place = Place(path=f"{listed.name}.html", tongue=tongue)
        heading = LABELS[tongue]["about"] if shelf == "about" else listed.label
        if shelf == "kinds":
            heading = KINDS[tongue][cast("Kind", listed.label)].capitalize()
        return self.render(
            "listing.html",
            place,
            heading=heading,
            subheading="" if shelf == "about" else LABELS[tongue][shelf],
            section=shelf,
            scripted=len(feed.entries) >= FEWEST,
            page_feeds=self.feed_links(listed.name, feed.title),
            groups=self.by_day(feed.entries, place),
        )

    def render(self, template: str, place: Place, **values: object) -> bytes:
        """One template with what every page needs."""
        page = environment().get_template(template)
        told = {"section": "", "counterpart": place.counterpart, "page_feeds": (), "scripted": False} | values
        return page.render(
            tongue=place.tongue,
            t=labels(place.tongue),
            kinds=KINDS[place.tongue],
            root=place.root,
            home=place.home,
            site=self.site,
            policy=POLICY if told["scripted"] else UNSCRIPTED,
            in_words=day_in_words,
            **told,
        ).encode("utf-8")

    def feed_links(self, name: str, title: str) -> list[dict[str, str]]:
        """A feed's three addresses relative to `public/`, for links and autodiscovery."""
        return [
            {"href": f"{name}.{suffix}", "type": kind, "title": title, "label": NAMES[suffix]}
            for suffix, kind in SUFFIXES.items()
        ]

    def by_day(self, entries: Sequence[FeedEntry], place: Place) -> list[tuple[date, list[Card]]]:
        """The entries under the days of their date lines, newest day first."""
        days: dict[date, list[Card]] = {}
        for entry in entries:
            days.setdefault(entry.published.date(), []).append(self._card(entry, place))
        return sorted(days.items(), key=lambda pair: pair[0], reverse=True)

    def _source_counts(self, tally: Tally) -> list[tuple[str, str, int]]:
        counts = sorted(tally.sources.items(), key=lambda pair: (-pair[1], pair[0]))
        return [(source, self.setting.name_of(source), count) for source, count in counts if count]

    def _card(self, entry: FeedEntry, place: Place) -> Card:
        return Card(
            title=entry.title,
            summary=entry.summary,
            url=entry.url,
            page=f"{place.home}items/{entry.key}.html",
            kind=entry.kind,
            language=entry.language if entry.language != place.tongue else "",
            clock=f"{entry.published:%H:%M}" if entry.timed else "",
            iso=entry.published.isoformat(),
            source_name=self.setting.name_of(entry.source),
            speakers=tuple((plain_line(name), self.slugs.get(name, "")) for name in entry.speakers),
            also=entry.also,
        )

    def health(self, states: Mapping[str, SourceState], tongue: Tongue) -> list[dict[str, str]]:
        """The rows of the health table, in the order of the configuration."""
        return [self._health(source, states, tongue) for source in self.setting.sources.values()]

    def _health(self, source: Source, states: Mapping[str, SourceState], tongue: Tongue) -> dict[str, str]:
        """A row that changes only with the source: no last attempt, no streak, of the newest item its day."""
        state = states.get(source.id, SourceState(source=source.id))
        told, mark = LABELS[tongue]["not_polled"], "idle"
        if state.outcome:
            told, mark = OUTCOMES[tongue][state.outcome], MARKS[state.outcome]
        if not source.enabled:
            told, mark = LABELS[tongue]["off"], "idle"
        reasons = [state.reason if source.enabled else source.reason, LABELS[tongue]["gap"] if state.gap else ""]
        return {
            "id": source.id,
            "name": self.setting.name_of(source.id),
            "state": told,
            "mark": mark,
            "since": self.moment(state.since, tongue),
            "newest": self.moment(state.last_new, tongue).partition(",")[0],
            "reason": plain_line("; ".join(reason for reason in reasons if reason)),
        }

    def moment(self, at: datetime | None, tongue: Tongue) -> str:
        """An instant in the program's zone, in words."""
        if at is None:
            return ""
        local = at.astimezone(self.setting.zone_of(""))
        return f"{day_in_words(local.date(), tongue)}, {local:%H:%M}"


def _months(days: Sequence[date], tongue: Tongue) -> list[tuple[str, str]]:
    """The months of a page, newest first, each with the anchor of its newest day."""
    newest = {(day.year, day.month): day for day in sorted(days)}
    return [(f"d{day.isoformat()}", month_in_words(day, tongue)) for day in sorted(newest.values(), reverse=True)]


@cache
def labels(tongue: Tongue) -> SimpleNamespace:
    """The words of the interface, escaped once."""
    return SimpleNamespace(**{name: escape(told) for name, told in LABELS[tongue].items()})


@cache
def environment() -> Environment:
    """The templates, with escaping on and undefined names refused."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def asset(name: str) -> bytes:
    """A file that pages refer to."""
    return (TEMPLATES / name).read_bytes()
