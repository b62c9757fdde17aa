from datetime import UTC, date, datetime

from pipeline.models import Entry, Listing
from pipeline.records import Discovered
from pipeline.source import Source, Way
from spiders.feed import FeedWalk
from spiders.listing import ListingWalk
from spiders.manners import Limits
from spiders.sitemap import SitemapWalk
from spiders.telegram import TelegramWalk
from spiders.walks import Reading, Span, falls_short, fill_day, leaves_gap, span_of

NEWS = "https://news.example/news"
DAILY = Way(kind="sitemap", url="https://news.example/map?day={day:%Y%m%d}")
LIMITS = Limits()
TODAY = date(2026, 1, 30)


def source(way: Way, zone: str = "Europe/Moscow") -> Source:
    return Source(id="news", name="News", url="https://news.example/", discover=(way,), timezone=zone)


def reading(number: int = 1, *, new: int = 20, known: int = 0, older: str | None = "?page=2", day: int = 30) -> Reading:
    entries = tuple(Entry(url=f"{NEWS}/{i}", day=date(2026, 1, day)) for i in range(new + known))
    listing = Listing(entries=entries, next_url=older)
    return Reading(url=NEWS, number=number, listing=listing, discovered=Discovered(new=new, known=known))


def at(day: int, hour: int, month: int = 1) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_a_template_is_asked_for_each_day_since_the_last_success() -> None:
    """Newest first, today and back to the day of the last success in the source's zone."""
    walk = SitemapWalk(source(DAILY), DAILY, Span(today=TODAY, last_success=at(28, 12)), LIMITS)
    assert walk.first() == tuple(f"https://news.example/map?day=202601{day}" for day in (30, 29, 28))


def test_a_day_is_read_again_while_its_last_items_may_come_in() -> None:
    """Six hours into a day yesterday's list is still asked for, then no more."""
    early = Span(today=TODAY, last_success=at(30, 1))  # 04:00 in Moscow
    late = Span(today=TODAY, last_success=at(30, 9))
    assert len(SitemapWalk(source(DAILY), DAILY, early, LIMITS).first()) == 2
    assert len(SitemapWalk(source(DAILY), DAILY, late, LIMITS).first()) == 1


def test_a_first_run_asks_for_two_days_and_a_long_absence_for_a_month() -> None:
    """A template never makes more requests than its bound."""
    assert len(SitemapWalk(source(DAILY), DAILY, Span(today=TODAY), LIMITS).first()) == 2
    absent = Span(today=TODAY, last_success=datetime(2025, 1, 1, tzinfo=UTC))
    assert len(SitemapWalk(source(DAILY), DAILY, absent, LIMITS).first()) == LIMITS.days


def test_since_reaches_back_to_its_day() -> None:
    """`--since` asks for every day from there on, whatever the last success."""
    span = Span(today=TODAY, last_success=at(30, 9), since=date(2026, 1, 20))
    assert len(SitemapWalk(source(DAILY), DAILY, span, LIMITS).first()) == 11


def test_today_is_the_source_own_day() -> None:
    """At 22:00 UTC it is already tomorrow in Bishkek."""
    where = source(DAILY, zone="Asia/Bishkek")
    assert span_of(where, at(30, 22), last_success=None, since=None).today == date(2026, 1, 31)


def test_a_template_takes_the_formats_of_strftime() -> None:
    """`{day}` alone is an ISO day; other braces stay."""
    assert fill_day("/a/{day}/{x}", TODAY) == "/a/2026-01-30/{x}"
    assert fill_day("/{day:%Y/%m/%d}?d={day:%d.%m.%Y}", TODAY) == "/2026/01/30?d=30.01.2026"


def test_the_pager_is_followed_up_to_its_bound_while_nothing_known_is_reached() -> None:
    """An endless pager ends at `pages`; a page with known entries ends it sooner; one pinned entry does not."""
    way = Way(kind="listing", url=NEWS, pages=3)
    walk = ListingWalk(source(way), way, Span(today=TODAY, last_success=at(29, 9)), LIMITS)
    assert walk.following(reading(1)) == ("?page=2",)
    assert walk.following(reading(2, known=1)) == ("?page=2",)
    assert walk.following(reading(2, known=2)) == ()
    assert walk.following(reading(3)) == ()
    assert walk.following(reading(1, older=None)) == ()


def test_older_pages_are_followed_without_being_asked_for() -> None:
    """A channel, or a feed that names its older page, is followed a few pages back until something known comes."""
    way = Way(kind="telegram", url="https://t.me/s/news")
    offline, first = Span(today=TODAY, last_success=at(27, 9)), Span(today=TODAY)
    assert TelegramWalk(source(way), way, offline, LIMITS).following(reading(4)) == ("?page=2",)
    assert TelegramWalk(source(way), way, offline, LIMITS).following(reading(LIMITS.pages_to_known)) == ()
    assert TelegramWalk(source(way), way, offline, LIMITS).following(reading(1, known=3)) == ()
    assert TelegramWalk(source(way), way, first, LIMITS).following(reading(1)) == ()


def test_a_first_run_reads_all_pages_of_the_bound() -> None:
    """There is nothing known yet that could end it."""
    way = Way(kind="listing", url=NEWS, pages=2)
    walk = ListingWalk(source(way), way, Span(today=TODAY), LIMITS)
    assert walk.following(reading(1, new=0, known=20)) == ("?page=2",)


def test_since_turns_pages_until_its_day_is_passed() -> None:
    """`--since` goes further than `pages`, but not past its day and not for ever."""
    way = Way(kind="feed", url=NEWS)
    walk = FeedWalk(source(way), way, Span(today=TODAY, since=date(2026, 1, 10)), LIMITS)
    assert walk.following(reading(5, day=20)) == ("?page=2",)
    assert walk.following(reading(6, day=9)) == ()
    assert walk.following(reading(LIMITS.pages_since, day=20)) == ()


FEED = Way(kind="feed", url=NEWS)
MAP = Way(kind="sitemap", url="https://news.example/map")
OFFLINE = Span(today=TODAY, last_success=at(28, 12))


def gap(way: Way, *readings: Reading | None, span: Span = OFFLINE) -> bool:
    return leaves_gap(way, source(way), span, LIMITS, readings)


def test_a_feed_that_reaches_nothing_known_leaves_a_gap() -> None:
    """After two days offline all of it is new: what stood there meanwhile may be gone."""
    assert gap(FEED, reading(new=20, known=0))
    assert gap(FEED, reading(new=19, known=1))  # it may be a pinned one
    assert not gap(FEED, reading(new=18, known=2))
    assert not gap(FEED, None)  # unchanged


def test_a_first_run_has_nothing_to_miss() -> None:
    """There is no before."""
    assert not gap(FEED, reading(), span=Span(today=TODAY))


def test_the_last_page_of_a_pager_decides() -> None:
    """Pages are read until something known comes; the empty page behind the end is the end of the site."""
    way = Way(kind="listing", url=NEWS, pages=3)
    assert gap(way, reading(1), reading(2), reading(3))
    assert not gap(way, reading(1), reading(2, known=5))
    assert not gap(way, reading(1), reading(2, new=0))


def test_a_news_sitemap_leaves_a_gap_as_a_feed_does() -> None:
    """It holds two days; of the parts of an index any may lead back to what is known."""
    assert gap(MAP, reading(new=20))
    index = Reading(url=NEWS, number=1, listing=Listing(entries=(), children=("a", "b")), discovered=Discovered())
    assert gap(MAP, index, reading(new=20), reading(new=9))
    assert not gap(MAP, index, reading(new=20), reading(new=9, known=900))
    assert not gap(MAP, index, reading(new=20), None)
    assert not gap(MAP, reading(new=0))


def test_a_list_for_each_day_is_whole_up_to_its_bound() -> None:
    """A month can be made up for, and no more is claimed."""
    assert not gap(DAILY, reading(), reading(), reading())
    long_ago = Span(today=TODAY, last_success=datetime(2025, 11, 1, tzinfo=UTC))
    assert gap(DAILY, *[reading()] * LIMITS.days, span=long_ago)


def test_what_a_killed_run_saw_proves_nothing() -> None:
    """Its first page is known, the pages behind it were never read: only what a finished run saw counts."""
    entries = tuple(Entry(url=f"{NEWS}/{number}") for number in range(20))
    discovered = Discovered(new=0, known=20, settled=0)
    killed = Reading(url=NEWS, number=1, listing=Listing(entries=entries, next_url="?page=2"), discovered=discovered)
    way = Way(kind="listing", url=NEWS, pages=3)
    assert gap(way, killed)
    assert ListingWalk(source(way), way, OFFLINE, LIMITS).following(killed) == ("?page=2",)


def test_what_since_asked_for_and_did_not_get_is_told() -> None:
    """A feed cannot go back: its oldest day is named; a list of days reaches a year."""
    asked = Span(today=TODAY, last_success=at(29, 9), since=date(2026, 1, 10))
    assert falls_short(FEED, asked, LIMITS, [reading(day=20)]) == date(2026, 1, 20)
    assert falls_short(FEED, asked, LIMITS, [reading(day=20), reading(day=9)]) is None
    assert falls_short(DAILY, asked, LIMITS, []) is None
    assert falls_short(DAILY, Span(today=TODAY, since=date(2020, 1, 1)), LIMITS, []) == date(2025, 1, 30)
    assert falls_short(FEED, OFFLINE, LIMITS, [reading(day=20)]) is None


def test_since_is_no_gap() -> None:
    """Reading back further than ever finds only new items at its end; what lies between was known at its beginning."""
    asked = Span(today=TODAY, last_success=at(29, 9), since=date(2026, 1, 10))
    assert not gap(FEED, reading(known=5), reading(2, known=0), span=asked)
