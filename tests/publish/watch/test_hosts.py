"""Hosts that fail: certificates, silence, broken answers."""

from __future__ import annotations

import socket
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.publish.watch.town import Live, Reply, Request, Town, kinds, one, served
from town_portal.publishing import manifest
from town_portal.publishing.watch_site import site
from town_portal.publishing.watch_site.command import Asked, main

PICTURE = "static/anh.png"


def certificate(folder: Path, first: int, last: int, host: str) -> tuple[Path, Path]:
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


Case = tuple[tuple[int, int], str, bool, str, str]


@pytest.mark.parametrize(
    "case",
    [
        ((-1, 90), "127.0.0.1", True, "", ""),
        ((-1, 90), "127.0.0.1", False, "fault", "tự ký, trình duyệt không tin cậy."),
        ((-90, -1), "127.0.0.1", True, "fault", "đã hết hạn."),
        ((-1, 90), "127.0.0.2", True, "fault", "không hợp lệ (IP address mismatch"),
        ((-1, 5), "127.0.0.1", True, "fault", "còn 5 ngày là hết hạn"),
        ((-1, 20), "127.0.0.1", True, "note", "còn 20 ngày là hết hạn"),
    ],
)
def test_certificates(town: Town, monkeypatch: pytest.MonkeyPatch, case: Case) -> None:
    """What is wrong with one, or soon will be, is told, and the pages are compared all the same."""
    days, host, is_trusted, level, words = case
    pair = certificate(town.root / "tls", *days, host)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(pair[0]))
    with served(town.live(), pair) as live:
        live.change("static/portal.js", b"1", b"2")
        report = town.look(live)
    found = {finding.kind: finding for finding in report.findings}
    assert "changed" in found
    assert found["headers"].what.endswith("Strict-Transport-Security.")
    assert ("certificate" in found) is bool(level)
    if level:
        told = found["certificate"]
        assert (told.level, f"Chứng thư HTTPS {words}" in told.what) == (level, True)


@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply(200, b"x", {"Content-Length": "999999", "Connection": "close"}), "unreachable", ""),
        (Reply(200, b"zz", {"Content-Encoding": "gzip"}), "unreachable", ""),
        (Reply(500, b""), "status", "Máy chủ trả lời mã 500 thay cho nội dung."),
    ],
)
def test_broken_answers(town: Town, live: Live, reply: Reply, kind: str, words: str) -> None:
    """A file that breaks off, is packed wrongly or is an error of the host is found."""
    live.answers[PICTURE] = reply
    report = town.look(live)
    assert kinds(report) == [kind]
    assert words in one(report, kind).what


@pytest.mark.parametrize(
    ("server", "status", "found"),
    [
        ("nginx/1.22.1", 200, ["rules"]),
        ("Caddy", 200, ["rules"]),
        ("nginx", 410, []),
        ("Microsoft-IIS/10.0", 200, []),
        ("GitHub.com", 200, []),
    ],
)
def test_gone(town: Town, live: Live, server: str, status: int, found: list[str]) -> None:
    """Where the host obeys the portal's rules, what is gone is told by 410, not by its page."""
    told = {"Content-Type": "text/html", "Server": server}
    live.answers["het.aspx/"] = Reply(status, live.files["het.aspx/index.html"], told)
    report = town.look(live)
    assert kinds(report) == found
    if found:
        assert "hosting" in one(report, "rules").advice


def test_slow(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that does not come is named; the others are compared."""
    monkeypatch.setattr(site, "TRIES", 1)

    def sleep(request: Request) -> None:
        if request.path == PICTURE:
            time.sleep(2.5)

    live.rules.append(sleep)
    report = town.look(live, timeout=1.0)
    assert kinds(report) == ["unreachable"]
    assert "không trả lời trọn vẹn" in one(report, "unreachable").what


def test_nobody_there(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nobody answers, the exit code is 2 and the sentence says why."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        file = town.state / manifest.FILE
        assert main(Asked(address, manifest=file, state=town.root / "watch", root=town.root)) == 2
    said = capsys.readouterr().out
    assert said.splitlines()[0].endswith(f"CHƯA KIỂM TRA ĐƯỢC {address}: máy chủ từ chối kết nối.")


def test_dies_meanwhile(town: Town, live: Live) -> None:
    """A host that stops answering in the middle gives no verdict at all."""
    live.rules.append(lambda _: Reply(200, None) if len(live.asked) > 6 else None)
    report = town.look(live, sample=0)
    assert report.verdict == "unknown"
    assert report.why
