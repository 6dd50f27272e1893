"""The manifest: what it lists, that it stays the same, and that others can verify it."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import stat
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as some

from plugins.commands import manifest
from plugins.commands.manifest import KeyFault, making, memory, signing
from plugins.commands.manifest.entry import Unreadable
from plugins.commands.manifest.look import Seen, look
from plugins.commands.places import ROOT
from plugins.commands.publish import walk
from tests.publish.watch.town import MADE, SITE, Town, files, write

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
    """Each file of the site but the manifest itself stands in it with digest, size and type."""
    head, *entries = map(json.loads, lines(town))
    assert head == {
        "version": 1,
        "site": SITE,
        "made": "2026-11-28T06:30:00Z",
        "files": 18,
        "hosts": ["chinhphu.vn"],
    }
    assert [it["path"] for it in entries] == sorted([*files(), "minisign.pub"])
    for it in entries:
        content = (town.output / it["path"]).read_bytes()
        assert it["sha256"] == hashlib.sha256(content).hexdigest()
        assert it["size"] == len(content)
    types = {it["path"]: it["type"] for it in entries}
    assert types["static/portal.js"] == "text/javascript"
    assert types["index.html"] == "text/html"


def test_what_is_read_is_what_was_written(town: Town) -> None:
    """`read` gives the entries that `write` returned, and where an old address leads."""
    entries = manifest.write(town.output, town.state, MADE)
    assert list(manifest.read(town.output / manifest.FILE)) == entries
    moved = {it.path: it.moved for it in entries if it.moved}
    assert moved == {"cu.aspx/index.html": "../2026/11/28/bai-1/", "het.aspx/index.html": "#gone"}


def test_state_keeps_a_copy(town: Town) -> None:
    """The monitor finds the last manifest beside the output, where no host can change it."""
    for name in (manifest.FILE, manifest.SIGNATURE):
        assert (town.state / name).read_bytes() == (town.output / name).read_bytes()


def test_unchanged(town: Town) -> None:
    """A site that has not changed keeps its manifest, untouched, also on another day."""
    file = town.output / manifest.FILE
    before, at = bytes_of(town), file.stat().st_mtime_ns
    town.publish(MADE + DAY)
    assert bytes_of(town) == before
    assert file.stat().st_mtime_ns == at


def test_same_in_another_folder(town: Town) -> None:
    """The same site with the same time has the same manifest and signature anywhere."""
    other = Town(town.root / "other")
    write(other.output, files())
    for path in other.output.rglob("*.html"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    other.publish()
    assert bytes_of(other) == bytes_of(town)


def test_one_page_changed(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the changed page is read again, and only its line and the head change."""
    before = lines(town)
    town.publish()  # the public key is younger than the first manifest
    page = town.output / "index.html"
    page.write_bytes(page.read_bytes() + b"<!-- -->")
    os.utime(page, (1_790_000_001, 1_790_000_001))
    read: list[str] = []

    def noting(file: Path, is_page: bool) -> Seen:
        read.append(file.name)
        return look(file, is_page)

    monkeypatch.setattr("plugins.commands.manifest.writing.look", noting)
    town.publish(MADE + DAY)
    assert [it for it in read if it != "minisign.pub"] == ["index.html"]
    changed = [new for new in lines(town) if new not in before]
    assert [json.loads(it).get("path") for it in changed] == [None, "index.html"]


def test_file_gone(town: Town) -> None:
    """A file that is gone is gone from the manifest."""
    (town.output / "static/anh.png").unlink()
    town.publish()
    assert not [it for it in lines(town) if "anh.png" in it]


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
    assert [it for it in lines(town) if digest in it]


@pytest.mark.parametrize("damage", ["cut", "bit", "empty", "gone", "nonsense"])
def test_damaged_memory(town: Town, damage: str) -> None:
    """A damaged memory has all files read again, and the manifest is right."""
    file = town.state / memory.FILE
    content = bytearray(file.read_bytes())
    page = town.output / "index.html"
    digest = hashlib.sha256(page.read_bytes()).hexdigest().encode()
    if damage == "cut":
        file.write_bytes(content[:-40])
    elif damage == "bit":
        content[content.index(digest)] ^= 1
        file.write_bytes(content)
    elif damage == "gone":
        file.unlink()
    else:
        file.write_bytes(b"" if damage == "empty" else b"\xff\n\x00")
    before = bytes_of(town)
    town.publish()
    assert bytes_of(town) == before


def test_shared_walk(town: Town) -> None:
    """A walk that `publish` has made is used, also when the public key came after it."""
    found = walk.files(town.output)
    (town.output / "minisign.pub").unlink()
    del found["minisign.pub"]
    entries = manifest.write(town.output, town.state, MADE, found)
    assert "minisign.pub" in {it.path for it in entries}


def test_damaged_manifest(town: Town) -> None:
    """A manifest that lacks lines, or has a strange one, is not taken for whole."""
    file = town.state / manifest.FILE
    text = file.read_text(encoding="utf-8").splitlines(keepends=True)
    for broken in (text[:-1], [*text[:3], "x\n", *text[4:]], text[1:], []):
        file.write_text("".join(broken), encoding="utf-8")
        with pytest.raises(Unreadable):
            list(manifest.read(file))


MINISIGN = shutil.which("minisign")


@pytest.mark.skipif(MINISIGN is None, reason="không có minisign (gói minisign)")
def test_minisign_verifies(town: Town) -> None:
    """The program minisign itself takes the signature, and refuses it for a changed manifest."""
    file = town.output / manifest.FILE
    command = [str(MINISIGN), "-Vm", str(file), "-p", str(town.output / "minisign.pub")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert f"site:{SITE}" in done.stdout
    file.write_bytes(file.read_bytes() + b"\n")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


@pytest.mark.skipif(MINISIGN is None, reason="không có minisign (gói minisign)")
def test_minisign_opens_the_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program minisign can sign with our secret key, also with one under a password."""
    monkeypatch.setenv(signing.KEY, str(tmp_path / "minisign.key"))
    monkeypatch.setenv(signing.PASSWORD, "mật khẩu")
    making.main(tmp_path)
    (tmp_path / "file").write_bytes(b"x")
    command = [str(MINISIGN), "-Sm", str(tmp_path / "file"), "-s", str(tmp_path / "minisign.key")]
    subprocess.run(command, input="mật khẩu\n", text=True, capture_output=True, check=True)
    key = signing.public_key((tmp_path / "data" / "minisign.pub").read_bytes())
    assert signing.is_signed(tmp_path / "file", tmp_path / "file.minisig", key)


def verify(file: Path, signature: Path, key: Path) -> None:
    """Verify as minisign's documentation describes it, without any library for that format."""
    public = base64.b64decode(key.read_text(encoding="ascii").splitlines()[1])
    _, line, comment, whole = signature.read_bytes().splitlines()
    made = base64.b64decode(line)
    assert public[:2] == b"Ed"
    assert made[:2] == b"ED"  # prehashed
    assert made[2:10] == public[2:10]
    verifier = Ed25519PublicKey.from_public_bytes(public[10:])
    verifier.verify(made[10:], hashlib.blake2b(file.read_bytes()).digest())
    verifier.verify(base64.b64decode(whole), made[10:] + comment.removeprefix(b"trusted comment: "))


def test_documented_format(town: Town) -> None:
    """The signature is what minisign's documentation says, down to the trusted comment."""
    file, signature = town.output / manifest.FILE, town.output / manifest.SIGNATURE
    verify(file, signature, town.key)
    comment = signature.read_text(encoding="ascii").splitlines()[2]
    assert comment == (
        f"trusted comment: timestamp:{int(MADE.timestamp())}\tfile:manifest.jsonl\thashed\t"
        f"site:{SITE}"
    )
    forged = signature.read_bytes().replace(b"timestamp:17", b"timestamp:18")
    signature.write_bytes(forged)
    with pytest.raises(InvalidSignature):
        verify(file, signature, town.key)


def test_without_a_key(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a key the manifest is written, no old signature stays, and a sentence says how."""
    monkeypatch.delenv(signing.KEY)
    monkeypatch.setattr(Path, "home", lambda: town.root / "nobody")
    town.publish()
    assert not (town.output / manifest.SIGNATURE).exists()
    assert not (town.output / "minisign.pub").exists()
    assert len(lines(town)) == 18
    assert "python3 tasks.py signing-key" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"x\ny\n", b"untrusted comment: a\nRWQ=\n"])
def test_broken_key(town: Town, key: Path, content: bytes) -> None:
    """A key that can't be used stops the publication with a sentence; nothing is written."""
    key.write_bytes(content)
    before = bytes_of(town)
    with pytest.raises(KeyFault, match="Không mở được khóa ký"):
        manifest.write(town.output, town.state, MADE + DAY)
    with pytest.raises(KeyFault):
        manifest.check()
    assert bytes_of(town) == before


def test_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key under a password signs with that password and with no other."""
    monkeypatch.setenv(signing.KEY, str(tmp_path / "minisign.key"))
    monkeypatch.setenv(signing.PASSWORD, "đúng")
    assert making.main(tmp_path) == 0
    manifest.check()
    monkeypatch.setenv(signing.PASSWORD, "sai")
    with pytest.raises(KeyFault, match=signing.PASSWORD):
        manifest.check()


def test_missing_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A key that the environment names and that is not there is a fault, not the absence of one."""
    monkeypatch.setenv(signing.KEY, str(tmp_path / "none"))
    with pytest.raises(KeyFault, match="Không có tệp khóa"):
        manifest.check()


def test_secret_key_is_secret(key: Path) -> None:
    """Nobody else on the machine can read the secret key."""
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700


def test_never_overwrites(key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a secret nor a public key is ever overwritten."""
    public = tmp_path / "content" / "data" / "minisign.pub"
    before = key.read_bytes(), public.read_bytes()
    assert making.main(tmp_path / "content") == 1
    assert "không ghi đè" in capsys.readouterr().err
    key.rename(key.with_suffix(".old"))
    assert making.main(tmp_path / "content") == 1
    assert "Cổng đã có khóa công khai" in capsys.readouterr().err
    assert (key.with_suffix(".old").read_bytes(), public.read_bytes()) == before
    assert not key.exists()


def test_not_inside_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret key is not put where Git or an upload could take it along."""
    place = ROOT / ".state" / "khoa-thu.key"
    monkeypatch.setenv(signing.KEY, str(place))
    assert making.main(tmp_path) == 1
    assert not place.exists()


@given(some.text(), some.text())
def test_lines_are_json(path: str, moved: str) -> None:
    """Whatever a file is called, its line is JSON that says so."""
    entry = manifest.Entry(path, "0" * 64, 12, "text/html", moved)
    line = entry.line()
    assert "\n" not in line
    assert manifest.Entry(**json.loads(line)) == entry
