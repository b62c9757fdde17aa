"""Nouns by which bodies and their chairs are called and the words that make one another's; nothing of any topic."""

import re
from dataclasses import dataclass, field

from pipeline.judging.text.matching import Hit
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Topic
from pipeline.judging.words.declension import decline_word
from pipeline.judging.words.tables import word_set


def _forms(nouns: str) -> dict[str, tuple[str, bool]]:
    forms: dict[str, tuple[str, bool]] = {}
    for noun in nouns.split():
        for case, form in enumerate(decline_word(noun)):
            forms.setdefault(form, (noun, case == 0))
    return forms


HEADS = _forms(
    "комиссия комитет совет центр миссия группа департамент подкомиссия подкомитет аппарат институт академия совещание"
)
HEADS |= {noun: (noun, True) for noun in ("staff", "secretariat", "assembly", "council", "committee", "commission")}
CHAIRS = _forms(
    "председатель глава руководитель начальник директор координатор сопредседатель зампредседателя зампред секретарь"
    " ректор"
)
CHAIRS |= {noun: (noun, True) for noun in ("coordinator", "head", "chairman", "chairwoman", "chairperson", "director")}
LOUD = word_set("совет центр институт академия аппарат")  # common words unless a capital or an adjective says more
ADJECTIVE = re.compile(r".{2,}(?:ый|ий|ой|ое|ее|ого|его|ому|ему|ым|им|ом|ем|ая|яя|ую|юю|ей)")
POINTING = word_set(
    "этой этого этому этом этим этот эта эту том того тому той всей весь всего новый новой нового новом самой самого"
    " каждой каждого первой первый своей своего своем один одной одного другой другого нашей нашего при вашей такой"
)
OTHERS = re.compile(
    r"(?:федераци|республик|безопасност|дум[аыуе]|госдум|сенат|мажилис|маджлис|парламент|палат|кенеш|жогорку|собрани|"
    r"правительств|кабинет|народн|национальн|евро|старейшин|директор|ветеран|дом[аом]|министр|аксакал|муфти|улем|област|"
    r"город|район|внимани|тяжест|мэр|совбез|президент|конгресс|президиум)"
)
ADJECTIVES = 3
STEM = 6  # letters by which an adjective is known again


@dataclass(slots=True)
class Memory:
    """The bodies met: by noun, by acronym, and the last of all."""

    topic: Topic
    heads: dict[str, Body] = field(default_factory=dict)
    acronyms: dict[str, Body] = field(default_factory=dict)
    last: Body | None = None


def keep(passage: Passage, new: Hit) -> None:
    """Put a hit in the place of those it covers."""
    others = [hit for hit in passage.hits if hit.behind <= new.first or hit.first >= new.behind]
    passage.hits = sorted([*others, new], key=lambda hit: hit.first)
