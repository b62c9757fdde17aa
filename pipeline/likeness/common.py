"""Words that tell no news from another: grammar, reporting, offices, outlets; it looks at single folded words only."""

import re

_MARKED = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_ENDINGS = "аеиоуыэюяйьъіў"
_SAME_PLACE = {"белар": "белор", "кыргы": "кирг", "кирги": "кирг", "қырғы": "кирг"}
_MONTHS = (
    "янв январ jan janua", "фев февра feb febru", "мар март марта марте марту march", "апр апрел apr april",
    "май мая мае маю", "июн июнь июня июне jun june", "июл июль июля июле jul july", "авг авгус aug augus",
    "сен сентя sep septe", "окт октяб oct octob", "ноя ноябр nov novem", "дек декаб dec decem",
)  # fmt: skip
_STEM = 5

GRAMMAR = """
а без более больше был была были было быть в вам вас весь во вот все всего всех вы где да для до его ее ей ему если
есть еще же за здесь и из или им ими их к как какой ко когда которая которое которой котором которую которые который
которых которого кто ли либо лишь между меня мы на над нам нас наш наша наши нашей наших не него нее ней нет ни них но
ну о об один одна одной однако он она они оно от очень по под после при про с со свой своей своего своих свои сам себя
сейчас сегодня среди так также такая такие такой таких там те тем теперь то тогда того тоже только том тот три у уже
хотя чего чей чем через что чтобы эта эти этих это этой этом этот эту я является являются стал стали стать может могут
можно нужно должен должны будет будут накануне ныне вчера завтра ряд каждый каждая каждого другие других другой the a
an of to in on at by for with from and or but as is are was were be been being has have had will would can could may
might should this that these those it its he his she her they their them we our you your i not no nor so than then
there here who whom which what when where while also all any each both more most other others some such into over
under after before about between during among against per via up down out off only very just now today yesterday
tomorrow
"""
REPORTING = """
сказал сказала сказали заявил заявила заявили заявление сообщил сообщила сообщили сообщает сообщение сообщается
отметил отметила отметили отмечается подчеркнул подчеркнула подчеркнули подчеркивается добавил добавила добавили
уточнил уточнила уточнили пояснил пояснила объяснил рассказал рассказала рассказали говорится говорит напомнил
напомнила указал указали считает выразил выразила назвал цитирует приводит передает пишет слова словам данным мнению
информация собеседник агентство корреспондент журналист журналистам интервью брифинг пресс служба пресс-служба издание
портал телеканал канал telegram телеграм сайт ссылка ссылкой источник материалы подробности новость фото комментарий
комментируя ответ вопрос отвечая ходе рамках итогам связи отношении части время настоящее состоялась состоялось прошла
прошел прошло проходит said says told tells stated states noted notes added adds stressed emphasized according reports
reported report reporters journalists interview briefing press service statement news agency website source quoted
quotes spokesman spokesperson explained commented asked answering replied announced
"""
OFFICES = """
генеральный генсек секретарь секретариат заместитель замгенсека председатель председательство начальник глава
руководитель представитель полномочный постоянный президент премьер министр министерство посол посла чрезвычайный
уважаемый официальный помощник координатор генерал полковник организация организации договор коллективная
безопасность совет штаб объединенный парламентская ассамблея государство государства страна страны члены член
участница республика федерация российский российская рф глава ведомство стороны сторона делегация secretary general
deputy chairman chairperson chair chief head president prime minister ministry ambassador representative permanent
plenipotentiary assistant aide organization organisation treaty collective security council staff joint parliamentary
assembly state states country countries member members republic federation russian party parties side sides delegation
mr
"""
OUTLETS = """
тасс риа новости интерфакс sputnik спутник белта kazinform казинформ ховар кабар регнум rt лента газета коммерсант
ведомости взгляд рбк tass interfax trend reuters belta kabar afp ria novosti iz
"""
CEREMONY = """
соболезнования соболезнует скорбь скорбим скорбит горе утрата трагедия гибель погибших погибшим пострадавшим
пострадавших раненым выздоровления родным родных близким близких разделяю разделяем боль сочувствие поддержка
поддержки поздравляю поздравил поздравление поздравляет желаю желаем пожелания пожелал здоровья благополучия успехов
мира счастья процветания праздник праздником годовщина годовщиной юбилей день победы поклон ветеранам имени лично
сердечно искренне глубокой глубокие глубоким семьям семей народу народа встреча встречи обменялись мнениями
сотрудничество взаимодействие condolences condolence sympathy sympathies grief sorrow loss tragedy victims bereaved
families recovery injured wounded congratulate congratulations congratulated wish wishes health prosperity success
happiness anniversary holiday heartfelt sincere deepest peace loved ones exchanged views
"""
WRITTEN_NUMBERS = """
один одного одному первый первого первая вторая второй второго три трех третий третья четыре четырех четвертый пять
пяти пятый шесть шести шестой семь семи седьмой восемь восьми восьмой девять девяти десять десяти десятый одиннадцать
двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать двадцать двадцати
тридцать тридцати сорок сорока пятьдесят пятидесяти шестьдесят семьдесят восемьдесят девяносто сто двести двухсот
триста трехсот четыреста пятьсот шестьсот семьсот восемьсот девятьсот тысяча миллион two three four five six seven
eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
million first second third fourth fifth sixth seventh eighth ninth tenth
"""


def stem_of(word: str) -> str:
    """A folded word without endings, cheaply: its first letters; numbers stay whole, months are one in all forms."""
    if word.isdecimal():
        return word.lstrip("0") or "0"
    if not word.isalpha() and any(map(str.isdecimal, word)):
        return word
    month = _MONTH_STEMS.get(word[:_STEM]) or (_MONTH_STEMS.get(word) if len(word) < _STEM else None)
    if month:
        return month
    short = word[:-1] if word.isascii() and len(word) > 3 and word.endswith("s") else word  # noqa: PLR2004 - plurals
    bare = short[:_STEM].rstrip(_ENDINGS)
    stem = bare if len(bare) > 1 else short[:_STEM]
    return _SAME_PLACE.get(stem, stem)


def words_in(text: str) -> frozenset[str]:
    """The words of one of the lists above."""
    return frozenset(_MARKED.findall(text))


_MONTH_STEMS = {form[:_STEM]: f"month{number}" for number, forms in enumerate(_MONTHS, 1) for form in forms.split()}
MONTH = "month"
COMMON_WORDS = words_in(GRAMMAR) | words_in(REPORTING)
COMMON_STEMS = frozenset(map(stem_of, words_in(REPORTING) | words_in(OFFICES) | words_in(OUTLETS)))
OFFICE_STEMS = frozenset(map(stem_of, words_in(OFFICES)))
OUTLET_STEMS = frozenset(map(stem_of, words_in(OUTLETS)))
CEREMONY_STEMS = frozenset(map(stem_of, words_in(CEREMONY)))
NUMBER_STEMS = frozenset(map(stem_of, words_in(WRITTEN_NUMBERS)))


def is_plain(word: str, stem: str) -> bool:
    """Whether a folded word says nothing of what the news is."""
    return word in COMMON_WORDS or stem in COMMON_STEMS or (len(word) < 3 and not word.isdecimal())  # noqa: PLR2004
