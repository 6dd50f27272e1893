"""Addresses within the portal that lead nowhere, of all that its files refer to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from town_portal.publishing.gate.addresses import INDEX, find_file
from town_portal.publishing.gate.cache import GateCache

DEAD = (
    "dẫn tới {} mà ở đó không có gì: "
    "hãy sửa địa chỉ ấy, hoặc bổ sung trang, tệp còn thiếu, rồi đăng lại"
)
LOST = "dẫn tới {}, nhưng trang ấy không có mục nào mang tên đó: hãy sửa liên kết, rồi đăng lại"


def find(
    memory: GateCache, files: Collection[str], changed: Collection[str] | None
) -> dict[str, str]:
    """Return the dead addresses, each with what is told of it.

    ``changed`` are the files since the last look, which found none dead: only addresses that are
    new, and those that lead to these files, are followed. None: all are.
    """
    pages: dict[str, frozenset[str]] = {}
    dead: dict[str, str] = {}
    for address in memory.numbers if changed is None else _doubtful(memory, changed):
        place, mark, fragment = address.partition("#")
        file = find_file(place, files)
        if not file:
            dead[address] = DEAD.format(f"/{address}")
        elif mark and file.endswith(".html"):
            ids = pages.get(file)
            if ids is None:
                ids = pages[file] = memory.ids(file)
            if fragment not in ids and fragment != "top":
                dead[address] = LOST.format(f"/{address}")
    return dead


def _doubtful(memory: GateCache, changed: Iterable[str]) -> set[str]:
    places = {place for path in changed for place in _addresses_of(path)}
    return memory.fresh | memory.find_addresses(places)


def _addresses_of(path: str) -> Iterator[str]:
    """Yield the addresses, without fragments, at which a file answers; see `file_of`."""
    yield path
    folder = path.removesuffix(INDEX)
    if folder != path and (not folder or folder.endswith("/")):
        yield folder
        yield folder[:-1]
