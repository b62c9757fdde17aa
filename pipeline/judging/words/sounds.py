"""One spelling for a name however the alphabets of the region write it; it knows no names itself."""

import re
from functools import lru_cache

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "iu", "я": "ia", "і": "i",
    "ў": "v", "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ӣ": "i", "ӯ": "u",
    "ҳ": "h", "ҷ": "j", "ѐ": "e", "ё": "e",
}  # fmt: skip
_ARMENIAN = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "i", "թ": "t", "ժ": "j", "ի": "i",
    "լ": "l", "խ": "h", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "z", "ղ": "g", "ճ": "ch", "մ": "m", "յ": "i", "ն": "n",
    "շ": "sh", "ո": "o", "չ": "ch", "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts",
    "ւ": "", "փ": "p", "ք": "k", "և": "ev", "օ": "o", "ֆ": "f",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC | _ARMENIAN)
_LATIN = (
    ("shch", "sh"), ("tch", "ch"), ("dzh", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("x", "ks"), ("w", "v"), ("q", "k"), ("y", "i"), ("'", ""), ("ë", "e"), ("ı", "i"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_OPENING = re.compile(r"\bie")
_GLIDE = re.compile(r"(?<=[aeiou])i(?=[aeou])|i(?=e)")
_VOWELS = re.compile(r"[aeiou]")
FEWEST = 3  # consonants by which alone a surname is known


@lru_cache(maxsize=20000)
def sound(low: str) -> str:
    """A folded name in plain Latin letters, variants of spelling made one.

    >>> sound("yevgeniy"), sound("евгений"), sound("масадыков"), sound("masadikov")
    ('evgeni', 'evgeni', 'masadikov', 'masadikov')
    """
    if low.isascii():
        for written, plain in _LATIN:
            low = low.replace(written, plain)
    else:
        low = low.replace("ու", "u").translate(_TABLE)
    return _DOUBLED.sub(r"\1", _GLIDE.sub("", _OPENING.sub("e", low)))


@lru_cache(maxsize=20000)
def skeleton(low: str) -> str:
    """The consonants of a name, by which neighbouring languages agree where their vowels differ; short names whole.

    >>> skeleton("вальфовіч") == skeleton("вольфович") == skeleton("volfovich")
    True
    """
    bare = sound(low)
    bones = _DOUBLED.sub(r"\1", _VOWELS.sub("", bare))
    return bones if len(bones) >= FEWEST else bare
