"""Composes the pure stages: listing pages to entries, article pages to judged articles; it adds no rule of its own."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from pipeline.models import Article, Digest, Entry, Familiar, Listing, Page
from pipeline.source import Source, Way

if TYPE_CHECKING:
    from pipeline.judging.topic import Topic

NONE_FAMILIAR = Familiar()
FORWARDED = "forwarded"  # the category of posts that are others' words, as the Telegram preview reads them


def read_listing(page: Page, source: Source, way: Way) -> Listing:
    """Read a feed, sitemap, listing or preview, as `way.kind` says.

    Raises:
        Unreadable: nothing on the page is what it should be.
    """
    match way.kind:
        case "feed":
            from pipeline.reading.feed import read_feed as read  # noqa: PLC0415 - each kind pays for its own parser
        case "sitemap":
            from pipeline.reading.sitemap import read_sitemap as read  # noqa: PLC0415 - same
        case "listing":
            from pipeline.reading.listing import read_listing as read  # noqa: PLC0415 - same
        case "telegram":
            from pipeline.reading.telegram import read_preview as read  # noqa: PLC0415 - same
    return read(page, source, way)


def digest_page(  # noqa: PLR0913 - what is known of a page comes from all sides
    page: Page,
    source: Source,
    entry: Entry | None,
    first_seen: datetime,
    topic: "Topic",
    *,
    familiar: Familiar = NONE_FAMILIAR,
    explained: bool = False,
) -> Digest:
    """Read, clean, date and judge one article page.

    `familiar` is what the source's other pages have in common; `explained` asks for the article's `choices`.

    Raises:
        Unreadable: the page holds no article; its `kind` says why.
    """
    from pipeline.reading.article import read_article  # noqa: PLC0415 - the extractors cost 0.2 s to import

    article = read_article(page, source, entry, first_seen=first_seen, familiar=familiar, explained=explained)
    return judged(article, source, entry, topic)


def digest_entry(
    source: Source, entry: Entry, first_seen: datetime, topic: "Topic", *, familiar: Familiar = NONE_FAMILIAR
) -> Digest:
    """The same for an entry that carries its full text: its page is not asked for.

    Raises:
        Unreadable: the entry holds no text.
    """
    from pipeline.reading.article import read_entry  # noqa: PLC0415 - same

    return judged(read_entry(source, entry, first_seen=first_seen, familiar=familiar), source, entry, topic)


def judged(article: Article, source: Source, entry: Entry | None, topic: "Topic") -> Digest:
    """An article with its judgement; what an official source forwards of others is judged by its words alone."""
    from pipeline.judging.judge import judge  # noqa: PLC0415 - processes that only hand pages on do not judge

    forwards = entry is not None and FORWARDED in entry.categories
    judgement = judge(
        title=article.title,
        lead=article.lead,
        paragraphs=article.paragraphs,
        day=article.dated.day,
        topic=topic,
        official=source.official and not forwards,
        language_hint=source.language,
    )
    if source.official and judgement.relevance in ("mention", "none"):
        told = (*judgement.reasons, "an official source forwarded the words of others")
        judgement = replace(judgement, relevance="about", reasons=told)
    return Digest(article=article, judgement=judgement)
