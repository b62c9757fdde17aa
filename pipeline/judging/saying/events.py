"""Who says or does what in which sentence; the classes of relevance are decided elsewhere from these events.

A sentence is read outside its quotations: verbs of saying are tied to the nearest subject of the clause, sources to
`по словам …`, `сообщили в …`, `говорится в …`; pronouns and bare roles are traced back through the text.
"""

import re
from dataclasses import replace
from datetime import date

from pipeline.judging.naming.actors import Actor
from pipeline.judging.naming.mentions import Mention
from pipeline.judging.saying.attributions import attributed_events, cited, predicate_events, silent_events
from pipeline.judging.saying.bystanders import bystander, has_floor, newcomer
from pipeline.judging.saying.discourse import Discourse
from pipeline.judging.saying.event import Event, is_official_act
from pipeline.judging.saying.freshness import is_of_past_year, is_old_word, is_pluperfect, is_recalled, is_stale
from pipeline.judging.saying.headings import colon_events, interviewee, meeting_events, signature, title_events
from pipeline.judging.saying.passives import passive_events
from pipeline.judging.saying.relayed import is_reported, is_second_hand, retold
from pipeline.judging.saying.sources import at_place, is_read_out
from pipeline.judging.saying.subjects import Form, is_governed, is_source, is_source_noun, subject_of
from pipeline.judging.saying.word_order import level
from pipeline.judging.text.interviews import is_interview
from pipeline.judging.text.passages import Passage, Sentence, closing_tag
from pipeline.judging.words.english_verbs import is_no_verb, is_unsaid
from pipeline.judging.words.lexicon import PREPOSITIONS, ROLES
from pipeline.judging.words.memory import Memory
from pipeline.judging.words.pairs import is_pair, is_pair_head
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import (
    is_act,
    is_document_verb,
    is_finite,
    is_negation,
    is_say,
    is_soft,
    speaks_though_negated,
)

# Verbs by which a story brings somebody in.
_APPEARS = (
    "был", "оказал", "стал", "шел", "шла", "вошел", "вошла", "появил", "приех", "заех", "загля", "зашел", "зашла",
    "сидел", "стоял", "подош", "прибыл", "встрети", "пришел", "пришла", "заверн", "побывал", "прилетел", "среди",
    "вышел", "вышла", "выбрал", "выгля", "подсел", "присел", "подня", "спусти", "ступил", "ждал", "нашел", "объявил",
    "нагря", "навед", "очути", "возник", "обедал", "гулял", "шагал", "бродил", "разгля", "осматр", "слушал", "смотрел",
)  # fmt: skip
_LATER = word_set("ответить прокомментировать сообщить вернуться позже")
_AND = word_set("и and жана және ва և і ды")
_REFUSED = word_set("отказался отказались отказалась")
_NOUNS_TOO = word_set("comment forecast set rule rules")  # English words that are nouns after a preposition
_REMINDS = word_set("ранее раньше напомним напоминаем напомню прежде earlier previously раней нагадаем неоднократно")
_REPORTED = word_set("сообщалось писали отмечалось говорилось рассказывали сообщали")
_INSTRUMENTAL = ("ым", "им", "ыми", "ими", "ой", "ей", "ом", "ем", "ью", "ми", "иначе", "так", "нужно", "надо", "это")
COUNTED = 7
PROMISED_WITHIN = 3
BETWEEN = 2  # words between two who do something together
TAG = 40  # characters from a quotation to the verb of its tag
_AFTER_QUOTE = re.compile(r"[,.!?…]\s?[»”\"’'][^.!?;:]{0,40}$")
LONGEST = 250  # words of a sentence that are looked at


def find_events(
    passages: list[Passage], mentions: dict[int, list[Mention]], discourse: Discourse, day: date
) -> list[Event]:
    """The events of the text in its order."""
    events: list[Event] = []
    for passage in passages:
        level(passage, mentions[passage.number])
        for sentence in passage.sentences:
            events += _sentence_events(passage, sentence, mentions[passage.number], discourse, day)
    if not any(event.form != "act" and event.actor and event.actor.person for event in events):
        events += signature(passages, mentions, discourse)
    if is_interview(passages) and not any(event.form != "act" and event.actor for event in events):
        events += interviewee(passages, mentions, discourse)
    return events


def _sentence_events(
    passage: Passage, sentence: Sentence, mentions: list[Mention], discourse: Discourse, day: date
) -> list[Event]:
    end = min(sentence.behind, sentence.first + LONGEST)
    here = [one for one in mentions if sentence.first <= one.first < end]
    events: list[Event] = []
    for verb in _MAY_REPORT.places(passage.lows[sentence.first : end], sentence.first):
        if passage.quoted[verb] or _is_name(passage, sentence, verb):
            continue
        event = _event_at(passage, sentence, here, verb, events, discourse)
        if event is not None:
            events.append(event)
    events = _aged(events, passage, sentence, day)
    events += _tag_events(passage, sentence, here, events, discourse)
    events = retold(passage, sentence, events) if events else events
    _remember(passage, sentence, here, events, discourse)
    told = any(event.form != "act" for event in events)
    if not told and not any(one.kind == "person" and one.nominative for one in here):
        discourse.met(newcomer(passage, sentence), passage.number)
    if not events:
        events += meeting_events(passage, sentence, here, discourse)
    if not events:
        events += passive_events(passage, sentence, here, discourse)
        discourse.acted = events[-1].actor if events else discourse.acted
    if not any(event.form != "act" and event.actor and event.actor.named and not event.media for event in events):
        given = attributed_events(passage, sentence, here, discourse)
        events += [replace(event, stale=is_stale(passage, sentence, day)) for event in given]
    if not any(event.form != "act" for event in events):
        events += (
            colon_events(passage, sentence, here, discourse)
            or title_events(passage, sentence, here, discourse)
            or predicate_events(passage, sentence, here, discourse)
            or silent_events(passage, sentence, here, discourse)
        )
    return events


def _tag_events(
    passage: Passage, sentence: Sentence, here: list[Mention], events: list[Event], discourse: Discourse
) -> list[Event]:
    """`«…», – деп күлдү генсек`: behind words and a dash somebody speaks, whatever the verb."""
    verb = closing_tag(passage, sentence)
    if verb is None or any(event.verb >= verb for event in events):
        return []
    behind = (one for one in here if one.first >= verb and one.nominative is not False and one.kind != "media")
    actor = discourse.resolve(next(behind, None) or bystander(passage, sentence, verb), passage.number)
    discourse.spoke(actor)
    return [Event(actor=actor, form="say", passage=passage.number, sentence=sentence.first, verb=verb)]


def _remember(
    passage: Passage, sentence: Sentence, here: list[Mention], events: list[Event], discourse: Discourse
) -> None:
    """Whom the sentence names, for pronouns to come."""
    words = passage.lows[sentence.first : min(sentence.behind, sentence.first + LONGEST)]
    appears = any(mention.kind == "person" for mention in here) and any(map(_BRINGS_IN.__getitem__, words))
    for mention in here:
        beside = mention.kind in ("person", "institution") and is_governed(passage, mention, sentence)
        beside = beside or (mention.kind == "institution" and at_place(passage, mention, sentence))
        beside = beside or is_reported(passage, mention, events)
        discourse.saw(replace(mention, nominative=False) if beside else mention, appears=appears)
    floor = has_floor(passage, sentence, here)
    if floor is not None:
        discourse.spoke(discourse.resolve(floor, passage.number))


def _is_name(passage: Passage, sentence: Sentence, place: int) -> bool:
    """Whether a word inside a sentence has a capital as names have: `Имангали` is no verb."""
    text = passage.tokens[place].text
    return passage.number > 0 and place > sentence.first and text[0].isupper() and not text.isupper()


def _aged(events: list[Event], passage: Passage, sentence: Sentence, day: date) -> list[Event]:
    """The events with those marked that recall old words; whoever has recalled some goes on recalling."""
    stale = bool(events) and is_stale(passage, sentence, day)
    aged: list[Event] = []
    for event in events:
        then = any(one.stale and one.form != "act" and one.actor == event.actor for one in aged)
        old = stale and (event.form == "act" or _is_old(event, passage, sentence, day))
        past = old or then or _recalled(event, passage, sentence, day)
        aged.append(replace(event, stale=True) if past else event)
    return aged


def _is_old(event: Event, passage: Passage, sentence: Sentence, day: date) -> bool:
    """Whether a stale sentence gives old words rather than new words about old things."""
    if is_source(passage, event.verb):
        opening = passage.lows[sentence.first : sentence.first + 2]
        return opening[0] in _REMINDS or (opening[0] == "как" and opening[-1] in _REPORTED)
    return is_old_word(passage, sentence, event.verb, day)


def _recalled(event: Event, passage: Passage, sentence: Sentence, day: date) -> bool:
    if event.form == "act":
        return False
    if is_pluperfect(passage, event.verb) or is_of_past_year(passage, event.verb, day):
        return True
    return is_recalled(passage, sentence, event.verb, day)


def _event_at(
    passage: Passage, sentence: Sentence, here: list[Mention], verb: int, events: list[Event], discourse: Discourse
) -> Event | None:
    form = _form(passage, sentence, verb)
    nobody = form is None or (form == "act" and not here)
    subject = subject_of(passage, sentence, here, verb, form) if form and not nobody else None
    if subject is None:
        return None
    mention, form = subject
    actor = _press_of(here, mention) or discourse.resolve(mention, passage.number)
    words = cited(passage, here, verb, discourse) if mention is None or mention.kind != "person" else None
    actor = words or actor
    if form == "act" and mention is not None and (actor is None or not actor.topical):
        actor = _partner(passage, here, mention, discourse) or actor
    event = Event(
        actor=actor,
        form=form,
        passage=passage.number,
        sentence=sentence.first,
        verb=verb,
        word=passage.tokens[verb].low,
        second_hand=is_second_hand(passage, verb, events, actor),
        media=mention is not None and mention.kind == "media" and words is None,
    )
    if form != "act" and not event.media:
        discourse.spoke(actor)
    elif is_official_act(event):
        discourse.acted = actor
    return event


def _press_of(here: list[Mention], mention: Mention | None) -> Actor | None:
    """`Позицию правления разъяснили в пресс-службе`: whose press service it is the sentence itself says."""
    if mention is None or (mention.kind != "institution" and mention.word != "там"):
        return None
    if mention.word != "там" and (mention.word != "пресс" or mention.actor is None or " " in mention.actor.name):
        return None
    before = [one for one in here if one.behind <= mention.first and one.kind in ("body", "institution", "topic")]
    return before[-1].actor if before and before[-1].kind == "body" else None


def _partner(passage: Passage, here: list[Mention], mention: Mention, discourse: Discourse) -> Actor | None:
    """Who of the topic's does it together with somebody else: `генсек и министр обсудили`."""
    for other in here:
        if (
            other.kind in ("person", "office")
            and other.nominative is not False
            and 0 < mention.first - other.behind <= BETWEEN
        ):
            between = passage.lows[other.behind : mention.first]
            if not _AND.isdisjoint(between):
                actor = discourse.resolve(other, passage.number)
                return actor if actor is not None and actor.topical else None
    return None


def _form(passage: Passage, sentence: Sentence, verb: int) -> Form | None:
    """What kind of event a token may begin; None for most."""
    low = passage.tokens[verb].low
    following = passage.tokens[verb + 1].low if verb + 1 < sentence.behind else ""
    if is_document_verb(low, following) or (low.isascii() and is_read_out(passage, sentence, verb)):
        return "document"
    if is_finite(low) and not is_say(low) and passage.opens_tag(verb):
        return "say"
    if is_source(passage, verb):
        return "source"
    say = is_say(low) or is_pair(low, following)
    if not (say or is_soft(low) or is_act(low)) or _undone(passage, sentence, verb):
        return None
    return "say" if say else "soft" if is_soft(low) else "act"


def _may_report(low: str) -> bool:
    """Whether a word can begin an event at all; most words cannot."""
    return is_finite(low) or is_act(low) or is_document_verb(low) or is_pair_head(low) or is_source_noun(low)


_MAY_REPORT = Memory(_may_report)
_BRINGS_IN = Memory(lambda low: low.startswith(_APPEARS))


def _undone(passage: Passage, sentence: Sentence, verb: int) -> bool:
    """Whether the words around undo a verb: `не ответил`, `отказались`, `заявил бы`, `обещал ответить`."""
    low = passage.tokens[verb].low
    before = passage.tokens[verb - 1].low if verb > sentence.first and not passage.quoted[verb - 1] else ""
    following = passage.lows[verb + 1 : verb + 1 + PROMISED_WITHIN]
    if is_negation(before) and not speaks_though_negated(low):
        return True
    if before in _REFUSED or before == "бы" or following[:1] == ["бы"]:
        return True
    if low.startswith("отвеча") and following[:1] == ["за"]:
        return True
    if low.startswith(("пообеща", "обеща")) and not _LATER.isdisjoint(following):
        return True
    if low.startswith("счита") and _counts(passage, sentence, verb):
        return True
    return low.isascii() and _is_no_verb(passage, sentence, verb, before)


def _counts(passage: Passage, sentence: Sentence, verb: int) -> bool:
    """`Считает патроны`: neither what is thought nor what something is thought to be follows."""
    if verb + 1 >= sentence.behind or passage.between(verb, verb + 1) != " " or passage.in_span(verb + 1):
        return False
    closes = verb > sentence.first and passage.between(verb - 1, verb).strip()[-1:] in (",", "—", "–", "-")
    behind = passage.tokens[verb + 1 : min(verb + 1 + COUNTED, sentence.behind)]
    return not closes and not any(token.low == "что" or token.low.endswith(_INSTRUMENTAL) for token in behind)


def _is_no_verb(passage: Passage, sentence: Sentence, verb: int, before: str) -> bool:
    """English forms that are nouns, adjectives or passives by what stands before them."""
    token = passage.tokens[verb]
    if verb + 1 == sentence.behind or passage.between(verb, verb + 1) == " ":
        following = passage.tokens[verb + 1].low if verb + 1 < sentence.behind else ""
        if is_unsaid(token.low, following):
            return True
    if token.glued or (token.low in _NOUNS_TOO and (before in PREPOSITIONS or before in ("the", "a"))):
        return True
    ahead = [passage.tokens[place] for place in range(max(sentence.first, verb - 2), verb) if not passage.quoted[place]]
    named = bool(ahead) and (ahead[-1].text[0].isupper() or ahead[-1].low in ROLES)
    named = named or any(hit.behind == verb and hit.kind in ("name", "body", "office") for hit in passage.hits)
    named = named or _AFTER_QUOTE.search(passage.text, max(0, token.start - TAG), token.start) is not None
    return is_no_verb(token.low, [one.low for one in ahead], named=named)
