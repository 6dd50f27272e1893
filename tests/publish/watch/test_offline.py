"""The secret key on another machine: what `deploy/README.md` describes, line by line."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.publish.small_site import small_site
from tests.publish.watch.test_restore import content_of
from tests.sites.build_site import write
from town_portal.core.system import walk
from town_portal.core.system.places import ROOT
from town_portal.publishing import due, publish, publish_signed
from town_portal.publishing.manifest import FILE, SIGNATURE, key_pair, signing
from town_portal.publishing.publish import PublishOptions

MINISIGN = shutil.which("minisign")
PASSWORD = "mật khẩu ngoại tuyến"


def described(begin: str) -> str:
    """Return the line of the section that begins so."""
    text = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    section = text.partition("## Signing on another machine\n")[2].partition("\n## ")[0]
    (line,) = [splitline for splitline in section.splitlines() if splitline.startswith(begin)]
    return line


def run(line: str, folder: Path) -> None:
    """Run a line on the signing machine, whose user types the password wherever it is asked for."""
    subprocess.run(
        shlex.split(line),
        cwd=folder,
        input=f"{PASSWORD}\n{PASSWORD}\n",
        text=True,
        capture_output=True,
        check=True,
    )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site on the building machine, on which no secret key lies."""
    monkeypatch.delenv(signing.KEY, raising=False)
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "nobody")
    return small_site(tmp_path, monkeypatch, {})


@pytest.fixture
def signer(site: Path) -> Path:
    """The signing machine's folder with its key; the building machine has the public one."""
    if MINISIGN is None:
        pytest.skip("không có minisign (gói minisign)")
    folder = site / "signer"
    folder.mkdir()
    run(described("minisign -G"), folder)
    shutil.copy(folder / "minisign.pub", site / "content" / "data")
    return folder


def prepare(site: Path, signer: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Prepare and sign as the task says; return the comment that is signed too."""
    capsys.readouterr()
    assert publish.main(site / "content", site / "public", PublishOptions(prepare=True)) == 0
    told = re.search(r"^ *(minisign -Sm .*)$", capsys.readouterr().out, re.M)
    assert told is not None
    assert told[1].partition(" -t ")[0] == described("minisign -S").partition(" -t ")[0]
    shutil.copy(site / "public" / FILE, signer)
    run(told[1], signer)
    return shlex.split(told[1])[-1]


def send(site: Path) -> int:
    """Send what was prepared to the folder `www`."""
    return publish_signed.main(site / "content", site / "public", PublishOptions(str(site / "www")))


@pytest.mark.long
def test_the_described_way(
    tmp_path: Path, signer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prepared here, signed there, sent from here; what was not signed does not go."""
    output, to = tmp_path / "public", tmp_path / "www"
    comment = prepare(tmp_path, signer, capsys)
    assert re.fullmatch(r"timestamp:\d+ file:manifest.jsonl hashed site:\S+ until:\S+", comment)
    assert due.read_published(walk.get_state_folder(output)) is None
    assert send(tmp_path) == 1
    assert "Chưa có chữ ký" in capsys.readouterr().err
    shutil.copy(signer / SIGNATURE, output)
    assert send(tmp_path) == 0
    assert content_of(to) == content_of(output)
    verify = [str(MINISIGN), "-Vm", str(to / FILE), "-p", str(signer / "minisign.pub")]
    assert comment in subprocess.run(verify, capture_output=True, text=True, check=True).stdout
    assert due.read_published(walk.get_state_folder(output)) is not None
    assert send(tmp_path) == 1  # it has gone already


@pytest.mark.long
def test_a_signature_is_that_of_what_was_prepared(
    tmp_path: Path, signer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It stays without a change, is gone after one; what was changed since it does not go."""
    prepare(tmp_path, signer, capsys)
    signature = Path(shutil.copy(signer / SIGNATURE, tmp_path / "public"))
    prepare(tmp_path, signer, capsys)
    assert signature.is_file()
    page = tmp_path / "public" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"<", b" <", 1))
    assert send(tmp_path) == 1
    assert "index.html: khác bản đã ký" in capsys.readouterr().err
    assert not (tmp_path / "www").exists()
    text = "---\ntitle: Giới thiệu\n---\n\nMới.\n"
    write(tmp_path, {"content/pages/gioi-thieu.md": text})
    prepare(tmp_path, signer, capsys)
    assert not signature.exists()


def test_what_is_missing_is_said_before_a_build(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing prepared, no secret key here, no public key: each with what to do."""
    content, output = site / "content", site / "public"
    assert send(site) == 1
    assert "publish --prepare trước" in capsys.readouterr().err
    assert publish.main(content, output, PublishOptions(prepare=True)) == 1
    assert "chép minisign.pub (không chép khóa bí mật) vào đó" in capsys.readouterr().err
    monkeypatch.setenv(signing.KEY, str(site / "elsewhere.key"))
    assert key_pair.main(content, plain=True) == 0
    monkeypatch.delenv(signing.KEY)
    assert publish.main(content, output, PublishOptions(str(site / "www"))) == 1
    assert "dùng publish --prepare" in capsys.readouterr().err
    assert not output.exists()
