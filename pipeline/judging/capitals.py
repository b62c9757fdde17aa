"""Runs of capitalised words that may be names, and the words that are capitalised for other reasons."""

from pipeline.judging.lexicon import MEDIA, PREPOSITIONS, RANKS, ROLES, is_institution
from pipeline.judging.names import INITIAL
from pipeline.judging.passages import Passage
from pipeline.judging.tables import word_set
from pipeline.judging.tokens import Token
from pipeline.judging.verbs import is_finite


def busy_tokens(passage: Passage) -> list[bool]:
    """Tokens that belong to a phrase of the topic other than a word of its surroundings."""
    busy = [False] * len(passage.tokens)
    for hit in passage.hits:
        if hit.kind in ("name", "body", "office", "rival"):
            busy[hit.first : hit.behind] = [True] * (hit.behind - hit.first)
    return busy


def chain_at(passage: Passage, place: int, busy: list[bool]) -> list[int]:
    """Capitalised words that follow one another with nothing but blanks, hyphens or initials' dots between."""
    chain = []
    for index in range(place, min(len(passage.tokens), place + 5)):
        token = passage.tokens[index]
        if busy[index] or not is_capital(token, passage):
            break
        if chain and not _adjacent(passage, chain[-1], index):
            break
        if not chain and is_ordinary(token):
            break
        chain.append(index)
    return chain


def _adjacent(passage: Passage, left: int, right: int) -> bool:
    between = passage.between(left, right)
    if between in (" ", "-"):
        return True
    return len(passage.tokens[left].text) == INITIAL and between.strip() == "."


def is_capital(token: Token, passage: Passage) -> bool:
    return token.text[0].isupper() and (
        not token.text.isupper() or len(token.text) == INITIAL or passage.text.isupper() or len(token.text) > 5
    )


def is_ordinary(token: Token) -> bool:
    """Words that are capitalised for other reasons than being a name."""
    low = token.low
    return (
        low in ROLES or low in MEDIA or low in PREPOSITIONS or is_institution(low) or low in _ORDINARY or low in RANKS
    )


def oblique_before(passage: Passage, place: int) -> bool:
    """Whether the word before is a role or verb that puts the name into another case than the nominative."""
    if not place:
        return False
    for index in range(place - 1, max(-1, place - 8), -1):
        low = passage.tokens[index].low
        if low in ROLES:
            return not ROLES[low][1]
        if low in PREPOSITIONS or low in ("словам", "мнению", "данным"):
            return True
        if is_finite(low):
            return False
    return False


_ORDINARY = word_set(
    "жогорку кенеш кенеша кенеше мажилис мажилиса сенат сената сейм сейма олий мажлис мажлиса россия россии россию россией казахстан казахстана казахстане казахстану казахстаном кыргызстан кыргызстана киргизия киргизии таджикистан таджикистана"
    " беларусь беларуси белоруссия белоруссии армения армении армению арменией узбекистан узбекистана афганистан афганистана украина украины сша китай китая"
    " москва москвы москве минск минска минске бишкек бишкека бишкеке астана астаны астане душанбе ереван еревана ереване алма-ата"
    " совет совета безопасности организация организации договор договора союз союза дума думы федерации федерация республика республики республике"
    " это этот эта об по как так там также однако кроме если когда пока после ранее сегодня вчера завтра мы вы они он она его ее их мой наш что кто где"
    " январь января февраль февраля март марта апрель апреля май мая июнь июня июль июля август августа сентябрь сентября октябрь октября ноябрь ноября декабрь декабря"
    " день дня победы центральной азии европы северной южной западной восточной кремль кремля мид госдума госдумы совбез совбеза"
    " the a an in on at of for and or but this that these those he she it they we his her its our new year day monday tuesday wednesday thursday friday saturday sunday"
    " january february march april may june july august september october november december russia russian kazakhstan kyrgyzstan tajikistan belarus armenia"
    " armenian kazakh kyrgyz tajik belarusian moscow minsk yerevan astana bishkek dushanbe united states nations security council ministry foreign defense defence"
    " беларусі қазақстан қырғызстан тәжікстан ресей тоҷикистон қазоқистон русия қирғизистон кыргыз тажикстан հայաստան ռուսաստան հայաստանի ռուսաստանի"
    " central asia europe european union joint staff collective secretary general prime national state"
)
