"""Signing: keys, and that others can verify what was signed."""

from __future__ import annotations

import base64
import hashlib
import shutil
import stat
import subprocess
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from minisign import SecretKey

from plugins.commands import alert, manifest, publish, restore
from plugins.commands.manifest import KeyFault, making, signing
from plugins.commands.places import ROOT
from tests.publish.watch.test_manifest import bytes_of, lines
from tests.publish.watch.town import MADE, SITE, Live, Town, kinds

DAY = timedelta(days=1)
PUBLIC = Path("none", "minisign.pub")
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
        f"site:{SITE}\tuntil:2026-12-28T06:30:00Z"
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
        manifest.check(PUBLIC)
    assert bytes_of(town) == before


def test_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key under a password signs with that password and with no other."""
    monkeypatch.setenv(signing.KEY, str(tmp_path / "minisign.key"))
    monkeypatch.setenv(signing.PASSWORD, "đúng")
    assert making.main(tmp_path) == 0
    manifest.check(PUBLIC)
    monkeypatch.setenv(signing.PASSWORD, "sai")
    with pytest.raises(KeyFault, match=signing.PASSWORD):
        manifest.check(PUBLIC)


def test_missing_key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A key that the environment names and that is not there is a fault, not the absence of one."""
    monkeypatch.setenv(signing.KEY, str(tmp_path / "none"))
    with pytest.raises(KeyFault, match=r"Không có tệp khóa.* Hãy chép khóa bí mật vào đó"):
        manifest.check(PUBLIC)


def test_signed_site_without_its_secret_key(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the site is known to be signed, a machine without the secret key publishes nothing."""
    monkeypatch.delenv(signing.KEY)
    monkeypatch.setattr(Path, "home", lambda: town.root / "nobody")
    manifest.check(PUBLIC)
    with pytest.raises(KeyFault, match=r"chép khóa bí mật về máy này, hoặc đặt PORTAL_SIGNING_KEY"):
        manifest.check(town.key)
    content = town.root / "content"
    before = bytes_of(town)
    assert publish.main(content, town.output) == 1
    assert alert.main(content, town.output, "") == 1
    assert bytes_of(town) == before


def test_secret_key_of_another_pair(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A key that is not that of the public key which people hold publishes nothing."""
    manifest.check(town.key)
    monkeypatch.setenv(signing.KEY, str(town.root / "other.key"))
    assert making.main(town.root / "other", plain=True) == 0
    with pytest.raises(KeyFault, match=r"other\.key không phải của khóa công khai .*minisign\.pub"):
        manifest.check(town.key)
    before = bytes_of(town)
    assert publish.main(town.root / "content", town.output) == 1
    assert "không phải của khóa công khai" in capsys.readouterr().err
    assert bytes_of(town) == before


def test_signature_taken_away(town: Town, live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing signature is a fault where the key is known, at the site as on this machine."""
    del live.files[manifest.SIGNATURE]
    assert kinds(town.look(live)) == ["manifest"]
    (town.output / manifest.SIGNATURE).unlink()
    assert restore.main(town.root / "content", town.output, str(town.root / "www")) == 1
    assert "không có chữ ký" in capsys.readouterr().err
    (town.state / manifest.SIGNATURE).unlink()
    report = town.look(live)
    assert kinds(report) == ["manifest"]


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


def secret_of(file: Path) -> SecretKey:
    """Return the secret key of a file as it lies there."""
    return SecretKey.from_bytes(file.read_bytes())


def test_a_new_key_is_encrypted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a password there is no key, unless a plain one is asked for in so many words."""
    secret = tmp_path / "minisign.key"
    monkeypatch.setenv(signing.KEY, str(secret))
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    assert making.main(tmp_path) == 1
    assert "Khóa ký cần một mật khẩu" in capsys.readouterr().err
    assert not secret.exists()
    assert not (tmp_path / "data" / "minisign.pub").exists()
    monkeypatch.setenv(signing.PASSWORD, "đúng")
    assert making.main(tmp_path) == 0
    assert secret_of(secret).is_encrypted()
    assert "mở bằng mật khẩu" in capsys.readouterr().out


class Terminal(StringIO):
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(("again", "code"), [("mật khẩu", 0), ("gõ nhầm", 1)])
def test_the_password_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, again: str, code: int
) -> None:
    """Twice for a new key, once to sign; one that was typed wrongly makes none."""
    secret = tmp_path / "minisign.key"
    monkeypatch.setenv(signing.KEY, str(secret))
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    monkeypatch.setattr("sys.stdin", Terminal())
    typed = ["mật khẩu", again]
    monkeypatch.setattr(making, "getpass", lambda _prompt: typed.pop(0))
    assert making.main(tmp_path) == code
    assert secret.exists() is (code == 0)
    if code:
        return
    once = ["mật khẩu"]
    monkeypatch.setattr(signing, "getpass", lambda _prompt: once.pop())
    manifest.check(PUBLIC)
    manifest.check(PUBLIC)
    assert not once


def test_the_password_from_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A credential of the unit opens the key, so that no environment holds the password."""
    monkeypatch.setenv(signing.KEY, str(tmp_path / "minisign.key"))
    monkeypatch.setenv(signing.PASSWORD, "đúng")
    assert making.main(tmp_path) == 0
    monkeypatch.delenv(signing.PASSWORD)
    with pytest.raises(KeyFault, match="portal-signing-password của systemd"):
        manifest.check(PUBLIC)
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / signing.CREDENTIAL).write_text("đúng\n", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "credentials"))
    manifest.check(PUBLIC)
