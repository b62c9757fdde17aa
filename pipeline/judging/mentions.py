"""Everything in a text that may be somebody speaking: people, offices, bodies, roles, pronouns, sources.

Built from the topic's phrases and the people of the text; which of them speaks is decided in `events.py`.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pipeline.judging.actors import Actor, Claim, body_actor, office_actor, organisation_actor, person_actor
from pipeline.judging.lexicon import (
    ANONYMOUS,
    MEDIA,
    PREPOSITIONS,
    PRONOUNS,
    RANKS,
    ROLES,
    THEY,
    is_acting,
    is_finite,
    is_former,
    is_institution,
    is_say,
)
from pipeline.judging.matching import Hit
from pipeline.judging.passages import Passage
from pipeline.judging.people import Cast, Character, Naming
from pipeline.judging.roles import NO_ROLE, Role, role_after, role_before
from pipeline.judging.topic import Body, Name, Office, Topic

Kind = Literal["person", "office", "body", "topic", "role", "pronoun", "they", "institution", "anonymous", "media"]
_STAFF = frozenset(
    "начальник руководитель директор советник помощник представитель сотрудник секретарь координатор глава заместитель"
    " замначальника спикер пресс-секретарь командующий председатель official representative adviser director head"
    " deputy chief spokesman spokesperson spokeswoman".split()
)
_NATIONAL = frozenset("постпред полпред посол депутат член делегат".split())
_AT = frozenset("при у в во к от с со по на о об за для против вокруг about to at with for on страны стран государства государств члена членов участника участницы".split())
FAR = 12


@dataclass(slots=True, kw_only=True)
class Mention:
    """A place in the text that may be a speaker; `actor` is None where it has yet to be told whom it means."""

    passage: int
    first: int
    behind: int
    kind: Kind
    nominative: bool | None
    actor: Actor | None = None
    who: Character | None = None
    word: str = ""
    heads: tuple[str, ...] = ()
    former: bool = False
    rival: bool = False


@dataclass(slots=True)
class _Place:
    """What is needed to read one block."""

    passage: Passage
    topic: Topic
    day: date
    named: bool
    namings: list[Naming] = field(default_factory=list)


def find_mentions(passages: list[Passage], cast: Cast, topic: Topic, day: date) -> dict[int, list[Mention]]:
    """The mentions of each block in order; those inside direct speech are left out."""
    named = any(_is_name(hit) for passage in passages for hit in passage.hits)
    found = {}
    for passage in passages:
        place = _Place(passage, topic, day, named)
        place.namings = cast.namings.get(passage.number, [])
        mentions = [_person(place, naming) for naming in cast.namings.get(passage.number, ())]
        taken = {token for mention in mentions for token in range(mention.first, mention.behind)}
        mentions += [mention for hit in passage.hits if (mention := _of_hit(place, hit, taken))]
        taken |= {token for mention in mentions for token in range(mention.first, mention.behind)}
        mentions += _plain(place, taken)
        found[passage.number] = sorted(
            (mention for mention in mentions if not passage.quoted[mention.behind - 1]), key=lambda one: one.first
        )
    return found


def _is_name(hit: Hit) -> bool:
    return hit.names_it


def _person(place: _Place, naming: Naming) -> Mention:
    passage = place.passage
    stop = max((hit.behind for hit in _namings(place, naming)), default=0)
    before, after = role_before(passage, naming.first, stop), role_after(passage, naming.behind)
    role = before if before.first >= 0 else after
    claims = tuple(_claims(place, naming, before))
    first = naming.first
    for hit in reversed(passage.hits):
        if hit.behind <= first and _touches(passage, hit.behind, first) and hit.kind in ("office", "name", "body"):
            first = hit.first
    first = min(first, role.first) if before.first >= 0 else first
    actor = person_actor(
        naming.who,
        place.topic,
        place.day,
        claims=claims,
        role=role.text,
        organisation=role.organisation,
        staff=not role.former and _is_staff(place, role, naming),
    )
    return Mention(
        passage=passage.number, first=first, behind=naming.behind, kind="person", nominative=naming.nominative,
        actor=actor, who=naming.who, heads=role.heads + tuple(claim.office.id for claim in claims), former=role.former,
        rival=_has_rival(place, role),
    )  # fmt: skip


def _namings(place: _Place, naming: Naming) -> list[Naming]:
    """The people named before somebody in his block."""
    return [other for other in place.namings if other.behind <= naming.first]


def _claims(place: _Place, naming: Naming, role: Role) -> list[Claim]:
    """Offices of the topic said of somebody: before the name, after it behind a comma, or with `как`."""
    passage = place.passage
    claims = []
    for hit in passage.hits:
        if not isinstance(hit.what, Office) or passage.quoted[hit.first] != passage.quoted[naming.first]:
            continue
        if any(hit.behind <= other.first for other in _namings(place, naming)):
            continue
        before = 0 <= naming.first - hit.behind < FAR and _clean(passage, hit.behind, naming.first, place.topic)
        gap = passage.text[passage.tokens[naming.behind - 1].end : passage.tokens[hit.first].start] if hit.first >= naming.behind else "x"
        after = gap.strip() in (",", ", как", "как", "(", "—", "–") or gap.strip().lower() in (", the", "as")
        if hit.first >= naming.behind and not after and hit.first - naming.behind <= 2:  # noqa: PLR2004
            after = gap.startswith(",") and "." not in gap and not any(
                is_finite(token.low) for token in passage.tokens[naming.behind : hit.first]
            )
        if (before or after) and _qualified(place, hit) is not False:
            claims.append(_claim(place, hit, hit.what))
    del role
    return claims


def _clean(passage: Passage, left: int, right: int, topic: Topic) -> bool:
    """Whether only names of the organisation, ranks and further roles stand between an office and a name."""
    del topic
    covered = {token for hit in passage.hits if hit.kind in ("name", "body", "office") for token in range(hit.first, hit.behind)}
    inner = [passage.tokens[index].low for index in range(left, right) if index not in covered]
    gap = passage.text[passage.tokens[left - 1].end : passage.tokens[right].start]
    if any(mark in gap for mark in ".:;!?—–") and "т." not in gap:
        return False
    if "," in gap:
        return not any(is_finite(low) for low in inner) and any(low in ROLES for low in inner)
    return all(low in RANKS or low in ("т", "ш", "г") or _soft_word(low) for low in inner)


def _soft_word(low: str) -> bool:
    return low.endswith(("ый", "ий", "ой", "ого", "ым", "ому", "ая")) or len(low) == 1


def _claim(place: _Place, hit: Hit, office: Office) -> Claim:
    words = [token.low for token in place.passage.tokens[max(0, hit.first - 3) : hit.first]]
    former = any(is_former(word) for word in words[-2:])
    acting = any(is_acting(word) for word in words) or words[-2:] == ["и", "о"]
    return Claim(office=office, former=former, acting=acting)


def _qualified(place: _Place, hit: Hit) -> bool | None:
    """Whether an office or body is the topic's: True with its name beside, False with another's, None bare."""
    passage = place.passage
    if hit.names_it:
        return True
    for other in passage.hits:
        if other.first == hit.behind and _touches(passage, hit.behind, other.first):
            if other.kind == "rival":
                return False
            if other.kind == "name":
                return True
        if other.behind == hit.first and _touches(passage, other.behind, hit.first):
            if other.kind == "rival":
                return False
            if other.kind == "name" and _is_name(other):
                return True
    following = passage.tokens[hit.behind] if hit.behind < len(passage.tokens) else None
    if following is not None and passage.between(hit.behind - 1, hit.behind) in (" ", " «"):
        acronym = following.text.isupper() and 1 < len(following.text) < 7 and not passage.text.isupper()  # noqa: PLR2004
        if acronym:
            return False
    return None


def _touches(passage: Passage, left: int, right: int) -> bool:
    if left > right:
        return False
    if left == right:
        return left < len(passage.tokens) and not passage.between(left - 1, left).strip(" -–—«»\"“”'’(")
    inner = passage.tokens[left:right]
    return right - left <= 2 and all(token.low in RANKS for token in inner)  # noqa: PLR2004


def _is_staff(place: _Place, role: Role, naming: Naming) -> bool:
    """Whether the role is a post inside the organisation: a chain of genitives that ends in its name or a body."""
    if role.first < 0 or role.first >= naming.first or not role.heads or role.heads[0] not in _STAFF:
        return False
    if any(head in _NATIONAL for head in role.heads):
        return False
    passage = place.passage
    for hit in passage.hits:
        inside = role.first < hit.first and hit.behind <= naming.first
        ours = _is_name(hit) or (isinstance(hit.what, Body) and place.named and _qualified(place, hit) is not False)
        if inside and ours and not any(passage.tokens[i].low in _AT for i in range(role.first, hit.first)):
            return not any(other.kind == "rival" and role.first < other.first < naming.first for other in passage.hits)
    return False


def _has_rival(place: _Place, role: Role) -> bool:
    if role.first < 0:
        return False
    end = role.first + FAR
    return any(hit.kind == "rival" and role.first <= hit.first < end for hit in place.passage.hits)


def _of_hit(place: _Place, hit: Hit, taken: set[int]) -> Mention | None:
    if hit.first in taken or not place.named:
        return None
    passage, what = place.passage, hit.what
    base = {"passage": passage.number, "first": hit.first, "behind": hit.behind}
    if isinstance(what, Office):
        return _office(place, hit, what)
    if isinstance(what, Body):
        if _qualified(place, hit) is False:
            return None
        source = _source_before(place, hit)
        if source is not None:
            return source
        return Mention(**base, kind="body", nominative=hit.nominative, actor=body_actor(what, place.topic))
    if isinstance(what, Name):
        if what.strength == "part" and not (passage.tokens[hit.first].text[0].isupper() or _inside(passage, hit)):
            return None
        return Mention(**base, kind="topic", nominative=_leads(passage, hit), actor=organisation_actor(place.topic))
    return None


def _inside(passage: Passage, hit: Hit) -> bool:
    """`в организации`, `in the organization`."""
    return hit.first > 0 and passage.tokens[hit.first - 1].low in ("в", "во")


def _leads(passage: Passage, hit: Hit) -> bool:
    """Whether the organisation's name is a subject: in the nominative and governed by no noun before it."""
    if not hit.nominative:
        return False
    if hit.first == 0:
        return True
    before = passage.tokens[hit.first - 1]
    gap = passage.between(hit.first - 1, hit.first)
    if any(mark in gap for mark in ",.:;—–!?"):
        return True
    return before.low in ("и", "а", "но", "что", "как", "the", "that", "and", "if", "если", "когда") or is_say(before.low)


def _office(place: _Place, hit: Hit, office: Office) -> Mention | None:
    passage = place.passage
    base = {"passage": passage.number, "first": hit.first, "behind": hit.behind}
    claim = _claim(place, hit, office)
    acting = claim.acting and any(
        token.low in ("исполняющий", "врио", "и") for token in passage.tokens[max(0, hit.first - 3) : hit.first]
    )
    nominative = hit.nominative or acting
    ours = _qualified(place, hit)
    if ours is False:
        return Mention(**base, kind="role", nominative=nominative, word=office.id, rival=True)
    if ours is None and office.shared:
        return Mention(**base, kind="role", nominative=nominative, word=office.id, former=claim.former)
    if claim.former:
        return Mention(**base, kind="role", nominative=nominative, word=office.id, former=True)
    actor = office_actor(claim, place.topic, place.day)
    return Mention(**base, kind="office", nominative=nominative, actor=actor, word=office.id)


def _source_before(place: _Place, hit: Hit) -> Mention | None:
    """`источник в Секретариате`: the body speaks through an unnamed man."""
    passage = place.passage
    for back in range(1, 4):
        index = hit.first - back
        if index < 0:
            break
        low = passage.tokens[index].low
        if low in ANONYMOUS:
            assert isinstance(hit.what, Body)
            return Mention(
                passage=passage.number, first=index, behind=hit.behind, kind="body", nominative=ANONYMOUS[low][1],
                actor=body_actor(hit.what, place.topic), word="source",
            )  # fmt: skip
    return None


def _plain(place: _Place, taken: set[int]) -> list[Mention]:
    """Role nouns, pronouns, institutions, unnamed sources and media that no named thing has covered."""
    passage = place.passage
    mentions: list[Mention] = []
    behind = 0
    for index, token in enumerate(passage.tokens):
        if index in taken or index < behind or passage.quoted[index]:
            continue
        mention = _plain_at(place, index, token.low, taken)
        if mention is not None:
            behind = mention.behind
            mentions.append(mention)
    return mentions


def _plain_at(place: _Place, index: int, low: str, taken: set[int]) -> Mention | None:
    base = {"passage": place.passage.number, "first": index, "behind": index + 1}
    if low in PRONOUNS:
        return Mention(**base, kind="pronoun", nominative=True, word=low)
    if low in THEY:
        return Mention(**base, kind="they", nominative=True, word=low)
    if low in ANONYMOUS:
        return _anonymous(place, index, taken)
    if low in MEDIA:
        return Mention(**base, kind="media", nominative=True, word=low)
    if low == "пресс" and index + 1 < len(place.passage.tokens) and place.passage.tokens[index + 1].low in ROLES:
        return None
    if low in ROLES and not (is_institution(low) and low not in ("секретарь",)):
        noun, straight = ROLES[low]
        former = index > 0 and is_former(place.passage.tokens[index - 1].low)
        rival = any(hit.kind == "rival" and hit.first == index + 1 for hit in place.passage.hits)
        return Mention(**base, kind="role", nominative=straight, word=noun, former=former, rival=rival)
    if is_institution(low):
        return _institution(place, index, taken)
    return None


def _anonymous(place: _Place, index: int, taken: set[int]) -> Mention:
    """An unnamed source; one `в ОДКБ` or `в Секретариате` speaks for it."""
    passage = place.passage
    end = min(len(passage.tokens), index + 4)
    actor = Actor(name="", person=True, named=False)
    del taken
    for hit in passage.hits:
        at = passage.tokens[hit.first - 1].low if hit.first else ""
        if index < hit.first < end and _is_name(hit) and at in ("в", "во", "in", "at", "of"):
            actor = organisation_actor(place.topic)
    return Mention(
        passage=passage.number, first=index, behind=index + 1, kind="anonymous",
        nominative=ANONYMOUS[passage.tokens[index].low][1], actor=actor,
    )  # fmt: skip


def _institution(place: _Place, index: int, taken: set[int]) -> Mention:
    """An institution by its head word and the genitives after it."""
    passage = place.passage
    end = index + 1
    while end < len(passage.tokens) and passage.tokens[end].glued:
        end += 1
    while end < len(passage.tokens) and end - index < 6 and end not in taken:  # noqa: PLR2004 - longer is no name
        token = passage.tokens[end]
        gap = passage.between(end - 1, end)
        genitive = token.low.endswith(("и", "ы", "а", "я", "ой", "ого", "их", "ых", "ел", "рф", "рк", "кр"))
        if gap.strip(" -") or not genitive or is_finite(token.low) or token.low in PREPOSITIONS or token.low in ROLES:
            break
        end += 1
    name = passage.words(index, end)
    actor = Actor(name=name, person=False)
    return Mention(
        passage=passage.number, first=index, behind=end, kind="institution", nominative=None, actor=actor, word=passage.tokens[index].low
    )  # fmt: skip


__all__ = ["NO_ROLE", "Mention", "find_mentions"]
