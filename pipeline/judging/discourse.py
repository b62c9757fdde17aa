"""Keeps in mind who was named and who spoke, so that `он`, `генсек`, `в ведомстве` lead back to somebody."""

from dataclasses import replace
from datetime import date

from pipeline.judging.actors import Actor, Claim, body_actor, office_actor
from pipeline.judging.lexicon import PRONOUNS
from pipeline.judging.mentions import Mention
from pipeline.judging.people import Character
from pipeline.judging.topic import Topic

_ALIKE = {
    "генсек": ("секретарь", "генсек", "генсекретарь"),
    "глава": ("президент", "министр", "премьер", "председатель", "руководитель", "директор", "глава"),
    "руководитель": ("глава", "директор", "начальник", "председатель", "руководитель", "врач"),
    "премьер": ("министр", "премьер"),
    "спикер": ("председатель", "спикер", "представитель"),
    "постпред": ("представитель", "постпред"),
    "госсекретарь": ("секретарь", "госсекретарь"),
    "замминистра": ("заместитель", "замминистра", "министр"),
    "парламентарий": ("депутат", "сенатор"),
    "minister": ("minister", "president", "chief"),
    "chief": ("secretary", "chief", "head"),
}


class Discourse:
    """The memory of one text, filled sentence by sentence."""

    def __init__(self, topic: Topic, day: date, people: list[tuple[Character, Mention]]) -> None:
        """`people` are all named characters with their fullest mention, so that a title may look ahead."""
        self.topic = topic
        self.day = day
        self.best = {id(who): mention for who, mention in people}
        self.roles = [(mention.heads, who) for who, mention in people]
        self.speaker: Actor | None = None
        self.person: Actor | None = None
        self.institution: Actor | None = None
        self.owner: Actor | None = None
        self.seen: list[Mention] = []
        self.capacity: dict[str, Actor] = {}
        self.now = self.near = -1
        self.source: Actor | None = None

    def resolve(self, mention: Mention | None, passage: int, verb: int) -> Actor | None:
        """Whom a mention means here; None where nobody can be told."""
        del verb
        self.now = passage
        if mention is None:
            return self.owner or self.speaker or self.person
        if mention.kind == "person" and mention.who is not None:
            return self._person(mention)
        if mention.kind == "media":
            return None
        if mention.kind == "anonymous" and self.source is not None and not (mention.actor and mention.actor.topical):
            return self.source
        if mention.kind == "office":
            return self._named_holder(mention) or (self._known(mention.actor) if mention.actor else None)
        if mention.actor is not None and mention.kind != "institution":
            return self._known(mention.actor)
        if mention.kind == "institution":
            return self._institution(mention)
        if mention.kind == "pronoun":
            return self._pronoun(mention.word)
        if mention.kind == "they":
            return self.institution or self.speaker
        return self._role(mention)

    def spoke(self, actor: Actor | None, passage: int, mention: Mention | None) -> None:
        """Remember who spoke last."""
        del passage, mention
        if actor is None:
            return
        self.speaker = actor
        self.owner = None
        if actor.person and actor.named:
            self.person = actor
        elif not actor.person:
            self.institution = actor

    def saw(self, mention: Mention) -> None:
        """Remember a mention passed."""
        self.seen.append(mention)
        if mention.kind == "person" and mention.actor is not None and mention.nominative is not False:
            self.person = self._person(mention)
            self.near = mention.passage
        if mention.kind == "body" and mention.actor is not None and mention.actor.body is not None:
            body = mention.actor.body
            if not body.sitting and not body.leaders:
                self.institution = mention.actor
        if mention.kind == "institution" and mention.behind - mention.first > 1:
            self.institution = mention.actor

    def owns(self, actor: Actor | None) -> None:
        """Remember whose greeting, letter or statement is being told of."""
        self.owner = actor

    def _person(self, mention: Mention) -> Actor | None:
        """A surname alone has the role of the fullest mention; a chair keeps the capacity he was given."""
        actor = mention.actor
        assert mention.who is not None
        if actor is None:
            return None
        full = self.best.get(id(mention.who))
        if actor.topical and not actor.chair:
            return actor
        if actor.topical and actor.chair:
            self.capacity[actor.name] = actor
            return actor
        if actor.name in self.capacity:
            return self.capacity[actor.name]
        if full is not None and full.actor is not None and not full.actor.chair:
            return full.actor if full.actor.role or full.actor.topical else actor
        return actor

    def _named_holder(self, mention: Mention) -> Actor | None:
        """Who this text itself names as the holder: an acting one, or one the topic does not know yet."""
        for heads, who in self.roles:
            found = self.best[id(who)]
            if mention.word in heads and not found.former and found.actor is not None and found.actor.topical:
                return self._known(found.actor)
        return None

    def _known(self, actor: Actor) -> Actor:
        if actor.chair is not None and actor.topical:
            self.capacity[actor.name] = actor
        return actor

    def _institution(self, mention: Mention) -> Actor | None:
        """`в ведомстве`, `в пресс-службе`: the institution spoken of before; a name of its own else."""
        actor = mention.actor
        if actor is None:
            return None
        generic = mention.word.startswith(("ведомств", "пресс", "управлени", "департамент", "комитет", "штаб", "аппарат"))
        if generic and mention.behind - mention.first <= 2:  # noqa: PLR2004 - `пресс-служба` and nothing more
            if self.institution is not None:
                return self.institution
            if mention.word.startswith("пресс") and self.speaker is not None and not self.speaker.person:
                return self.speaker
            ours = self._press() if mention.word.startswith("пресс") else None
            return ours or replace(actor, named=False)
        return actor

    def _press(self) -> Actor | None:
        """The topic's press service, where nobody but the topic's own has been spoken of."""
        others = (self.best[id(who)] for _, who in self.roles)
        if any(other.passage <= self.now and not (other.actor and other.actor.topical) for other in others):
            return None
        if any(seen.kind == "institution" for seen in self.seen):
            return None
        body = next((body for body in self.topic.bodies if body.press), None)
        return body_actor(body, self.topic) if body and any(seen.kind == "topic" for seen in self.seen) else None

    def _pronoun(self, word: str) -> Actor | None:
        female = PRONOUNS.get(word)
        near = self.person if self.near == self.now else None
        for actor in (near, self.speaker, self.person):
            if actor is None or not actor.person or not actor.named:
                continue
            if female is None or actor.female is None or actor.female == female:
                return actor
        return self.person

    def _role(self, mention: Mention) -> Actor | None:
        """A role without a name: the last person said to have it, else the topic's holder, else the last speaker."""
        if mention.rival:
            return self._of_rival(mention)
        offices = {office.id: office for office in self.topic.offices}
        if mention.word in offices:
            return self._office(mention, offices[mention.word].id)
        heads = _ALIKE.get(mention.word, (mention.word,))
        for seen in reversed(self.seen):
            if seen.who is not None and set(seen.heads) & set(heads):
                return self._person(seen)
        if self.speaker is not None and self.speaker.person:
            return self.speaker
        for role, who in self.roles:
            if set(role) & set(heads):
                return self._person(self.best[id(who)])
        return self.person

    def _of_rival(self, mention: Mention) -> Actor | None:
        for _, who in self.roles:
            if self.best[id(who)].rival:
                return self.best[id(who)].actor
        return Actor(name="", role=mention.word, named=False)

    def _office(self, mention: Mention, office: str) -> Actor | None:
        """A bare office of the topic: another organisation's man who has it in this text, else its holder."""
        for seen in reversed(self.seen):
            if seen.rival and seen.who is not None:
                return seen.actor
            if seen.rival and seen.kind == "role":
                return Actor(name="", role=office, named=False)
            if seen.who is not None and seen.actor is not None and (office in seen.heads or seen.former):
                return self._person(seen)
        for heads, who in self.roles:
            found = self.best[id(who)]
            if office in heads or (mention.former and found.former) or found.rival:
                return found.actor
        if mention.former:
            return self.person
        claim = next(Claim(office=one) for one in self.topic.offices if one.id == office)
        return office_actor(claim, self.topic, self.day)


def in_chair(actor: Actor) -> Actor:
    """The same person speaking as the chair of the topic's body."""
    assert actor.chair is not None
    return replace(actor, topical=True, role=actor.chair.role)
