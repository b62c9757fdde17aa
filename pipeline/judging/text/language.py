"""Tells the language of a text by its own letters and commonest words; small, offline, and silent when unsure."""

import re
from collections import Counter

# Letters that only some of the languages written in a script have.
_OWN_LETTERS: dict[str, tuple[str, str]] = {
    "be": ("ў", "і"),
    "uk": ("їєґ", "і"),
    "kk": ("ұқғ", "әһөүңі"),
    "ky": ("", "өүң"),
    "tg": ("ӣӯҷҳ", "қғ"),
    "sr": ("јљњћђџ", ""),
    "mk": ("ѓќѕ", "јљњџ"),
    "tt": ("җ", "әөүңһ"),
    "ba": ("ҙҫҡ", "әөүғһң"),
    "mn": ("", ""),
    "uz": ("ў", "қғҳ"),
}
_WORDS: dict[str, str] = {
    "ru": "и в не на что с по как это он она его из для от о об был была были было к у за но а все так же или уже при"
    " также году года сообщил заявил отметил которые который после чтобы их мы если до",
    "uk": "і та що з у на до не для про як від за це він вона його їх був була були але або також року після який які"
    " якщо щоб через під у цьому",
    "be": "і ў на з што не па да для як аб гэта ён яна яго быў была былі але або таксама пра года пасля які якія каб"
    " яны ад у",
    "bg": "и на в за се от да че не са с по ще като до при това през беше той тя няма към според също както или няма е"
    " което които който в със бъде",
    "sr": "и у на за је да се од са су као што по из до није ће али или који које која био била након рекао",
    "mk": "и на во за да се од со е не дека ќе како по беше што или кои која",
    "kk": "және мен бұл деп үшін туралы бойынша болды деді бір жылы осы де да екен ал сол арқылы кейін",
    "ky": "катчысы баш уюмунун уюму коопсуздук келишим жамааттык анын айтымында белгиледи кошумчалады берди жооп ал эми"
    " эмес керек болуп катары чек ара абал ошол журналисттерге журналисттердин"
    " бишкекте кыргызстандын башкы болот жаткан алардын жылдын"
    " билдирди айтты жана менен бул деп үчүн тууралуу боюнча болду деди бир жылы"
    " ушул да эмес ал бар аркылуу кийин эле деген",
    "tg": "ва дар ба аз ки ин бо барои аст буд дар бораи гуфт шуд низ мебошад ҳам то як он соли",
    "mn": "ба нь байна энэ болон юм байсан гэж дээр бөгөөд болно бол тэр",
    "en": "the of and to in a is that for on with as was by at it from has said be are an this have he which will its"
    " not",
    "de": "der die und das in zu den mit von ist des nicht für auf im eine ein dem auch sich hat",
    "fr": "le la les de des et en un une du dans est que pour au par sur pas avec qui",
    "es": "el la los de y en que un una por con para del las es se al",
    "it": "il la di e che in un una per con del della è non i le",
    "pl": "i w na z nie do się że jest o po od za jak przez oraz",
    "tr": "ve bir bu için ile da de olarak olan çok en daha",
    "az": "və bir bu üçün ilə da də olan edib ki isə",
    "uz": "va bir bu uchun bilan ham da edi bo'lgan ва билан учун ҳам бўлган бўлиб деб деди қилди этди бу бир эди унда"
    " томонидан бўйича кейин ташкилоти",
    "pt": "o a os as de e em um uma que para com do da no na",
    "ro": "și în de la cu pe un o care pentru este din nu",
}
# Letters of which any text of some words in the language has one.
_NEEDED = {
    "be": "іў", "uk": "іїє", "kk": "іәұқғ", "ky": "өүң", "tg": "ӣӯҷҳқғ", "sr": "јљњћђ", "mk": "јљњџѓќ", "mn": "өү",
    "tt": "әҗ", "ba": "ҙҫҡ",
}  # fmt: skip
LACKING = 0.4
LACKING_VOWELS = 0.15  # short Kyrgyz texts may do without theirs
_COMMON = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_CYRILLIC = ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "uz", "mn", "tt", "ba")
_LATIN = ("en", "de", "fr", "es", "it", "pl", "tr", "az", "uz", "pt", "ro")
_SCRIPTS = {
    "hy": re.compile(r"[\u0531-\u058f]+"),
    "ka": re.compile(r"[\u10a0-\u10ff]+"),
    "he": re.compile(r"[\u0590-\u05ff]+"),
    "fa": re.compile(r"[\u0600-\u06ff]+"),
    "zh": re.compile(r"[\u4e00-\u9fff\u3040-\u30ff]+"),
    "cyrillic": re.compile(r"[\u0400-\u052f]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
}
_WORD = re.compile(r"[^\W\d_][а-я]*+[^\W\d_]*+")  # a range is told faster than a letter
_SAMPLE = 4000
_SCRIPT_SAMPLE = 1200
_ARABIC = ("پچگژ", "fa", "ar")


def detect(text: str, hint: str | None = None) -> str | None:
    """The ISO 639-1 code of the language most of the text is in; the hint decides where nothing else does."""
    sample = text[:_SAMPLE].lower()
    script = _script(sample[:_SCRIPT_SAMPLE])
    if script is None:
        return hint
    if script == "fa":
        return _ARABIC[1] if any(letter in sample for letter in _ARABIC[0]) else _ARABIC[2]
    if script == "cyrillic":
        return _cyrillic(sample, hint)
    if script == "latin":
        return _by_words(sample, _LATIN, hint) or hint or "en"
    return script


def tongue_of(block: str, language: str) -> str:
    """The language of one block of a text in `language`: another one where its letters or script say so."""
    if language not in ("ru", "en") or not _GLUING.search(block):
        return language
    return next((other for other, letters in _GLUED if not letters.isdisjoint(block)), language)


def _script(sample: str) -> str | None:
    if _count(_SCRIPTS["cyrillic"], sample) * 2 > len(sample):
        return "cyrillic"
    counts = [(_count(pattern, sample), name) for name, pattern in _SCRIPTS.items()]
    most, name = max(counts, key=lambda pair: pair[0])
    return name if most else None


def _count(pattern: re.Pattern[str], sample: str) -> int:
    """How many letters the runs of a script hold."""
    return sum(map(len, pattern.findall(sample)))


def _cyrillic(sample: str, hint: str | None) -> str:
    total = _count(_SCRIPTS["cyrillic"], sample)
    told = {letter: times for letter in _TELLING if (times := sample.count(letter))}
    words = _WORD.findall(sample)
    scores = {language: _by_letters(language, told) / total for language in _CYRILLIC}
    for word, times in Counter(filter(_SPOKEN.__contains__, words)).items():
        for language in _SPOKEN[word]:
            scores[language] += 3 * times / len(words)
    for language, needed in _NEEDED.items():
        lacking = LACKING_VOWELS if language == "ky" else LACKING
        scores[language] -= 0 if any(letter in told for letter in needed) else lacking
    if hint in scores:
        scores[hint] += 0.05
    scores["ru"] += 0.02
    return max(scores, key=lambda language: scores[language])


def _by_letters(language: str, told: dict[str, int]) -> float:
    """What letters that only some languages have say for and against one of them."""
    weights = _WEIGHTS[language]
    return float(sum(weights[letter] * times for letter, times in told.items()))


def _by_words(sample: str, languages: tuple[str, ...], hint: str | None) -> str | None:
    words = Counter(_WORD.findall(sample))
    scores = {language: float(sum(words[word] for word in _COMMON[language])) for language in languages}
    if hint in scores:
        scores[hint] += 0.5
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else None


_ALL_OWN = frozenset("ўіїєґәұқғһөүңӣӯҷҳјљњћђџѓќѕҙҫҡ")
_MISSING = {
    "ru": _ALL_OWN,
    "bg": _ALL_OWN | frozenset("ыэё"),
    "be": _ALL_OWN - frozenset("ўі") | frozenset("ищъ"),
    "uk": _ALL_OWN - frozenset("їєґі") | frozenset("ыэёъ"),
    "sr": _ALL_OWN - frozenset("јљњћђџ") | frozenset("йыэёъьщюя"),
    "mk": _ALL_OWN - frozenset("јљњџѓќѕ") | frozenset("йыэёъьщюя"),
    "kk": _ALL_OWN - frozenset("әұқғһөүңі"),
    "ky": _ALL_OWN - frozenset("өүң"),
    "tg": _ALL_OWN - frozenset("ӣӯҷҳқғ") | frozenset("ыщц"),
    "uz": _ALL_OWN - frozenset("ўқғҳ") | frozenset("ыщі"),
    "mn": _ALL_OWN - frozenset("өү"),
    "tt": _ALL_OWN - frozenset("әөүңһ"),
    "ba": _ALL_OWN - frozenset("ҙҫҡәөүғһң"),
}


def _weight(letter: str, language: str) -> int:
    """What one letter says for a language."""
    own, shared = _OWN_LETTERS.get(language, ("", ""))
    told = 12 if letter in own else 4 if letter in shared else 0
    return told - 8 if letter in _MISSING[language] else told


_TELLING: frozenset[str] = frozenset().union(*_MISSING.values(), *map("".join, _OWN_LETTERS.values()))
_WEIGHTS = {language: {letter: _weight(letter, language) for letter in _TELLING} for language in _CYRILLIC}
_SPOKEN: dict[str, tuple[str, ...]] = {}
for _language in _CYRILLIC[:11]:
    for _word in _COMMON[_language]:
        _SPOKEN[_word] = (*_SPOKEN.get(_word, ()), _language)
# Letters of the languages that glue case endings to names.
_GLUED = (
    ("hy", frozenset(map(chr, range(0x0561, 0x0588)))),
    ("tg", frozenset("ӣӯҷҳ")),
    ("kk", frozenset("әұғқһ")),
    ("ky", frozenset("өүң")),
)
_GLUING = re.compile(f"[{''.join(''.join(letters) for _, letters in _GLUED)}]")
