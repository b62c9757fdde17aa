"""The names of months, weekdays and days near today in the watched languages; it reads single words only."""

import re
from functools import lru_cache

# Full forms by month: Russian, English, Belarusian, Kazakh, Kyrgyz, Tajik, Armenian; then what is abbreviated.
_FORMS = (
    """январь января январе январём янв январ январи январы january jan студзень студзеня студзені сту
    қаңтар қаң қаңт qantar qańtar үчтүнайы հունվար հունվարի հնվ հունվ""",
    """февраль февраля феврале фев февр феврал феврали february feb люты лютага лютым лют
    ақпан ақп aqpan бирдинайы փետրվար փետրվարի փտվ փետ փետր""",
    """март марта марте мар марти march mar сакавік сакавіка сак наурыз нау наур nauryz naurız
    жалганкуран մարտ մարտի մրտ մար""",
    """апрель апреля апреле апр апрел апрели april apr красавік красавіка крас кра
    сәуір сәу sauir säuir чынкуран ապրիլ ապրիլի ապր""",
    """май мая мае майи may травень траўня мамыр мам mamyr бугу մայիս մայիսի մյս մայ""",
    """июнь июня июне июн июни june jun чэрвень чэрвеня чэр маусым мау mausym кулжа հունիս հունիսի հնս հուն""",
    """июль июля июле июл июли july jul ліпень ліпеня ліп шілде шіл shilde теке հուլիս հուլիսի հլս հուլ""",
    """август августа августе авг августи august aug жнівень жніўня жні тамыз там tamyz
    башоона օգոստոս օգոստոսի օգս օգոս""",
    """сентябрь сентября сентябре сен сент сентябр сентябри september sep sept верасень верасня вер
    қыркүйек қыр қырк qyrkuiek qyrküiek аякоона սեպտեմբեր սեպտեմբերի սեպ սեպտ""",
    """октябрь октября октябре окт октябр октябри october oct кастрычнік кастрычніка кас
    қазан қаз qazan тогуздунайы հոկտեմբեր հոկտեմբերի հոկ հոկտ""",
    """ноябрь ноября ноябре ноя нояб ноябр ноябри november nov лістапад лістапада ліс
    қараша қар qarasha жетининайы նոյեմբեր նոյեմբերի նոյ նոյեմ""",
    """декабрь декабря декабре дек декабр декабри december dec снежань снежня сне
    желтоқсан жел желт jeltoqsan бештинайы դեկտեմբեր դեկտեմբերի դեկ դեկտ""",
)
_NUMBERS = {word: number for number, forms in enumerate(_FORMS, 1) for word in forms.split()}
_SHORTEST_STEM = 3
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LOOKALIKES = str.maketrans("aceiopxy", "асеіорху")  # Latin letters inside Cyrillic words (`жнiўня`)
# Case endings of Kazakh, Kyrgyz, Tajik and Armenian, which follow the name directly.
_ENDING = re.compile(
    r"(?:[ыіиуү]|с[ыіиу])?(?:н?[дт][аеоө](?:ғы|гы|гі|ги|н)?|[ндт][ыіиуү][ңн]|ға|ге|га|ке|қа)?|ро|ի?(?:ն|ց|ից|ին)|ում"
)

WEEKDAY = (
    r"(?:понедельник|вторник|сред[аы]|четверг|пятниц[аы]|суббот[аы]|воскресенье|пн|вт|ср|чт|пт|сб|вс"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun"
    r"|панядзелак|аўторак|серада|чацвер|пятніца|субота|нядзеля"
    r"|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі"
    r"|дүйшөмбү|шейшемби|шаршемби|бейшемби|жума|ишемби|жекшемби"
    r"|душанбе|сешанбе|чоршанбе|панҷшанбе|ҷумъа|шанбе|якшанбе"
    r"|երկուշաբթի|երեքշաբթի|չորեքշաբթի|հինգշաբթի|ուրբաթ|շաբաթ|կիրակի)"
)

DAYS_AGO: dict[str, int] = {
    word: days
    for days, words in (
        (0, "сегодня today сёння бүгін бүгүн имрӯз այսօր bugin"),
        (1, "вчера yesterday учора кеше кечээ дирӯз дина երեկ"),
        (2, "позавчера пазаўчора"),
    )
    for word in words.split()
}


@lru_cache(maxsize=4096)
def month_number(word: str) -> int | None:
    """The month 1–12 that a word names in any case or usual abbreviation, or None.

    A full stop at the end is ignored, and so is letter case. Kazakh and Kyrgyz case endings are understood
    (`27-ноябрда`, `24 қарашасы`).
    """
    plain = word.casefold().rstrip(".").replace(" ", "")
    if _CYRILLIC.search(plain):
        plain = plain.translate(_LOOKALIKES)
    if plain in _NUMBERS:
        return _NUMBERS[plain]
    for length in range(len(plain) - 1, _SHORTEST_STEM - 1, -1):
        number = _NUMBERS.get(plain[:length])
        if number is not None and _is_inflected(plain[:length], plain[length:]):
            return number
    return None


def _is_inflected(stem: str, ending: str) -> bool:
    whole_name = stem in {"май", "июн", "июл"} or len(stem) > _SHORTEST_STEM + 1
    return whole_name and not stem.isascii() and _ENDING.fullmatch(ending) is not None
