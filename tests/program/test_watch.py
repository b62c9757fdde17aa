"""`watch`: ticks as due, never twice at once, outlives a killed child, and is gone in five seconds."""

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from program import Program, replica_config

from monitor.demo import Replica

pytestmark = pytest.mark.system


@pytest.fixture
def watched(tmp_path):
    with Replica() as replica:
        text = replica_config(replica.proxy_url) + "schedule: {every: 3s}\n"
        program = Program(tmp_path, text)
        process = program.start("watch")
        yield program, process
        process.kill()
        process.wait()


def runs(program):
    return [line for line in program.log() if re.search(r" INFO  run ", line)]


def wait_for(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about in time"
        time.sleep(0.1)


def children(process):
    try:
        listed = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    except FileNotFoundError:
        return []
    everyone = [Path(path).read_text() for path in Path(f"/proc/{process.pid}/task").glob("*/children")]
    return [int(pid) for pid in " ".join([listed, *everyone]).split()]


def test_a_taken_port_stops_the_watch_at_its_start(tmp_path):
    """With `--serve` nothing runs where nothing could be served: exit 2, and it says which address."""
    program = Program(tmp_path, "sources: []\n")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = program.run("watch", "--serve", "--port", str(port))
    assert answer.returncode == 2
    assert f"cannot listen at 127.0.0.1:{port}" in answer.stderr


def test_watch_ticks_survives_and_stops(watched):
    """Runs follow one another as due; a killed child is made up for; SIGTERM ends parent and child in five seconds."""
    program, process = watched
    wait_for(lambda: len(runs(program)) >= 2)
    wait_for(lambda: children(process))
    os.killpg(children(process)[0], signal.SIGKILL)
    wait_for(lambda: process.poll() is None and len(set(children(process))) <= 1)
    assert process.poll() is None
    times = [line[:19] for line in runs(program)]
    assert times == sorted(times)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    try:
        assert process.wait(10) == 128 + signal.SIGTERM
    except subprocess.TimeoutExpired:
        pytest.fail("watch did not stop")
    assert time.monotonic() - began < 5
    locks = program.run("run")
    assert locks.returncode == 0
