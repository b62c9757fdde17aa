"""Names of people and bodies as file names; only `[a-z0-9-]` ever leaves it."""

import re
from collections.abc import Iterable
from hashlib import sha256

LONGEST = 60
LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
        "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
        "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
        "ь": "", "э": "e", "ю": "yu", "я": "ya", "і": "i", "ў": "u", "ә": "a", "ғ": "g", "қ": "k", "ң": "n",
        "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ӣ": "i", "ӯ": "u",
    }
)  # fmt: skip


def slug_of(name: str) -> str:
    """The name in `[a-z0-9-]{1,60}`; a script we cannot write in Latin gives a hash of the name."""
    latin = name.casefold().translate(LATIN)
    slug = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")[:LONGEST].strip("-")
    return slug or f"x-{_mark(name)}"


def slugs_of(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name; of names that share one, all but the first by alphabet get a mark of their own."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for name in sorted(set(names)):
        slug = slug_of(name)
        if slug in taken:
            slug = f"{slug[: LONGEST - 7]}-{_mark(name)}"
        taken.add(slug)
        slugs[name] = slug
    return slugs


def _mark(name: str) -> str:
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:6]
