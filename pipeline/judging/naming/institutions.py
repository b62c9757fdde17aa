"""The name of an institution as a reader expects it: its head in the nominative, abbreviations written out."""

import re

from pipeline.judging.text.passages import Passage
from pipeline.judging.words.declension import decline_word
from pipeline.judging.words.lexicon import PREPOSITIONS, ROLES
from pipeline.judging.words.verbs import is_finite

LONGEST = 6
_GENITIVE = ("и", "ы", "а", "я", "ой", "ого", "их", "ых", "ел", "рф", "рк", "кр", "рб", "рт")
_WRITTEN_OUT = {
    "минобороны": "Министерство обороны",
    "мид": "Министерство иностранных дел",
    "мвд": "Министерство внутренних дел",
    "минздрав": "Министерство здравоохранения",
    "минтранс": "Министерство транспорта",
    "минюст": "Министерство юстиции",
    "совбез": "Совет безопасности",
    "генштаб": "Генеральный штаб",
    "госдума": "Государственная дума",
    "кабмин": "Кабинет министров",
}
_HEADS = (
    "Министерство", "Ведомство", "Правительство", "Посольство", "Управление", "Кремль", "Парламент", "Аппарат",
    "Администрация", "Комитет", "Департамент", "Акорда", "Партия", "Штаб", "Погранслужба", "Движение", "Дипмиссия",
    "Дипведомство", "Генконсульство", "Консульство", "Диппредставительство", "Погранкомитет", "Минфин", "Минэнерго",
    "Минтруд", "Минкульт", "Минпромторг", "Минобрнауки",
    *(name.capitalize() for name in _WRITTEN_OUT),
)  # fmt: skip
_NOMINATIVES = {form: head for head in _HEADS for form in decline_word(head)}
# The capital a dateline names → the state whose institutions need no name there.
_CAPITALS = {
    "москва": "России", "минск": "Беларуси", "астана": "Казахстана", "бишкек": "Кыргызстана",
    "душанбе": "Таджикистана", "ереван": "Армении",
}  # fmt: skip
# How else a state is called in Russian, where the text calls it so.
_OTHERWISE = {"Беларуси": "Белоруссии", "Кыргызстана": "Киргизии"}
_STATE_NAMES = {
    "РФ": "России", "РК": "Казахстана", "РБ": "Беларуси", "КР": "Кыргызстана", "РТ": "Таджикистана",
    "РА": "Армении", "Российской Федерации": "России", "Республики Казахстан": "Казахстана",
    "Республики Беларусь": "Беларуси", "Кыргызской Республики": "Кыргызстана",
    "Республики Таджикистан": "Таджикистана", "Республики Армения": "Армении",
}  # fmt: skip
_CALLED = (
    (("военн", "оборонн", "ваенн", "абаронн"), "Министерство обороны"),
    (("дипломатич", "внешнеполитич", "дыпламатычн", "знешнепалітычн"), "Министерство иностранных дел"),
)
_THE_STATE = re.compile(r"(?:^|\s)(?:республики|страны|государства)$")
ACRONYM = range(2, 6)  # letters of one inside a name
_STATES = ("росси", "рф", "беларус", "белорус", "казахстан", "рк", "кыргыз", "киргиз", "таджикистан", "армени")


def institution_at(passage: Passage, index: int, taken: set[int], state: str) -> tuple[int, str]:
    """Where the institution's name ends, and the name: the head word and the genitives after it.

    `state` is added to a ministry named without one.
    """
    end = index + 1
    while end < len(passage.tokens) and passage.tokens[end].glued:
        end += 1
    while end < len(passage.tokens) and end - index < LONGEST and end not in taken and _belongs(passage, end):
        end += 1
    low = passage.tokens[index].low
    if low == "пресс":
        if end > index + 2 and passage.tokens[index + 2].low in _NOMINATIVES:
            return institution_at(passage, index + 2, taken, state)
        return end, " ".join(("Пресс-служба", passage.words(index + 2, end) if end > index + 2 else "")).strip()
    head = _by_adjective(passage, index) or _NOMINATIVES.get(low, passage.tokens[index].text)
    head = _WRITTEN_OUT.get(head.lower(), head)
    rest = passage.words(index + 1, end) if end > index + 1 else ""
    return end, _with_state(f"{head} {_full(rest)}".strip(), state)


def _by_adjective(passage: Passage, index: int) -> str:
    """`военное ведомство`, `внешнеполитическое ведомство`: the ministry that is meant."""
    before = passage.tokens[index - 1].low if index else ""
    if not passage.tokens[index].low.startswith(("ведомств", "ведамств")):
        return ""
    return next((name for stems, name in _CALLED if before.startswith(stems)), "")


def is_institution_at(passage: Passage, index: int) -> bool:
    """Whether a word that may head an institution's name does so here."""
    return not _is_pressman(passage, index) and not _is_common(passage, index)


def _is_pressman(passage: Passage, index: int) -> bool:
    """`пресс-секретарь`, `пресс-релиз`: the first half of a word that is no press service."""
    following = passage.tokens[index + 1].low if index + 1 < len(passage.tokens) else ""
    return passage.tokens[index].low == "пресс" and not following.startswith(("служб", "центр", "бюро", "отдел"))


def _is_common(passage: Passage, index: int) -> bool:
    """`партия снаряжения`, `движение поездов`: a party or movement has a name of its own or a capital."""
    low = passage.tokens[index].low
    if not low.startswith(("парти", "движени")):
        return False
    named = index + 1 < len(passage.tokens) and passage.tokens[index + 1].text[0].isupper()
    return not named and (passage.tokens[index].text[0].islower() or index == 0)


def dateline_state(passages: list[Passage]) -> str:
    """The state whose capital opens the report, in the genitive; empty where none does."""
    head = (token.low for passage in passages[1:3] for token in passage.tokens[:4])
    state = next((_CAPITALS[low] for low in head if low in _CAPITALS), "")
    other = _OTHERWISE.get(state, "")
    return other if other and any(other[:-1] in passage.text for passage in passages) else state


def _with_state(name: str, state: str) -> str:
    """A ministry named without its state belongs to the one that reports."""
    name = _THE_STATE.sub("", name)
    ministry = name.startswith("Министерство") and not any(stem in name.lower() for stem in _STATES)
    return f"{name} {state}".strip() if ministry else name


def _belongs(passage: Passage, index: int) -> bool:
    token = passage.tokens[index]
    if passage.between(index - 1, index).strip(" -"):
        return False
    acronym = token.text.isupper() and len(token.text) in ACRONYM and token.text.isalpha()
    if not (acronym or token.low.endswith(_GENITIVE)):
        return False
    return not (is_finite(token.low) or token.low in PREPOSITIONS or token.low in ROLES)


def _full(rest: str) -> str:
    """The state at the end as it is called in short, with its capital."""
    head, _, last = rest.rpartition(" ")
    if last.capitalize() in _STATE_NAMES.values():
        return f"{head} {last.capitalize()}".strip()
    for long, short in _STATE_NAMES.items():
        if rest == long or rest.endswith(" " + long):
            return rest[: len(rest) - len(long)] + short
    return rest
