"""What is kept of one article to tell whether another carries the same words, as checksums; it compares nothing."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self, TypeVar
from zlib import crc32

from pipeline.folding import words_of
from pipeline.likeness.common import CEREMONY_STEMS, OFFICE_STEMS, is_plain, stem_of
from pipeline.likeness.reading import Token, quotations, read_news, split, tokens_of
from pipeline.models import Article, Judgement

SIDES = 3  # of a word: what stands before it, before its neighbour, behind it
PARTING = 0  # between the runs of two quotations
T = TypeVar("T")

RUN = 3  # words; fewer are shared by chance, more are broken by every edit
MOST_RUNS = 4000  # of one text; what follows them decides nothing
MOST_SLOTS = 600
HEAD = 50  # words in which a text says what its news is, or its first half
LEAST_HEAD = 12
LEAST_LEDE = 4  # telling words; a first sentence of fewer is read with the next
TOLD = ("statement", "about")  # what may be told twice; of the rest only exact copies are of one story
FORMAL = ("condolence", "greeting", "meeting", "appointment")  # said in the same words to others on other occasions
ASKED = ("—", "–", "-", "Вопрос", "В.:", "Q:", "Question")
ANSWERS = 4  # blocks that begin so make an interview
CEREMONIAL = 0.4  # of a quotation's words; such words are said on many occasions


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """What is compared of a text: checksums, but for `length`, in words, and `formal` and `dialogue`, 0 or 1.

    `runs` are its three-word runs in their order, each once, `quoted` those between quotation marks, a zero after each
    quotation; `stems` the words that tell news from news, `head` those of the title and of the text's first half,
    `lede` of its first sentence;
    `names` the capitalised words within sentences, `numbers` numbers and months; `slots` hold for each telling word
    the two words before it, the two before its neighbour, the two behind it, and itself; `persons` the names of the
    speakers who are persons, `bodies` of those who are none; `known` what names them all and their offices.
    """

    length: int
    formal: int
    dialogue: int
    runs: tuple[int, ...]
    quoted: tuple[int, ...]
    stems: frozenset[int]
    head: frozenset[int]
    lede: frozenset[int]
    names: frozenset[int]
    numbers: frozenset[int]
    slots: tuple[int, ...]
    persons: frozenset[int]
    bodies: frozenset[int]
    known: frozenset[int]

    @classmethod
    def of(cls, article: Article, judgement: Judgement) -> Self | None:
        """The sketch of an article whose news may be told; None for the rest."""
        if judgement.relevance not in TOLD:
            return None
        blocks = read_news(article.blocks)
        sentences = [tokens_of(sentence) for block in blocks for sentence in split(block)]
        tokens = [token for sentence in sentences for token in sentence]
        headline = tokens_of(article.title)
        words = [token.word for token in tokens]
        spoken = [words_of(one) for block in blocks for one in quotations(block)]
        bodies = " ".join(one.name for one in judgement.speakers if is_body(one.name))
        persons = " ".join(one.name for one in judgement.speakers if not is_body(one.name))
        offices = " ".join(f"{one.role} {one.organisation}" for one in judgement.speakers)
        return cls(
            length=len(words),
            formal=int(judgement.kind in FORMAL or _is_ceremonial(spoken)),
            dialogue=int(sum(block.startswith(ASKED) for block in article.blocks) >= ANSWERS),
            runs=_once(_runs(words))[:MOST_RUNS],
            quoted=_parted(spoken)[:MOST_RUNS],
            stems=_stems(tokens),
            head=_stems([*headline, *tokens[: min(HEAD, max(LEAST_HEAD, len(tokens) // 2))]]),
            lede=_lede(sentences),
            names=_checksums(token.stem for token in tokens if token.name),
            numbers=_checksums(token.stem for token in tokens if token.number),
            slots=tuple(number for slot in _once(_slots(sentences))[:MOST_SLOTS] for number in slot),
            persons=_checksums(map(stem_of, words_of(persons))),
            bodies=_checksums(map(stem_of, words_of(bodies))),
            known=_checksums(map(stem_of, words_of(f"{persons} {bodies} {offices}"))),
        )

    def pack(self) -> bytes:
        """The sketch as bytes, the same on every machine."""
        packed = [struct.pack("<III", self.length, self.formal, self.dialogue)]
        for name in _LISTS:
            kept = getattr(self, name)
            numbers = sorted(kept) if isinstance(kept, frozenset) else kept
            packed.append(struct.pack(f"<I{len(numbers)}I", len(numbers), *numbers))
        return b"".join(packed)

    @classmethod
    def unpack(cls, packed: bytes) -> Self:
        """The sketch that `pack` gave these bytes for."""
        length, formal, dialogue = struct.unpack_from("<III", packed)
        place = 12
        lists: dict[str, Any] = {}
        for name in _LISTS:
            (count,) = struct.unpack_from("<I", packed, place)
            numbers = struct.unpack_from(f"<{count}I", packed, place + 4)
            lists[name] = numbers if name in _ORDERED else frozenset(numbers)
            place += 4 + 4 * count
        return cls(length=length, formal=formal, dialogue=dialogue, **lists)


_ORDERED = ("runs", "quoted", "slots")
_LISTS = tuple(field.name for field in fields(Sketch))[3:]


def is_body(name: str) -> bool:
    """Whether a speaker's name is an institution's or an office's."""
    return any(word.isupper() and len(word) > 1 for word in name.split()) or any(
        stem_of(word) in OFFICE_STEMS for word in words_of(name)
    )


def checksum(*words: str) -> int:
    """The number that stands for these words in their order."""
    return crc32(" ".join(words).encode("utf-8", "replace"))


def _runs(words: Sequence[str]) -> Iterator[int]:
    return (checksum(*words[place : place + RUN]) for place in range(len(words) - RUN + 1))


def _once(numbers: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(numbers))


def _parted(spoken: Iterable[Sequence[str]]) -> tuple[int, ...]:
    known: set[int] = set()
    parted: list[int] = []
    for quote in spoken:
        runs = [run for run in _once(_runs(quote)) if run not in known]
        known.update(runs)
        parted += [*runs, PARTING] if runs else []
    return tuple(parted)


def _checksums(stems: Iterable[str]) -> frozenset[int]:
    return frozenset(map(checksum, stems))


def _stems(tokens: Iterable[Token]) -> frozenset[int]:
    return _checksums(token.stem for token in tokens if token.number or not token.plain)


def _lede(sentences: Iterable[Sequence[Token]]) -> frozenset[int]:
    found: frozenset[int] = frozenset()
    for sentence in sentences:
        if len(found) >= LEAST_LEDE:
            break
        found |= _stems(sentence)
    return found


def _slots(sentences: Iterable[Sequence[Token]]) -> Iterator[tuple[int, int, int, int]]:
    """Where words stand: capitalised neighbours share their surroundings, any other word has its own."""
    for sentence in sentences:
        words = [token.word for token in sentence]
        for first, behind in _spans(sentence):
            before = checksum(*words[first - 2 : first]) if first >= 2 else 0  # noqa: PLR2004 - two words
            gap = checksum(*words[first - 3 : first - 1]) if first >= 3 else 0  # noqa: PLR2004 - and a neighbour
            after = checksum(*words[behind : behind + 2]) if behind + 2 <= len(words) else 0
            for token in sentence[first:behind]:
                if token.number or not token.plain:
                    yield before, gap, after, checksum(token.stem)


def _spans(sentence: Sequence[Token]) -> Iterator[tuple[int, int]]:
    first = 0
    while first < len(sentence):
        behind = first + 1
        while sentence[first].capital and behind < len(sentence) and sentence[behind].capital:
            behind += 1
        yield first, behind
        first = behind


def _is_ceremonial(spoken: Sequence[Sequence[str]]) -> bool:
    stems = [stem for quote in spoken for word in quote if not is_plain(word, stem := stem_of(word))]
    return bool(stems) and sum(stem in CEREMONY_STEMS for stem in stems) >= CEREMONIAL * len(stems)
