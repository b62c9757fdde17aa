"""Words by which news tells who speaks, acts or is meant; language knowledge only, nothing of any topic."""

import re
from functools import lru_cache

from pipeline.judging.declension import NOMINATIVE, decline_word, fold

_PAST = r"(?:л|ла|ло|ли|лся|лась|лись|в|вши)"
_SAY_PAST = (
    "сказа|заяви|заявля|сообщи|сообща|рассказа|рассказыва|отмети|отмеча|подчеркну|подчеркива|указа|указыва|добави|"
    "добавля|уточни|уточня|поясни|поясня|объясни|объясня|замети|замеча|констатирова|резюмирова|заключи|"
    "проинформирова|информирова|доложи|докладыва|прокомментирова|комментирова|напомни|напомина|ответи|отвеча|"
    "предупреди|предупрежда|написа|писа|призна|признава|обеща|пообеща|пошути|шути|вспомни|вспомина|завери|заверя|"
    "увери|уверя|утвержда|посоветова|советова|возрази|возража|парирова|озвучи|посетова|сетова|жалова|пожалова|"
    "предположи|предполага|говори|повтори|провозгласи|анонсирова|поведа|высказа|перечисли|извести|рассмея|спроси|"
    "признава|прогнозирова|опубликова|процитирова|произнесл|откликну|отреагирова|пооткровеннича|съязви|иронизирова|"
    "разъясни|разъясня|детализирова|акцентирова|конкретизирова|обнародова|поприветствова|порассужда"
)
_SAY_NOW = (
    "говорит|говорят|заявляет|заявляют|сообщает|сообщают|рассказывает|рассказывают|отмечает|отмечают|подчеркивает|"
    "подчеркивают|указывает|указывают|добавляет|добавляют|уточняет|уточняют|поясняет|поясняют|объясняет|объясняют|"
    "замечает|констатирует|резюмирует|информирует|информируют|докладывает|комментирует|комментируют|напоминает|"
    "напоминают|отвечает|отвечают|предупреждает|предупреждают|пишет|пишут|признает|признают|признается|обещает|"
    "обещают|шутит|шутят|вспоминает|вспоминают|заверяет|заверяют|уверяет|уверяют|утверждает|утверждают|советует|"
    "возражает|парирует|жалуется|сетует|намекает|предполагает|прогнозирует|признаются|рассуждает|разъясняет|"
    "разъясняют|передает|произнес|произнесла|привел|привела|приводит"
)
_SOFT_PAST = (
    "призва|призыва|предложи|предлага|вырази|выража|поблагодари|благодари|поздрави|поздравля|пожела|приветствова|"
    "осуди|осужда|потребова|требова|назва|называ|оцени|оценива|раскритикова|критикова|поддержа|подтверди|подтвержда|"
    "опроверг|отверг|пригласи|приглаша|попроси|проси|усомни|согласи|допусти|допуска|исключи|исключа|подели|"
    "охарактеризова|упрекну|раскры|подыто?жи|обрати|обраща|высказыва|выступи|выступа|отчита|подве|посвяти|показа|"
    "попрощал|усмотре|счита|полага|надея|ожида|рассчитыва|конкретизирова|опровергл|отвергл|встрети|отозва|заступи"
)
_SOFT_NOW = (
    "считает|считают|полагает|полагают|надеется|надеются|ожидает|ожидают|призывает|призывают|предлагает|предлагают|"
    "выражает|выражают|благодарит|благодарят|поздравляет|поздравляют|желает|осуждает|осуждают|требует|требуют|"
    "называет|называют|оценивает|оценивают|поддерживает|поддерживают|подтверждает|подтверждают|опровергает|"
    "опровергают|опроверг|отверг|отвергает|приглашает|просит|просят|допускает|допускают|рассчитывает|рассчитывают|"
    "не видит|обращает|уверен|уверена|уверены|убежден|убеждена|убеждены|видит|видят|подтвердил|благодарен|благодарна"
)
_RUSSIAN = re.compile(rf"(?:(?P<say>(?:{_SAY_PAST}){_PAST}|{_SAY_NOW})|(?P<soft>(?:{_SOFT_PAST}){_PAST}|{_SOFT_NOW}))")
_SAY_OTHER = frozenset(
    # English
    "said says told tells stated noted stressed stresses added adds reported announced announces explained explains"
    " confirmed confirms denied denies warned warns recalled recalls emphasized emphasised emphasizes argues argued"
    " believes believed thinks promised joked joking admitted wrote writes remarked replied answered insisted insists"
    " underlined underscored commented reiterated observed quipped vows vowed dismissed dismisses dismissing"
    " urged urges expressed expresses praised praises thanked thanks congratulated congratulates hopes hoped"
    " proposed proposes offered offers called calls rejected rejects refuted refutes disclosed revealed reveals"
    " condemned condemns voiced greeted greets claims claimed acknowledged concluded declared declares"
    # Belarusian
    " сказаў сказала заявіў заявіла заявілі паведаміў паведаміла паведамілі паведамляе адзначыў адзначыла адзначылі"
    " падкрэсліў падкрэсліла падкрэслілі расказаў расказала расказалі дадаў дадала дадалі патлумачыў патлумачыла"
    " растлумачыў выказаў выказала павіншаваў прапанаваў прапанавала абвергнуў абвергла абверглі лічыць гаворыць"
    " нагадаў нагадала ўдакладніў ўдакладнілі канстатаваў пракаментаваў запрасіў заклікаў адказаў напісаў пажартаваў"
    # Kazakh
    " деді дейді айтты айтқан айтады мәлімдеді мәлімдеген хабарлады хабарлайды білдірді жеткізді түсіндірді қосты"
    " құттықтады жауап ескертті атап шығарды мәлім салды ұсынды сендірді тоқталды жазды"
    # Kyrgyz
    " деди дейт айтты айткан билдирди билдирет кабарлады белгиледи маалымдады куттуктады кошумчалады төгүндөдү"
    " чыгарды түшүндүрдү баса эскертти сунуштады жазды айтат жооп ишендирди кайрылды"
    # Tajik
    " гуфт гуфтааст гуфтанд мегӯяд изҳор иброз таъкид қайд зикр илова табрик афзуд навишт арз пешниҳод"
    # Armenian
    " ասել ասաց ասում հայտնել հայտնում հայտնեց հայտարարել հայտարարեց նշել նշեց նշում ընդգծել ընդգծեց շեշտել հավելել"
    " հավելեց հերքել հերքեց պատասխանել պատասխանեց ցավակցել ցավակցություն շնորհավորել շնորհավորեց մեկնաբանել խոսել"
    " պարզաբանել տեղեկացրել գրել կատակել առաջարկել կոչ մեջբերել".split()
)
_PAIRS = {"хабар": ("дод", "меди", "мед"), "рад": ("кард", "намуд"), "изҳори": ("назар", "ҳамдард", "умед")}
_DOCUMENT_VERBS = frozenset(
    "говорится сказано отмечается подчеркивается указывается сообщается значится отмечено уточняется поясняется"
    " указано добавляется подчеркнуто гласит утверждается написано reads read гаворыцца адзначаецца сказана делінген"
    " айтылған айтылды айтылат белгиленет айтылган гуфта омадааст зикршуда ասված նշված ասվում նշվում բերված".split()
)
_NEGATIVE = frozenset("не нет not никак didn't".split())
_ALLOWED_NEGATIVE = re.compile(
    r"(?:исключ|подтверд|подтверж|видит|видят|видел|скры|скрыва|согла|сомнева|считает|счита|ожида|поддерж|планиру)"
)
_FINITE = re.compile(
    r"(?:.{2,}(?:ет|ит|ют|ят|ут|ат|ется|ится|ются|ятся|утся|атся|ал|ала|али|ало|ил|ила|или|ило|ел|ела|ели|ело|ял|яла|"
    r"яли|ул|ула|ули|ыл|ыла|ыли|лся|лась|лись|лось|шел|шла|шли|шло|вел|вела|вели|нес|несла|несли)"
    r"|готова|готов|готовы|намерена|намерен|намерены|обеспокоена|обеспокоен|обеспокоены|должна|должен|поможет|станет)"
)
_NOT_FINITE = frozenset(
    "совет секретариат комитет комментарий ответ визит бюджет отчет счет предмет привет проект контингент президент"
    " агент депутат портал или если были был была было будет будут есть лет этот тот нет ряд суд труд взгляд склад"
    " солдат результат формат мандат кандидат документ момент инцидент эксперимент парламент регламент лимит кредит"
    " аудит транзит дефицит материал канал сигнал журнал генерал потенциал персонал арсенал филиал штат дипломат"
    " аппарат чат час взят брат адресат постулат плакат самолет вертолет полет пилот сюжет пакет ракет газет бат"
    " щит магнит гранит монолит убит открыт закрыт отдел раздел модел дел цел сел тел стол узел интервал"
    " мал стал финал терминал ритуал идеал криминал капитал металл скандал вокзал зал вал тыл мыл сил дебют"
    " институт статут маршрут атрибут минут пункт лист тест".split()
)
_STATIVE = re.compile(
    r"(?:вход|состо[ия]т|насчитыва|явля|существу|включа[ею]т|остает|остал|возник|созда(?:н|ва)|объединя|действ|имеет|имею|"
    r"располага|нужн|нуждает|стоит|стоят|значит|пережи|отста|теря|находит|похож|вышл|исполн|отмеч|помог|помож|может|могут|мог|стал|живет|живут)"
)
_ACT_OTHER = frozenset(
    "receives received meets met holds held visits visited adopts adopt adopted approves approve approved sends sent"
    " signs signed opens opened launches launched rewrites rewrote plans deploys deployed condemns begins started wraps"
    " hosts hosted discusses discussed discuss arrives arrived attends attended inaugurated elects elected appoints"
    " appointed decided decides agrees agreed agree готовит provides will has have starts completes completed ends"
    " жолукту сүйлөшүү кабыл өткөрдү мулоқот кард намуд ирсол қабул кездесті өтті қабылдады бекітті қол жолдады"
    " ընդունել հանդիպել հաստատել ստորագրել քննարկել прыняў прынялі сустрэўся правёў зацвердзіў накіраваў".split()
)
_PERSON_ACTS = re.compile(
    r"(?:встрети(?:л|ла)ся|встретилась|принял|приняла|примет|проводит|провел|провела|проведет|посетил|посетила|посетит|прибыл|прибыла|прибудет|"
    r"направил|направила|вручил|вручила|возложил|возложила|открыл|открыла|подписал|подписала|обсудил|обсудила|"
    r"проинспектировал|проверил|проверила|передал|передала|подвел|подвела|представил|представила|побывал|побывала|"
    r"переговорил|участвовал|участвовала|поучаствовал|посетили|выступит|выступил|выступила|поручил|поручила|утвердил|"
    r"receives|received|meets|met|holds|held|visits|visited|sends|sent|opens|opened|inspects|inspected|addresses|"
    r"addressed|attends|attended|signs|signed|arrives|arrived|presents|presented|visits|delivers|delivered)"
)


@lru_cache(maxsize=20000)
def is_say(low: str) -> bool:
    """A finite verb (or adverbial participle) by which words are reported."""
    found = _RUSSIAN.fullmatch(low)
    return low in _SAY_OTHER or (found is not None and found["say"] is not None)


@lru_cache(maxsize=20000)
def is_soft(low: str) -> bool:
    """A verb that reports an attitude: calls on, thanks, believes."""
    found = _RUSSIAN.fullmatch(low)
    return found is not None and found["soft"] is not None


def is_pair(low: str, following: str) -> bool:
    """A reporting verb of two words."""
    return low in _PAIRS and following.startswith(_PAIRS[low])


def is_document_verb(low: str) -> bool:
    """`it says (in the document)`."""
    return low in _DOCUMENT_VERBS


def is_negation(low: str) -> bool:
    """A particle that turns the next verb around."""
    return low in _NEGATIVE


def speaks_though_negated(low: str) -> bool:
    """Verbs that report words even with `не`: did not rule out, did not confirm."""
    return _ALLOWED_NEGATIVE.match(low) is not None


@lru_cache(maxsize=20000)
def is_act(low: str) -> bool:
    """A finite verb that tells what a body did; verbs of being and belonging are left out."""
    if low in _ACT_OTHER:
        return True
    return bool(_FINITE.fullmatch(low)) and low not in _NOT_FINITE and not _STATIVE.match(low)


@lru_cache(maxsize=20000)
def is_finite(low: str) -> bool:
    """Any finite verb, as far as its ending tells."""
    return is_say(low) or is_soft(low) or low in _ACT_OTHER or (bool(_FINITE.fullmatch(low)) and low not in _NOT_FINITE)


def is_person_act(low: str) -> bool:
    """What a person does in office: meets, receives, sends, opens."""
    return _PERSON_ACTS.fullmatch(low) is not None


def _declined(words: str) -> dict[str, tuple[str, bool]]:
    forms: dict[str, tuple[str, bool]] = {}
    for word in words.split():
        for case, form in enumerate(decline_word(word)):
            forms.setdefault(form, (fold(word), case == NOMINATIVE))
    return forms


ROLES = _declined(
    "президент премьер вице-премьер министр замминистра заместитель зам вице-министр глава руководитель начальник секретарь госсекретарь"
    " замсекретаря председатель зампредседателя вице-спикер спикер представитель замгенсек замначальника пресс-секретарь посол постпред полпред помощник"
    " советник депутат парламентарий сенатор политик политолог эксперт аналитик историк дипломат генерал полковник майор подполковник капитан адмирал маршал"
    " командующий командир директор сотрудник специалист профессор академик журналист ведущий обозреватель лидер губернатор аким мэр врач"
    " главврач певец певица чиновник координатор редактор автор юрист адвокат военный востоковед экономист социолог исследователь ученый правозащитник правозащитница"
    " канцлер король шейх патриарх митрополит муфтий ректор декан студент тренер спортсмен артист режиссер писатель поэт предприниматель бизнесмен"
    " фермер прораб дирижер хирург скульптор художник архитектор ветеран оппозиционер активист активистка конгрессмен вице-президент экс-президент экс-министр экс-премьер экс-глава экс-генсек экс-депутат генсек генсекретарь"
    " премьер-министр зампред первый-заместитель докладчик собеседник старейшина аксакал вице-губернатор блогер пилот инженер конструктор технолог повар житель жительница водитель музыкант органист следователь прокурор судья"
) | {
    word: (word, True)
    for word in "minister president premier chairman chairwoman chair secretary spokesman spokeswoman spokesperson official"
    " ambassador envoy aide adviser advisor analyst expert researcher professor lawmaker deputy senator speaker director"
    " head chief leader diplomat general colonel governor mayor fellow historian founder chancellor envoy commander".split()
} | {
    word: (word, True)
    for word in "министр вазир нахуст президент депутат саясаттанушы сарапшы төраға төрага басшысы өкілі өкүлү намоянда сафир"
    " прэзідэнт міністр старшыня кіраўнік намеснік дэпутат палітолаг эксперт прадстаўнік пасол"
    " նախարար նախագահ վարչապետ պատգամավոր քաղաքագետ փորձագետ դեսպան խոսնակ քարտուղար министри министрі вазири раиси".split()
}  # fmt: skip
PRONOUNS = {
    "он": False, "она": True, "he": False, "she": True, "ён": False, "яна": True, "ол": None, "ал": None, "ӯ": None,
    "вай": None, "նա": None,
}  # fmt: skip
THEY = frozenset("там они they there".split())
ANONYMOUS = _declined("источник собеседник") | {"source": ("source", True), "sources": ("source", True)}
MEDIA = frozenset(
    "тасс риа интерфакс белта бмта казинформ kazinform sputnik кабар кабаp хабар ховар арменпресс акипресс reuters afp ap tass interfax xinhua blooмberg bloomberg"
    " агентство агентства газета газеты газете журнал телеканал издание издания портал радиостанция корреспондент корреспондента корреспонденту сми media newspaper agency armenpress panarmenian"
    " news.am zakon.kz trend регнум regnum мегаполис сайт канал каналы telegram-каналы".split()
)
_INSTITUTION = re.compile(
    r"минобороны|мид|мидом|мвд|мчс|министерств[оауе]м?|ведомств[оауе]м?|правительств[оауе]м?|кабмин(?:а|у|ом|е)?|кремл[ьяюе]м?|акорд[аеыу]|"
    r"пресс|посольств[оауе]м?|парламент(?:а|у|ом|е)?|госдум[аеыу]|управлени[еяию]м?|аппарат[еау]?|администраци[яию]|"
    r"генштаб[еау]?|погранслужб[аеыу]|погранвойск[ах]?|совбез[еау]?|штаб[еау]?|ministry|government|kremlin|parliament|"
    r"минздрав[еау]?|минтранс[еау]?|минюст[еау]?|комитет[еау]?|департамент[еау]?|парти[яию]|движени[еяию]"
)
_FORMER = re.compile(r"бывш|экс$|прежн|отставн|former|ex$|былы|былога|бұрынғы|экс-|мурдагы|собиқ|нахуст|նախկին")
_ACTING = frozenset("исполняющий исполняющего исполняющему исполняющим врио ио и.о acting".split())
RANKS = frozenset(
    "генерал полковник генерал-полковник генерал-лейтенант генерал-майор лейтенант майор подполковник капитан адмирал армии"
    " генерала полковника генералу полковнику генералом полковником лейтенанта майора general colonel lieutenant major"
    " господин господина господину господином госпожа госпожи госпоже mr mrs ms".split()
)
PREPOSITIONS = frozenset(
    "в во на с со у от к ко по о об обо для при из за над под перед между без через до про ради против вокруг около после"
    " of in at with by for to from on about under between against over into after before since near than without через"
    " у ў з са аб да пры для па пра".split()
)


@lru_cache(maxsize=20000)
def is_institution(low: str) -> bool:
    """A word that is the head of an institution's name."""
    return _INSTITUTION.fullmatch(low) is not None


def is_former(low: str) -> bool:
    """`бывший`, `экс-`, `former`."""
    return _FORMER.match(low) is not None


def is_acting(low: str) -> bool:
    """`исполняющий (обязанности)`, `врио`."""
    return low in _ACTING
