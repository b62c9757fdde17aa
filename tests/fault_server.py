"""A loopback web server that misbehaves on demand: one path per fault, every request written down."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Self

Handler = Callable[["Request", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Request:
    at: float
    method: str
    path: str
    headers: dict[str, str]


@dataclass
class FaultServer:
    """Answers on `host`, in a thread of its own; a path nobody set up is a 404."""

    host: str = "127.0.0.2"
    ssl: object = None
    port: int = 0
    hits: list[Request] = field(default_factory=list)
    routes: dict[str, Handler] = field(default_factory=dict)

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        ready.wait(5)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    @property
    def origin(self) -> str:
        return f"{'https' if self.ssl else 'http'}://{self.host}:{self.port}"

    @property
    def netloc(self) -> str:
        return f"{self.host}:{self.port}"

    def url(self, path: str) -> str:
        return self.origin + path

    def asked(self, path: str) -> int:
        """How often a path was asked for."""
        return sum(hit.path == path for hit in self.hits)

    def times(self) -> list[float]:
        return [hit.at for hit in self.hits]

    def page(
        self,
        path: str,
        body: str | bytes = b"",
        *,
        status: int = 200,
        kind: str = "text/html; charset=utf-8",
        **headers: str,
    ) -> None:
        """A whole answer with a right length."""
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": kind, "Content-Length": str(len(data))}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.raw(path, head(status, named) + data)

    def article(self, path: str, title: str = "A title") -> None:
        self.page(path, article(title))

    def listing(self, path: str, links: list[str], older: str = "", **headers: str) -> None:
        """A listing for the plain readers: links, and a pager."""
        anchors = "".join(f'<a href="{link}">{link}</a>\n' for link in links)
        pager = f'<a rel="next" href="{older}">older</a>' if older else ""
        self.page(path, f"<html><body>{anchors}{pager}</body></html>", **headers)

    def redirect(self, path: str, location: str, status: int = 302) -> None:
        self.page(path, b"", status=status, Location=location)

    def raw(self, path: str, data: bytes, *, then: str = "keep") -> None:
        """Bytes as they are; afterwards `keep` the connection, `close`, `reset` or `hang`."""

        async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(data)
            with contextlib.suppress(ConnectionError):
                await writer.drain()
            await end(writer, then)

        self.routes[path] = answer

    def drip(self, path: str, start: bytes = b"", every: float = 0.2, piece: bytes = b"x") -> None:
        """A few bytes now and then, for ever."""

        async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(start)
            while not writer.is_closing():
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(every)

        self.routes[path] = answer

    def flood(self, path: str, start: bytes, piece: bytes, most: int = 200_000_000) -> None:
        """As much as the other side takes."""

        async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
            writer.write(start)
            sent = 0
            while sent < most and not writer.is_closing():
                writer.write(piece)
                await writer.drain()
                sent += len(piece)
            writer.close()

        self.routes[path] = answer

    def sequence(self, path: str, *names: str) -> None:
        """Each request gets the next of other paths' answers; the last one stays."""
        left = list(names)

        async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
            name = left.pop(0) if len(left) > 1 else left[0]
            await self.routes[name](request, writer)

        self.routes[path] = answer

    def conditional(self, path: str, other: str, etag: str = '"v1"') -> None:
        """304 for whoever shows the tag, else another path's answer."""

        async def answer(request: Request, writer: asyncio.StreamWriter) -> None:
            if request.headers.get("if-none-match") == etag:
                writer.write(head(304, {"ETag": etag}))
            else:
                await self.routes[other](request, writer)

        self.routes[path] = answer

    def tunnel(self, to: "FaultServer") -> None:
        """CONNECT, for this one target."""

        async def answer(_: Request, writer: asyncio.StreamWriter) -> None:
            there, back = await asyncio.open_connection(to.host, to.port)
            writer.write(b"HTTP/1.1 200 Connected\r\n\r\n")
            try:
                await asyncio.gather(pour(self._reader_of(writer), back), pour(there, writer))
            finally:
                back.transport.abort()

        self.routes[to.netloc] = answer

    @staticmethod
    def _reader_of(writer: asyncio.StreamWriter) -> asyncio.StreamReader:
        return writer.transport.get_protocol()._stream_reader  # type: ignore[union-attr]

    def _serve(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._run(ready))
        self._loop.close()

    async def _run(self, ready: threading.Event) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._connection, self.host, self.port, ssl=self.ssl)  # type: ignore[arg-type]
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._stop.wait()
        server.close()
        await asyncio.sleep(0.02)  # connections just accepted get to know their writers
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0.01)

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, OSError), cut_when_cancelled(writer):
            while not writer.is_closing():
                request = await self._read(reader)
                if request is None:
                    break
                self.hits.append(request)
                handler = self.routes.get(request.path)
                if handler is None:
                    writer.write(head(404, {"Content-Length": "9"}) + b"not found")
                else:
                    await handler(request, writer)
                await writer.drain()
        writer.close()

    @staticmethod
    async def _read(reader: asyncio.StreamReader) -> Request | None:
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, path, _ = lines[0].split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        return Request(time.monotonic(), method, path, headers)


def head(status: int, headers: dict[str, str]) -> bytes:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status} X\r\n{lines}\r\n".encode("latin-1")


def article(title: str = "A title", words: str = "Some words of a statement.") -> str:
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}</p></body></html>"


async def end(writer: asyncio.StreamWriter, how: str) -> None:
    if how == "close":
        writer.close()
    elif how == "reset":
        writer.transport.abort()
    elif how == "hang":
        await asyncio.sleep(3600)


async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65_536):
        writer.write(data)
        await writer.drain()
    writer.close()


@contextlib.contextmanager
def cut_when_cancelled(writer: asyncio.StreamWriter) -> Iterator[None]:
    """The server stops: nobody waits for what was not sent."""
    try:
        yield
    except asyncio.CancelledError:
        writer.transport.abort()
