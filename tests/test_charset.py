"""Bytes become the text their author wrote, however they are marked; mojibake is refused."""

# ruff: noqa: E501, PT017 - markup stands on one line; a refusal is one of two right answers

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.charset import decode, known_name
from pipeline.errors import Unreadable
from pipeline.script import looks_garbled, plausibility

TEXT = (
    "Генеральный секретарь Иван Щукин объявил в Ереване о начале учений. «Ёлки и эхо в горах — не помеха», — сказал он. "
    "В учениях участвуют спасатели пяти стран, сообщила пресс-служба. Учения завершатся в пятницу, 13 февраля."
)
KAZAKH = "Құтқарушылардың оқу-жаттығуы Астанада басталды, деп хабарлады ұйымның баспасөз қызметі. Іс-шараға үш жүз адам қатысады."
ARMENIAN = "Փրկարարների զորավարժությունը մեկնարկել է Երևանում, հայտնել է կազմակերպության մամուլի ծառայությունը։"
ENGLISH = "The café’s façade – a naïve résumé of the “old town” – was restored. Señor Núñez paid €5."


def page(text, meta=""):
    mark = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{mark}<title>Учения</title></head><body><p>{text}</p></body></html>"


UTF8, CP1251 = "utf-8", "windows-1251"
MARKS = {
    "no mark": ("", ""),
    "right header": ("text/html; charset={right}", ""),
    "right meta": ("text/html", "{right}"),
    "both right": ("text/html; charset={right}", "{right}"),
    "wrong header": ("text/html; charset={wrong}", ""),
    "wrong meta": ("text/html", "{wrong}"),
    "both wrong": ("text/html; charset={wrong}", "{wrong}"),
    "wrong header, right meta": ("text/html; charset={wrong}", "{right}"),
    "right header, wrong meta": ("text/html; charset={right}", "{wrong}"),
    "server default": ("text/html; charset=ISO-8859-1", ""),
    "server default, right meta": ("text/html;charset=iso-8859-1", "{right}"),
    "unknown header": ("text/html; charset=none", ""),
    "unknown meta": ("text/html", "x-user-defined-nonsense"),
    "odd spelling": ('text/html; Charset = "{right}"', ""),
    "koi8 over it": ("text/html; charset=koi8-r", "koi8-r"),
}


@pytest.mark.parametrize("right", [UTF8, CP1251])
@pytest.mark.parametrize("name", MARKS)
def test_every_way_to_mark_and_mismark(right, name):
    """Windows-1251 and UTF-8 are read right under right, wrong, unknown and missing marks."""
    wrong = CP1251 if right == UTF8 else UTF8
    header, meta = (mark.format(right=right, wrong=wrong) for mark in MARKS[name])
    html = page(TEXT, meta)
    decoded = decode(html.encode(right), header)
    assert decoded.text == html
    assert known_name(decoded.encoding) == known_name(right)


@pytest.mark.parametrize("encoding", ["koi8-r", "cp866", "iso-8859-5", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_other_charsets_are_read_without_a_mark(encoding):
    """Old Cyrillic charsets and all of Unicode's forms are known by their bytes."""
    html = page(TEXT).replace("—", "-").replace("«", '"').replace("»", '"')
    assert decode(html.encode(encoding)).text == html


@pytest.mark.parametrize("text", [KAZAKH, ARMENIAN, ENGLISH])
def test_utf8_of_other_languages_needs_no_mark(text):
    """UTF-8 is UTF-8 in every language, also under a Cyrillic label."""
    html = page(text)
    assert decode(html.encode(), "text/html; charset=windows-1251").text == html


def test_latin_text_keeps_its_accents():
    """A page in windows-1252 is not taken for Cyrillic."""
    html = page(ENGLISH).replace("Учения", "News")
    assert decode(html.encode("windows-1252"), "text/html; charset=iso-8859-1").text == html
    assert decode(html.encode("windows-1252")).text == html


@pytest.mark.parametrize("misread", ["windows-1251", "windows-1252", "latin-1"])
def test_text_encoded_twice_is_unwound(misread):
    """UTF-8 that was once read as a one-byte charset and written again as UTF-8 is read as it was meant."""
    html = page(TEXT)
    twice = "".join(_misread(byte, misread) for byte in html.encode()).encode()
    decoded = decode(twice, "text/html; charset=utf-8")
    assert decoded.text == html
    assert any("twice" in reason for reason in decoded.reasons)


def _misread(byte, charset):
    """One byte as browsers read it: what a charset leaves undefined is a C1 control."""
    try:
        return bytes([byte]).decode(charset)
    except UnicodeDecodeError:
        return chr(byte)


def test_windows_1251_in_utf8_clothes_is_unwound():
    """Windows-1251 that was read as Latin-1 and written as UTF-8 (Ïðèâåò) is read as it was meant."""
    html = page(TEXT)
    assert decode(html.encode(CP1251).decode("latin-1").encode()).text == html


def test_a_banner_in_another_charset_harms_nothing():
    """A piece of windows-1251 in a UTF-8 page is read as such, and the page around it too."""
    body = page(TEXT * 4).encode() + "<div>Баннер соседнего сайта</div>".encode(CP1251)
    decoded = decode(body, "text/html; charset=utf-8")
    assert TEXT in decoded.text
    assert "Баннер соседнего сайта" in decoded.text
    assert decoded.reasons


def test_a_character_cut_in_two_harms_nothing():
    """A page that ends within a character, or was cut at a byte by its own server, keeps all its other text."""
    body = page(TEXT * 3).encode()
    broken = body[:-30].replace("сообщила".encode(), "сообщила".encode()[:-1], 1)
    assert "секретарь Иван Щукин" in decode(broken).text


def test_a_lying_mark_is_told():
    """The reasons name the label that was wrong."""
    decoded = decode(page(TEXT).encode(), "text/html; charset=windows-1251")
    assert decoded.reasons == ("labelled cp1251, is utf-8",)


def test_the_configured_charset_comes_first_where_it_decodes():
    """A source's own `encoding` decides, unless it makes mojibake of the page."""
    short = "<p>Да</p>".encode("koi8-r")
    assert decode(short, declared="koi8-r").text == "<p>Да</p>"
    html = page(TEXT)
    assert decode(html.encode(), declared="windows-1251").text == html
    assert decode(html.encode(), declared="no-such-charset").text == html


def test_feeds_are_read_by_their_prolog_and_by_their_bytes():
    """XML is read with the charset of its prolog, and where that lies by what the bytes are."""
    feed = "<?xml version='1.0' encoding='{0}'?><rss><channel><title>" + TEXT + "</title></channel></rss>"
    for named, real in [(CP1251, CP1251), (UTF8, UTF8), (UTF8, CP1251), (CP1251, UTF8), ("koi8-r", "koi8-r")]:
        text = feed.format(named).replace("—", "-").replace("«", '"').replace("»", '"')
        assert decode(text.encode(real), "application/rss+xml", kind="xml").text == text


def test_noise_is_refused():
    """Bytes that are no text in any charset are mojibake."""
    with pytest.raises(Unreadable, match="mojibake"):
        decode(bytes(range(128, 256)) * 40)


def test_a_byte_order_mark_does_not_stand_in_the_text():
    """The mark is read and gone."""
    assert decode(codecs.BOM_UTF8 + page(TEXT).encode()).text == page(TEXT)


def test_tables_of_letters_in_scripts_are_no_text():
    """A script that spells accented letters out does not make mojibake of a page in good UTF-8."""
    letters = "".join(f'"{chr(code)}": "x", ' for code in range(0xC0, 0x250)) * 3
    body = f"<html><script>var plain = {{{letters}}};</script><p>{ENGLISH} Café, naïve.</p></html>"
    assert looks_garbled(body)
    assert decode(body.encode()).text == body


@pytest.mark.parametrize("text", [TEXT, KAZAKH, ARMENIAN, ENGLISH, TEXT.upper(), "ОДКБ", "", "CSTO 2026"])
def test_language_is_not_called_salad(text):
    """Real text of every watched script, capitals and short names included, is not mojibake."""
    assert not looks_garbled(text)
    assert 0 <= plausibility(text) <= 1


@pytest.mark.parametrize(
    ("wrote", "read"), [("utf-8", "cp1251"), ("utf-8", "cp1252"), ("cp1251", "latin-1"), ("cp1251", "koi8-r")]
)
def test_salad_is_known(wrote, read):
    """Text in the wrong charset is known for what it is."""
    assert looks_garbled(TEXT.encode(wrote, "ignore").decode(read, "ignore"))


@given(st.binary(max_size=400), st.sampled_from(["", "text/html; charset=utf-8", "text/html; charset=cp1251"]))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_text_or_a_refusal(body, header):
    """No input crashes the reader, and what it returns is not mojibake."""
    try:
        decoded = decode(body, header)
    except Unreadable as refused:
        assert refused.kind == "broken"
    else:
        assert not looks_garbled(decoded.text)


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюя ,.", min_size=40, max_size=300))
@settings(max_examples=60, deadline=None)
def test_utf8_round_trip(text):
    """Cyrillic in UTF-8 comes back as it was, unless it is no language at all."""
    html = f"<p>{text}</p>"
    if not looks_garbled(html):
        assert decode(html.encode()).text == html
