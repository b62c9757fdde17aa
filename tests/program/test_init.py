"""`init` as a new user meets it: what it prints can be typed, also by cron."""

import os
import re
import subprocess
import sys
from pathlib import Path

COMMAND = Path(sys.executable).with_name("csto-monitor")


def test_the_crontab_line_of_init_runs_under_cron(tmp_path):
    """The line is complete: cron knows few folders, starts in $HOME; no sources, no word."""
    folder = tmp_path / "наша редакция"
    said = subprocess.run([COMMAND, "init", folder], capture_output=True, text=True, check=True, timeout=60).stdout
    line = re.search(r"crontab: \*/5 \* \* \* \* (.*)", said)[1]
    (folder / "config.yaml").write_text("sources: []\n", encoding="utf-8")
    cron = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "SHELL": "/bin/sh", "LANG": os.environ.get("LANG", "C")}
    done = subprocess.run(
        ["/bin/sh", "-c", line], capture_output=True, text=True, cwd=tmp_path, env=cron, check=False, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "data" / "last-run").exists()


def test_a_folder_in_use_is_left_alone(tmp_path):
    """A configuration that stands there keeps its bytes; the refusal says so."""
    (tmp_path / "config.yaml").write_text("sources: []  # mine\n", encoding="utf-8")
    done = subprocess.run([COMMAND, "init", tmp_path], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "stands there already; nothing was changed" in done.stderr
    assert (tmp_path / "config.yaml").read_text(encoding="utf-8") == "sources: []  # mine\n"
