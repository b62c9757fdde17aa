"""Reads an article page into title, lead and paragraphs, and dates it; it judges nothing and asks no clock."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.characters import clean_line
from pipeline.cleaning import Block, walk
from pipeline.dates.page import find_witnesses
from pipeline.dates.rule import decide
from pipeline.errors import Unreadable
from pipeline.models import Article, Entry, Page, Witness
from pipeline.reading.blocks import cut, key_of, reveal
from pipeline.reading.challenges import is_challenge
from pipeline.reading.checking import check
from pipeline.reading.drafts import Draft, draft
from pipeline.reading.headline import NEAREST, TITLE_TAG, cap, is_cut
from pipeline.reading.leading import repeats
from pipeline.reading.markup import markup_of
from pipeline.reading.metadata import read_metadata
from pipeline.reading.page_text import page_text
from pipeline.reading.selecting import layouts_for
from pipeline.reading.soft_errors import Shown, is_cut_off, refuse_errors, refuse_front_page, refuse_other_formats
from pipeline.reading.tidying import Tidied, tidy
from pipeline.reading.tree import parse
from pipeline.source import Source

UNSURE = frozenset((TITLE_TAG, NEAREST))  # origins of a title that an error page has too
LEAST_SHOWN = 200  # letters of visible text; a page that shows less may hide its article
LONGEST_FIRST = 120  # characters of a first sentence that stands for a title (text-format.md)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which article is being read, and what was known of it before."""

    url: str
    source: Source
    entry: Entry | None
    first_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """An article's words with the reader of each part."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    origins: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]


def read_article(
    page: Page, source: Source, entry: Entry | None, *, first_seen: datetime, familiar: frozenset[str] = frozenset()
) -> Article:
    """Read, clean and date one article page.

    Args:
        page: The page as the server gave it.
        source: Its charset, layouts, zone and clock are used.
        entry: What the listing said of it; a witness, never the text.
        first_seen: When the item was discovered; aware.
        familiar: Keys (`blocks.key_of`) of texts that stand on other pages of the source.

    Raises:
        Unreadable: kind `blocked` for a challenge, `soft-error` for an error page, `limit` for a page too deep or with
            a tag over 64 KB, `empty` where there is no article, `broken` for what is no page, cut off, or mojibake.
    """
    asked = _Asked(url=page.url, source=source, entry=entry, first_seen=first_seen)
    decoded = page_text(page, source, kind="html")
    if challenge := is_challenge(decoded.text, page.status):
        raise Unreadable(challenge, kind="blocked")
    refuse_other_formats(decoded.text)
    tree = parse(decoded.text)
    refuse_front_page(tree, page.url, entry.url if entry is not None else "")
    metadata = read_metadata(tree)
    runs = cut(tree)
    if sum(run.own for run in runs) < LEAST_SHOWN:
        reveal(tree)
        runs = cut(tree)
    layouts = layouts_for(source, _known_day(entry, first_seen))
    made = draft(tree, runs, metadata, entry=entry, layouts=layouts, familiar=familiar)
    if is_cut_off(decoded.text, tree, made.home):
        raise Unreadable("the page is cut off within its article", kind="broken")
    witnesses = find_witnesses(
        tree,
        source=source,
        url=page.url,
        first_seen=first_seen,
        selectors=tuple(selector for layout in layouts for selector in layout.date),
        title=made.title.text if made.title else "",
        article=made.home,
    )
    raw_text = "\n".join(run.text for run in runs)
    asks_password = tree.find(".//input[@type='password']") is not None
    text = _text_of(made, markup_of(made, tree, runs, layouts), decoded.reasons)
    shown = Shown(
        title=text.title,
        words=" ".join(block.text for block in text.blocks),
        has_headline=made.title is not None and made.title.origin not in UNSURE,
    )
    refuse_errors(shown, metadata, visible=raw_text, has_date=bool(witnesses), asks_password=asks_password)
    return _dated(text, asked, witnesses, raw_text)


def read_entry(source: Source, entry: Entry, *, first_seen: datetime) -> Article:
    """Read an entry that carries its full text; its title is the listing's, else its bold first line or sentence.

    Raises:
        Unreadable: kind `empty` where the entry holds no text, `broken` for mojibake.
    """
    asked = _Asked(url=entry.url, source=source, entry=entry, first_seen=first_seen)
    blocks = walk(entry.content)
    title = cap(clean_line(entry.title)) or _first_words(blocks)
    tidied = tidy(blocks, title)
    lead = tidied.summary or _own_summary(entry, tidied.blocks)
    text = _Text(
        title=title,
        lead="" if repeats(lead, tidied.blocks, title) else lead,
        blocks=tidied.blocks,
        origins=(("title", "feed" if entry.title else "text"), ("body", "feed")),
        reasons=_told(tidied),
    )
    if not text.blocks:
        raise Unreadable("the entry holds no text", kind="empty")
    return _dated(text, asked, (), "\n".join(block.text for block in blocks))


def _known_day(entry: Entry | None, first_seen: datetime) -> date:
    if entry is not None and entry.published is not None:
        return entry.published.date()
    return (entry.day if entry is not None else None) or first_seen.date()


def _text_of(made: Draft, html: str, reasons: tuple[str, ...]) -> _Text:
    blocks = walk(html)
    title = made.title.text if made.title else _first_words(blocks)
    tidied = tidy(blocks, title)
    lead = clean_line(made.lead) or tidied.summary
    if repeats(lead, tidied.blocks, title):
        lead = ""
    origins = [("title", made.title.origin if made.title else "text"), ("body", made.origin)]
    if lead:
        origins.insert(1, ("lead", made.lead_origin if made.lead else "clock line"))
    return _Text(
        title=title, lead=lead, blocks=tidied.blocks, origins=tuple(origins), reasons=(*reasons, *_told(tidied))
    )


def _first_words(blocks: Sequence[Block]) -> str:
    """A title for a text without one: its bold or set-off first line, else its first sentence up to 120 characters."""
    if not blocks:
        return ""
    first = blocks[0].text.split("\n")[0]
    if blocks[0].kind in ("strong", "heading") or len(first) <= LONGEST_FIRST:
        return cap(first)
    sentence = first[: LONGEST_FIRST + 1]
    ends = [sentence.rfind(mark) for mark in (". ", "! ", "? ", "… ")]
    end = max(ends) + 1
    return sentence[:end] if end > 0 else sentence[:LONGEST_FIRST].rpartition(" ")[0] + "…"


def _own_summary(entry: Entry, blocks: Sequence[Block]) -> str:
    """A feed's summary where it is a whole text and not the beginning of the article, or all of it."""
    summary = clean_line(entry.summary)
    if blocks and key_of(summary).startswith(key_of(blocks[0].text)):
        return ""
    return "" if summary.endswith(("…", "...")) else summary


def _told(tidied: Tidied) -> tuple[str, ...]:
    """What was left out, counted by reason."""
    counted = Counter(reason for _, reason in tidied.dropped)
    if not counted:
        return ()
    return ("left out: " + ", ".join(f"{count} {reason}" for reason, count in sorted(counted.items())),)


def _dated(text: _Text, asked: _Asked, witnesses: tuple[Witness, ...], raw_text: str) -> Article:
    checked = check(text.title, text.lead, tuple(block.text for block in text.blocks))
    reasons = (*text.reasons, *checked.reasons, *(("title truncated",) if is_cut(text.title) else ()))
    if not checked.paragraphs:
        raise Unreadable("no article on the page", kind="empty")
    lines = (text.title, *((text.lead,) if text.lead else ()), *checked.paragraphs)
    dated = decide(
        witnesses=witnesses,
        entry=asked.entry,
        url=asked.url,
        lines=lines,
        raw_text=raw_text,
        source=asked.source,
        first_seen=asked.first_seen,
    )
    return Article(
        url=asked.url,
        title=text.title,
        lead=text.lead or None,
        paragraphs=checked.paragraphs,
        dated=dated,
        origins=(*text.origins, ("date", dated.basis)),
        reasons=reasons,
    )
