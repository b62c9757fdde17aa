"""Whether a headline asks about an institution rather than tells what it did."""

from pipeline.judging.naming.mentions import Mention
from pipeline.judging.text.passages import Passage
from pipeline.judging.words.tables import word_set

_QUESTIONS = word_set("что кто как где куда когда зачем почему отчего сколько чем чего кому какой какая какие ли")


def is_asked(passage: Passage, mention: Mention, verb: int) -> bool:
    """`Союз: вернётся ли флаг`, `Союз: кто платит`: of a title, what is asked about an institution is not its deed."""
    if passage.number or mention.kind not in ("topic", "body", "institution"):
        return False
    gap = passage.text[passage.tokens[mention.behind - 1].end : passage.tokens[verb].start]
    colon = gap.lstrip(' »”"').startswith(":")
    following = passage.tokens[verb + 1].low if verb + 1 < len(passage.tokens) else ""
    asked = any(low in _QUESTIONS for low in passage.lows[mention.behind : verb])
    return colon and (asked or following == "ли" or passage.text.rstrip().endswith("?"))
