"""People called by an ordinary noun behind their words: `вспоминает внучка`, `улыбнулся гость`; names are not read."""

from pipeline.judging.actors import Actor
from pipeline.judging.callings import is_somebody
from pipeline.judging.lexicon import PREPOSITIONS
from pipeline.judging.mentions import Mention
from pipeline.judging.passages import Passage, Sentence

# Words for somebody told of before, and whether it is a woman.
_TOLD_OF = {
    "гость": "он", "гостья": "она", "хозяйка": "она", "женщина": "она", "мужчина": "он", "собеседница": "она",
    "визитер": "он", "юбиляр": "он", "отставник": "он", "героиня": "она", "виновник": "он", "именинник": "он",
    "офицер": "он", "военачальник": "он", "посетитель": "он",
    "посетительница": "она", "путник": "он", "командир": "он",
}  # fmt: skip
WITHIN = 4  # words from the verb to the noun


def bystander(passage: Passage, sentence: Sentence, verb: int) -> Mention | None:
    """Who is called so right behind a verb that follows a quotation; None where nobody is."""
    end = min(verb + 1 + WITHIN, sentence.behind)
    for place in range(verb + 1, end):
        token = passage.tokens[place]
        if passage.quoted[place] or token.low in PREPOSITIONS or "," in passage.between(place - 1, place):
            return None
        if token.low in _TOLD_OF:
            word = _TOLD_OF[token.low]
            return Mention(
                passage=passage.number, first=place, behind=place + 1, kind="pronoun", nominative=True, word=word
            )
        if token.text[0].islower() and is_somebody(token.low):
            nobody = Actor(name="", role=token.low, named=False)
            return Mention(
                passage=passage.number,
                first=place,
                behind=place + 1,
                kind="anonymous",
                nominative=True,
                actor=nobody,
                word=token.low,
            )
    return None
