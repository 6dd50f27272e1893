"""Signing: keys, and that others can verify what was signed."""

from __future__ import annotations

import shutil
import stat
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from minisign import SecretKey

from tests.publish.watch.test_manifest import bytes_of, lines
from tests.publish.watch.town import MADE, SITE, Live, Town, kinds
from town_portal.core.system.places import ROOT
from town_portal.publishing import alert, manifest, publish, restore
from town_portal.publishing.manifest import KeyFault, key_pair, signing

Said = pytest.CaptureFixture[str]
PUBLIC = Path("none", "minisign.pub")
MINISIGN = shutil.which("minisign")
needs_minisign = pytest.mark.skipif(MINISIGN is None, reason="không có minisign (gói minisign)")


@pytest.fixture
def no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a secret key that the environment names, without a password."""
    monkeypatch.setenv(signing.KEY, str(tmp_path / "minisign.key"))
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    return tmp_path / "minisign.key"


@needs_minisign
def test_minisign_verifies(town: Town) -> None:
    """The program minisign itself takes the signature, and refuses it for a changed manifest."""
    file = town.output / manifest.FILE
    command = [str(MINISIGN), "-Vm", str(file), "-p", str(town.output / "minisign.pub")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(
        f"Trusted comment: timestamp:{int(MADE.timestamp())}\tfile:manifest.jsonl\thashed\t"
        f"site:{SITE}\tuntil:2026-12-28T06:30:00Z\n"
    )
    file.write_bytes(file.read_bytes() + b"\n")
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


@needs_minisign
def test_minisign_opens_the_key(no_key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program minisign can sign with our secret key, also with one under a password."""
    folder = no_key.parent
    monkeypatch.setenv(signing.PASSWORD, "mật khẩu")
    key_pair.main(folder)
    (folder / "file").write_bytes(b"x")
    command = [str(MINISIGN), "-Sm", str(folder / "file"), "-s", str(no_key)]
    subprocess.run(command, input="mật khẩu\n", text=True, capture_output=True, check=True)
    key = signing.parse_public_key((folder / "data" / "minisign.pub").read_bytes())
    assert signing.is_signed(folder / "file", folder / "file.minisig", key)


@pytest.fixture
def keyless(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """A signed town on a machine without its secret key."""
    monkeypatch.delenv(signing.KEY)
    monkeypatch.setattr(Path, "home", lambda: town.root / "nobody")
    return town


def test_without_a_key(keyless: Town, capsys: Said) -> None:
    """Without a key the manifest is written, no old signature stays, and a sentence says how."""
    keyless.publish()
    assert not (keyless.output / manifest.SIGNATURE).exists()
    assert not (keyless.output / "minisign.pub").exists()
    assert len(lines(keyless)) == 18
    assert "python3 tasks.py signing-key" in capsys.readouterr().err


def test_signed_site_without_its_secret_key(keyless: Town) -> None:
    """Where the site is known to be signed, a machine without the secret key publishes nothing."""
    manifest.check_key(PUBLIC)
    with pytest.raises(KeyFault, match=r"chép khóa bí mật về máy này, hoặc đặt PORTAL_SIGNING_KEY"):
        manifest.check_key(keyless.key)
    content, before = keyless.root / "content", bytes_of(keyless)
    assert publish.main(content, keyless.output) == 1
    assert alert.main(content, keyless.output, "") == 1
    assert bytes_of(keyless) == before


def test_secret_key_of_another_pair(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """A key that is not that of the public key which people hold publishes nothing."""
    manifest.check_key(town.key)
    monkeypatch.setenv(signing.KEY, str(town.root / "other.key"))
    assert key_pair.main(town.root / "other", plain=True) == 0
    with pytest.raises(KeyFault, match=r"other\.key không phải của khóa công khai .*minisign\.pub"):
        manifest.check_key(town.key)
    before = bytes_of(town)
    assert publish.main(town.root / "content", town.output) == 1
    assert "không phải của khóa công khai" in capsys.readouterr().err
    assert bytes_of(town) == before


@pytest.mark.parametrize(
    "content", [None, b"", b"x\ny\n", b"untrusted comment: a\nRWQ=\n"], ids=repr
)
def test_broken_key(town: Town, key: Path, content: bytes | None) -> None:
    """A key that is not there or can't be used stops the publication; nothing is written."""
    key.unlink() if content is None else key.write_bytes(content)
    before = bytes_of(town)
    said = r"Không có tệp khóa.* Hãy chép khóa bí mật" if content is None else "Không mở được khóa"
    with pytest.raises(KeyFault, match=said):
        manifest.check_key(PUBLIC)
    with pytest.raises(KeyFault, match=said):
        town.publish()
    assert bytes_of(town) == before


def test_signature_taken_away(town: Town, live: Live, capsys: Said) -> None:
    """A missing signature is a fault where the key is known, at the site as on this machine."""
    del live.files[manifest.SIGNATURE]
    assert kinds(town.look(live)) == ["manifest"]
    (town.output / manifest.SIGNATURE).unlink()
    assert restore.main(town.root / "content", town.output, str(town.root / "www")) == 1
    assert "không có chữ ký" in capsys.readouterr().err
    (town.state / manifest.SIGNATURE).unlink()
    assert kinds(town.look(live)) == ["manifest"]


def test_secret_key_is_secret_and_kept(key: Path, tmp_path: Path, capsys: Said) -> None:
    """Nobody else on the machine can read it; neither of a pair is ever written over."""
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(key.parent.stat().st_mode) == 0o700
    public = tmp_path / "content" / "data" / "minisign.pub"
    before = key.read_bytes(), public.read_bytes()
    assert key_pair.main(tmp_path / "content") == 1
    assert "không ghi đè" in capsys.readouterr().err
    old = key.rename(key.with_suffix(".old"))
    assert key_pair.main(tmp_path / "content") == 1
    assert "Cổng đã có khóa công khai" in capsys.readouterr().err
    assert (old.read_bytes(), public.read_bytes()) == before
    assert not key.exists()


def test_not_inside_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The secret key is not put where Git or an upload could take it along."""
    place = ROOT / ".state" / "khoa-thu.key"
    monkeypatch.setenv(signing.KEY, str(place))
    assert key_pair.main(tmp_path) == 1
    assert not place.exists()


def test_a_new_key_is_encrypted(
    no_key: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    """Without a password none is made; it signs with its own and no other, also from systemd."""
    folder = no_key.parent
    assert key_pair.main(folder) == 1
    assert "Khóa ký cần một mật khẩu" in capsys.readouterr().err
    assert not no_key.exists()
    assert not (folder / "data" / "minisign.pub").exists()
    monkeypatch.setenv(signing.PASSWORD, "đúng")
    assert key_pair.main(folder) == 0
    assert SecretKey.from_bytes(no_key.read_bytes()).is_encrypted()
    assert "mở bằng mật khẩu" in capsys.readouterr().out
    manifest.check_key(PUBLIC)
    monkeypatch.setenv(signing.PASSWORD, "sai")
    with pytest.raises(KeyFault, match=signing.PASSWORD):
        manifest.check_key(PUBLIC)
    monkeypatch.delenv(signing.PASSWORD)
    with pytest.raises(KeyFault, match="portal-signing-password của systemd"):
        manifest.check_key(PUBLIC)
    (folder / "credentials").mkdir()
    (folder / "credentials" / signing.CREDENTIAL).write_text("đúng\n", encoding="utf-8")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder / "credentials"))
    manifest.check_key(PUBLIC)


class Terminal(StringIO):
    """A standard input at which somebody sits."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.mark.parametrize(("again", "code"), [("mật khẩu", 0), ("gõ nhầm", 1)])
def test_the_password_is_asked_for(
    no_key: Path, monkeypatch: pytest.MonkeyPatch, again: str, code: int
) -> None:
    """Twice for a new key, once to sign; one that was typed wrongly makes none."""
    monkeypatch.setattr("sys.stdin", Terminal())
    typed = ["mật khẩu", again]
    monkeypatch.setattr(key_pair, "getpass", lambda _prompt: typed.pop(0))
    assert key_pair.main(no_key.parent) == code
    assert no_key.exists() is (code == 0)
    if code:
        return
    once = ["mật khẩu"]
    monkeypatch.setattr(signing, "getpass", lambda _prompt: once.pop())
    manifest.check_key(PUBLIC)
    manifest.check_key(PUBLIC)
    assert not once
