"""Keeps what was told of a word, since the words of a language come again; it tells nothing itself."""

from collections.abc import Callable, Iterable
from itertools import compress, count
from typing import TypeVar

Told = TypeVar("Told")
KEPT = 50_000  # words


class Memory(dict[str, Told]):
    """What `tell` says of each word asked for; where it grows too large it forgets everything."""

    def __init__(self, tell: Callable[[str], Told]) -> None:
        """`tell` must say the same of a word every time."""
        super().__init__()
        self._tell = tell

    def __missing__(self, low: str) -> Told:
        """Ask once."""
        if len(self) >= KEPT:
            self.clear()
        told = self[low] = self._tell(low)
        return told

    def places(self, words: Iterable[str], first: int = 0) -> list[int]:
        """The places, counted from `first`, of the words of which anything is told."""
        return list(compress(count(first), map(self.__getitem__, words)))
