"""Whether a role called bare is a named man's, and of which institution; who was named is remembered elsewhere."""

from dataclasses import replace

from pipeline.judging.actors import Actor
from pipeline.judging.mentions import Mention

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
    return actor is not None and not actor.topical and any(head in actor.role.lower() for head in heads)


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
    fits = last is not None and last.person and last.named and not (last.topical or last.role)
    return last if last is not None and fits else Actor(name="", role=office, named=False)
