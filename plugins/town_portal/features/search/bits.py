"""Numbers as few bytes: columns of small numbers by Rice codes, others as varints. Pure.

A Rice code of ``k`` writes a number as its quotient by 2**k in ones and a zero, then ``k`` bits
(Rice and Plaunt 1971): for gaps between places next to the least possible, and a text can be made
of a whole column by looking its codes up. ``js/search-bits.js`` reads it.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from math import log2

WIDTH = 5
"""Bits that tell ``k``."""
_LARGEST_TABLE = 12
_EACH = 16
"""A table has the codes of numbers below so many times 2**k."""


def encode_varint(value: int) -> bytes:
    """Return a number from 0 on, seven bits a byte, the low ones first; the last byte is < 128."""
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def encode_text(value: str) -> bytes:
    """Return a text in UTF-8 with its length in bytes before it."""
    data = value.encode()
    return encode_varint(len(data)) + data


def compute_gaps(rising: Sequence[int]) -> list[int]:
    """Return the first of rising numbers, then how many numbers lie between each and the next."""
    return [*rising[:1], *(after - before - 1 for before, after in pairwise(rising))]


def encode_column(numbers: Sequence[int]) -> str:
    """Return the bits of a column of numbers from 0 on; its length is told elsewhere."""
    if not numbers:
        return ""
    mean = sum(numbers) / len(numbers)
    k = max(0, round(log2(0.69 * mean))) if mean else 0  # 0.69: the best for gaps at random
    codes = _list_codes(min(k, _LARGEST_TABLE))
    if k > _LARGEST_TABLE or max(numbers) >= len(codes):
        return f"{k:0{WIDTH}b}" + "".join([_format_code(number, k) for number in numbers])
    return f"{k:0{WIDTH}b}" + "".join(map(codes.__getitem__, numbers))


@cache
def _list_codes(k: int) -> list[str]:
    return [_format_code(number, k) for number in range(_EACH << k)]


def _format_code(number: int, k: int) -> str:
    rest = f"{number & (1 << k) - 1:0{k}b}" if k else ""
    return f"{'1' * (number >> k)}0{rest}"


def pack_bits(parts: Iterable[str]) -> bytes:
    """Return bits as bytes, filled up to a whole one."""
    joined = "".join(parts)
    size = -(-len(joined) // 8)
    return int(joined.ljust(size * 8, "0"), 2).to_bytes(size, "big") if size else b""
