"""Lay `.br` and `.gz` beside the texts of a built site, for hosts that send them as they are.

Only what has changed is compressed. What was made, and of which version of a file, is remembered in
the state; a compressed file also has the time of the file it was made of, so that one which was not
made of this version is known even where the memory is lost. The bytes depend on the file and on
the libraries' versions alone.
"""

from __future__ import annotations

import os
import re
import struct
import zlib
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from town_portal.build.stage import NAMES, Names
from town_portal.core.storage import read_json, write_json
from town_portal.core.system import walk
from town_portal.core.system.walk import Stat
from town_portal.publishing.hosting.table import COMPRESSED, HASH
from town_portal.publishing.output_files import Found

FILE = "compressed.json"
"""In the state: the recipe, and each file's size and time with the endings made of it."""
LEAST = 1000
"""Bytes from which compressing is worth a file: below, all goes in one packet as it is."""
APART = frozenset({"manifest.jsonl"})
"""What changes after this step, and would be sent in an old version."""
GZIP = 9
BROTLI, BROTLI_KEPT = 8, 11
"""Of pages (10,000 in 7 s of one core; 9 takes ten times as long for 0.2 % less), and of what is
named by its hash: made once, sent for a year."""
TOGETHER = 64
"""Files from which threads are worth it; both libraries let go of Python's lock."""
ENDINGS = (".br", ".gz")
LEFT = (".br.new", ".gz.new")
"""Endings of the files (with a first dot) that a killed run leaves."""

BEGUN = "compressing.json"
"""In the state while files are made: which."""
RECIPE = f"1 gzip {GZIP} brotli {BROTLI} {BROTLI_KEPT}"

_COMPRESSED = frozenset(COMPRESSED)
_KEPT = re.compile(HASH).search

Known = dict[str, tuple[int, int, str]]
"""Size, time (ns) and the endings made, of each text by its path."""
NOT_MADE = (0, 0, "")


def update_compressed(output: Path, state: Path, given: Found | None = None) -> dict[str, Stat]:
    """Bring the compressed files of ``output`` up to date; ``state`` is the folder beside it.

    ``given`` are its files, where somebody has just asked. Returns what lies in ``output`` then.
    Files that the build itself wrote and files of others are never touched. Raises OSError when
    something can't be read or written; what is then there is right, and the next time goes on.
    """
    given = given or Found(walk.list_files(output))
    files, (known, token) = dict(given.files), _read(state)
    work = _planned(files, known, _select_names(given, token, state))
    if any(work):
        _carry_out(work, output, state, known, files)
    if any(work) or token != given.token:
        _write(state / FILE, known, given.token)
        (state / BEGUN).unlink(missing_ok=True)
    return files


class _Work(NamedTuple):
    """Texts to be compressed, texts that are gone, files that a killed run has left half made."""

    stale: dict[str, Stat]
    gone: list[str]
    left: list[str]


def _select_names(given: Found, token: str, state: Path) -> AbstractSet[str]:
    """Return the names at which to look: those that have changed, or all."""
    changed = given.changed_since(token)
    return given.files.keys() if changed is None else changed | _load_known(state / BEGUN).keys()


def _planned(files: dict[str, Stat], known: Known, looked: AbstractSet[str]) -> _Work:
    there = looked & files.keys()
    wanted = {path: files[path] for path in there if _is_text(path, files[path])}
    stale = {path: stat for path, stat in wanted.items() if not _is_fresh(path, stat, known, files)}
    old = known.keys() & looked | known.keys() - files.keys()
    return _Work(stale, [item for item in old if item not in wanted], [*filter(_is_left, there)])


def _carry_out(
    work: _Work, output: Path, state: Path, known: Known, files: dict[str, Stat]
) -> None:
    """Make and remove files; ``known`` and ``files`` are then as it is."""
    # Before anything is made, so that what a killed run leaves is known by its name.
    _write(state / BEGUN, dict.fromkeys(work.stale, NOT_MADE))
    beside = [path + end for path in work.gone for end in ENDINGS if path + end in files]
    made = [path + end for path in work.stale for end in ENDINGS]
    built = _list_built(state, [*beside, *made])
    needless = [*work.left, *(name for name in beside if name not in built)]
    _remove(output, needless)
    for path in work.gone:
        del known[path]
    known.update(_compress_all(output, work.stale, built))
    _look_again(output, files, [*needless, *made])


def _is_left(path: str) -> bool:
    """Tell whether a file is what a killed run has left half written."""
    return path.endswith(LEFT) and path.rpartition("/")[2][0] == "."


def _look_again(output: Path, files: dict[str, Stat], names: Iterable[str]) -> None:
    """Note of the files ``names`` what they are now."""
    for name in names:
        try:
            stat = (output / name).stat()
            files[name] = Stat(stat.st_size, stat.st_mtime_ns)
        except FileNotFoundError:
            files.pop(name, None)


def _read(state: Path) -> tuple[Known, str]:
    """Return what is known of each text, and the token of the publication that knew it.

    What an interrupted run began is as if not made.
    """
    rows, token = _rows_and_token(state / FILE)
    return {**rows, **dict.fromkeys(_load_known(state / BEGUN), NOT_MADE)}, token


def _load_known(file: Path) -> Known:
    return _rows_and_token(file)[0]


def _rows_and_token(file: Path) -> tuple[Known, str]:
    try:
        found = read_json(file)
        if found["recipe"] != RECIPE:
            return dict.fromkeys(found["files"].keys(), NOT_MADE), ""
        rows = {path: (size, time, ends) for path, (size, time, ends) in found["files"].items()}
        return rows, str(found.get("token", ""))
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}, ""


def _write(file: Path, rows: Known, token: str = "") -> None:
    write_json(file, {"recipe": RECIPE, "token": token, "files": rows})


def _list_built(state: Path, names: Iterable[str]) -> set[str]:
    """Return which of these the build itself wrote (build/stage.py)."""
    with Names(state / NAMES) as known:
        return {name for name in names if name in known}


def _remove(output: Path, names: Iterable[str]) -> None:
    """Remove files, and the folders that are empty then."""
    for name in names:
        path = output / name
        path.unlink(missing_ok=True)
        with suppress(OSError):  # it has other files
            for folder in path.parents:
                if folder == output:
                    break
                folder.rmdir()


def _is_text(path: str, stat: Stat) -> bool:
    name = path.rpartition("/")[2]
    return (
        stat.size >= LEAST
        and name.rpartition(".")[2] in _COMPRESSED
        and name[0] != "."
        and path not in APART
    )


def _is_fresh(path: str, stat: Stat, known: Known, files: dict[str, Stat]) -> bool:
    """Tell whether what lies beside a file was made of this version of it."""
    row = known.get(path)
    if row is None or row[:2] != stat:
        return False
    for end in ENDINGS:
        beside = files.get(path + end)
        if (end in row[2]) != (beside is not None):
            return False
        if beside is not None and beside.mtime_ns != stat.mtime_ns:
            return False
    return True


def _compress_all(output: Path, stale: dict[str, Stat], built: set[str]) -> Known:
    """Compress the files; return what was made."""

    def one(path: str) -> str:
        ends = [end for end in ENDINGS if path + end not in built]
        return "".join(end for end in ends if _compress(output / path, end, stale[path]))

    if len(stale) < TOGETHER:
        made = list(map(one, stale))
    else:
        with ThreadPoolExecutor(os.cpu_count()) as threads:
            made = list(threads.map(one, stale))
    return {path: (*stale[path], ends) for path, ends in zip(stale, made, strict=True)}


def _compress(file: Path, end: str, stat: Stat) -> bool:
    """Write one compressed file in one step, with the time of its source; False if not smaller."""
    data = file.read_bytes()
    packed = compress_gzip(data) if end == ".gz" else compress_brotli(file.name, data)
    target = file.with_name(file.name + end)
    if len(packed) >= len(data):
        target.unlink(missing_ok=True)
        return False
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(packed)
    os.utime(fresh, ns=(stat.mtime_ns, stat.mtime_ns))
    fresh.replace(target)
    return True


def compress_gzip(data: bytes) -> bytes:
    """Return ``data`` in the format of RFC 1952, without a name, a time, or the system's name."""
    packer = zlib.compressobj(GZIP, zlib.DEFLATED, -zlib.MAX_WBITS)
    head = b"\x1f\x8b\x08\0\0\0\0\0\x02\xff"
    tail = struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return head + packer.compress(data) + packer.flush() + tail


def compress_brotli(name: str, data: bytes) -> bytes:
    """Return ``data`` in the format of RFC 7932; ``name`` tells how hard to try."""
    import brotli  # late: who only asks whether something is due does not wait for it

    packed: bytes = brotli.compress(data, quality=BROTLI_KEPT if _KEPT(name) else BROTLI)
    return packed
