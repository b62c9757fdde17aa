"""The values a configuration may hold, each with what is expected of it; which keys there are stands elsewhere."""

import codecs
import datetime as dt
import re
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator

from monitor.durations import parse_span

HANDLE = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")
PREVIEW = re.compile(r"https?://(?:t\.me|telegram\.me)/(?:s/)?([^/?#]{1,64})/?", re.IGNORECASE)
HOST = re.compile(r"[a-z0-9.-]{1,253}(?::[0-9]{1,5})?|\[[0-9a-f:.]+\](?::[0-9]{1,5})?", re.IGNORECASE)


def _check_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("expected an IANA time zone such as Europe/Moscow") from error
    return name


def _check_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError("expected an address such as https://example.org/") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or port == 0:
        raise ValueError("expected an address such as https://example.org/")
    return text


def _check_encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError as error:
        raise ValueError("expected a character set such as windows-1251") from error
    return name


def _check_cron(text: str) -> str:
    from monitor.schedule import check_cron  # noqa: PLC0415 - APScheduler is imported only where cron is used

    return check_cron(text)


def _check_css(selector: str) -> str:
    from cssselect import GenericTranslator, SelectorError  # noqa: PLC0415 - only where a source has selectors

    try:
        GenericTranslator().css_to_xpath(selector)
    except SelectorError as error:
        raise ValueError(f"expected a CSS selector such as .news a ({error})") from error
    return selector


def _check_host(text: str) -> str:
    if not HOST.fullmatch(text):
        raise ValueError("expected a host, or host:port, such as example.org")
    return text


def _check_handle(text: str) -> str:
    """The address of the channel's preview, from its handle or from any of its addresses."""
    if "://" in text and not PREVIEW.fullmatch(text):
        return _check_address(text)  # a preview with a query, or one served elsewhere
    address = PREVIEW.fullmatch(text)
    handle = HANDLE.fullmatch(address[1] if address else text)
    if not handle:
        raise ValueError("expected a channel's handle such as odkb_csto, or its address such as https://t.me/odkb_csto")
    return f"https://t.me/s/{handle[1]}"


def _check_archive(url: str) -> str:
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+")):
        raise ValueError("expected sqlite:///FILE or postgresql://…")
    return url


def several(value: object) -> object:
    """One value where a list of them may stand."""
    return [value] if isinstance(value, str | dict) else value


def empty_list(value: object) -> object:
    """A key without a value as an empty list."""
    return [] if value is None else value


def _span(value: object) -> timedelta:
    return parse_span(value)


def _lasting(value: object) -> timedelta | None:
    return None if value == "forever" else parse_span(value)


def check_template(url: str, *, days: bool) -> None:
    """Raise a ValueError where anything but `{day…}` stands in braces, or that where no `days` are asked for."""
    try:
        filled = url.format(day=dt.date(2026, 1, 31))
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        raise ValueError("expected an address in which only {day…} stands in braces, such as {day:%Y%m%d}") from error
    if filled != url and not days:
        raise ValueError("expected {day…} only with `sitemap:` or `listing:`")


Language = Literal["ru", "en", "be", "kk", "ky", "tg", "hy"]  # those the judge is taught
Zone = Annotated[str, AfterValidator(_check_zone)]
Address = Annotated[str, AfterValidator(_check_address)]
Selector = Annotated[str, AfterValidator(_check_css)]
Css = Annotated[list[Selector], BeforeValidator(several)]
Handle = Annotated[str, AfterValidator(_check_handle)]
Host = Annotated[str, AfterValidator(_check_host)]
ArchiveUrl = Annotated[str, AfterValidator(_check_archive)]
Span = Annotated[timedelta, BeforeValidator(_span)]
Lasting = Annotated[timedelta | None, BeforeValidator(_lasting)]
Cron = Annotated[str, AfterValidator(_check_cron)]
Encoding = Annotated[str, AfterValidator(_check_encoding)]
