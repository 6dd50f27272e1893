"""rclone to a folder of this machine, and to servers of its own: SFTP, S3."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.publish.deliver import servers
from tests.publish.deliver.killing import count, killed_when
from tests.publish.deliver.places import Made, asset, texts, version
from town_portal.publishing import deliver
from town_portal.publishing.deliver import rclone
from town_portal.publishing.deliver.program import Program
from town_portal.publishing.deliver.site import MANIFEST

SERVERS = [pytest.param(item, marks=pytest.mark.long) for item in ("sftp", "s3")]
sftp = pytest.mark.parametrize("target", SERVERS[:1], indirect=True)
SLOW = {"RCLONE_BWLIMIT": "400k"}
Target = tuple[Made, Path]


def settings(kind: str, port: int) -> str:
    """Return rclone's settings for a server."""
    words = [servers.RCLONE, "obscure", "mat-khau"]
    secret = subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
    host = f"host = 127.0.0.1\nport = {port}\nuser = u\npass = {secret}"
    lines = {
        "sftp": f"{host}\nshell_type = none",
        "webdav": f"url = http://127.0.0.1:{port}\nvendor = other\nuser = u\npass = {secret}",
        "s3": (
            f"provider = Rclone\nendpoint = http://127.0.0.1:{port}\n"
            "access_key_id = KHOATHUNGHIEM\nsecret_access_key = mat-khau-thu\n"
            "force_path_style = true"
        ),
    }
    return f"[noi]\ntype = {kind}\n{lines[kind]}\n"


@contextmanager
def server(kind: str, folder: Path) -> Iterator[str]:
    """Have a server of `folder/srv` and give the settings that lead there."""
    keys = ("--auth-key", "KHOATHUNGHIEM,mat-khau-thu")
    options = keys if kind == "s3" else ("--user", "u", "--pass", "mat-khau")
    with servers.rclone_serve(kind, folder / "srv", folder / "log", *options) as port:
        yield settings(kind, port)


@pytest.fixture(params=["local", *SERVERS])
def target(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Target]:
    """A site with a target by rclone, and the folder that its server serves."""
    place = tmp_path / "srv" / "www"  # S3: a bucket
    place.mkdir(parents=True)
    if request.param == "local":
        monkeypatch.setenv("RCLONE_CONFIG_NOI_TYPE", "local")
        yield Made(tmp_path, f"rclone:noi:{place}"), place
        return
    with server(request.param, tmp_path) as config:
        (tmp_path / "rclone.conf").write_text(config)
        monkeypatch.setenv("RCLONE_CONFIG", str(tmp_path / "rclone.conf"))
        yield Made(tmp_path, "rclone:noi:www"), place


def changed(place: Path, path: str) -> int:
    """Return when the server last wrote a file (ns), or deleted one in a folder."""
    return (place / path).stat().st_ctime_ns


def test_what_changed_goes_up_in_order_and_the_manifest_last(target: Target) -> None:
    """Seen by when the server wrote each file: assets, pages, deletions, the manifest."""
    made, place = target
    old = {**version(1), "cu/index.html": "cũ", "cu/khac.html": "khác"}
    made.has(old).publish()
    assert texts(place) == old
    assert made.plan()[0].is_empty
    before = {path: changed(place, path) for path in version(1)}
    new = {**version(2), "moi/index.html": "trang mới", "cu/khac.html": "khác"}
    published = made.has(new).publish()
    assert published.notice == ""
    assert texts(place) == {**version(1), **new}
    moments = {path: changed(place, path) for path in new}
    assert {
        path for path in version(1).keys() & moments.keys() if moments[path] == before[path]
    } == {*("lien-he/index.html", "2026/11/20/tin/anh.0123456789.webp")}
    order = (asset(2), "tim.json", "moi/index.html", "index.html", MANIFEST[0])
    moments |= {MANIFEST[0]: changed(place, MANIFEST[0])}
    assert [moments[path] for path in order] == sorted(moments[path] for path in order)
    assert not (place / "cu" / "index.html").exists()
    assert moments["sitemap.xml"] < changed(place, "cu") < moments[MANIFEST[0]]


@sftp
def test_a_killed_upload_goes_on(target: Target, monkeypatch: pytest.MonkeyPatch) -> None:
    """No page is there without its assets; what was sent is not sent again."""
    made, place = target
    made.has(version(1)).publish()
    many = {f"static/{number}.0123456789.js": f"{number}" * 10_000 for number in range(10, 50)}
    made.has({**version(2), **many})
    for name, value in SLOW.items():
        monkeypatch.setenv(name, value)
    assert killed_when(made, lambda: count(place / "static") >= 24)
    now = texts(place)  # once: a server may still be writing what it was sent
    assert {**now, **version(1)} == now
    for name in SLOW:
        monkeypatch.delenv(name)
    went = made.publish().went
    assert texts(place) == {**version(1), **version(2), **many}
    assert len(went) < len(many)


def test_compressed_copies_go_where_a_web_server_may_use_them(target: Target) -> None:
    """A store that gives each object as it is gets none."""
    made, place = target
    made.has({"index.html": "trang", "index.html.br": "nén"}).publish()
    settings = made.folder / "rclone.conf"
    is_store = settings.exists() and "s3" in settings.read_text()
    assert ("index.html.br" in texts(place)) is not is_store


@sftp
def test_what_rclone_says_is_told(target: Target) -> None:
    """A name that its settings lack, for instance."""
    made, _ = target
    made.has(version(1))
    with pytest.raises(deliver.DeliveryFailed, match=r"(?s)rclone dừng giữa chừng.*khong-co"):
        made.publish("rclone:khong-co:www")


def recorded(monkeypatch: pytest.MonkeyPatch, limit: int = 100) -> list[str]:
    """Have the options that say how many files go at once; above ``limit`` rclone fails."""
    run, found = rclone.RcloneTarget._run, list[str]()

    def count_first(self: rclone.RcloneTarget, *words: str) -> Program:
        for word in words:
            if word.startswith(("--transfers=", "--checkers=")):
                found.append(word)
                if int(word.partition("=")[2]) > limit:
                    return Program("rclone", (sys.executable, "-c", "raise SystemExit(1)"))
        return run(self, *words)

    monkeypatch.setattr(rclone.RcloneTarget, "_run", count_first)
    return found


@pytest.mark.parametrize(
    "target",
    ["local", *(pytest.param(item, marks=pytest.mark.long) for item in ("sftp", "webdav", "s3"))],
    indirect=True,
)
def test_many_go_at_once_where_the_host_speaks_http(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each connection by SSH is a login; those of HTTP are cheap. Deletions likewise."""
    made, place = target
    found = recorded(monkeypatch)
    made.has({**version(1), "cu/index.html": "cũ"}).publish()
    made.has(version(1)).publish()
    settings = made.folder / "rclone.conf"
    is_http = settings.exists() and "type = sftp" not in settings.read_text()
    number = 32 if is_http else 8
    assert {*found} == {f"--transfers={number}", f"--checkers={number}"}
    assert texts(place) == version(1)


def test_a_host_that_refuses_so_many_gets_fewer_at_once(
    target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has not gone goes four at a time, and so does the next publication."""
    made, place = target
    monkeypatch.setattr(rclone, "SOME", rclone.MANY)
    found = recorded(monkeypatch, limit=8)
    made.has(version(1)).publish()
    assert texts(place) == version(1)
    assert found[:2] == ["--transfers=32", "--transfers=4"]
    made.has(version(2)).publish()
    assert {*found[1:]} == {"--transfers=4"}
    assert texts(place) == {**version(1), **version(2)}
