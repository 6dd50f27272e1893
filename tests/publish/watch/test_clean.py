"""A site that is as it was published."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import brotli
import jsonschema
import pytest

from plugins.commands import watch_site
from plugins.commands.watch_site import Asked, main
from tests.publish.watch.town import Live, Reply, Request, Town, kinds, served

SCHEMA = Path(watch_site.__file__).with_name("report.schema.json")


def test_clean(town: Town, live: Live) -> None:
    """A site that is as it was published gives no finding, and every file was asked for."""
    report = town.look(live)
    assert report.verdict == "fine"
    assert not report.findings
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
    assert given["manifest"] == {"made": "2026-11-28T06:30:00Z", "files": 18, "signed": True}


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
