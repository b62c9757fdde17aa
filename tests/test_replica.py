import gzip
import urllib.error
import urllib.request
from datetime import date, timedelta
from urllib.robotparser import RobotFileParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replica.expectation import expected_pages

from monitor.demo import Asked, Replica, agency, odkb, portal, reprint
from monitor.demo.answers import quoted
from monitor.demo.days import fill
from monitor.demo.pages import SITES, pieces_of
from monitor.demo.town import Town

TODAY = date(2026, 3, 3)
SITE = {"agency": agency, "odkb": odkb, "reprint": reprint, "portal": portal}
FEEDS = {
    "agency": "http://agency.example/rss.xml",
    "reprint": "http://reprint.example/rss/news.xml",
    "portal": "http://portal.example/sitemap_news.xml",
}
LISTING = "http://odkb.example/news/"
EVERY_PAGE = [(site, piece) for site, pieces in pieces_of(TODAY).items() for piece in pieces]


class Reader:
    """A client that asks through the replica's proxy, as the spiders do."""

    def __init__(self, replica):
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": replica.proxy_url}))

    def ask(self, url, **headers):
        request = urllib.request.Request(url, headers={name.replace("_", "-"): v for name, v in headers.items()})
        try:
            with self._opener.open(request, timeout=5) as response:
                return response.status, response.headers, response.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers, refused.read()


@pytest.fixture
def replica():
    with Replica(today=TODAY) as running:
        yield running


@pytest.fixture
def reader(replica):
    return Reader(replica)


def text_of(site, body):
    return body.decode("windows-1251" if site == "reprint" else "utf-8")


@pytest.mark.parametrize(("site", "piece"), EVERY_PAGE, ids=lambda value: getattr(value, "key", value))
def test_every_page_carries_its_text_and_says_that_it_is_invented(site, piece):
    """Each page answers 200 with its title and all its paragraphs, and tells a reader that nobody said this."""
    town = Town(TODAY)
    town.publish_more()
    answer = town.answer(SITE[site].address(piece))
    text = text_of(site, answer.body)
    wanted = [piece.title, *(line for block in piece.paragraphs for line in block.splitlines())]
    missing = [line for line in wanted if quoted(line) not in text]
    assert answer.status == 200
    assert "никто из названных этого не говорил" in text
    assert missing == ([piece.title] if piece.look.get("look") == "soft404" else [])


def test_the_expectations_name_every_page_once():
    """No page is without an expectation, no expectation without a page."""
    wanted = sorted((row.site, row.title) for row in expected_pages(TODAY))
    assert wanted == sorted((site, piece.title) for site, piece in EVERY_PAGE)
    assert all(len(pieces) >= 8 for pieces in pieces_of(TODAY).values())


def test_the_pages_are_dated_as_expected():
    """The day of the words, and the Unix time a reprint is addressed by, are those written down by hand."""
    for row in expected_pages(TODAY):
        piece = next(p for site, p in EVERY_PAGE if (site, p.title) == (row.site, row.title))
        assert piece.day == row.day
        if row.site != "odkb":
            assert row.id == f"{row.site}-{piece.key}"


def test_the_first_words_of_a_day_are_spoken_before_midnight_in_utc():
    """An item of half past midnight in Moscow has yesterday's UTC day in its metadata, today's in its dateline."""
    page = Town(TODAY).answer("http://agency.example/politika/26104401").body.decode()
    assert '"datePublished": "2026-03-02T21:30:00.000Z"' in page
    assert "МОСКВА, 3 марта." in page
    assert "3 марта 2026, 00:30" in page


@given(st.dates(min_value=date(2024, 1, 1), max_value=date(2040, 12, 31)))
def test_the_replica_is_alive_on_any_day(today):
    """Whatever the day: some page is of that day, none of a later one, and most lie within a week."""
    for pieces in pieces_of(today).values():
        days = [piece.posted.date() for piece in pieces]
        assert max(days) == today
        assert sum(today - day <= timedelta(days=6) for day in days) >= 8
        assert any(today - day > timedelta(days=7) for day in days)


def test_the_same_day_gives_the_same_bytes():
    """Two replicas of one day agree in every byte; the clock has no part in it."""
    urls = [*FEEDS.values(), LISTING, *(SITE[site].address(piece) for site, piece in EVERY_PAGE)]
    first, second = Town(TODAY), Town(TODAY)
    assert [first.answer(url) for url in urls] == [second.answer(url) for url in urls]


@pytest.mark.parametrize("url", FEEDS.values())
def test_a_feed_that_did_not_change_is_not_sent_again(reader, url):
    """A feed answers 304 to its own entity tag and to its own date, and 200 to others."""
    status, headers, body = reader.ask(url)
    assert (status, bool(body)) == (200, True)
    assert reader.ask(url, If_None_Match=headers["ETag"])[::2] == (304, b"")
    assert reader.ask(url, If_None_Match=f'"other", W/{headers["ETag"]}')[0] == 304
    assert reader.ask(url, If_Modified_Since=headers["Last-Modified"])[0] == 304
    assert reader.ask(url, If_None_Match='"other"', If_Modified_Since=headers["Last-Modified"])[0] == 200
    assert reader.ask(url, If_Modified_Since="Thu, 01 Jan 2015 00:00:00 GMT")[0] == 200
    assert reader.ask(url, If_Modified_Since="nonsense")[0] == 200


def test_what_is_long_goes_packed_to_who_understands_it(reader):
    """Who asks for gzip gets it, the same bytes inside."""
    _, plain, whole = reader.ask(FEEDS["agency"])
    _, headers, packed = reader.ask(FEEDS["agency"], Accept_Encoding="gzip, deflate")
    assert plain["Content-Encoding"] is None
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == whole


def test_the_reprinter_writes_windows_1251_and_marks_it_in_three_ways(reader):
    """The bytes are windows-1251; one page calls them UTF-8, one says nothing, headers never do; the feed is right."""
    pieces = [piece for piece in pieces_of(TODAY)["reprint"] if not piece.later]
    pages = [text_of("reprint", reader.ask(reprint.address(piece))[2]) for piece in pieces]
    assert all("Постоянный адрес статьи - http://reprint.example/newsA.php?st=" in page for page in pages)
    assert sum("charset=windows-1251" in page for page in pages) == len(pages) - 2
    assert sum("charset=utf-8" in page for page in pages) == 1
    _, headers, body = reader.ask(reprint.address(pieces[0]))
    assert headers["Content-Type"] == "text/html"
    with pytest.raises(UnicodeDecodeError):
        body.decode()
    feed = reader.ask(FEEDS["reprint"])[2]
    assert feed.startswith(b'<?xml version="1.0" encoding="windows-1251"?>')
    assert "Региональный обзор" in feed.decode("windows-1251")


def test_an_address_is_found_or_said_to_be_missing(reader):
    """Unknown pages are 404, a lost slash is mended, the soft 404 pretends to be well, other hosts are not reached."""
    assert reader.ask("http://agency.example/politika/1")[0] == 404
    assert reader.ask("http://odkb.example/news/?PAGEN_1=9")[0] == 404
    assert (
        "О комнате истории"
        in reader.ask("http://odkb.example/news/news_odkb/o-komnate-istorii-organizatsii")[2].decode()
    )
    lost = next(piece for site, piece in EVERY_PAGE if piece.look.get("look") == "soft404")
    assert reader.ask(portal.address(lost))[0] == 200
    assert reader.ask("http://elsewhere.example/")[0] == 502


def test_the_listing_leads_to_every_page_of_the_official_site(reader):
    """Following the pager shows each page once, newest first, and the last page has no further one."""
    body, found = "PAGEN_1=1", []
    for number in (1, 2, 3):
        assert f"PAGEN_1={number}" in body
        body = reader.ask(f"{LISTING}?PAGEN_1={number}")[2].decode()
        found += [piece.key for piece in pieces_of(TODAY)["odkb"] if piece.look["path"] in body and not piece.later]
    assert sorted(found) == sorted(piece.key for piece in pieces_of(TODAY)["odkb"] if not piece.later)
    assert "modern-page-next" not in body


@pytest.mark.parametrize("site", SITES)
def test_robots_close_corners_and_leave_the_news_open(reader, site):
    """Each robots.txt forbids something and nothing that the demo's configuration asks for."""
    robots = RobotFileParser()
    lines = reader.ask(f"http://{site}.example/robots.txt")[2].decode().splitlines()
    robots.parse(lines)
    assert any(line.startswith("Disallow: /") for line in lines)
    assert "$$" not in "".join(lines)
    addresses = [SITE[site].address(piece) for piece in pieces_of(TODAY)[site]]
    assert all(robots.can_fetch("csto-monitor-demo", url) for url in [*addresses, FEEDS.get(site, LISTING)])


def test_a_redesign_leaves_nothing_where_it_was(reader, replica):
    """After a redesign the listing is another page, feeds and articles are gone; healed, all is as before."""
    before = reader.ask(LISTING)
    replica.redesign("odkb")
    replica.redesign("agency")
    status, _, body = reader.ask(LISTING)
    assert (status, b"news-item" in body) == (200, False)
    assert reader.ask(FEEDS["agency"])[0] == 404
    assert reader.ask("http://agency.example/politika/26104401")[0] == 404
    assert reader.ask("http://odkb.example/robots.txt")[0] == 200
    assert reader.ask(FEEDS["portal"])[0] == 200
    replica.heal("odkb")
    assert reader.ask(LISTING)[2] == before[2]


def test_a_block_is_a_challenge_with_status_403(reader, replica):
    """A blocked site answers everything with one small challenge page."""
    replica.block("portal")
    status, _, body = reader.ask(FEEDS["portal"])
    assert status == 403
    assert b"js-challenge" in body
    replica.heal("portal")
    assert reader.ask(FEEDS["portal"])[0] == 200


def test_a_drip_gives_a_byte_a_second_and_hinders_no_other_site(reader, replica):
    """One slow site holds its own connection only, and stopping does not wait for it."""
    replica.drip("portal")
    with reader._opener.open("http://portal.example/", timeout=5) as slow:
        assert slow.read(1) == b" "
        assert reader.ask(FEEDS["agency"])[0] == 200


def test_later_pages_appear_when_told(reader, replica):
    """Some pages are held back; once published they stand first in the feeds and change their validators."""
    held = [(site, piece) for site, piece in EVERY_PAGE if piece.later]
    _, headers, before = reader.ask(FEEDS["agency"])
    assert {reader.ask(SITE[site].address(piece))[0] for site, piece in held} == {404}
    replica.publish_more()
    assert {reader.ask(SITE[site].address(piece))[0] for site, piece in held} == {200}
    status, _, after = reader.ask(FEEDS["agency"], If_None_Match=headers["ETag"])
    assert status == 200
    assert after.count(b"<item>") == before.count(b"<item>") + 1
    assert len(held) >= 3


def test_every_request_is_written_down(reader, replica):
    """The log tells method, address and status of each request, in order."""
    reader.ask(FEEDS["agency"])
    reader.ask("http://agency.example/none")
    wanted = [(FEEDS["agency"], 200), ("http://agency.example/none", 404)]
    assert replica.requests == tuple(Asked(method="GET", url=url, status=status) for url, status in wanted)
    replica.forget_requests()
    assert replica.requests == ()


def test_an_unknown_site_and_a_stopped_replica_are_told_apart(replica):
    """A wrong name is refused at once; outside its block the replica has no address."""
    with pytest.raises(KeyError, match="agency, odkb"):
        replica.block("agenci")
    with pytest.raises(RuntimeError, match="with"):
        _ = Replica(today=TODAY).proxy_url


def test_texts_know_the_words_of_their_day():
    """Months stand in the case and length a dateline needs."""
    assert fill("{d} | {short} | {en} | {dot} | {before} | {year}", date(2027, 1, 1)) == (
        "1 января | 1 янв | January 1 | 01.01.2027 | 31 декабря | 2027"
    )
    assert fill("{d} {short}", date(2026, 5, 9)) == "9 мая 9 мая"
