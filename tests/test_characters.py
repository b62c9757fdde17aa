"""Characters: what cleaning takes away, what it keeps, and the laws that hold for any string."""

import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.characters import clean_line, clean_text, xml_safe

ANY_TEXT = st.text(alphabet=st.characters(codec=None, categories=None), max_size=200)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("а\u00a0б\u202fв\u2009г\u3000д", "а б в г д"),
        ("а   б\t\tв", "а б в"),
        ("бе\u00adзо\u00adпасность", "безопасность"),
        ("ноль\u200bширины\ufeff", "нольширины"),
        ("спра\u202eва\u202c", "справа"),
        ("\u2066а\u2069", "а"),
        ("а\x00б\x1bв\x7fг\x9fд", "абвгд"),
        ("а\ud800б\udfffв", "абв"),
        ("а\ufffeб\uffffв\U0001fffeг", "абвг"),
        ("и\u0306", "й"),
        ("а\r\nб\rв\u2028г\u2029д\x85е\x0bж\x0cз", "а\nб\nв\nг\nд\nе\nж\nз"),
        ("«ё» — … “х” №", "«ё» — … “х” №"),
        ("Ұжымдық қауіпсіздік, Ҷумҳурӣ, Ընկեր", "Ұжымдық қауіпсіздік, Ҷумҳурӣ, Ընկեր"),
        ("🙂 👍🏽", "🙂 👍🏽"),
    ],
)
def test_text_is_made_uniform_and_keeps_its_words(raw: str, clean: str) -> None:
    """Blanks, line ends and composed letters become one kind; what is invisible goes (faults 14, 26)."""
    assert clean_text(raw) == clean


def test_a_line_is_one_line_without_blanks_around() -> None:
    """Line breaks become blanks, so that no title opens a second line anywhere."""
    assert clean_line("  Название\r\n\t на двух \n строках ") == "Название на двух строках"


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """Clean text is clean: NFC, no doubled blanks, no control or direction characters, no surrogates."""
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert clean_line(clean_line(text)) == clean_line(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert "  " not in clean
    assert all(
        character == "\n" or unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp") for character in clean
    )
    assert not set(clean) & set("\u200b\u200e\u202e\u2066\ufeff\u00ad\u00a0")


@given(ANY_TEXT)
def test_what_xml_cannot_carry_is_dropped_and_nothing_else(text: str) -> None:
    """Every string passes through an XML document unharmed once it is safe."""
    safe = xml_safe(text)
    assert safe == "".join(
        character
        for character in text
        if character in "\t\n\r"
        or (ord(character) >= 32 and not 0xD800 <= ord(character) <= 0xDFFF and character not in "\ufffe\uffff")
    )
    element = ET.Element("t")
    element.text = safe
    again = ET.fromstring(ET.tostring(element, encoding="utf-8")).text or ""
    assert again == safe.replace("\r\n", "\n").replace("\r", "\n")
