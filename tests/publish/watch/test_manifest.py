"""The manifest: what it lists, that it stays the same, and what damage does to it."""

from __future__ import annotations

import hashlib
import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.publish.watch.town import MADE, SITE, Town, files, write
from town_portal.core.system import walk
from town_portal.publishing import manifest
from town_portal.publishing.manifest import line_cache
from town_portal.publishing.manifest.entry import UnreadableManifest
from town_portal.publishing.manifest.file_facts import FileFacts, inspect_file

DAY = timedelta(days=1)


def lines(town: Town) -> list[str]:
    """Return the manifest's lines."""
    return (town.output / manifest.FILE).read_text(encoding="utf-8").splitlines()


def bytes_of(town: Town) -> tuple[bytes, bytes]:
    """Return the manifest and its signature."""
    return (
        (town.output / manifest.FILE).read_bytes(),
        (town.output / manifest.SIGNATURE).read_bytes(),
    )


def test_lists_every_file(town: Town) -> None:
    """Each file but the manifest stands in it with digest, size, type, and where it leads."""
    written = manifest.write_manifest(town.output, town.state, MADE)
    head, *entries = map(json.loads, lines(town))
    assert head == {
        "version": 1,
        "site": SITE,
        "made": "2026-11-28T06:30:00Z",
        "until": "2026-12-28T06:30:00Z",
        "files": 18,
        "hosts": ["chinhphu.vn"],
    }
    assert [entry["path"] for entry in entries] == sorted([*files(), "minisign.pub"])
    for entry in entries:
        content = (town.output / entry["path"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["size"] == len(content)
    types = {entry["path"]: entry["type"] for entry in entries}
    assert types["static/portal.js"] == "text/javascript"
    assert types["index.html"] == "text/html"
    assert list(manifest.iter_entries(town.output / manifest.FILE)) == written
    moved = {entry.path: entry.moved for entry in written if entry.moved}
    assert moved == {"cu.aspx/index.html": "../2026/11/28/bai-1/", "het.aspx/index.html": "#gone"}


def test_unchanged(town: Town) -> None:
    """An unchanged site keeps its manifest, untouched; a copy lies where no host can change it."""
    file = town.output / manifest.FILE
    before, at = bytes_of(town), file.stat().st_mtime_ns
    town.publish(MADE + DAY)
    assert bytes_of(town) == before
    assert file.stat().st_mtime_ns == at
    for name in (manifest.FILE, manifest.SIGNATURE):
        assert (town.state / name).read_bytes() == (town.output / name).read_bytes()


def test_rules_for_web_servers(town: Town) -> None:
    """The first line has a fingerprint of them, so that a change is told from any machine."""
    told = set()
    for text in ("return 410;", "return 301;"):
        place = town.state / "hosting" / "nginx-server.conf"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text)
        town.publish(MADE + DAY)
        header = manifest.read_header(town.output / manifest.FILE)
        assert f'"rules":"{header.rules}"' in lines(town)[0]
        told.add(header.rules)
    assert len(told) == 2


def test_same_in_another_folder(town: Town) -> None:
    """The same site with the same time has the same manifest and signature anywhere."""
    other = Town(town.root / "other")
    write(other.output, files())
    for path in other.output.rglob("*.html"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    other.publish()
    assert bytes_of(other) == bytes_of(town)


def test_what_changed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a changed file is read again; its line and the head change, one that is gone goes."""
    before = lines(town)
    town.publish()  # the public key is younger than the first manifest
    town.change("index.html", b"Tin", b"Tinn")
    os.utime(town.output / "index.html", (1_790_000_001, 1_790_000_001))
    (town.output / "static/anh.png").unlink()
    read: list[str] = []

    def noting(file: Path, is_page: bool) -> FileFacts:
        read.append(file.name)
        return inspect_file(file, is_page)

    monkeypatch.setattr("town_portal.publishing.manifest.writing.inspect_file", noting)
    town.publish(MADE + DAY)
    assert [item for item in read if item != "minisign.pub"] == ["index.html"]
    changed = [new for new in lines(town) if new not in before]
    assert [json.loads(item).get("path") for item in changed] == [None, "index.html"]
    assert not [line for line in lines(town) if "anh.png" in line]


def test_same_size_and_second(town: Town) -> None:
    """A file that was changed just after it was read is read again, its size being the same."""
    page = town.output / "static/portal.css"
    page.write_bytes(b"body { color: green }\n")
    town.publish()
    at = page.stat()
    page.write_bytes(b"body { color: white }\n")
    os.utime(page, ns=(at.st_atime_ns, at.st_mtime_ns))
    town.publish()
    digest = hashlib.sha256(page.read_bytes()).hexdigest()
    assert [line for line in lines(town) if digest in line]


def test_damaged_memory(town: Town) -> None:
    """A flipped bit in a remembered digest is noticed: the manifest is right all the same."""
    file = town.state / line_cache.FILE
    content = bytearray(file.read_bytes())
    digest = hashlib.sha256((town.output / "index.html").read_bytes()).hexdigest().encode()
    content[content.rindex(digest)] ^= 1
    file.write_bytes(content)
    before = bytes_of(town)
    town.publish()
    assert bytes_of(town) == before


def test_shared_walk(town: Town) -> None:
    """A walk that `publish` has made is used, also when the public key came after it."""
    found = walk.list_files(town.output)
    (town.output / "minisign.pub").unlink()
    del found["minisign.pub"]
    entries = manifest.write_manifest(town.output, town.state, MADE, manifest.Listing(found))
    assert "minisign.pub" in {entry.path for entry in entries}


def test_damaged_manifest(town: Town) -> None:
    """A manifest that lacks lines, or has a strange one, is not taken for whole."""
    file = town.state / manifest.FILE
    text = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for broken in (text[:-1], [*text[:3], "x\n", *text[4:]], text[1:], []):
        file.write_text("".join(broken), encoding="utf-8")
        with pytest.raises(UnreadableManifest):
            list(manifest.iter_entries(file))


@given(some.text(), some.text())
def test_lines_are_json(path: str, moved: str) -> None:
    """Whatever a file is called, its line is JSON that says so."""
    entry = manifest.ManifestEntry(path, "0" * 64, 12, "text/html", moved)
    line = entry.line()
    assert "\n" not in line
    assert manifest.ManifestEntry(**json.loads(line)) == entry
