"""A progress bar where a person waits: on a terminal only, on one line, gone when done."""

import shutil
from types import TracebackType
from typing import Self, TextIO

WIDTH = 24


class Progress:
    """Counts pages over all sources; prints nothing where the stream is no terminal."""

    def __init__(self, stream: TextIO, sources: int) -> None:
        self._stream = stream
        self._visible = stream.isatty()
        self._counts: dict[str, tuple[int, int]] = {}
        self._sources = sources

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        if self._visible:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def show(self, source: str, done: int, total: int) -> None:
        """One source has done so many of its pages."""
        self._counts[source] = (done, total)
        if not self._visible:
            return
        finished = sum(count for count, _ in self._counts.values())
        whole = max(sum(count for _, count in self._counts.values()), 1)
        filled = WIDTH * finished // whole
        bar = "█" * filled + "░" * (WIDTH - filled)
        text = f"{bar} {finished}/{whole} pages, {len(self._counts)}/{self._sources} sources, {source}"
        self._stream.write("\r\x1b[K" + text[: shutil.get_terminal_size().columns - 1])
        self._stream.flush()
