"""Everything in a text that may be somebody speaking: people, offices, bodies, roles, pronouns, sources.

Built from the topic's phrases and the people of the text; which of them speaks is decided in `events.py`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.judging.naming.actors import Actor, body_actor, office_actor, organisation_actor, person_actor
from pipeline.judging.naming.cast import Cast, Character, Naming
from pipeline.judging.naming.english_voices import is_possessive, press_at, staff_first, tells_in_english
from pipeline.judging.naming.institutions import dateline_state, institution_at, is_institution_at
from pipeline.judging.naming.ministries import is_ministry, ministry_at, press_before
from pipeline.judging.naming.offices import (
    Place,
    claim_at,
    claims_of,
    has_rival,
    is_staff,
    leads,
    modifies,
    owned_from,
    touches,
    with_staff,
)
from pipeline.judging.naming.roles import NO_ROLE, Role, apposed_words, is_rank, role_after, role_at, role_before
from pipeline.judging.naming.standing import Standing
from pipeline.judging.text.matching import Hit
from pipeline.judging.text.passages import Passage
from pipeline.judging.topic import Body, Name, Office, Topic
from pipeline.judging.words.callings import is_somebody
from pipeline.judging.words.lexicon import ANONYMOUS, INSTITUTIONS, MEDIA, PRONOUNS, ROLES, THEY, is_former
from pipeline.judging.words.memory import Memory
from pipeline.judging.words.tables import word_set

Kind = Literal["person", "office", "body", "topic", "role", "pronoun", "they", "institution", "anonymous", "media"]
_IN = word_set("в во in at of")
_STAFF = word_set("сотрудник представитель чиновник дипломат служащий работник")
_HOUSES = word_set(
    "ведомства министерства посольства дипмиссии дипведомства минобороны мид мвд мчс пресс правительства консульства"
)
_ACTS_FOR = word_set("исполняющий врио и")
_TELLING = frozenset().union(PRONOUNS, THEY, MEDIA, ANONYMOUS, ROLES, INSTITUTIONS, ("press",))
_MINISTRIES = Memory(is_ministry)
_TELLS = Memory(lambda low: low in _TELLING or is_ministry(low))
VOICE = ("voice",)  # the head of an institution that an unnamed man of it speaks for
SOURCE_BEFORE = 4  # words from `источник` to the body it is in


@dataclass(slots=True, kw_only=True)
class Mention:
    """A place in the text that may be a speaker; `actor` is None where it has yet to be told whom it means.

    `word` is the role, pronoun or office; `heads` are the nouns and offices said of a person; `role` is a bare role
    with what follows it.
    """

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
    role: Role = NO_ROLE


def find_mentions(
    passages: list[Passage], cast: Cast, topic: Topic, day: date, standing: Standing
) -> dict[int, list[Mention]]:
    """The mentions of each block in order; those inside direct speech are left out."""
    state = dateline_state(passages)
    found = {}
    for passage in passages:
        place = Place(passage, topic, day, standing, cast.namings.get(passage.number, []), state)
        mentions = [_person(place, naming) for naming in place.namings]
        taken = _covered(mentions)
        mentions += [one for hit in passage.hits if hit.first not in taken and (one := _of_hit(place, hit))]
        mentions += _plain(place, _covered(mentions) | apposed_words(passage, place.namings))
        heard = (mention for mention in mentions if not passage.quoted[mention.behind - 1])
        found[passage.number] = sorted(heard, key=lambda one: one.first)
    return found


def _covered(mentions: list[Mention]) -> set[int]:
    return {token for mention in mentions for token in range(mention.first, mention.behind)}


def _person(place: Place, naming: Naming) -> Mention:
    passage = place.passage
    stop = max((other.behind for other in place.before(naming)), default=0)
    before, after = role_before(passage, naming.first, stop), role_after(passage, naming.behind)
    role = before if before.first >= 0 and not (after.heads and is_rank(before)) else after
    claims = claims_of(place, naming)
    first = naming.first
    for hit in reversed(passage.hits):
        if stop <= hit.first and hit.kind in ("office", "name", "body") and touches(passage, hit.behind, first):
            first = hit.first
    sure = naming.who.known is None or not naming.who.known.common or place.standing.reaches(passage.number)
    actor = person_actor(
        naming.who,
        place.topic,
        place.day,
        claims=claims,
        role=role,
        staff=is_staff(place, role, naming),
        sure=sure or bool(claims),
    )
    return Mention(
        passage=passage.number,
        first=min(first, before.first) if before.first >= 0 else first,
        behind=naming.behind,
        kind="person",
        nominative=naming.nominative and not is_possessive(passage, naming.behind - 1),
        actor=actor,
        who=naming.who,
        heads=before.heads + after.heads + tuple(claim.office.id for claim in claims) + _trade(passage, naming.first),
        former=role.former,
        rival=has_rival(passage, role),
    )


def _trade(passage: Passage, name: int) -> tuple[str, ...]:
    """The trade that stands right before a name: `пасечник`, `соседка`."""
    low = passage.tokens[name - 1].low if name else ""
    return (low,) if low and is_somebody(low) and passage.between(name - 1, name) == " " else ()


def _of_hit(place: Place, hit: Hit) -> Mention | None:
    what, passage = hit.what, place.passage
    if isinstance(what, Office):
        return _office(place, hit, what)
    if isinstance(what, Body):
        return _body(place, hit, what)
    twin = any(isinstance(one.what, Body) and one.first == hit.first for one in passage.hits)
    if twin or modifies(passage, hit) or not isinstance(what, Name) or not _stands_for_it(place, hit, what):
        return None
    actor = organisation_actor(place.topic)
    return _mention(passage, hit.first, hit.behind, "topic", nominative=leads(passage, hit), actor=actor)


def _stands_for_it(place: Place, hit: Hit, name: Name) -> bool:
    """Whether a common noun means the organisation: `Организация`, `в организации`."""
    passage, inside = place.passage, hit.first > 0 and place.passage.tokens[hit.first - 1].low in ("в", "во")
    inside = (inside and place.standing.reaches(passage.number)) or tells_in_english(passage, hit.first, hit.behind)
    return name.strength != "part" or inside or passage.tokens[hit.first].text[0].isupper()


def _body(place: Place, hit: Hit, body: Body) -> Mention | None:
    """A body, or a source inside it: `источник в правлении`."""
    passage, actor = place.passage, body_actor(body, place.topic)
    if place.owns(hit) is False:
        return None
    near = range(hit.first - 1, max(-1, hit.first - 1 - SOURCE_BEFORE), -1)
    for index in near:
        low = passage.tokens[index].low
        if low in ANONYMOUS and (hit.first - index < SOURCE_BEFORE or passage.tokens[index + 1].low in _IN):
            return _mention(
                passage, index, hit.behind, "body", nominative=ANONYMOUS[low][1], actor=actor, word="source"
            )
    first, straight = with_staff(passage, hit)
    first = min(first, owned_from(passage, hit))
    voice = staff_first(passage, first, place.named)
    mention = _mention(passage, voice, hit.behind, "body", nominative=straight, actor=actor)
    mention.heads = VOICE if voice < first else ()
    return mention


def _office(place: Place, hit: Hit, office: Office) -> Mention:
    passage = place.passage
    claim = claim_at(passage, hit, office)
    words = set(passage.lows[max(0, hit.first - 3) : hit.first])
    nominative = hit.nominative or (claim.acting and not _ACTS_FOR.isdisjoint(words))
    ours = place.owns(hit)
    shared = office.shared and not place.standing.official
    bare = ours is False or claim.former or (ours is None and shared)
    mention = _mention(passage, hit.first, hit.behind, "role", nominative=nominative, word=office.id)
    if bare:
        mention.former, mention.rival = claim.former, ours is False
        return mention
    mention.kind, mention.actor = "office", office_actor(claim, place.topic, place.day)
    return mention


def _plain(place: Place, taken: set[int]) -> list[Mention]:
    """Role nouns, pronouns, institutions, unnamed sources and media that no named thing has covered."""
    passage = place.passage
    mentions: list[Mention] = []
    behind = 0
    for index in _TELLS.places(passage.lows):
        if index < behind or passage.quoted[index] or index in taken:
            continue
        mention = _plain_at(place, index, taken)
        if mention is not None:
            behind = mention.behind
            mentions.append(mention)
    return mentions


def _plain_at(place: Place, index: int, taken: set[int]) -> Mention | None:
    passage = place.passage
    low = passage.tokens[index].low
    kind: Kind | None = "pronoun" if low in PRONOUNS else "they" if low in THEY else "media" if low in MEDIA else None
    if kind is not None and low not in ANONYMOUS:
        return _mention(passage, index, index + 1, kind, nominative=True, word=low)
    if low in ANONYMOUS:
        return _anonymous(place, index)
    if low in ROLES:
        return _man_of(place, _role(passage, index, taken), taken)
    if low == "press" or _MINISTRIES[low]:
        return _press(place, index) if low == "press" else _ministry(place, index)
    if low in INSTITUTIONS and is_institution_at(passage, index):
        end, name = institution_at(passage, index, taken, place.state)
        actor = Actor(name=name, person=False, named=not (name.isascii() and name.islower()))
        return _mention(passage, index, end, "institution", nominative=None, actor=actor, word=low)
    return None


def _ministry(place: Place, index: int) -> Mention:
    """A ministry named in another language than Russian; a bare one is whichever was spoken of before."""
    ministry = ministry_at(place.passage, index, place.state)
    word = place.passage.tokens[index].low
    actor = Actor(name=ministry.name or word, person=False, named=bool(ministry.name))
    voice = staff_first(place.passage, index, place.named)
    first, straight = press_before(place.passage, index) or (voice, ministry.nominative)
    behind = ministry.behind
    mention = _mention(place.passage, first, behind, "institution", nominative=straight, actor=actor, word=word)
    mention.heads = VOICE if voice < index else ()
    return mention


def _press(place: Place, index: int) -> Mention | None:
    """A press service of somebody else's, named in English."""
    press = press_at(place.passage, index)
    if press is None or press.whose in ("its", "their"):
        return None
    if press.whose:
        word = "he" if press.whose == "his" else "she"
        return _mention(place.passage, press.first, press.behind, "pronoun", nominative=True, word=word)
    actor = Actor(name=press.name or "Пресс-служба", person=False, named=bool(press.name))
    return _mention(place.passage, press.first, press.behind, "institution", nominative=None, actor=actor, word="пресс")


def _role(passage: Passage, index: int, taken: set[int]) -> Mention:
    noun, straight = ROLES[passage.tokens[index].low]
    role, end = role_at(passage, index, taken)
    mention = _mention(passage, index, end, "role", nominative=straight, word=noun)
    mention.former = index > 0 and is_former(passage.tokens[index - 1].low)
    mention.role = role
    mention.rival = any(hit.kind == "rival" and hit.first == index + 1 for hit in passage.hits)
    return mention


def _man_of(place: Place, mention: Mention, taken: set[int]) -> Mention:
    """`сотрудник министерства`: a role with the institution that speaks through it."""
    house = mention.first + 1
    tokens = place.passage.tokens
    if mention.word not in _STAFF or house >= len(tokens) or house in taken or tokens[house].low not in _HOUSES:
        return mention
    end, name = institution_at(place.passage, house, taken, place.state)
    if end < len(tokens) and tokens[end].low == "по":
        return mention
    mention.behind, mention.actor = end, Actor(name=name, person=False)
    return mention


def _anonymous(place: Place, index: int) -> Mention:
    """An unnamed source; one inside the organisation speaks for it."""
    passage = place.passage
    actor = Actor(name="", person=True, named=False)
    for hit in passage.hits:
        near = index < hit.first <= index + SOURCE_BEFORE and hit.names_it
        if near and passage.tokens[hit.first - 1].low in _IN:
            actor = organisation_actor(place.topic)
    noun, straight = ANONYMOUS[passage.tokens[index].low]
    return _mention(passage, index, index + 1, "anonymous", nominative=straight, actor=actor, word=noun)


def _mention(  # noqa: PLR0913 - all that a mention may hold
    passage: Passage,
    first: int,
    behind: int,
    kind: Kind,
    *,
    nominative: bool | None,
    actor: Actor | None = None,
    word: str = "",
) -> Mention:
    return Mention(
        passage=passage.number, first=first, behind=behind, kind=kind, nominative=nominative, actor=actor, word=word
    )
