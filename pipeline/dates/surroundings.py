"""Tells by tags and names which elements are no part of an article: menus, comments, related items, captions.

It looks at one element at a time and reads no text.
"""

import re
from functools import lru_cache
from typing import Any, Literal

_TAGS = frozenset({"nav", "figure", "figcaption", "form", "button", "dialog", "menu"})
_WORDS = re.compile(
    r"disqus|repl(?:y|ies)|latest|lastnews|lenta|newsfeed|feed|ticker|more|also|carousel|slider|swiper|banners?|ads?|adv"
    r"|promo|gdpr|privacy|consent|newsletter|share|social|nav|navbar|navigation|menu|topbar|toolbar|masthead|archives?"
    r"|weather|currency|rates|captions?|figcaption|credit|photo|foto|gallery|print|events?|poll|vote|tags|list|mostread"
    r"|trending|hot|anons|afisha|board|forum|rss|aside|modal|popup|tooltip|login|users?|online|counters?|informer"
    r"|partners|today|current|now|sitemap|pager|pagination|langs?|bottom"
    r"|(?:comment|relat|recommend|similar|popular|subscri|advert|cookie|breadcrumb|calend|widget|sidebar|teaser"
    r"|readalso|readmore|seealso|copyright|topnews|mainnews|hotnews|othernews|morenews|newslist|newsline)\w{0,20}"
)
_HIDING = re.compile(r"hidden|hide|invisible")
_PUBLISHED_NAME = re.compile(r"publi|pubdate|created|posted", re.IGNORECASE)
_MODIFIED_NAME = re.compile(r"updat|modif|edited|changed|datemodified", re.IGNORECASE)
_TOKEN = re.compile(r"[A-ZА-Я]?[a-zа-я]+|[A-Z]+(?![a-z])|\d+")
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_LONGEST_NAMES = 400


@lru_cache(maxsize=8192)
def _read_names(named: str) -> tuple[tuple[str, ...], bool, bool]:
    """The words of names, whether one says outside, whether one hides."""
    names = tuple(name.lower() for name in _TOKEN.findall(named))
    return names, any(map(_WORDS.fullmatch, names)), any(map(_HIDING.fullmatch, names))


def _named(element: Any) -> tuple[tuple[str, ...], bool, bool]:
    get = element.get
    return _read_names(f"{get('class', '')} {get('id', '')} {get('role', '')}"[:_LONGEST_NAMES])


def names_of(element: Any) -> tuple[str, ...]:
    """The words of an element's class, id and role in lower case (`news__relatedList`: news, related, list)."""
    return _named(element)[0]


def is_outside(element: Any) -> bool:
    """True where an element says by its tag or names that it is no part of the article."""
    names, says_so, _ = _named(element)
    if says_so or element.tag in _TAGS:
        return True
    # A header or footer outside an article is the site's: today's date stands there, or the year of its foundation.
    is_frame = element.tag in ("header", "footer") or names[:1] == ("header",) or "footer" in names
    return is_frame and not any(each.tag in ("article", "main") for each in element.iterancestors())


def is_hidden(element: Any) -> bool:
    """True where a reader of the page would not see the element."""
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return _named(element)[2] and element.tag not in ("body", "html")


def changes_name(name: str) -> Literal["published", "modified", ""]:
    """What a name says of a date: that of publication or that of a change."""
    if _PUBLISHED_NAME.match(name):
        return "published"
    return "modified" if _MODIFIED_NAME.match(name) else ""
