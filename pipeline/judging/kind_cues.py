"""Words by which a text shows its form, by kind, in lower case with ё as е; language knowledge only."""

import re

from pipeline.models import Kind


def _opening(words: str) -> re.Pattern[str]:
    return re.compile(r"^\W{0,5}(?:совместн\w{2,3} )?(?:" + words + r")\b")


# A title that opens with the form's own name.
TITLED: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "document",
        _opening("решени[ея]|деклараци[яи]|протокол|соглашени[ея]|резолюци[яи]|стратеги[яи]|план|концепци[яи]"),
    ),
    ("interview", _opening("интервью|interview")),
    ("press-conference", _opening("пресс-конференци[яи]|press conference")),
    ("briefing", _opening("брифинг|briefing")),
    ("greeting", _opening(r"приветствие|поздравлени[ея]|greetings?|congratulations?")),
    ("condolence", _opening(r"соболезновани[ея]|condolences")),
    ("speech", _opening("лекци[яи]|выступлени[ея]|речь|доклад|тезисы|remarks|address|speech|statement by")),
    ("article", _opening("статья|авторская колонка|op-ed")),
    ("comment", _opening(r"комментарий|ответы? на вопрос\w*|comment")),
    ("statement", _opening("заявлени[ея](?! дня)|statement")),
    (
        "meeting",
        _opening(
            r"(?:об?|состоял\w{2,3}|прошл[аио]|прошел) (?:\w{1,20} ){0,2}(?:встреч|переговор|визит|заседани|"
            r"консультаци|телефонн|разговор|прием|круглы|совещани)\w{0,6}"
        ),
    ),
)
# A title that opens with words a body may adopt: a document then, a statement else.
ADOPTABLE = _opening("заявлени[ея]|обращени[ея]|statement|appeal")
INTERVIEW = re.compile(r"интервью|\binterview|сұхбат|маегинде|маек\b|мусоҳиба|հարցազրույց|інтэрв")
PRESS = re.compile(
    r"(?:\bна|в ходе|во время|по итогам|провел[аи]?|дал[аи]?|итогов\w{2,3})\s(?:\S{1,25}\s){0,3}пресс-конференци|"
    r"(?:press|news) conference|баспасөз мәслихат|баспасөз конференция|пресс-жыйын|нишасти матбуот|ասուլիս|"
    r"на прэс-канферэнцыі"
)
BRIEFING = re.compile(r"\bбрифинг|\bbriefing|брыфінг|ճեպազրույց")
GREETING = re.compile(
    r"приветстви|приветственн\w{2,3} (?:адрес|послани|письм|телеграмм)|"
    r"поздравл|поздрави|\bgreet|congratulat|құттықта|куттукт|табрик|шодбош|շնորհավոր|павіншава|"
    r"прывітанн|віншаванн"
)
CONGRATULATES = re.compile(r"^\W{0,3}(?:\w{1,20},? ){0,3}(?:поздравляю|поздравляем|i congratulat|we congratulat)")
CONDOLENCE = re.compile(
    r"соболезн|condolence|көңіл айт|көңүл айт|ҳамдард|таъзия|тасаллӣ|таслият|тасаллият|ցավակց|спачуванн"
)
APPOINTMENT = re.compile(
    r"назнач|избран[аы]? |избрал|вступил[аи]? в должность|приступил[аи]? к обязанностям|"
    r"t(?:ook|akes) office|appointed|appoints|тағайында|дайында|таъин|նշանակվ|прызнача"
)
ADOPTED = re.compile(
    r"(?:деклараци|решени|стратеги|план|заявлени|документ|протокол|концепци)\w{0,3},? "
    r"(?:принят|утвержден|одобрен|подписан)|"
    r"(?:принял[аио]?|приняты|утвердил[аи]?|утвержден\w{0,2}|одобрил[аи]?|одобрен\w{0,2}|подписал[аи]?|подписан\w{0,2}|"
    r"adopt\w{0,3}|approv\w{0,3}|signed|endorsed|қабылда\w{0,4}|бекітті|кабыл алды|қабул кард\w{0,3}|тасдиқ|ընդունել|"
    r"прыняў|прынялі)(?:\W{1,3}\w{1,25}){0,8}?\W{1,3}(?:заявлени|деклараци|решени|план|стратеги|закон|документ|"
    r"программ|протокол|соглашени|резолюци|каталог|перечень|statement|declaration|decision|plan|program|document|"
    r"resolution|agreement|мәлімдеме|декларация|билдирүү|баёния|изҳорот|ҳуҷҷат|հայտարարությ)"
)
RESOLVED = re.compile(r"(?:решил[аи]?|постановил[аи]?|заявляем следующее|has decided|decides)\s?:\s?$")
SALUTATION = re.compile(
    r"^\W{0,5}(?:уважаем\w{2,3}|дорогие|глубокоуважаем\w{2,3}|dear |excellenc|ladies and|mr\.? (?:president|chair))"
)
SPEAKING = re.compile(
    r"прочита(?:л|ла|ет) лекци|прочел лекци|"
    r"выступая|выступил[аи]? (?:на|в|перед|с (?:реч|доклад|лекци))|в (?:своем )?выступлении|speaking (?:at|to|before)|"
    r"addressing|in (?:a|his) speech|opening (?:the|a) (?:session|meeting)|"
    r"открыва(?:я|ет)\s(?:\S{1,25}\s){0,3}(?:заседани|сесси|саммит|форум|конференци)|"
    r"открыл[аи]?\s(?:\S{1,25}\s){0,3}(?:заседани|сесси|саммит|форум)"
)
ARTICLE = re.compile(
    r"в (?:своей )?стать[ею]|(?:^|\n)\W{0,5}статья|авторск\w{2,3} (?:статья|колонк)|[:—–]\s?статья|"
    r"(?:опубликова|вышла|напечата)\w{0,4}\s(?:\S{1,25}\s){0,5}стать|стать\w{1,2}\s(?:\S{1,25}\s){0,8}опубликован|"
    r"in an (?:article|op-ed)|an article by|мақаласында|макаласында|мақолаи"
)
COMMENT = re.compile(
    r"коммент|журналист|репортер|корреспондент|ответил[аи]? на вопрос|отвечая на вопрос|в эфире|в беседе|в разговоре|"
    r"told (?:reporters|journalists|tass|ria|sputnik|interfax|reuters|belta|kazinform|armenpress|"
    r"the (?:newspaper|agency|channel|portal|paper|daily|outlet))|"
    r"reporters|журналісты|журналистерге|рӯзноманигор|լրագրող|"
    r"(?:заявил|сказал|рассказал|сообщил|отметил|пояснил)[аи]? (?:тасс|риа|«|интерфакс|sputnik|спутник|"
    r"регнум|белта|кабар|казинформ|арменпресс|нашему|корреспонден)"
)
EXERCISE = re.compile(
    r"учени[ейяюиь]|учениях|учениям|маневр|тренировк|\bdrills?\b|\bexercises?\b|жаттығу|машыгуу|машқ|зорава|զորավարժ|"
    r"вучэнн|полигон|\brange\b"
)
MEETING = re.compile(
    r"встреч|встрет|обсудил|переговор|телефонн\w{2,3} разговор|заседани|консультаци|"
    r"\bпринял[аи]? (?:посл|министр|делегац|генсек|генеральн)|"
    r"\bпринят[аы]? (?:президент|премьер|министр|глав|председат)|received by|"
    r"визит|круглый стол|совещани|посетил|прибыл|кабыл алды|"
    r"прыняў|\bmeets?\b|\bmet\b|receive[sd]|"
    r"\btalks\b|visits?|жолук|сүйлөш|кездес|келіссөз|мулоқот|ҷаласа|հանդիպ|сустрэ|перамов"
)
# A title that tells of what is to come is no readout.
COMING = re.compile(
    r"\b(?:пройд[её]?т|пройдут|состоится|состоятся|встретится|встретятся|посетит|прибудет|планиру|перен[её]с|отмен[иея]|"
    r"отлож|намеч|ожида|когда|готов|призва|предложи|назва|оценил|will |to (?:meet|hold|visit|discuss)|postpone|cancel|"
    r"өтөт|өтеді|баргузор мешавад|кездеседі|пройдзе|адбудзецца|կկայանա|կանցկացվի)"
)
HELD = re.compile(
    r"состоял\w{2,3}|прошел|прошл[аио]|провел[аи]?|завершил\w{2,3}|встретил\w{2,3}|обсудил|приняли? участие|"
    r"принял[аи]? (?:посл|министр|делегац)|"
    r"\bпринят[аы]? (?:президент|премьер|министр|глав|председат)|"
    r"посетил|прибыл|\bmet\b|\bheld\b|received|discussed|visited|жолукту|сүйлөшүү|"
    r"кездес|мулоқот|հանդիպ|сустрэ"
)
PREPARING = re.compile(r"рекогносцировк|reconnaissance|конференци\w{1,2} по планированию|planning conference")
RUBRIC = re.compile(
    r"\W{0,3}(?:авторская )?(?:колонка|мнение|эссе|взгляд|точка зрения|column|opinion|"
    r"op-ed|essay|калонка|меркаванне)\W{0,3}"
)
BYLINE = re.compile(r"\W{0,3}(?:автор\s?[—–-]|об авторе|the (?:author|writer) is|about the author|аўтар\s?[—–-])")
DENIAL = re.compile(
    r"опроверг|не соответству\w{2,3} действительности|осуди|осужда|неправда|denie[sd]|dismiss|refute|condemn|"
    r"жоққа шығар|теріске|төгүндө|рад кард|հերք|абверг"
)
REACTED = re.compile(
    r"ответил|прокоммент|отреагир|реакци|отреаг|оценил|на заявлени|о заявлени|\breact|respond|repl(?:y|ies|ied)|"
    r"commented|адказал|адрэагав|жооп|жауап|посух|ҷавоб|արձագանք|պատասխան"
)
DECLARED = re.compile(
    r"в (?:своем |официальном |распространенном |совместном )?заявлении|"
    r"с (?:\w{1,20} )?заявлением|in an? (?:\w{1,20} )?statement"
)
TAKES_OFFICE = re.compile(r"\bстал[аи]?\b|возглавил|\bу \w{2,12} новый|became|to head")
STATED = re.compile(r"заявлени|statement|мәлімдеме|билдирүүсү|изҳорот|հայտարարությ|заява")
