import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.urls import allowed, canonical, host_of, item_id, key_of, refusal, resolve

CASES = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parent / "cases" / "urls.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
ODD = (
    "http://169.254.169.254:8888\\@site.example/",
    "http://user@site.example/1",
    "http://user:pass@site.example/1",
    "http://site.example:99999/1",
    "http://site.example:port/1",
    "http://[::1/1",
    "http:///nohost",
    "http:/onlypath",
    "http://site.example%2f@evil.example/",
    "http://site.example/\u00a0a",
    "http://site..example/",
    "http://-\u2024-/",
    "http://" + "a" * 300 + "ж.example/",
    "http://site.example/" + "a" * 3000,
    "http://site.example/\ud800",
)
FOREIGN = (
    "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://site.example/1", "mailto:a@site.example",
    "tel:+7", "vbscript:x", "JaVaScRiPt:x", "feed:https://site.example/", "about:blank",
)  # fmt: skip

words = st.text(alphabet="abcxyz0123456789-_.~%/ :;,@&=+?#абвЖ\\\u00ad", max_size=30)
addresses = st.builds(
    "{}://{}{}/{}{}{}".format,
    st.sampled_from(["http", "https"]),
    st.sampled_from(
        ["site.example", "www.site.example", "m.site.example", "www.m.www.a.b", "1.2.3.4", "сайт.рф", "amp"]
    ),
    st.sampled_from(["", ":80", ":443", ":8080"]),
    words,
    st.one_of(st.just(""), words.map("?{}".format)),
    st.one_of(st.just(""), words.map("#{}".format)),
)
item_paths = st.from_regex(r"[a-z]{1,8}/[a-z]{1,12}-[0-9]{5,9}(\.html)?", fullmatch=True)


@pytest.mark.parametrize(("form", "key", "spellings"), CASES, ids=[case[0] for case in CASES])
def test_spellings_of_one_item_have_one_form_and_one_key(form: str, key: str, spellings: str) -> None:
    """Scheme, www, mobile, AMP, print, tracking, slash, fragment, port, escapes and order make no second item."""
    assert {canonical(url) for url in [form, *spellings.split()]} == {form}
    assert {key_of(url) for url in [form, *spellings.split()]} == {key}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://site.example/newsA.php?st=1769800020", "https://site.example/newsA.php?st=1769800021"),
        ("https://site.example/?ELEMENT_ID=1", "https://site.example/?ELEMENT_ID=2"),
        ("https://site.example/?p=1", "https://site.example/"),
        ("https://site.example/News/1", "https://site.example/news/1"),
        ("https://ru.site.example/1", "https://en.site.example/1"),
        ("https://site.example/find.php?query=one", "https://site.example/find.php?query=two"),
        ("https://site.example:8001/1", "https://site.example:8002/1"),
        ("https://site.example/a%2Fb", "https://site.example/a/b"),
        ("https://site.example/amp", "https://site.example/"),
        ("https://m.example/1", "https://example/1"),
        ("https://site.example/a?lang=ru", "https://site.example/a?lang=en"),
    ],
)
def test_different_pages_stay_apart(one: str, other: str) -> None:
    """What addresses the page is kept: a lost item is worse than one seen twice."""
    assert canonical(one) != canonical(other)


@given(addresses)
def test_canonical_form_is_its_own_canonical_form(url: str) -> None:
    """Canonicalising twice changes nothing, whatever the address."""
    assert canonical(canonical(url)) == canonical(url)


@given(st.text(max_size=60))
def test_no_text_crashes_an_address_function(text: str) -> None:
    """Anything may stand where an address is expected."""
    assert canonical(canonical(text)) == canonical(text)
    assert re.fullmatch(r"[a-z0-9-]{1,60}", key_of(text))
    assert isinstance(resolve(text, "https://site.example/a/b"), str)
    assert refusal(text) is None or not allowed(text, ["site.example"])


@given(addresses)
def test_a_resolved_address_is_the_same_item_and_settled(url: str) -> None:
    """Making an address ready to be fetched neither changes the item nor needs to be done twice."""
    ready = resolve(url)
    assert canonical(ready) == canonical(url)
    assert resolve(ready) == ready
    assert refusal(ready) == refusal(url)


@given(item_paths, st.sampled_from(["http://", "https://"]), st.sampled_from(["", "www.", "m.", "amp.", "www.m."]))
@settings(max_examples=50)
def test_every_variant_of_an_item_shares_its_form(path: str, scheme: str, twin: str) -> None:
    """The laws of contract §3 hold for all combinations at once."""
    plain = f"https://site.example/{path}"
    for dressed in (path, f"{path}/", f"amp/{path}", f"{path}?utm_source=a&from=b", f"{path}?print=1#x"):
        assert canonical(f"{scheme}{twin}site.example/{dressed}") == canonical(plain)


@given(
    st.dictionaries(st.text("abcd", min_size=1, max_size=5), st.text("xyz019", max_size=6), max_size=6), st.randoms()
)
def test_parameter_order_makes_no_difference(parameters: dict[str, str], random: object) -> None:
    """`?a=1&b=2` and `?b=2&a=1` are one page."""
    pairs = [f"{name}={value}" for name, value in parameters.items()]
    mixed = pairs.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert canonical(f"https://a.example/x?{'&'.join(pairs)}") == canonical(f"https://a.example/x?{'&'.join(mixed)}")


@given(addresses, st.sampled_from(["tass", "a-b"]))
def test_an_id_is_made_of_plain_characters(url: str, source: str) -> None:
    """Ids stand in file names and feeds: nothing but `[a-z0-9-]` comes out."""
    assert re.fullmatch(rf"{source}-[a-z0-9-]{{1,60}}", item_id(source, url, lambda _: False))


def test_a_taken_key_gets_the_hash_of_its_canonical_address() -> None:
    """Two addresses never share an id; the second is told apart by six digits that depend on it alone."""
    taken = {"a-12345"}
    first = item_id("a", "https://site.example/news/12345", taken.__contains__)
    again = item_id("a", "http://www.site.example/news/12345/?utm_source=x", taken.__contains__)
    other = item_id("a", "https://site.example/video/12345", taken.__contains__)
    assert re.fullmatch(r"a-12345-[0-9a-f]{6}", first)
    assert first == again
    assert first != other


def test_an_id_stays_unique_where_even_the_hash_is_taken() -> None:
    """More digits are used before an id is given twice."""
    url = "https://site.example/news/12345"
    first = item_id("a", url, {"a-12345"}.__contains__)
    assert item_id("a", url, {"a-12345", first}.__contains__).startswith(first)
    assert item_id("a", url, {"a-12345", first}.__contains__) != first


@pytest.mark.parametrize("url", ODD)
def test_odd_addresses_are_refused(url: str) -> None:
    """What two programs could read differently is never asked for (faults 22)."""
    assert refusal(url) == "an odd address"
    assert not allowed(url, ["site.example", "169.254.169.254", "evil.example"])


@pytest.mark.parametrize("url", FOREIGN)
def test_only_web_addresses_pass(url: str) -> None:
    """Other schemes are refused by name (faults 8, 90, 98)."""
    assert str(refusal(url)).startswith("scheme ")
    assert str(refusal(resolve(url, "https://site.example/"))).startswith("scheme ")


@pytest.mark.parametrize(
    ("url", "hosts", "answer"),
    [
        ("https://site.example/1", ["site.example"], True),
        ("http://SITE.example./1", ["Site.Example"], True),
        ("https://sub.site.example/1", ["site.example"], False),
        ("https://site.example.evil.example/1", ["site.example"], False),
        ("https://site.example:8443/1", ["site.example"], False),
        ("https://site.example:8443/1", ["site.example:8443"], True),
        ("https://site.example/1", ["site.example:8443"], False),
        ("https://site.example/1", ["site.example:443"], True),
        ("http://site.example/1", ["site.example:443"], False),
        ("https://сайт.рф/1", ["xn--80aswg.xn--p1ai"], True),
        ("https://xn--80aswg.xn--p1ai:81/1", ["сайт.рф:81"], True),
        ("http://127.0.0.1:8001/1", ["127.0.0.1:8001"], True),
        ("http://[::1]:8001/1", ["[::1]:8001"], True),
        ("http://2130706433/1", ["127.0.0.1"], False),
        ("https://site.example/1", [], False),
        ("", ["site.example"], False),
    ],
)
def test_only_named_hosts_are_allowed(url: str, hosts: list[str], answer: bool) -> None:
    """A source reaches its own hosts and ports, no subdomains, however the host is spelled."""
    assert allowed(url, hosts) is answer


@pytest.mark.parametrize(
    ("href", "ready"),
    [
        ("/a/1", "https://site.example/a/1"),
        ("2?x=1", "https://site.example/list/2?x=1"),
        (" https://site.example/a b\n", "https://site.example/a%20b"),
        ("https://сайт.рф/д", "https://xn--80aswg.xn--p1ai/%D0%B4"),
        ("/a?id=1&amp;utm_source=x&amp;b=2#c", "https://site.example/a?id=1&b=2"),
        ("//other.example/a", "https://other.example/a"),
        ("https://www.site.example/a", "https://site.example/a"),
        ("https://www.other.example/a", "https://www.other.example/a"),
        ("/100%", "https://site.example/100%25"),
        ("https://site.example", "https://site.example/"),
        ("/a/?from=rss", "https://site.example/a/?from=rss"),
    ],
)
def test_links_become_addresses_ready_to_be_asked_for(href: str, ready: str) -> None:
    """Absolute, escaped, without fragment and campaign marks; all else as the source wrote it."""
    assert resolve(href, "https://site.example/list/", ["site.example"]) == ready


def test_a_host_is_named_in_ascii() -> None:
    """`host_of` gives what hosts are compared by."""
    assert host_of("HTTP://Сайт.РФ:80/") == "xn--80aswg.xn--p1ai"
    assert host_of("http://[::1") == ""
    assert urlsplit(canonical("https://www.сайт.рф/")).hostname == "xn--80aswg.xn--p1ai"


@pytest.mark.parametrize(
    "killer", ["%" * 50_000, "/" * 50_000, "a-" * 25_000, "&" * 50_000, "1" * 50_000, ";" * 50_000]
)
def test_long_addresses_take_no_time(killer: str) -> None:
    """No rule slows down on what nobody would write (faults 13); the test's own time limit is the suite's."""
    for url in (f"https://site.example/{killer}", f"https://site.example/?{killer}", f"https://{killer}"):
        assert canonical(url)
        assert key_of(url[:1999])
