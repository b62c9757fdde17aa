"""Tells what the words around a visible date make of it: published, modified, or a date of something else."""

import re
from typing import Literal

from pipeline.dates.months import WEEKDAY

Label = Literal["published", "modified", "alien", ""]

_PUBLISHED = (
    r"опубликован\w{0,2}|публикаци[яи]|дата(?: (?:публикации|создания|размещения|добавления|выхода|новости|статьи))?"
    r"|создан[оа]?|размещен[оа]?|размещён|добавлен[оа]?|написан[оа]?|выложен[оа]?"
    r"|(?:first )?published(?: on| at)?|posted(?: on| at)?|publication date|pub ?date|date|created(?: on| at)?"
    r"|жарияланған(?: күні)?|жарияланды|жарыяланды|жарыяланган(?: күнү)?|апублікавана|размешчана"
    r"|нашр (?:шуд|шудааст|гардид)|санаи нашр|сана|հրապարակվ\w{1,4}|հրապարակված|ամսաթիվ"
)
_MODIFIED = (
    r"обновлен[оа]?|обновлён\w{0,2}|обновление|дата (?:обновления|изменения|редактирования|правки)"
    r"|(?:последн\w{2} )?(?:изменени[ея]|обновлени[ея]|правка|редакция)|изменен[оа]?|изменён|отредактирован\w{0,2}"
    r"|исправлен[оа]?|дополнен[оа]?|(?:last )?(?:updated?|modified|edited|changed|revised)(?: on| at)?"
    r"|жаңарт\w{2,6}|өзгерт\w{2,6}|жаңырт\w{2,6}|абноўлен\w{0,2}|навсоз\w{1,6}|таҳрир|թարմացվ\w{1,4}|թարմացված"
)
_ALIEN = (
    r"распечатан\w{0,2}|напечатан\w{0,2}|дата (?:печати|обращения|проведения|события|мероприятия|начала|окончания"
    r"|рождения|смерти|регистрации|съ[её]мки|вступления)|print(?:ed)?(?: on)?|accessed|retrieved|event(?: date)?"
    r"|when|where|старт|финиш|starts?|ends?|begins?|до|until|till|valid|deadline|срок\w{0,2}|действ\w{2,8}|начало|окончание"
    r"|когда|время проведения|проведени[ея]|состоится|пройд[её]т|заплан\w{3,9}|мероприятие"
    r"|родил\w{2,4}|рожден\w{2}|умер\w{0,2}|скончал\w{2,4}|born|died|туған|төрөлгөн|нарадзіўся|таваллуд|ծնվ\w{2,4}"
    r"|©|copyright|\(c\)|cookies?|куки|privacy policy|политика (?:конф|обраб|исп)\w{5,20}|terms of \w{2,8}"
    r"|верси[яи]|version|сборка|build|generated|сгенерирован\w{0,2}|кэш|cached?|курс\w{0,2}|погода|weather|валют\w{0,2}"
    r"|зарегистрирован\w{0,2}|регистраци[ияю]|лицензи[яи]|свидетельств\w|licen[cs]e|архив\w{0,2}|archive"
    r"|фото|photo|снимок|снят[оы]|©️|на сайте с|с нами с|member since|joined"
    r"|сейчас|now|сегодня|today(?: is)?|следующ\w{2,3}|next"
    r"|предыдущ\w{2,3}|previous|(?:указ|приказ|постановлени|закон|распоряжени)\w{0,3}(?: №.{1,12})? от"
    r"|№ ?(?:эл|фс|ту|пи)"
    r"|комментари[ийейя]{1,2} от|ответить|reply"
)
_NEUTRAL = (
    r"просмотр\w{0,3}|прочтени\w|прочитали|комментари\w{1,2}|комментов|views?|hits|reads?|comments?|shares?"
    r"|время чтения|чтени[ея]|читать|min(?:utes?)?|мин(?:ут[аы]?)?|автор\w{0,2}|by|author|редакция|текст"
    r"|источник|source|рубрика|раздел|категория|category|in|в|во|на|at|on|от|from|за|г|года?|год|ж"
    r"|жыл\w{0,3}|թ|соли?|мск|msk|время|час\w{0,2}|қаралды|көрілім|көрүүлөр|окулду|праглядаў|дидашуд"
    r"|դիտում\w{0,4}|новост[иья]|статья|интервью|news|article|и|поделиться|share|печать|print"
    r"|версия для печати|отправить(?: по почте)?|pdf|rss|сайта?|тасс|агентств[оа]|corr|корр|лента|лента новостей"
)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_])(?:{pattern})(?![^\W_])", re.IGNORECASE)


_KINDS: tuple[tuple[Label, re.Pattern[str]], ...] = (
    ("alien", _words(_ALIEN)),
    ("modified", _words(_MODIFIED)),
    ("published", _words(_PUBLISHED)),
)
_HARMLESS = _words(f"{_PUBLISHED}|{_MODIFIED}|{_NEUTRAL}|{WEEKDAY}")
_PUBLISHED_END = re.compile(rf"(?<![^\W_])(?:{_PUBLISHED})[\s:–—-]{{0,3}}$", re.IGNORECASE)
_LOWER_WORD = re.compile(r"(?<![\w-])[a-zа-яёәғқңөұүһіўҷҳӣӯա-և]{2,}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_DOMAIN = re.compile(r"[\w-]{2,40}\.[a-z]{2,6}(?![^\W_])", re.IGNORECASE)
_RUBRIC = r"[^\W\d_a-zа-яё][\w-]{1,24}(?: [\w-]{1,24}){0,3}"
_RUBRIC_BEFORE = re.compile(rf"^\s?{_RUBRIC}\s{{0,2}}[•·|»→/]\s{{0,2}}$")
_RUBRIC_AFTER = re.compile(rf"^\s{{0,2}}[•·|»→/]\s{{0,2}}{_RUBRIC}\s?$")
_ALIEN_REACH = 30  # characters between a label of something else and the date it speaks of
_MOST_NAMES = 7  # capitalised words beside a date: an author, a city, a rubric


def label_of(text: str) -> Label:
    """What the last label in a text says of the date that follows it; empty where there is none."""
    last: tuple[int, int, Label] = (-1, 0, "")
    for kind, pattern in _KINDS:
        for match in pattern.finditer(text):
            if kind == "alien" and len(text) - match.end() > _ALIEN_REACH:
                continue
            last = max(last, (match.end(), len(match[0]), kind))
    return last[2]


def ends_in_label(text: str) -> bool:
    """True where a label of publication is the last thing in a text (`Материал размещен `)."""
    return _PUBLISHED_END.search(text) is not None


def is_label(text: str) -> Label:
    """What a line that is nothing but a label says (`Опубликовано:`); empty for any other line."""
    plain = text.strip(" :-–—|")
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(plain)), "")


def reads_as_prose(before: str, after: str) -> bool:
    """True where what stands before and after a date is a sentence and not labels, counters, names or places.

    A few words set apart by a rule or bullet (`Новости региона • `) are a rubric.
    """
    rest = f"{_RUBRIC_BEFORE.sub('', before)} | {_RUBRIC_AFTER.sub('', after)}"
    plain = _HARMLESS.sub(" ", _DOMAIN.sub(" ", rest))
    return _LOWER_WORD.search(plain) is not None or len(_WORD.findall(plain)) > _MOST_NAMES
