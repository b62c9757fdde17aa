"""Picks the quotations that are somebody's words and says whose; names between quotation marks are left out."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.judging.naming.actors import Actor
from pipeline.judging.saying.event import Event
from pipeline.judging.text.interviews import is_interview
from pipeline.judging.text.passages import Passage, Sentence
from pipeline.judging.text.quotations import Speech, is_line
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite, is_say

_THUS = word_set("this that how thus these so such так этих это такими этими этой эту об такой такую")
SIGNED = ("статья", "подпись")  # events whose name stands alone below
LONGEST_TAG = 8
REACH = 1000  # characters of a sentence around a quotation that can tell of it
FEWEST_WORDS = 4  # of a quotation no tag stands beside, or of a fragment
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"[\s,.]{0,3}[—–-]{1,2}\s?[^\W\d_]")
_CAPITAL_TAG = re.compile(r"\s?[—–-]{1,2}\s?[^\W\d_a-zа-яё]")
_TITLED = (
    "девиз", "лозунг", "слоган", "тем", "назван", "операци", "учени", "проект", "программ", "выставк", "форум",
    "конкурс", "рубрик", "акци", "кампани", "книг", "фильм", "спектакл", "песн", "лини", "дивизи", "заголов", "плакат",
)  # fmt: skip
_COMMA_TAG = re.compile(r"\s?,?\s?[^\W\d_]")
_AFTER_COLON = re.compile(r"(?::|(?<=[\u0561-\u0587])[.․])\s?[—–-]?\s?$")  # Armenian announces words with a dot
_DASHES = re.compile(r"^\s{0,2}[—–-]{1,2}\s{0,2}|[\s,]{0,3}[—–-]{1,2}\s{0,2}$")
_THAT = ("деп", "деген", "дегени", "дегенін", "деді", "дейді", "деди", "дейт")  # behind what somebody said
_OTHER_LETTERS = re.compile(r"[әғқңөұүһіӣӯҷҳ\u0561-\u0587]")  # of languages whose verbs other tables know
_EDGES = ' \t.,;—–-«»„"“”'


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A quotation with its speaker and the sentence it stands in."""

    actor: Actor | None
    text: str
    passage: int
    sentence: int


@dataclass(frozen=True, slots=True)
class _Quotation:
    """A quotation with what stands around it in its sentence."""

    passage: Passage
    sentence: Sentence
    speech: Speech
    text: str
    head: str
    tail: str

    @property
    def words(self) -> int:
        return len(_WORD.findall(self.text))

    @property
    def is_alone(self) -> bool:
        """Whether it fills its sentence."""
        return not self.head.strip(_EDGES) and not self.tail.strip(_EDGES + "!?…")

    @property
    def _is_said(self) -> bool:
        """Whether it ends as words before a tag do: with a mark inside or a comma behind."""
        return self.text[-1:] in ",?!.…" or self.tail.lstrip().startswith(",")

    @property
    def is_told(self) -> bool:
        """`«…» деп атады`: by the word behind which a Kazakh or Kyrgyz verb of saying stands."""
        return self.tail.startswith(" ") and self.tail.split()[:1] != [] and self.tail.split()[0] in _THAT

    @property
    def is_dashed(self) -> bool:
        """`X: «…», – деді`: by a dash behind it."""
        return _TAG.match(self.tail) is not None

    @property
    def is_tagged(self) -> bool:
        """`«…», — сказал он`, `"…," he said`."""
        if _TAG.match(self.tail):
            return self._is_said or not _CAPITAL_TAG.match(self.tail)
        inner = self.passage.text[max(0, self.speech.end - REACH) : self.speech.end].rstrip("»\"”“’' ")[-1:]
        return (inner in ",?!.…" and _COMMA_TAG.match(self.tail) is not None) or self.tail.lstrip().startswith(",")


def _is_slogan(quotation: _Quotation) -> bool:
    """`Девиз «Через дружбу к миру», по его словам, …`: a title or slogan inside somebody's sentence."""
    text = quotation.text
    if not quotation.head.strip(_EDGES) or not text[:1].isupper() or text[-1:] in ".!?,…":
        return False
    if quotation.is_told or _OTHER_LETTERS.search(quotation.head + text):
        return False
    noun = (_WORD.findall(quotation.head.lower()) or [""])[-1]
    named = quotation.head.rstrip()[-1:] not in ",:"
    verbless = not any(is_finite(word) for word in _WORD.findall(text.lower()))
    return named and verbless and (noun.startswith(_TITLED) or not any(map(is_finite, _WORD.findall(quotation.head))))


def _is_alleged(quotation: _Quotation) -> bool:
    """`публикации о якобы «начале выхода»`: what others are said to have written."""
    words = _WORD.findall(quotation.head.lower())[-2:]
    return quotation.text[:1].islower() and ("якобы" in words or words == ["так", "называемой"] or "т" in words[:1])


def find_quotes(passages: list[Passage], events: list[Event]) -> list[Said]:
    """The quotations below the title in order; one that a tag splits counts once, an interview's answers do not."""
    if is_interview(passages):
        return []
    words = [event for event in events if event.form not in ("act", "title")]
    quotes: list[Said] = []
    for before, passage in pairwise(passages):
        if _is_announced(before, passage, words):
            actor = next(event.actor for event in reversed(words) if event.passage == before.number)
            text = _DASHES.sub("", passage.text.strip())
            quotes.append(Said(actor=actor, text=text, passage=passage.number, sentence=0))
            continue
        for speech in passage.speeches:
            quotation = _around(passage, speech)
            if quotation is None or _is_alleged(quotation) or (not speech.tags and _is_slogan(quotation)):
                continue
            if quotes and (_continues(quotation, quotes[-1]) or _goes_on(quotation, quotes[-1])):
                quotes[-1] = _joined(quotes[-1], quotation)
                continue
            here = [e for e in words if (e.passage, e.sentence) == (passage.number, quotation.sentence.first)]
            picked, event = _pick(quotation, here)
            if picked and (event is None or not event.media):
                said = _said(quotation, event, events, quotes)
                if quotes and _runs_on(before, quotation, quotes[-1]):
                    said = replace(said, text=f"{quotes.pop().text} {said.text}")
                quotes.append(said)
    return quotes


def _runs_on(before: Passage, quotation: _Quotation, last: Said) -> bool:
    """Whether the block before ends inside a quotation that this one takes up with a mark of its own."""
    open_ended = bool(before.spans) and not before.spans[-1].closed and last.passage == before.number
    return open_ended and not quotation.passage.text[: quotation.speech.start].strip()


def _is_announced(before: Passage, passage: Passage, words: list[Event]) -> bool:
    """Whether a line led by a dash is what the block before announces: `Генерал ответил коротко:`."""
    if not before.text.rstrip().endswith(":") or not is_line(passage.text) or passage.speeches_tagged:
        return False
    text = _DASHES.sub("", passage.text.strip())
    whole = text[:1].isupper() and text[-1:] in ".!?…"
    return whole and any(event.passage == before.number and event.actor is not None for event in words)


def _around(passage: Passage, speech: Speech) -> _Quotation | None:
    start = speech.tags[-1][0] if speech.tags else speech.start
    sentence = next((one for one in passage.sentences if one.start <= start < one.end), None)
    if sentence is None:
        return None
    head = passage.text[max(sentence.start, speech.start - REACH) : speech.start]
    tail = passage.text[speech.end : min(sentence.end, speech.end + REACH)]
    return _Quotation(passage, sentence, speech, _text(passage, speech), head, tail)


def _text(passage: Passage, speech: Speech) -> str:
    pieces = (_DASHES.sub("", passage.text[start:end].strip()) for start, end in speech.pieces)
    return " ".join(piece.strip() for piece in pieces if piece.strip()).strip(" ,")


def _pick(quotation: _Quotation, here: list[Event]) -> tuple[bool, Event | None]:
    """Whether a quotation is somebody's words, and the event of its sentence that says whose."""
    tokens, speech = quotation.passage.tokens, quotation.speech
    if speech.tags:
        return True, next((e for e in here if _in_tags(tokens[e.verb].start, speech)), here[0] if here else None)
    if quotation.is_alone:
        ends = quotation.text[-1:] in ".!?…" or quotation.tail.strip().startswith(".")
        return quotation.words >= FEWEST_WORDS and (ends or quotation.words > 2 * FEWEST_WORDS), None
    ahead = next((e for e in reversed(here) if tokens[e.verb].start < speech.start), None)
    behind = next((e for e in here if tokens[e.verb].start >= speech.end), None)
    if _AFTER_COLON.search(quotation.head):
        return quotation.words >= (2 if ahead or (behind and quotation.is_dashed) else FEWEST_WORDS), ahead or behind
    if (quotation.is_tagged or quotation.is_told) and behind is not None:
        whole = quotation.text[-1:] in ".!?,…" and not quotation.text[:1].islower()
        inside = bool(quotation.head.strip(_EDGES)) and not whole
        fewest = FEWEST_WORDS - quotation.text[:1].islower() if quotation.is_told else FEWEST_WORDS if inside else 2
        return quotation.words >= fewest, behind
    whole = quotation.text[:1].isupper() and quotation.text[-1:] in ".!?,"
    told = ahead is not None and whole and quotation.head.rstrip().endswith(",")
    fragment = bool(here) and quotation.text[:1].islower() and (ahead is not None or _has_verb(quotation))
    return quotation.words >= FEWEST_WORDS and (told or fragment), ahead or behind


def _has_verb(quotation: _Quotation) -> bool:
    """Whether a finite verb stands before a fragment: a quoted name in the subject of its sentence has none."""
    return not quotation.head.strip(_EDGES) or any(is_finite(word) for word in _WORD.findall(quotation.head.lower()))


def _in_tags(place: int, speech: Speech) -> bool:
    return any(start <= place < end for start, end in speech.tags)


def _said(quotation: _Quotation, event: Event | None, events: list[Event], before: list[Said]) -> Said:
    """The quotation with its speaker: that of its own sentence, else whoever spoke last."""
    place = (quotation.passage.number, quotation.sentence.first)
    actor = event.actor if event is not None else None
    if actor is None:
        actor = _thus_told(quotation, events)
    if actor is None:
        earlier = [e.actor for e in events if (e.passage, e.sentence) < place and e.form != "act" and e.actor]
        below = (e.actor for e in events if e.passage == place[0] + 1 and e.form == "title" and e.word in SIGNED)
        actor = earlier[-1] if earlier else before[-1].actor if before else next(below, None)
    return Said(actor=actor, text=quotation.text, passage=place[0], sentence=place[1])


def _thus_told(quotation: _Quotation, events: list[Event]) -> Actor | None:
    """`«…». Так генсек ответил …`: whose words the sentence behind a quotation says they were."""
    passage = quotation.passage
    behind = next((one for one in passage.sentences if one.first == quotation.sentence.behind), None)
    if behind is None or not quotation.is_alone or _THUS.isdisjoint(passage.lows[behind.first : behind.first + 3]):
        return None
    here = (e for e in events if (e.passage, e.sentence) == (passage.number, behind.first) and e.form != "act")
    return next((event.actor for event in here if event.actor is not None), None)


def _continues(quotation: _Quotation, last: Said) -> bool:
    """Whether a quotation that fills its sentence goes on right after the tag of the one before."""
    if last.passage != quotation.passage.number or quotation.speech.tags or not quotation.is_alone:
        return False
    order = [one.first for one in quotation.passage.sentences]
    return order.index(quotation.sentence.first) - order.index(last.sentence) == 1


def _goes_on(quotation: _Quotation, last: Said) -> bool:
    """`“…,” he said, “and …”`: whether nothing but a tag between commas parts a quotation from the one before."""
    same = (last.passage, last.sentence) == (quotation.passage.number, quotation.sentence.first)
    before = next((one for one in reversed(quotation.passage.speeches) if one.end <= quotation.speech.start), None)
    if not same or before is None:
        return False
    inside = quotation.passage.text[: before.end].rstrip("»\"”“’' ")[-1:]
    tag = quotation.passage.text[before.end : quotation.speech.start].strip().rstrip("—–- ")
    words = _WORD.findall(tag.lower())
    told = any(is_say(word) and not word.endswith("ing") for word in words)
    return inside == "," and tag.endswith(",") and len(words) <= LONGEST_TAG and told and tag.count(",") == 1


def _joined(first: Said, second: _Quotation) -> Said:
    text = f"{first.text} {second.text}"
    return Said(actor=first.actor, text=text, passage=first.passage, sentence=second.sentence.first)
