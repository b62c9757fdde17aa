"""What the world sends: each fault is a clear line, the right outcome and exit code, and hurts no other source."""

import json

import pytest
from fault_server import FaultServer
from program import Program

pytestmark = pytest.mark.system
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
NAMED = "Генеральный секретарь ОДКБ Таалатбек Масадыков заявил, что учение {n} пройдёт в горах. "
PAGE = """<!doctype html><html lang="ru"><head><meta charset="utf-8"><title>{title}</title></head><body>
<article><h1>{title}</h1><time datetime="{day}T10:00:00+03:00">{day}</time>{text}</article></body></html>"""


def article(title, *, day, spoiled=""):
    said = "".join(f"<p>{NAMED.format(n=n)}{'Оно продлится три дня. ' * 6}</p>" for n in range(3, 7))
    return PAGE.format(title=title, day=day, text=spoiled + said).encode()


def feed(server, *paths, title="ОДКБ"):
    items = "".join(f"<item><title>{title} {path[1:]}</title><link>{server.url(path)}</link></item>" for path in paths)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


TODAY = "2026-11-20"
AT = {"csto_monitor_now": f"{TODAY}T12:00:00+03:00"}


@pytest.fixture(scope="module")
def faults(tmp_path_factory):
    """One run over good and bad sources, each on a host of its own."""
    with FaultServer() as s, FaultServer(host="127.0.0.9") as canary:
        canary.page("/secret", article("ОДКБ: тайна", day=TODAY))
        paths = ("/good-10001", "/picture-10002", "/huge-10003", "/attributes-10004", "/away-10005")
        s.page("/feed-good", feed(s, *paths), kind="application/rss+xml")
        s.page("/good-10001", article("Масадыков рассказал об учении ОДКБ", day=TODAY))
        s.page("/picture-10002", PNG)
        s.page("/huge-10003", b"<html><body>" + b"<p>" + b"x" * 100_000_000)
        wide = "<p " + " ".join(f'a{n}="1"' for n in range(60_000)) + ">x</p>"
        s.page("/attributes-10004", article("ОДКБ и шестьдесят тысяч", day=TODAY, spoiled=wide))
        s.redirect("/away-10005", canary.url("/secret"))
        s.page("/feed-html", "<!doctype html><html><body><h1>Not a feed</h1><p>words</p></body></html>")
        s.page("/feed-empty", feed(s), kind="application/rss+xml")
        s.page("/feed-void", b"")
        s.redirect("/feed-away", canary.url("/secret"))
        s.redirect("/feed-file", "file:///etc/passwd")
        s.redirect("/feed-cloud", "http://169.254.169.254/latest/meta-data/")
        names = ("good", "html", "empty", "void", "away", "file", "cloud", "missing")
        sources = "".join(
            f"  - {{id: {name}, url: '{s.origin}/', fetch: all, discover: [{{feed: '{s.url(f'/feed-{name}')}'}}]}}\n"
            for name in names
        )
        text = f"politeness: {{delay: 0, timeout: 20}}\nnetwork: {{allow_private: true}}\nsources:\n{sources}"
        program = Program(tmp_path_factory.mktemp("faults"), text)
        answer = program.run("run", **AT)
        states = [json.loads(line) for line in program.run("status", "--json").stdout.splitlines()]
        yield program, answer, {state["source"]: state for state in states}, canary


@pytest.mark.parametrize(
    ("source", "outcome"),
    [("good", "broken"), ("html", "broken"), ("empty", "empty"), ("void", "broken"), ("away", "broken"),
     ("file", "broken"), ("cloud", "broken"), ("missing", "broken")],
)  # fmt: skip
def test_each_fault_has_its_outcome_and_a_reason(faults, source, outcome):
    """Outcomes are computed from what really happened; a person reads why."""
    _, _, states, _ = faults
    assert states[source]["outcome"] == outcome
    assert len(states[source]["reason"]) > 10


def test_the_good_page_among_them_is_published(faults):
    """One bad page never stops the others."""
    program, answer, _, _ = faults
    assert answer.returncode == 3
    assert "Масадыков рассказал об учении ОДКБ" in answer.stdout
    assert len(answer.stdout.splitlines()) == 1
    assert "Масадыков рассказал" in (program.public / "statements.atom").read_text(encoding="utf-8")


def test_no_request_leaves_the_hosts(faults):
    """A redirect to another host, a file or a metadata address is refused; nothing arrives there."""
    _, _, _, canary = faults
    assert canary.hits == []


@pytest.mark.parametrize("name", ["picture", "huge", "attributes", "away"])
def test_every_bad_page_has_a_line_with_its_reason(faults, name):
    """What could not be read is told by address and reason, and tried again later."""
    program, _, _, _ = faults
    lines = [line for line in program.log() if " failed " in line and f"/{name}-1000" in line]
    assert len(lines) == 1
    assert "reason=" in lines[0]


def test_a_bad_configuration_stops_before_anything_runs(tmp_path):
    """Malformed YAML and an unknown key: file, line, expectation, exit 2, no folder made."""
    for text, told in (("sources: [", "config.yaml:1"), ("sources: []\ncolour: red\n", "colour: unknown key")):
        answer = Program(tmp_path, text).run("run")
        assert (answer.returncode, answer.stdout) == (2, "")
        assert told in answer.stderr
    assert not (tmp_path / "data").exists()


def test_a_damaged_archive_stops_the_run_and_spares_the_feeds(tmp_path):
    """Bytes flipped in the archive: a clear line, exit 3, feeds untouched."""
    program = Program(tmp_path, "sources:\n")
    assert program.run("rebuild").returncode == 0
    before = program.prints()
    archive = tmp_path / "data" / "archive.db"
    content = bytearray(archive.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    archive.write_bytes(content)
    answer = program.run("rebuild")
    assert answer.returncode == 3
    assert "archive.db" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert program.prints() == before


def test_a_foreign_file_is_no_archive(tmp_path):
    """A text file given as the archive is refused and left as it is."""
    program = Program(tmp_path, "sources:\narchive: sqlite:///notes.txt\n")
    (tmp_path / "notes.txt").write_text("my notes")
    answer = program.run("items")
    assert answer.returncode == 3
    assert (tmp_path / "notes.txt").read_text() == "my notes"
