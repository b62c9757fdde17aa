from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.answers import Answer, page_of
from spiders.asking import conditional_headers, validators_of
from spiders.refusals import RefusedError
from spiders.waiting import LONGEST_WAIT, parse_retry_after

NOW = datetime(2026, 1, 30, 22, 10, tzinfo=UTC)
HTML = b"<html><body><h1>A title</h1><p>Words.</p></body></html>"
URL = "https://news.example/a/1"


def answer(status: int = 200, body: bytes = HTML, **more: object) -> Answer:
    return Answer(**{"asked": URL, "url": URL, "status": status, "body": body, **more})  # type: ignore[arg-type]


def test_a_good_answer_becomes_a_page() -> None:
    """Body, type, status, final address and the time of the answer reach the readers."""
    page = page_of(answer(content_type="text/html", url="https://news.example/b"), NOW)
    assert (page.url, page.body, page.content_type, page.fetched_at) == (
        "https://news.example/b", HTML, "text/html", NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given_answer", "kind", "words"),
    [
        (answer(401), "blocked", "401 Unauthorized"),
        (answer(403), "blocked", "403 Forbidden"),
        (answer(429), "blocked", "429 Too Many Requests"),
        (answer(451), "blocked", "451"),
        (answer(404), "broken", "404 Not Found"),
        (answer(410), "broken", "410 Gone"),
        (answer(418), "broken", "418"),
        (answer(500), "unreachable", "500"),
        (answer(503), "unreachable", "503"),
        (answer(599), "unreachable", "599"),
        (answer(304), "broken", "redirect to nowhere"),
        (answer(302, location="ftp://x/"), "broken", "redirect to ftp://x/"),
        (answer(200, b""), "broken", "empty body"),
        (answer(204, b" \n"), "broken", "empty body"),
        (answer(200, b"<title>Just a moment...</title><script>x</script>"), "blocked", "challenge"),
        (answer(503, b"<title>DDoS-Guard</title>"), "blocked", "challenge"),
        (answer(200, "<p>Проверка браузера</p>".encode("windows-1251")), "blocked", "challenge"),
        (answer(200, mitigated=True), "blocked", "challenge"),
        (answer(200, HTML[:-9], partial=True), "unreachable", "cut off"),
        (answer(url="https://news.example/"), "broken", "front page"),
    ],
)
def test_what_is_no_page_has_a_kind_and_a_reason(given_answer: Answer, kind: str, words: str) -> None:
    """Each way an answer can fail speaks for one outcome, in words."""
    with pytest.raises(RefusedError) as caught:
        page_of(given_answer, NOW)
    assert (caught.value.refusal.kind, words in caught.value.refusal.reason) == (kind, True)


@pytest.mark.parametrize(
    "body",
    [
        HTML, HTML + b"\n<!-- cached -->\n", b"<!DOCTYPE html><p>x</p></BODY></HTML>",
        b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>\n', b"<feed xmlns='a'><id>1</id></feed>",
        b"\xef\xbb\xbf<rdf:RDF xmlns:rdf='a'></rdf:RDF>", b'{"items": []}\n',
    ],
)  # fmt: skip
def test_a_document_that_ends_with_its_connection_is_whole_when_it_is_closed(body: bytes) -> None:
    """Old servers mark the end of a page by closing: that alone is no cut."""
    assert page_of(answer(body=body, partial=True), NOW).body == body


@pytest.mark.parametrize(
    "body", [HTML[:-9], b"<?xml version='1.0'?><rss><channel><item>", b'{"items": [{"a": 1}', b"plain words"]
)
def test_a_document_without_its_end_is_cut(body: bytes) -> None:
    """A connection that broke in the middle gives no page."""
    with pytest.raises(RefusedError, match="cut off"):
        page_of(answer(body=body, partial=True), NOW)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120), (" 3600 ", 3600), ("0", 0), ("1000000000", 86_400), ("9" * 60, 86_400), ("-5", None),
        ("soon", None),
        ("", None), ("1.5", None), ("Fri, 30 Jan 2026 22:11:00 GMT", 60), ("Fri, 30 Jan 2026 20:00:00 GMT", 0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400), ("Fri, 99 Foo 2026", None), ("٣", None),
    ],
)  # fmt: skip
def test_retry_after_is_honoured_within_a_day(value: str, seconds: int | None) -> None:
    """Seconds and dates, however absurd, give a wait between nothing and 24 hours, or none."""
    wait = parse_retry_after(value, NOW)
    assert wait == (None if seconds is None else timedelta(seconds=seconds))


@given(st.text(max_size=100))
def test_no_retry_after_is_longer_than_a_day(value: str) -> None:
    """Any text a server may send is survived."""
    wait = parse_retry_after(value, NOW)
    assert wait is None or timedelta() <= wait <= LONGEST_WAIT


def test_a_told_wait_travels_with_the_refusal() -> None:
    """429 and 503 with Retry-After ask us to slow down; a bare 503 only stumbles."""
    with pytest.raises(RefusedError) as told:
        page_of(answer(503, retry_after="60"), NOW)
    assert (told.value.refusal.retry_after, told.value.refusal.slow_down) == (timedelta(seconds=60), True)
    with pytest.raises(RefusedError) as stumbled:
        page_of(answer(503), NOW)
    assert not stumbled.value.refusal.slow_down


def test_validators_go_back_as_they_came() -> None:
    """A conditional GET carries what the server gave, unread; without any there is none."""
    kept = validators_of(answer(etag='W/"1"', last_modified="Fri, 30 Jan 2026 10:00:00 GMT"))
    assert conditional_headers(kept) == {
        "If-None-Match": 'W/"1"', "If-Modified-Since": "Fri, 30 Jan 2026 10:00:00 GMT",
    }  # fmt: skip
    assert validators_of(answer()) is None
