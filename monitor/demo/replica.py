"""A loopback proxy behind which the four sites of the demo lie; it never connects to anything itself."""

from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock, Thread
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from monitor.demo.proxy import Proxy
from monitor.demo.town import Town


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request as it was answered."""

    method: str
    url: str
    status: int


class Replica:
    """Four news sites behind one proxy on loopback, served from threads of this process.

    Use it as a context manager. `today` is the day the pages are dated from (default: the current day in Moscow); for
    one `today` every byte is the same, whatever the clock. `port` 0 takes a free one.
    """

    def __init__(self, *, today: date | None = None, port: int = 0) -> None:
        """Work out the pages; nothing listens before `__enter__`."""
        self.today = today or datetime.now(ZoneInfo("Europe/Moscow")).date()
        self._town = Town(self.today)
        self._port = port
        self._server: Proxy | None = None
        self._log: list[Asked] = []
        self._lock = Lock()

    def __enter__(self) -> Self:
        """Start to listen on 127.0.0.1."""
        self._server = Proxy(self._port, self._town, self._record)
        Thread(target=self._server.serve_forever, args=(0.05,), name="replica", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop listening; connections that are open end."""
        if self._server is not None:
            self._server.stop()
            self._server = None

    @property
    def town(self) -> Town:
        """The sites themselves, for whoever wants to ask without HTTP."""
        return self._town

    @property
    def proxy_url(self) -> str:
        """What `network: {proxy: …}` takes; a RuntimeError when nothing listens."""
        if self._server is None:
            raise RuntimeError("the replica listens only inside its `with` block")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def requests(self) -> tuple[Asked, ...]:
        """Every request so far, in the order of its answer."""
        with self._lock:
            return tuple(self._log)

    def forget_requests(self) -> None:
        """Start the log of requests anew."""
        with self._lock:
            self._log.clear()

    def redesign(self, site: str) -> None:
        """Replace a site's templates and addresses by others: nothing the configuration names is found."""
        self._town.set_mood(site, "redesigned")

    def block(self, site: str) -> None:
        """Answer everything on a site with a challenge page and status 403."""
        self._town.set_mood(site, "blocked")

    def drip(self, site: str) -> None:
        """Send a site's answers one byte a second."""
        self._town.set_mood(site, "dripping")

    def heal(self, site: str) -> None:
        """Make a site well again."""
        self._town.set_mood(site, "well")

    def publish_more(self) -> None:
        """Let a few later items appear."""
        self._town.publish_more()

    def _record(self, method: str, url: str, status: int) -> None:
        with self._lock:
            self._log.append(Asked(method=method, url=url, status=status))
