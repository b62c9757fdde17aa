"""The program as a user starts it: a child process in a folder of its own, against sites of the test."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import monitor.demo

LIMIT = 120


class Program:
    """`csto-monitor` with one configuration; `run` waits for the end, `start` does not."""

    def __init__(self, folder: Path, config: str) -> None:
        self.folder = folder
        self.config = folder / "config.yaml"
        self.config.write_text(config, encoding="utf-8")

    @property
    def public(self) -> Path:
        return self.folder / "data" / "public"

    def run(self, *words: str, **more):
        """The finished process, output as text."""
        return subprocess.run(
            self._words(words), capture_output=True, text=True, timeout=LIMIT, check=False, cwd=self.folder,
            env=self._environment(more),
        )  # fmt: skip

    def start(self, *words: str, **more):
        """The process at work."""
        return subprocess.Popen(
            self._words(words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder,
            env=self._environment(more),
        )  # fmt: skip

    def prints(self) -> dict[str, str]:
        """A fingerprint of every file under `public/`."""
        return prints_of(self.public)

    def log(self) -> list[str]:
        """The lines of the log."""
        path = self.folder / "data" / "logs" / "csto-monitor.log"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def _words(self, words):
        return [sys.executable, "-m", "monitor", "--config", str(self.config), *words]

    def _environment(self, more):
        return {**os.environ, "PYTHONWARNINGS": "default", **{key.upper(): value for key, value in more.items()}}


def prints_of(folder: Path) -> dict[str, str]:
    """A fingerprint of every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def replica_config(proxy: str, **changes: str) -> str:
    """The demo's configuration, for a replica at `proxy`, with its data in `data/`."""
    text = (Path(monitor.demo.__file__).parent / "config.yaml").read_text(encoding="utf-8")
    text = text.replace("proxy: null", f"proxy: {proxy}").replace("data_dir: demo-data", "data_dir: data")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    return text
