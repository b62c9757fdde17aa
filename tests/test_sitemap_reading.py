import gzip
import time
import zlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.models import Listing, Page
from pipeline.reading import sitemap
from pipeline.reading.sitemap import read_sitemap
from pipeline.source import Source, Way

WAY = Way(kind="sitemap", url="https://site.example/sitemap.xml")
NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
IMAGE = 'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
VIDEO = 'xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"'


def read(body: str | bytes, *, status: int = 200, **source: object) -> Listing:
    raw = body if isinstance(body, bytes) else body.encode()
    page = Page(
        url="https://site.example/maps/sitemap.xml",
        body=raw,
        fetched_at=datetime(2025, 12, 20, tzinfo=UTC),
        status=status,
    )
    given = {"id": "site", "name": "Site", "url": "https://site.example/", "hosts": ("site.example",)} | source
    return read_sitemap(page, Source(**given), WAY)  # type: ignore[arg-type]


def entry(path: str, lastmod: str = "", more: str = "") -> str:
    stamp = f"<lastmod>{lastmod}</lastmod>" if lastmod else ""
    return f"<url><loc>https://site.example/{path}</loc>{stamp}<changefreq>daily</changefreq>{more}</url>"


def urlset(*entries: str, spaces: str = NS) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>{"".join(entries)}</urlset>'


def paths(listing: Listing) -> list[str]:
    return [found.url.removeprefix("https://site.example/") for found in listing.entries]


def refused(body: str | bytes, **more: object) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(body, **more)  # type: ignore[arg-type]
    return caught.value


def test_the_newest_come_first_and_the_undated_last() -> None:
    """Instants and days sort together; what has no date keeps the sitemap's order."""
    listing = read(
        urlset(
            entry("a"), entry("b", "2025-12-01"), entry("c", "2025-12-19T10:00:00+03:00"), entry("d"),
            entry("e", "2025-12-19T08:00:00Z"), entry("f", "2025-12-19"),
        )
    )  # fmt: skip
    assert paths(listing) == ["f", "e", "c", "b", "a", "d"]


def test_dates_are_instants_or_days() -> None:
    """A day stays a day; an instant is aware, in the clock of the source."""
    listing = read(urlset(entry("a", "2025-12-19T10:00:00+03:00"), entry("b", "2025-12-01")), timezone="Asia/Bishkek")
    assert listing.entries[0].published == datetime(2025, 12, 19, 7, tzinfo=UTC)
    assert (listing.entries[1].published, listing.entries[1].day) == (None, date(2025, 12, 1))
    wall = read(urlset(entry("a", "2025-12-19T10:00:00Z")), timezone="Europe/Moscow", clock="wall")
    assert wall.entries[0].published == datetime(2025, 12, 19, 7, tzinfo=UTC)


def test_an_index_names_its_children_the_newest_first() -> None:
    """Children are addresses to be read next; those of other hosts are refused and counted."""
    parts = [
        ("https://site.example/1.xml", "2025-01-01"), ("https://site.example/2.xml", "2025-12-01T00:00:00Z"),
        ("https://other.example/3.xml", "2025-12-02"), ("/4.xml", ""), ("https://site.example/2.xml", "2025-12-01"),
        ("file:///etc/passwd", ""),
    ]  # fmt: skip
    body = "".join(f"<sitemap><loc>{loc}</loc><lastmod>{day}</lastmod></sitemap>" for loc, day in parts)
    listing = read(f"<sitemapindex {NS}>{body}</sitemapindex>")
    assert listing.children == tuple(f"https://site.example/{name}" for name in ("2.xml", "1.xml", "4.xml"))
    assert listing.entries == ()
    assert listing.reasons == ("1 item refused: another host (other.example)", "1 item refused: scheme file")


def test_an_index_without_loc_elements_is_read() -> None:
    """Some generators put the address straight into `<sitemap>`."""
    assert read("<sitemapindex><sitemap>\nhttps://site.example/1.xml\n</sitemap></sitemapindex>").children == (
        "https://site.example/1.xml",
    )


def test_news_sitemaps_carry_titles_and_dates() -> None:
    """The day of publication goes before that of change; keywords are categories."""
    news = (
        "<news:news><news:publication><news:name>Сайт</news:name><news:language>ru</news:language></news:publication>"
        "<news:publication_date>2025-12-19T10:15:00+03:00</news:publication_date>"
        "<news:title>Встреча &amp;laquo;в верхах&amp;raquo;</news:title>"
        "<news:keywords>мир, договор;штаб</news:keywords></news:news>"
    )
    found = read(urlset(entry("a", "2025-12-20", news), spaces=f"{NS} {NEWS}")).entries[0]
    assert found.title == "Встреча «в верхах»"
    assert found.published == datetime(2025, 12, 19, 7, 15, tzinfo=UTC)
    assert found.categories == ("мир", "договор", "штаб")


def test_pictures_and_videos_are_no_items() -> None:
    """Their addresses, titles and dates belong to them."""
    media = (
        "<image:image><image:loc>https://site.example/1.jpg</image:loc><image:title>Снимок</image:title></image:image>"
        "<video:video><video:title>Запись</video:title><video:publication_date>2001-01-01</video:publication_date></video:video>"
    )
    listing = read(urlset(entry("a", "2025-12-19", media), spaces=f"{NS} {IMAGE} {VIDEO}"))
    assert paths(listing) == ["a"]
    assert (listing.entries[0].title, listing.entries[0].day) == ("", date(2025, 12, 19))


@pytest.mark.parametrize(
    "body",
    [
        urlset(entry("a")).replace(NS, 'xmlns="http://www.google.com/schemas/sitemap/0.84"'),
        urlset(entry("a"), spaces=""),
        urlset(entry("a")).replace("<url", "<s:url").replace("</url", "</s:url").replace(NS, 'xmlns:s="http://www.sitemaps.org/x"'),
        urlset(entry("a"), spaces="").replace("<url", "<s:url").replace("</url", "</s:url"),
        urlset(entry("a")).replace("<loc>", "<loc>\n\t ").replace("</loc>", "\n</loc>"),
        urlset(entry("a")).replace("<loc>", "<loc><![CDATA[").replace("</loc>", "]]></loc>"),
        urlset(entry("a")).upper().replace("HTTPS://SITE.EXAMPLE/A", "https://site.example/a"),
        "\ufeff" + urlset(entry("a")),
        "\n\n<!-- x -->" + urlset(entry("a")),
        urlset(entry("a")) + "<!-- generated --><p>",
        urlset(entry("a"), "<url><loc>https://site.example/b").removesuffix("</urlset>"),
        urlset(entry("a"), "<bad attr=1><url></bad>"),
        urlset(entry("a")).encode("utf-16"),
        gzip.compress(urlset(entry("a")).encode(), mtime=0),
        b"".join(gzip.compress(part.encode(), mtime=0) for part in urlset(entry("a")).partition("<loc>")),
        "https://site.example/a\n",
        "\ufeffhttps://site.example/a\r\nftp://site.example/b\r\n\r\n",
        gzip.compress(b"https://site.example/a", mtime=0),
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="https://site.example/a"/></entry></feed>',
        "<rss><channel><item><link>https://site.example/a</link></item></channel></rss>",
    ],
)  # fmt: skip
def test_sitemaps_of_every_make_are_read(body: str | bytes) -> None:
    """Namespaces, prefixes, letter case, wrapping, tears, gzip, plain lists, feeds as sitemaps."""
    assert paths(read(body)) == ["a"]


def test_escaped_addresses_are_whole() -> None:
    """Ampersands, escaped or not, and relative addresses come out as they are meant."""
    locs = "<url><loc>https://site.example/?a=1&amp;b=2</loc></url><url><loc>https://site.example/?a=3&b=4</loc></url><url><loc>/c</loc></url>"
    assert paths(read(urlset(locs))) == ["?a=1&b=2", "?a=3&b=4", "c"]


def test_other_hosts_and_schemes_are_refused_and_counted() -> None:
    """No `<loc>` leads out of the source's hosts (faults 8)."""
    bad = ("file:///etc/passwd", "data:text/plain,x", "ftp://site.example/1", "https://other.example/", "")
    listing = read(urlset(entry("a"), *(f"<url><loc>{loc}</loc></url>" for loc in bad)))
    assert paths(listing) == ["a"]
    assert sorted(listing.reasons) == [
        "1 item refused: another host (other.example)", "1 item refused: no address", "1 item refused: scheme data",
        "1 item refused: scheme file", "1 item refused: scheme ftp",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body", [urlset(), "<urlset/>", f"<sitemapindex {NS}></sitemapindex>", urlset("<!-- none today -->")]
)
def test_a_sitemap_without_entries_is_no_error(body: str) -> None:
    """A day without news is a good answer (contract, outcome `ok`)."""
    listing = read(body)
    assert (listing.entries, listing.children, listing.reasons) == ((), (), ())


def test_double_addresses_are_one() -> None:
    """Variants of one address are one entry, with the newest date."""
    listing = read(urlset(entry("a/", "2025-12-01"), entry("a?utm_source=x", "2025-12-03"), entry("a", "2025-12-02")))
    assert [(found.url, found.day) for found in listing.entries] == [("https://site.example/a", date(2025, 12, 3))]


def test_only_the_newest_two_thousand_are_kept() -> None:
    """However large the sitemap and whatever its order, the newest come out (faults 5)."""
    start = datetime(2020, 1, 1, tzinfo=UTC)
    many = [entry(f"n/{n}", (start + timedelta(hours=n)).isoformat()) for n in range(12_000)]
    for order in (many, many[::-1], many[6000:] + many[:6000]):
        listing = read(urlset(*order))
        assert paths(listing) == [f"n/{n}" for n in range(11_999, 9_999, -1)]
        assert listing.reasons == ("10000 items beyond the first 2000 left out",)


def test_a_large_sitemap_is_read_in_time() -> None:
    """50,000 entries, the protocol's own limit, take a few seconds at most."""
    body = urlset(*(entry(f"news/2025/some-slug-{n}", "2025-12-19T10:00:00+03:00") for n in range(50_000)))
    started = time.monotonic()
    assert len(read(body).entries) == 2000
    assert time.monotonic() - started < 8


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    """More than the protocol's 50 MB is `sitemap_too_big`, whatever it unpacks to (faults 4)."""
    packer = zlib.compressobj(wbits=31)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(200)) + packer.flush()
    started = time.monotonic()
    error = refused(packed)
    assert (error.kind, error.reason.partition(":")[0]) == ("broken", "sitemap_too_big")
    assert time.monotonic() - started < 2


def test_the_limit_holds_for_plain_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the unpacked size that counts."""
    monkeypatch.setattr(sitemap, "LARGEST", 100)
    assert refused(urlset(entry("a"), entry("b"))).reason.startswith("sitemap_too_big")


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    """A canary file stays where it is (faults 7)."""
    secret = tmp_path / "canary"
    secret.write_text("https://site.example/canary")
    head = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "file://{secret}">]>'
    listing = read(f"{head}<urlset><url><loc>&x;</loc></url><url><loc>https://site.example/a</loc></url></urlset>")
    assert "canary" not in repr(listing)


def test_entity_bombs_do_not_go_off() -> None:
    """A billion laughs in a sitemap cost nothing (faults 6)."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    started = time.monotonic()
    read(
        f'<!DOCTYPE urlset [<!ENTITY l0 "ha">{laughs}]><urlset><url><loc>https://site.example/&l9;</loc></url></urlset>'
    )
    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("", "broken", "empty body"),
        ("<!DOCTYPE html><html><body><h1>404</h1></body></html>", "broken", "a web page instead of a sitemap"),
        ("<html><head><title>Just a moment...</title></head></html>", "blocked", "challenge page"),
        ("Not found", "broken", "something else instead of a sitemap"),
        ('{"urls": []}', "broken", "JSON instead of a sitemap"),
        (b"\x1f\x8bbroken gzip", "broken", "gzip is broken"),
        (b"PK\x03\x04zip", "broken", "a ZIP file"),
    ],
)
def test_what_is_no_sitemap_says_why(body: str | bytes, kind: str, words: str) -> None:
    """The kind decides the source's outcome."""
    error = refused(body)
    assert error.kind == kind
    assert words in error.reason


def test_a_torn_sitemap_gives_its_whole_entries() -> None:
    """Half an address is worse than none."""
    body = urlset(entry("a"), entry("bcd"))
    listing = read(body[: body.index("bcd") + 1])
    assert paths(listing) == ["a"]
    assert "cut off" in listing.reasons[0]


SAMPLE = urlset(
    entry("a", "2025-12-19"),
    entry("b", "2025-12-18T10:00:00+03:00", "<news:news><news:title>Имя</news:title></news:news>"),
    spaces=f"{NS} {NEWS}",
).encode()  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_broken_sitemaps_never_crash_the_reader(data: st.DataObject) -> None:
    """Cut, damaged or packed bytes give entries or a reason, nothing else."""
    body = data.draw(st.sampled_from([SAMPLE, gzip.compress(SAMPLE, mtime=0)]))
    start = data.draw(st.integers(0, len(body)))
    end = data.draw(st.integers(start, len(body)))
    body = body[:start] + data.draw(st.binary(max_size=40)) + body[end:]
    try:
        found = read(body)
    except Unreadable:
        found = Listing(entries=())
    assert all(
        url.startswith("https://site.example/") for url in (*(each.url for each in found.entries), *found.children)
    )
