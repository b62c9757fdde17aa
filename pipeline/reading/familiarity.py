"""Knows which texts return on other pages of a source: tickers, appeals, slogans; it stores nothing.

Only what stood in an article's place on those pages counts: the title or lead of an article in another's sidebar is
nobody's ticker.
"""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.models import Familiar

LEAST = 20  # letters of a text that is worth remembering
PAGES = 3  # other articles a text must stand on
SHARE = 0.25  # of all that are remembered; less is enough for what stands above the article
MINORITY = 0.5  # share of an article's letters that may be called familiar; more is the article printed again


def print_of(key: str) -> int:
    """A text's fingerprint, 63 bits of its letters and digits (`blocks.key_of`); 0 for a text too short to tell."""
    if len(key) < LEAST:
        return 0
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def gather(pages: Iterable[Sequence[int]]) -> Familiar:
    """What several pages have in common; each is its title's fingerprint, then those of its texts."""
    every = [(page[0], frozenset(page[1:])) for page in pages if page]
    titles: dict[int, set[int]] = defaultdict(set)
    texts: dict[int, list[Collection[int]]] = defaultdict(list)
    for title, prints in every:
        texts[title].append(prints)
        for each in prints:
            titles[each].add(title)
    return Familiar(
        pages=len(every),
        titles={each: frozenset(found) for each, found in titles.items() if each and len(found) >= PAGES},
        slogans=frozenset(title for title, others in texts.items() if title and _differ(others)),
    )


def _differ(pages: Sequence[Collection[int]]) -> bool:
    """Whether texts under one title are several articles, and not one printed again."""
    apart = [page for index, page in enumerate(pages) if not any(set(page) & set(other) for other in pages[:index])]
    return len(apart) >= PAGES


def find_returning(title: int, texts: Sequence[tuple[int, int]], familiar: Familiar) -> Mapping[int, int]:
    """Which texts of an article are not its own.

    Args:
        title: The title's fingerprint; pages under the same title are the article printed again.
        texts: Fingerprint and letters of each text in reading order.
        familiar: What the source's other pages have in common.

    Returns:
        By index, on how many other articles the text stands. Nothing where that would be most of the article.
    """
    counted = {index: len(familiar.titles.get(each, frozenset()) - {title}) for index, (each, _) in enumerate(texts)}
    first = next((index for index, count in counted.items() if count < PAGES), len(texts))
    least = max(PAGES, SHARE * familiar.pages)
    found = {index: count for index, count in counted.items() if count >= (PAGES if index < first else least)}
    letters = sum(texts[index][1] for index in found)
    return found if letters < MINORITY * sum(size for _, size in texts) else {}
