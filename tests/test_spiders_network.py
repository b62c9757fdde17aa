"""Crawls with a network in between: proxies, TLS, names that lead inside, hosts shared by two sources."""

import os
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from itertools import pairwise
from pathlib import Path

import pytest
from crawling import Crawled, crawl_child, source
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fault_server import FaultServer

BARE_ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}


def certify(folder: Path, name: str, *, valid: bool = True) -> tuple[Path, ssl.SSLContext]:
    """A certificate file that is its own authority, and a server context that shows it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    start = datetime.now(UTC) - timedelta(days=30)
    alternative = x509.IPAddress(ip_address(name)) if name[0].isdigit() else x509.DNSName(name)
    certificate = (
        x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(start)
        .not_valid_after(start + timedelta(days=60 if valid else 10))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file, secret = folder / f"{name}-{valid}.pem", folder / f"{name}-{valid}.key"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return file, context


@pytest.fixture(scope="module")
def tls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """Four TLS servers: good, of another name, expired, and one that redirects down to plain http."""
    folder = tmp_path_factory.mktemp("tls")
    hosts = {"good": "127.0.0.11", "other": "127.0.0.99", "expired": "127.0.0.13", "down": "127.0.0.14"}
    files = {who: certify(folder, name, valid=who != "expired") for who, name in hosts.items()}
    authorities = folder / "authorities.pem"
    authorities.write_bytes(b"".join(file.read_bytes() for file, _ in files.values()))
    servers = {who: FaultServer(host=host, ssl=files[who][1]) for who, host in {**hosts, "other": "127.0.0.12"}.items()}
    servers["unknown"] = FaultServer(host="127.0.0.15", ssl=certify(folder, "127.0.0.15")[1])
    plain = FaultServer(host=hosts["down"])
    plain.__enter__()
    plain.listing("/news", ["/a/1"])
    for server in servers.values():
        server.__enter__()
        server.listing("/news", ["/a/1"])
        server.article("/a/1")
    servers["down"].redirect("/news", plain.url("/news"))
    sources = [source(who, ("feed", s.url("/news")), hosts=[s.netloc]) for who, s in servers.items()]
    sources[[*servers].index("down")]["hosts"].append(plain.netloc)
    yield crawl_child({"sources": sources, "network": {"ca_file": str(authorities)}})
    for server in (plain, *servers.values()):
        server.__exit__()
    assert plain.hits == []


@pytest.mark.parametrize(
    ("who", "outcome"),
    [
        ("good", "ok"),
        ("other", "unreachable: robots.txt: TLS"),
        ("expired", "unreachable: robots.txt: TLS"),
        ("unknown", "unreachable: robots.txt: TLS"),
        ("down", "broken: redirect from https down to http"),
    ],
)
def test_certificates_are_verified(tls: Crawled, who: str, outcome: str) -> None:
    """`ca_file` adds an authority; another name, an old date or an unknown issuer is refused, so is a downgrade."""
    assert tls.outcome(who).startswith(outcome)


@pytest.mark.parametrize("configured", [True, False], ids=["configured", "environment"])
def test_a_proxy_is_used_and_the_hosts_are_still_guarded(configured: bool) -> None:
    """Names are resolved by the proxy; its own private address passes, other hosts and private targets do not."""
    with FaultServer(host="127.0.0.21") as proxy:
        proxy.listing("http://news.example/news", ["/a/1", "http://evil.example/", "http://169.254.169.254/"])
        proxy.article("http://news.example/a/1")
        proxy.redirect("http://other.example/news", "http://169.254.169.254/latest")
        sources = [
            source("news", ("feed", "http://news.example/news"), hosts=["news.example"]),
            source("other", ("feed", "http://other.example/news"), hosts=["other.example", "169.254.169.254"]),
        ]
        network = {"allow_private": False, "proxy": proxy.origin if configured else None}
        env = BARE_ENVIRONMENT if configured else {**BARE_ENVIRONMENT, "http_proxy": proxy.origin}
        crawled = crawl_child({"sources": sources, "network": network}, env=env)
        assert crawled.stored("news") == ["http://news.example/a/1"]
        assert len(crawled.failures("news")) == 2
        assert crawled.outcome("other") == "broken: redirect is not public: http://169.254.169.254/latest"
        assert {hit.path.split("/")[2] for hit in proxy.hits} == {"news.example", "other.example"}


def test_a_proxy_tunnels_https_and_certificates_are_still_verified(tmp_path: Path) -> None:
    """CONNECT to listed hosts only; the far end proves who it is."""
    file, context = certify(tmp_path, "127.0.0.26")
    _, wrong = certify(tmp_path, "127.0.0.99")
    with (
        FaultServer(host="127.0.0.25") as proxy,
        FaultServer(host="127.0.0.26", ssl=context) as good,
        FaultServer(host="127.0.0.27", ssl=wrong) as bad,
    ):
        for site in (good, bad):
            site.listing("/news", ["/a/1"])
            site.article("/a/1")
            proxy.tunnel(site)
        sites = {"good": good, "bad": bad}
        sources = [source(name, ("feed", site.url("/news")), hosts=[site.netloc]) for name, site in sites.items()]
        network = {"ca_file": str(file), "proxy": proxy.origin}
        crawled = crawl_child({"sources": sources, "network": network}, env=BARE_ENVIRONMENT)
        assert crawled.stored("good") == [good.url("/a/1")]
        assert crawled.outcome("bad").startswith("unreachable: robots.txt: TLS")
        assert {hit.method for hit in proxy.hits} == {"CONNECT"}


def test_no_proxy_is_honoured() -> None:
    """Hosts of no_proxy are asked directly."""
    with FaultServer(host="127.0.0.22") as proxy, FaultServer(host="127.0.0.23") as site:
        site.listing("/news", ["/a/1"])
        site.article("/a/1")
        env = {**BARE_ENVIRONMENT, "http_proxy": proxy.origin, "no_proxy": "127.0.0.23"}
        plan = {"sources": [source("site", ("feed", site.url("/news")), hosts=[site.netloc])]}
        assert crawl_child(plan, env=env).outcome("site") == "ok"
        assert proxy.hits == []


def test_names_that_lead_inside_are_refused() -> None:
    """A listed name whose address is not public is not connected to, nor is a listed private address."""
    with FaultServer(host="127.0.0.1") as inside:
        inside.listing("/news", ["/a/1"])
        spellings = ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]"]
        sources = [
            source(name, ("feed", f"http://{name}:{inside.port}/news"), hosts=[f"{name}:{inside.port}"])
            for name in spellings
        ]
        crawled = crawl_child({"sources": sources, "network": {"allow_private": False}}, env=BARE_ENVIRONMENT)
        assert {crawled.report(name)["outcome"] for name in spellings} == {"broken"}
        assert crawled.outcome("localhost") == "broken: localhost is 127.0.0.1, which is not public"
        assert inside.hits == []


def test_two_sources_of_one_host_share_its_pace() -> None:
    """Never two requests at once, never closer than the delay, robots.txt included, whoever asks."""
    delay = 0.15
    with FaultServer(host="127.0.0.24") as site:
        for section in "ab":
            site.listing(f"/{section}", [f"/{section}/1", f"/{section}/2"])
            site.article(f"/{section}/1")
            site.article(f"/{section}/2")
        sources = [source(section, ("feed", site.url(f"/{section}")), hosts=[site.netloc]) for section in "ab"]
        crawled = crawl_child({"sources": sources, "politeness": {"delay": delay}})
        assert len(crawled.stored()) == 4
        times = site.times()
        assert len(times) == 7
        assert min(later - earlier for earlier, later in pairwise(times)) >= delay


def test_a_crawl_of_nothing_needs_no_scrapy() -> None:
    """No source is due: no import, no reactor."""
    assert crawl_child({"sources": []}).answer["reports"] == {}
