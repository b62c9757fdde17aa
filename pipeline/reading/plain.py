"""Turns short pieces of markup into plain lines; long texts and whole pages are other modules' work."""

import re
from html import unescape

from pipeline.characters import clean_line

LONGEST_TITLE = 300  # characters (faults 25)
LONGEST_SUMMARY = 10_000
ROUNDS = 3  # escapes of escapes that are undone

_TAG = re.compile(r"<[A-Za-z/!?][^<>]*>")
_FORMATTING = re.compile(
    r"</?(?:a|abbr|b|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|html|head|title|body|meta|link|i|img|ins|li|mark|nobr|ol|p|q|s|small"
    r"|span|strike|strong|style|script|sub|sup|table|tbody|td|th|tr|tt|u|ul|wbr)(?:\s[^<>]*|/)?>|<![^<>]*>",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|em|font|i|mark|nobr|s|small|span|strike|strong|sub|sup|tt|u|wbr)\b", re.IGNORECASE
)
_HIDDEN = re.compile(r"<(script|style|noscript|template)\b", re.IGNORECASE)
_LOOKS_ESCAPED = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")


def plain_line(markup: str) -> str:
    """All words of a piece of markup in one line, at most `LONGEST_SUMMARY` characters."""
    text = _untagged(without_hidden(markup[: LONGEST_SUMMARY * 5]), _TAG)
    return shorten(clean_line(unescape(_unescaped(text))), LONGEST_SUMMARY)


def plain_title(markup: str) -> str:
    """A title as a reader sees it: formatting and any number of escapes undone, `<words>` in brackets kept."""
    text = markup[: LONGEST_TITLE * 50]
    for _ in range(ROUNDS):
        text = _untagged(without_hidden(text), _FORMATTING)
        if not _LOOKS_ESCAPED.search(text):
            break
        text = unescape(text)
    return shorten(clean_line(_untagged(without_hidden(text), _FORMATTING)), LONGEST_TITLE)


def shorten(text: str, longest: int) -> str:
    """The text, cut at a word with an ellipsis where it is too long."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:-–—") + "…"


def without_hidden(markup: str) -> str:
    """Markup without scripts and styles; an unclosed one hides the rest."""
    if not _HIDDEN.search(markup):
        return markup
    lower, pieces, end = markup.lower(), [], 0
    while match := _HIDDEN.search(markup, end):
        pieces.append(markup[end : match.start()])
        close = lower.find(f"</{match[1].lower()}", match.end())
        stop = lower.find(">", close) if close >= 0 else -1
        end = stop + 1 if stop >= 0 else len(markup)
    return "".join((*pieces, markup[end:]))


def _untagged(text: str, tags: re.Pattern[str]) -> str:
    return tags.sub(lambda tag: "" if _INLINE.match(tag[0]) else " ", text) if "<" in text else text


def _unescaped(text: str) -> str:
    """Undo escapes of escapes; a single one is left to the caller."""
    for _ in range(ROUNDS - 1):
        once = unescape(text)
        if once == text or not _LOOKS_ESCAPED.search(once):
            break
        text = once
    return text
