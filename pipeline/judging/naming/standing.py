"""Where a text names the organisation and whether a bare office or body there may be its own; nobody speaks here."""

import re
from dataclasses import dataclass

from pipeline.judging.text.matching import Hit
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Office

LEAD = 1
HEAD = 2  # the block in which a body named before may be explained
LIST = 2
_MEMBERSHIP = re.compile(
    r"вход[ия]т|явля[ею]тся|состо[ия]т|член|участник|заморозил|приостановил|вышел из|также возглавляет|member|belongs|"
    r"frozen|froze|мүше|аъзо|անդամ|сябр"
)
_BACKGROUND = ("напомн", "ранее")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a text tells of whose its bare offices are.

    `named` is the first block that names the organisation as more than background, `rival` the first that names
    another one with the same offices, `told` the ids of offices and bodies that stand beside its name somewhere.
    """

    official: bool
    named: int | None
    rival: int | None
    told: frozenset[str]

    def reaches(self, block: int) -> bool:
        """Whether the organisation has been named by a block; title and lead are read together."""
        return self.official or (self.named is not None and self.named <= max(block, LEAD))

    def owns(self, block: int, what: Office | Body) -> bool:
        """Whether a bare office or body of a block is the organisation's."""
        foreign = self.rival is not None and self.rival <= max(block, HEAD)
        explained = isinstance(what, Body) and self.named is not None and self.named <= HEAD
        return self.reaches(block) or ((what.id in self.told or explained) and not foreign)


def standing_of(passages: list[Passage], *, official: bool) -> Standing:
    """Reads a text's own and foreign names, in the order of its blocks."""
    own = (hit.what for passage in passages for hit in passage.hits if hit.names_it or is_followed(passage, hit))
    return Standing(
        official=official,
        named=next((passage.number for passage in passages if counts(passage)), None),
        rival=next((p.number for p in passages if any(hit.kind == "rival" for hit in p.hits)), None),
        told=frozenset(what.id for what in own if isinstance(what, Office | Body)),
    )


def is_followed(passage: Passage, hit: Hit) -> bool:
    """Whether the organisation's name stands right behind an office or body."""
    behind = (one for one in passage.hits if one.first == hit.behind and one.kind == "name" and one.names_it)
    return any(passage.between(hit.behind - 1, one.first) == " " for one in behind)


def counts(passage: Passage) -> bool:
    """Whether a block names the organisation other than in a list, a closing sentence or a recollection."""
    return any(hit.names_it and (passage.number <= LEAD or not _is_background(passage, hit)) for hit in passage.hits)


def _is_background(passage: Passage, hit: Hit) -> bool:
    sentence = passage.sentence_of(hit.first)
    text = passage.text[sentence.start : sentence.end].strip().lower()
    rivals = sum(one.kind == "rival" and sentence.first <= one.first < sentence.behind for one in passage.hits)
    return rivals >= LIST or _MEMBERSHIP.search(text) is not None or text.startswith(_BACKGROUND)
