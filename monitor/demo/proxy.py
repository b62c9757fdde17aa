"""The proxy the replica speaks HTTP through: loopback, threads, and no connection of its own to anywhere."""

import gzip
import socket
import sys
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any

from monitor.demo.answers import Answer
from monitor.demo.town import Town, site_of

SLOW_LENGTH = 100_000
GZIP_FROM = 400


class Proxy(ThreadingHTTPServer):
    """Answers for the town's hosts on 127.0.0.1; `record(method, url, status)` is told of every request."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, port: int, town: Town, record: Callable[[str, str, int], None]) -> None:
        """Bind the port (0: a free one)."""
        self.town = town
        self.record = record
        self.stopping = Event()
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, so that it can be ended."""
        self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that has ended."""
        self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is no error of ours."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """Stop listening and end what is open."""
        self.stopping.set()
        self.shutdown()
        for connection in tuple(self._open):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "replica"
    sys_version = ""
    timeout = 30
    server: Proxy

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the inherited signature
        """Requests are kept in `Replica.requests`, not printed."""

    def _answer(self) -> None:
        town, url = self.server.town, self._absolute()
        site = site_of(url)
        if site is not None and town.mood(site) == "dripping":
            self.server.record(self.command, url, int(HTTPStatus.OK))
            self._drip(site)
            return
        answer = town.answer(url)
        status = HTTPStatus.NOT_MODIFIED if self._known(answer) else answer.status
        self.server.record(self.command, url, int(status))
        self._send(answer, status)

    def _absolute(self) -> str:
        """The address asked for; a client that is not told of a proxy names the host in its header."""
        return self.path if "://" in self.path else f"http://{self.headers.get('Host', '')}{self.path}"

    def _known(self, answer: Answer) -> bool:
        """Whether the client has these bytes (RFC 9110 §13.2.2: the entity tag goes first)."""
        if answer.modified is None:
            return False
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return answer.etag in (tag.strip().removeprefix("W/") for tag in tags.split(","))
        since = self.headers.get("If-Modified-Since")
        return since is not None and answer.modified.replace(microsecond=0) <= _moment(since, answer.modified)

    def _send(self, answer: Answer, status: int) -> None:
        body = b"" if status == HTTPStatus.NOT_MODIFIED else answer.body
        packed = len(body) >= GZIP_FROM and "gzip" in self.headers.get("Accept-Encoding", "")
        if packed:
            body = gzip.compress(body, mtime=0)
        self.send_response(status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Vary", "Accept-Encoding")
        optional = {
            "Content-Encoding": "gzip" if packed else "",
            "ETag": answer.etag if answer.modified else "",
            "Last-Modified": answer.last_modified,
            "Location": answer.location,
        }
        for name, value in optional.items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _drip(self, site: str) -> None:
        """One byte a second, until the site is well, the client is gone or the server stops."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(SLOW_LENGTH))
        self.end_headers()
        while self.server.town.mood(site) == "dripping" and not self.server.stopping.wait(1.0):
            self.wfile.write(b" ")
            self.wfile.flush()


def _moment(header: str, otherwise: datetime) -> datetime:
    """The moment of a conditional header; one that cannot be read is older than anything."""
    try:
        return parsedate_to_datetime(header)
    except ValueError:
        return otherwise.replace(year=1970)
