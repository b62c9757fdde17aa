"""A text as blocks, quoted spans and sentences with their words; it finds structure and knows no names."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from pipeline.judging.text.headlines import settle_case
from pipeline.judging.text.matching import Hit, Matcher
from pipeline.judging.text.quotations import Span, Speech, find_spans, find_speech
from pipeline.judging.text.tokens import Token, split_words


class Sentence(NamedTuple):
    """Characters `start` to `end`, tokens `first` up to `behind`; a quotation never spans two sentences."""

    start: int
    end: int
    first: int
    behind: int


@dataclass(slots=True, kw_only=True)
class Passage:
    """One block: the title is number 0, the lead or first paragraph 1."""

    number: int
    text: str
    tokens: list[Token]
    spans: list[Span]
    sentences: list[Sentence]
    hits: list[Hit] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    lows: list[str] = field(init=False)
    capitals: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Keep what nearly every rule asks for: the words as they are compared, and where capitals stand."""
        self.lows = [token.low for token in self.tokens]
        self.capitals = [place for place, token in enumerate(self.tokens) if token.text[0].isupper()]

    def words(self, first: int, behind: int) -> str:
        """The text from one token up to another."""
        return self.text[self.tokens[first].start : self.tokens[behind - 1].end]

    def between(self, left: int, right: int) -> str:
        """What stands between two tokens."""
        return self.text[self.tokens[left].end : self.tokens[right].start]

    def place_of(self, start: int) -> int:
        """The place of the first token that begins at or behind a character."""
        return bisect_left(self.tokens, start, key=_START)

    def opens_tag(self, token: int) -> bool:
        """Whether a token is among the first words after direct speech and a dash: `«…», — улыбнулся он`."""
        if not self.speeches:
            return False
        start = self.tokens[token].start
        behind = bisect_right(self.speeches, start, key=lambda speech: speech.start)
        for speech in self.speeches[max(0, behind - 2) : behind]:
            if any(left <= start < right for left, right in speech.tags):
                return True
            if speech.end <= start < speech.end + 40:
                tag = _AFTER_SPEECH.match(self.text, speech.end)
                if tag and len(self.text[tag.end() : start].split()) <= 1 and speech.end - speech.start > TITLE_LENGTH:
                    return True
        return False

    @property
    def speeches_tagged(self) -> bool:
        """Whether a dash leads the block and a tag tells who speaks."""
        return any(speech.dashed for speech in self.speeches)

    def in_span(self, token: int) -> bool:
        """Whether a token stands between quotation marks, be it speech or a name."""
        place = self.tokens[token].start
        return any(span.start < place < span.end for span in self.spans)

    def sentence_of(self, token: int) -> Sentence:
        """The sentence a token stands in."""
        return next(sentence for sentence in self.sentences if sentence.first <= token < sentence.behind)


_START = attrgetter("start")
TITLE_LENGTH = 12
LONGEST_BLOCK = 12_000  # characters; no paragraph is longer, and hostile ones must not cost minutes
_AFTER_SPEECH = re.compile(r"\s*[,.]?\s*[—–-]{1,2}\s?")
_TAG = re.compile(r"(?:[,.!?…][»”\"“’]|.[»”\"“’]\s?[,.])\s?[—–-]{1,2}\s?")
_ENGLISH_TAG = re.compile(
    r"[,?!…][»”\"’']\s(?=(?:he|she|they|the|a|an|[A-Z][\w'-]{1,20})\s(?:[\w'-]{1,20}\s){0,4}?"
    r"[a-z]{3,20}(?:ed|s|d|ew|aid)\b|[a-z]{3,20}(?:ed|s|d|ew)\s(?:the\s|its\s)?[A-Z])"
)
LONGEST_TAG = 16  # words
_STOP = re.compile(
    r"[.!?…։:](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*[»”\"“’')\]]{0,4}(?=\s|$)|(?<=։)|(?<=[\u0531-\u058f]:)(?=\s))"
)
_STARTS = re.compile(r"\s{0,3}[\"«„“‘(\[—–-]{0,3}\s?[^\W_a-zа-яёіўәғқңөұүһӣӯҳҷ\u0561-\u0587]")
_ARMENIAN_DOT = re.compile(r"[\u0561-\u0587][.․]\s?$")
_ABBREVIATIONS = frozenset(
    [
        "г",
        "гг",
        "им",
        "т",
        "тыс",
        "млн",
        "млрд",
        "трлн",
        "чел",
        "ул",
        "пр",
        "д",
        "стр",
        "ред",
        "корр",
        "обл",
        "руб",
        "долл",
        "проф",
        "акад",
        "ген",
        "полк",
        "св",
        "см",
        "др",
        "напр",
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "col",
        "lt",
        "st",
        "jr",
        "vs",
        "no",
        "u.s",
        *("sen", "rep", "gov", "maj", "adm", "capt", "brig", "amb", "prof", "sgt", "hon", "cmdr", "etc", "inc", "ltd"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "oct", "nov", "dec"),
    ]
)


def read_passages(blocks: tuple[str, ...], matcher: Matcher) -> list[Passage]:
    """The blocks mended, with words, quoted spans, sentences and the topic's phrases; of endless ones the beginning."""
    passages = []
    mended = [matcher.mend(block[:LONGEST_BLOCK]) for block in blocks]
    for number, text in enumerate(settle_case(mended, matcher.proper)):
        tokens = split_words(text)
        spans = find_spans(text)
        passage = Passage(
            number=number, text=text, tokens=tokens, spans=spans, sentences=_sentences(text, tokens, spans)
        )
        passage.hits = matcher.find(text, tokens)
        passage.speeches = find_speech(text, spans)
        passage.quoted = _quoted(tokens, passage.speeches)
        passages.append(passage)
    return passages


def is_announced(head: str) -> bool:
    """Whether what stands before a quotation ends with the dot by which Armenian announces words."""
    return _ARMENIAN_DOT.search(head) is not None


def closing_tag(passage: Passage, sentence: Sentence) -> int | None:
    """The first word of the tag that ends a sentence: what stands behind words, a comma and a dash."""
    if not passage.speeches:
        return None
    speech = next((one for one in reversed(passage.speeches) if sentence.start <= one.start < sentence.end), None)
    if speech is None or speech.tags or speech.end - speech.start <= TITLE_LENGTH:
        return None
    tag = _TAG.match(passage.text, speech.end - 2)
    opens = tag is None and not passage.text[sentence.start : speech.start].strip()
    english = _ENGLISH_TAG.match(passage.text, speech.end - 2) if opens else None
    if english is None and (tag is None or tag.end() >= sentence.end or not passage.text[tag.end()].islower()):
        return None
    tag = tag or english
    assert tag is not None
    first = bisect_left(passage.tokens, tag.end(), key=_START)
    return first if 0 < sentence.behind - first <= LONGEST_TAG else None


def _quoted(tokens: list[Token], speeches: list[Speech]) -> list[bool]:
    flags = [False] * len(tokens)
    for start, end in (piece for speech in speeches for piece in speech.pieces):
        first, behind = bisect_left(tokens, start, key=_START), bisect_left(tokens, end, key=_START)
        flags[first:behind] = [True] * (behind - first)
    return flags


def _sentences(text: str, tokens: list[Token], spans: list[Span]) -> list[Sentence]:
    ends = [end for end in _stops(text, spans) if end < len(text)] + [len(text)]
    sentences, start, first = [], 0, 0
    for end in ends:
        behind = bisect_left(tokens, end, key=_START)
        if behind > first or end == len(text):
            if behind > first:
                sentences.append(Sentence(start, end, first, behind))
            start, first = end, behind
    return sentences


def _stops(text: str, spans: list[Span]) -> list[int]:
    """Where sentences end. A span that ends with a full stop inside and is followed by a capital ends one too."""
    stops = []
    starts = [span.start for span in spans]
    for found in _STOP.finditer(text):
        end = found.end()
        place = bisect_left(starts, found.start()) - 1
        near = spans[place] if place >= 0 else None
        inside = near if near is not None and near.start < found.start() < near.end - 1 else None
        if inside is not None and not (inside.closed and inside.end <= end):
            continue
        if text[end : end + 2].strip()[:1] in ("«", "“", "„") and is_announced(text[max(0, end - 2) : end]):
            continue
        if found.group()[0] in "։:" or (_STARTS.match(text, end) and not _abbreviated(text, found.start())):
            stops.append(end)
    return stops


def _abbreviated(text: str, dot: int) -> bool:
    if text[dot] != "." or text[dot : dot + 2] == "..":
        return False
    word = re.search(r"([^\W\d_]+)$", text[max(0, dot - 12) : dot])
    if word is None:
        return False
    return (len(word[1]) == 1 and word[1].isupper()) or word[1].lower() in _ABBREVIATIONS
