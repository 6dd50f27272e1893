"""Answers that hosts have packed, unpacked piece by piece."""

from __future__ import annotations

import zlib
from random import Random

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as some

from town_portal.publishing.watch_site.coding import PIECE, Coded, decode_pieces

WORDS = b"<p>\xe1\xbb\xa6y ban nh\xc3\xa2n d\xc3\xa2n th\xc3\xb4ng b\xc3\xa1o</p>\n"


def packed(coding: str, content: bytes) -> bytes:
    """Return the content as a host packs it."""
    if coding == "br":
        return bytes(brotli.compress(content, quality=5))
    work = zlib.compressobj(6, zlib.DEFLATED, 31)
    return work.compress(content) + work.flush()


def unpacked(coding: str, packed: bytes, size: int = 1 << 16) -> bytes:
    """Return what comes out when the bytes come in pieces of a size."""
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    return b"".join(decode_pieces(coding, pieces))


@pytest.mark.parametrize("coding", ["br", "gzip"])
@given(
    length=some.sampled_from((0, 1, 1000, PIECE - 1, PIECE, PIECE + 1, 5 * PIECE + 7)),
    size=some.sampled_from((500, 4096, 1 << 16, 1 << 22)),
    seed=some.integers(0, 3),
)
def test_all_of_it_comes_out(coding: str, length: int, size: int, seed: int) -> None:
    """Whatever the sizes of the content and of the pieces in which it comes."""
    source = WORDS * 9 + Random(seed).randbytes(700)
    content = (source * (length // len(source) + 1))[:length]
    assert unpacked(coding, packed(coding, content), size) == content


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_half_of_it_is_refused(coding: str) -> None:
    """What ends too soon, or is something else, is not taken for a page."""
    whole = packed(coding, WORDS * 999)
    for broken in (whole[:-1], whole[: len(whole) // 2], b"<!doctype html>", WORDS * 50):
        with pytest.raises(Coded):
            unpacked(coding, broken)


def test_bomb_is_refused() -> None:
    """A few bytes that would become hundreds of megabytes are not unpacked to the end."""
    with pytest.raises(Coded):
        unpacked("br", packed("br", bytes(50_000_000)))


def test_unknown_coding() -> None:
    """A coding that was not asked for is refused, none at all is taken as it is."""
    assert unpacked("", b"x") == unpacked("identity", b"x") == b"x"
    with pytest.raises(Coded):
        decode_pieces("zstd", [b"x"])
