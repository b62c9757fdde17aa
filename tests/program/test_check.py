"""`check` as a person uses it: its words and its exit codes are those of the contract."""

import json

import pytest
from program import Program, replica_config

from monitor.demo import Replica

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def sites():
    with Replica() as replica:
        yield replica


@pytest.fixture
def program(tmp_path, sites):
    return Program(tmp_path, replica_config(sites.proxy_url).replace("timeout: 10", "timeout: 3"))


def test_a_source_that_fails_alone_is_every_source(program, sites):
    """Exit 3 as with `run`: every polled source failed; among others that are well it is 1."""
    sites.block("portal")
    alone, together = program.run("check", "portal"), program.run("check", "--all")
    sites.heal("portal")
    assert alone.returncode == 3
    assert "portal: blocked" in alone.stdout
    assert together.returncode == 1


def test_a_refused_address_is_not_ok(program):
    """An address the guard refuses is said to be refused, with the reason, and exit 1."""
    program.config.write_text(program.config.read_text().replace("allow_private: true", "allow_private: false"))
    answer = program.run("check", "http://169.254.169.254/latest")
    assert answer.returncode == 1
    assert answer.stdout.startswith("page: broken - address is not public")
    told = [json.loads(row) for row in program.run("check", "http://10.0.0.1/x", "--json").stdout.splitlines()]
    assert [row.get("outcome", "no article") for row in told] == ["no article", "broken"]


def test_nothing_is_written(program):
    """There is no data folder after a check."""
    assert program.run("check", "agency", "--limit", "1").returncode == 0
    assert not (program.folder / "data").exists()
