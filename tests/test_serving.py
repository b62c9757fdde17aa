"""Serving: exact names only, validators, packing, headers, search, and slow clients shed."""

import gzip
import inspect
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import feedparser
import pytest
import uvicorn
from feed_examples import NOW, SOURCES, Shelf, make_item, make_story
from starlette.testclient import TestClient

from feeds import patience
from feeds.patience import PatientProtocol
from feeds.server import listen, make_app, serve
from feeds.settings import FeedSettings
from feeds.shelves import Shelves
from pipeline.errors import ConfigurationError
from pipeline.models import Kind, Story

LARGE = "<?xml version='1.0'?><feed>" + "слово " * 2_000 + "</feed>"


class Library:
    """Finds stories by a word of their titles, and remembers what it was asked."""

    def __init__(self) -> None:
        self.shelf = Shelf(*(make_story(make_item(n, title=f"О мостах {n}")) for n in range(3)))
        self.shelf.add(make_item(9, title="О ярмарке"))
        self.asked: list[tuple[object, ...]] = []

    def search(
        self,
        query: str,
        *,
        speaker: str | None,
        kind: Kind | None,
        source: str | None,
        since: date | None,
        until: date | None,
    ) -> Sequence[Story]:
        self.asked.append((query, speaker, kind, source, since, until))
        return [story for story in self.shelf.stories if query.lower() in story.primary.title.lower()]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    public, texts = tmp_path / "public", tmp_path / "texts"
    for path, content in {
        public / "statements.atom": LARGE,
        public / "statements.rss": "<rss/>",
        public / "statements.json": "{}",
        public / "feeds.opml": "<opml/>",
        public / "index.html": "<!doctype html><title>Заявления</title>",
        public / "en" / "index.html": "<!doctype html><title>Statements</title>",
        public / "items" / "agency-1.html": "<!doctype html><title>1</title>",
        public / "style.css": "p{}",
        public / ".hidden": "secret",
        public / ".csto-tmp-1": "half",
        public / "notes.db": "secret",
        texts / "2026" / "2026-01-30-agency-1.txt": " date 2026-01-30 Имя\n",
        tmp_path / "archive.db": "secret",
    }.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (public / "link.html").symlink_to(tmp_path / "archive.db")
    (public / "away").symlink_to(tmp_path)
    return tmp_path


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def client(root: Path, library: Library) -> TestClient:
    app = make_app(
        root / "public",
        root / "texts",
        search=library.search,
        tally=library.shelf.tally,
        settings=FeedSettings(title="Заявления", base_url="https://news.example/"),
        sources=SOURCES,
        zone="Europe/Moscow",
    )
    return TestClient(app, headers={"accept-encoding": "identity"})


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("/statements.atom", "application/atom+xml"),
        ("/statements.rss", "application/rss+xml"),
        ("/statements.json", "application/feed+json"),
        ("/feeds.opml", "text/x-opml"),
        ("/index.html", "text/html"),
        ("/", "text/html"),
        ("/en/", "text/html"),
        ("/items/agency-1.html", "text/html"),
        ("/style.css", "text/css"),
        ("/texts/2026/2026-01-30-agency-1.txt", "text/plain"),
    ],
)
def test_every_file_has_its_kind_and_safe_headers(client: TestClient, name: str, kind: str) -> None:
    """The right media type, nothing sniffed, framed or run."""
    answer = client.get(name)
    assert answer.status_code == 200
    assert answer.headers["content-type"].partition(";")[0] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert ("sandbox" in answer.headers["content-security-policy"]) == (kind != "text/html")
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "server" not in answer.headers


TRAVERSALS = [
    prefix + name
    for name in ("archive.db", "etc/passwd", "texts", "public/.hidden")
    for prefix in (
        "/../", "/../../", "/%2e%2e/", "/%2e%2e%2f", "/..%2f", "/..%5c", "/..\\", "/....//", "/%252e%252e%252f",
        "/texts/../../", "/texts/..%2f", "/en/..%2f..%2f", "//", "/./", "/%00", "/items/%2e%2e/%2e%2e/",
        "/statements.atom/../../", "/%c0%ae%c0%ae/", "/away/", "/texts/2026/../../../",
    )
]  # fmt: skip
UNKNOWN = ["/.hidden", "/.csto-tmp-1", "/notes.db", "/link.html", "/away/archive.db", "/en", "/items/", "/texts/"]
SPELLED = ["/statements.atom/", "/%73tatements.atom", "/Statements.atom", "/statements%2eatom", "/en//index.html"]


@pytest.mark.parametrize("name", TRAVERSALS + UNKNOWN + SPELLED)
def test_nothing_but_the_exact_names_is_answered(served: "Server", name: str) -> None:
    """No dot, encoding, link or spelling leads anywhere else."""
    status, _, body = served.ask(name)
    assert status in {400, 404}
    assert b"secret" not in body


def test_the_bytes_are_their_own_validator(client: TestClient, root: Path) -> None:
    """The same bytes, the same strong ETag, whenever they were written; other bytes, another."""
    first = client.get("/statements.rss").headers["etag"]
    assert not first.startswith("W/")
    os.utime(root / "public" / "statements.rss", (1, 1))
    assert client.get("/statements.rss").headers["etag"] == first
    (root / "public" / "statements.rss").write_text("<rss />")
    assert client.get("/statements.rss").headers["etag"] != first


def test_a_client_that_has_it_gets_304(client: TestClient) -> None:
    """By ETag in either coding, in a list, by star, or by date; the ETag goes before the date."""
    plain = client.get("/statements.atom")
    packed = client.get("/statements.atom", headers={"accept-encoding": "gzip"})
    changed = plain.headers["last-modified"]
    for known in (
        {"if-none-match": plain.headers["etag"]},
        {"if-none-match": packed.headers["etag"]},
        {"if-none-match": f'"abc", W/{plain.headers["etag"]}'},
        {"if-none-match": "*"},
        {"if-modified-since": changed},
    ):
        answer = client.get("/statements.atom", headers=known)
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"]
    for unknown in (
        {"if-none-match": '"abc"'},
        {"if-none-match": '"abc"', "if-modified-since": changed},
        {"if-modified-since": "Mon, 01 Jan 2001 00:00:00 GMT"},
        {"if-modified-since": "yesterday"},
    ):
        assert client.get("/statements.atom", headers=unknown).status_code == 200


def test_a_thousand_conditional_gets_render_nothing(client: TestClient) -> None:
    """Readers that poll hard cost a look at the file each."""
    etag = client.get("/statements.atom").headers["etag"]
    answers = {client.get("/statements.atom", headers={"if-none-match": etag}).status_code for _ in range(300)}
    assert answers == {304}


def test_head_tells_what_get_would(client: TestClient) -> None:
    """The same headers, no body."""
    head, get = client.head("/statements.atom"), client.get("/statements.atom")
    assert head.content == b""
    assert {k: v for k, v in head.headers.items() if k != "date"} == {
        k: v for k, v in get.headers.items() if k != "date"
    }


def test_large_files_are_packed_for_who_asks(client: TestClient) -> None:
    """Gzip of the same bytes, with an ETag of its own; not where it is refused."""
    with client.stream("GET", "/statements.atom", headers={"accept-encoding": "br, gzip;q=0.5"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == LARGE.encode()
    assert answer.headers["etag"].endswith('-gzip"')
    assert answer.headers["vary"] == "Accept-Encoding"
    for accepted in ("identity", "gzip;q=0", "br", ""):
        assert "content-encoding" not in client.get("/statements.atom", headers={"accept-encoding": accepted}).headers
    assert "content-encoding" not in client.get("/statements.rss", headers={"accept-encoding": "gzip"}).headers


def test_new_and_vanished_files_are_noticed(client: TestClient, root: Path) -> None:
    """The server outlives many publishings."""
    assert client.get("/speakers/ada.rss").status_code == 404
    (root / "public" / "speakers").mkdir()
    (root / "public" / "speakers" / "ada.rss").write_text("<rss/>")
    assert client.get("/speakers/ada.rss").status_code == 200
    (root / "public" / "speakers" / "ada.rss").unlink()
    assert client.get("/speakers/ada.rss").status_code == 404


def test_it_serves_before_anything_was_published(tmp_path: Path) -> None:
    """404 and no crash, and the files as soon as they are there."""
    with TestClient(make_app(tmp_path / "public", tmp_path / "texts")) as client:
        assert client.get("/statements.atom").status_code == 404
        (tmp_path / "public").mkdir()
        (tmp_path / "public" / "statements.atom").write_text("<feed/>")
        assert client.get("/statements.atom").status_code == 200


def test_memory_is_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files asked for least recently are read again when they are asked for."""
    monkeypatch.setattr("feeds.shelves.HELD", 30_000)
    shelves = Shelves(folders={"": root / "public"})
    for number in range(20):
        (root / "public" / f"n{number}.txt").write_text("x" * 10_000)
    for number in range(20):
        assert shelves.find(f"n{number}.txt") is not None
    assert shelves._held <= 30_000
    assert shelves.find("n0.txt") is not None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_only_reading_is_allowed(client: TestClient, method: str) -> None:
    """Everything else is 405 and says what is allowed."""
    answer = client.request(method, "/statements.atom")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_health_is_told(root: Path) -> None:
    """200 while all is well, 503 with the same words when it is not; by itself it is well."""
    told = {"sources": {"agency": "blocked"}}
    for well, status in ((True, 200), (False, 503)):
        with TestClient(make_app(root / "public", root / "texts", health=lambda well=well: (well, told))) as client:
            answer = client.get("/healthz")
            assert (answer.status_code, answer.json()) == (status, told)
            assert answer.headers["content-type"] == "application/json"
    with TestClient(make_app(root / "public", root / "texts")) as client:
        assert client.get("/healthz").status_code == 200


def test_search_shows_what_was_found(client: TestClient, library: Library) -> None:
    """All that was asked reaches the search, and comes back in the form."""
    answer = client.get(
        "/search",
        params={
            "q": "мостах",
            "speaker": "Ада Ветрова",
            "kind": "interview",
            "source": "agency",
            "since": "2026-01-01",
        },
    )
    assert library.asked == [("мостах", "Ада Ветрова", "interview", "agency", date(2026, 1, 1), None)]
    assert answer.status_code == 200
    assert "О мостах 2" in answer.text
    assert "О ярмарке" not in answer.text
    assert 'value="мостах"' in answer.text
    assert '<option value="interview" selected>' in answer.text


def test_a_search_can_be_subscribed_to(client: TestClient) -> None:
    """The same as an Atom feed, valid, with an address and an id of its own."""
    parsed = feedparser.parse(client.get("/search.atom", params={"q": "мостах"}).content)
    assert not parsed.bozo
    assert len(parsed.entries) == 3
    other = feedparser.parse(client.get("/search.atom", params={"q": "ярмарке"}).content)
    assert parsed.feed.id != other.feed.id
    own = [link.href for link in parsed.feed.links if link.rel == "self"]
    assert own == [f"https://news.example/search.atom?q={quote('мостах')}"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ({"q": "мостах", "kind": "interview", "lang": "en"}, "мостах, interview"),
        ({"speaker": "Ада Ветрова", "source": "agency"}, "Ада Ветрова, Агентство «Весть»"),
        ({"kind": "press-conference"}, "пресс-конференция"),
        ({"since": "2026-01-01"}, "2026-01-01"),
        ({"since": "2026-01-01", "until": "2026-01-31"}, "2026-01-01–2026-01-31"),
    ],
)
def test_a_searchs_feed_is_named_for_what_was_asked(client: TestClient, asked: dict[str, str], named: str) -> None:
    """Also where no words were, so that a reader's list of feeds can be read; its address keeps every field."""
    told = feedparser.parse(client.get("/search.atom", params=asked).content)
    assert told.feed.title.endswith(f": {named}")
    (own,) = (link.href for link in told.feed.links if link.rel == "self")
    again = client.get(own.removeprefix("https://news.example"))
    assert feedparser.parse(again.content).feed.id == told.feed.id


def test_a_search_that_is_polled_costs_its_answer_once(client: TestClient, library: Library) -> None:
    """ETag and Last-Modified tell when its newest article changed, after a restart too; 304 and HEAD as for files."""
    question = {"q": "мостах"}
    first = client.get("/search.atom", params=question)
    assert first.headers["last-modified"] == "Fri, 30 Jan 2026 09:41:07 GMT"
    for known in ({"if-none-match": first.headers["etag"]}, {"if-modified-since": first.headers["last-modified"]}):
        again = client.get("/search.atom", params=question, headers=known)
        assert (again.status_code, again.content) == (304, b"")
    head = client.head("/search.atom", params=question)
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", first.headers["etag"])
    assert first.headers["content-type"] == "application/atom+xml; charset=utf-8"
    library.shelf.add(make_item(30, title="О мостах ещё", stored_at=NOW))
    changed = client.get("/search.atom", params=question, headers={"if-none-match": first.headers["etag"]})
    assert (changed.status_code, changed.headers["last-modified"]) == (200, "Sun, 01 Feb 2026 09:00:00 GMT")
    assert "last-modified" not in client.get("/search", params=question).headers


def test_nobody_subscribes_to_nothing(client: TestClient, library: Library) -> None:
    """A feed that could never hold an entry, for a slip of the pen, is refused and says what it lacks."""
    assert "at least one of q" in client.get("/search.atom").text
    for asked in ({}, {"lang": "en"}, {"source": "agancy"}, {"since": "2026-02-02", "until": "2026-02-01"}):
        assert client.get("/search.atom", params=asked).status_code == 400
    assert library.asked == []


def test_an_empty_search_asks_nothing(client: TestClient, library: Library) -> None:
    """The form alone; in English when so asked."""
    assert client.get("/search").status_code == 200
    assert library.asked == []
    assert '<html lang="en">' in client.get("/search", params={"lang": "en"}).text


@pytest.mark.parametrize(
    "asked", [{"kind": "nonsense"}, {"since": "yesterday"}, {"until": "2026-13-01"}, {"q": "я" * 201}]
)
def test_nonsense_is_refused(client: TestClient, library: Library, asked: dict[str, str]) -> None:
    """400 with the reason, and the archive is not asked."""
    assert client.get("/search", params=asked).status_code == 400
    assert client.get("/search.atom", params=asked).status_code == 400
    assert library.asked == []


@pytest.mark.parametrize("query", ['"><script>alert(1)</script>', "' OR 1=1 --", "\x00\x1b[31m", "%", "&lt;b&gt;"])
def test_a_hostile_query_is_shown_as_text(client: TestClient, query: str) -> None:
    """Nothing of it becomes markup."""
    page = client.get("/search", params={"q": query})
    assert page.status_code == 200
    assert "<script" not in page.text
    assert not feedparser.parse(client.get("/search.atom", params={"q": query}).content).bozo


def test_too_long_addresses_are_refused(client: TestClient) -> None:
    """414 before anything is parsed."""
    assert client.get("/search?" + "q=1&" * 2_000).status_code == 414


def test_no_search_where_none_is_given(root: Path) -> None:
    """A server without an archive has files only."""
    with TestClient(make_app(root / "public", root / "texts")) as client:
        assert client.get("/search").status_code == 404


class Server:
    """The application on a port of loopback, as `serve` runs it."""

    def __init__(self, root: Path) -> None:
        app = make_app(root / "public", root / "texts")
        config = uvicorn.Config(
            app, port=0, http=PatientProtocol, ws="none", lifespan="off", log_level="critical", server_header=False
        )
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        self.port: int = self.server.servers[0].sockets[0].getsockname()[1]

    def ask(self, name: str) -> tuple[int, dict[str, str], bytes]:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as connection:
            connection.putrequest("GET", name, skip_accept_encoding=True)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "archive.db").write_text("secret")
    for name in ("public/statements.atom", "public/.hidden", "public/notes.db", "public/en/index.html", "texts/a.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("secret" if "statements" not in name else LARGE * 40)
    (folder / "public" / "away").symlink_to(folder)
    server = Server(folder)
    yield server
    server.stop()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "CHECK_EVERY", 0.1)
    monkeypatch.setattr(patience, "REQUEST_WITHIN", 0.5)
    monkeypatch.setattr(patience, "READ_WITHIN", 0.5)


def is_closed(one: socket.socket, within: float) -> bool:
    one.settimeout(within)
    try:
        while one.recv(65_536):
            pass
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


@pytest.mark.usefixtures("impatient")
def test_half_open_connections_neither_stop_the_server_nor_stay(served: Server) -> None:
    """With hundreds of clients that never finish a request, a feed comes at once, and they are shed."""
    slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(200)]
    for number, one in enumerate(slow):
        one.sendall(b"" if number % 2 else b"GET /statements.atom HTTP/1.1\r\nHost: a\r\nX-Slow: ")
    started = time.monotonic()
    assert served.ask("/statements.atom")[0] == 200
    assert time.monotonic() - started < 1
    assert all(is_closed(one, 5) for one in slow)
    for one in slow:
        one.close()


@pytest.mark.usefixtures("impatient")
def test_a_dripped_request_is_shed(served: Server) -> None:
    """A byte now and then is no request."""
    with socket.create_connection(("127.0.0.1", served.port)) as one:
        one.sendall(b"GET /statements.atom HTTP/1.1\r\n")
        ended = False
        for _ in range(40):
            time.sleep(0.1)
            try:
                one.sendall(b"X")
            except ConnectionError:
                ended = True
                break
        assert ended


@pytest.mark.usefixtures("impatient")
def test_a_client_that_does_not_read_is_shed(served: Server) -> None:
    """An answer that nobody takes is thrown away."""
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        one.connect(("127.0.0.1", served.port))
        one.sendall(b"GET /statements.atom HTTP/1.1\r\nHost: a\r\n\r\n" * 4)
        connections = served.server.server_state.connections
        assert wait_for(lambda: len(connections) == 1)
        assert wait_for(lambda: not connections)


def wait_for(happens: Callable[[], bool]) -> bool:
    until = time.monotonic() + 6
    while not happens() and time.monotonic() < until:
        time.sleep(0.02)
    return happens()


def test_a_kept_connection_is_answered_again(served: Server) -> None:
    """Patience is for the slow only: a reader may ask for many feeds on one connection."""
    with closing(HTTPConnection("127.0.0.1", served.port, timeout=5)) as connection:
        for _ in range(5):
            connection.request("GET", "/statements.atom")
            answer = connection.getresponse()
            assert (answer.status, len(answer.read())) == (200, len((LARGE * 40).encode()))


def test_loopback_is_the_default() -> None:
    """Nobody else is served unless asked for."""
    assert inspect.signature(serve).parameters["host"].default == "127.0.0.1"


def test_a_taken_port_is_a_sentence(served: Server) -> None:
    """Not a traceback: which address, and why."""
    told: list[str] = []
    with pytest.raises(ConfigurationError, match=rf"127\.0\.0\.1:{served.port}"):
        serve(make_app(Path("public"), Path("texts")), port=served.port, ready=lambda: told.append("serving"))
    assert told == []


def test_it_stops_when_told(tmp_path: Path) -> None:
    """SIGTERM ends it at once, as a signal does."""
    code = "from pathlib import Path; from feeds.server import *; serve(make_app(Path('a'), Path('b')), port=0)"
    child = subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path)
    time.sleep(1.5)
    child.terminate()
    assert child.wait(5) in {-15, 143}


def test_small_answers_leave_at_once() -> None:
    """Without it every small answer waits 40 ms for the client's acknowledgement."""
    with listen("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP
