"""Recognises pages that test or refuse the visitor instead of answering; it never tries to pass one."""

import re

LARGEST = 20_000  # characters; challenge pages are small (sources.md §7)
MOST_WORDS = 1_500  # characters of visible text; a page that says more has something to say
REFUSING = frozenset({401, 403, 429, 451})

# What the visitor is told. Matched in visible text and title, lower case.
_SAYINGS = (
    "just a moment", "checking your browser", "checking if the site connection is secure", "verify you are human",
    "verifying you are human", "are you a robot", "you are not a robot", "not a bot", "unusual traffic",
    "pardon our interruption", "enable javascript and cookies", "attention required!", "ddos protection by",
    "access denied", "request unsuccessful", "complete the captcha", "browser check",
    "проверка браузера", "проверяем ваш браузер", "проверяем браузер", "проверка безопасности", "вы не робот",
    "вы не бот", "не являетесь роботом", "не являетесь ботом", "подозрительная активность", "подозрительный трафик",
    "доступ ограничен", "доступ запрещён", "доступ запрещен", "доступ к сайту временно", "защита от ddos",
    "введите символы с картинки", "подтвердите, что вы не", "подтвердите, что вы человек",
)  # fmt: skip
# What the vendors' machinery is called. Matched in the source, lower case.
_VENDORS = (
    "servicepipe", "js-challenge", "ddos-guard", "qrator", "bobcmn", "stormwall", "_cf_chl_opt", "cf-chl-",
    "cf-browser-verification", "__jhash_", "incapsula", "_incap_", "datadome", "px-captcha", "perimeterx",
    "sucuri_cloudproxy", "killbot", "variti", "kasada", "awswafcookie", "aws-waf-token", "distil_",
    "/.well-known/ddos", "botdetect",
)  # fmt: skip
# Machinery that ordinary pages carry too: it counts only where nothing else is on the page.
_SHARED = ("captcha", "turnstile", "challenge-platform", "fingerprint")

_HIDDEN = re.compile(r"<(script|style|noscript|template|svg)\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,5000}>")
_BLANKS = re.compile(r"\s+")
_CONTENT = re.compile(r"<article\b|articlebody|\"newsarticle\"|og:type\"[^>]{0,40}article", re.IGNORECASE)
FEW_WORDS = 400  # characters of visible text below which a shared mark is all there is


def is_challenge(text: str, status: int = 200) -> str | None:
    """Why a page is a challenge or a refusal, None where it is an answer.

    A challenge is small, says little, and names a guard or asks whether the visitor is human; its HTTP status
    says nothing. A refusing status is a refusal whatever the page says (contract.md, outcome `blocked`).
    """
    found = _mark(text) if len(text) <= LARGEST else None
    if found:
        return f"challenge page ({found})"
    return f"HTTP {status}" if status in REFUSING else None


def _mark(text: str) -> str | None:
    source = text.lower()
    if "<" not in source or source.lstrip("\ufeff \r\n\t").startswith(("<?xml", "<rss", "<feed", "<urlset")):
        return None
    visible = _visible(source)
    if len(visible) > MOST_WORDS or _CONTENT.search(source):
        return None
    found = next((mark for mark in _VENDORS if mark in source), None)
    found = found or next((mark for mark in _SAYINGS if mark in visible), None)
    if found is None and len(visible) <= FEW_WORDS:
        found = next((mark for mark in _SHARED if mark in source), None)
    return found


def _visible(source: str) -> str:
    """Title and text of a page in one line, without scripts; the page is at most `LARGEST` characters long."""
    pieces, end = [], 0
    while match := _HIDDEN.search(source, end):
        pieces.append(source[end : match.start()])
        close = source.find(f"</{match[1]}", match.end())
        end = close if close >= 0 else len(source)
    pieces.append(source[end:])
    return _BLANKS.sub(" ", _TAG.sub(" ", "".join(pieces))).strip()
