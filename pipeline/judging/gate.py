"""Decides from a listing alone whether an item may concern the topic; it errs on the side of opening the page."""

from functools import lru_cache
from urllib.parse import unquote, urlsplit

from pipeline.judging.naming.roster import officer_surnames
from pipeline.judging.slugs import plain, stands_in
from pipeline.judging.text.matching import matcher_of
from pipeline.judging.text.tokens import split_words
from pipeline.judging.topic import Topic
from pipeline.models import Entry

SHORTEST_SLUG = 4


def matches(entry: Entry, topic: Topic) -> str | None:
    """Why the item may concern the topic, as a short sentence; None where nothing says so.

    Looks at title, summary, categories and text in any configured language, and at the words of the address in any
    transliteration. Surnames count where no one else is known to bear them.
    """
    fields = (("title", entry.title), ("summary", entry.summary), *(("category", name) for name in entry.categories))
    for field, text in (*fields, ("text", entry.content)):
        word = text and _named(text, topic)
        if word:
            return f"{field} names {word}"
    return _in_slug(entry.url, topic)


def _named(text: str, topic: Topic) -> str | None:
    matcher = matcher_of(topic)
    mended = matcher.mend(text)
    tokens = split_words(mended)
    surnames = _surnames(topic)
    for token in tokens:
        if token.low in surnames:
            return token.text
    for hit in matcher.find(mended, tokens):
        if hit.names_it:
            return mended[tokens[hit.first].start : tokens[hit.behind - 1].end]
    return None


def _in_slug(url: str, topic: Topic) -> str | None:
    slug = plain(unquote(urlsplit(url).path + "-" + urlsplit(url).query))
    for stem, whole in _stems(topic):
        if f"-{stem}-" in f"-{slug}-" if whole else stands_in(stem, slug):
            return f"address names {stem}"
    return None


@lru_cache(maxsize=4)
def _surnames(topic: Topic) -> frozenset[str]:
    """Forms of the surnames of officers that nobody else is known to bear."""
    return officer_surnames(topic)


@lru_cache(maxsize=4)
def _stems(topic: Topic) -> tuple[tuple[str, bool], ...]:
    """What to look for in an address, and whether only as a whole word: acronyms of other alphabets are words too."""
    names = (name.phrase.pattern.rstrip("*") for name in topic.names if name.strength == "short")
    stems = {plain(word): True for word in names} | {plain(word): False for word in topic.slugs}
    return tuple((stem, whole) for stem, whole in stems.items() if len(stem) >= SHORTEST_SLUG or not whole)
