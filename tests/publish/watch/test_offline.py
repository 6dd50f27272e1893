"""The secret key on another machine: what `deploy/README.md` describes, line by line."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.commands import due, musts, publish, publish_signed, walk
from plugins.commands.manifest import FILE, SIGNATURE, signing
from plugins.commands.places import ROOT
from plugins.commands.publish import Wanted, command
from tests.publish.watch.test_restore import content_of
from tests.sites.build_site import GOOD, article, write

MINISIGN = shutil.which("minisign")
pytestmark = pytest.mark.skipif(MINISIGN is None, reason="không có minisign (gói minisign)")
ARTICLE = "content/articles/2020/2020-12-14-tot/index.md"
PASSWORD = "mật khẩu ngoại tuyến"


def described(begin: str) -> str:
    """Return the line of the section that begins so."""
    text = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    section = text.partition("## Signing on another machine\n")[2].partition("\n## ")[0]
    (line,) = [it for it in section.splitlines() if it.startswith(begin)]
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
def signer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The signing machine's folder with its key; the building machine has the public one alone."""
    monkeypatch.delenv(signing.KEY, raising=False)
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "nobody")
    monkeypatch.setattr(musts, "musts", lambda _content: {})
    conf = f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom publishconf import *\n"
    (tmp_path / "conf.py").write_text(f"{conf}SHARE_PICTURES = False\n", encoding="utf-8")
    monkeypatch.setattr(command, "SETTINGS", tmp_path / "conf.py")
    about = {"title": "Bài tốt", "date": "2020-12-14", "summary": "Tóm tắt."}
    write(tmp_path, {**GOOD, ARTICLE: article(**about)})
    folder = tmp_path / "signer"
    folder.mkdir()
    run(described("minisign -G"), folder)
    shutil.copy(folder / "minisign.pub", tmp_path / "content" / "data")
    return folder


def prepare(site: Path, signer: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Prepare and sign as the task says; return the comment that is signed too."""
    capsys.readouterr()
    assert publish.main(site / "content", site / "public", Wanted(prepare=True)) == 0
    told = re.search(r"^ *(minisign -Sm .*)$", capsys.readouterr().out, re.M)
    assert told is not None
    assert told[1].partition(" -t ")[0] == described("minisign -S").partition(" -t ")[0]
    shutil.copy(site / "public" / FILE, signer)
    run(told[1], signer)
    return shlex.split(told[1])[-1]


def send(site: Path) -> int:
    """Send what was prepared to the folder `www`."""
    return publish_signed.main(site / "content", site / "public", Wanted(str(site / "www")))


def test_the_described_way(
    tmp_path: Path, signer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Prepared here, signed there, sent from here."""
    output, to = tmp_path / "public", tmp_path / "www"
    comment = prepare(tmp_path, signer, capsys)
    assert re.fullmatch(r"timestamp:\d+ file:manifest.jsonl hashed site:\S+ until:\S+", comment)
    assert due.read(walk.state_of(output)) is None
    shutil.copy(signer / SIGNATURE, output)
    assert send(tmp_path) == 0
    assert content_of(to) == content_of(output)
    verify = [str(MINISIGN), "-Vm", str(to / FILE), "-p", str(signer / "minisign.pub")]
    assert comment in subprocess.run(verify, capture_output=True, text=True, check=True).stdout
    assert due.read(walk.state_of(output)) is not None
    assert send(tmp_path) == 1  # it has gone already


def test_nothing_else_goes(
    tmp_path: Path, signer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither what was not prepared, nor what was not signed, nor what has changed since."""
    output = tmp_path / "public"
    assert send(tmp_path) == 1
    assert "publish --prepare trước" in capsys.readouterr().err
    assert publish.main(tmp_path / "content", output, Wanted(str(tmp_path / "www"))) == 1
    assert "dùng publish --prepare" in capsys.readouterr().err
    prepare(tmp_path, signer, capsys)
    assert send(tmp_path) == 1
    assert "Chưa có chữ ký" in capsys.readouterr().err
    shutil.copy(signer / SIGNATURE, output)
    page = output / "index.html"
    page.write_bytes(page.read_bytes().replace(b"<", b" <", 1))
    assert send(tmp_path) == 1
    assert "index.html: khác bản đã ký" in capsys.readouterr().err
    assert not (tmp_path / "www").exists()


def test_a_signature_stays_while_it_is_right(
    tmp_path: Path, signer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Preparing again without a change leaves it, after a change it is gone."""
    prepare(tmp_path, signer, capsys)
    signature = Path(shutil.copy(signer / SIGNATURE, tmp_path / "public"))
    prepare(tmp_path, signer, capsys)
    assert signature.is_file()
    text = "---\ntitle: Giới thiệu\n---\n\nMới.\n"
    write(tmp_path, {"content/pages/gioi-thieu.md": text})
    prepare(tmp_path, signer, capsys)
    assert not signature.exists()


def test_without_the_public_key(
    tmp_path: Path, signer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could tell a right signature: what to copy is said before a long build."""
    assert signer.is_dir()
    (tmp_path / "content" / "data" / "minisign.pub").unlink()
    output = tmp_path / "output-public"
    assert publish.main(tmp_path / "content", output, Wanted(prepare=True)) == 1
    assert "chép minisign.pub (không chép khóa bí mật) vào đó" in capsys.readouterr().err
