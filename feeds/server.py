"""Serves feeds, texts, pages and search over HTTP; it renders nothing but answers to searches, and writes nothing."""

import json
import socket
from asyncio import Semaphore
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from feeds.answers import answer, refusal
from feeds.entries import FeedEntry, Setting, make_setting
from feeds.markup import plain_line
from feeds.page import Pages
from feeds.patience import PatientProtocol
from feeds.searching import Question, Search, UnaskableError, ask, read_question, search_feed, search_page
from feeds.settings import FeedSettings
from feeds.shelves import KINDS, Shelves, make_copy
from feeds.slugs import slugs_of
from pipeline.countries import Countries
from pipeline.errors import ConfigurationError
from pipeline.records import Tally
from pipeline.source import Source

Health = Callable[[], tuple[bool, Mapping[str, Any]]]
Tallying = Callable[[], Tally]

METHODS = ["GET", "HEAD"]
SEARCHES_AT_ONCE = 4
SEARCHES_WAITING = 16
LONGEST_ADDRESS = 4_000


def make_app(  # noqa: PLR0913 - the composition root gives all it has
    public: Path,
    texts: Path,
    *,
    search: Search | None = None,
    health: Health | None = None,
    tally: Tallying | None = None,
    settings: FeedSettings | None = None,
    sources: Sequence[Source] = (),
    zone: str = "UTC",
    countries: Countries | None = None,
) -> Starlette:
    """The application: files of `public` at `/`, of `texts` at `/texts/`, `/search`, `/search.atom`, `/healthz`.

    `search` finds stories, `tally` names the speakers of the search form, `health` says whether all is well and
    what to tell; each is called in a thread and may open the archive.
    """
    settings = settings or FeedSettings()
    desk = Desk(
        shelves=Shelves(folders={"": public, "texts/": texts}),
        site=plain_line(settings.title),
        setting=make_setting(settings, sources, zone, countries),
        search=search,
        health=health,
        tally=tally,
    )
    routes = [Route("/{name:path}", desk.give_file, methods=METHODS)]
    routes.insert(0, Route("/healthz", desk.tell_health, methods=METHODS))
    if search is not None:
        routes.insert(0, Route("/search", desk.show_search, methods=METHODS))
        routes.insert(0, Route("/search.atom", desk.feed_search, methods=METHODS))
    return Starlette(routes=routes, exception_handlers={404: _refuse, 405: _refuse, 500: _refuse})


def serve(
    app: Starlette,
    host: str = "127.0.0.1",
    port: int = 8080,
    *,
    log_level: str = "warning",
    ready: Callable[[], None] | None = None,
) -> None:
    """Serve until SIGTERM or SIGINT; slow clients are shed, and what is under way gets five seconds to end.

    `ready` is called once connections are accepted.

    Raises:
        ConfigurationError: nothing can listen at this address.
    """
    config = uvicorn.Config(
        app,
        http=PatientProtocol,
        ws="none",
        lifespan="off",
        loop="asyncio",
        access_log=False,
        log_level=log_level,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=10,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=16_384,
    )
    with listen(host, port) as listener:
        if ready:
            ready()
        uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at an address.

    Raises:
        ConfigurationError: the address is in use, not ours, or not allowed.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # The protocol must be named: asyncio sends small answers at once only on sockets that say they are TCP.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(2048)
    except (OSError, OverflowError) as error:
        listener.close()
        raise ConfigurationError(
            f"cannot listen at {host}:{port}: {getattr(error, 'strerror', None) or error}"
        ) from error
    return listener


@dataclass(slots=True, kw_only=True)
class Desk:
    """Answers requests from the shelves, and searches where it is given a way to."""

    shelves: Shelves
    site: str
    setting: Setting
    search: Search | None
    health: Health | None
    tally: Tallying | None
    searching: Semaphore = field(default_factory=lambda: Semaphore(SEARCHES_AT_ONCE))
    waiting: int = 0

    async def give_file(self, request: Request) -> Response:
        """A file by its exact name: nothing is decoded, joined or normalised."""
        raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode("utf-8", "replace")
        name = raw.decode("latin-1").removeprefix("/")
        copy = self.shelves.find(name) if len(name) <= LONGEST_ADDRESS else None
        return answer(request, copy) if copy else refusal(404, "Not found.")

    async def tell_health(self, request: Request) -> Response:  # noqa: ARG002 - its shape
        """200 where all is well, else 503; what there is to tell as JSON."""
        well, told = await run_in_threadpool(self.health) if self.health else (True, {"status": "ok"})
        body = json.dumps(told, ensure_ascii=False, default=str)
        return refusal(200 if well else 503, body, **{"Content-Type": "application/json"})

    async def show_search(self, request: Request) -> Response:
        """The page of a search."""
        return await self._answer_search(request, search_page, "html")

    async def feed_search(self, request: Request) -> Response:
        """The feed of a search."""
        return await self._answer_search(request, search_feed, "atom")

    async def _answer_search(
        self,
        request: Request,
        show: Callable[[Question, Sequence[FeedEntry], Pages], bytes],
        suffix: str,
    ) -> Response:
        if len(request.scope["query_string"]) > LONGEST_ADDRESS:
            return refusal(414, "The address is too long.")
        try:
            question = read_question(request.query_params)
        except ValueError as error:
            return refusal(400, f"Cannot search: {error}.")
        if self.waiting >= SEARCHES_WAITING:
            return refusal(503, "Too many searches at once.", **{"Retry-After": "5"})
        self.waiting += 1
        try:
            async with self.searching:
                body, changed = await run_in_threadpool(self._search, question, show)
        except UnaskableError as error:
            return refusal(400, f"Cannot search: {error}.")
        finally:
            self.waiting -= 1
        return answer(request, make_copy(body, KINDS[suffix], changed=changed if suffix == "atom" else None))

    def _search(
        self, question: Question, show: Callable[[Question, Sequence[FeedEntry], Pages], bytes]
    ) -> tuple[bytes, datetime | None]:
        tally = self.tally() if self.tally else Tally()
        if question.source and question.source not in {*self.setting.sources, *tally.sources}:
            raise UnaskableError("no such source")
        pages = Pages(site=self.site, setting=self.setting, slugs=slugs_of(tally.speakers))
        entries = ask(self.search, question, pages) if self.search else ()
        changed = max((entry.touched_at for entry in entries), default=None)
        return show(question, entries, pages), changed


async def _refuse(request: Request, error: Exception) -> Response:  # noqa: ARG001 - its shape
    status = getattr(error, "status_code", 500)
    told = {404: "Not found.", 405: "Only GET and HEAD."}.get(status, "Something went wrong here.")
    return refusal(status, told, **({"Allow": "GET, HEAD"} if status == 405 else {}))  # noqa: PLR2004 - the code itself
