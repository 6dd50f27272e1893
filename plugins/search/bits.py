"""Numbers as few bytes: rising numbers by binary interpolative coding, others as varints. Pure.

A list that rises within known bounds is written middle first, then its lower and its upper half,
each within the bounds that the middle leaves (Moffat and Stuiver 2000). That takes what is next to
the least possible for a set, and less where its members lie close together.
``js/search-bits.js`` reads it.
"""

from collections.abc import Sequence


def varint(value: int) -> bytes:
    """Return a number from 0 on, seven bits a byte, the low ones first; the last byte is < 128."""
    found = bytearray()
    while value > 127:
        found.append(value & 127 | 128)
        value >>= 7
    found.append(value)
    return bytes(found)


def text(value: str) -> bytes:
    """Return a text in UTF-8 with its length in bytes before it."""
    data = value.encode()
    return varint(len(data)) + data


class Bits:
    """Rising lists one after the other, bit by bit."""

    def __init__(self) -> None:
        self._parts: list[str] = []

    def put(self, rising: Sequence[int], size: int) -> None:
        """Add a rising list of numbers, each from 0 to ``size`` - 1."""
        if not len(rising) or len(rising) == size:
            return  # nothing, or everything, needs no telling
        parts = self._parts
        waiting = [(0, len(rising), 0, size - 1)]
        while waiting:
            first, end, low, high = waiting.pop()
            middle = (first + end) >> 1
            value = rising[middle]
            choices = high - low + 2 - (end - first)
            if choices > 1:
                bits = choices.bit_length() - 1
                short = (2 << bits) - choices  # so many values take one bit less
                place = value - low - (middle - first) - ((choices - short) >> 1)
                place += choices if place < 0 else 0
                if place < short:
                    parts.append(f"{place:0{bits}b}" if bits else "")
                else:
                    parts.append(f"{place + short:0{bits + 1}b}")
            if end - middle > 1 and high - value > end - middle - 1:
                waiting.append((middle + 1, end, value + 1, high))
            if middle > first and value - low > middle - first:
                waiting.append((first, middle, low, value - 1))

    def data(self) -> bytes:
        """Return all of it, filled up to a whole byte."""
        joined = "".join(self._parts)
        size = -(-len(joined) // 8)
        return int(joined.ljust(size * 8, "0"), 2).to_bytes(size, "big") if size else b""
