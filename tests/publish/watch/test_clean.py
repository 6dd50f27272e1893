"""A site that is as it was published."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import unquote

import brotli
import jsonschema
import pytest

from plugins.commands import watch_site
from plugins.commands.lock_file import held
from plugins.commands.manifest import FILE
from plugins.commands.places import ROOT
from plugins.commands.watch_site import Asked, main
from tests.publish.watch.town import SITE, Live, Reply, Request, Town, kinds, named, served, write

SCHEMA = Path(watch_site.__file__).with_name("report.schema.json")


def test_clean(town: Town, live: Live) -> None:
    """A site that is as it was published gives no finding, and every file was asked for."""
    report = town.look(live)
    assert report.verdict == "fine"
    hidden = [it.removeprefix(live.address) for it in named(report, "not-tried")]
    assert (sorted(hidden), len(report.findings)) == ([".htaccess", "_headers"], 2)
    assert report.is_signed
    asked = {it.path for it in live.asked}
    assert {"", "2026/11/28/bai-6/", "static/anh.png", "404.html", "sitemap.xml"} <= asked


def test_polite(town: Town, live: Live) -> None:
    """The monitor says who it is wherever it tries no disguise."""
    town.look(live)
    names = {it.agent.split(" ")[0] for it in live.asked if it.path == "static/anh.png"}
    assert names == {"town-portal-watch/1"}


def test_never_conditional(town: Town, live: Live) -> None:
    """Nothing is taken on the host's word: no question lets it answer that nothing changed."""
    town.look(live)
    assert not [it for it in live.asked if {"If-None-Match", "If-Modified-Since"} & {*it.headers}]


def test_report(town: Town, live: Live, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The first line says that all is well, the JSON fits its schema, the exit code is 0."""
    file = tmp_path / "ket-qua.json"
    asked = Asked(live.address, json=file, sample=0, state=tmp_path / "watch", root=town.root)
    assert main(asked) == 0
    assert capsys.readouterr().out.startswith(f"ỔN: {live.address} đúng như bản đã đăng (18 tệp")
    given = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.validate(given, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert given["verdict"] == "fine"
    assert given["manifest"] == {
        "site": SITE,
        "made": "2026-11-28T06:30:00Z",
        "until": "2026-12-28T06:30:00Z",
        "files": 18,
        "signed": True,
    }


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_packed(town: Town, live: Live, coding: str) -> None:
    """Pages that a host packs are unpacked before they are compared."""
    pack = brotli.compress if coding == "br" else gzip.compress

    def packed(request: Request) -> Reply | None:
        body = live.files.get(request.path)
        if body is None or coding not in request.headers["Accept-Encoding"]:
            return None
        return (
            Reply(200, pack(body), {"Content-Encoding": coding, "Content-Type": "text/javascript"})
            if request.path.endswith(".js")
            else None
        )

    live.rules.append(packed)
    assert kinds(town.look(live)) == []


def test_packed_copies(town: Town) -> None:
    """Compressed copies that a host does not show under their names are not missed."""
    page = town.output / "index.html"
    page.with_name("index.html.br").write_bytes(brotli.compress(page.read_bytes()))
    town.publish()
    live = town.live()
    del live.files["index.html.br"]
    with served(live):
        assert kinds(town.look(live)) == []


def test_other_forms(town: Town, live: Live) -> None:
    """A host that leads from x.html to x, as some do, answers rightly."""

    def pretty(request: Request) -> Reply | None:
        if request.path == "404.html":
            return Reply(308, b"", {"Location": "/404"})
        if request.path == "404":
            return Reply(200, live.files["404.html"], {"Content-Type": "text/html"})
        return None

    live.rules.append(pretty)
    assert kinds(town.look(live)) == []


def test_moved(town: Town, live: Live) -> None:
    """Old addresses may be answered by the host's own redirection, and by 410."""

    def told(request: Request) -> Reply | None:
        if request.path == "cu.aspx/":
            return Reply(301, b"", {"Location": "/2026/11/28/bai-1/"})
        return Reply(410, b"Gone") if request.path == "het.aspx/" else None

    live.rules.append(told)
    assert kinds(town.look(live)) == []


def test_moved_elsewhere(town: Town, live: Live) -> None:
    """An old address that leads elsewhere than was signed is found."""

    def told(request: Request) -> Reply | None:
        away = request.path == "cu.aspx/"
        return Reply(301, b"", {"Location": "https://nha-cai.example/"}) if away else None

    live.rules.append(told)
    assert kinds(town.look(live)) == ["redirect"]


def test_below_a_path(town: Town) -> None:
    """A site below a path of its host is compared there."""
    live = town.live()
    live.files = {f"cong/{path}": body for path, body in live.files.items()}
    live.files["404.html"] = live.files["cong/404.html"]
    with served(live):
        live.address += "cong/"
        assert kinds(town.look(live)) == []


def test_published_meanwhile(town: Town, live: Live) -> None:
    """A publication during the look is not taken for an attack."""
    page = town.output / "2026/11/28/bai-2/index.html"

    def publishes(request: Request) -> None:
        if len(live.asked) == 5:
            page.write_bytes(page.read_bytes().replace(b"Tin", b"Tin m\xe1\xbb\x9bi"))
            town.publish()
            live.files = town.live().files

    live.rules.append(publishes)
    assert kinds(town.look(live)) == []


def test_waits_for_a_publication(town: Town, live: Live) -> None:
    """While this machine is publishing, the site is not held against what is still on its way."""
    before = live.files
    page = town.output / "2026/11/28/bai-2/index.html"
    page.write_bytes(page.read_bytes().replace(b"Tin", b"Tinn"))
    ready, looked = threading.Event(), threading.Event()

    def publishes() -> None:
        with held(town.state / "publish.lock"):
            town.publish()
            ready.set()
            looked.wait(20)
            live.files = town.live().files

    thread = threading.Thread(target=publishes)
    thread.start()
    ready.wait(20)
    live.rules.append(lambda _: looked.set() if len(live.asked) > len(before) + 4 else None)
    report = town.look(live)
    thread.join()
    assert kinds(report) == []


def test_strange_names(town: Town) -> None:
    """Files whose names hold signs that mean something in addresses are asked for rightly."""
    names = ("Bảng số #1.csv", "100%.txt", "a?b.txt", "a%20b.txt", "c+d & e.txt", "(x)[y].txt")
    write(town.output, {f"tep/{name}": name.encode() for name in names})
    town.publish()
    live = town.live()

    def unquoted(request: Request) -> Reply | None:
        name = unquote(request.path)
        found = live.files.get(name) if request.path.startswith("tep/") else None
        return Reply(200, found, {"Content-Type": "text/plain"}) if found else None

    live.rules.append(unquoted)
    with served(live):
        assert kinds(town.look(live)) == []


def test_stops_at_once(town: Town, live: Live) -> None:
    """Ctrl-C ends a look at a slow host within moments, without a traceback."""
    live.rules.append(lambda _: time.sleep(0.3))
    words = ["watch-site", live.address, "--manifest", str(town.state / FILE)]
    with subprocess.Popen(
        [sys.executable, "tasks.py", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        until = time.monotonic() + 20
        while len(live.asked) < 6 and time.monotonic() < until:
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=20)
    assert child.returncode == 130
    assert (out, err) == ("", "Đã dừng.\n")


def test_busy_host(town: Town, live: Live) -> None:
    """A host that asks to be left alone for a moment is asked again."""
    refused: set[str] = set()

    def busy(request: Request) -> Reply | None:
        if request.path.startswith("static/") and request.path not in refused:
            refused.add(request.path)
            return Reply(429, b"", {"Retry-After": "0"})
        return None

    live.rules.append(busy)
    assert kinds(town.look(live)) == []
