"""From an HTTP answer to a Page, or to the reason it is none; pure, the clock is an argument."""

import json
import re
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from pipeline.models import Page
from pipeline.reading.challenges import LARGEST, is_challenge
from spiders.egress import shorten
from spiders.refusals import Refusal, RefusedError, Trouble, refuse
from spiders.waiting import parse_retry_after

BLOCKING = frozenset({401, 403, 407, 429, 451})
WAIT_STATUSES = frozenset({429, 503})
TAIL = 4_096

root_tag = re.compile(rb"<([a-zA-Z][\w.:-]{0,40})[\s>/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back for one request, after redirects, content codings undone.

    `asked` is the address first asked for; `partial` says that the connection's end was the body's only end,
    `mitigated` that a guard in front of the site says it answered in its stead.
    """

    asked: str
    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    retry_after: str = ""
    location: str = ""
    partial: bool = False
    mitigated: bool = False
    etag: str = ""
    last_modified: str = ""


def page_of(answer: Answer, now: datetime) -> Page:
    """The page an answer carries.

    Raises:
        RefusedError: it carries none; with the kind and the reason.
    """
    challenge = "challenge page (cf-mitigated)" if answer.mitigated else why_challenge(answer.body)
    if challenge:
        raise RefusedError(replace(_told_to_wait(answer, challenge, now), kind="blocked"))
    if not 200 <= answer.status < 300:  # noqa: PLR2004 - HTTP's own numbers
        raise _refused_status(answer, now)
    if not answer.body.strip():
        raise refuse("broken", f"empty body ({answer.status})")
    if answer.partial and is_cut(answer.body):
        raise refuse("unreachable", "the answer was cut off")
    if leads_home(answer):
        raise refuse("broken", "redirected to the front page")
    return Page(
        url=answer.url, body=answer.body, fetched_at=now, content_type=answer.content_type, status=answer.status
    )


def why_challenge(body: bytes) -> str | None:
    """Which mark of a challenge a body carries, whatever its status."""
    if len(body) > 4 * LARGEST:
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("windows-1251", "replace")
    return is_challenge(text)


def is_cut(body: bytes) -> bool:
    """Whether a document that ended with its connection lacks its closing tag, or a text its last line's end."""
    start = body[:TAIL].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:1] in (b"{", b"["):
        return not _is_json(body)
    if not start.startswith(b"<"):
        return not body.endswith(b"\n")
    names = [b"html"] if _is_html(start) else [match[1] for match in root_tag.finditer(start)][:1]
    tail = body[-TAIL:].lower()
    return not any(b"</" + name.lower() in tail for name in names)


def leads_home(answer: Answer) -> bool:
    """Whether a page deeper in the site was answered with its front page."""
    asked, got = urlsplit(answer.asked), urlsplit(answer.url)
    return len(asked.path.strip("/")) > 0 and not got.path.strip("/") and not got.query


def _is_json(body: bytes) -> bool:
    try:
        json.loads(body)
    except (ValueError, RecursionError):
        return False
    return True


def _is_html(start: bytes) -> bool:
    head = start[:TAIL].lower()
    return b"<html" in head or b"<!doctype html" in head or b"<head" in head or b"<body" in head


def _refused_status(answer: Answer, now: datetime) -> RefusedError:
    reason = describe_status(answer.status)
    if answer.status in WAIT_STATUSES:
        return RefusedError(_told_to_wait(answer, reason, now))
    if answer.status in BLOCKING:
        return refuse("blocked", reason)
    if answer.status >= 500:  # noqa: PLR2004 - HTTP's own numbers
        return refuse("unreachable", reason)
    if 300 <= answer.status < 400:  # noqa: PLR2004 - same
        where = f" to {shorten(answer.location)}" if answer.location else " to nowhere"
        return refuse("broken", f"redirect{where}")
    return refuse("broken", reason)


def _told_to_wait(answer: Answer, reason: str, now: datetime) -> Refusal:
    """429 always asks us to slow down, 503 where it says until when."""
    wait = parse_retry_after(answer.retry_after, now)
    kind: Trouble = "blocked" if answer.status in BLOCKING else "unreachable"
    slow_down = kind == "blocked" or wait is not None
    return Refusal(kind=kind, reason=reason, retry_after=wait, slow_down=slow_down)


def describe_status(status: int) -> str:
    """`404 Not Found`, or the bare number where it has no name."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
