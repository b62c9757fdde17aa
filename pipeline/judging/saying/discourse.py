"""Keeps in mind who was named and who spoke, so that `он`, `генсек`, `в ведомстве` lead back to somebody."""

from dataclasses import replace
from datetime import date

from pipeline.judging.naming.actors import Actor, Claim, body_actor, office_actor
from pipeline.judging.naming.cast import Character
from pipeline.judging.naming.mentions import VOICE, Mention
from pipeline.judging.naming.role_ties import fits, has_role, house_of, is_of_house, known_since, with_role
from pipeline.judging.topic import Topic
from pipeline.judging.words.lexicon import PRONOUNS
from pipeline.judging.words.likenesses import ALIKE, GENERIC, MINISTRIES, NAMESAKES, OF_STATE, TOGETHER, TRADES, VOICES

LEAD = 1
BARE = 2  # tokens of an institution named by its common noun alone
STEM = 7  # letters by which two names of an institution are told to begin alike


class Discourse:
    """The memory of one text, filled sentence by sentence.

    `source` is an unnamed man inside the organisation, where the text has one; `acted` who last did something.
    """

    def __init__(self, topic: Topic, day: date, people: list[tuple[Character, Mention]]) -> None:
        """`people` are all named characters with their fullest mention, so that a title may look ahead."""
        self.topic = topic
        self.day = day
        self.best = {id(who): mention for who, mention in people}
        self.source: Actor | None = None
        self.acted: Actor | None = None
        self._speaker: Actor | None = None
        self._person: Actor | None = None
        self._institution: Actor | None = None
        self._owner: Actor | None = None
        self._seen: list[Mention] = []
        self._capacity: dict[str, Actor] = {}
        self._comer: tuple[Actor | None, int] | None = None
        self._stranger: Actor | None = None
        self._spoken: Actor | None = None
        self._now = self._near = self._met = -1
        self._voice: Actor | None = None

    def resolve(self, mention: Mention | None, passage: int) -> Actor | None:
        """Whom a mention in a block means; None where nobody can be told."""
        self._now = passage
        if mention is None:
            return self._owner or self._speaker or self.acted or self._person
        if mention.kind == "anonymous":
            return self._of_anonymous(mention)
        if mention.kind == "pronoun":
            return self._of_pronoun(mention.word, told=mention.former)
        if mention.kind == "they":
            return self._institution or self._speaker
        return self._heard_through(mention, self._of_noun(mention))

    def _heard_through(self, mention: Mention, actor: Actor | None) -> Actor | None:
        """Remember an institution that an unnamed man speaks for; `he` is he then."""
        if mention.heads == VOICE:
            self._voice = actor
        return actor

    def spoke(self, actor: Actor | None) -> None:
        """Remember who spoke last."""
        if actor is None:
            return
        self._speaker, self._comer = actor, None
        self._stranger = None
        self._voice = actor if actor is self._voice else None
        self._owner = None
        if actor.person and actor.named:
            self._person = actor
        elif actor.person:
            self._near = -1
        else:
            self._institution = actor
            self._spoken = None if actor.topical else actor

    def saw(self, mention: Mention, *, appears: bool = False) -> None:
        """Remember a mention passed; `appears`: the sentence brings somebody in."""
        self._seen.append(mention)
        if mention.kind == "person" and mention.nominative is not False:
            fresh = all(seen.who is not mention.who for seen in self._seen[:-1])
            self._person, self._near = self._of_person(mention), mention.passage
            self._stranger = None
            guest = mention.actor is not None and mention.actor.topical
            private = self._speaker is not None and not self._speaker.organisation
            if fresh and (appears or (guest and private)):
                self._comer = self._person, mention.passage
        elif mention.kind == "office" and mention.nominative and mention.actor is not None and mention.actor.person:
            self._person, self._near = mention.actor, mention.passage
        body = mention.actor.body if mention.actor is not None else None
        if body is not None and not body.sitting and not body.leaders:
            self._institution = mention.actor
        heard = mention.nominative is False and self._speaker is not None and self._speaker is self._institution
        if mention.kind == "institution" and not heard and mention.actor is not None and " " in mention.actor.name:
            self._institution = mention.actor

    def met(self, stranger: Actor | None, passage: int) -> None:
        """Remember an unnamed man whom a sentence has for its subject."""
        if stranger is not None:
            self._stranger, self._near, self._comer = stranger, -1, None
            self._met = passage

    def heard(self) -> Actor | None:
        """The last person who spoke, wrote or did something."""
        told = (self._owner, self._speaker, self.acted, self._person)
        return next((actor for actor in told if actor is not None and actor.person and actor.named), None)

    def body(self) -> Actor | None:
        """The topic's body that was named last."""
        actors = (seen.actor for seen in reversed(self._seen) if seen.kind == "body")
        return next((actor for actor in actors if actor is not None and actor.topical), None)

    def owns(self, actor: Actor | None) -> None:
        """Remember whose greeting, letter or statement is being told of."""
        self._owner = actor

    def _of_noun(self, mention: Mention) -> Actor | None:
        if mention.kind == "person":
            return self._of_person(mention)
        if mention.kind == "office":
            return self._named_holder(mention) or self._kept(mention.actor)
        if mention.kind == "institution":
            return self._of_institution(mention)
        if mention.word in VOICES and self._voice is not None and mention.actor is None:
            return self._voice
        if mention.kind == "role":
            return self._of_rival(mention) if mention.rival else with_role(self._of_role(mention), mention)
        return mention.actor

    def _of_person(self, mention: Mention) -> Actor | None:
        """A surname alone has the role of the fullest mention; a chair keeps the capacity he was given."""
        actor, fullest = mention.actor, self.best[id(mention.who)].actor
        left = fullest is not None and not fullest.topical and fullest.role.startswith("бывший")
        if left and not mention.heads:
            return fullest
        if actor is None or actor.topical:
            return self._kept(actor)
        if actor.name in self._capacity:
            return self._capacity[actor.name]
        full = self.best[id(mention.who)].actor
        if full is not None and full.chair and full.topical and self.best[id(mention.who)].passage <= LEAD:
            return self._kept(full)
        if full is None or full.chair or not (full.role or full.topical):
            return actor
        return full

    def _kept(self, actor: Actor | None) -> Actor | None:
        if actor is not None and actor.topical and actor.chair is not None:
            self._capacity[actor.name] = actor
        return actor

    def _named_holder(self, mention: Mention) -> Actor | None:
        """Who this text itself names as the holder: an acting one, or one the topic does not know yet."""
        for found in self.best.values():
            if mention.word in found.heads and not found.former and found.actor is not None and found.actor.topical:
                return self._kept(found.actor)
        return None

    def _of_institution(self, mention: Mention) -> Actor | None:
        """`в ведомстве`, `в пресс-службе`: the institution spoken of before; a name of its own else."""
        actor = mention.actor
        foreign = mention.word.startswith(MINISTRIES)
        if foreign and actor is not None and actor.named:
            return actor
        width = mention.behind - mention.first - (BARE if mention.word == "пресс" else 0)
        word = "" if actor is None else actor.name.removeprefix("Пресс-служба ").lower()
        if word.startswith(NAMESAKES) and width <= 1:
            return self._namesake(word) or actor
        whole = not foreign and mention.behind - mention.first > BARE
        if actor is None or whole or not mention.word.startswith(GENERIC):
            return actor
        if self._institution is not None and not (foreign and self._institution.topical):
            state = self._spoken if mention.word.startswith("ведомств") and self._institution.topical else None
            return state or self._institution
        if mention.word.startswith("пресс"):
            spoken = self._speaker if self._speaker is not None and not self._speaker.person else None
            return spoken or self._press() or replace(actor, named=False)
        return replace(actor, named=False)

    def _namesake(self, word: str) -> Actor | None:
        """`в министерстве`: the last institution whose name begins with that word."""
        for seen in reversed(self._seen):
            full = seen.kind == "institution" and (
                seen.behind - seen.first > 1 or not seen.word.startswith(word[:STEM])
            )
            if full and seen.actor is not None and " " in seen.actor.name:
                name = seen.actor.name.removeprefix("Пресс-служба ").lower()
                if name.startswith(word) if " " in word else name[:STEM] == word[:STEM]:
                    return seen.actor
        return None

    def _press(self) -> Actor | None:
        """The topic's press service, where nobody but the topic's own has been spoken of."""
        for other in self.best.values():
            if other.passage <= self._now and not (other.actor and other.actor.topical):
                return None
        kinds = {seen.kind for seen in self._seen}
        body = next((body for body in self.topic.bodies if body.press), None)
        return body_actor(body, self.topic) if body and "topic" in kinds and "institution" not in kinds else None

    def _of_anonymous(self, mention: Mention) -> Actor | None:
        """An unnamed source, or somebody called by a trade that stood before a name."""
        if mention.word == TOGETHER:
            sat = self.acted if self.acted is not None and self.acted.topical and not self.acted.person else None
            return sat or Actor(name="", named=False)
        ours = mention.actor is not None and mention.actor.topical
        heard = self._speaker
        if not ours and mention.word == "собеседник" and heard is not None and heard.person and heard.named:
            return heard
        known = next((seen for seen in reversed(self._seen) if seen.who and mention.word in seen.heads), None)
        if known is not None and not ours:
            return self._of_person(known)
        return mention.actor if ours or self.source is None else self.source

    def _of_pronoun(self, word: str, *, told: bool) -> Actor | None:
        female = PRONOUNS.get(word)
        near = self._person if self._near == self._now else None
        stranger = None if told else self._stranger
        if stranger is not None and self._met + 1 >= self._now and fits(stranger, female=female):
            return stranger
        heard = None if told else self._speaker
        if near is None and heard is not None and heard.person and not heard.named and fits(heard, female=female):
            return heard
        if near is None and self._voice is not None:
            return self._voice
        for actor in (near, self._newcomer(), self._speaker, self._person, self.acted):
            if actor is None or not actor.person or not actor.named:
                continue
            if fits(actor, female=female):
                return actor
        fitting = [seen for seen in reversed(self._seen) if seen.who is not None and seen.who.female == female]
        straight = next((seen for seen in fitting if seen.nominative), fitting[0] if fitting and self._person else None)
        if straight is not None:
            return self._of_person(straight)
        lost = self._person is not None and not fits(self._person, female=female)
        return Actor(name="", named=False) if lost else self._person

    def _newcomer(self) -> Actor | None:
        """Whom the block before, or this one, brought in, where nobody has spoken since."""
        return self._comer[0] if self._comer and self._comer[1] + 1 >= self._now else None

    def _of_role(self, mention: Mention) -> Actor | None:
        """A role without a name: the last person said to have it, else the topic's holder, else the last speaker."""
        if any(office.id == mention.word for office in self.topic.offices):
            return self._of_office(mention, mention.word)
        heads = ALIKE.get(mention.word, (mention.word,))
        for alike in ((mention.word,), heads) if mention.word.isascii() else (heads,):
            named = [seen for seen in reversed(self._seen) if seen.who and has_role(seen, alike)]
            for seen in self._spoken_first([seen for seen in named if is_of_house(seen, mention)]):
                return self._of_person(seen)
        if mention.actor is not None:
            house = replace(mention, kind="institution", first=mention.first + 1, word=house_of(mention))
            return self._of_institution(house)
        ahead = next((found for found in self.best.values() if has_role(found, heads)), None)
        of_state = mention.word in OF_STATE
        last = self._speaker if self._speaker is not None and self._speaker.person else None
        if ahead is not None and (of_state or last is None):
            return self._of_person(ahead)
        foreign = of_state or mention.word in TRADES
        outside = last if foreign and last is not None and last.named and not last.topical else None
        last = outside or self._newcomer() or last or self._person
        if last is not None and ((foreign and last.topical) or (mention.word in TRADES and last.role)):
            return Actor(name="", role=mention.word, named=False)
        return last

    def _spoken_first(self, named: list[Mention]) -> list[Mention]:
        """Of those with a role, latest first: before one who was only spoken of, the one who spoke last."""
        heard = self._speaker.name if self._speaker is not None and self._speaker.person else ""
        if not named or named[0].nominative or not heard:
            return named
        return [seen for seen in named if seen.actor and seen.actor.name == heard] or named

    def _of_rival(self, mention: Mention) -> Actor | None:
        """Another organisation's office: the man who has it in this text, else nobody that can be named."""
        found = next((one for one in self.best.values() if one.rival), None)
        return found.actor if found is not None else Actor(name="", role=mention.word, named=False)

    def _of_office(self, mention: Mention, office: str) -> Actor | None:
        """A bare office of the topic: another organisation's man who has it in this text, else its holder."""
        for seen in reversed(self._seen):
            if seen.rival:
                return seen.actor if seen.who is not None else known_since(self._speaker, office)
            if seen.who is not None and (office in seen.heads or seen.former):
                return self._of_person(seen)
        for found in self.best.values():
            if office in found.heads or found.rival or (mention.former and found.former):
                return found.actor
        if mention.former:
            return self._person
        claim = next(Claim(office=one) for one in self.topic.offices if one.id == office)
        return office_actor(claim, self.topic, self.day)


def in_chair(actor: Actor, topic: Topic) -> Actor:
    """The same person speaking as the chair of the topic's body."""
    assert actor.chair is not None
    return replace(actor, topical=True, role=actor.chair.role, organisation=topic.title)
