"""`feeds.server` with the archive behind it: search and health as callables that open it for one question."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from typing import Any

from starlette.applications import Starlette

from feeds.server import listen, make_app, serve
from monitor.clock import now
from monitor.config import Config
from monitor.lock import hold
from monitor.opening import open_archive, open_topic
from monitor.publication import publish_now
from monitor.rendered import is_behind
from pipeline.countries import make_countries
from pipeline.errors import BusyError
from pipeline.models import Kind, Story
from pipeline.records import SourceState, Tally

MOST_FOUND = 100


def serve_config(config: Config, host: str, port: int, *, ready: Callable[[], None] | None = None) -> None:
    """Render what is behind, then serve until a signal; `ready` is called once connections are accepted.

    Raises:
        ConfigurationError: nothing can listen at this address; it is known before anything is rendered.
    """
    listen(host, port).close()
    prepare(config)
    serve(application(config), host, port, ready=ready)


def application(config: Config) -> Starlette:
    """What is served: files, and search and health from the archive."""
    desk = ArchiveDesk(config)
    return make_app(
        config.data.public,
        config.data.texts,
        search=desk.search,
        health=desk.health,
        tally=desk.tally,
        settings=config.feeds,
        sources=config.sources,
        zone=config.timezone,
        countries=make_countries(open_topic(config).countries),
    )


def prepare(config: Config) -> None:
    """Make sure there is something valid to serve; a run at work does it itself."""
    with suppress(BusyError), hold(config.data.lock, "serve"), open_archive(config) as archive:
        if is_behind(config, archive):
            publish_now(config, archive)


class ArchiveDesk:
    """Answers the server's questions from the archive."""

    def __init__(self, config: Config) -> None:
        self._config = config

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
        """The newest stories that hold an article with all that is asked."""
        with open_archive(self._config, read_only=True) as archive:
            found = archive.items(
                since=since, until=until, source=source, speaker=speaker, kind=kind, search=query or None
            )
            names = dict.fromkeys(item.story for item in islice(found, 5 * MOST_FOUND) if not item.baseline)
            return tuple(archive.story(name) for name in islice(names, MOST_FOUND))

    def tally(self) -> Tally:
        """Who spoke, for the search form."""
        with open_archive(self._config, read_only=True) as archive:
            return archive.tally()

    def health(self) -> tuple[bool, Mapping[str, Any]]:
        """Whether every enabled source was read well when last polled, and since when one was not."""
        with open_archive(self._config, read_only=True) as archive:
            states = archive.source_states()
        enabled = [states.get(s.id, SourceState(source=s.id)) for s in self._config.sources if s.enabled]
        failing = {state.source: state.outcome for state in enabled if state.outcome not in (None, "ok")}
        last = max((state.last_attempt for state in enabled if state.last_attempt), default=None)
        told = {
            "status": "failing" if failing else "ok",
            "failing": failing,
            "last_run": last.isoformat() if last else None,
            "now": now().isoformat(timespec="seconds"),
        }
        return not failing, told
