import base64
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.models import Entry, Listing, Page
from pipeline.reading.feed import read_feed
from pipeline.reading.plain import plain_line, plain_title, shorten
from pipeline.source import Source, Way

WIRE = (Path(__file__).parent / "fixtures" / "listings" / "wire.rss").read_bytes()
WAY = Way(kind="feed", url="https://wire.example/rss.xml")
WHOLE = Way(kind="feed", url="https://wire.example/rss.xml", full_text=True)
RU = "Заявление по итогам встречи министров"


def read(body: str | bytes, way: Way = WAY, *, content_type: str = "", status: int = 200, **source: object) -> Listing:
    raw = body if isinstance(body, bytes) else body.encode()
    page = Page(
        url="https://wire.example/feeds/rss.xml", body=raw, fetched_at=datetime(2025, 12, 20, tzinfo=UTC),
        content_type=content_type, status=status,
    )  # fmt: skip
    given = {"id": "wire", "name": "Wire", "url": "https://wire.example/", "hosts": ("wire.example",)} | source
    return read_feed(page, Source(**given), way)  # type: ignore[arg-type]


def rss(item: str, *, head: str = "", channel: str = "") -> str:
    return f'{head}<rss version="2.0"><channel>{channel}<item>{item}</item></channel></rss>'


def one(item: str, way: Way = WAY, *, head: str = "", **source: object) -> Entry:
    link = "" if "<link" in item or "<guid" in item else "<link>https://wire.example/1</link>"
    return read(rss(link + item, head=head), way, **source).entries[0]


def atom(entry: str, *, attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><entry>{entry}</entry></feed>'


def refused(body: str | bytes, **more: object) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(body, **more)  # type: ignore[arg-type]
    return caught.value


@pytest.fixture(scope="module")
def wire() -> Listing:
    return read(WIRE)


def test_items_come_in_the_feeds_own_order(wire: Listing) -> None:
    """Only items the source may ask for are entries; the channel's own title and picture are none."""
    assert [entry.url for entry in wire.entries] == [
        "https://wire.example/politika/25900001",
        "https://wire.example/politika/25900002",
    ]


def test_refused_items_are_counted_by_reason(wire: Listing) -> None:
    """Nothing is dropped in silence (faults 98)."""
    assert wire.reasons == (
        "1 item refused: another host (other.example)",
        "1 item refused: no address",
        "1 item refused: scheme javascript",
    )


def test_titles_are_plain_text(wire: Listing) -> None:
    """Escapes of escapes, HTML's names and formatting are undone."""
    assert wire.entries[0].title == 'Генсек "договора" рассказал о планах на год'
    assert wire.entries[1].title == "Совет министров собрался «в узком составе»"


def test_summaries_are_plain_text(wire: Listing) -> None:
    """Markup goes, scripts with all they hold."""
    assert wire.entries[0].summary == "Он назвал три задачи. Подробности позже."
    assert wire.entries[1].summary == "Коротко о встрече по ссылке."


def test_dates_are_aware_instants(wire: Listing) -> None:
    """What the feed says, in the zone it says."""
    assert wire.entries[0].published == datetime(2025, 12, 19, 7, 15, tzinfo=UTC)
    assert wire.entries[1].published == datetime(2025, 12, 19, 21, 30, tzinfo=UTC)


def test_categories_are_kept(wire: Listing) -> None:
    """They may name the topic where title and summary do not."""
    assert wire.entries[0].categories == ("Международная панорама", "ОДД")


def test_full_texts_are_html(wire: Listing) -> None:
    """Plain full texts become paragraphs; HTML stays as it is."""
    assert wire.entries[0].content == (
        "<p>МОСКВА, 19 декабря. Он назвал три задачи на год.</p>\n<p>Первая из них — учения.</p>"
    )
    assert wire.entries[1].content.startswith('<p>Полный текст <a href="/politika/1">новости</a>.</p>')


@pytest.mark.parametrize(
    ("item", "content"),
    [
        ("<description>&lt;p&gt;Весь текст.&lt;/p&gt;</description>", "<p>Весь текст.</p>"),
        ("<description>Весь текст.</description>", "<p>Весь текст.</p>"),
        ("<description>&amp;lt;p&amp;gt;Весь текст.&amp;lt;/p&amp;gt;</description>", "<p>Весь текст.</p>"),
        ("<description><p>Весь <b>текст</b>.</p></description>", "<p>Весь <b>текст</b>.</p>"),
        ("<description>a &lt; b</description>", "<p>a &lt; b</p>"),
    ],
)
def test_a_description_is_the_article_only_where_the_source_says_so(item: str, content: str) -> None:
    """`full_text: true` takes the description where no element for full texts stands."""
    assert one(item, WHOLE).content == content
    assert one(item).content == ""


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("&lt;b&gt;Жирный&lt;/b&gt; заголовок", "Жирный заголовок"),
        ("&amp;lt;b&amp;gt;Жирный&amp;lt;/b&amp;gt;", "Жирный"),
        ("&amp;amp;amp;laquo;Имя&amp;amp;amp;raquo;", "«Имя»"),
        ("Газ &amp; нефть", "Газ & нефть"),
        ("Газ & нефть", "Газ & нефть"),
        ("R&amp;D и AT&T", "R&D и AT&T"),
        ("a &lt; b и b &gt; c", "a < b и b > c"),
        ("О теге &lt;blink&gt; и его истории", "О теге <blink> и его истории"),
        ("<![CDATA[A&B <br/>C]]>", "A&B C"),
        ("<b>Разметка</b> без экранирования", "Разметка без экранирования"),
        ("две\n   строки\t и\u00a0пробел", "две строки и пробел"),
        ("мяг\u00adкий пере\u200bнос", "мягкий перенос"),
        ("&#8212; тире &#x2014; тире &mdash;", "— тире — тире —"),
        ("&#150; тире &#147;кавычки&#148;", "– тире “кавычки”"),
        ("эмодзи &#55357;&#56832;", "эмодзи 😀"),
        ("управ\x07ляющий &#x1b; знак &#0;", "управляющий знак"),
        ("&unknown; &foo;bar", "&unknown; &foo;bar"),
        ("\u202eперевёрнутый", "перевёрнутый"),
        ("<script>alert(1)</script>Заголовок", "Заголовок"),
    ],
)
def test_a_title_reads_as_people_see_it(title: str, plain: str) -> None:
    """One case, one oddity of real feeds."""
    assert one(f"<title>{title}</title>").title == plain


def test_a_long_title_is_cut() -> None:
    """300 characters at most, at a word (faults 25)."""
    title = one(f"<title>{'слово ' * 200_000}</title>").title
    assert len(title) <= 300
    assert title.endswith("слово…")


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>https://wire.example/a</link><guid>https://wire.example/b</guid>", "https://wire.example/a"),
        ("<guid>https://wire.example/b</guid>", "https://wire.example/b"),
        ("<guid isPermaLink='true'>https://wire.example/b</guid>", "https://wire.example/b"),
        ("<link></link><guid isPermaLink='false'>https://wire.example/?p=5</guid>", "https://wire.example/?p=5"),
        ("<link>https://go.example/a</link><guid>https://wire.example/b</guid>", "https://wire.example/b"),
        ("<link>/news/5</link>", "https://wire.example/news/5"),
        ("<link>5</link>", "https://wire.example/feeds/5"),
        ("<link>\n  https://wire.example/a \n</link>", "https://wire.example/a"),
        ("<link><![CDATA[https://wire.example/?a=1&b=2]]></link>", "https://wire.example/?a=1&b=2"),
        ("<link>https://wire.example/?a=1&b=2</link>", "https://wire.example/?a=1&b=2"),
        ("<link>https://wire.example/?a=1&amp;amp;b=2</link>", "https://wire.example/?a=1&b=2"),
        ("<link>https://www.wire.example/a</link>", "https://wire.example/a"),
        ("<link>https://wire.example/новость</link>", "https://wire.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D1%8C"),
        ("<link>https://wire.example/a#comments</link>", "https://wire.example/a"),
        ("<link>http://go.example/1</link><f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://wire.example/o</f:origLink>",
         "https://wire.example/o"),
        ("<link>/a</link><image><link>https://wire.example/picture</link></image>", "https://wire.example/a"),
        ("<link>https://wire.example/a</link><enclosure url='https://wire.example/a.mp3'/>", "https://wire.example/a"),
    ],
)  # fmt: skip
def test_an_item_leads_to_its_page(item: str, url: str) -> None:
    """Links are absolute; a permalink stands in for a missing or foreign one."""
    assert one(item).url == url


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("<link href='https://wire.example/a'/>", "https://wire.example/a"),
        ("<link rel='self' href='/s'/><link rel='related' href='/r'/><link rel='alternate' href='/a'/>", "https://wire.example/a"),
        ("<link rel='alternate' type='application/pdf' href='/p'/><link rel='alternate' type='text/html' href='/a'/>",
         "https://wire.example/a"),
        ("<id>https://wire.example/a</id>", "https://wire.example/a"),
        ("<id>tag:wire.example,2025:1</id><link href='/a'/>", "https://wire.example/a"),
        ("<link rel='alternate'>https://wire.example/a</link>", "https://wire.example/a"),
        ("<link href='b' xml:base='https://wire.example/deep/'/>", "https://wire.example/deep/b"),
    ],
)  # fmt: skip
def test_an_atom_entry_leads_to_its_page(entry: str, url: str) -> None:
    """The alternate link counts, resolved against every `xml:base`."""
    assert read(atom(entry)).entries[0].url == url


def test_bases_of_the_feed_hold_for_its_entries() -> None:
    """`xml:base` is inherited."""
    body = atom("<link href='a'/>", attributes="xml:base='https://wire.example/base/'")
    assert read(body).entries[0].url == "https://wire.example/base/a"


FORMATS = {
    "RSS 0.91 with its DTD": (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        f'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item>'
        f"<title>{RU} &laquo;а&raquo;</title><link>https://wire.example/1</link></item></channel></rss>"
    ),
    "RSS 0.90 and 1.0": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://wire.example/"><items><rdf:Seq>'
        '<rdf:li rdf:resource="https://wire.example/1"/></rdf:Seq></items></channel><item rdf:about="https://wire.example/1">'
        f"<title>{RU} «а»</title><dc:date>2025-12-19T10:15:00+03:00</dc:date></item></rdf:RDF>"
    ),
    "Atom 0.3": (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title type="text/html" mode="escaped">'
        f"{RU} &amp;laquo;а&amp;raquo;</title><link rel='alternate' type='text/html' href='https://wire.example/1'/>"
        "<issued>2025-12-19T10:15:00+03:00</issued></entry></feed>"
    ),
    "Atom 1.0 with prefixes": (
        f'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
        f"{RU} <b>«а»</b></div></a:title><a:link href='https://wire.example/1'/><a:published>2025-12-19T07:15:00Z</a:published>"
        "</a:entry></a:feed>"
    ),
    "CDF": (
        f'<CHANNEL HREF="https://wire.example/"><ITEM HREF="https://wire.example/1" LASTMOD="2025-12-19T10:15+0300">'
        f"<TITLE>{RU} «а»</TITLE></ITEM></CHANNEL>"
    ),
    "RSS in capitals, without a declaration": (
        f"<RSS><CHANNEL><ITEM><TITLE>{RU} «а»</TITLE><LINK>https://wire.example/1</LINK></ITEM></CHANNEL></RSS>"
    ),
    "RSS of an unknown namespace": (
        f'<rss xmlns="http://wire.example/ns"><channel><item><title>{RU} «а»</title><link>https://wire.example/1</link>'
        "</item></channel></rss>"
    ),
    "undeclared prefixes": (
        f"<rss><channel><item><title>{RU} «а»</title><link>https://wire.example/1</link><dc:date>2025-12-19</dc:date>"
        "</item></channel></rss>"
    ),
    "a server's warning before it": (
        f"<br />\n<b>Warning</b>: something in line 5<br />\n<?xml version='1.0'?>{rss(f'<title>{RU} «а»</title><guid>https://wire.example/1</guid>')}"
    ),
    "a comment and blank lines before it": (
        f"\n\n<!-- cache <rss> --><?xml version='1.0'?>{rss(f'<title>{RU} «а»</title><guid>https://wire.example/1</guid>')}"
    ),
    "an HTML doctype before it": (
        "<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Transitional//EN' 'http://wire.invalid/'>"
        + rss(f"<title>{RU} «а»</title><guid>https://wire.example/1</guid>")
    ),
    "junk behind it": rss(f"<title>{RU} «а»</title><guid>https://wire.example/1</guid>") + "<script>count()</script>",
    "unclosed tags": (
        f"<rss><channel><item><title>{RU} «а»</title><link>https://wire.example/1</link><description>слова<br>ещё</description>"
        "</item></channel></rss>"
    ),
    "a wrong label": "<?xml version='1.0' encoding='windows-1251'?>" + rss(f"<title>{RU} «а»</title><guid>https://wire.example/1</guid>"),
}  # fmt: skip


@pytest.mark.parametrize("shape", FORMATS)
def test_every_format_is_read(shape: str) -> None:
    """RSS 0.9x to 2.0, Atom 0.3 and 1.0, RDF, CDF, well made or not."""
    entry = read(FORMATS[shape]).entries[0]
    assert entry.url == "https://wire.example/1"
    assert entry.title == f"{RU} «а»"


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "windows-1251", "koi8-r", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_every_charset_is_read(charset: str) -> None:
    """The bytes decide, with or without a true declaration."""
    name = charset.replace("-sig", "")
    for head in (f"<?xml version='1.0' encoding='{name}'?>", "<?xml version='1.0'?>"):
        body = rss(f"<title>{RU}</title><guid>https://wire.example/1</guid>", head=head)
        assert read(body.encode(charset)).entries[0].title == RU


MOMENT = datetime(2025, 12, 19, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "stamp"),
    [
        ("Fri, 19 Dec 2025 10:15:00 +0300", MOMENT),
        ("Fri, 19 Dec 2025 10:15 +0300", MOMENT),
        ("Fri, 19 Dec 25 07:15:00 GMT", MOMENT),
        ("19 Dec 2025 07:15:00 UT", MOMENT),
        ("Mon, 19 Dec 2025 07:15:00 Z", MOMENT),
        ("Fri, 19 Dec 2025 02:15:00 EST", MOMENT),
        ("Fri, 19 Dec 2025 10:15:00 MSK", MOMENT),
        ("Fri, 19 Dec 2025 10:15:00 +0300 (MSK)", MOMENT),
        ("Fri, 19 Dec 2025 10:15:00 GMT+0300", MOMENT),
        ("Friday, 19-Dec-25 07:15:00 GMT", MOMENT),
        ("Fri Dec 19 07:15:00 UTC 2025", MOMENT),
        ("Пт, 19 дек 2025 10:15:00 +0300", MOMENT),
        ("19 декабря 2025 10:15", MOMENT),
        ("19.12.2025 10:15", MOMENT),
        ("Fri,\n   19 Dec 2025\t10:15:00   +0300", MOMENT),
        ("2025-12-19T07:15:00Z", MOMENT),
        ("2025-12-19T10:15:00.123+03:00", MOMENT),
        ("2025-12-19T10:15+0300", MOMENT),
        ("2025-12-19 10:15:00", MOMENT),
        ("20251219T071500Z", MOMENT),
        ("1766128500", MOMENT),
        ("Thu, 18 Dec 2025 24:00:00 +0000", datetime(2025, 12, 19, tzinfo=UTC)),
        ("Fri, 19 Dec 2025 07:15:60 GMT", datetime(2025, 12, 19, 7, 15, 59, tzinfo=UTC)),
        ("2025-12-19", date(2025, 12, 19)),
        ("19 Dec 2025", date(2025, 12, 19)),
        ("Fri, 19 Dec 2025", date(2025, 12, 19)),
        ("вчера", None),
        ("32 Dec 2025 10:00 GMT", None),
        ("2025-13-01", None),
        ("Wed, 01 Jan 0001 00:00:00 GMT", None),
        ("9999-99-99T99:99:99", None),
        ("", None),
    ],
)
def test_stamps_of_every_shape_are_read(text: str, stamp: datetime | date | None) -> None:
    """RFC 822 and its relatives, ISO 8601, `asctime`, seconds; a day stays a day, nonsense is no date."""
    entry = one(f"<pubDate>{text}</pubDate>")
    assert (entry.published or entry.day) == stamp


@pytest.mark.parametrize(
    ("clock", "text", "hour"),
    [
        ("declared", "Fri, 19 Dec 2025 10:15:00 +0400", 6),
        ("declared", "Fri, 19 Dec 2025 10:15:00", 5),
        ("wall", "Fri, 19 Dec 2025 10:15:00 +0400", 5),
        ("wall", "Fri, 19 Dec 2025 10:15:00 GMT", 5),
        ("wall", "2025-12-19T10:15:00Z", 5),
        ("utc", "Fri, 19 Dec 2025 10:15:00", 10),
        ("utc", "Fri, 19 Dec 2025 10:15:00 +0400", 6),
        ("utc", "2025-12-19T10:15:00", 10),
    ],
)
def test_the_sources_clock_is_believed(clock: str, text: str, hour: int) -> None:
    """`wall` ignores the offset, `utc` supplies one, else the source's zone does."""
    entry = one(f"<pubDate>{text}</pubDate>", clock=clock, timezone="Asia/Tashkent")
    assert entry.published == datetime(2025, 12, 19, hour, 15, tzinfo=UTC)


def test_the_day_of_publication_goes_before_that_of_change() -> None:
    """An update does not make an old item new."""
    entry = read(
        atom("<link href='/a'/><updated>2025-12-20T00:00:00Z</updated><published>2025-12-01</published>")
    ).entries[0]
    assert (entry.published, entry.day) == (None, date(2025, 12, 1))


@pytest.mark.parametrize(
    ("entry", "content"),
    [
        ('<content type="html">&lt;p&gt;Слова.&lt;/p&gt;</content>', "<p>Слова.</p>"),
        (
            '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Слова.</p></div></content>',
            "<div><p>Слова.</p></div>",
        ),
        ('<content type="text">1 &lt; 2</content>', "<p>1 &lt; 2</p>"),
        (f'<content mode="base64">{base64.b64encode("<p>Слова.</p>".encode()).decode()}</content>', "<p>Слова.</p>"),
        ('<content mode="base64">???</content>', ""),
    ],
)
def test_atom_contents_of_every_type_are_html(entry: str, content: str) -> None:
    """Escaped, inline, plain and base64 contents come out alike."""
    assert read(atom(f"<link href='/a'/>{entry}")).entries[0].content == content


def test_double_items_are_one() -> None:
    """Twelve spellings of one address are one item, asked for where the feed itself lives (faults 68)."""
    spellings = [
        "http://www.wire.example/n/12345", "https://wire.example/n/12345/?utm_source=a", "https://m.wire.example/n/12345",
        "https://wire.example/n/12345", "https://wire.example/n/12345/", "https://wire.example/n/12345#x",
        "https://wire.example/n/12345?from=main", "https://wire.example/amp/n/12345", "https://wire.example/n/12345/amp",
        "https://wire.example/n/12345?print=1", "HTTPS://WIRE.example:443/n/12345", "https://wire.example/n/12345?fbclid=1",
    ]  # fmt: skip
    items = "".join(f"<item><title>Заявление {n}</title><link>{url}</link></item>" for n, url in enumerate(spellings))
    listing = read(f"<rss><channel>{items}</channel></rss>", hosts=("wire.example", "m.wire.example"))
    assert [(entry.url, entry.title) for entry in listing.entries] == [("https://wire.example/n/12345", "Заявление 0")]


def test_at_most_two_thousand_items_are_read() -> None:
    """A feed of ever so many items costs no more than a large one (faults 5)."""
    items = "".join(f"<item><link>/{number}</link></item>" for number in range(2500))
    listing = read(f"<rss><channel>{items}</channel></rss>")
    assert len(listing.entries) == 2000
    assert listing.reasons == ("500 items beyond the first 2000 left out",)


def test_a_torn_feed_gives_its_whole_items() -> None:
    """Where the connection broke, half an address is worse than none (faults 30)."""
    body = WIRE[: WIRE.index(b"/politika/25900002") + 12]
    listing = read(body)
    assert [entry.url for entry in listing.entries] == ["https://wire.example/politika/25900001"]
    assert "cut off" in listing.reasons[0]


CANARY = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file://{path}"><!ENTITY y SYSTEM "http://127.0.0.1:9/">]>'


def test_external_entities_are_never_fetched(tmp_path: Path) -> None:
    """A file of ours never ends up in an entry (faults 7)."""
    secret = tmp_path / "secret"
    secret.write_text("canary-text")
    head = CANARY.format(path=secret)
    entry = one("<title>a &x; &y; b</title><description>&x;</description>", WHOLE, head=head)
    assert "canary" not in repr(entry)
    assert entry.title.startswith("a")


def test_entity_bombs_do_not_go_off() -> None:
    """A billion laughs cost nothing (faults 6)."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]>'
    started = time.process_time()
    assert "haha" not in one("<title>x &l9;</title>", head=head).title
    assert time.process_time() - started < 2


HTML = "<!DOCTYPE html><html><head><title>{}</title></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("", "broken", "empty body"),
        (" \r\n\t", "broken", "empty body"),
        (b"\xef\xbb\xbf", "broken", "empty body"),
        (HTML.format("Новости", "<p>Слова</p>"), "broken", "a web page instead of a feed"),
        (HTML.format("Just a moment...", ""), "blocked", "challenge page"),
        (HTML.format("", "<script>window['bobcmn']=1</script>"), "blocked", "challenge page (bobcmn)"),
        ('{"items": []}', "broken", "JSON instead of a feed"),
        ("Not Found", "broken", "something else instead of a feed"),
        (b"%PDF-1.7 ...", "broken", "a PDF file"),
        (b"\x89PNG\r\n\x1a\n", "broken", "an image"),
        ("<urlset><url><loc>https://wire.example/1</loc></url></urlset>", "broken", "instead of a feed"),
        ("<rss><channel><title>Пусто</title></channel></rss>", "empty", "the feed has no items"),
        ("<feed/>", "empty", "the feed has no items"),
        (rss("<link>https://other.example/1</link>"), "empty", "another host (other.example)"),
        ("<rss><channel><item><title>обор", "empty", "cut off"),
    ],
)
def test_what_is_no_feed_says_why(body: str | bytes, kind: str, words: str) -> None:
    """The kind decides the source's outcome; the reason is for people."""
    error = refused(body)
    assert error.kind == kind
    assert words in error.reason


def test_a_refusing_status_is_blocked() -> None:
    """A web page under 403 is a refusal even without marks."""
    assert refused(HTML.format("Нет", "Нет доступа"), status=403).kind == "blocked"


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_broken_feeds_never_crash_the_reader(data: st.DataObject) -> None:
    """Cut, damaged or repeated bytes give entries or a reason, nothing else."""
    start = data.draw(st.integers(0, len(WIRE)))
    end = data.draw(st.integers(start, len(WIRE)))
    body = WIRE[:start] + data.draw(st.binary(max_size=60)) + WIRE[end:]
    try:
        found = read(body, WHOLE).entries
    except Unreadable:
        found = ()
    assert all(entry.url.startswith("https://wire.example/") for entry in found)


@settings(max_examples=100)
@given(st.text(alphabet="<>&;#x0123456789abпр /!-[]\"'=\n\x00\u00ad\ud800"))
def test_plain_lines_take_any_text(text: str) -> None:
    """Whatever stands in a title or a summary, one clean line comes out."""
    for line in (plain_title(text), plain_line(text)):
        assert line == line.strip()
        assert "\n" not in line
        assert "\x00" not in line
    assert len(shorten(text, 20)) <= 20


@pytest.mark.parametrize(
    "killer", ["<", "&", "&lt;", "<![CDATA[", "<!--", "<a ", "<script>", "&amp;amp;", "]]>", "<b title='"]
)
def test_no_killer_slows_the_reader(killer: str) -> None:
    """50,000 characters of the worst take well under a second (faults 13)."""
    started = time.process_time()
    text = killer * (50_000 // len(killer))
    one(f"<title>{text}</title>")
    plain_title(text)
    plain_line(text)
    assert time.process_time() - started < 1
