"""The log: one event a line, `TIME LEVEL EVENT key=value …`, as text or JSON; a value can never start a new line."""

import json
import logging
import re
import traceback
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar, Literal, TextIO
from zoneinfo import ZoneInfo

from monitor.clock import now
from monitor.log_files import turn_over

LOGGER = logging.getLogger("csto-monitor")
LEVELS = {"INFO": logging.INFO, "WARN": logging.WARNING, "ERROR": logging.ERROR}
NAMES = {number: name for name, number in LEVELS.items()}
BARE = re.compile(r"[^\s\"'=\\]+")
UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")

Format = Literal["text", "json"]
Line = dict[str, object]


class Log:
    """Writes the events of one run; `run` stands in every line."""

    def __init__(self, run: str, zone: str) -> None:
        self.run = run
        self.zone = ZoneInfo(zone)
        LineFormatter.run, LineFormatter.zone = run, self.zone

    def info(self, event: str, *, changed: bool = False, **fields: object) -> Line:
        """Something a person may look up later; the line's fields."""
        return self._emit("INFO", event, fields, changed=changed)

    def warning(self, event: str, *, changed: bool = True, **fields: object) -> None:
        """Something a person should look at; `changed` False: it was told before (quiet runs leave it out)."""
        self._emit("WARN", event, fields, changed=changed)

    def error(self, event: str, **fields: object) -> None:
        """Something that stopped this run."""
        self._emit("ERROR", event, fields, changed=True)

    def _emit(self, level: str, event: str, fields: Line, *, changed: bool) -> Line:
        time = now().astimezone(self.zone).isoformat(timespec="seconds")
        line = {"time": time, "level": level, "event": event, "run": self.run, **fields}
        LOGGER.log(LEVELS[level], event, extra={"line": line, "changed": changed})
        return line


class LineFormatter(logging.Formatter):
    """Turns the fields of one event into its line; libraries, which know no run, are given that of the moment."""

    run: ClassVar[str] = "-"
    zone: ClassVar[ZoneInfo] = ZoneInfo("UTC")

    def __init__(self, style: Format) -> None:
        super().__init__()
        self.style_name = style

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever the fields hold."""
        return write_line(
            getattr(record, "line", None) or _line_of_library(record, self.run, self.zone), self.style_name
        )


def write_line(fields: Line, style: Format) -> str:
    """One line, whatever the fields hold; what is None is left out."""
    line = {key: _shown(value) for key, value in fields.items() if value is not None}
    if style == "json":
        return json.dumps(line, ensure_ascii=False)
    head = f"{line.pop('time', '')} {line.pop('level', ''):5} {line.pop('event', ''):8}"
    return " ".join([head, *(f"{key}={_quoted(str(value))}" for key, value in line.items())])


def _line_of_library(record: logging.LogRecord, run: str, zone: ZoneInfo) -> dict[str, object]:
    """A record that is none of our events: a bug's traceback, or a library's complaint."""
    trace = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else None
    level = NAMES.get(record.levelno, "ERROR")
    return {
        "time": now().astimezone(zone).isoformat(timespec="seconds"),
        "level": level,
        "event": "error",
        "run": run,
        "logger": record.name,
        "told": record.getMessage(),
        "trace": trace,
    }


def open_log(path: Path, *, style: Format, keep: timedelta | None, zone: str = "UTC") -> logging.Handler:
    """Write all of INFO to a file that turns over with the zone's day; the caller holds the lock."""
    path.parent.mkdir(parents=True, exist_ok=True)
    turn_over(path, today=now().astimezone(ZoneInfo(zone)).date(), keep=keep)
    handler = logging.FileHandler(path, encoding="utf-8", delay=True)
    handler.setLevel(logging.INFO)
    handler.setFormatter(LineFormatter(style))
    handler.addFilter(_matters)
    LOGGER.addHandler(handler)
    logging.getLogger().addHandler(handler)
    return handler


def show_log(stream: TextIO, *, style: Format, verbose: bool, quiet: bool) -> None:
    """Let events reach a person: WARN and up; everything when verbose; only changes when quiet."""
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = False
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter(style))
    handler.addFilter(_matters)
    handler.setLevel(logging.INFO if verbose or quiet else logging.WARNING)
    if quiet:
        handler.addFilter(_is_change)
    LOGGER.addHandler(handler)
    logging.getLogger().addHandler(handler)


def _matters(record: logging.LogRecord) -> bool:
    """Our own events, and what libraries warn of; their chatter is nobody's."""
    return hasattr(record, "line") or record.levelno >= logging.WARNING


def _is_change(record: logging.LogRecord) -> bool:
    return bool(getattr(record, "changed", record.levelno >= logging.ERROR))


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return value if isinstance(value, int | float) else UNSAFE.sub("\ufffd", _flat(str(value)))


def _flat(text: str) -> str:
    return " ".join(text.split()) if any(mark in text for mark in "\n\r\t\v\f\x85\u2028\u2029") else text


def _quoted(text: str) -> str:
    if BARE.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
