"""Raw responses in WARC files, one a run, a gzip member a record; which record is whose, the archive knows."""

import gzip
import os
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.errors import ArchiveError, Unreadable
from pipeline.models import Page, PagePlace

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"  # WARC 1.1 §5.4


class RunPages:
    """The pages of one run, in one file that is made at the first page and never written again after the run."""

    def __init__(self, folder: Path, run: str) -> None:
        self._folder = folder
        self._run = run
        self._file: BinaryIO | None = None
        self._name = ""

    def store(self, page: Page) -> PagePlace:
        """Write a page down, on the disk before this returns.

        Raises:
            ArchiveError: the disk is full, or the folder cannot be written.
        """
        record = _record_of(page)
        try:
            file = self._file or self._begin()
            offset = file.seek(0, os.SEEK_END)
            file.write(record)
            file.flush()
            os.fsync(file.fileno())
        except OSError as error:
            raise ArchiveError(f"{self._folder}: pages cannot be written: {error.strerror}") from error
        return PagePlace(file=self._name, offset=offset, length=len(record))

    def close(self) -> None:
        """Nothing is written to the file any more."""
        if self._file:
            self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _begin(self) -> BinaryIO:
        self._folder.mkdir(parents=True, exist_ok=True)
        for number in range(1, 1000):
            self._name = f"{self._run}{f'-{number}' * (number > 1)}.warc.gz"
            try:
                # Unbuffered: what could not be written must not be written later, behind other records.
                self._file = (self._folder / self._name).open("xb", buffering=0)
            except FileExistsError:
                continue
            break
        else:
            raise ArchiveError(f"{self._folder}: a thousand files of run {self._run}")
        _sync(self._folder)
        return self._file


def read_page(folder: Path, place: PagePlace) -> Page:
    """Read a page back; records before or behind it play no part.

    Raises:
        Unreadable: the file is gone, or what lies there is no whole record.
    """
    try:
        with (folder / place.file).open("rb") as file:
            file.seek(place.offset)
            return _page_of(gzip.decompress(file.read(place.length)))
    except (OSError, ArchiveLoadFailed, zlib.error, EOFError, ValueError) as error:
        raise Unreadable(f"the stored page {place.file} at {place.offset} cannot be read: {error}") from error


def _record_of(page: Page) -> bytes:
    buffer = BytesIO()
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    headers = [("Content-Type", page.content_type)] if page.content_type else []
    http = StatusAndHeaders(f"{page.status:03d} -", [(n, _one_line(v)) for n, v in headers], protocol="HTTP/1.1")
    moment = page.fetched_at.astimezone(UTC).strftime(MOMENT)
    record = writer.create_warc_record(
        "%20".join(page.url.split()),
        "response",
        payload=BytesIO(page.body),
        length=len(page.body),
        http_headers=http,
        warc_headers_dict={"WARC-Date": moment},
    )
    writer.write_record(record)
    return buffer.getvalue()


def _page_of(record: bytes) -> Page:
    for found in ArchiveIterator(BytesIO(record), check_digests="raise"):
        body = found.content_stream().read()
        moment = found.rec_headers.get_header("WARC-Date")
        return Page(
            url=found.rec_headers.get_header("WARC-Target-URI"),
            body=body,
            fetched_at=datetime.strptime(moment, MOMENT).replace(tzinfo=UTC),
            content_type=found.http_headers.get_header("Content-Type") or "",
            status=int(found.http_headers.get_statuscode()),
        )
    raise ValueError("nothing is there")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
