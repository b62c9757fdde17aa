import contextlib
import gzip
import os
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.codings import CutError, GarbledError, OversizeError, gunzip, undo


def raw_deflate(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


CODINGS: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "deflate": ("deflate", zlib.compress),
    "bare deflate": ("deflate", raw_deflate),
    "br": ("br", brotli.compress),
    "zstd": ("zstd", zstd.compress),
}
TEXT = os.urandom(700) + b"word " * 40_000


@pytest.mark.parametrize("name", CODINGS)
def test_a_whole_stream_comes_out_as_it_went_in(name: str) -> None:
    """Every coding we advertise is undone."""
    coding, encode = CODINGS[name]
    assert undo(encode(TEXT), [coding], len(TEXT)) == TEXT
    assert undo(encode(b""), [coding], 10) == b""


@pytest.mark.parametrize("name", CODINGS)
@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.7, 0.99])
def test_half_a_page_is_never_taken_for_a_page(name: str, share: float) -> None:
    """A stream that was cut is an error wherever the cut lies."""
    coding, encode = CODINGS[name]
    whole = encode(TEXT)
    with pytest.raises((CutError, GarbledError)):
        undo(whole[: int(len(whole) * share)], [coding], len(TEXT))


@pytest.mark.parametrize("name", CODINGS)
def test_a_bomb_stops_at_the_limit(name: str) -> None:
    """No more than the limit comes out, and it is said that there was more."""
    coding, encode = CODINGS[name]
    with pytest.raises(OversizeError):
        undo(encode(bytes(5_000_000)), [coding], 100_000)
    assert len(undo(encode(bytes(5_000_000)), [coding], 100_000, prefix=True)) == 100_000


def test_stacked_codings_are_bounded_at_each_stage() -> None:
    """One gzip in another is undone; a bomb in a bomb stops; a tower of codings is refused."""
    twice = gzip.compress(gzip.compress(TEXT))
    assert undo(twice, ["gzip", "gzip"], len(TEXT)) == TEXT
    with pytest.raises(OversizeError):
        undo(gzip.compress(gzip.compress(bytes(5_000_000))), ["gzip", "gzip"], 100_000)
    with pytest.raises(GarbledError):
        undo(TEXT, ["gzip"] * 4, len(TEXT))


def test_several_members_and_padding_are_read() -> None:
    """A gzip file of several members is one text; zeros after the end are nothing."""
    assert gunzip(gzip.compress(b"one ") + gzip.compress(b"two") + bytes(16), 100) == b"one two"


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "zstd", "x-gzip", "identity", "unknown"]))
@settings(max_examples=150)
def test_garbage_is_named_never_a_crash(body: bytes, coding: str) -> None:
    """Any bytes under any label give bytes or one of our own errors."""
    with contextlib.suppress(CutError, GarbledError, OversizeError):
        assert isinstance(undo(body, [coding], 10_000), bytes)
