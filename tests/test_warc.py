"""Raw pages on disk: written whole, read back by place, readable by any WARC program."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from pipeline.archive.warc import RunPages, read_page
from pipeline.errors import ArchiveError, Unreadable
from pipeline.models import Page, PagePlace

MOMENT = datetime(2026, 3, 2, 6, 0, 0, 123456, tzinfo=UTC)


def page(body: bytes = b"<p>text</p>", url: str = "https://alpha.example/1", **others: object) -> Page:
    return Page(url=url, body=body, fetched_at=MOMENT, **others)  # type: ignore[arg-type]


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    """Address, bytes, instant, type and status survive; so do bytes that look like a record."""
    pages = [
        page(content_type="text/html; charset=windows-1251", status=200),
        page(b"", status=404),
        page(b"WARC/1.1\r\n\r\n" * 10, "https://beta.example/?q=%D0%B0&b=1"),
        page("Текст".encode("cp1251")),
        page(b"\x1f\x8b gzip-like", content_type="application/rss+xml"),
    ]
    with RunPages(tmp_path, "run-1") as kept:
        places = [kept.store(one) for one in pages]
    assert [read_page(tmp_path, place) for place in reversed(places)] == list(reversed(pages))
    assert {place.file for place in places} == {"run-1.warc.gz"}


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=3000))
def test_any_bytes_come_back(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    """No body breaks its record."""
    folder = tmp_path_factory.mktemp("pages")
    with RunPages(folder, "r") as kept:
        assert read_page(folder, kept.store(page(body))).body == body


def test_other_programs_read_the_file(tmp_path: Path) -> None:
    """A run's file is plain WARC: response records, in order."""
    with RunPages(tmp_path, "run-1") as kept:
        for number in range(3):
            kept.store(page(url=f"https://alpha.example/{number}"))
    with (tmp_path / "run-1.warc.gz").open("rb") as file:
        found = [(one.rec_type, one.rec_headers.get_header("WARC-Target-URI")) for one in ArchiveIterator(file)]
    assert found == [("response", f"https://alpha.example/{number}") for number in range(3)]


def test_a_run_without_pages_makes_no_file(tmp_path: Path) -> None:
    """Nothing fetched, nothing on the disk."""
    with RunPages(tmp_path / "pages", "run-1"):
        pass
    assert not (tmp_path / "pages").exists()


def test_a_torn_record_hurts_no_other(tmp_path: Path) -> None:
    """A crash in the middle of a page: the pages before and those of later runs are whole; the torn one says so."""
    with RunPages(tmp_path, "run-1") as kept:
        whole, torn = kept.store(page(b"whole")), kept.store(page(os.urandom(5000)))
    file = tmp_path / "run-1.warc.gz"
    os.truncate(file, torn.offset + torn.length // 2)
    with RunPages(tmp_path, "run-1") as later:
        place = later.store(page(b"later"))
    assert place.file == "run-1-2.warc.gz"
    assert read_page(tmp_path, whole).body == b"whole"
    assert read_page(tmp_path, place).body == b"later"
    with pytest.raises(Unreadable, match="cannot be read"):
        read_page(tmp_path, torn)


@pytest.mark.parametrize(
    "place",
    [
        PagePlace(file="nothing.warc.gz", offset=0, length=10),
        PagePlace(file="run-1.warc.gz", offset=3, length=50),
        PagePlace(file="run-1.warc.gz", offset=0, length=20),
        PagePlace(file="run-1.warc.gz", offset=10**6, length=20),
        PagePlace(file="run-1.warc.gz", offset=0, length=0),
    ],
)
def test_a_wrong_place_is_said_to_be(tmp_path: Path, place: PagePlace) -> None:
    """What cannot be read is one unreadable page, never another page, never a crash."""
    with RunPages(tmp_path, "run-1") as kept:
        kept.store(page())
    with pytest.raises(Unreadable, match="cannot be read"):
        read_page(tmp_path, place)


def test_flipped_bytes_are_noticed(tmp_path: Path) -> None:
    """A damaged record is not taken for a page."""
    with RunPages(tmp_path, "run-1") as kept:
        place = kept.store(page(b"x" * 1000))
    file = tmp_path / "run-1.warc.gz"
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(Unreadable):
        read_page(tmp_path, place)


def test_header_lines_cannot_be_smuggled(tmp_path: Path) -> None:
    """A line break in an address or type stays inside its line."""
    odd = page(url="https://alpha.example/1\r\nWARC-Type: x", content_type="text/html\r\nX-Evil: 1")
    with RunPages(tmp_path, "run-1") as kept:
        back = read_page(tmp_path, kept.store(odd))
    assert back.url == "https://alpha.example/1%20WARC-Type:%20x"
    assert back.content_type == "text/html X-Evil: 1"


def test_a_folder_that_cannot_be_written_is_an_archive_error(tmp_path: Path) -> None:
    """Pages that cannot be kept stop the run with a sentence, exit 3."""
    (tmp_path / "pages").write_text("a file")
    with RunPages(tmp_path / "pages", "run-1") as kept, pytest.raises(ArchiveError) as error:
        kept.store(page())
    assert error.value.exit_code == 3
