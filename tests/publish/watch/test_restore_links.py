"""Symbolic links and special files at a target: `restore` names them and takes them away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.publish.watch.test_restore import ARTICLE, Published, content_of, published, restore
from town_portal.core.system import walk

__all__ = ["published"]
Said = pytest.CaptureFixture[str]


def test_links_are_found_and_taken_away(published: Published, capsys: Said) -> None:
    """To a file, to a folder, to nowhere, for a page; where they lead stays untouched."""
    place, outside = published.place, published.town.root / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("ngoài", encoding="utf-8")
    (place / "la.html").symlink_to(outside / "index.html")
    (place / "thư mục lạ").symlink_to(outside)
    (place / "static" / "đâu.css").symlink_to("không-có")
    (place / ARTICLE).unlink()
    (place / ARTICLE).symlink_to(outside / "index.html")
    assert published.differs() == 1
    said = capsys.readouterr().out
    links = ("la.html", "thư mục lạ", "static/đâu.css", ARTICLE)
    assert all(f"liên kết lạ hoặc tệp đặc biệt: {path}\n" in said for path in links)
    assert (place / "la.html").is_symlink()
    assert published.is_right()
    assert not walk.find_links(place)
    assert content_of(outside) == {"index.html": "ngoài".encode()}
    assert {*links} <= {item["path"] for item in published.evidence()[0]["files"]}  # type: ignore[attr-defined]
    assert published.differs() == 0


def test_names_that_are_no_text(published: Published, capsys: Said) -> None:
    """Bytes that are no UTF-8, line ends, what acts on a terminal: kept, told, taken away."""
    names = (b"l\xff.php", b"d\nindex.html", b"m\x1b]0;\x7f.php", "\u240a.php".encode())
    for name in names:
        Path(os.fsdecode(os.fsencode(published.place) + b"/" + name)).write_bytes(b"<?php")
    assert published.is_right()
    assert "\x1b" not in capsys.readouterr().out
    listed, kept = published.evidence()
    assert {*kept.values()} == {b"<?php"}
    assert len(kept) == len(listed["files"]) == len(names)  # type: ignore[arg-type]


def test_a_folder_of_pages_became_a_link(published: Published) -> None:
    """Nothing is written through it."""
    place, outside = published.place, published.town.root / "outside"
    (place / ARTICLE).parent.rename(outside)
    before = content_of(outside)
    (place / ARTICLE).parent.symlink_to(outside)
    assert published.differs() == 1
    assert published.is_right()
    assert content_of(outside) == before


def test_pipes(published: Published, capsys: Said) -> None:
    """A special file holds up nobody, and is found where the way to the target shows it."""
    os.mkfifo(published.place / "ong")
    code = published.differs()
    if published.to.startswith("rclone:"):
        assert code == 0  # rclone passes over what is no file
        return
    assert (code, "tệp đặc biệt: ong" in capsys.readouterr().out) == (1, True)
    assert restore(published.town, published.to) == 0
    assert not walk.find_links(published.place)


def test_what_only_looks_like_a_link(published: Published) -> None:
    """A strange file whose name is that by which rclone shows links is an extra file."""
    (published.place / "la.rclonelink").write_text("/etc/passwd", encoding="utf-8")
    assert published.is_right()
