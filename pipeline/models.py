"""The values that travel between the stages; they hold no behaviour beyond what follows from themselves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Relevance = Literal["statement", "about", "mention", "none"]
Kind = Literal[
    "interview", "press-conference", "briefing", "greeting", "condolence", "appointment", "document",
    "speech", "article", "comment", "meeting", "exercise", "statement", "news",
]  # fmt: skip
DateBasis = Literal["dateline", "page", "metadata", "feed", "url", "text", "given", "first-seen"]
Outcome = Literal["ok", "empty", "blocked", "unreachable", "broken"]

RELEVANCES: tuple[Relevance, ...] = ("statement", "about", "mention", "none")
KINDS: tuple[Kind, ...] = (
    "interview", "press-conference", "briefing", "greeting", "condolence", "appointment", "document",
    "speech", "article", "comment", "meeting", "exercise", "statement", "news",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Bytes as a server gave them, content codings undone, with all that is needed to read them.

    `url` is the address that answered, after redirects; `fetched_at` is aware.
    """

    url: str
    body: bytes
    fetched_at: datetime
    content_type: str = ""
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed, sitemap, listing or preview says of one item, before its page was opened.

    `published` is aware; where only a day is known `day` holds it. `content` is the full text as HTML where the
    listing carries it. Everything is as the source said it, cleaned of markup and control characters only.
    """

    url: str
    title: str = ""
    summary: str = ""
    published: datetime | None = None
    day: date | None = None
    categories: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The items of one feed, sitemap, listing or preview page, in its own order; `next_url` leads to older ones.

    `children` are the sitemaps an index names, the newest first.
    """

    entries: tuple[Entry, ...]
    next_url: str | None = None
    reasons: tuple[str, ...] = ()
    children: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One place that claims a day for the article.

    `day` is in the source's zone; `instant` is aware, None where only a day is known; `precise` says that the
    claim carries a clock and a zone, so that its day cannot be the UTC day.
    """

    basis: DateBasis
    origin: str
    day: date
    instant: datetime | None = None
    precise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The day of a statement, where it comes from, and the page's own instant (never moved by a dateline)."""

    day: date
    basis: DateBasis
    published_at: datetime | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Familiar:
    """What the source's other pages have in common, as fingerprints (`pipeline.reading.familiarity.print_of`).

    `pages` is how many are remembered; `titles` holds for each text on several of them the titles of these; `slogans`
    are titles that stand over different articles.
    """

    pages: int = 0
    titles: Mapping[int, frozenset[int]] = field(default_factory=dict)
    slogans: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockChoice:
    """One block of a page: whether it was taken into the article, which reader says so, and why.

    `part` is title, lead or body; a refused text is shortened.
    """

    text: str
    part: str
    taken: bool
    reader: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page read, cleaned and dated. A block is a paragraph, or a list as lines joined by LF.

    `choices` tell of each block who chose or refused it, for people; `prints` are the fingerprints of its title and
    of what stands in its place, familiar texts included (`Familiar`); neither is archived with the article.
    """

    url: str
    title: str
    lead: str | None
    paragraphs: tuple[str, ...]
    dated: Dated
    origins: tuple[tuple[str, str], ...] = ()  # (field, reader that gave it)
    reasons: tuple[str, ...] = ()
    choices: tuple[BlockChoice, ...] = ()
    prints: tuple[int, ...] = ()

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks of the text format: the lead, where there is one, then the body."""
        return (self.lead, *self.paragraphs) if self.lead else self.paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who speaks: a person in the nominative, or an institution where no person is named."""

    name: str
    role: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Direct speech tied to its speaker (a name of the article's speakers, or empty)."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What an article is, with short sentences a person can read."""

    relevance: Relevance
    kind: Kind = "news"
    speakers: tuple[Speaker, ...] = ()
    quotes: tuple[Quote, ...] = ()
    language: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """All that reading one page gave: the article and what it is."""

    article: Article
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlace:
    """Where a raw response lies under `pages/`: file name, byte offset and length of its gzip member."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One archived article with the story it belongs to, as feeds, commands and `why` read it.

    `stored_at` is when the last revision was stored, `first_seen` when the item was discovered; both aware.
    `story` is the story's id; `guid` its `urn:uuid:`.
    """

    id: str
    source: str
    url: str
    title: str
    lead: str | None
    paragraphs: tuple[str, ...]
    date: date
    date_basis: DateBasis
    published_at: datetime | None
    language: str | None
    relevance: Relevance
    kind: Kind
    speakers: tuple[Speaker, ...]
    quotes: tuple[Quote, ...]
    reasons: tuple[str, ...]
    first_seen: datetime
    stored_at: datetime
    story: str
    guid: str
    baseline: bool = False
    origins: tuple[tuple[str, str], ...] = ()

    @property
    def blocks(self) -> tuple[str, ...]:
        """The blocks of the text format: the lead, where there is one, then the body."""
        return (self.lead, *self.paragraphs) if self.lead else self.paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The articles that carry the same words or act; the first of `items` is the primary."""

    id: str
    guid: str
    items: tuple[Item, ...] = field(default=())

    @property
    def primary(self) -> Item:
        """The article that speaks for the story: source priority, then date, then id."""
        return self.items[0]
