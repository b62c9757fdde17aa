"""Whether a role called bare is a named man's, and of which institution; who was named is remembered elsewhere."""

import re
from dataclasses import replace

from pipeline.judging.naming.actors import Actor
from pipeline.judging.naming.mentions import Mention

_OF_MINISTRY = re.compile(
    r"(?:глава|руководитель) (?:\w+ )?(?:мид|министерств|минобороны|мвд|мчс|\w+ ведомств|ведомств)"
)
SHORT = 4  # letters by which an institution inside a role is known again


def with_role(actor: Actor | None, mention: Mention) -> Actor | None:
    """A man of whom only this says what he is."""
    bare = actor is not None and actor.person and actor.named and not actor.topical and not actor.role
    if actor is None or not bare or " " not in mention.role.text:
        return actor
    return replace(actor, role=mention.role.text, organisation=mention.role.organisation)


def has_role(mention: Mention, heads: tuple[str, ...]) -> bool:
    """Whether a person is said to have one of these roles, or is known to hold such a post."""
    if not set(mention.heads).isdisjoint(heads):
        return True
    actor = mention.actor
    if actor is None or actor.topical:
        return False
    role = actor.role.lower()
    return any(head in role for head in heads) or ("министр" in heads and _OF_MINISTRY.match(role) is not None)


def is_of_house(seen: Mention, mention: Mention) -> bool:
    """Whether a man is of the institution that a bare role names, where it names one with a name of its own."""
    if mention.actor is None or " " not in mention.actor.name or seen.actor is None:
        return True
    return house_of(mention)[:SHORT] in seen.actor.role.lower()


def house_of(mention: Mention) -> str:
    """The noun of the institution inside a role."""
    return next(iter(mention.role.text.lower().split()[1:]), "")


def known_since(last: Actor | None, office: str) -> Actor:
    """Who spoke since another organisation's office was called without his name; nobody where nobody did."""
    bare = last is not None and last.person and last.named and not (last.topical or last.role)
    return last if last is not None and bare else Actor(name="", role=office, named=False)


def fits(actor: Actor, *, female: bool | None) -> bool:
    """Whether a pronoun of that gender may mean somebody."""
    return female is None or actor.female is None or actor.female == female
