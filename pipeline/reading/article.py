"""Reads an article page into title, lead and paragraphs, and dates it; it judges nothing and asks no clock."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from lxml.html import HtmlElement

from pipeline.characters import clean_line
from pipeline.cleaning import Block, walk
from pipeline.dates.page import find_witnesses
from pipeline.dates.rule import decide
from pipeline.errors import Unreadable
from pipeline.models import Article, BlockChoice, Entry, Familiar, Page, Witness
from pipeline.reading.blocks import Run, cut, key_of, reveal
from pipeline.reading.challenges import is_challenge
from pipeline.reading.checking import check
from pipeline.reading.drafts import Draft, draft
from pipeline.reading.explaining import tell_dropped, tell_refused, tell_taken
from pipeline.reading.familiarity import find_returning, print_of
from pipeline.reading.headline import NEAREST, TITLE_TAG, cap, is_cut
from pipeline.reading.leading import repeats
from pipeline.reading.markup import markup_of
from pipeline.reading.metadata import Metadata, read_metadata
from pipeline.reading.page_text import page_text
from pipeline.reading.selecting import layouts_for
from pipeline.reading.soft_errors import Shown, is_cut_off, refuse_errors, refuse_front_page, refuse_other_formats
from pipeline.reading.tidying import addresses_someone, tidy
from pipeline.reading.tree import parse
from pipeline.source import Source

UNSURE = frozenset((TITLE_TAG, NEAREST))  # origins of a title that an error page has too
LEAST_SHOWN = 200  # letters of visible text; a page that shows less may hide its article
NONE_FAMILIAR = Familiar()
LONGEST_FIRST = 120  # characters of a first sentence that stands for a title (text-format.md)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Which article is being read, and what was known of it before."""

    url: str
    source: Source
    entry: Entry | None
    first_seen: datetime
    familiar: Familiar


@dataclass(frozen=True, slots=True, kw_only=True)
class _Text:
    """An article's words with the reader of each part; `dropped` are texts with the reason why they are not in it."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
    origins: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...]
    dropped: tuple[tuple[str, str], ...] = ()
    prints: tuple[int, ...] = ()


def read_article(
    page: Page,
    source: Source,
    entry: Entry | None,
    *,
    first_seen: datetime,
    familiar: Familiar = NONE_FAMILIAR,
    explained: bool = False,
) -> Article:
    """Read, clean and date one article page.

    Args:
        page: The page as the server gave it.
        source: Its charset, layouts, zone and clock are used.
        entry: What the listing said of it; a witness, never the text.
        first_seen: When the item was discovered; aware.
        familiar: What the source's other pages have in common.
        explained: Whether the article's `choices` are wanted.

    Raises:
        Unreadable: kind `blocked` for a challenge, `soft-error` for an error page, `limit` for a page too deep or with
            a tag over 64 KB, `empty` where there is no article, `broken` for what is no page, cut off, or mojibake.
    """
    asked = _Asked(url=page.url, source=source, entry=entry, first_seen=first_seen, familiar=familiar)
    decoded = page_text(page, source, kind="html")
    if challenge := is_challenge(decoded.text, page.status):
        raise Unreadable(challenge, kind="blocked")
    refuse_other_formats(decoded.text)
    tree = parse(decoded.text)
    refuse_front_page(tree, page.url, entry.url if entry is not None else "")
    metadata = read_metadata(tree)
    runs = _runs_of(tree)
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
    refused = tuple(tell_refused(runs, made)) if explained else ()
    text = _text_of(made, markup_of(made, tree, runs, layouts), decoded.reasons, familiar)
    refuse_errors(_shown(made, text), metadata, visible=raw_text, has_date=bool(witnesses), asks_password=asks_password)
    article = _dated(text, asked, witnesses, raw_text)
    if not explained:
        return article
    return replace(article, choices=(*_kept_and_dropped(made, text, metadata), *refused))


def read_entry(source: Source, entry: Entry, *, first_seen: datetime, familiar: Familiar = NONE_FAMILIAR) -> Article:
    """Read an entry that carries its full text; its title is the listing's, else its bold first line or sentence.

    Raises:
        Unreadable: kind `empty` where the entry holds no text, `broken` for mojibake.
    """
    asked = _Asked(url=entry.url, source=source, entry=entry, first_seen=first_seen, familiar=familiar)
    blocks = walk(entry.content)
    title = cap(clean_line(entry.title)) or _first_words(blocks)
    tidied = tidy(blocks, title)
    lead = tidied.summary or _own_summary(entry, tidied.blocks)
    if repeats(lead, tidied.blocks, title):
        lead = ""
    text = _without_returning(
        _Text(
            title=title,
            lead=lead,
            blocks=tidied.blocks,
            origins=(("title", "feed" if entry.title else "text"), ("body", "feed")),
            reasons=_told(tidied.dropped),
            dropped=tidied.dropped,
        ),
        familiar,
    )
    if not text.blocks:
        raise Unreadable("the entry holds no text", kind="empty")
    return _dated(text, asked, (), "\n".join(block.text for block in blocks))


def _runs_of(tree: HtmlElement) -> list[Run]:
    """The runs of text of a page; where it shows hardly any, what it hides too."""
    runs = cut(tree)
    if sum(run.own for run in runs) >= LEAST_SHOWN:
        return runs
    reveal(tree)
    return cut(tree)


def _shown(made: Draft, text: _Text) -> Shown:
    has_headline = made.title is not None and made.title.origin not in UNSURE
    return Shown(title=text.title, words=" ".join(block.text for block in text.blocks), has_headline=has_headline)


def _kept_and_dropped(made: Draft, text: _Text, metadata: Metadata) -> Iterator[BlockChoice]:
    yield from tell_taken(made, text.lead, [block.text for block in text.blocks], key_of(metadata.body))
    yield from tell_dropped(text.dropped)


def _known_day(entry: Entry | None, first_seen: datetime) -> date:
    if entry is not None and entry.published is not None:
        return entry.published.date()
    return (entry.day if entry is not None else None) or first_seen.date()


def _text_of(made: Draft, html: str, reasons: tuple[str, ...], familiar: Familiar) -> _Text:
    blocks = walk(html)
    title = made.title.text if made.title else _first_words(blocks)
    tidied = tidy(blocks, title)
    lead = clean_line(made.lead) or tidied.summary
    if repeats(lead, tidied.blocks, title):
        lead = ""
    origins = [("title", made.title.origin if made.title else "text"), ("body", made.origin)]
    if lead:
        origins.insert(1, ("lead", made.lead_origin if made.lead else "clock line"))
    whole = _Text(
        title=title,
        lead=lead,
        blocks=tidied.blocks,
        origins=tuple(origins),
        reasons=(*reasons, *_told(tidied.dropped)),
        dropped=tidied.dropped,
    )
    return _without_returning(whole, familiar)


def _without_returning(text: _Text, familiar: Familiar) -> _Text:
    """The text without what stands in other articles of the source too, and the fingerprints of all of it.

    Of a letter only what stands above its address is told to others: greetings share wishes and signatures.
    """
    parts = [text.lead, *(block.text for block in text.blocks)]
    letter = next((index for index, part in enumerate(parts) if addresses_someone(part)), len(parts))
    prints = tuple(0 if addresses_someone(part) else print_of(key_of(part)) for part in parts)
    title = print_of(key_of(text.title))
    found = find_returning(title, list(zip(prints, map(len, parts), strict=True)), familiar)
    dropped = tuple((parts[index], f"returns on {count} other pages") for index, count in found.items())
    return replace(
        text,
        lead="" if 0 in found else text.lead,
        blocks=tuple(block for index, block in enumerate(text.blocks, 1) if index not in found),
        origins=tuple(origin for origin in text.origins if 0 not in found or origin[0] != "lead"),
        reasons=(*text.reasons, *_told(dropped)),
        dropped=(*text.dropped, *dropped),
        prints=(title, *(each for each in prints[:letter] if each)),
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


def _told(dropped: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """What was left out, counted by reason."""
    counted = Counter(reason for _, reason in dropped)
    if not counted:
        return ()
    return ("left out: " + ", ".join(f"{count} {reason}" for reason, count in sorted(counted.items())),)


def _dated(text: _Text, asked: _Asked, witnesses: tuple[Witness, ...], raw_text: str) -> Article:
    letters = sum(len(block.text) for block in text.blocks)
    linked = sum(len(block.text) * block.linked for block in text.blocks) / max(letters, 1)
    checked = check(text.title, text.lead, tuple(block.text for block in text.blocks), linked=linked)
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
        prints=text.prints,
    )
