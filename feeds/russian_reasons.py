"""Puts the reasons of a judgement and of a date into Russian for the page; what it does not know stays English."""

import re
from collections.abc import Callable
from functools import lru_cache

_ORIGINS = {
    "the text's own first line": "первой строки самого текста",
    "the feed's stamp": "ленты",
    "the listing's day": "списка новостей",
    "the address": "адреса страницы",
    "embedded data": "данных в коде страницы",
    "headline": "строки у заголовка",
    "page": "страницы",
    "JSON-LD": "JSON-LD страницы",
}
_LEFT_OUT = {
    "counter": "счётчики", "byline": "подписи", "update": "пометки об изменении", "credit": "подписи к снимкам",
    "read-also": "ссылки «читайте также»", "tags": "метки", "share": "кнопки «поделиться»", "familiar": "повторы сайта",
}  # fmt: skip
_PLACE = r"(?P<place>the title|the lead|paragraph \d+)"

Words = dict[str, str]


def _place(words: Words) -> str:
    number = words["place"].removeprefix("paragraph ")
    return {"the title": "в заголовке", "the lead": "во вводке"}.get(number, f"в абзаце {number}")


def _told(words: Words) -> str:
    quoted = f"«{words['word']}» " if words["word"] else ""
    return f"({quoted}{_place(words)})"


def _origin(words: Words) -> str:
    return _ORIGINS.get(words["origin"], words["origin"])


def _left_out(words: Words) -> str:
    parts = (part.partition(" ") for part in words["what"].split(", "))
    return ", ".join(f"{_LEFT_OUT.get(kind, kind)} ({count})" for count, _, kind in parts)


_TOLD = rf"\((?:“(?P<word>.+)” )?in {_PLACE}\)"
_SENTENCES: tuple[tuple[str, Callable[[Words], str]], ...] = (
    (rf"(?P<who>.+) is named in {_PLACE}", lambda w: f"{_place(w)} названо: {w['who']}"),
    (rf"(?P<who>.+) speaks for (?P<whole>.+) {_TOLD}", lambda w: f"{w['who']} говорит за {w['whole']} {_told(w)}"),
    (rf"the main news is an act of (?P<who>.+) {_TOLD}", lambda w: f"новость – о действии: {w['who']} {_told(w)}"),
    (rf"named in {_PLACE}", lambda w: f"названо {_place(w)}"),
    (r"named in (?P<some>\d+) of (?P<all>\d+) paragraphs", lambda w: f"названо в абзацах: {w['some']} из {w['all']}"),
    (r"named in passing", lambda _: "названо вскользь"),
    (r"the text of a document of the organisation", lambda _: "текст документа организации"),
    (r"the main news is a sitting of a body", lambda _: "новость – о заседании органа организации"),
    (r"an appointment to an office of the organisation", lambda _: "назначение на должность в организации"),
    (r"published by the organisation itself", lambda _: "опубликовано самой организацией"),
    (r"an official source (?:passes on|forwarded the).+", lambda _: "официальный источник передаёт чужие слова"),
    (r"not named; its source is official", lambda _: "организация не названа, но источник официальный"),
    (r"The day is that of the dateline “(?P<line>.+)”; (?P<origin>.+) says (?P<day>[\d-]+)\.",
     lambda w: f"День взят из строки «{w['line']}»; по данным {_origin(w)} – {w['day']}."),
    (r"The day is that of the dateline “(?P<line>.+)”\.", lambda w: f"День взят из строки «{w['line']}»."),
    (r"The dateline “(?P<line>.+)” was not used: .+", lambda w: f"Строка «{w['line']}» не подошла по дню."),
    (r"The day is that of “(?P<line>.+)” in the text; nothing else tells it\.",
     lambda w: f"День взят из слов «{w['line']}» в тексте; другого указания нет."),
    (r"The day is that of (?P<origin>.+)\.", lambda w: f"День взят из {_origin(w)}."),
    (r"No date was found; the day is the one it was first seen\.",
     lambda _: "Даты нет; взят день, когда материал впервые замечен."),
    (r"(?P<origin>.+) was discarded: (?P<day>[\d-]+) lies before 1992\.",
     lambda w: f"{_origin(w)}: {w['day']} раньше 1992 года, не принято."),
    (r"left out: (?P<what>.+)", lambda w: f"опущено: {_left_out(w)}"),
    (r"title truncated", lambda _: "заголовок обрезан источником"),
)  # fmt: skip
_KNOWN = tuple((re.compile(pattern), write) for pattern, write in _SENTENCES)


@lru_cache(maxsize=4096)
def in_russian(reason: str) -> str | None:
    """The sentence in Russian, None for one that is not known.

    >>> in_russian("Иван Иванов speaks for ОДКБ (“сказал” in paragraph 2)")
    'Иван Иванов говорит за ОДКБ («сказал» в абзаце 2)'
    """
    for pattern, write in _KNOWN:
        found = pattern.fullmatch(reason)
        if found:
            return write({name: words or "" for name, words in found.groupdict().items()})
    return None
