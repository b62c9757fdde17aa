"""What the documents of operation promise is what there is: every key, every log event, every field of one."""

import ast
import re

from monitor.configuration_page import write_page
from monitor.paths import CHECKOUT

DOCS = CHECKOUT / "docs"
COMMON = {"time", "level", "event", "run"}
LEVELS = {"info": "INFO", "warning": "WARN", "error": "ERROR"}
NOT_FIELDS = {"changed"}  # of the call, not of the line


def test_the_page_of_keys_is_not_stale():
    """docs/configuration.md is what `make docs` writes."""
    assert (DOCS / "configuration.md").read_text(encoding="utf-8") == write_page()


def test_every_key_is_explained():
    """No key of the configuration lacks its sentence."""
    rows = [row.split(" | ") for row in write_page().splitlines() if row.startswith("| `")]
    assert [row[0] for row in rows if not row[-1].strip(" |")] == []


def logged():
    """Every event the code can log, with its fields and levels: calls of `.info`, `.warning`, `.error` on a log."""
    found = {}
    for path in sorted((CHECKOUT / "monitor").glob("**/*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in LEVELS:
                on = ast.unparse(call.func.value)
                if on.split(".")[-1].lstrip("_") == "log" and call.args and isinstance(call.args[0], ast.Constant):
                    fields, levels = found.setdefault(call.args[0].value, (set(), set()))
                    fields |= {keyword.arg for keyword in call.keywords if keyword.arg} - NOT_FIELDS
                    levels.add(LEVELS[call.func.attr])
    return found


def documented():
    """The rows of docs/log.md: event, levels, fields."""
    text = (DOCS / "log.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([A-Z, ]+) \| (.*?) \|", text, re.MULTILINE)
    return {event: (set(re.findall(r"`([a-z_]+)`", fields)), set(levels.split(", "))) for event, levels, fields in rows}


def test_every_event_of_the_log_is_documented():
    """Events, levels and fields in docs/log.md are those in the code, no more and no fewer."""
    told = documented()
    library = told.pop("error")  # a bug or a library's complaint: no event of ours
    assert library[0] == {"logger", "told", "trace"}
    assert told == logged()


def test_every_field_has_its_meaning():
    """A field that stands in a line stands in the list of fields as well."""
    text = (DOCS / "log.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^- `([a-z_]+)`", text, re.MULTILINE))
    assert explained >= COMMON.union(*(fields for fields, _ in documented().values()))
