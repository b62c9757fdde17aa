"""Drops from an article's blocks what is no part of its text, each with a reason; it adds and reorders nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.boilerplate import announces_titles, is_noise, is_trailing_initials, without_marks
from pipeline.cleaning import Block
from pipeline.dates.lines import read_date_line
from pipeline.reading.blocks import key_of
from pipeline.reading.leading import repeats_title, sums_up

LINK_ONLY = 0.9  # share of letters in links that makes a paragraph a link to another article
DRESSING = 30  # letters of date and rubric that may stand beside such a link
LINK_LIST = 0.6  # the same for a list
ANNOUNCED = 0.5  # the same right below "Read also"
LED = 25  # letters of a link that is another article's headline, at the beginning of each item of a list
LONGEST_NAME = 60  # characters of a byline
DOUBLE = 40  # letters from which a block that comes again is a double
NEIGHBOURS = 40  # blocks on either side among which a sum is looked for

LONGEST_ADDRESS = 160  # characters

_ADDRESS = re.compile(
    r"[«\"]?(?:(?:глубоко|много|высоко)?уважаем\w{2,3}|дорог(?:ой|ая|ие)|ваш[ае] (?:превосход|высочеств|величеств)"
    r"|господин|госпожа|господа|товарищи|дамы и господа|друзья|коллеги|соотечественники|dear |your excellenc"
    r"|(?:құрметті|қадірлі|урматтуу|кадырлуу|паважан|шаноўн|муҳтарам|мӯҳтарам|հարգելի|մեծարգո)\w{0,3} )",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"с (?:глубоким |искренним |неизменным )?(?:уважением|почтением|соболезнованиями)|искренне ваш"
    r"|с наилучшими пожелан|yours (?:sincerely|faithfully|truly)|sincerely|respectfully"
    r"|құрметпен|урматтоо менен|з павагай|бо эҳтиром|հարգանքով",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?…:;,][»”\"')\]]{0,3}$")
_NAME = r"[A-ZА-ЯЁӘҒҚҢӨҰҮІЎ][\w’'-]{1,25}"
_BYLINE = re.compile(
    rf"(?:[-–—] )?{_NAME} (?:{_NAME} ?|[A-ZА-ЯЁ]\. ?){{1,2}}"
    rf"(?:, (?:{_NAME}(?:[ -]{_NAME})?|[A-ZА-ЯЁ]\. ?[A-ZА-ЯЁ]\.|(?:специально )?(?:для|из|собкор|корр)\b.{{0,30}})\.?)?"
)
_INITIALS = re.compile(rf"{_NAME} {_NAME}, [A-ZА-ЯЁ]\.[A-ZА-ЯЁ]\.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tidied:
    """The blocks that stay, the words of a clock line where it had any, and what was dropped for which reason."""

    blocks: tuple[Block, ...]
    summary: str = ""
    dropped: tuple[tuple[str, str], ...] = ()


def tidy(blocks: Sequence[Block], title: str) -> Tidied:
    """Drop noise, links to other articles, the repeated title, date lines, bylines and doubles."""
    dropped: list[tuple[str, str]] = []
    kept = list(_without_noise(blocks, dropped))
    kept = list(_without_title(kept, title, dropped))
    kept, summary = _without_dates(kept, dropped)
    kept = list(_without_doubles(kept, dropped))
    return Tidied(blocks=tuple(_without_bylines(kept, dropped)), summary=summary, dropped=tuple(dropped))


def _without_noise(blocks: Sequence[Block], dropped: list[tuple[str, str]]) -> Iterator[Block]:
    announced = False
    for block in blocks:
        lines = [without_marks(line) for line in block.text.split("\n")]
        reasons = [is_noise(line) if line else "end mark" for line in lines]
        text = "\n".join(line for line, reason in zip(lines, reasons, strict=True) if not reason)
        reason = next((reason for reason in reasons if reason), None) if not text else _link_only(block)
        if announced and not reason and _is_announced(block):
            reason = "read-also"
        announced = announces_titles(block.text) or (announced and reason in ("read-also", "link list", "link only"))
        if reason:
            dropped.append((block.text, reason))
        else:
            yield replace(block, text=text)


def _is_announced(block: Block) -> bool:
    return block.linked >= ANNOUNCED or block.led >= LED or (len(block.text) < 200 and not _SENTENCE.search(block.text))  # noqa: PLR2004


def _link_only(block: Block) -> str | None:
    if block.kind == "list":
        return "link list" if block.linked >= LINK_LIST else None
    bare = len(block.text) * (1 - block.linked)
    dressed = block.linked >= ANNOUNCED and bare < DRESSING and not _SENTENCE.search(block.text)
    return "link only" if block.linked >= LINK_ONLY or dressed else None


def _without_title(blocks: list[Block], title: str, dropped: list[tuple[str, str]]) -> Iterator[Block]:
    for block in blocks:
        if title and repeats_title(block.text, title):
            dropped.append((block.text, "title"))
        else:
            yield block


def _without_dates(blocks: list[Block], dropped: list[tuple[str, str]]) -> tuple[list[Block], str]:
    """Take date and clock lines out; the words glued to a date stay, those after a clock line sum the article up."""
    kept: list[Block] = []
    summary = ""
    for index, block in enumerate(blocks):
        line = read_date_line(block.text) if block.kind != "list" and _may_be_date(block, index, len(blocks)) else None
        if line is None:
            kept.append(block)
            continue
        dropped.append((block.text, "date line"))
        if sums_up(line) and not kept and not summary:
            summary = line.rest
        elif line.rest and (line.found.clock is None or sums_up(line)):
            kept.append(replace(block, text=line.rest))
    return kept, summary


def _may_be_date(block: Block, index: int, count: int) -> bool:
    return len(block.text) <= LONGEST_NAME * 2 or index == 0 or index == count - 1


def _without_doubles(blocks: list[Block], dropped: list[tuple[str, str]]) -> Iterator[Block]:
    """Drop what came before, and a block that is nothing but its neighbours run together."""
    keys = [key_of(block.text) for block in blocks]
    seen: set[str] = set()
    for index, (block, key) in enumerate(zip(blocks, keys, strict=True)):
        if len(key) >= DOUBLE and (key in seen or _is_sum(index, keys)):
            dropped.append((block.text, "double"))
        else:
            seen.add(key)
            yield block


def _is_sum(index: int, keys: list[str]) -> bool:
    """Whether a block repeats several others of its neighbourhood, or is the first and repeated in the second."""
    key = keys[index]
    if index == 0 and len(keys) > 1 and key in keys[1]:
        return True
    near = keys[max(0, index - NEIGHBOURS) : index] + keys[index + 1 : index + 1 + NEIGHBOURS]
    parts = [other for other in near if DOUBLE <= len(other) < len(key) and other in key]
    return len(parts) > 1 and sum(map(len, parts)) > len(key) * 0.6


def _without_bylines(blocks: list[Block], dropped: list[tuple[str, str]]) -> list[Block]:
    """Take names of authors off both ends, and initials off the last; who signs a letter is no author."""
    kept = list(blocks)
    while len(kept) > 1 and _is_byline(kept[0]):
        dropped.append((kept.pop(0).text, "byline"))
    while len(kept) > 1 and (_is_byline(kept[-1]) or is_trailing_initials(kept[-1].text)):
        if _is_signature(kept):
            break
        dropped.append((kept.pop().text, "byline"))
    return kept


def _is_signature(blocks: Sequence[Block]) -> bool:
    """Whether the last line, a name, signs a letter: the text addresses someone, and no second name stands above."""
    last, above = blocks[-1], blocks[:-1]
    if last.linked or not _is_byline(last) or _is_byline(above[-1]):
        return False
    return any(addresses_someone(block.text) for block in above) or _CLOSING.match(above[-1].text) is not None


def addresses_someone(text: str) -> bool:
    """Whether a line is the address of a letter or speech ("Dear colleagues!"), or begins with it."""
    return _ADDRESS.match(text) is not None and ("!" in text[:LONGEST_ADDRESS] or text.endswith(","))


def _is_byline(block: Block) -> bool:
    text = block.text
    if block.kind in ("heading", "list") or len(text) > LONGEST_NAME:
        return False
    return _BYLINE.fullmatch(text) is not None or _INITIALS.fullmatch(text) is not None
