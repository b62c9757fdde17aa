"""Reads JSON as sites really write it: trailing commas, raw line breaks, comments, stray quotes, a missing end.

It never fails; what cannot be read is left out.
"""

import html
import json
import re
from typing import Any

_LONGEST = 400_000  # characters; more is no description of an article
_DEEPEST = 60
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)("?)|([{}\[\]:,])|([^\s{}\[\]:,"]{1,100})', re.DOTALL)
_WRAPPING = re.compile(r"^\s{0,99}(?:<!--|//\s?<!\[CDATA\[|<!\[CDATA\[|/\*\s?<!\[CDATA\[\s?\*/)")


def read_loose_json(text: str) -> Any:
    """Read a JSON text; what is broken in it is skipped, and None stands for nothing readable."""
    plain = _WRAPPING.sub("", text[:_LONGEST]).strip().rstrip(";")
    if "&quot;" in plain and '"' not in plain:
        plain = html.unescape(plain)
    try:
        return json.loads(plain, strict=False)
    except (ValueError, RecursionError):
        return _Builder().build(plain)


class _Builder:
    """Puts tokens together, forgiving whatever does not fit."""

    def __init__(self) -> None:
        self.top: list[Any] = []
        self.open: list[Any] = [self.top]
        self.keys: list[str | None] = [None]
        self.last: str | None = None

    def build(self, text: str) -> Any:
        for match in _TOKEN.finditer(text):
            string, closing, mark, bare = match.groups()
            if string is not None and not closing:
                break  # cut off within a string: nothing of it can be told
            if mark is not None:
                self._take_mark(mark)
            else:
                self._take_value(_unescape(string) if string is not None else bare)
        return self.top[0] if len(self.top) == 1 else self.top or None

    def _take_mark(self, mark: str) -> None:
        if mark in "{[" and len(self.open) < _DEEPEST:
            new: Any = {} if mark == "{" else []
            self._place(new)
            self.open.append(new)
            self.keys.append(None)
        elif mark in "}]" and len(self.open) > 1:
            self.open.pop()
            self.keys.pop()
        elif mark == ":" and self.keys[-1] is None:
            self.keys[-1] = self.last
        elif mark == ",":
            self.keys[-1] = None
        self.last = None

    def _take_value(self, value: str) -> None:
        if isinstance(self.open[-1], dict) and self.keys[-1] is None:
            self.last = value
        else:
            self._place(value)

    def _place(self, value: Any) -> None:
        holder, key = self.open[-1], self.keys[-1]
        if holder is self.top and not isinstance(value, dict | list):
            return
        if isinstance(holder, list):
            holder.append(value)
        elif key is not None and key not in holder:
            holder[key] = value


def _unescape(string: str) -> str:
    try:
        return str(json.loads(f'"{string}"', strict=False))
    except ValueError:
        return string
