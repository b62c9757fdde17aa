"""The command line: words to a command's module, errors to a sentence and an exit code; it does no work itself.

Nothing heavy is imported here: `--help` answers in a tenth of a second.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from monitor import __version__
from pipeline.errors import MonitorError

INTERRUPTED = 130
DISK = 3  # the exit code where the disk or its permissions stood in the way


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    arguments = build_parser().parse_args(words)
    try:
        command = importlib.import_module(f"monitor.commands.{arguments.module}")
        code: int = command.run(arguments)
        sys.stdout.flush()
    except MonitorError as error:  # border: our own errors become a sentence
        print(f"csto-monitor: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # border: a disk that is full, a folder that is a file
        place = f"{error.filename}: " if error.filename else ""
        print(f"csto-monitor: {place}{error.strerror or error}", file=sys.stderr)
        return DISK
    return code


def build_parser() -> argparse.ArgumentParser:
    """All commands with their options, as the contract names them."""
    parser = argparse.ArgumentParser(
        prog="csto-monitor",
        description="Collects statements of the CSTO from news sites and publishes them as RSS and Atom feeds.",
        epilog="Exit codes: 0 all well; 1 a source or a file failed; 2 usage or configuration; "
        "3 every source or the archive failed; 75 another run is at work.",
    )
    parser.add_argument("--config", metavar="FILE", help="default: $CSTO_MONITOR_CONFIG, else ./config.yaml")
    parser.add_argument("--log-format", choices=("text", "json"), default="text", help="how log lines are written")
    loudness = parser.add_mutually_exclusive_group()
    loudness.add_argument("-v", "--verbose", action="store_true", help="show every log line on stderr")
    loudness.add_argument("-q", "--quiet", action="store_true", help="show only changes of a source's state")
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    _add_collecting(commands)
    _add_asking(commands)
    _add_reading(commands)
    _add_keeping(commands)
    return parser


Commands = "argparse._SubParsersAction[argparse.ArgumentParser]"


def _command(commands: Commands, name: str, told: str, module: str = "") -> argparse.ArgumentParser:  # type: ignore[valid-type]
    parser: argparse.ArgumentParser = commands.add_parser(name, help=told, description=told)  # type: ignore[attr-defined]
    parser.set_defaults(module=module or name, command=name)
    return parser


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _relevance(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument(
        "--relevance", default=default, metavar="R[,R]", help=f"statement, about, mention, none or all ({default})"
    )


def _add_collecting(commands: Commands) -> None:  # type: ignore[valid-type]
    run = _command(commands, "run", "One pass over the sources that are due: collect, clean, judge, publish.")
    run.add_argument("--source", action="append", default=[], metavar="ID", help="only this source, due or not")
    run.add_argument("--since", metavar="DATE", help="follow older pages back to this day")
    run.add_argument("--dry-run", action="store_true", help="write nothing, print what would be new")
    run.add_argument("--all", action="store_true", help="ignore due times")
    watch = _command(commands, "watch", "Stay, and run whenever a source is due.")
    watch.add_argument("--serve", action="store_true", help="serve the feeds as well")
    watch.add_argument("--host", default="127.0.0.1", help="where they are served (127.0.0.1); 0.0.0.0 for all")
    watch.add_argument("--port", type=int, default=8080, help="on which port (8080)")
    check = _command(commands, "check", "The same pipeline with every write withheld: what would be found, and why.")
    check.add_argument("target", metavar="SOURCE|URL", nargs="?", help="a source's id, or an address")
    check.add_argument("--all", action="store_true", help="every enabled source")
    check.add_argument("--limit", type=_count, default=5, metavar="N", help="pages opened a source (5)")
    _json(check)
    serve = _command(commands, "serve", "Serve feeds, texts, page and search over HTTP.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8080)
    demo = _command(commands, "demo", "Watch four bundled news sites and serve the result; yours stay untouched.")
    demo.add_argument("--once", action="store_true", help="end after one pass; say where feeds and page lie")
    demo.add_argument("--port", type=int, default=8080, help="where the result is served (8080)")


def _add_asking(commands: Commands) -> None:  # type: ignore[valid-type]
    status = _command(commands, "status", "Health of each source; exit 1 when an enabled one is failing.")
    _json(status)
    items = _command(commands, "items", "What the archive holds, newest first.")
    items.add_argument("--since", metavar="DATE")
    items.add_argument("--until", metavar="DATE")
    items.add_argument("--source", metavar="ID")
    items.add_argument("--speaker", metavar="NAME")
    items.add_argument("--kind", metavar="KIND")
    items.add_argument("--search", metavar="WORDS")
    items.add_argument("--limit", type=_count, metavar="N")
    _relevance(items, "statement,about")
    _json(items)
    show = _command(commands, "show", "One item in the text format.")
    show.add_argument("id", metavar="ID")
    how = show.add_mutually_exclusive_group()
    how.add_argument("--json", action="store_true", help="as a JSON object")
    how.add_argument("--diff", action="store_true", help="what changed between its revisions")
    why = _command(commands, "why", "The whole chain of decisions for one item.")
    why.add_argument("item", metavar="ID|URL")


def _add_reading(commands: Commands) -> None:  # type: ignore[valid-type]
    extract = _command(commands, "extract", "Read saved pages: one JSON object a line, in order.")
    extract.add_argument("files", nargs="+", metavar="FILE.html", help="`-`: JSON lines {file, url, source} on stdin")
    extract.add_argument("--url", help="the address the page came from")
    extract.add_argument("--source", metavar="ID")
    _json(extract)
    judge = _command(commands, "judge", "Judge texts in the text format: one JSON object a line.")
    judge.add_argument("files", nargs="+", metavar="FILE.txt")
    judge.add_argument("--source", metavar="ID")
    _json(judge)
    saving = _command(commands, "save-page", "Keep one live page as a test case for a person to review.", "save_page")
    saving.add_argument("source", metavar="SOURCE")
    saving.add_argument("url", metavar="URL")
    saving.add_argument("--to", metavar="DIR", help="default: tests/fixtures of the checkout")
    group = _command(commands, "group", "Group texts into stories: one JSON list of file names a line.")
    group.add_argument("files", nargs="+", metavar="FILE.txt")
    _json(group)


def _add_keeping(commands: Commands) -> None:  # type: ignore[valid-type]
    imports = _command(commands, "import", "Put texts into the archive.", "import_texts")
    imports.add_argument("files", nargs="+", metavar="FILE.txt")
    export = _command(commands, "export", "Write archived statements as text files into a folder.")
    export.add_argument("folder", metavar="DIR")
    _relevance(export, "statement")
    init = _command(commands, "init", "A folder with a commented config.yaml to start from.")
    init.add_argument("folder", metavar="DIR")
    reprocess = _command(commands, "reprocess", "Clean and judge the stored pages again with today's rules.")
    reprocess.add_argument("--since", metavar="DATE", help="only items of this day and later")
    reprocess.add_argument("--dry-run", action="store_true", help="only show what would change")
    backup = _command(commands, "backup", "A copy of the live archive.")
    backup.add_argument("file", metavar="FILE")
    purge = _command(commands, "purge", "Let go of articles of days before a date; they stay known.")
    purge.add_argument("--before", metavar="DATE", required=True)
    _command(commands, "selfcheck", "Versions, paths, permissions, clock, archive.")
    rebuild = _command(commands, "rebuild", "Render every feed, text and page again from the archive.")
    rebuild.add_argument("--allow-empty", action="store_true", help="let a feed go empty that was not")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"expected a whole number above 0, got {text!r}")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
