"""Undoes content codings within a size limit, and tells a cut stream from a whole one; pure."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

CHUNK = 65_536
MOST_CODINGS = 3
GZIP_MAGIC = b"\x1f\x8b\x08"


class CutError(ValueError):
    """The stream ends before its end."""


class OversizeError(ValueError):
    """More than the limit came out; `args[0]` is the limit in bytes."""


class GarbledError(ValueError):
    """The bytes are not of the coding they claim."""


def undo(body: bytes, codings: Iterable[str], limit: int, *, prefix: bool = False) -> bytes:
    """The body with its codings undone, the last applied first.

    Args:
        body: as received.
        codings: the Content-Encoding, in its order.
        limit: bytes that may come out of each stage.
        prefix: give the first `limit` bytes of what is longer or cut, instead of an error.

    Raises:
        CutError, OversizeError, GarbledError: as their names say.
    """
    stages = [coding for coding in codings if coding != "identity"]
    if len(stages) > MOST_CODINGS:
        raise GarbledError(f"{len(stages)} content codings")
    for coding in reversed(stages):
        if coding not in streams:
            raise GarbledError(f"content coding {coding[:20]!r} is not known")
        body = _gather(streams[coding](body), limit, prefix=prefix)
    return body


def gunzip(body: bytes, limit: int) -> bytes:
    """A gzip file's content, all its members.

    Raises:
        CutError, OversizeError, GarbledError: as their names say.
    """
    return _gather(_inflate(body, 31), limit, prefix=False)


def _gather(chunks: Iterator[bytes], limit: int, *, prefix: bool) -> bytes:
    out = bytearray()
    try:
        for chunk in chunks:
            out += chunk
            _require_room(len(out), limit)
    except (CutError, OversizeError):
        if not prefix:
            raise
    return bytes(out[:limit])


def _require_room(size: int, limit: int) -> None:
    if size > limit:
        raise OversizeError(limit)


def _inflate(body: bytes, wbits: int) -> Iterator[bytes]:
    rest = body
    while True:
        stream = zlib.decompressobj(wbits)
        while not stream.eof:
            try:
                chunk = stream.decompress(rest, CHUNK)
            except zlib.error as error:
                raise GarbledError(str(error)) from error
            rest = stream.unconsumed_tail
            yield chunk
            if not chunk and not rest and not stream.eof:
                raise CutError("the compressed stream is cut")
        rest = stream.unused_data
        if not rest.startswith(GZIP_MAGIC):
            return


def _gzip(body: bytes) -> Iterator[bytes]:
    return _inflate(body, 31)


def _deflate(body: bytes) -> Iterator[bytes]:
    """Zlib as RFC 9110 says, or the bare stream some servers send."""
    looks_zlib = len(body) > 1 and body[0] & 0x0F == 8 and (body[0] * 256 + body[1]) % 31 == 0  # noqa: PLR2004 - RFC 1950
    return _inflate(body, 15 if looks_zlib else -15)


def _brotli(body: bytes) -> Iterator[bytes]:
    import brotli  # type: ignore[import-untyped] # noqa: PLC0415 - only where a server sends it

    stream = brotli.Decompressor()
    data = body
    while not stream.is_finished():
        try:
            chunk = stream.process(data, output_buffer_limit=CHUNK)
        except brotli.error as error:
            raise GarbledError(f"brotli: {error}") from error
        data = b""
        if not chunk and not stream.is_finished():
            raise CutError("the compressed stream is cut")
        yield chunk


def _zstd(body: bytes) -> Iterator[bytes]:
    zstd = _zstd_module()
    stream = zstd.ZstdDecompressor()
    data = body
    while not stream.eof:
        try:
            chunk = stream.decompress(data, CHUNK)
        except zstd.ZstdError as error:
            raise GarbledError(f"zstd: {error}") from error
        data = b""
        if not chunk and stream.needs_input and not stream.eof:
            raise CutError("the compressed stream is cut")
        yield chunk


def _zstd_module() -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found] # noqa: PLC0415 - Python 3.14
    except ImportError:
        from backports import zstd  # noqa: PLC0415 - Scrapy requires it before
    return zstd


streams: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
