"""Guesses which links of a page lead to articles where no selector says so; it reads nothing behind them."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pipeline.reading.cards import shown_text
from pipeline.reading.xml_text import Element
from pipeline.url_forms import is_slug
from pipeline.urls import canonical, refusal, resolve

MOST_LINKS = 3000  # of a page that are looked at
FEWEST = 2  # links that make a list
DEEPEST = 5  # ancestors that make up a link's place
LONGEST = 120  # characters of a link's words that count
WORDY = 25  # characters from which a link's words are a title rather than a menu's
MENUS = frozenset({"nav", "footer", "header", "aside", "form"})

_MENU_NAME = re.compile(
    r"menu|nav|footer|header|breadcrumb|crumbs|social|share|tags?(?:$|[\s_-])|pag(?:er|inat)|lang", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{4,}")
_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|rar|mp[34]|avi|xml|rss|css|js)$", re.IGNORECASE)


@dataclass(slots=True)
class _Group:
    """Links that stand in the same place of a repeated structure; `best` is each page's longest title."""

    links: list[Element] = field(default_factory=list)
    best: dict[str, int] = field(default_factory=dict)
    telling: set[str] = field(default_factory=set)

    def weight(self) -> float:
        """Words that read like titles, more where the addresses look like articles."""
        words = sum(size for size in self.best.values() if size >= WORDY)
        return words * (0.25 + len(self.telling) / max(len(self.best), 1))


def likely_items(root: Element, url: str, hosts: tuple[str, ...]) -> list[Element]:
    """The links of the strongest list on the page, in page order; empty where nothing looks like one."""
    groups: dict[tuple[str, ...], _Group] = defaultdict(_Group)
    own = canonical(url)
    for link in list(root.iter("a"))[:MOST_LINKS]:
        address = resolve(link.get("href") or "", url, hosts)
        if not (link.get("href") or "").strip() or refusal(address, hosts) or _in_menu(link):
            continue
        page = canonical(address)
        if page != own and not _FILE.search(urlsplit(address).path):
            _add(groups[_place(link)], link, page)
    likely = [group for group in groups.values() if len(group.best) >= FEWEST and group.telling]
    return max(likely, key=_Group.weight).links if likely else []


def _add(group: _Group, link: Element, page: str) -> None:
    group.links.append(link)
    group.best[page] = max(group.best.get(page, 0), min(len(shown_text(link)), LONGEST))
    if _tells(page):
        group.telling.add(page)


def _tells(page: str) -> bool:
    """Whether an address looks like an article's: a number or a title in its path, or a number in its query."""
    parts = urlsplit(page)
    last = parts.path.rpartition("/")[2]
    return bool(_NUMBER.search(parts.path) or _NUMBER.search(parts.query) or is_slug(last))


def _in_menu(link: Element) -> bool:
    ancestors = [link, *link.iterancestors()][:12]
    return any(
        a.tag in MENUS or _MENU_NAME.search(f"{a.get('class', '')} {a.get('id', '')}")
        for a in ancestors
        if a.tag != "body"
    )


def _place(link: Element) -> tuple[str, ...]:
    """Where a link stands: tags and first class of its nearest ancestors."""
    steps = []
    for element in [link, *link.iterancestors()][:DEEPEST]:
        steps.append(f"{element.tag}.{' '.join((element.get('class') or '').split()[:1])}")
        if element.tag in ("li", "article", "tr"):
            break
    return tuple(steps)
