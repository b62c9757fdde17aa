"""Verbs of saying in languages other than Russian, most of them by their stems; it knows nothing of any topic."""

from collections.abc import Iterator

from pipeline.judging.tables import word_set

_ENGLISH = word_set(
    """
    said says told tells stated noted stressed stresses added adds reported announced announces explained explains
    confirmed confirms denied denies warned warns recalled recalls emphasized emphasised emphasizes argues argued
    believes believed thinks promised joked joking admitted wrote writes remarked replied answered insisted insists
    underlined underscored commented reiterated observed quipped vows vowed dismissed dismisses dismissing urged urges
    expressed expresses praised praises thanked thanks congratulated congratulates hopes hoped proposed proposes
    offered offers called calls rejected rejects refuted refutes disclosed revealed reveals condemned condemns voiced
    greeted greets spoke talked outlined elaborated shared claims claimed acknowledged concluded declared declares
    informed informs notes cautioned clarified clarifies specified pointed recounted assured assures pledged pledges
    responded mused opined cited lamented complained hinted hints described describes laughed suggested suggests
    predicted predicts welcomed welcomes slammed criticized criticised criticizes detailed demanded
    signalled signaled recommended recommends advised advises estimated mentioned reminded reminds
    countered conceded forecast deplored regretted regrets lauded hailed hails chuckled smiled confided reported
    assured assuring stressing adding noting saying
    """
)
# Masculine past forms; the feminine and the plural follow, and the present listed apart.
_BELARUSIAN = word_set(
    """
    сказаў заявіў паведаміў адзначыў падкрэсліў расказаў дадаў патлумачыў растлумачыў выказаў павіншаваў прапанаваў
    падзякаваў пацвердзіў паабяцаў абяцаў папярэдзіў пракаментаваў заўважыў праінфармаваў асудзіў нагадаў удакладніў
    ўдакладніў канстатаваў запрасіў заклікаў адказаў напісаў пажартаваў падсумаваў прызнаў запэўніў пажадаў адрэагаваў
    адмовіў абвергнуў пагадзіўся выступіў рэзюмаваў намякнуў параіў пераканаў удакладняў іранізаваў зазначыў
    """
)
_BELARUSIAN_NOW = word_set(
    """
    абвергла абверглі лічыць лічаць гаворыць гавораць паведамляе паведамляюць адзначае адзначаюць падкрэслівае
    сцвярджае сцвярджаюць інфармуе перадае каментуе расказвае расказваюць мяркуе мяркуюць піша пішуць удакладняе
    удакладняюць тлумачыць заяўляе заяўляюць упэўнены
    """
)
# The third person of the past.
_KAZAKH = word_set(
    """
    деді айтты мәлімдеді хабарлады білдірді жеткізді түсіндірді қосты құттықтады ескертті шығарды ұсынды сендірді
    тоқталды жазды баяндады растады шақырды үндеді жариялады айыптады түйіндеді ескерді сүйледі сөйледі
    """
)
_KAZAKH_TOO = word_set("дейді айтады жауап атап мәлім салды есептейді сенеді теріске")
_KYRGYZ = word_set(
    """
    деди айтты билдирди кабарлады белгиледи маалымдады куттуктады кошумчалады төгүндөдү чыгарды түшүндүрдү эскертти
    сунуштады жазды ишендирди кайрылды баяндады ырастады чакырды жарыялады айыптады суранды тактады жеткирди сүйлөдү
    токтолду
    """
)
_KYRGYZ_TOO = word_set("дейт айтат билдирет баса жооп эсептейт ишенет белгилейт маалымдайт кабарлайт убада")
_TAJIK = word_set(
    """
    гуфт гуфтааст гуфтанд гуфтаанд мегӯяд мегӯянд изҳор иброз таъкид қайд зикр илова табрик афзуд навишт арз пешниҳод
    суханронӣ таъзия ҳамдардӣ таслият ҳисобид мешуморад шуморид медонад нигошт
    """
)
# Stems of the regular verbs, and words that stand in a pair or are irregular.
_ARMENIAN = word_set(
    """
    ասել հայտնել հայտարարել նշել ընդգծել շեշտել հավելել հերքել պատասխանել ցավակցել շնորհավորել մեկնաբանել պարզաբանել
    տեղեկացնել գրել կատակել առաջարկել մեջբերել պատմել հաստատել հորդորել զգուշացնել ավելացնել հաղորդել դատապարտել
    ողջունել կարծել հիշեցնել վստահեցնել բացատրել պնդել համարել գտնել արձագանքել եզրափակել փոխանցել
    """
)
_ARMENIAN_TOO = word_set(
    """
    ասաց ցավակցություն խոսել խոսեց կոչ ներկայացրել տեղեկացրել տեղեկացրեց զգուշացրել զգուշացրեց ավելացրել ավելացրեց
    հիշեցրել հիշեցրեց վստահեցրել վստահեցրեց խոստացել խոստացավ ակնկալում հույս խոսելով
    """
)
VOWELS = "аеёиоуыэюяәөұүі"


def foreign_verbs() -> frozenset[str]:
    """Every form of the tables."""
    forms = set(_ENGLISH | _BELARUSIAN_NOW | _KAZAKH_TOO | _KYRGYZ_TOO | _TAJIK | _ARMENIAN_TOO)
    forms.update(form for verb in _BELARUSIAN for form in _belarusian(verb))
    forms.update(form for verb in _KAZAKH for form in _kazakh(verb))
    forms.update(form for verb in _KYRGYZ for form in _kyrgyz(verb))
    forms.update(verb[:-2] + ending for verb in _ARMENIAN for ending in ("ել", "եց", "ում", "եցին", "ելով"))
    return frozenset(forms)


def _belarusian(verb: str) -> Iterator[str]:
    """`сказаў` → `сказала`, `сказалі`; `пагадзіўся` → `пагадзілася`."""
    stem, _, tail = verb.rpartition("ў")
    yield verb
    yield from (stem + "ла" + ("ся" if tail else ""), stem + "лі" + ("ся" if tail else ""))


def _kazakh(verb: str) -> Iterator[str]:
    """`мәлімдеді` → `мәлімдеген`, `мәлімдейді`."""
    stem, hard = verb[:-2], verb[-1] == "ы"
    vowel = stem[-1] in VOWELS
    yield verb
    yield stem + (("қан" if hard else "кен") if verb[-2] == "т" else "ған" if hard else "ген")
    yield stem + ("й" if vowel else "а" if hard else "е") + ("ды" if hard else "ді")


def _kyrgyz(verb: str) -> Iterator[str]:
    """`билдирди` → `билдиришти`, `билдирген`."""
    stem, last = verb[:-2], verb[-1]
    vowel = stem[-1] in VOWELS
    back = {"ы": "а", "и": "е", "у": "о", "ү": "ө"}[last]
    yield verb
    yield stem + ("ш" if vowel else last + "ш") + "т" + last
    yield stem + ("к" if verb[-2] == "т" else "г") + back + "н"
