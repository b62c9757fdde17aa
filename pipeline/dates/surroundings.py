"""Tells by tags and names which elements are no part of an article: menus, comments, related items, captions.

It looks at one element at a time and reads no text.
"""

import re
from typing import Any

_TAGS = frozenset({"nav", "footer", "figure", "figcaption", "form", "button", "dialog", "menu"})
_WORDS = re.compile(
    r"disqus|repl(?:y|ies)|latest|lastnews|lenta|newsfeed|feed|ticker|more|also|carousel|slider|swiper|banners?|ads?|adv"
    r"|promo|gdpr|privacy|consent|newsletter|share|social|nav|navbar|navigation|menu|topbar|toolbar|masthead|archives?"
    r"|weather|currency|rates|captions?|figcaption|credit|photo|foto|gallery|print|events?|poll|vote|tags|list|mostread"
    r"|trending|hot|anons|afisha|board|forum|rss|aside|modal|popup|tooltip|login|users?|online|counters?|informer"
    r"|partners|sitemap|pager|pagination|langs?|bottom"
    r"|(?:comment|relat|recommend|similar|popular|subscri|advert|cookie|breadcrumb|calend|widget|footer|sidebar|teaser"
    r"|readalso|readmore|seealso|copyright|topnews|mainnews|hotnews|othernews|morenews|newslist|newsline)\w{0,20}"
)
_HIDING = re.compile(r"hidden|hide|invisible")
_TOKEN = re.compile(r"[A-ZА-Я]?[a-zа-я]+|[A-Z]+(?![a-z])|\d+")
_HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_LONGEST_NAMES = 400


def names_of(element: Any) -> tuple[str, ...]:
    """The words of an element's class, id and role in lower case (`news__relatedList`: news, related, list)."""
    named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
    return tuple(name.lower() for name in _TOKEN.findall(named[:_LONGEST_NAMES]))


def is_outside(element: Any) -> bool:
    """True where an element says by its tag or names that it is no part of the article."""
    return element.tag in _TAGS or any(_WORDS.fullmatch(name) for name in names_of(element))


def is_hidden(element: Any) -> bool:
    """True where a reader of the page would not see the element."""
    if "hidden" in element.attrib or element.get("aria-hidden") == "true":
        return True
    if _HIDDEN_STYLE.search(element.get("style", "")):
        return True
    return element.tag not in ("body", "html") and any(_HIDING.fullmatch(name) for name in names_of(element))
