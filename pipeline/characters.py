"""Makes foreign characters harmless and uniform; it knows nothing of lines, words or markup."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(r" {2,}")
_XML_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Whatever is neither printable ASCII nor an everyday letter or sign of the watched languages.
_UNUSUAL = re.compile("[^\n\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u0370-\u058f\u2010-\u2027\u2030-\u205e\u20a0-\u2426]")


def _invisible() -> dict[int, str | None]:
    table: dict[int, str | None] = {}
    unwanted = [
        (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x9F),  # controls
        (0xAD, 0xAD), (0x034F, 0x034F), (0x061C, 0x061C), (0x180E, 0x180E),  # soft hyphen and its kin
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFEFF, 0xFEFF),  # zero width, direction
        (0xFFF9, 0xFFFB), (0xD800, 0xDFFF), (0xFDD0, 0xFDEF), (0xE0000, 0xE007F),  # marks that stand for nothing
    ]  # fmt: skip
    for first, last in unwanted:
        table.update(dict.fromkeys(range(first, last + 1)))
    for plane in range(17):
        table.update(dict.fromkeys((plane * 0x10000 + 0xFFFE, plane * 0x10000 + 0xFFFF)))
    blanks = (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
    table.update(dict.fromkeys(blanks, " "))
    return table


_TABLE = _invisible()


def clean_text(text: str) -> str:
    """Bring text to NFC with plain blanks, LF line ends and nothing invisible.

    Every kind of line end becomes LF, tabs and exotic spaces become blanks, runs of blanks one blank. Soft
    hyphens, zero-width, direction and control characters, lone surrogates and noncharacters go
    (text-format.md, "Written form"; faults 14 and 26). Idempotent.
    """
    if _UNUSUAL.search(text):
        text = _LINE_ENDS.sub("\n", text).translate(_TABLE)
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text))


def clean_line(text: str) -> str:
    """Like `clean_text`, as one line without blanks at its ends."""
    return _BLANKS.sub(" ", clean_text(text).replace("\n", " ")).strip(" ")


def xml_safe(text: str) -> str:
    """Drop what XML 1.0 cannot carry (section 2.2, Char) and leave all else as it is."""
    return _XML_FORBIDDEN.sub("", text)
