"""Runs of capitalised words that may be names, and the words that are capitalised for other reasons."""

from functools import lru_cache

from pipeline.judging.text.passages import Passage
from pipeline.judging.text.tokens import Token
from pipeline.judging.words.lexicon import INSTITUTIONS, MEDIA, PREPOSITIONS, RANKS, ROLES
from pipeline.judging.words.names import INITIAL
from pipeline.judging.words.tables import word_set
from pipeline.judging.words.verbs import is_finite

_ORDINARY = word_set(
    """
    жогорку кенеш кенеша кенеше мажилис мажилиса сенат сената сейм сейма олий мажлис мажлиса россия россии
    россию россией казахстан казахстана казахстане казахстану казахстаном кыргызстан кыргызстана киргизия
    киргизии таджикистан таджикистана беларусь беларуси белоруссия белоруссии армения армении армению
    арменией узбекистан узбекистана афганистан афганистана украина украины сша китай китая москва москвы
    москве минск минска минске бишкек бишкека бишкеке астана астаны астане душанбе ереван еревана ереване
    алма-ата совет совета безопасности организация организации договор договора союз союза дума думы
    федерации федерация республика республики республике это этот эта об по как так там также однако кроме
    если когда пока после ранее сегодня вчера завтра мы вы они он она его ее их мой наш что кто где январь
    января февраль февраля март марта апрель апреля май мая июнь июня июль июля август августа сентябрь
    сентября октябрь октября ноябрь ноября декабрь декабря день дня победы центральной азии европы северной
    южной западной восточной кремль кремля мид госдума госдумы совбез совбеза the a an in on at of for and or
    but this that these those he she it they we his her its our new year day monday tuesday wednesday
    thursday friday saturday sunday january february march april may june july august september october
    november december russia russian kazakhstan kyrgyzstan tajikistan belarus armenia armenian kazakh kyrgyz
    tajik belarusian moscow minsk yerevan astana bishkek dushanbe united states nations security council
    ministry foreign defense defence беларусі қазақстан қырғызстан тәжікстан ресей тоҷикистон қазоқистон
    русия қирғизистон кыргыз тажикстан հայաստան ռուսաստան հայաստանի ռուսաստանի central asia europe european
    иран ирана иране ираном индия индии индию индией япония японии турция турции турцией германия германии франция
    франции пакистан пакистана сербия сербии монголия монголии вьетнам вьетнама куба кубы грузия грузии молдавия
    молдавии сирия сирии ирак ирака израиль израиля корея кореи великобритания великобритании италия италии польша
    польши латвия латвии литва литвы эстония эстонии европа европе азербайджан азербайджана евросоюз евросоюза катар
    катара египет египта бразилия бразилии венгрия венгрии туркмения туркмении туркменистан туркменистана
    union joint staff collective secretary general prime national state
    """
)
# Names of states and capitals to which other languages glue endings.
_PLACES = (
    "қазақстан", "казакстан", "казахстан", "кыргызстан", "қырғызстан", "қирғизистон", "таджикистан", "тоҷикистон",
    "тажикстан", "тәжікстан", "өзбекстан", "узбекистан", "ўзбекистон", "афганистан", "афғанистон", "ауғанстан",
    "ооганстан", "ресейд", "ресейг", "орусия", "россия", "русия", "беларус", "армения", "азербайжан", "түркия",
    "кремльд", "кремлд", "кремльн", "кремлн",
    "бишкекте", "бишкектеги", "астанада", "мәскеуде", "москвада", "душанбеде", "ереванда", "минскіде", "минскиде",
    "расея", "расеі", "расею", "расеяй", "расія", "расіі", "расію", "арменія", "арменіі", "армэнія", "армэніі",
    "украін", "таджыкістан", "узбекістан", "кіргізі", "азэрбайджан", "польшч", "літв", "латві", "эўроп", "еўроп",
    "հայաստան", "ռուսաստան", "բելառուս", "ղազախստան", "ղրղզստան", "տաջիկստան", "ադրբեջան", "ուկրաինա", "երևան",
    "մոսկվա", "աստանա", "բիշքեկ", "մինսկ", "դուշանբե",
)  # fmt: skip
_PARTICLES = word_set("de van von der den del della di da al el bin ibn ter де ван фон дер аль эль бен бин ибн")
_BY = word_set("словам мнению данным")
LONGEST = 5  # words in a run
ACRONYM = 5  # letters up to which capitals alone are no name
BEFORE = 7


def busy_tokens(passage: Passage) -> list[bool]:
    """Tokens that belong to a phrase of the topic other than a word of its surroundings."""
    busy = [False] * len(passage.tokens)
    for hit in passage.hits:
        if hit.kind in ("name", "body", "office", "rival"):
            busy[hit.first : hit.behind] = [True] * (hit.behind - hit.first)
    return busy


def chain_at(passage: Passage, place: int, busy: list[bool]) -> list[int]:
    """Capitalised words that follow one another with nothing but blanks, hyphens or initials' dots between."""
    chain: list[int] = []
    for index in range(place, min(len(passage.tokens), place + LONGEST)):
        token = passage.tokens[index]
        if chain and _is_particle(passage, index):
            continue
        initial = len(token.text) == INITIAL and passage.text[token.end : token.end + 1] == "."
        if busy[index] or not is_capital(token, passage) or (not chain and is_ordinary(token.low) and not initial):
            break
        if chain and not all(_adjacent(passage, left, left + 1) for left in range(chain[-1], index)):
            break
        chain.append(index)
    return chain


def _is_particle(passage: Passage, place: int) -> bool:
    """`Thomas de Waal`, `Петер ван дер Вельде`: a small word inside a name."""
    if passage.tokens[place].low not in _PARTICLES or place + 1 >= len(passage.tokens):
        return False
    behind = passage.tokens[place + 1]
    return behind.text[0].isupper() or behind.low in _PARTICLES


def is_capital(token: Token, passage: Passage) -> bool:
    """Whether a word begins with a capital and is no acronym, unless the whole block is written in capitals."""
    text = token.text
    if not text[0].isupper():
        return False
    return len(text) == INITIAL or len(text) > ACRONYM or not text.isupper() or passage.text.isupper()


@lru_cache(maxsize=20000)
def is_ordinary(low: str) -> bool:
    """Words that are capitalised for other reasons than being a name."""
    return (
        low in _ORDINARY
        or low.startswith(_PLACES)
        or low in ROLES
        or low in MEDIA
        or low in PREPOSITIONS
        or low in RANKS
        or low in INSTITUTIONS
    )


def oblique_before(passage: Passage, place: int) -> bool:
    """Whether the role, preposition or verb before puts a name into another case than the nominative."""
    for index in range(place - 1, max(-1, place - 1 - BEFORE), -1):
        low = passage.tokens[index].low
        if low in ROLES:
            return not ROLES[low][1]
        if low in _BY or (low in PREPOSITIONS and index == place - 1):
            return True
        if is_finite(low):
            return False
    return False


def _adjacent(passage: Passage, left: int, right: int) -> bool:
    between = passage.between(left, right)
    return between in (" ", "-") or (len(passage.tokens[left].text) == INITIAL and between.strip() in (".", ".-"))
