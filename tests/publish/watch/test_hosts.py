"""Hosts that fail: certificates, silence, broken answers, manifests that are not the portal's."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from plugins.commands import manifest
from plugins.commands.manifest import signing
from plugins.commands.places import ROOT
from plugins.commands.watch_site import site
from tests.publish.watch.town import MADE, Live, Reply, Request, Town, kinds, one, served


def certificate(folder: Path, first: int, last: int, host: str = "127.0.0.1") -> tuple[Path, Path]:
    """Make a certificate that signs itself, valid between two days from now, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    place = x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=first))
        .not_valid_after(now + timedelta(days=last, hours=1))
        .add_extension(place, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    folder.mkdir(exist_ok=True)
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder / "cert.pem", folder / "key.pem"


def trust(monkeypatch: pytest.MonkeyPatch, pair: tuple[Path, Path]) -> None:
    """Have this machine trust a certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))


def test_certificate(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site over https with a trusted certificate is fine, but for one header."""
    pair = certificate(town.root / "tls", -1, 90)
    trust(monkeypatch, pair)
    with served(town.live(), pair) as live:
        report = town.look(live)
    assert report.verdict == "fine"
    assert [it.what for it in report.findings if it.kind != "not-tried"] == [
        "Trang chủ thiếu tiêu đề HTTP bảo mật: Strict-Transport-Security."
    ]


def test_self_signed(town: Town) -> None:
    """A certificate that nobody trusts is found, and the pages are compared all the same."""
    with served(town.live(), certificate(town.root / "tls", -1, 90)) as live:
        live.files["static/portal.js"] += b"//"
        report = town.look(live)
    assert kinds(report) == ["certificate", "changed"]
    assert one(report, "certificate").what == "Chứng thư HTTPS tự ký, trình duyệt không tin cậy."


def test_expired(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """An expired certificate is found."""
    pair = certificate(town.root / "tls", -90, -1)
    trust(monkeypatch, pair)
    with served(town.live(), pair) as live:
        assert one(town.look(live), "certificate").what == "Chứng thư HTTPS đã hết hạn."


def test_other_host(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate of another host is found."""
    pair = certificate(town.root / "tls", -1, 90, "127.0.0.2")
    trust(monkeypatch, pair)
    with served(town.live(), pair) as live:
        assert kinds(town.look(live)) == ["certificate"]


@pytest.mark.parametrize(("days", "verdict"), [(5, "found"), (20, "fine")])
def test_soon_expiring(
    town: Town, monkeypatch: pytest.MonkeyPatch, days: int, verdict: str
) -> None:
    """A certificate that ends within two weeks is a fault, within a month a note."""
    pair = certificate(town.root / "tls", -1, days)
    trust(monkeypatch, pair)
    with served(town.live(), pair) as live:
        report = town.look(live)
    assert report.verdict == verdict
    assert f"còn {days} ngày là hết hạn" in one(report, "certificate").what


def test_slow(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that does not come is named; the others are compared."""
    monkeypatch.setattr(site, "TRIES", 1)

    def sleep(request: Request) -> None:
        if request.path == "static/anh.png":
            time.sleep(2.5)

    live.rules.append(sleep)
    report = town.look(live, timeout=1.0)
    assert kinds(report) == ["unreachable"]
    assert "không trả lời trọn vẹn" in one(report, "unreachable").what


def test_cut_short(town: Town, live: Live) -> None:
    """A host that breaks off in the middle of a page is found."""
    body, length = live.files["static/anh.png"], {"Content-Length": "999999"}

    def cut(request: Request) -> Reply | None:
        is_it = request.path == "static/anh.png"
        return Reply(200, body, {**length, "Connection": "close"}) if is_it else None

    live.rules.append(cut)
    assert kinds(town.look(live)) == ["unreachable"]


def test_bomb(town: Town, live: Live) -> None:
    """A page that is packed wrongly is found, and does no harm."""
    coded = {"Content-Encoding": "gzip"}
    live.rules.append(lambda it: Reply(200, b"zz", coded) if it.path == "cu.aspx/" else None)
    assert kinds(town.look(live)) == ["unreachable"]


def test_error(town: Town, live: Live) -> None:
    """A page that answers with an error of the host is found."""
    live.rules.append(lambda it: Reply(500, b"") if it.path == "static/anh.png" else None)
    assert one(town.look(live), "status").what == "Máy chủ trả lời mã 500 thay cho nội dung."


def test_nobody_there(town: Town) -> None:
    """Where nobody answers, the exit code is 2 and the sentence says why, without a traceback."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        command = [sys.executable, "tasks.py", "watch-site", address]
        done = subprocess.run(
            [*command, "--manifest", str(town.state / manifest.FILE)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert done.stdout.startswith(f"CHƯA KIỂM TRA ĐƯỢC {address}: máy chủ từ chối kết nối.\n")
    assert done.stderr == ""


def test_dies_meanwhile(town: Town, live: Live) -> None:
    """A host that stops answering in the middle gives no verdict at all."""
    live.rules.append(lambda _: Reply(200, None) if len(live.asked) > 6 else None)
    report = town.look(live)
    assert report.verdict == "unknown"
    assert report.why


@contextmanager
def other_key(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Sign with another key than the portal's."""
    from plugins.commands.manifest import making

    with monkeypatch.context() as patch:
        patch.setenv(signing.KEY, str(folder / "other" / "minisign.key"))
        making.main(folder / "other", plain=True)
        yield


def test_forged(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who changes a page and signs a new manifest with a key of his own is found."""
    page = town.output / "index.html"
    elsewhere = town.root / "elsewhere"
    right = page.read_bytes()
    with other_key(town.root, monkeypatch):
        page.write_bytes(right + b"<!-- -->")
        town.publish()
        live.files = town.live().files
    for options in ({}, {"root": elsewhere, "key": str(town.key)}):
        report = town.look(live, **options)
        assert kinds(report) == ["manifest"]
        assert "không đúng" in one(report, "manifest").what


def test_forged_on_the_host(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine that published finds both the page and the manifest that was made for it."""
    forged = town.root / "forged"
    shutil.copytree(town.output, forged / "output-public")
    with other_key(town.root, monkeypatch):
        copy = Town(forged)
        (copy.output / "index.html").write_bytes(b"<!doctype html>")
        copy.publish()
        live.files = copy.live().files
    assert kinds(town.look(live)) == ["changed", "manifest"]


def test_changed_manifest(town: Town, live: Live) -> None:
    """A manifest that was changed after signing is found, on any machine that has the key."""
    live.change(manifest.FILE, b'"size":2', b'"size":3')
    assert kinds(town.look(live)) == ["manifest"]
    report = town.look(live, root=town.root / "elsewhere", key=str(town.key))
    assert kinds(report) == ["manifest"]


def test_rollback(town: Town) -> None:
    """An older site, rightly signed, in the place of the newest is found."""
    old = town.live()
    page = town.output / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Tin", b"Tinn"))
    town.publish(MADE + timedelta(days=1))
    with served(old) as live:
        report = town.look(live)
    assert kinds(report) == ["changed", "rollback"]
    assert "Cổng đang hiện bản cũ, đăng lúc 13:30" in one(report, "rollback").what


def test_rollback_seen_from_elsewhere(town: Town) -> None:
    """A machine that only ever looked remembers the newest manifest, and finds the older one."""
    options = {"root": town.root / "elsewhere", "key": str(town.key)}
    old = town.live()
    page = town.output / "index.html"
    page.write_bytes(page.read_bytes().replace(b"Tin", b"Tinn"))
    town.publish(MADE + timedelta(days=1))
    with served(town.live()) as live:
        assert kinds(town.look(live, **options)) == []
        live.files = old.files
        assert kinds(town.look(live, **options)) == ["rollback"]


def test_no_manifest_at_the_host(town: Town, live: Live) -> None:
    """A manifest that is gone from the site is found where another copy is at hand."""
    del live.files[manifest.FILE]
    assert kinds(town.look(live)) == ["missing"]
    report = town.look(live, root=town.root / "elsewhere", key=str(town.key))
    assert report.verdict == "unknown"


def test_nothing_to_compare_with(town: Town, live: Live) -> None:
    """Without manifest and key nothing is said of the site, but what is lacking."""
    report = town.look(live, root=town.root / "elsewhere")
    assert report.verdict == "unknown"
    assert "--key" in report.why


def test_key_as_text(town: Town, live: Live) -> None:
    """The key may be given as the line that people pass on."""
    line = town.key.read_text(encoding="utf-8").splitlines()[1]
    elsewhere = town.root / "elsewhere"
    assert town.look(live, root=elsewhere, key=line).is_signed
    wrong = town.look(live, root=elsewhere, key="RWabc")
    assert wrong.why.startswith("Không có tệp khóa công khai RWabc")


def test_another_town(town: Town, live: Live) -> None:
    """This machine's own manifest is not held against the site of another town."""
    assert town.look(live).verdict == "fine"
    report = town.look(Live({}, address="http://localhost.invalid/"))
    assert report.verdict == "unknown"
