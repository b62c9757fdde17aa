"""Ties a verb to who says or does it, by the words of one sentence alone; pronouns are traced back elsewhere."""

import re
from typing import Literal

from pipeline.judging.naming.mentions import Mention
from pipeline.judging.saying.bystanders import bystander, unnamed_subject
from pipeline.judging.saying.english_subjects import is_apposed, is_governed_in_english, is_object, is_strange_subject
from pipeline.judging.saying.questions import is_asked
from pipeline.judging.saying.sources import document_owner, institution_source, is_closing, is_plural
from pipeline.judging.saying.word_order import are_many, closing_subjects, is_in_complement, is_strange_behind
from pipeline.judging.text.passages import Passage, Sentence
from pipeline.judging.words.lexicon import PREPOSITIONS, THEY
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite, is_say, is_soft

Form = Literal["say", "soft", "source", "document", "title", "act"]
Subject = tuple[Mention | None, Form]

CLAUSE = word_set(
    "что чтобы который которая которые которое которого которой которых которому которым котором где когда если"
    " потому хотя поскольку пока чем ли that which who whether because if when where as ки дар што каб деп"
    " որ թե եթե երբ քանի որը որի որին որոնք"
)
_BY = word_set(
    "словам мнению данным информации сведениям оценке подсчетам версии утверждению наблюдению наблюдениям признанию"
    " убеждению выражению замыслу расчетам прогнозу утверждениям заверениям заверению уверениям взгляд взгляду"
    " зрения уст свидетельству рассказу предположению according view opinion words assessment"
    " слоў словах думку меркаваннем меркаванні меркаванню ацэнцы ацэнках звестках даных падліках падлікаў перакананні"
    " гуфтаи гуфтаҳои гуфтори андешаи қавли ақидаи иттилои назари маълумоти эътиқоди фикри"
    " гуфти таъкиди бовари хабари изҳороти"
)
_AHEAD_OF_BY = word_set("по со с в из точки на па паводле са ба бино тибқи аз бар мувофиқи in")
# Stand behind whose words they are.
_BY_AFTER = word_set(
    "сөзінше айтуынша пікірінше ойынша айтқандай мәліметінше бағалауынша есебінше деректерінше"
    " сөзүнө айтымында пикиринде оюнча баамында маалыматына айтканына маалыматында сөзүндө ишениминде баасында"
    " пікірлерінше сөздөрүнө айтышынча айткандай билдиришинче"
    " խոսքով խոսքերով կարծիքով գնահատմամբ համոզմամբ հավաստմամբ տեղեկացմամբ ձևակերպմամբ պնդմամբ բնորոշմամբ տվյալներով"
    " փոխանցմամբ հաղորդմամբ բացատրությամբ"
)
# The same before `бойынша`, `боюнча`.
_BY_PAIR = word_set(
    "айтуы пікірі сөзі мәліметі деректері ақпараты айтуусу пикири сөзү маалыматы маалыматтары маалымдоосу билдирүүсү"
)
_ALONG = ("бойынша", "боюнча")
_HIS = {
    "его": "он", "ее": "она", "их": "они", "his": "he", "her": "she", "their": "they", "яго": "ен", "яе": "яна",
    "іх": "они", "оның": "ол", "анын": "ал", "նրա": "նա", "олардың": "они", "алардын": "они", "նրանց": "они",
    "him": "he", "them": "they",
}  # fmt: skip
_CLOSERS = word_set(
    "who whose whom which который которая которое которые которого которой которых которому которым якія які якая"
    " где дзе where"
)
_IZAFET = re.compile(r"[^\W\d_]{3,30}и")  # `ҷаласаи X`: what belongs to X
_TAJIK = re.compile(r"[ӣӯҳҷӢӮҲҶ]")
_PAUSE = re.compile(r"[,.:;!?«»„“”\"—–]")
_RUSSIAN = re.compile(r"[а-я]")
_SPEAKING = ("person", "office", "role")
_PASSES_ON = word_set("передает передают пишет пишут сообщает сообщают цитирует цитируют приводит приводят передал")
RELATIVE = 14  # words from `who` to somebody in its clause
_AHEAD = ("according", "ըստ")  # stand before whose words they are, a preposition apart
FARTHEST = 16  # words to a subject behind the verb
FARTHEST_BACK = 34  # and before it
WITHIN = 4  # words between `по словам` and whose they are
CLAUSE_COST = 7
VERB_COST = 4
MEDIA_COST = 8
COMPLEMENT_COST = 20


def is_source_noun(low: str) -> bool:
    """Whether a word may be such a noun."""
    return low in _BY or low in _BY_AFTER or low in _BY_PAIR or low in _AHEAD


def is_source(passage: Passage, verb: int) -> bool:
    """Whether a word is the noun of `по словам`, `со слов`, `according to`."""
    low = passage.tokens[verb].low
    if low in _BY_AFTER or low in _AHEAD:
        return True
    if low in _BY_PAIR:
        return verb + 1 < len(passage.tokens) and passage.tokens[verb + 1].low in _ALONG
    if low not in _BY or not verb:
        return False
    before = passage.lows[max(0, verb - 2) : verb]
    if before == ["in", "the"]:
        return low.isascii() and passage.tokens[verb + 1 : verb + 2] != [] and passage.tokens[verb + 1].low == "of"
    if before[-1] in _AHEAD_OF_BY:
        return not low.isascii()
    return before[0] in _AHEAD_OF_BY and (before[-1] in _HIS or before[0] in ("по", "па"))


def subject_of(passage: Passage, sentence: Sentence, here: list[Mention], verb: int, form: Form) -> Subject | None:
    """Who says or does it, with the form that this gives; no mention where it must be traced back, None for nobody."""
    if form == "document":
        return document_owner(passage, sentence, here, verb, CLAUSE), "document"
    if form == "source":
        return _source(passage, here, verb)
    inside = institution_source(passage, sentence, here, verb)
    if inside is not None:
        act = form == "act" and not is_closing(passage, sentence, inside, verb)
        return inside, "act" if act else "source"
    strange = is_strange_behind(passage, sentence, here, verb) or (
        passage.tokens[verb].low.isascii() and is_strange_subject(passage, sentence, here, verb)
    )
    best = _nearest(passage, sentence, here, verb) if not strange else _somebody(passage, verb)
    if form == "act":
        return (best, form) if best is not None and not strange else None
    unnamed = unnamed_subject(passage, sentence, verb)
    if unnamed is not None and (best is None or best.behind <= unnamed.first or best.first > verb + 1):
        best = unnamed
    told = best or bystander(passage, sentence, verb)
    if best is None and not _led_by_quote(passage, sentence):
        return (told, form) if told is not None and told.kind == "anonymous" else None
    return (told, form) if told is not None or form == "say" else None


def _somebody(passage: Passage, verb: int) -> Mention:
    """Somebody whose words are no concern, as an agency is."""
    return Mention(passage=passage.number, first=verb, behind=verb, kind="media", nominative=True)


def is_governed(passage: Passage, mention: Mention, sentence: Sentence) -> bool:
    """Whether a preposition stands right before the mention, articles aside."""
    if mention.first <= sentence.first:
        return False
    before = passage.tokens[mention.first - 1].low
    if before.isascii() and is_governed_in_english(passage, sentence, mention.first):
        return True
    if mention.kind in ("topic", "body", "institution") and _IZAFET.fullmatch(before) and _TAJIK.search(passage.text):
        return True
    return before in PREPOSITIONS and not passage.between(mention.first - 1, mention.first).strip(' «„"“-')


def _led_by_quote(passage: Passage, sentence: Sentence) -> bool:
    return any(sentence.start <= speech.start < sentence.end for speech in passage.speeches)


def _nearest(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> Mention | None:
    """The subject of a verb: the nearest nominative mention, a clause border costing as much as several words."""
    best: tuple[int, Mention] | None = None
    plural, english = is_plural(passage.tokens[verb].low), passage.tokens[verb].low.isascii()
    closing = _closing_subject(passage, sentence, here, verb)
    if closing is not None:
        return closing
    persons = sum(one.kind == "person" and one.nominative is not False for one in here)
    for mention in closing_subjects(passage, sentence, here, verb):
        if mention.nominative is False or is_governed(passage, mention, sentence):
            continue
        if are_many(mention, passage.tokens[verb].low):
            continue
        if english and (is_object(passage, sentence, mention, verb) or is_apposed(passage, sentence, here, mention)):
            continue
        if plural and (mention.kind == "pronoun" or (mention.kind == "person" and persons == 1)):
            continue
        if plural and mention.kind == "topic" and not _is_joined(passage, mention):
            continue
        if not english and mention.kind == "pronoun" and _disagrees(passage.tokens[verb].low, mention.word):
            continue
        cost = _cost(passage, mention, verb)
        cost = None if cost is None else cost + COMPLEMENT_COST * is_in_complement(passage, here, mention, verb)
        if cost is not None and (best is None or cost < best[0]):
            best = cost, mention
    return best[1] if best else None


def _disagrees(verb: str, pronoun: str) -> bool:
    """Whether a Russian verb is of the other gender than a pronoun."""
    return (pronoun == "она" and verb.endswith(("л", "лся"))) or (pronoun == "он" and verb.endswith(("ла", "лась")))


def _closing_subject(passage: Passage, sentence: Sentence, here: list[Mention], verb: int) -> Mention | None:
    """`X приедет, сообщил в среду агентству Y`: a verb right behind a comma has its subject behind it."""
    low = passage.tokens[verb].low
    opens = verb > sentence.first and passage.between(verb - 1, verb).startswith(",")
    if not opens or low.isascii() or not (is_say(low) or is_soft(low)):
        return None
    end = verb + 1
    while end < sentence.behind and end - verb < FARTHEST and not _PAUSE.search(passage.between(end - 1, end)):
        end += 1
    for mention in here:
        inside = verb < mention.first < end and mention.nominative is True
        house = mention.kind == "institution" and mention.first == verb + 1 and mention.nominative is not False
        if (house or (inside and mention.kind in _SPEAKING)) and not is_governed(passage, mention, sentence):
            return mention
    told = passage.tokens[verb + 1] if verb + 1 < end else None
    if told is not None and passage.tokens[verb].low in _PASSES_ON and told.text.isascii() and told.text.isalpha():
        low = told.low
        return Mention(passage=passage.number, first=verb + 1, behind=verb + 2, kind="media", nominative=True, word=low)
    return None


def _reports(passage: Passage, verb: int) -> bool:
    low = passage.tokens[verb].low
    return is_say(low) or is_soft(low)


def _is_joined(passage: Passage, mention: Mention) -> bool:
    """Whether one more subject stands beside the organisation: `союз и блок договорились`."""
    around = passage.tokens[max(0, mention.first - 1) : mention.first] + passage.tokens[mention.behind :][:1]
    commas = "," in passage.text[passage.tokens[mention.behind - 1].end :][:1]
    return (
        commas
        or any(token.low in ("и", "с", "со", "and", "да") for token in around)
        or not _RUSSIAN.search(passage.tokens[mention.first].low)
    )


def _cost(passage: Passage, mention: Mention, verb: int) -> int | None:
    """How far a mention is from its verb; None where it cannot be the subject."""
    if mention.first <= verb < mention.behind:
        return None
    if mention.behind <= verb:
        if _is_left_behind(passage, mention, verb) or is_asked(passage, mention, verb):
            return None
        cost, far = _cost_before(passage, mention, verb), FARTHEST_BACK
    elif passage.tokens[verb].low.isascii() and not is_say(passage.tokens[verb].low):
        return None
    else:
        cost, far = _cost_behind(passage, mention, verb), FARTHEST
        if not passage.tokens[verb].low.isascii() and _is_in_next_clause(passage, mention, verb):
            return None
    cost += {"role": 1, "pronoun": 1, "they": 1, "institution": 2, "topic": 2, "media": MEDIA_COST}.get(mention.kind, 0)
    return cost if cost <= far else None


def _is_left_behind(passage: Passage, mention: Mention, verb: int) -> bool:
    """Whether a mention stands in a relative clause closed before the verb: `Y, who headed X, told`."""
    if "," not in passage.text[passage.tokens[mention.behind - 1].end : passage.tokens[verb].start]:
        return False
    for place in range(mention.first - 1, max(-1, mention.first - RELATIVE - 1), -1):
        if passage.tokens[place].low in _CLOSERS:
            return True
        if passage.between(place, place + 1).strip() or passage.quoted[place]:
            return False
    return False


def _is_in_next_clause(passage: Passage, mention: Mention, verb: int) -> bool:
    """`возразил, что она`: whether a clause of its own begins between a verb and somebody behind it."""
    for place in range(verb + 1, mention.first):
        if passage.tokens[place].low in CLAUSE and "," in passage.between(place - 1, place):
            return not passage.quoted[place]
    return False


def _cost_before(passage: Passage, mention: Mention, verb: int) -> int:
    gap = passage.text[passage.tokens[mention.behind - 1].end : passage.tokens[verb].start]
    words = _words(passage, mention.behind, verb)
    return _distance(words) + VERB_COST * sum(map(is_finite, words)) + 2 * gap.count(",") + MEDIA_COST * gap.count(";")


def _cost_behind(passage: Passage, mention: Mention, verb: int) -> int:
    gap = passage.text[passage.tokens[verb].end : passage.tokens[mention.first].start]
    words = _words(passage, verb + 1, mention.first)
    return _distance(words) + (VERB_COST - 1) * sum(map(is_finite, words)) + (MEDIA_COST if ":" in gap else 0)


def _words(passage: Passage, first: int, behind: int) -> list[str]:
    return [passage.lows[index] for index in range(first, behind) if not passage.quoted[index]]


def _distance(words: list[str]) -> int:
    return len(words) + CLAUSE_COST * sum(word in CLAUSE for word in words)


def _source(passage: Passage, here: list[Mention], verb: int) -> Subject | None:
    """`по словам X`, `по его словам`, `according to X`."""
    low = passage.tokens[verb].low
    before = passage.tokens[verb - 1].low if verb else ""
    if before in _HIS:
        kind: Literal["they", "pronoun"] = "they" if _HIS[before] in THEY else "pronoun"
        pronoun = Mention(
            passage=passage.number, first=verb - 1, behind=verb, kind=kind, nominative=True, word=_HIS[before]
        )
        return pronoun, "source"
    if (low in _BY_AFTER or low in _BY_PAIR) and before not in _HIS:
        ahead = [one for one in here if one.behind <= verb]
        return (ahead[-1], "source") if ahead else None
    behind = next((_HIS[token.low] for token in passage.tokens[verb + 1 : verb + 3] if token.low in _HIS), "")
    if behind and low in _AHEAD:
        kind = "they" if behind in THEY else "pronoun"
        return Mention(
            passage=passage.number, first=verb + 1, behind=verb + 2, kind=kind, nominative=True, word=behind
        ), "source"
    for mention in here:
        if 0 < mention.first - verb <= WITHIN:
            gap = passage.text[passage.tokens[verb].end : passage.tokens[mention.first].start]
            if not re.search(r"[,.:;]", gap):
                return mention, "source"
    return None
