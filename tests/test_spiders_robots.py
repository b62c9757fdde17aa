from datetime import UTC, datetime

import pytest

from pipeline.records import RobotsCopy
from spiders.robots_rules import rules_of

AGENT = "csto-monitor"
PRIVATE = "https://news.example/private/a"


def copy(body: bytes = b"", status: int = 200) -> RobotsCopy:
    return RobotsCopy(status=status, body=body, fetched_at=datetime(2026, 1, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, "blocked"), (203, "blocked"), (401, None), (403, None), (404, None), (410, None), (304, None),
        (302, None),
        (429, "blocked"), (500, "unreachable"), (503, "unreachable"), (599, "unreachable"),
    ],
)  # fmt: skip
def test_the_status_of_robots_txt_decides_first(status: int, kind: str | None) -> None:
    """2xx is read; other answers below 500 allow all; 429 and 5xx refuse all for this run (RFC 9309 §2.3.1)."""
    refusal = rules_of(copy(b"User-agent: *\nDisallow: /private/", status)).why_refused(PRIVATE, AGENT)
    assert (refusal.kind if refusal else None) == kind


@pytest.mark.parametrize(
    ("body", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"User-agent: *\r\nDisallow: /private/\r\n", False),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /private/", False),
        ("User-agent: *\nDisallow: /private/".encode("utf-16"), False),
        (b"User-agent: CSTO-Monitor\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
        (b"User-agent: csto-monitor\nAllow: /\n\nUser-agent: *\nDisallow: /", True),
        (b"User-agent: otherbot\nDisallow: /", True),
        (b"User-agent: *\nDisallow: /private/\nAllow: /private/a", True),
        (b"User-agent: *\nDisallow: /*/a$", False),
        (b"<!DOCTYPE html><html><body>not found</body></html>", True),
        (b"\x00\xff\xfe garbage \n\n Disallow /", True),
        (b"Disallow: /", True),
    ],
)
def test_the_rules_are_those_of_rfc_9309(body: bytes, allowed: bool) -> None:
    """Groups, the longest match, wildcards, byte order marks; what is no robots.txt has no rules."""
    assert (rules_of(copy(body)).why_refused(PRIVATE, AGENT) is None) == allowed


def test_the_reason_names_the_path() -> None:
    """A refused listing can be told from its reason."""
    refusal = rules_of(copy(b"User-agent: *\nDisallow: /private/")).why_refused(PRIVATE, AGENT)
    assert refusal
    assert refusal.reason == "robots.txt refuses /private/a"
