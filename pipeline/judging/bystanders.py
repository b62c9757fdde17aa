"""People called by an ordinary noun behind their words: `вспоминает внучка`, `улыбнулся гость`; names are not read."""

import re
from functools import lru_cache

from pipeline.judging.actors import Actor
from pipeline.judging.lexicon import PREPOSITIONS
from pipeline.judging.mentions import Mention
from pipeline.judging.passages import Passage, Sentence
from pipeline.judging.tables import word_set

_KIN = word_set(
    """
    внук внучка сын сыновья дочь дочка мать отец дед дедушка бабушка бабуля мама папа жена муж супруг супруга
    вдова брат братья сестра сестры племянник племянница тетя дядя тетка зять невестка теща свекровь сосед
    соседка соседи мальчик девочка девушка парень ребенок дети ребята подросток старик старушка пенсионер
    пенсионерка физрук завуч сторож кассир кассирша официант официантка бармен таксист диспетчер слесарь токарь
    электрик маляр мастер швея кузнец пастух чабан рыбак егерь агроном фельдшер медсестра санитар сапер солдат
    солдаты рядовой сержант ефрейтор прапорщик старшина боец бойцы офицер моряк летчик космонавт участковый
    полицейский пожарный волонтер очевидец очевидцы клиент пассажир турист гид актриса актер поэтесса монах
    священник имам раввин физик химик биолог математик повариха учительница сменщик сменщица приятель
    приятельница друг друзья подруга коллега коллеги товарищ однополчанин земляк незнакомец прохожий продавщица
    портниха знакомый знакомая филолог доцент пограничник пограничники матрос боцман
    """
)
_AGENT = re.compile(
    r".{3,}(?:тель|тельница|щик|щица|чик|чица|льник|льница|ировщик|ист|истка|олог|вед|аторша|ерша|анин|янин|анка|янка|арка)"
)
# Words for somebody told of before, and whether it is a woman.
_TOLD_OF = {
    "гость": "он", "гостья": "она", "хозяйка": "она", "женщина": "она", "мужчина": "он", "собеседница": "она",
    "визитер": "он", "юбиляр": "он", "отставник": "он", "героиня": "она", "виновник": "он", "именинник": "он",
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
        if token.text[0].islower() and _is_somebody(token.low):
            nobody = Actor(name="", role=token.low, named=False)
            return Mention(
                passage=passage.number, first=place, behind=place + 1, kind="anonymous", nominative=True, actor=nobody
            )
    return None


@lru_cache(maxsize=4096)
def _is_somebody(low: str) -> bool:
    return low in _KIN or _AGENT.fullmatch(low) is not None
