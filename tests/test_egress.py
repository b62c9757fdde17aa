import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.source import Source, Way
from spiders.addresses import address_in, is_public
from spiders.egress import hosts_of, require_plain, why_refused

HOSTS = ("news.example", "old.example:8080", "xn--e1afmkfd.example")

LOOPBACKS = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1", "0",
    "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "[2002:7f00:1::]", "[64:ff9b::7f00:1]",
    "[2001:0:4136:e378:8000:63bf:80ff:fffe]",
)  # fmt: skip
INSIDE = (
    "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.16.0.1", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "100::1", "2001:db8::1", "::7f00:1",
)  # fmt: skip
OUTSIDE = ("8.8.8.8", "93.184.216.34", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8")


@pytest.mark.parametrize("spelling", LOOPBACKS)
def test_a_loopback_address_is_refused_however_it_is_spelled(spelling: str) -> None:
    """Even where the configuration lists it, a request does not reach this machine."""
    url = f"http://{spelling}/"
    assert "not public" in (why_refused(url, [spelling]) or "")


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_a_private_network_is_refused(address: str) -> None:
    """No address of a network that is not the open internet counts as public."""
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_open_internet_passes(address: str) -> None:
    """Public addresses are not refused, carried in another or not."""
    assert is_public(address)


@given(st.ip_addresses())
def test_what_the_standard_library_calls_private_is_refused(address: ipaddress.IPv4Address) -> None:
    """Our list only adds to the library's own."""
    if not address.is_global and not getattr(address, "ipv4_mapped", None) and str(address)[:8] != "64:ff9b:":
        assert not is_public(str(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://news.example/a", "https://news.example/a?b=c#d", "https://news.example:443/", "http://news.example",
        "HTTP://NEWS.example/", "http://old.example:8080/x", "https://old.example:8080/x", "http://news.example?x",
        "http://xn--e1afmkfd.example/%D1%8F",
    ],
)  # fmt: skip
def test_the_own_hosts_are_reached(url: str) -> None:
    """Host and port as listed pass, in any letter case."""
    assert why_refused(url, HOSTS) is None


@pytest.mark.parametrize(
    "url",
    [
        "http://other.example/", "http://sub.news.example/", "http://news.example.evil.example/", "http://evil/news.example",
        "http://news.example:8080/", "http://old.example/", "https://news.example:80/", "http://news.example:0/",
        "http://news.example:99999/", "http://news.example:/", "http://news.example./",
        "ftp://news.example/", "file:///etc/passwd", "file://news.example/etc/passwd", "data:text/html,x",
        "javascript:alert(1)", "gopher://news.example/", "//news.example/", "http:news.example", "http:///news.example",
        "http://user@news.example/", "http://news.example@evil.example/", "http://news.example:80@evil.example/",
        "http://evil.example\\@news.example/", "http://news.example\\evil", "http://news.example /", " http://news.example/",
        "http://news.example/\r\nX: y", "http://news.example\t/", "http://news.example/\x00", "http://news.example%2eevil/",
        "http://news。example/", "http://[::ffff:7f00:1]/", "http://[news.example]/", "http://[::1", "http://-news.example/",
        "http://нов.example/", "", "http://", "http://news.example/" + "a" * 3000,
    ],
)  # fmt: skip
def test_everything_else_is_refused(url: str) -> None:
    """Other hosts, ports, schemes and odd spellings have a reason, and none of them reaches the network."""
    assert why_refused(url, HOSTS)


def test_a_redirect_is_named_as_one() -> None:
    """Leaving the hosts by a redirect, and falling back to plain http, are told apart."""
    path = ("https://news.example/a",)
    assert why_refused("http://evil.example/", HOSTS, path=path) == "redirect away from the hosts: http://evil.example/"
    assert "down to http" in (why_refused("http://news.example/", HOSTS, path=path) or "")
    assert why_refused("https://news.example/b", HOSTS, path=("http://news.example/",)) is None


def test_private_addresses_pass_only_where_the_configuration_says_so() -> None:
    """`network.allow_private` opens listed private addresses, and nothing more."""
    assert why_refused("http://127.0.0.2:81/", ["127.0.0.2:81"], allow_private=True) is None
    assert why_refused("http://127.0.0.3:81/", ["127.0.0.2:81"], allow_private=True)


def test_hosts_default_to_those_of_the_own_addresses() -> None:
    """A source without `hosts` reaches the hosts of its `url` and `discover`."""
    ways = (Way(kind="feed", url="https://feeds.example:8443/rss"), Way(kind="listing", url="https://news.example/n"))
    source = Source(id="a", name="A", url="https://news.example/", discover=ways)
    assert hosts_of(source) == ("news.example", "feeds.example:8443")
    assert why_refused("https://example.org/", ["Пример.example"]) is not None


@pytest.mark.parametrize("name", ["127.0.0.1.nip.example", "news.example", "1e100.example", "0xdead.example", "a"])
def test_a_name_is_no_address(name: str) -> None:
    """Names that begin like numbers are left to the resolver's guard."""
    assert address_in(name) is None


@pytest.mark.parametrize("url", ["http://a\\b/", "http://a/\nb", "\x00"])
def test_an_address_that_needs_mending_is_refused(url: str) -> None:
    """Scrapy would turn a backslash into a slash; we do not follow such an address at all."""
    with pytest.raises(ValueError):  # noqa: PT011 - its text is the address
        require_plain(url)


@given(st.text(max_size=80))
def test_no_text_crashes_the_guard(text: str) -> None:
    """Whatever stands where an address should, the guard answers."""
    assert why_refused(text, HOSTS)
    assert why_refused(f"http://{text}/", HOSTS)
