"""Tells elements that stand beside an article by their tag, class and id; it never looks at text."""

import re
from functools import lru_cache
from itertools import pairwise

SILENT = frozenset((
    "audio", "button", "canvas", "datalist", "dialog", "embed", "head", "iframe", "img", "input", "link", "map", "math",
    "meta", "noscript", "object", "option", "output", "progress", "script", "select", "source", "style", "svg",
    "template", "textarea", "title", "track", "video",
))  # fmt: skip
BESIDE = frozenset(("aside", "figcaption", "figure", "footer", "form", "menu", "nav"))
HOLDS = frozenset(("article", "body", "html", "main"))  # never beside the article, whatever they are called

_HIDING = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
# Words of class names: each stands alone or is set off by a hyphen, an underscore, a capital or a digit.
_WORDS = frozenset((
    "ad", "adfox", "ads", "adsense", "adv", "advert", "advertisement", "advertising", "aside", "assessment",
    "audio", "author", "authors", "avatar", "banner", "banners", "bookmark", "bookmarks", "breadcrumb",
    "breadcrumbs", "byline", "caption", "captions", "carousel", "comment", "comments", "cookie", "cookies",
    "copyright", "copyrights", "counter", "counters", "credit", "credits", "crumbs", "disqus", "donate", "feedback",
    "figure", "foot", "footer", "footnav", "forum", "gallery", "hashtags", "incut", "infobox", "informer", "inject",
    "login", "marketgid", "menu", "messenger", "modal", "more", "nav", "navbar", "navigation", "newsletter",
    "orphus", "pager", "pagination", "partner", "partners", "photoreport", "player", "poll", "popular", "popup",
    "print", "promo", "quiz", "rating", "readalso", "readmore", "recommend", "recommendation", "recommendations",
    "recommended", "recommends", "relap", "related", "rss", "rules", "seealso", "share", "shares", "sharing",
    "sidebar", "similar", "slider", "slideshow", "smi2", "soc", "social", "socials", "socseti", "source", "sources",
    "submenu", "subscribe", "subscription", "subscriptions", "survey", "swiper", "tag", "tagcloud", "tags",
    "ticker", "tizer", "tizers", "toolbar", "tools", "topnews", "views", "vote", "votes", "voting", "weather",
    "widget", "widgets",
))  # fmt: skip
_PAIRS = frozenset((
    "also read", "read also", "see also", "side bar", "top news", "region news", "last news", "media description",
    "media title", "photo description", "photo title", "photo text", "image description", "image title", "image text",
    "img description", "img title", "img text", "picture description", "picture title",
))  # fmt: skip
# A name that says "article text" is the article's, whatever else it says.
_TEXT_WORDS = frozenset(("articlebody", "bodytext", "fulltext", "maintext", "newstext", "posttext", "storybody"))
_SPLIT = re.compile(r"[^a-zA-Z0-9]+|(?<=[a-z])(?=[A-Z])|(?<=[a-zA-Z])(?=\d)")


@lru_cache(maxsize=8192)
def is_beside(names: str) -> bool:
    """Whether a class and id string names something beside an article: a share bar, a caption, a sidebar."""
    parts = [part.lower() for part in _SPLIT.split(names[:200]) if part]
    if not _TEXT_WORDS.isdisjoint(parts):
        return False
    return not _WORDS.isdisjoint(parts) or not _PAIRS.isdisjoint(f"{one} {other}" for one, other in pairwise(parts))


def hides(style: str | None) -> bool:
    """Whether a style attribute takes its element out of sight."""
    return style is not None and _HIDING.search(style[:500]) is not None
