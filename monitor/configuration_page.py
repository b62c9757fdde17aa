"""docs/configuration.md from the models of `config_keys` and the comments of config.yaml; `make docs` writes it."""

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, TypeAdapter

from monitor import config_keys
from monitor.config_keys import FilePart, SourcePart, WayPart
from monitor.paths import shipped

KEY = re.compile(r"(?P<indent> *)(?:- )?(?P<key>[a-z_]+):(?P<rest>(?: .*)?)")
LASTING = ("retention.pages", "retention.other_pages", "retention.log")
PLAINLY = {  # what the file's comments say of several keys at once, or not at all
    "sources": "what is watched; may be empty",
    "schedule.cron": "five fields, instead of `every`, in the source's time zone",
    "sources.url": "its front page, for readers",
    "sources.reason": "why it is not enabled",
    "sources.cron": "five fields, instead of `every`, in the source's time zone",
    "sources.discover.feed": "address of an RSS, Atom, RDF or JSON feed",
    "sources.discover.sitemap": "address of a sitemap; `{day:%Y%m%d}` in it: once for each day since the last success",
    "sources.discover.listing": "address of a page that lists items; `{day:%Y%m%d}` as above",
    "sources.discover.full_text": "true: the feed's entry is the article, its page is not asked for",
    "sources.discover.item": "CSS of the links to items in a listing; without it they are found by what repeats",
    "sources.discover.next": "CSS of the link to the listing's next page",
    "sources.discover.pages": "how many pages are read at most; 1: up to five where the first reaches nothing known",
}
HEAD = """# Configuration

Written by `make docs` from the program's own checks and the comments of `config.yaml`; a test says when it is stale.

`csto-monitor init DIR` writes a file to start from. The file is `--config`, else `$CSTO_MONITOR_CONFIG`, else
`./config.yaml`; relative paths in it are relative to its folder. A wrong key or value is refused before anything runs:
file, line, key, what was expected, exit 2.
"""
NOTES = """
## Environment

| variable | means |
|---|---|
| `CSTO_MONITOR_CONFIG` | the configuration file, where `--config` names none |
| `http_proxy`, `https_proxy`, `no_proxy` | honoured where `network.proxy` is null |
| `SSL_CERT_FILE` | certificate authorities instead of the system's |
| `CSTO_MONITOR_NOW` | an instant that stands in for the clock, for trials only |
"""


def write_page() -> str:
    """The whole page."""
    told = read_comments(shipped("config.yaml").read_text(encoding="utf-8"))
    parts = [HEAD, "\n## The file\n\n", *_table(_keys(FilePart), told, ""), "\n## A source: one entry of `sources`\n\n"]
    parts += ["Required are `id`, `url` and `discover`.\n\n", *_table(_keys(SourcePart), told, "sources.")]
    parts += ["\n## A way of finding items: one entry of `discover`\n\n"]
    parts += [
        "Exactly one of `feed`, `sitemap`, `listing`, `telegram`; ways are tried in order, the next when one fails.\n\n"
    ]
    parts += _table(_keys(WayPart), told, "sources.discover.")
    return "".join([*parts, NOTES])


def read_comments(text: str) -> dict[str, tuple[str, str]]:
    """For each key, dotted (`feeds.title`, `sources.discover.feed`): the value shown, and what it means."""
    found: dict[str, tuple[str, str]] = {}
    above: list[tuple[int, str]] = []
    last = ""
    for row in _rows(text):
        value, _, comment = row.partition(" # ") if not row.lstrip().startswith("# ") else ("", "", row.strip()[2:])
        line = KEY.match(value)
        if line:
            depth = len(line["indent"]) + (2 if value.lstrip().startswith("- ") else 0)
            above = [(deep, key) for deep, key in above if deep < depth]
            above.append((depth, line["key"]))
            last = ".".join(key for _, key in above)
            found[last] = (line["rest"].strip(), comment.strip())
        elif comment and last:
            shown, before = found[last]
            found[last] = (shown, f"{before} {comment.strip()}".strip())
    return found


def _rows(text: str) -> Iterator[str]:
    """The lines with keys: those of the file itself, then those of the source that is shown as a comment."""
    head, _, rest = text.partition("\n# The sources.")
    yield from (row for row in head.splitlines() if not row.startswith("#") and row.strip())
    yield "sources:"
    for row in rest.partition("\n#\n# Priorities")[0].splitlines():
        if row.startswith("#   "):
            yield row[2:]


def _keys(model: type[BaseModel], prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every key of a part with its schema; the parts of the file itself are gone into, lists are not."""
    schema = TypeAdapter(model).json_schema()
    for name, one in schema["properties"].items():
        inner = getattr(config_keys, one.get("$ref", "").rpartition("/")[2], None)
        if inner is not None:
            yield from _keys(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", one


def _table(
    keys: Iterator[tuple[str, Mapping[str, Any]]], told: Mapping[str, tuple[str, str]], under: str
) -> Iterator[str]:
    yield "| key | default | takes | means |\n|---|---|---|---|\n"
    for key, schema in keys:
        means = PLAINLY.get(f"{under}{key}") or told.get(f"{under}{key}", ("", ""))[1]
        default = schema.get("default")
        shown = "" if default in (None, "", []) else f"`{_plain(default)}`"
        yield f"| `{key}` | {shown} | {_takes(key, schema)} | {means.replace('|', chr(92) + '|')} |\n"


def _plain(value: object) -> str:
    days = re.fullmatch(r"P(\d+)D", str(value))
    return f"{days[1]}d" if days else str(value).lower() if isinstance(value, bool) else str(value)


def _takes(key: str, schema: Mapping[str, Any]) -> str:
    if key in LASTING:
        return "a span such as `30d`, or `forever`"
    if key.rpartition(".")[2] == "every":
        return "a span such as `15m`"
    forms = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return " or ".join(dict.fromkeys(_form(one) for one in forms))


def _form(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return ", ".join(f"`{word}`" for word in schema["enum"])
    names = {"integer": "whole number", "boolean": "true or false", "array": "list", "string": "text"}
    name = "day" if schema.get("format") == "date" else names.get(schema.get("type", ""), schema.get("type", "mapping"))
    bounds = (("minimum", "from"), ("exclusiveMinimum", "above"), ("maximum", "to"))
    return " ".join([name, *(f"{word} {schema[bound]}" for bound, word in bounds if bound in schema)])


if __name__ == "__main__":
    sys.stdout.write(write_page())
