"""Verbs of saying that are two words, by their first: `ruled out`, `дал понять`, `жауап берди`; nothing of topics."""

from pipeline.judging.words.foreign_verbs import converbs

# First words, and behind a bar the beginnings of the second.
_TABLE = """
let lets | slip
is was remains remained | confident convinced adamant
рад эълон баен даъват тасдиқ едовар таассуф маҳкум | кард намуд дошт шуд мекун менамо медор дорад доран намоя
ҷонибдорӣ шарҳу ишора талаб тақозо огоҳ истиқбол тавсия | кард намуд дошт шуд мекун менамо медор дорад доран намоя
хоҳиш умед хулоса тавсиф арзебӣ интиқод танқид | кард намуд дошт шуд мекун менамо медор дорад доран намоя
сипосгузорӣ миннатдорӣ шикоят эътироф эътироз шӯхӣ такрор | кард намуд дошт шуд мекун менамо медор дорад доран намоя
муроҷиат возеҳ мушаххас рӯшан равшан дақиқ иқрор инкор | кард намуд дошт шуд мекун менамо медор дорад доран намоя
пешгӯӣ матраҳ нақл ҳикоят қаноатмандӣ ҳимоят айбдор | кард намуд дошт шуд мекун менамо медор дорад доран намоя
дархост тавзеҳот боварӣ | кард намуд дошт шуд мекун менамо медор дорад доран намоя
изҳори | назар ҳамдард умед тасаллият таассуф сипос нигаронӣ қаноатманд хушнуд боварӣ ташвиш эътимод ақида андеша
хабар иттилоъ маълумот посух ҷавоб тавзеҳ шарҳ ҳушдор ваъда гузориш ҳисобот мусоҳиба | дод меди мед гуфт гардонд
баҳо изҳорот итминон маслиҳат ҷамъбаст | дод меди мед гуфт гардонд
ед | овард кард
ном | бурд
сухан | гуфт ронд кард
забон | овард
айтып | берди өттү берді өтті кетти кетті
мәлімдеме ескертпе шолу баяндама билдирүү эскертүү | жаса жасо
сұхбат баға түсінік кеңес уәде түсініктеме түсіндірме хабар пікір маек баа кеңеш түшүнүк түшүндүрмө | бер
комментарий | бер
талап баян | ет кыл
үндеу | жаса тарат
назар | аудар сал
көңүл | бур
көңіл | аудар бөл
еске | сал ал
эске | сал
ден | қой
қарсы | шық
каршы | чык
четке | как
моюнга мойнуна | ал
макул | бол
санап | өттү өтті шық чык
белгилеп | кет өт
паш | ет
сунуш | кыл жаса
ұсыныс | жаса айт
сын | айт тақ
дал дала дали дает дают | понять оценк комментари пояснени прогноз
сделал сделала сделали | заявлени акцент вывод прогноз оговорк
зрабіў зрабіла | заяв акцэнт выснов прагноз
даў дала далі дае | зразумець ацэнк каментар тлумачэнн понять оценк комментари пояснени прогноз
поставил поставила | задач вопрос
остановился остановилась | на подробн
ruled rules rule laid lays set sets spelled spelt singled singles | out
pointed points pointing | out to
lashed hit hits | out back
played plays talked talks | down up
brushed brushes shrugged shrugs waved | off aside
weighed weighs chimed chipped | in
put puts | it
summed sums brought brings | up
pushed pushes fired shot snapped | back
touched touches dwelled dwelt dwells remarked | upon on
went goes carried | on
drew draws drawing called | attention parallel a the
paid pays paying | tribute
gave gives | assurance an details
made makes making | it clear plain
took takes | note issue exception aim
raised raises | concern the objection doubt
 | condolence congratulation greeting gratitude thanks wishes his her their
 | deep sincere heartfelt hope concern confidence support best warm good
extended | condolence congratulation greeting gratitude thanks wishes his her their
extended | deep sincere heartfelt hope concern confidence support best warm good
extends | condolence congratulation greeting gratitude thanks wishes his her their
extends | deep sincere heartfelt hope concern confidence support best warm good
extending | condolence congratulation greeting gratitude thanks wishes his her their
extending | deep sincere heartfelt hope concern confidence support best warm good
conveyed | condolence congratulation greeting gratitude thanks wishes his her their
conveyed | deep sincere heartfelt hope concern confidence support best warm good
conveying | condolence congratulation greeting gratitude thanks wishes his her their
conveying | deep sincere heartfelt hope concern confidence support best warm good
maintained maintains reasoned reasons reflected countered figured | that
sounded struck | optimistic a an cautious
poured throws threw | cold doubt
пакінуў пакінула | запіс
провел провела | параллел
сөз | сөйлө сөйле алып
խորհուրդ | տվ տալ
գնահատական հարցազրույց | տվ
պարզաբանում | տվ ներկայ
ուշադրություն | հրավիր
շեշտը | դր
"""


def _read(table: str) -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = {}
    for line in table.replace("ё", "е").strip().splitlines():
        heads, _, tails = line.partition("|")
        for head in heads.split():
            pairs[head] = (*pairs.get(head, ()), *tails.split())
    return pairs


_PAIRS = _read(_TABLE)


_CONVERBS = converbs()
_GOING_ON = ("отыр", "жатыр", "жатат", "турат", "тұр", "келет", "келеді", "келді")


def is_pair(low: str, following: str) -> bool:
    """A reporting verb of two words; `айтып отыр` among them."""
    if low in _CONVERBS and following.startswith(_GOING_ON):
        return True
    return low in _PAIRS and following.startswith(_PAIRS[low])


def is_pair_head(low: str) -> bool:
    """Whether a word may open one."""
    return low in _PAIRS or low in _CONVERBS
