from datetime import date

import pytest
import yaml
from program import Program, replica_config

from monitor.demo import Replica

URL = "http://portal.example/20260303/gensekretar-odkb-katalog-uchebnykh-tsentrov-44012401.html"

pytestmark = [pytest.mark.system, pytest.mark.proof]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder in which a page of the replica was saved twice, and a page that is not there once."""
    folder = tmp_path_factory.mktemp("saving")
    with Replica(today=date(2026, 3, 3)) as replica:
        program = Program(folder, replica_config(replica.proxy_url))
        words = ("save-page", "portal", URL, "--to", "pages")
        codes = [program.run(*words).returncode for _ in range(2)]
        codes.append(
            program.run(
                "save-page", "portal", "http://portal.example/20260303/none-44999999.html", "--to", "pages"
            ).returncode
        )
        codes.append(program.run("save-page", "portal", "http://agency.example/1", "--to", "pages").returncode)
    (folder / "codes").write_text(" ".join(map(str, codes)), encoding="utf-8")
    return folder


def test_a_page_is_kept_with_its_fields(folder):
    """The page as it came, and what was read of it, marked as not yet reviewed."""
    saved = folder / "pages" / "portal" / "44012401"
    case = yaml.safe_load((saved / "case.yaml").read_text(encoding="utf-8"))
    assert (case["url"], case["reviewed"]) == (URL, False)
    assert case["expected"]["id"] == "portal-44012401"
    assert case["expected"]["speakers"] == ["Таалатбек Масадыков"]
    assert case["expected"]["title"] in (saved / "page.html").read_text(encoding="utf-8")


def test_nothing_else_is_written(folder):
    """No archive, no feeds; a page that is not there leaves no folder."""
    assert sorted(path.name for path in folder.iterdir()) == ["codes", "config.yaml", "pages"]
    assert [path.name for path in (folder / "pages" / "portal").iterdir()] == ["44012401"]


def test_exit_codes(folder):
    """0 saved; 2 where a person may have reviewed it already, and off the source's hosts; 1 where no page came."""
    assert (folder / "codes").read_text(encoding="utf-8") == "0 2 1 2"
