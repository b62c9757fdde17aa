"""Ministries as other languages than Russian name them, under the names a reader of Russian expects; no topic."""

import re
from typing import NamedTuple

from pipeline.judging.text.matching import is_oblique
from pipeline.judging.text.passages import Passage
from pipeline.judging.words.lexicon import ANONYMOUS, ROLES

# How the word begins, its language, and whether what the ministry is for stands behind it.
_HEADS = (
    ("ministry", "en", False), ("ministries", "en", False), ("міністэрств", "be", True), ("министрлігі", "kk", False),
    ("министрлік", "kk", False), ("министрлиги", "ky", False), ("министрлик", "ky", False), ("вазорат", "tg", True),
    ("նախարարությ", "hy", False),
)  # fmt: skip
_ACRONYMS = {
    "мзс": "иностранных дел", "мінабароны": "обороны", "вкх": "иностранных дел",
    "вкд": "внутренних дел", "ագն": "иностранных дел", "պն": "обороны", "նգն": "внутренних дел",
}  # fmt: skip
_FIELDS = {
    "обороны": "defense defence қорғаныс коргоо мудофиа պաշտպան абарон",
    "иностранных дел": "foreign сыртқы тышкы хориҷ արտաքին замежн",
    "внутренних дел": "interior internal ішкі ички дохил ներքին унутран",
    "чрезвычайных ситуаций": "emergenc төтенше өзгөчө фавқул արտակարգ надзвычайн",
    "здравоохранения": "health денсаулық саламаттык тандуруст առողջապահ здаро",
    "образования": "education білім билим маориф կրթ адукац",
    "финансов": "financ қаржы каржы молия ֆինանս фінанс",
    "юстиции": "justice әділет адилет адлия արդարադատ юсты",
    "транспорта": "transport көлік транспорт нақлиет տրանսպորտ",
    "культуры": "cultur мәдениет маданият фарҳанг մշակույթ культур",
    "экономики": "econom экономика эконом иқтисод էկոնոմ",
    "энергетики": "energ энергетика энерг էներգ",
}
_BY_STEM = tuple((stem, field) for field, stems in _FIELDS.items() for stem in stems.split())
_STATES = {
    "России": "russia росси расі ресей орусия руси ռուս рф ռդ", "Беларуси": "belarus беларус белорус բելառուս",
    "Казахстана": "kazakh казахстан қазақстан казакстан қазоқистон ղազախստան",
    "Кыргызстана": "kyrgyz кыргызстан қырғызстан қирғизистон ղրղզստան",
    "Таджикистана": "tajik таджыкіст тәжікстан тажикстан тоҷикистон տաջիկստան",
    "Армении": "armenia армені армения арманистон հայաստան հհ", "Узбекистана": "uzbek узбек өзбекстан ӯзбекистон",
    "Азербайджана": "azerbaijan азербайдж әзербайжан азербайжан ադրբեջան", "Афганистана": "afghan ауғанстан афганістан",
    "Китая": "chin кита", "Турции": "turk түрк", "США": "american u.s",
}  # fmt: skip
_BY_STATE = tuple((stem, state) for state, stems in _STATES.items() for stem in stems.split())
_AT_HOME = {"be": "Беларуси", "kk": "Казахстана", "ky": "Кыргызстана", "tg": "Таджикистана", "hy": "Армении"}
_NONE = frozenset(("neither", "no", "nor", "any", "each", "both", "every"))
_UNITS = (
    "бөлүм", "кызмат", "қызмет", "бөлім", "департамент", "ծառայությ", "վարչությ", "service", "office", "department",
)  # fmt: skip
_MODIFIED = frozenset(
    ("employee", "staff", "staffer", "building", "headquarter", "delegation", "report", "statement", "data", "figure",
     "insider", "worker", "letter", "message", "expert", "source", "official")
)  # fmt: skip
_OWNED_BEFORE = ("министрл", "նախարար", "ագն", "պն", "նգն")  # `Қазақстан Қорғаныс министрлігі`
_PARTED = re.compile(r"[,.;:()—–]")
UNIT = 3  # words from the ministry to its press service
NEAR = 4  # words between the head and what it is for
FAR = 5  # and whose it is


class Ministry(NamedTuple):
    """Where its name ends, the name in Russian, and whether the word is in the nominative; no name for a bare one."""

    behind: int
    name: str
    nominative: bool | None


_CASED = re.compile(r"[ыіиуү]н(?:[ыіиуү][ңн]|[аеоө]|[дт][аеоө]|[аеоө]н)$")
_FIRST = re.compile("|".join([*(head for head, *_ in _HEADS), *(word + "$" for word in _ACRONYMS)]))


def is_ministry(low: str) -> bool:
    """Whether a word may be the head of such a name."""
    return _FIRST.match(low) is not None


def ministry_at(passage: Passage, index: int, state: str) -> Ministry:
    """The ministry whose head stands at `index`; `state` owns one named without a state, in the genitive."""
    low = passage.tokens[index].low
    found = next(((head, tongue, after) for head, tongue, after in _HEADS if low.startswith(head)), None)
    if found is None:
        home = state or _AT_HOME["hy" if low[0] >= "ա" else "tg" if low.startswith("в") else "be"]
        return Ministry(index + 1, _named(_ACRONYMS[low], passage, index, index + 1, home), None)
    head, tongue, after = found
    straight = None if not is_oblique(low[len(head) :], tongue) else False
    field, behind = _field(passage, index, after=after or _has_of(passage, index))
    if not field and tongue == "en":
        field, behind = _field(passage, index, after=False)
    name = _named(field, passage, index, behind, state or _AT_HOME.get(tongue, ""))
    if low == "міністэрства":  # the genitive is written so too
        straight = None
    unit = _unit(passage, behind)
    if tongue == "en" and not unit and _modifies(passage, behind):
        straight = False
    if unit:
        straight = False if _is_cased(passage.tokens[unit - 1].low, tongue) else None
    return Ministry(unit or behind, name, straight)


def press_before(passage: Passage, index: int) -> tuple[int, bool] | None:
    """`прэс-служба Міністэрства`, `хадамоти матбуоти Вазорат`: where that begins, and whether in the nominative."""
    if index < UNIT - 1:
        return None
    first, last = passage.tokens[index - 2].low, passage.tokens[index - 1].low
    if first == "прэс" and last.startswith(("служб", "цэнтр")):
        return index - 2, last in ("служба", "цэнтр")
    if last.startswith("матбуот") and first.startswith(("хадамот", "дафтар", "марказ", "шуъба", "хизмат")):
        inside = index > UNIT - 1 and passage.tokens[index - UNIT].low in ("дар", "аз", "ба")
        return index - 2, not inside
    return None


def _is_cased(low: str, tongue: str) -> bool:
    """Whether a word with a possessive ending has a case behind it: `кызматынын`, `қызметінде`."""
    return tongue in ("kk", "ky") and _CASED.search(low) is not None


def _modifies(passage: Passage, behind: int) -> bool:
    """Whether an English ministry only says whose official, source or building follows."""
    if behind >= len(passage.tokens) or passage.between(behind - 1, behind) not in (" ", "'s ", "’s "):
        return False
    low = passage.tokens[behind].low
    return low in ROLES or low in ANONYMOUS or low.rstrip("s") in _MODIFIED or low.rstrip("s") in ROLES


def _unit(passage: Passage, behind: int) -> int:
    """Where a press service or department of the ministry ends, which speaks for it; 0 where none follows."""
    for place in range(behind, min(len(passage.tokens), behind + UNIT)):
        if passage.between(place - 1, place) not in (" ", "-", "'s ", "’s "):
            return 0
        if passage.tokens[place].low.startswith(_UNITS):
            return place + 1
    return 0


def _has_of(passage: Passage, index: int) -> bool:
    return index + 1 < len(passage.tokens) and passage.tokens[index + 1].low in ("of", "for")


def _field(passage: Passage, index: int, *, after: bool) -> tuple[str, int]:
    """What the ministry is for, and where its name ends."""
    places = range(index + 1, min(len(passage.tokens), index + NEAR)) if after else range(index - 1, index - NEAR, -1)
    for place in places:
        if place < 0 or "," in passage.between(min(place, index), max(place, index)):
            break
        low = passage.tokens[place].low
        field = next((field for stem, field in _BY_STEM if low.startswith(stem)), "")
        if field:
            return field, max(place, index) + 1
    return "", index + 1


def _named(field: str, passage: Passage, index: int, behind: int, state: str) -> str:
    before = set(passage.lows[max(0, index - 2) : index])
    if not field or not _NONE.isdisjoint(before):
        return ""
    owner = _owner(passage, index, behind) or state
    return f"Министерство {field} {owner}".strip()


def _owner(passage: Passage, index: int, behind: int) -> str:
    """Whose ministry it is: the state behind it, but in languages that put it before, else the nearest before it."""
    places = [] if passage.tokens[index].low.startswith(_OWNED_BEFORE) else list(range(behind, behind + 2))
    for row, step in ((places, -1), (range(index - 1, max(-1, index - FAR - 1), -1), 1)):
        for place in row:
            if place >= len(passage.tokens) or _PARTED.search(passage.between(*sorted((place, place + step)))):
                break
            low = passage.tokens[place].low
            owner = next((owner for stem, owner in _BY_STATE if low.startswith(stem)), "")
            if owner:
                return owner
    return ""
