"""Publishing as a command's step: what an archive lost, or lost track of, is found out at once."""

import os
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from monitor.cli import main
from monitor.clock import now
from monitor.config_file import load_config
from monitor.opening import open_archive
from monitor.publication import publish_now
from pipeline.archive.importing import IMPORT
from pipeline.models import Article, Dated, Judgement

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
TEXT = tuple(f"Секретариат сообщил о плане совместной подготовки, часть {part}." for part in range(9))


class Office:
    """A data folder whose archive is filled by hand."""

    def __init__(self, folder: Path) -> None:
        (folder / "config.yaml").write_text("sources: []\n", encoding="utf-8")
        self.folder, self.config = folder, load_config(folder / "config.yaml")

    def keep(self, number: int, text: tuple[str, ...], day: date = date(2026, 2, 27)) -> None:
        url = f"https://agency.example/news/{30_000 + number}"
        article = Article(
            url=url, title=f"Номер {number}", lead=None, paragraphs=text, dated=Dated(day=day, basis="page")
        )
        judgement = Judgement(relevance="statement", kind="news", language="ru")
        with open_archive(self.config) as archive:
            archive.add_text(article, judgement, at=now(), source=replace(IMPORT, id="agency"))

    def publish(self) -> None:
        with open_archive(self.config) as archive:
            assert not publish_now(self.config, archive)

    def pages(self) -> dict[str, str]:
        return {path.stem: path.read_text() for path in (self.config.data.public / "items").iterdir()}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setenv("CSTO_MONITOR_NOW", NOW.isoformat())
    return Office(tmp_path)


def test_a_restored_backup_is_shown_as_it_is(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """No article of it looks touched; its pages go back to what it knows all the same."""
    office.keep(1, TEXT)
    office.publish()
    file = office.config.data.root / "archive.db"
    backup = file.read_bytes()
    monkeypatch.setenv("CSTO_MONITOR_NOW", (NOW + timedelta(hours=1)).isoformat())
    office.keep(1, (*TEXT, "Уточнение."))
    office.publish()
    assert "Уточнение." in office.pages()["agency-30001"]
    file.write_bytes(backup)
    monkeypatch.setenv("CSTO_MONITOR_NOW", (NOW + timedelta(hours=2)).isoformat())
    office.publish()
    assert "Уточнение." not in office.pages()["agency-30001"]


def test_what_was_purged_goes_though_the_purge_was_killed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it could publish; what comes in afterwards hides no loss."""
    office.keep(1, TEXT, day=date(2026, 1, 20))
    office.publish()
    monkeypatch.setattr("monitor.commands.purge.publish_now", lambda *_: False)
    assert main(["--config", str(office.folder / "config.yaml"), "purge", "--before", "2026-02-01"]) == 0
    office.keep(2, tuple(reversed(TEXT)))
    office.publish()
    assert set(office.pages()) == {"agency-30002"}
