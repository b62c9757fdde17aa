"""Words are compared as people mean them: whatever hides them is undone, and every case form is known."""

import pytest

from pipeline.judging.slugs import plain, stands_in
from pipeline.judging.text.quotations import find_spans
from pipeline.judging.text.tokens import mend, split_words
from pipeline.judging.topic import Phrase
from pipeline.judging.words.declension import decline_given, decline_surname, decline_word, surname_readings
from pipeline.judging.words.memory import KEPT, Memory
from pipeline.judging.words.phrases import expand

ACRONYMS = frozenset({"одкб", "csto"})
VOCABULARY = frozenset({"договора", "безопасности", "таалатбек"})


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("О.Д.К.Б. решила", "ОДКБ решила"),
        ("О. Д. К. Б. решила", "ОДКБ решила"),
        ("О.Б.С. решила", "О.Б.С. решила"),
        ("И.О. Иванов", "И.О. Иванов"),
        ("OДKБ решила", "ОДКБ решила"),
        ("СSТО said", "CSTO said"),
        ("Дого\u00adвора", "Договора"),
        ("Догово-ра о безопас- ности", "Договора о безопасности"),
        ("Таалат-бек", "Таалатбек"),
        ("северо-запад", "северо-запад"),
        ("генсек\u00a0ОДКБ", "генсек ОДКБ"),
        ("стр\u0301аны", "страны"),
    ],
)
def test_what_hides_a_word_is_undone(written: str, meant: str) -> None:
    """Dots, letters of the other script, soft hyphens, line-break hyphens and exotic blanks do not hide a name."""
    assert mend(written, ACRONYMS, VOCABULARY) == meant


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ВОДКБ, ОДКБ-2026!", ["водкб", "одкб", "2026"]),
        ("CSTO's drills", ["csto", "drills"]),
        ("Аб’яднаны штаб", ["аб'яднаны", "штаб"]),
        ("Ёж — «ёлка»", ["еж", "елка"]),
    ],
)
def test_words_have_borders(text: str, words: list[str]) -> None:
    """A word is a run of letters and digits; ё counts as е, a possessive as its bare word."""
    assert [token.low for token in split_words(text)] == words


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("секретарь", "секретарь секретаря секретарю секретаря секретарем секретаре"),
        ("Объединённый", "объединенный объединенного объединенному объединенного объединенным объединенном"),
        ("ассамблея", "ассамблея ассамблеи ассамблее ассамблею ассамблеей ассамблее"),
        ("служба", "служба службы службе службу службой службе"),
        ("комиссия", "комиссия комиссии комиссии комиссию комиссией комиссии"),
        ("учение", "учение учения учению учение учением учении"),
        ("парламентарий", "парламентарий парламентария парламентарию парламентария парламентарием парламентарии"),
    ],
)
def test_every_case_of_a_word_is_known(word: str, forms: str) -> None:
    """Phrases of a topic are written in the nominative and found in every case."""
    assert decline_word(word) == tuple(forms.split())


@pytest.mark.parametrize(
    ("surname", "female", "forms"),
    [
        ("Масадыков", False, "масадыков масадыкова масадыкову масадыкова масадыковым масадыкове"),
        ("Зась", False, "зась зася засю зася засем засе"),
        ("Бордюжа", False, "бордюжа бордюжи бордюже бордюжу бордюжей бордюже"),
        ("Шойгу", False, "шойгу шойгу шойгу шойгу шойгу шойгу"),
        ("Вольфович", False, "вольфович вольфовича вольфовичу вольфовича вольфовичем вольфовиче"),
        ("Захарова", True, "захарова захаровой захаровой захарову захаровой захаровой"),
        ("Вольфович", True, "вольфович вольфович вольфович вольфович вольфович вольфович"),
        ("Галицкий", False, "галицкий галицкого галицкому галицкого галицким галицком"),
    ],
)
def test_every_case_of_a_surname_is_known(surname: str, female: bool, forms: str) -> None:
    """Surnames are declined by ending and gender; those on -о, -у, -и and women's on a consonant stay."""
    assert decline_surname(surname, female=female) == tuple(forms.split())
    for form in forms.split():
        assert surname.lower() in {one.nominative for one in surname_readings(form, female=female)}


def test_first_names_and_patronymics_are_declined() -> None:
    """Irregular first names among them."""
    assert decline_given("Павел", female=False)[1] == "павла"
    assert decline_given("Юрий", female=False)[4] == "юрием"
    assert decline_given("Мария", female=True)[3] == "марию"
    assert decline_given("Айгуль", female=True)[2] == "айгуль"
    assert decline_given("Васильевич", female=False)[4] == "васильевичем"


@pytest.mark.parametrize(
    ("language", "pattern", "words"),
    [
        ("ru", "Совет | министров обороны", ("совету", "министров", "обороны")),
        ("ru", "пресс-служба", ("пресс", "службой")),
        ("ru", "сил{ы,,ам,ами,ах}", ("силами",)),
        ("ru", "НАТО", ("нато",)),
        ("kk", "бас хатшы*", ("бас", "хатшы*")),
        ("en", "Joint Staff", ("joint", "staff")),
    ],
)
def test_the_notation_of_phrases(language: str, pattern: str, words: tuple[str, ...]) -> None:
    """What stands before a bar is declined, endings in braces are listed, a star takes any."""
    assert words in {sequence.words for sequence in expand(Phrase(language=language, pattern=pattern))}


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("«А «б» в» и «г»", ["«А «б» в»", "«г»"]),
        ('"А", - сказал он. "Б"', ['"А"', '"Б"']),
        ("„А“ и “Б”", ["„А“", "“Б”"]),
        ('«А "б" в»', ['«А "б" в»']),
        ("It's “so-called”", ["“so-called”"]),
        ("не закрыта «кавычка", ["«кавычка"]),
        ("высотой 5' и 6\"", []),
    ],
)
def test_quotation_marks_of_every_kind_are_paired(text: str, spans: list[str]) -> None:
    """Marks are counted when they nest; one that is not closed ends with its block."""
    assert [text[span.start : span.end] for span in find_spans(text)] == spans


@pytest.mark.parametrize("slug", ["odkb", "gensek-odkb-zayavil", "news/2026/sammit_ODKB-2026"])
def test_words_of_an_address_are_compared_in_any_transliteration(slug: str) -> None:
    """Cyrillic and its transliterations meet in one plain spelling; a stem must begin a word."""
    assert stands_in(plain("ОДКБ"), plain(slug))
    assert not stands_in(plain("ОДКБ"), plain("vodkb-otkryla-otdelenie"))
    assert plain("Щербаков") == plain("shcherbakov") == plain("scherbakov")
    assert plain("Хайруллоев") == plain("khayrulloev") == plain("hairulloev")


def test_what_is_told_of_words_is_kept_within_bounds() -> None:
    """A word is asked about once; hostile texts of endless new words do not fill the memory of a process."""
    asked: list[str] = []

    def measure(low: str) -> int:
        asked.append(low)
        return len(low)

    lengths = Memory(measure)
    assert lengths["слово"] == lengths["слово"] == 5
    assert asked == ["слово"]
    for number in range(KEPT + 1):
        assert lengths[str(number)] == len(str(number))
    assert len(lengths) <= KEPT
