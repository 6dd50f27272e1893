"""The store of derivatives."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from town_portal.features.photos.made import Looked, Made, PhotoFile, PhotoRequest
from town_portal.features.photos.photo import PhotoHeader
from town_portal.features.photos.store import (
    PhotoFacts,
    PhotoStore,
    get_store_path,
    write_derivative,
)

STORED = "0123456789abcdef0123456789abcdef.webp"
FILE = PhotoFile("a-480.0123456789.webp", 480, 320, "webp", False, 5, STORED)
MOVING = PhotoFile("a-dong-480.ff.webp", 480, 320, "webp", False, 4, "ff" * 16 + ".webp")
MADE = Made(480, 320, 21, (FILE,), MOVING, ("một lời báo",))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photograph, as far as a store looks at it."""
    path = tmp_path / "a.jpg"
    path.write_bytes(b"bytes")
    return path


def looked(path: Path) -> Looked:
    """Return what is known of a photograph before it is made."""
    state = path.stat()
    header = PhotoHeader("JPEG", 480, 320, state.st_size)
    return Looked(
        PhotoRequest(path, "a"), "request", header, "ab", state.st_size, state.st_mtime_ns
    )


def filled(folder: Path, photo: Path) -> None:
    """Fill a store in one build."""
    with PhotoStore(folder) as store:
        write_derivative(store.folder, FILE.stored, b"12345")
        write_derivative(store.folder, MOVING.stored, b"1234")
        store.learn("ab", PhotoFacts(21, ("một lời báo",), {FILE.stored: 5}))
        store.remember(looked(photo), MADE)


def test_what_changed_is_forgotten(tmp_path: Path, photo: Path) -> None:
    """Another request, another time, another size or no file at all: nothing is recalled."""
    filled(tmp_path / "store", photo)
    with PhotoStore(tmp_path / "store") as store:
        wanted = PhotoRequest(photo, "a")
        assert store.recall(wanted, "another") is None
        before = photo.stat()
        os.utime(photo, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
        assert store.recall(wanted, "request") is None
        os.utime(photo, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert store.recall(wanted, "request") == MADE
        photo.unlink()
        assert store.recall(wanted, "request") is None


def test_a_broken_index_begins_anew(tmp_path: Path, photo: Path) -> None:
    """Nothing is recalled from it, and what this build notes is there for the next."""
    filled(tmp_path / "store", photo)
    index = tmp_path / "store" / "index.sqlite3"  # its first page is whole, the rest is not
    index.write_bytes(index.read_bytes()[:4096] + b"\xff" * (index.stat().st_size - 4096))
    with PhotoStore(tmp_path / "store") as store:
        assert store.recall(PhotoRequest(photo, "a"), "request") is None
    filled(tmp_path / "store", photo)
    with PhotoStore(tmp_path / "store") as store:
        assert store.recall(PhotoRequest(photo, "a"), "request") == MADE


def test_what_is_not_used_goes(tmp_path: Path, photo: Path) -> None:
    """Unused derivatives and forgotten photographs are removed; those of a running build stay."""
    filled(tmp_path / "store", photo)
    with PhotoStore(tmp_path / "store") as store:
        store.recall(PhotoRequest(photo, "a"), "request")
        write_derivative(store.folder, "ee" * 16 + ".webp", b"of another build")
        later = time.time() + 9
        os.utime(get_store_path(store.folder, "ee" * 16 + ".webp"), (later, later))
        store.opened = time.time() + 1
        assert store.sweep({FILE.stored}) == 1
        assert store.path_of(FILE).is_file()
        assert not store.path_of(MOVING).exists()
        assert get_store_path(store.folder, "ee" * 16 + ".webp").is_file()
    with PhotoStore(tmp_path / "store") as store:
        store.sweep({FILE.stored})
        assert store.get_facts("ab") is None


def test_a_folder_that_cannot_be_written(tmp_path: Path, photo: Path) -> None:
    """The build works in a temporary folder, which is gone afterwards."""
    (tmp_path / "store").write_bytes(b"a file in the way")
    with PhotoStore(tmp_path / "store") as store:
        write_derivative(store.folder, FILE.stored, b"12345")
        write_derivative(store.folder, MOVING.stored, b"1234")
        store.remember(looked(photo), MADE)
        store.commit()
        assert store.recall(PhotoRequest(photo, "a"), "request") == MADE
        used = store.folder
    assert not used.exists()
    assert (tmp_path / "store").read_bytes() == b"a file in the way"


WRITER = """
import sys
from pathlib import Path
from town_portal.features.photos.store import write_derivative
print("ready", flush=True)
number = 0
while True:
    number += 1
    write_derivative(Path(sys.argv[1]), f"{number % 7:032x}.webp", bytes([number % 7]) * 300_000)
"""


@pytest.mark.long
def test_no_half_file_after_a_kill(tmp_path: Path) -> None:
    """Whenever the process is killed, each derivative is whole or not there."""
    for pause in (0.001, 0.013, 0.031):
        command = [sys.executable, "-c", WRITER, str(tmp_path)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.05 + pause)
        process.kill()
        process.wait()
        process.stdout.close()
        found = list(tmp_path.glob("??/*.webp"))
        assert found
        for path in found:
            assert path.read_bytes() == bytes([int(path.stem, 16)]) * 300_000
