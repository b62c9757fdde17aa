"""The Dockerfile's steps without Docker: its folders below one of ours, its user one of this machine; needs root.

`python dockerfile_steps.py` builds, runs the demo as the image's user, asks /healthz as the image does, and tidies up.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
OWN = ("/src", "/opt/csto-monitor", "/data")  # of the image; everything else is the system's
STAND_IN = "csto-image-proof"  # for the image's user: one of the real name may live here
WAIT = 60


@dataclass
class Stage:
    """An image being built in a folder."""

    root: Path
    workdir: str = "/"
    user: str = "0"
    env: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)

    def place(self, text: str) -> str:
        """Paths of the image as paths below our folder."""
        for own in OWN:
            text = text.replace(own, f"{self.root}{own}")
        return text

    def build(self) -> None:
        """Do every step in its order."""
        for row in (HERE / "Dockerfile").read_text().splitlines():
            if row and not row.startswith("#"):
                word, rest = row.split(" ", 1)
                say(f"{word} {rest[:90]}")
                getattr(self, f"do_{word.lower()}", self.remember)(rest)
                self.said[word] = rest

    def remember(self, _rest: str) -> None:
        """A step that only says something about the image."""

    def do_workdir(self, rest: str) -> None:
        self.workdir = rest
        Path(self.place(rest)).mkdir(parents=True, exist_ok=True)

    def do_user(self, rest: str) -> None:
        self.user = rest

    def do_env(self, rest: str) -> None:
        name, value = rest.split("=", 1)
        self.env[name] = self.place(value)

    def do_copy(self, rest: str) -> None:
        if rest.startswith("--from="):
            return  # both stages lie in one folder
        *names, target = rest.split()
        into = Path(self.place(self.workdir)) / target
        for name in names:
            if (HERE / name).is_dir():
                shutil.copytree(HERE / name, into, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(HERE / name, into)

    def do_run(self, rest: str) -> None:
        step = self.place(rest).replace("python -m venv", f"{find_python()} -m venv")
        if step.startswith("useradd "):
            step = step.removesuffix(" csto-monitor") + f" {STAND_IN}"
        subprocess.run(step, shell=True, check=True, cwd=self.place(self.workdir))

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """The entry point with these words, as the image's user in its folder, with its environment and no other."""
        program = Path(self.place("/opt/csto-monitor/bin")) / json.loads(self.said["ENTRYPOINT"])[0]
        return subprocess.Popen(
            [str(program), *words], cwd=self.place(self.workdir), env=self.env, text=True, user=int(self.user),
            group=int(self.user), extra_groups=[], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip

    def is_alive(self) -> bool:
        """What the image's own HEALTHCHECK says."""
        command = json.loads(self.said["HEALTHCHECK"].split(" CMD ", 1)[1])
        return not subprocess.run(command, env=self.env, check=False, capture_output=True).returncode


def find_python() -> str:
    """A Python that someone other than root may run, of the version that is needed."""
    for python in (sys.executable, "/usr/local/bin/python3", "/usr/bin/python3"):
        words = [python, "-c", "import ensurepip, sys; sys.exit(sys.version_info < (3, 11))"]
        try:
            if not subprocess.run(words, user=65534, cwd="/", check=False, capture_output=True).returncode:
                return python
        except OSError:
            continue
    sys.exit("dockerfile_steps: needs a Python 3.11 with venv outside of root's home (apt-get install python3-venv)")


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def prove(root: Path) -> None:
    """Build, play the demo, watch and serve; raise where something is not as it should be."""
    root.chmod(0o755)
    began = time.time()
    stage = Stage(root)
    stage.build()
    demo = stage.start("demo", "--once")
    told = demo.communicate(timeout=300)[0]
    say(told)
    assert demo.returncode == 0, told
    data = Path(stage.place("/data"))
    assert (data / "demo-data" / "public" / "statements.atom").exists()
    assert stage.start("init", stage.place("/data")).wait(60) == 0
    (data / "config.yaml").write_text("sources: []\n")
    watch = stage.start(*json.loads(stage.said["CMD"]))
    try:
        deadline = time.monotonic() + WAIT
        while not stage.is_alive():
            assert time.monotonic() < deadline, "no sign of life"
            time.sleep(0.5)
    finally:
        watch.terminate()
        said = watch.communicate(timeout=10)[0]
    assert watch.returncode == 128 + 15, said
    strays = [path for path in root.rglob("*") if path.lstat().st_uid == int(stage.user) and data not in path.parents]
    assert strays == [data], strays
    say(f"built, demo played, watched, served and stopped as user {stage.user} in {time.time() - began:.0f} s")


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("dockerfile_steps: needs root, to make the image's user and run as it")
    with tempfile.TemporaryDirectory(prefix="csto-image-") as folder:
        try:
            prove(Path(folder))
        finally:
            subprocess.run(["userdel", STAND_IN], check=False, capture_output=True)
