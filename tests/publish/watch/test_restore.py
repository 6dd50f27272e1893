"""Putting the signed state back, at each kind of target, with evidence kept."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.publish.deliver import servers
from tests.publish.watch.town import MADE, SITE, Town
from town_portal.core.system import walk
from town_portal.publishing import deliver, manifest
from town_portal.publishing.deliver.ssh import SSH
from town_portal.publishing.restore import main

BAD = b"<!doctype html><a href='https://nha-cai.example/'>slot</a>"
ARTICLE = "2026/11/28/bai-2/index.html"
GONE = "static/portal.css"
EXTRA = "2026/slot/index.html"


def publish(town: Town, to: str) -> None:
    """Bring the town to a target as `publish` does."""
    entries = manifest.write_manifest(town.output, town.state, MADE)
    known = {entry.path: entry.sha256 for entry in entries}
    built = deliver.Built(town.output, walk.list_files(town.output), known, MADE)
    with deliver.open_target(to, town.state, {}, deliver.Trust()) as work:
        parcel, _ = work.prepare(built)
        work.send(parcel)
        work.record_delivery(parcel)


def hack(place: Path) -> None:
    """Change a page as cleverly as can be: size and time stay; add one, take one away."""
    page = place / ARTICLE
    before, stat = page.read_bytes(), page.stat()
    with page.open("r+b") as file:  # in place: releases share files by links
        file.write(before.replace(b"chinhphu.vn", b"nha-cai.biz"))
    os.utime(page, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    (place / EXTRA).parent.mkdir(parents=True)
    (place / EXTRA).write_bytes(BAD)
    (place / GONE).unlink()


def content_of(place: Path) -> dict[str, bytes]:
    """Return the files that a host would serve."""
    return {path: (place / path).read_bytes() for path in walk.list_files(place)}


def restore(town: Town, to: str) -> int:
    """Run the task."""
    return main(town.root / "content", town.output, to)


@dataclass(frozen=True)
class Published:
    """A town at a target, and the folder in which its host has it."""

    town: Town
    to: str
    place: Path

    def differs(self) -> int:
        """Run a trial, which only tells what differs, also by its exit code."""
        return main(self.town.root / "content", self.town.output, self.to, dry_run=True)

    def is_right(self) -> bool:
        """Put it back, and tell whether the target holds what was signed."""
        assert restore(self.town, self.to) == 0
        return content_of(self.place) == content_of(self.town.output)

    def evidence(self) -> tuple[dict[str, object], dict[str, bytes]]:
        """Return the list and the files of the only zip of evidence."""
        (file,) = (self.town.state / "evidence").iterdir()
        with ZipFile(file) as bundle:
            listed = json.loads(bundle.read("danh-sach.json"))
            kept = {
                name.removeprefix("tep/"): bundle.read(name)
                for name in bundle.namelist()
                if name.startswith("tep/")
            }
        return listed, kept


@pytest.fixture
def folder(town: Town) -> Published:
    """A town in a folder of this machine."""
    place = town.root / "www"
    publish(town, str(place))
    return Published(town, str(place), place)


LONG = [pytest.param(item, marks=pytest.mark.long) for item in ("server", "rclone")]


@pytest.fixture(params=["folder", *LONG])
def published(
    request: pytest.FixtureRequest, town: Town, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Published]:
    """A town at each kind of target that can hold links."""
    place = town.root / "www"
    if request.param == "server":
        with servers.sshd(town.root / "sshd") as (port, words):
            monkeypatch.setenv(SSH, words)
            to = servers.make_login(port, place)
            publish(town, to)
            yield Published(town, to, place / "current")
        return
    monkeypatch.setenv("RCLONE_CONFIG_NOI_TYPE", "local")
    to = str(place) if request.param == "folder" else f"rclone:NOI:{place}"
    publish(town, to)
    yield Published(town, to, place)


def test_put_right(published: Published, capsys: pytest.CaptureFixture[str]) -> None:
    """Changed, missing and extra files are put right; what was found is told and kept."""
    assert published.differs() == 0
    hack(published.place)
    old, before = published.place.resolve(), content_of(published.place)
    assert published.differs() == 1
    assert content_of(published.place) == before
    said = capsys.readouterr().out
    assert f"tệp lạ: {EXTRA}" in said
    assert "chưa đặt lại gì" in said
    assert published.is_right()
    listed, kept = published.evidence()
    assert sorted(kept) == [ARTICLE, EXTRA]
    assert b"nha-cai.biz" in kept[ARTICLE]
    assert kept[EXTRA] == BAD
    assert listed["missing"] == [GONE]
    said = capsys.readouterr().out
    assert "1 tệp bị sửa, 1 tệp bị mất, 1 tệp lạ đã gỡ" in said
    assert f"bị sửa: {ARTICLE}" in said
    assert "đổi mật khẩu" in said
    assert f"python3 tasks.py watch-site {SITE}\n" in said
    if published.to.startswith("ssh:"):  # a new release was made
        assert b"nha-cai.biz" in (old / ARTICLE).read_bytes()


def test_nothing_to_do(folder: Published, capsys: pytest.CaptureFixture[str]) -> None:
    """Where all is as signed, nothing is written, and that is said."""
    before = walk.list_files(folder.place)
    assert folder.is_right()
    assert "không phải đặt lại gì" in capsys.readouterr().out
    assert walk.list_files(folder.place) == before
    assert not (folder.town.state / "evidence").exists()


def test_what_was_built_but_not_sent_is_put_nowhere(
    folder: Published, capsys: pytest.CaptureFixture[str]
) -> None:
    """After `publish --dry-run` this machine's site is not the one that readers were given."""
    town, before = folder.town, content_of(folder.place)
    (town.output / "moi.html").write_text("<p>chưa đăng", encoding="utf-8")
    town.publish(MADE + timedelta(hours=1))
    for code in (folder.differs(), restore(town, folder.to)):
        assert code == 1
    said = capsys.readouterr().err
    assert said.count(f"Hãy chạy python3 tasks.py publish --to {folder.to} trước") == 2
    assert content_of(folder.place) == before
    (town.output / "moi.html").unlink()
    town.publish(MADE + timedelta(hours=2))
    hack(folder.place)
    assert folder.is_right()  # taken back: only the date is new


def test_forged_manifest_at_the_target(folder: Published) -> None:
    """A manifest that was changed at the target to fit a changed page misleads nobody."""
    hack(folder.place)
    file = folder.place / manifest.FILE
    file.write_bytes(file.read_bytes().replace(b"06:30", b"06:31", 1))
    assert folder.is_right()


@pytest.mark.long
@pytest.mark.skipif(shutil.which("git") is None, reason="không có Git")
def test_branch(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """A branch into which somebody else has pushed is put right."""
    repository = town.root / "pages.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(repository)], check=True)
    to = f"git+{repository.as_uri()}"
    publish(town, to)
    clone = town.root / "clone"
    git = ["git", "-C", str(clone), "-c", "user.name=x", "-c", "user.email=x@example.org"]
    branch = ["git", "clone", "--quiet", "-b", "gh-pages", str(repository), str(clone)]
    subprocess.run(branch, check=True)
    hack(clone)
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "--quiet", "-m", "x"], check=True)
    subprocess.run([*git, "push", "--quiet"], check=True)
    assert restore(town, to) == 0
    subprocess.run([*git, "pull", "--quiet"], check=True)
    tree = {path: item for path, item in content_of(clone).items() if not path.startswith(".git/")}
    assert tree.pop(".nojekyll", b"") == b""
    assert tree == content_of(town.output)
    listed, kept = Published(town, to, clone).evidence()
    assert b"nha-cai.biz" in kept[ARTICLE]
    assert listed["missing"] == [GONE]
    assert {*kept} == {ARTICLE, EXTRA}
    capsys.readouterr()
    assert restore(town, to) == 0
    assert "không phải đặt lại gì" in capsys.readouterr().out


def test_zip(town: Town) -> None:
    """A zip file is written anew where what is in it was changed."""
    to = str(town.root / "cong.zip")
    publish(town, to)
    with ZipFile(to, "a") as bundle:
        bundle.writestr(EXTRA, BAD)
    assert restore(town, to) == 0
    with ZipFile(to) as bundle:
        assert {item: bundle.read(item) for item in bundle.namelist()} == content_of(town.output)


@pytest.mark.parametrize("damage", ["page", "extra", "gone", "manifest", "signature", "packed"])
def test_own_site_damaged(
    folder: Published, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    """Where this machine's site is not as it was signed, nothing is put anywhere."""
    output = folder.town.output
    hack(folder.place)
    before = content_of(folder.place)
    names = {
        "page": ARTICLE,
        "extra": EXTRA,
        "manifest": manifest.FILE,
        "signature": manifest.SIGNATURE,
        "packed": f"{ARTICLE}.gz",
    }
    if damage == "gone":
        (output / ARTICLE).unlink()
    else:
        file = output / names[damage]
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as stream:
            stream.write(b"x")
    assert restore(folder.town, folder.to) == 1
    assert content_of(folder.place) == before
    assert capsys.readouterr().err


def test_nothing_published(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a publication, or without a target, a sentence says what to do."""
    assert main(town.root / "content", town.root / "none", str(town.root / "www")) == 1
    assert "python3 tasks.py publish" in capsys.readouterr().err
    assert restore(town, "") == 1
    assert "--to" in capsys.readouterr().err


def test_assets_of_earlier_publications(folder: Published) -> None:
    """What publications themselves have left at a target is not strange, as long as it is kept."""
    for number in range(7):
        for old in (folder.town.output / "static").glob("tim.*.bin"):
            old.unlink()
        (folder.town.output / f"static/tim.{number:010x}.bin").write_bytes(bytes([number]))
        publish(folder.town, folder.to)
        assert len([*folder.place.glob("static/tim.*.bin")]) == min(number + 1, 5)
        assert [folder.differs() for _ in range(2)] == [0, 0]
    hack(folder.place)
    assert restore(folder.town, folder.to) == 0
    assert {*folder.evidence()[1]} == {ARTICLE, EXTRA}
