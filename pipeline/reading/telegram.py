"""Reads the public preview of a Telegram channel (`t.me/s/…`) into entries that are whole articles."""

import re

from pipeline.characters import clean_line
from pipeline.dates.stamps import read_stamp
from pipeline.errors import Unreadable
from pipeline.models import Entry, Listing, Page
from pipeline.reading.challenges import is_challenge
from pipeline.reading.collecting import Collector, count_of
from pipeline.reading.listing_dates import Stamp, of_moment
from pipeline.reading.page_text import page_text
from pipeline.reading.posts import read_post
from pipeline.reading.tree import parse
from pipeline.reading.xml_text import Element
from pipeline.source import Source, Way
from pipeline.urls import resolve

FORWARDED = "forwarded"  # a category of posts that are others' words; a second one names whose

_POST = re.compile(r"[A-Za-z0-9_]{2,64}/\d{1,12}")
_BEFORE = re.compile(r"[?&]before=\d{1,12}")


def read_preview(page: Page, source: Source, way: Way) -> Listing:  # noqa: ARG001 - one shape for all ways
    """Read a channel's preview: one entry a post, in page order (the newest last), with `content`.

    Forwarded posts carry the category `forwarded` and one that names their author. Posts without words and service
    messages are left out. `next_url` leads to older posts.

    Raises:
        Unreadable: `blocked` where the channel is not shown in preview or a challenge stands in its place, `empty`
            where no post has words.
    """
    decoded = page_text(page, source, kind="html")
    root = parse(decoded.text)
    if not root.find_class("tgme_channel_history"):
        raise Unreadable(is_challenge(decoded.text, page.status) or "preview switched off", kind="blocked")
    collector = Collector(page=page, source=source)
    messages = [each for each in root.find_class("tgme_widget_message") if "service_message" not in each.get("class")]
    wordless = sum(1 for message in messages if not _take(message, collector))
    reasons = (*decoded.reasons, *((f"{count_of(wordless, 'post')} without words",) if wordless else ()))
    if not collector.entries:
        raise Unreadable("; ".join(("the preview shows no posts", *reasons)), kind="empty")
    return Listing(entries=tuple(collector.entries.values()), next_url=_older(root, page), reasons=reasons)


def _take(message: Element, collector: Collector) -> bool:
    """Take a post in; says whether it had words."""
    element = _text_of(message)
    address = message.get("data-post") or ""
    if element is None or not _POST.fullmatch(address):
        return False
    post = read_post(element)
    if post is None:
        return False
    stamp = _stamp(message, collector)
    collector.add(
        Entry(
            url=f"https://t.me/{address}",
            title=post.title,
            published=stamp.instant,
            day=stamp.day,
            categories=(*_forwarded(message, address), *post.tags),
            content=post.content,
        )
    )
    return True


def _text_of(message: Element) -> Element | None:
    """The element of the post's own words, not of the post it answers."""
    for element in message.find_class("tgme_widget_message_text"):
        within = (element, *element.iterancestors())
        if not any("tgme_widget_message_reply" in (each.get("class") or "") or each.tag == "a" for each in within):
            return element
    return None


def _stamp(message: Element, collector: Collector) -> Stamp:
    times = [time for place in message.find_class("tgme_widget_message_date") for time in place.iter("time")]
    written = [time.get("datetime") or "" for time in (*times, *message.iter("time"))]
    found = (of_moment(read_stamp(text, collector.place)) for text in written if text)
    return next((stamp for stamp in found if stamp), Stamp())


def _forwarded(message: Element, address: str) -> tuple[str, ...]:
    """Whose words a post repeats, as categories; a channel that forwards itself repeats nobody."""
    marks = message.find_class("tgme_widget_message_forwarded_from")
    if not marks:
        return ()
    names = message.find_class("tgme_widget_message_forwarded_from_name")
    handle = address.partition("/")[0].casefold()
    if any(f"t.me/{handle}/" in f"{name.get('href', '').casefold()}/" for name in names):
        return ()
    name = clean_line(names[0].text_content()) if names else ""
    return (FORWARDED, f"{FORWARDED} from {name}") if name else (FORWARDED,)


def _older(root: Element, page: Page) -> str | None:
    """The page of older posts, None on the first one of the channel."""
    links = [*root.find_class("tme_messages_more"), *root.iterfind(".//link[@rel='prev']")]
    for link in links:
        href = link.get("href") or (f"?before={before}" if (before := link.get("data-before")) else "")
        if _BEFORE.search(href):
            return resolve(href, page.url)
    return None
