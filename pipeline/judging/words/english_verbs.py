"""English verbs of saying with all their forms, and when a form is no verb at all; it knows nothing of any topic."""

from collections.abc import Iterator
from functools import lru_cache

from pipeline.judging.words.tables import word_set

# Base forms that take -s and -ed by the rules of spelling.
_SAYING = word_set(
    """
    acknowledge admit add advise affirm allege announce answer argue articulate assert assess assure attest boast
    caution characterise characterize chuckle claim clarify comment complain concede conclude condemn confess confide
    confirm congratulate contend convey counter criticise criticize declare decry demand denounce deny deplore describe
    detail disclose dismiss divulge echo elaborate elucidate emphasise emphasize enthuse enumerate estimate exclaim
    exhort explain expound express extol formulate greet grumble hail highlight hint hope imply indicate inform
    insinuate insist
    instruct interject joke lambast lambaste lament laud laugh lecture marvel mention muse mutter note notify observe
    opine outline pledge posit praise predict proclaim promise propose protest quip reaffirm reassure rebuff rebuke
    rebut recall reckon recap recite recommend recount refute regret reiterate reject remark remind repeat reply report
    reproach respond retort reveal rue scoff scold share shrug sigh signal slam smile specify speculate stipulate stress
    suggest summarise summarize surmise testify thank theorise theorize underline underscore urge utter venture voice
    vow wager warn welcome
    """
)
# Attitudes rather than words.
_FEELING = word_set(
    """
    accuse applaud appreciate believe blame commend consider credit doubt dread endorse envisage envision expect favor
    favour fear lean oppose prefer salute support welcome wish
    """
)
_IRREGULAR = word_set(
    """
    said says saying told tells telling wrote writes spoke speaks talked thinks forecast forecasts foresees
    foresaw swore
    swears forewarned retold retells called calls calling stated stating briefed offered offers cited cites dismissing
    pointed pointing appealed appeals specifying
    """
)
_FEELING_IRREGULAR = word_set(
    "thought feels sees deems deemed regards viewed termed dubbed dubs branded labelled labeled"
)
# Forms that are nouns unless somebody stands right before them.
_NOUNS = word_set(
    """
    answers blames chuckles claims comments complains counters credits demands details doubts dreads echoes estimates
    favors favours fears forecast forecasts hails highlights hints hopes jokes laments laughs lectures mentions muses
    notes offers outlines pledges praises promises protests quips recaps regrets remarks replies reports scoffs shares
    shrugs sighs signals smiles supports regards appeals thanks voices vows wishes wagers instructs ventures calls
    slams salutes
    """
)
# Verbs whose gerund goes on telling somebody's words: `…, stressing that`.
_GOES_ON = word_set(
    """
    accuse acknowledge add admit affirm announce argue assert assure caution claim clarify conclude congratulate confirm
    declare demand deny describe emphasise emphasize explain express highlight hint hope insist joke lament note praise
    predict promise propose reaffirm recall reiterate reject remark remind reply reveal stress suggest thank underline
    underscore urge vow warn wish
    """
)
# Behind these words they say nothing: `leaders told that`, `he called back`.
_UNSAID_BEFORE = {
    "told": word_set("that of to not by how what why when where"),
    "called": word_set("back by up him her them off in ahead again yesterday and who"),
}
_VOWELS = "aeiou"
_DOUBLED = word_set("admit rebut recap quip")
_ARTICLES = word_set("a an the its his her their our your my this these those some any no such every each")
_HELPED = word_set("was were is are be been being get gets got")
_COMPARED = word_set("than as what whatever how so")  # `less than it says` reports nothing
_UNLIKE = word_set("without before of from after")
_ALSO = word_set("also not never already further later then")
_NAMED = word_set("he she it they who and also further later then")


@lru_cache(maxsize=1)
def english_verbs() -> tuple[frozenset[str], frozenset[str]]:
    """The forms that report words, and those that report an attitude."""
    say = {form for verb in _SAYING for form in _forms(verb)} | _IRREGULAR
    soft = {form for verb in _FEELING for form in _forms(verb)} | _FEELING_IRREGULAR
    return frozenset(say), frozenset(soft - say)


@lru_cache(maxsize=1)
def base_forms() -> frozenset[str]:
    """`say`, `add`: they report words behind `went on to`."""
    return _SAYING | {"say", "tell", "state", "write", "point"}


@lru_cache(maxsize=1)
def _participles() -> frozenset[str]:
    say, soft = english_verbs()
    return frozenset(form for form in say | soft if form.endswith("ed")) | {"told", "said"}


@lru_cache(maxsize=1)
def _gerunds() -> frozenset[str]:
    return frozenset(_ing(verb) for verb in _GOES_ON) | {"saying", "telling", "calling", "stating", "pointing"}


def is_no_verb(low: str, before: list[str], *, named: bool) -> bool:
    """Whether the words before make a form a noun, an adjective or a passive: `his calls`, `was told`, `the noted`.

    `named` says that a name or a quotation stands before; only then, or behind `he`, `calls` and the like are verbs.
    """
    last = before[-1] if before else ""
    if last == "it" and len(before) > 1 and before[-2] in _COMPARED:
        return True
    helper = before[-2] if len(before) > 1 and (last in _ALSO or last.endswith("ly")) else last
    if low in _NOUNS:
        return not (named or last in _NAMED or last.endswith("ly"))
    if low.endswith("ed") and helper in _HELPED:
        return True
    if low in _participles():
        return last in _ARTICLES or helper in _HELPED
    return low in _gerunds() and (last in _UNLIKE or last in _ARTICLES)


def is_unsaid(low: str, following: str) -> bool:
    """Whether the word behind shows that no words are given; empty where nothing follows: `it was Zas who called`."""
    return following in _UNSAID_BEFORE.get(low, ()) or (low == "called" and not following)


def _forms(verb: str) -> Iterator[str]:
    yield _third(verb)
    yield _past(verb)
    if verb in _GOES_ON:
        yield _ing(verb)


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if verb in _DOUBLED else "") + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("e"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if verb in _DOUBLED else "") + "ing"
