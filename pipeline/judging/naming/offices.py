"""Whether an office, body or name found in a text is the topic's, and whose office it is said to be."""

import re
from dataclasses import dataclass, field
from datetime import date

from pipeline.judging.naming.actors import Claim
from pipeline.judging.naming.cast import Naming
from pipeline.judging.naming.roles import Role
from pipeline.judging.naming.standing import Standing
from pipeline.judging.text.capitals import oblique_before
from pipeline.judging.text.matching import Hit
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Office, Topic
from pipeline.judging.words.lexicon import PREPOSITIONS, RANKS, ROLES, is_acting, is_former
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite, is_say

_STAFF = word_set(
    "заведующий специалист офицер эксперт консультант референт инспектор аналитик"
    " начальник руководитель директор советник помощник представитель сотрудник секретарь координатор глава заместитель"
    " замначальника спикер пресс-секретарь командующий председатель official representative adviser director head"
    " deputy chief spokesman spokesperson spokeswoman"
)
_NATIONAL = word_set("постпред полпред посол депутат член делегат")
_AT = word_set(
    "при у в во к от с со по на о об за для против вокруг about to at with for on страны стран государства государств"
    " члена членов участника участницы"
)
_PEOPLE = word_set(
    "группа группы офицеры специалисты делегация эксперты сотрудники представители военнослужащие аналитики инспекторы"
    " наблюдатели операторы комиссия офіцэры група прадстаўнікі спецыялісты эксперты"
)
_PRESIDES = word_set(
    "chairs heads leads presides возглавляет возглавляющий возглавляющая председательствует председательствующий"
    " ведет узначальвае"
)
_PAUSES = re.compile(r"[,.;:()]")
_ACTING_AS = re.compile(r", \w{3,20}(?:я|ясь|в|вшись)(?: \w{2,20}){0,2} как ")  # `X, подводя итоги как председатель`
_APPOSED = (",", ", как", "как", "(", "—", "–", ", the", "as")
_CONJUNCTIONS = word_set("и а но что как the that and if если когда")
# Endings that are a genitive and hardly an adverb or a verb.
_GENITIVE = ("ума", "ента", "ния", "ции", "ссии", "тва", "ета", "ов", "ей", "ого", "ой", "ых", "их")
_OWNERS = word_set(
    "совета форума комитета лиги союза содружества фонда конференции ассамблеи исполкома комиссии кабинета"
)
_OF = ("of", "the")
_THEN = word_set("at that the time then тогда тогдашний в то время на тот момент")
_FILLING = word_set("обязанности обязанностей и о временно временный временного первый первого")
_ADJECTIVAL = ("ый", "ий", "ой", "ого", "ым", "ому", "ая")
_INFINITIVE = ("ать", "ить", "еть", "ять", "уть", "ться", "тись")
FILLED = 6  # words before an office that say whether it is held
_LESSER = ("under", "assistant", "associate", "vice")  # before an office: another one, `Under-Secretary-General`
FAR = 12  # words between an office and the name of its holder
NEAR = 2
LONGEST_ACRONYM = 6


@dataclass(slots=True)
class Place:
    """What is needed to read one block.

    `standing` tells whose its bare offices are; `state` is whose report it is, in the genitive.
    """

    passage: Passage
    topic: Topic
    day: date
    standing: Standing
    namings: list[Naming] = field(default_factory=list)
    state: str = ""

    @property
    def named(self) -> frozenset[int]:
        """The tokens of the people named in the block."""
        return frozenset(token for one in self.namings for token in range(one.first, one.behind))

    def before(self, naming: Naming) -> list[Naming]:
        """The people named before somebody in his block."""
        return [other for other in self.namings if other.behind <= naming.first]

    def owns(self, hit: Hit) -> bool | None:
        """`is_ours`, but what is bare, or of `the organisation`, where the text tells of others is another's."""
        ours = is_ours(self.passage, hit)
        if ours is False or _is_named(self.passage, hit) or not isinstance(hit.what, Office | Body):
            return ours
        return ours if self.standing.owns(self.passage.number, hit.what) else False


def claims_of(place: Place, naming: Naming) -> tuple[Claim, ...]:
    """Offices of the topic said of somebody: before the name, after it behind a comma, or with `как`."""
    passage = place.passage
    last = max((other.first for other in place.before(naming)), default=-1)
    claims = []
    for hit in passage.hits:
        if not isinstance(hit.what, Office) or passage.quoted[hit.first] != passage.quoted[naming.first]:
            continue
        beside = hit.behind > last and (_is_before(passage, hit, naming) or _is_after(passage, hit, naming))
        if beside and place.owns(hit) is not False:
            claims.append(claim_at(passage, hit, hit.what))
    return tuple(claims) or _presided(place, naming)


def _presided(place: Place, naming: Naming) -> tuple[Claim, ...]:
    """`X, who presides over the Assembly`, `X, возглавляющий Ассамблею`: the chair of a body said of somebody."""
    passage = place.passage
    if naming.behind >= len(passage.tokens) or passage.between(naming.behind - 1, naming.behind).strip() != ",":
        return ()
    leads = next((at for at in range(naming.behind, naming.behind + NEAR) if _leads(passage, at)), -1)
    for hit in passage.hits if leads >= 0 else ():
        if not (isinstance(hit.what, Body) and leads < hit.first <= leads + FAR) or place.owns(hit) is False:
            continue
        between = passage.text[passage.tokens[leads].end : passage.tokens[hit.first].start]
        office = next((one for one in place.topic.offices if one.chair and hit.what.id in one.sittings), None)
        if office is not None and not _PAUSES.search(between):
            return (Claim(office=office),)
    return ()


def _leads(passage: Passage, place: int) -> bool:
    return place < len(passage.tokens) and passage.tokens[place].low in _PRESIDES


def claim_at(passage: Passage, hit: Hit, office: Office) -> Claim:
    """The office with what stands before it: `бывший`, `исполняющий обязанности`."""
    words = passage.lows[max(0, hit.first - FILLED) : hit.first]
    filled = words[-3:]
    while words and (words[-1] in _FILLING or is_acting(words[-1])):
        words.pop()
    former = any(is_former(word) for word in words[-NEAR:]) or words[-NEAR:] in (["that", "time"], ["the", "time"])
    acting = any(is_acting(word) for word in filled) or filled[-NEAR:] == ["и", "о"]
    return Claim(office=office, former=former, acting=acting)


def is_ours(passage: Passage, hit: Hit) -> bool | None:
    """Whether an office or body is the topic's: True with its name beside, False with another's, None bare."""
    if hit.names_it:
        return True
    if hit.first and passage.tokens[hit.first - 1].low in _LESSER:
        return False
    after = _past_of(passage, hit.behind)
    for other in passage.hits:
        behind = other.first == hit.behind and touches(passage, hit.behind, other.first)
        if other.first == after and other.kind == "rival":
            return False
        ahead = other.behind == hit.first and touches(passage, other.behind, hit.first)
        if (behind or ahead) and other.kind == "rival":
            return False
        if (behind and other.kind == "name") or (ahead and other.kind == "name" and other.names_it):
            return True
    return False if _has_acronym(passage, hit) or _has_owner(passage, hit) else None


def _past_of(passage: Passage, place: int) -> int:
    """The word behind English `of the`, on which it says whose an office is."""
    while place < len(passage.tokens) and passage.tokens[place].low in _OF and passage.between(place - 1, place) == " ":
        place += 1
    return place


def _is_named(passage: Passage, hit: Hit) -> bool:
    """Whether the organisation's own name stands in an office or body or right beside it."""
    beside = (one for one in passage.hits if hit.behind == one.first or one.behind == hit.first)
    return hit.names_it or any(one.kind == "name" and one.names_it for one in beside)


def touches(passage: Passage, left: int, right: int) -> bool:
    """Whether nothing but blanks, quotation marks or a rank stands between two tokens."""
    if left == right:
        return left < len(passage.tokens) and not passage.between(left - 1, left).strip(" -–—«»„\"“”'’(")
    inner = passage.tokens[left:right]
    return 0 < right - left <= NEAR and all(token.low in RANKS for token in inner)


def is_staff(place: Place, role: Role, naming: Naming) -> bool:
    """Whether the role is a post inside the organisation: a chain of genitives that ends in its name or a body."""
    apposed = role.first >= naming.behind
    if role.first < 0 or role.former or not role.heads or role.heads[0] not in _STAFF:
        return False
    passage = place.passage
    end = _clause_end(passage, role.first) if apposed else naming.first
    if not _NATIONAL.isdisjoint(role.heads):
        return False
    for hit in passage.hits:
        chair = isinstance(hit.what, Office) and hit.what.chair
        if not (role.first < hit.first + chair and hit.behind <= end):
            continue
        body = (chair or isinstance(hit.what, Body)) and place.owns(hit) is not False
        between = {passage.tokens[index].low for index in range(role.first, hit.first)}
        inside = apposed and isinstance(hit.what, Body) and not hit.what.sitting
        governed = not _AT.isdisjoint(between - {"at", "with"} if inside else between)
        if (hit.names_it or body) and not governed:
            return not any(other.kind == "rival" and role.first < other.first < end for other in passage.hits)
    return False


def _clause_end(passage: Passage, first: int) -> int:
    """Where what is said of somebody behind a comma ends: at the next mark."""
    end = first + 1
    while end < len(passage.tokens) and end - first < FAR and not passage.between(end - 1, end).strip(" -'’s«»\"“”"):
        end += 1
    return end


def has_rival(passage: Passage, role: Role) -> bool:
    """Whether the role is one of another organisation."""
    end = role.first + FAR
    return role.first >= 0 and any(hit.kind == "rival" and role.first <= hit.first < end for hit in passage.hits)


def leads(passage: Passage, hit: Hit) -> bool:
    """Whether the organisation's name is a subject: in the nominative and governed by no noun before it."""
    if not hit.nominative or hit.first == 0:
        return hit.nominative
    before = passage.tokens[hit.first - 1]
    if any(mark in passage.between(hit.first - 1, hit.first) for mark in ",.:;—–!?"):
        return True
    return before.low in _CONJUNCTIONS or is_say(before.low)


def _is_before(passage: Passage, hit: Hit, naming: Naming) -> bool:
    """Whether only the organisation's names, ranks and further roles stand between an office and a name."""
    if not 0 <= naming.first - hit.behind < FAR:
        return False
    kinds = ("name", "body", "office")
    covered = {index for other in passage.hits if other.kind in kinds for index in range(other.first, other.behind)}
    inner = [passage.lows[index] for index in range(hit.behind, naming.first) if index not in covered]
    gap = passage.text[passage.tokens[hit.behind - 1].end : passage.tokens[naming.first].start]
    if any(mark in gap for mark in ".:;!?—–"):
        return False
    if "," in gap:
        return not any(is_finite(low) for low in inner) and any(low in ROLES for low in inner)
    if inner[:1] in (["по"], ["при"]) and isinstance(hit.what, Office) and hit.what.chair:
        return not any(is_finite(low) for low in inner)
    if not _CONJUNCTIONS.isdisjoint(inner):
        return False
    return all(low in RANKS or len(low) == 1 or low.endswith(_ADJECTIVAL) for low in inner)


def _is_after(passage: Passage, hit: Hit, naming: Naming) -> bool:
    """`X, генеральный секретарь …`, `X как председатель …`."""
    if hit.first < naming.behind or (hit.nominative and oblique_before(passage, naming.first)):
        return False
    gap = passage.text[passage.tokens[naming.behind - 1].end : passage.tokens[hit.first].start]
    if gap.strip().lower() in _APPOSED or _ACTING_AS.fullmatch(gap):
        return True
    between = [
        token
        for token in passage.tokens[naming.behind : hit.first]
        if not (token.low in _FILLING | _THEN or is_acting(token.low) or is_former(token.low))
    ]
    apposed = gap.startswith(",") and "." not in gap and len(between) <= NEAR
    return apposed and not any(is_finite(token.low) or token.low.endswith(_INFINITIVE) for token in between)


def _has_owner(passage: Passage, hit: Hit) -> bool:
    """Whether a body called by one common word is said to be somebody else's: `Секретариат форума`."""
    if not isinstance(hit.what, Body) or hit.behind - hit.first > 1 or hit.behind >= len(passage.tokens):
        return False
    following = passage.tokens[hit.behind]
    if passage.between(hit.behind - 1, hit.behind) != " ":
        return False
    if following.text[0].isupper():
        return following.low in _OWNERS and all(other.first != hit.behind for other in passage.hits)
    return following.low.endswith(_GENITIVE) and following.low not in PREPOSITIONS and not is_finite(following.low)


def _has_acronym(passage: Passage, hit: Hit) -> bool:
    """Whether another organisation's acronym follows: capitals in a text that is not written in capitals."""
    if hit.behind >= len(passage.tokens) or passage.between(hit.behind - 1, hit.behind) not in (" ", " «"):
        return False
    word = passage.tokens[hit.behind].text
    return word.isupper() and 1 < len(word) <= LONGEST_ACRONYM and not passage.text.isupper()


def modifies(passage: Passage, hit: Hit) -> bool:
    """Whether the name only says whose body or office follows: `UN Joint Staff`."""
    after = (one for one in passage.hits if one.first == hit.behind and isinstance(one.what, Body | Office))
    return any(passage.between(hit.behind - 1, one.first) in (" ", "'s ", "’s ") for one in after)


def owned_from(passage: Passage, hit: Hit) -> int:
    """Where the name of the organisation right before a body begins: `at the UN Joint Staff` is behind `at`."""
    before = (one.first for one in passage.hits if one.kind == "name" and one.behind == hit.first)
    near = hit.first and passage.between(hit.first - 1, hit.first) in (" ", "'s ", "’s ")
    return next(before, hit.first) if near else hit.first


def with_staff(passage: Passage, hit: Hit) -> tuple[int, bool | None]:
    """`Офицеры правления`, `рабочая группа штаба`: a body's people open the clause in its stead."""
    low = passage.tokens[hit.first - 1].low if hit.first and not hit.nominative else ""
    if low in _PEOPLE and passage.between(hit.first - 1, hit.first) == " ":
        return hit.first - 1, True
    return hit.first, hit.nominative
