"""What hosts pack answers in: gzip and Brotli, unpacked piece by piece with a limit."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

import brotli

PIECE = 1 << 18
"""Bytes that are unpacked at once."""
GROWTH = 2_000
"""No honest page grows more than this many times."""


class Coded(Exception):
    """The answer is packed in a way that can't be unpacked."""


def decode_pieces(coding: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the bytes that were packed as the header says; raises Coded."""
    name = coding.strip().lower()
    if name in ("", "identity"):
        return iter(pieces)
    if name in ("gzip", "x-gzip"):
        return _limit_pieces(pieces, _Gzip())
    if name == "br":
        return _limit_pieces(pieces, _Brotli())
    raise Coded


class _Gzip:
    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        while piece:
            yield self._inner.decompress(piece, PIECE)
            piece = self._inner.unconsumed_tail

    @property
    def is_whole(self) -> bool:
        return self._inner.eof


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        made = self._inner.process(piece, output_buffer_limit=PIECE)
        yield made
        # It may have taken all it was given and still hold back what it made of it.
        while len(made) >= PIECE or not self._inner.can_accept_more_data():
            made = self._inner.process(b"", output_buffer_limit=PIECE)
            yield made

    @property
    def is_whole(self) -> bool:
        return bool(self._inner.is_finished())


def _limit_pieces(pieces: Iterable[bytes], inner: _Gzip | _Brotli) -> Iterator[bytes]:
    taken = given = 0
    try:
        for piece in pieces:
            taken += len(piece)
            for made in inner.unpack(piece):
                given += len(made)
                if given > PIECE + GROWTH * taken:
                    raise Coded
                yield made
    except (zlib.error, brotli.error):
        raise Coded from None
    if taken and not inner.is_whole:
        raise Coded
