"""YAML with the line of every key, so that a refusal can name it; it knows nothing of what the keys mean."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from pipeline.errors import ConfigurationError

LONGEST_SHOWN = 60
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where libyaml is there
TYPE_NAMES = {"missing": "required key is missing", "extra_forbidden": "unknown key"}


class KeyFault(ValueError):  # noqa: N818 - what pydantic takes for a complaint
    """A complaint of a whole mapping about one of its keys."""

    def __init__(self, key: str, expected: str) -> None:
        super().__init__(expected)
        self.key = key


@dataclass(frozen=True, slots=True)
class Located:
    """A parsed document; `lines` maps a path of keys and indexes to its 1-based line."""

    path: Path
    value: Any
    lines: Mapping[tuple[str | int, ...], int]

    def line_of(self, path: Sequence[str | int]) -> int:
        """The line of the nearest known ancestor of `path`."""
        for end in range(len(path), -1, -1):
            if tuple(path[:end]) in self.lines:
                return self.lines[tuple(path[:end])]
        return 1


def load_yaml(path: Path) -> Located:
    """Parse a file.

    Raises:
        ConfigurationError: the file cannot be read, or is no YAML; with file, line and cause.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigurationError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is not UTF-8 text") from error
    try:
        root, value = _parse(text)
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path}{_mark(error)}: no valid YAML: {_problem(error)}") from error
    lines: dict[tuple[str | int, ...], int] = {(): 1}
    if root is not None:
        _walk(root, (), lines, path)
    return Located(path, value, lines)


def _parse(text: str) -> tuple[yaml.Node | None, Any]:
    """The nodes and the values; libyaml is fast, but a fault's line is better told by Python's own parser."""
    try:
        return yaml.compose(text, Loader=LOADER), yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe one
    except yaml.YAMLError:
        return yaml.compose(text, Loader=yaml.SafeLoader), yaml.safe_load(text)


def refusal(located: Located, error: ValidationError, known: Collection[str] = ()) -> ConfigurationError:
    """All complaints of pydantic as lines `FILE:LINE: key: what was expected`; `known`: keys a slip may have meant."""
    complaints = []
    for fault in error.errors():
        where, ours = tuple(fault["loc"]), fault.get("ctx", {}).get("error")
        if isinstance(ours, KeyFault):
            where = (*where, ours.key)
        key = ".".join(str(part) for part in where) or "the file"
        told = TYPE_NAMES.get(fault["type"]) or str(ours or fault["msg"])
        if fault["type"] == "extra_forbidden":
            told += _hint(str(where[-1]), known)
        is_plain = fault["type"] in TYPE_NAMES or isinstance(fault["input"], dict)
        got = "" if is_plain else f" (got {_short(fault['input'])})"
        complaints.append(f"{located.path}:{located.line_of(where)}: {key}: {told}{got}")
    return ConfigurationError("\n".join(complaints))


def _hint(key: str, known: Collection[str]) -> str:
    if key in known:
        return " in this place"
    near = get_close_matches(key, sorted(known), n=2)
    return f"; like it: {', '.join(near)}" if near else ""


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 3]}..."


def _mark(error: yaml.YAMLError) -> str:
    mark = getattr(error, "problem_mark", None)
    return f":{mark.line + 1}" if mark else ""


def _problem(error: yaml.YAMLError) -> str:
    return str(getattr(error, "problem", None) or "unreadable characters")


def _walk(node: yaml.Node, path: tuple[str | int, ...], lines: dict[tuple[str | int, ...], int], file: Path) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, str(key.value))
            if here in lines:
                raise ConfigurationError(f"{file}:{key.start_mark.line + 1}: {'.'.join(map(str, here))}: stands twice")
            lines[here] = key.start_mark.line + 1
            _walk(value, here, lines, file)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            lines[(*path, index)] = value.start_mark.line + 1
            _walk(value, (*path, index), lines, file)
