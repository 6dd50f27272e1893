"""Symbolic links and special files at a target: `restore` names them and takes them away."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.commands import walk
from plugins.commands.deliver.ssh import SSH
from plugins.commands.restore import main
from tests.publish.deliver import servers
from tests.publish.watch.test_restore import ARTICLE, Published, content_of, publish, restore
from tests.publish.watch.town import Town


@pytest.fixture(params=["folder", "server", "rclone"])
def published(
    request: pytest.FixtureRequest, town: Town, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Published]:
    """A town at each kind of target that can hold links."""
    place = town.root / "www"
    if request.param == "server":
        with servers.sshd(town.root / "sshd") as (port, words):
            monkeypatch.setenv(SSH, words)
            to = servers.login(port, place)
            publish(town, to)
            yield Published(town, to, place / "current")
        return
    monkeypatch.setenv("RCLONE_CONFIG_NOI_TYPE", "local")
    to = str(place) if request.param == "folder" else f"rclone:NOI:{place}"
    publish(town, to)
    yield Published(town, to, place)


def test_links_are_found_and_taken_away(
    published: Published, capsys: pytest.CaptureFixture[str]
) -> None:
    """One to a file, one to a folder, one that leads nowhere; where they lead stays untouched."""
    town, place = published.town, published.place
    outside = town.root / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("ngoài", encoding="utf-8")
    (place / "la.html").symlink_to(outside / "index.html")
    (place / "thư mục lạ").symlink_to(outside)
    (place / "static" / "đâu.css").symlink_to("không-có")
    dry = (town.root / "content", town.output, published.to)
    assert main(*dry, dry_run=True) == 1
    said = capsys.readouterr().out
    links = ("la.html", "thư mục lạ", "static/đâu.css")
    assert all(f"liên kết lạ hoặc tệp đặc biệt: {path}\n" in said for path in links)
    assert (place / "la.html").is_symlink()
    assert restore(town, published.to) == 0
    assert content_of(place) == content_of(town.output)
    assert not walk.find_links(place)
    assert content_of(outside) == {"index.html": "ngoài".encode()}
    assert {it["path"] for it in published.evidence()[0]["files"]} == {*links}  # type: ignore[attr-defined]
    assert main(*dry, dry_run=True) == 0


def test_names_that_are_no_text(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    """Bytes that are no UTF-8, line ends, what acts on a terminal: kept, told, taken away."""
    town, place = published.town, published.place
    names = (b"l\xff.php", b"d\nindex.html", b"m\x1b]0;\x7f.php", "\u240a.php".encode())
    for name in names:
        Path(os.fsdecode(os.fsencode(place) + b"/" + name)).write_bytes(b"<?php")
    assert restore(town, published.to) == 0
    assert content_of(place) == content_of(town.output)
    assert "\x1b" not in capsys.readouterr().out
    listed, kept = published.evidence()
    assert {*kept.values()} == {b"<?php"}
    assert len(kept) == len(listed["files"]) == len(names)  # type: ignore[arg-type]


def test_a_folder_of_pages_became_a_link(published: Published) -> None:
    """Nothing is written through it."""
    town, place = published.town, published.place
    outside = town.root / "outside"
    (place / ARTICLE).parent.rename(outside)
    before = content_of(outside)
    (place / ARTICLE).parent.symlink_to(outside)
    assert main(town.root / "content", town.output, published.to, dry_run=True) == 1
    assert restore(town, published.to) == 0
    assert content_of(place) == content_of(town.output)
    assert content_of(outside) == before


def test_pipes(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    """A special file holds up nobody, and is found where the way to the target shows it."""
    town, place = published.town, published.place
    os.mkfifo(place / "ong")
    code = main(town.root / "content", town.output, published.to, dry_run=True)
    if published.to.startswith("rclone:"):
        assert code == 0  # rclone passes over what is no file
        return
    assert (code, "tệp đặc biệt: ong" in capsys.readouterr().out) == (1, True)
    assert restore(town, published.to) == 0
    assert not walk.find_links(place)


def test_what_only_looks_like_a_link(published: Published) -> None:
    """A strange file whose name is that by which rclone shows links is an extra file."""
    town, place = published.town, published.place
    Path(place, "la.rclonelink").write_text("/etc/passwd", encoding="utf-8")
    assert restore(town, published.to) == 0
    assert content_of(place) == content_of(town.output)
