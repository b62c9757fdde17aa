"""`demo`: the real pipeline against four bundled sites on loopback; its data lies in `demo-data/`, nowhere else."""

import argparse
import dataclasses
import shutil
import sys
from datetime import date
from pathlib import Path

from monitor.config import Config
from monitor.config_file import load_config
from monitor.demo import Replica
from monitor.logs import show_log
from monitor.paths import ROOM, DataFolder
from monitor.run import Request, run_once

FOLDER = "demo-data"


def run(arguments: argparse.Namespace) -> int:
    """One pass, then where the result lies; without `--once` it is served until Ctrl-C."""
    show_log(sys.stderr, style=arguments.log_format, verbose=arguments.verbose, quiet=arguments.quiet)
    data = DataFolder(Path.cwd() / FOLDER)
    print("Four bundled sites are played on this machine; their texts are invented.", file=sys.stderr)
    with Replica(today=remembered_day(data)) as replica:
        config = demo_config(data, replica.proxy_url, arguments.port)
        code = run_once(config, Request(everything=True, log_format=arguments.log_format, command="demo"))
    tell(config, served=not arguments.once)
    if not arguments.once:
        from monitor.serving import serve_config  # noqa: PLC0415 - only where something is served

        serve_config(config, "127.0.0.1", arguments.port)
    return code


def demo_config(data: DataFolder, proxy: str, port: int) -> Config:
    """The bundled configuration with the replica's proxy and this call's folder."""
    shipped = load_config(ROOM / "demo" / "config.yaml")
    return dataclasses.replace(
        shipped,
        data=data,
        archive=f"sqlite:///{data.root / 'archive.db'}",
        network=dataclasses.replace(shipped.network, proxy=proxy),
        feeds=dataclasses.replace(shipped.feeds, base_url=f"http://localhost:{port}/"),
    )


def remembered_day(data: DataFolder) -> date | None:
    """The day the sites were first played from, so that a second pass finds them unchanged; None: today."""
    note = data.root / "played-from"
    try:
        return date.fromisoformat(note.read_text().strip())
    except (OSError, ValueError):
        day = Replica().today
        data.root.mkdir(parents=True, exist_ok=True)
        note.write_text(f"{day}\n")
        return day


def tell(config: Config, *, served: bool) -> None:
    """Where feeds and page lie, for a person who tries this for the first time."""
    public = config.data.public
    print(
        f"\nPage:   {public / 'index.html'}\n"
        f"Feeds:  {public / 'statements.atom'}\n"
        f"        {public / 'statements.rss'}\n"
        f"Texts:  {config.data.texts}\n"
        f"Log:    {config.data.log}",
        file=sys.stderr,
    )
    if served:
        print(
            f"\nServed at {config.feeds.base_url} - subscribe to {config.feeds.base_url}statements.atom",
            file=sys.stderr,
        )
    else:
        print(f"\nTo subscribe in a feed reader: {_program()} demo. To begin anew: rm -r {FOLDER}", file=sys.stderr)


def _program() -> str:
    """This program as the person's shell finds it: by its name, else by the path it was called with."""
    found, called = shutil.which("csto-monitor"), Path(sys.argv[0])
    if called.name != "csto-monitor" or (found and Path(found).resolve() == called.resolve()):
        return "csto-monitor"
    return str(called)
