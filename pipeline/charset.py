"""Turns bytes into text with the charset they are really in; it never returns mojibake and trusts no single mark."""

import codecs
import re
from dataclasses import dataclass
from typing import Literal

from pipeline.errors import Unreadable
from pipeline.reading.plain import without_hidden
from pipeline.script import ENOUGH, looks_garbled, plausibility

Kind = Literal["html", "xml"]

MARK_WINDOW = 4096  # bytes searched for a meta tag or an XML prolog; browsers read 1024, real pages need more
CYRILLIC = ("windows-1251", "koi8-r", "cp866", "iso-8859-5")
GOOD_PER_BAD = 20  # well-formed characters per broken byte that still make a body UTF-8
LOSS = 50  # characters per character lost that unwinding may cost
SURE = 0.9  # plausibility that ends the search
TWICE = 2  # times that a wrong reading is undone
LABEL_BONUS = 0.1  # what a mark is worth against the evidence of the bytes
LOST = b"\x1a"  # stands for a character that a charset cannot hold
# (the charset text was wrongly read in, the one it was in), commonest first.
MISREADINGS = (
    ("windows-1252", "utf-8"),
    ("windows-1251", "utf-8"),
    ("windows-1252", "windows-1251"),
    ("koi8-r", "windows-1251"),
    ("windows-1251", "koi8-r"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that browsers read as a larger set (WHATWG Encoding Standard, names and labels).
SUPERSETS = {
    "ascii": "windows-1252",
    "iso8859-1": "windows-1252",
    "iso8859-9": "windows-1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
}

_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:+-]{1,40})", re.IGNORECASE)
_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:+-]{1,40})", re.IGNORECASE)
_PROLOG = re.compile(rb"^\s{0,99}<\?xml\b[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:+-]{1,40})[\"']")
_HIGH_RUN = re.compile(rb"[\x80-\xff]{1,64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """Text, the charset that gave it, and what was odd about the marks."""

    text: str
    encoding: str
    reasons: tuple[str, ...] = ()


def decode(body: bytes, content_type: str = "", declared: str | None = None, *, kind: Kind = "html") -> Decoded:
    """Read bytes as text.

    Order: the configured charset where it decodes, a byte order mark, UTF-8 where the bytes are UTF-8 (no other
    charset looks like it by accident), then the header's and the document's own label and the Cyrillic charsets,
    whichever reads most like language. Text encoded twice is unwound.

    Raises:
        Unreadable: no charset gives language.
    """
    labels = _labels(body, content_type, kind)
    decoded = _configured(body, declared) or _marked(body) or _utf8(body) or _likeliest(body, labels)
    text = decoded.text
    reasons: tuple[str, ...] = ()
    if _reads_garbled(text):
        text, reasons = _unwind(text)
        if _reads_garbled(text):
            raise Unreadable(f"mojibake: no charset reads these bytes (tried {decoded.encoding})")
    reasons = (*decoded.reasons, *_lying(labels, decoded.encoding), *reasons)
    return Decoded(text=text.removeprefix("\ufeff"), encoding=decoded.encoding, reasons=reasons)


def _reads_garbled(text: str) -> bool:
    """Whether what a person would see is mojibake: scripts hold tables of accented letters that are no words."""
    return looks_garbled(text) and looks_garbled(without_hidden(text))


def _labels(body: bytes, content_type: str, kind: Kind) -> tuple[str, ...]:
    """Charsets the header and the document name, known ones only, the header's first."""
    head = body[:MARK_WINDOW]
    found = [match[1] for match in [_HEADER.search(content_type)] if match]
    patterns = (_PROLOG,) if kind == "xml" else (_META, _PROLOG)
    found += [match[1].decode("ascii", "replace") for p in patterns if (match := p.search(head))]
    return tuple(dict.fromkeys(name for label in found if (name := known_name(label))))


def known_name(label: str) -> str | None:
    """The codec a label stands for, as browsers read it; None where nobody knows it."""
    try:
        name = codecs.lookup(label.strip().lower()).name
        b"".decode(name)
    except (LookupError, ValueError):
        return None
    return SUPERSETS.get(name, name)


def _configured(body: bytes, declared: str | None) -> Decoded | None:
    name = known_name(declared) if declared else None
    if name is None:
        return None
    try:
        text = body.decode(name)
    except UnicodeDecodeError:
        return None
    return None if looks_garbled(text) else Decoded(text=text, encoding=name)


def _marked(body: bytes) -> Decoded | None:
    for mark, name in BOMS:
        if body.startswith(mark):
            if name == "utf-8":
                return _utf8(body)
            return Decoded(text=body.decode(name, "replace"), encoding=name)
    zeros = body[:64]
    if zeros[1:2] == b"\0" and zeros[::2].count(0) == 0 and len(zeros) >= 4:  # noqa: PLR2004 - two characters
        return Decoded(text=body.decode("utf-16-le", "replace"), encoding="utf-16-le")
    return None


def _utf8(body: bytes) -> Decoded | None:
    """The body as UTF-8 where nearly all of its high bytes are; odd runs are read as windows-1251."""
    try:
        return Decoded(text=body.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", "ignore")) - bad
    if good < bad * GOOD_PER_BAD:
        return None
    text = body.decode("utf-8", "pipeline.charset.mixed")
    return Decoded(text=text, encoding="utf-8", reasons=(f"{bad} broken UTF-8 sequences",))


def _mend(error: UnicodeError) -> tuple[str, int]:
    """Read a run of bytes that is not UTF-8 as windows-1251; a lone broken byte is left out."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    run = _HIGH_RUN.match(error.object, error.start)
    stray = run[0] if run else b""
    if len(stray) < 3 or plausibility(stray.decode("windows-1251", "replace")) < ENOUGH:  # noqa: PLR2004 - letters
        return "", error.end
    return stray.decode("windows-1251", "replace"), error.start + len(stray)


codecs.register_error("pipeline.charset.mixed", _mend)


def _likeliest(body: bytes, labels: tuple[str, ...]) -> Decoded:
    best, best_score = Decoded(text="", encoding="unknown"), -1.0
    for name in dict.fromkeys((*labels, *CYRILLIC, "windows-1252")):
        text = _readable(body, name)
        if text is None:
            continue
        likeness = plausibility(text)
        score = likeness + (LABEL_BONUS if name in labels else 0)
        if score > best_score:
            best, best_score = Decoded(text=text, encoding=name), score
        if likeness >= SURE and name in CYRILLIC:
            break
    if best_score < ENOUGH:
        raise Unreadable("mojibake: no charset reads these bytes")
    return best


def _readable(body: bytes, name: str) -> str | None:
    """The body in this charset, None where more than one byte in a hundred has no meaning in it."""
    try:
        return body.decode(name)
    except UnicodeDecodeError:
        text = body.decode(name, "replace")
    bad = text.count("\ufffd")
    return text.replace("\ufffd", "") if bad * 100 <= len(text) else None


def _unwind(text: str) -> tuple[str, tuple[str, ...]]:
    """Undo an encoding applied twice, at most two times over."""
    reasons: list[str] = []
    while looks_garbled(text) and len(reasons) < TWICE:
        answers = [(plausibility(answer), answer) for answer in _unwound(text)]
        sure = next((answer for score, answer in answers if score >= SURE), None)
        score, better = (SURE, sure) if sure is not None else max(answers, default=(0.0, text))
        if score <= plausibility(text):
            break
        text = better
        reasons.append("text was encoded twice")
    return text, tuple(reasons)


def _unwound(text: str) -> list[str]:
    """What the text may have been before it was misread once; only readings that lose next to nothing."""
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    answers = []
    for wrong, right in MISREADINGS:
        raw = text.encode(wrong, "pipeline.charset.raw")
        answer = raw.decode(right, "replace")
        lost = raw.count(LOST) + answer.count("\ufffd")
        if lost * LOSS <= foreign:
            answers.append(answer.replace("\ufffd", "").replace(LOST.decode(), ""))
    return answers


def _raw(error: UnicodeError) -> tuple[bytes, int]:
    """Give C1 controls back as the bytes they were, and mark what the charset cannot hold."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end]
    return b"".join(bytes([ord(char)]) if ord(char) < 0x100 else LOST for char in lost), error.end  # noqa: PLR2004


codecs.register_error("pipeline.charset.raw", _raw)


def _lying(labels: tuple[str, ...], encoding: str) -> tuple[str, ...]:
    wrong = [label for label in labels if label != encoding]
    return tuple(f"labelled {label}, is {encoding}" for label in wrong)
