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


def test_every_block_is_told_with_its_reader_and_reason(program):
    """`check` says of each block who took or refused it and why, for people and for programs."""
    shown = program.run("check", "agency", "--limit", "1").stdout.splitlines()
    blocks = [row for row in shown if row.startswith(("  + ", "  - "))]
    assert blocks[0].startswith("  + title  headline")
    assert any(row.startswith("  + body   page") and "text in the article's element" in row for row in blocks)
    told = [json.loads(row) for row in program.run("check", "agency", "--limit", "1", "--json").stdout.splitlines()]
    rows = told[0]["blocks"]
    assert [row["text"] for row in rows if row["taken"] and row["part"] == "body"] == told[0]["paragraphs"]
    assert all(row["reason"] for row in rows if not row["taken"])
    assert {"part", "taken", "reader", "reason", "text"} == set(rows[0])
