"""What is pinned can be installed: on the oldest Python the project names, not only on the one at hand."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).parents[1]
OLDEST = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
PINS = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("name", PINS)
def test_a_pinned_library_runs_on_the_oldest_python(name):
    """Debian 12 ships 3.11.2: a library that asks for 3.11.5 cannot be installed there."""
    try:
        wants = metadata(name)["Requires-Python"]
    except PackageNotFoundError:
        pytest.skip(f"{name} is for another platform or not of the development group")
    oldest = f"{OLDEST.removeprefix('>=')}.0"
    assert SpecifierSet(wants or "").contains(oldest), f"{name} needs Python {wants}"
