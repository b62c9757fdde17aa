"""The news of a text as sentences of marked words, and what it quotes; what is no news is left out, nothing compared.

Left out are datelines, a site's own lines, recollections (`Ранее …`) and sentences from the encyclopaedia (who is a
member, when it was founded): they stand under many articles that tell different news.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.boilerplate import is_noise
from pipeline.dates.datelines import read_dateline
from pipeline.folding import WORD, fold
from pipeline.likeness.common import MONTH, NUMBER_STEMS, OUTLET_STEMS, is_plain, stem_of

LEAST_QUOTED = 4  # words; fewer between quotation marks are a name
FIRST = 2  # sentences that are never background: a text may begin with them

_BREAK = re.compile(r"[.!?…](?:[\"»”)]{1,2}(?=\s|$))?\s{0,2}(?=[A-ZА-ЯЁӘҒҚҢӨҰҮІЎҶҲӮ«“„\"–—-])")
_RECALLS = re.compile(
    r"[\s«\"–—-]{0,3}(?:ранее|напомн\w{1,4}|напомина\w{1,4}|как (?:ранее )?сообщал\w{1,4}|справочно|previously|earlier"
    r"|as (?:was )?(?:earlier )?reported|recall|раней|нагадаем|еске сала|буга чейин|қаблан|ավելի վաղ)\b"
    r"(?! сегодня| today)",
    re.IGNORECASE,
)
_TELLS_ALWAYS = re.compile(
    r"\b(?:(?:созда|образова|учрежд|основа|подписа)\w{1,6}\b.{0,60}\b(?:19|20)\d\d\b|вход[ия]т\b|состо[ия]т из\b"
    r"|явля[ею]тся\b|находится в\b|расположен\w? в\b|объединя[ею]т\b|насчитыва[ею]т\b|принимаются\b|переходит\b"
    r"|(?:was|were) (?:founded|established|created|signed|set up)\b|comprises?\b|consists? of\b|headquartered\b"
    r"|is (?:a|an|the) (?:\w{1,20} ){0,3}(?:alliance|organi[sz]ation|body|bloc)\b|members? (?:are|states? are)\b"
    r"|members? include)",
    re.IGNORECASE,
)
_REPORTED_BY = re.compile(
    r"(?:переда[её]т|сообща[ею]т|пиш[уе]т|цитиру[ею]т(?: его| ее| её)?|приводит|со ссылкой на|по информации"
    r"|агентств\w{1,2}|корреспонденту|via|according to|reports?|told|citing)\W{1,4}$",
    re.IGNORECASE,
)
_LOOKED_BACK = 30  # characters before a name in which its reporter's verb stands
_OPENS, _CLOSES = "«“„", "»”"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a sentence, folded, and its stem; `plain` where it tells no news from another.

    `capital` says that it is written as names are, `name` and `number` that it tells one occasion from another.
    """

    word: str
    stem: str
    plain: bool
    capital: bool
    name: bool
    number: bool


def read_news(blocks: Iterable[str]) -> list[str]:
    """The blocks with nothing in them but news; a block that holds none is left out."""
    kept, read = [], 0
    for block in blocks:
        if is_noise(block):
            continue
        dateline = read_dateline(block)
        sentences = [one for one in split(block[len(dateline.text) :] if dateline else block) if WORD.search(one)]
        news = [one for place, one in enumerate(sentences, read) if not _is_background(one, place)]
        read += len(sentences)
        if news:
            kept.append("".join(news).strip())
    return kept


def split(text: str) -> list[str]:
    """The sentences of a text, roughly: an abbreviation may end one."""
    ends = [match.end() for match in _BREAK.finditer(text)]
    return [text[first:behind] for first, behind in zip([0, *ends], [*ends, len(text)], strict=True)]


def tokens_of(sentence: str) -> list[Token]:
    """The words of a sentence; a capital at its beginning makes no name."""
    found = []
    for place, match in enumerate(WORD.finditer(sentence)):
        capital = place > 0 and match[0][0].isupper()
        for word in WORD.findall(fold(match[0])):
            stem = stem_of(word)
            plain = is_plain(word, stem)
            number = any(map(str.isdecimal, word)) or stem.startswith(MONTH) or stem in NUMBER_STEMS
            name = (
                capital and not (plain or number or stem in OUTLET_STEMS) and not _is_reporter(sentence, match.start())
            )
            found.append(Token(word=word, stem=stem, plain=plain, capital=capital, name=name, number=number))
    return found


def quotations(block: str) -> Iterator[str]:
    """The words between quotation marks, the outermost; one that is never closed ends with the block."""
    depth, start = 0, 0
    for place, mark in enumerate(block):
        if mark not in '«“„»”"':
            continue
        straight = mark == '"' and block[place + 1 : place + 2].isalnum() and not (depth and _joined(block, place))
        opens = mark in _OPENS or straight
        if opens:
            start = start if depth else place + 1
            depth += 1
        elif depth:
            depth -= 1
            if not depth and len(WORD.findall(block[start:place])) >= LEAST_QUOTED:
                yield block[start:place]
    if depth and len(WORD.findall(block[start:])) >= LEAST_QUOTED:
        yield block[start:]


def _joined(block: str, place: int) -> bool:
    return place > 0 and (block[place - 1].isalnum() or block[place - 1] in ".,!?")


def _is_background(sentence: str, place: int) -> bool:
    if place == 0:
        return False
    return _RECALLS.match(sentence) is not None or (place >= FIRST and _TELLS_ALWAYS.search(sentence) is not None)


def _is_reporter(sentence: str, start: int) -> bool:
    return _REPORTED_BY.search(sentence[max(0, start - _LOOKED_BACK) : start]) is not None
