"""What an administrator installs: systemd units, image, compose file; checked without starting any of them."""

import re
import shutil
import subprocess

import pytest
import yaml

from monitor.cli import build_parser
from monitor.paths import CHECKOUT

UNITS = sorted((CHECKOUT / "packaging" / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
ANALYZE = shutil.which("systemd-analyze")
WORST = 2.5  # of systemd's exposure scale, 0 safe to 10 exposed

needs_systemd = pytest.mark.skipif(ANALYZE is None, reason="needs systemd-analyze (Debian: apt-get install systemd)")


@pytest.fixture
def copies(tmp_path):
    """The units, their program replaced by one that is here."""
    for unit in UNITS:
        text = unit.read_text().replace("/opt/csto-monitor/bin/csto-monitor", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    return tmp_path


def analyze(*words):
    return subprocess.run([ANALYZE, *words], capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.tool
@needs_systemd
def test_systemd_accepts_the_units(copies):
    """`systemd-analyze verify` finds nothing to say."""
    answer = analyze("verify", "--man=no", *map(str, sorted(copies.iterdir())))
    assert (answer.returncode, answer.stdout, answer.stderr) == (0, "", "")


@pytest.mark.tool
@needs_systemd
@pytest.mark.parametrize("service", SERVICES, ids=lambda unit: unit.stem)
def test_the_services_are_hardened(copies, service):
    """Their exposure as systemd reckons it is small."""
    answer = analyze("security", "--offline=yes", "--no-pager", str(copies / service.name))
    if "Unknown option" in answer.stderr or "unrecognized" in answer.stderr:
        pytest.skip("needs systemd 250 or newer for an offline look")
    assert float(re.search(r"exposure level for \S+: ([\d.]+)", answer.stdout)[1]) <= WORST


@pytest.mark.parametrize("service", SERVICES, ids=lambda unit: unit.stem)
def test_a_service_calls_a_command_there_is(service):
    """Its words are a command line of this program, and it never runs as root."""
    text = service.read_text()
    words = re.search(r"^ExecStart=\S+/csto-monitor (.+)$", text, re.MULTILINE)[1].split()
    assert build_parser().parse_args(words).command in ("run", "serve")
    assert re.search(r"^User=csto-monitor$", text, re.MULTILINE)


def test_a_failing_source_does_not_fail_the_unit():
    """Exit 1 and 75 are told in the log; systemd mails only what a person must mend."""
    text = (CHECKOUT / "packaging" / "systemd" / "csto-monitor.service").read_text()
    assert re.search(r"^SuccessExitStatus=1 75$", text, re.MULTILINE)


def dockerfile():
    """Instructions as (word, rest); no continued lines are used."""
    rows = (CHECKOUT / "Dockerfile").read_text().splitlines()
    return [tuple(row.split(" ", 1)) for row in rows if row and not row.startswith("#")]


def test_the_image_runs_as_nobody_special():
    """Its last USER is a number other than 0; it has a volume and a sign of life; its command is one there is."""
    steps = dockerfile()
    said = dict(steps)  # the last of each
    assert said["USER"] == "10001"
    assert said["VOLUME"] == "/data"
    assert "/healthz" in said["HEALTHCHECK"]
    assert build_parser().parse_args(yaml.safe_load(said["CMD"])).host == "0.0.0.0"
    assert [rest for word, rest in steps if word == "FROM"][-1].split(":")[1] == "3.12-slim"


def test_the_image_gets_all_that_the_wheel_needs():
    """What is copied is what pyproject.toml packs, and .dockerignore lets it through."""
    lists = [rest.split() for word, rest in dockerfile() if word == "COPY" and not rest.startswith("--from")]
    copied = {name for names in lists for name in names[:-1]}
    allowed = {row[1:] for row in (CHECKOUT / ".dockerignore").read_text().splitlines() if row.startswith("!")}
    needed = {"pyproject.toml", "README.md", "LICENSE", "config.yaml", "topics"}
    assert {*needed, "spiders", "pipeline", "feeds", "monitor"} <= copied
    assert copied <= allowed
    assert all((CHECKOUT / name).exists() for name in copied)


def test_compose_takes_everything_away():
    """Read-only root, no capabilities, one writable folder, reachable from this machine only."""
    service = yaml.safe_load((CHECKOUT / "compose.yaml").read_text())["services"]["csto-monitor"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [volume.split(":")[1] for volume in service["volumes"]] == ["/data"]
    assert service["ports"] == ["127.0.0.1:8080:8080"]
