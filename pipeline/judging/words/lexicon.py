"""Nouns and small words by which news tells who is meant; language knowledge only, nothing of any topic."""

import re

from pipeline.judging.words.declension import NOMINATIVE, decline_word, fold
from pipeline.judging.words.tables import word_set

Form = tuple[str, bool]  # the nominative, and whether the form is it


def _declined(words: str) -> dict[str, Form]:
    forms: dict[str, Form] = {}
    for word in words.split():
        for case, form in enumerate(decline_word(word)):
            forms.setdefault(form, (fold(word), case == NOMINATIVE))
    return forms


def _undeclined(words: str) -> dict[str, Form]:
    return {word: (word, True) for word in words.split()}


# What somebody is called instead of by name; form → nominative.
ROLES = _declined(
    """
    президент премьер министр замминистра заместитель зам глава руководитель начальник секретарь госсекретарь
    замсекретаря председатель зампредседателя зампред спикер представитель замначальника посол постпред полпред помощник
    советник депутат парламентарий сенатор политик политолог эксперт аналитик историк дипломат генерал полковник майор
    подполковник капитан адмирал маршал командующий командир директор сотрудник специалист профессор академик журналист
    ведущий обозреватель колумнист лидер губернатор аким мэр врач главврач певец певица чиновник координатор редактор
    автор юрист адвокат военный востоковед экономист социолог исследователь ученый правозащитник правозащитница канцлер
    король шейх патриарх митрополит муфтий ректор декан студент тренер спортсмен артист режиссер писатель поэт
    заведующий консультант референт инспектор офицер
    предприниматель бизнесмен фермер прораб дирижер хирург скульптор художник архитектор ветеран оппозиционер активист
    активистка конгрессмен генсек генсекретарь докладчик старейшина аксакал блогер пилот инженер конструктор технолог
    повар житель жительница водитель музыкант органист следователь прокурор судья торага омбудсмен
    """
) | _undeclined(
    """
    minister president premier chairman chairwoman chair secretary spokesman spokeswoman spokesperson official
    ambassador envoy aide adviser advisor analyst expert researcher professor lawmaker deputy senator speaker director
    author journalist scholar scientist writer activist politician parliamentarian legislator mp congressman columnist
    economist veteran student teacher doctor lawyer pilot engineer officer admiral captain negotiator mediator
    coordinator representative delegate rector dean academic sociologist strategist consultant commentator
    blogger editor
    judge prosecutor king queen congresswoman policymaker
    head chief leader diplomat general colonel governor mayor fellow historian founder chancellor commander
    спикері сенаторы քարտուղար
    """
)
# How the region's other languages call the same, by the Russian noun; Belarusian words behind a star decline.
_REGIONAL = {
    "министр": "*міністр министрі министри вазир вазири նախարար",
    "президент": "*прэзідэнт президенті президенти նախագահ",
    "премьер": "сарвазир վարչապետ",
    "председатель": "старшыня төраға төрағасы төрага төрагасы раиси",
    "представитель": "*прадстаўнік өкілі өкіл өкүл өкүлү намоянда намояндаи ներկայացուցիչ",
    "спикер": "*спікер сухангӯ сухангӯи խոսնակ",
    "депутат": "*дэпутат депутаты вакил вакили պատգամավոր",
    "эксперт": "сарапшы сарапшысы эксперти эксперті коршинос коршиноси փորձագետ",
    "аналитик": "*аналітык талдаушы талдоочу таҳлилгар таҳлилгари վերլուծաբան",
    "политолог": "*палітолаг саясаттанушы саясатчы таануучу таануучусу сиесатшинос сиесатшиноси քաղաքագետ",
    "посол": "пасол елшісі елші элчи элчиси сафир сафири դեսպան",
    "генерал": "генералы генерали գեներալ",
    "командующий": "*камандзір командирі командири фармондеҳ фармондеҳи հրամանատար",
    "глава": "*кіраўнік басшысы башчысы басшы башчы жетекшісі жетекчиси жетекші жетекчи"
    " роҳбари раҳбари сарвари пешвои ղեկավար",
    "заместитель": "*намеснік орынбасары орынбасар муовин муовини տեղակալ",
    "директор": "*дырэктар директоры директори տնօրեն",
    "журналист": "*журналіст журналисті журналисти рӯзноманигор լրագրող",
    "секретарь": "*сакратар хатшысы катчысы котиби",
    "помощник": "*памочнік көмекшісі жардамчысы ердамчии ердамчиси օգնական көмекші жардамчы ердамчи",
    "советник": "*дарадца кеңесшісі кеңешчиси мушовири խորհրդական кеңесші кеңешчи мушовир",
    "начальник": "*начальнік бастығы начальниги сардори պետ бастық сардор",
    "историк": "*гісторык тарихшы тарихчы таърихшинос պատմաբան",
    "ученый": "вучоны ғалым окумуштуу олим գիտնական",
}
_TURKIC = (
    *("нің", "ның", "нин", "нын", "нун", "не", "на", "ге", "ға", "га", "ке", "қа", "ні", "ны", "нен", "нан"),
    *("мен", "менен", "нде", "нда"),
)
_ARMENIAN = ("ի", "ին", "ից", "ով", "ու", "ում")
_BELARUSIAN = ("а", "у", "ам", "ом", "е")


def _regional() -> dict[str, Form]:
    """The nouns with the articles and case endings that are glued to them."""
    forms: dict[str, Form] = {}
    for noun, words in _REGIONAL.items():
        for written in words.split():
            word = written.lstrip("*")
            armenian = word[0] >= "\u0561"
            oblique = _ARMENIAN if armenian else _BELARUSIAN if written != word else _TURKIC
            forms |= {word + ending: (noun, False) for ending in oblique}
            forms |= {word + article: (noun, True) for article in (("", "ը", "ն") if armenian else ("",))}
    return forms


ROLES |= _regional()
# Words that lose a vowel where the rules of endings keep it; `после` is a preposition far more often.
ROLES |= dict.fromkeys(("посла", "послу", "послом"), ("посол", False))
ROLES |= dict.fromkeys(("певца", "певцу", "певцом", "певце"), ("певец", False))
# Pronouns and whether they are a woman's; None: the language does not tell.
PRONOUNS = {
    "он": False, "она": True, "he": False, "she": True, "ен": False, "яна": True, "ол": None, "ал": None, "ӯ": None,
    "вай": None, "նա": None,
}  # fmt: skip
THEY = word_set("там они they there")
ANONYMOUS = (
    _declined("источник собеседник")
    | dict.fromkeys(
        word_set("source sources крыніца крыніцы дереккөз дереккөзі булагы манбаъ манбае манбаи աղբյուր աղբյուրը"),
        ("источник", True),
    )
    | dict.fromkeys(
        word_set("суразмоўца сұхбаттас сұхбаттасы маектеш маектеши ҳамсуҳбат ҳамсуҳбати զրուցակից զրուցակիցը"),
        ("собеседник", True),
    )
)
MEDIA = word_set(
    """
    тасс риа интерфакс белта казинформ kazinform sputnik кабар хабар ховар арменпресс акипресс reuters afp ap tass
    interfax xinhua bloomberg агентство агентства газета газеты газете журнал телеканал издание издания портал
    радиостанция корреспондент корреспондента корреспонденту сми media newspaper agency armenpress panarmenian trend
    регнум regnum сайт канал каналы карэспандэнт карэспандэнта агенцтва газэта выданне партал
    тілші тілшісі агенттігі басылымы сайты порталы газеті арнасы кабарчы кабарчысы
    агенттиги басылмасы гезити оҷонсии ожонсии рӯзномаи сомонаи թղթակից թղթակիցը
    գործակալություն գործակալությունը կայքը լրատվամիջոց
    """
)
RANKS = word_set(
    """
    генерал полковник лейтенант майор подполковник капитан адмирал армии генерала полковника генералу полковнику
    генералом полковником лейтенанта майора general colonel lieutenant major господин господина господину господином
    госпожа госпожи госпоже mr mrs ms
    """
)
PREPOSITIONS = word_set(
    """
    в во на с со у от к ко по о об обо для при из за над под перед между без через до про ради против вокруг около
    после of in at with by for to from on about under between against over into after before since near than without
    ў з са аб да пры па пра дар аз ба бо барои тибқи
    """
)
# Heads of institutions' names: stems and what may follow them.
INSTITUTIONS = frozenset(
    stem + ending
    for stems, endings in (
        ("минобороны мвд мчс минэнерго минобрнауки пресс ministry government kremlin parliament", ("",)),
        ("мид кабмин парламент", ("", "а", "у", "ом", "е")),
        (
            "министерств ведомств правительств посольств дипведомств диппредставительств консульств генконсульств",
            ("о", "ом", "а", "ам", "у", "ум", "е", "ем"),
        ),
        ("кремл", ("ь", "ьм", "я", "ям", "ю", "юм", "е", "ем")),
        ("управлени", ("е", "ем", "я", "ям", "и", "им", "ю", "юм")),
        ("акорд госдум погранслужб", ("а", "е", "ы", "у")),
        ("аппарат генштаб совбез штаб минздрав минтранс минюст комитет департамент минфин", ("", "е", "а", "у")),
        ("администраци парти дипмисси", ("я", "и", "ю")),
        ("погранкомитет минтруд минкульт минпромторг", ("", "е", "а", "у")),
        ("движени", ("е", "я", "и", "ю")),
        ("ведамств пасольств", ("а", "ам", "у", "е")),
    )
    for stem in stems.split()
    for ending in endings
)
_FORMER = re.compile(
    r"бывш|экс$|прежн|тогдашн|отставн|former|ex$|былы|былога|бұрынғы|мурдагы|собиқ|նախկին|then$|тогда$|"
    r"тагачасн|кездегі$|кездеги$|ժամանակվա$|այնժամյա$"
)
_ACTING = word_set("исполняющий исполняющего исполняющему исполняющим врио ио acting")


def is_former(low: str) -> bool:
    """`бывший`, `экс-`, `former`."""
    return _FORMER.match(low) is not None


def is_acting(low: str) -> bool:
    """`исполняющий (обязанности)`, `врио`."""
    return low in _ACTING
