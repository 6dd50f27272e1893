"""A site that is as it was published: nothing is wrong, in whichever way its host answers."""

from __future__ import annotations

import gzip
import json
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import brotli
import jsonschema
import pytest

from tests.publish.watch.town import SITE, Live, Reply, Request, Town, kinds, named, write
from town_portal.core.system.lock_file import hold_lock
from town_portal.publishing import watch_site
from town_portal.publishing.watch_site.command import Asked, main

SCHEMA = Path(watch_site.__file__).with_name("report.schema.json")


def test_clean(town: Town, live: Live) -> None:
    """Every file was asked for, under the monitor's name, never on the host's word."""
    report = town.look(live, sample=6)
    assert (report.verdict, report.is_signed, len(report.findings)) == ("fine", True, 2)
    hidden = [item.removeprefix(live.address) for item in named(report, "not-tried")]
    assert sorted(hidden) == [".htaccess", "_headers"]
    asked = {item.path for item in live.asked}
    assert {"", "2026/11/28/bai-6/", "static/anh.png", "404.html", "sitemap.xml"} <= asked
    names = {item.agent.split(" ")[0] for item in live.asked if item.path == "static/anh.png"}
    assert names == {"town-portal-watch/1"}
    assert not [
        item for item in live.asked if {"If-None-Match", "If-Modified-Since"} & {*item.headers}
    ]
    robot = {item.path for item in live.asked if "Googlebot" in item.agent}
    assert {"", "robots.txt", "sitemap.xml"} <= robot
    assert len([item for item in robot if item.startswith("2026/")]) < 6


def test_report(town: Town, live: Live, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The first line says that all is well, the JSON fits its schema, the exit code is 0."""
    file = tmp_path / "ket-qua.json"
    asked = Asked(live.address, json=file, sample=1, state=tmp_path / "watch", root=town.root)
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


Way = Callable[[Town, Live], object]
SCRIPT = "static/portal.js"


def packed(coding: str, pack: Callable[[bytes], bytes]) -> Way:
    """Return the way of a host that packs a script for who takes the coding."""
    head = {"Content-Encoding": coding, "Content-Type": "text/javascript"}

    def way(_: Town, live: Live) -> None:
        body = pack(live.files[SCRIPT])

        def answer(request: Request) -> Reply | None:
            is_it = request.path == SCRIPT and coding in request.headers["Accept-Encoding"]
            return Reply(200, body, head) if is_it else None

        live.rules.append(answer)

    return way


def with_copies(town: Town, live: Live) -> None:
    """Have a compressed copy, which the host does not show under its name."""
    page = town.output / "index.html"
    page.with_name("index.html.br").write_bytes(brotli.compress(page.read_bytes()))
    town.publish()
    live.files = town.live().files
    del live.files["index.html.br"]


def without_endings(_: Town, live: Live) -> None:
    """Lead from x.html to x, as some hosts do."""
    page = Reply(200, live.files["404.html"], {"Content-Type": "text/html"})
    live.answers |= {"404.html": Reply(308, b"", {"Location": "/404"}), "404": page}


def with_redirections(_: Town, live: Live) -> None:
    """Answer at old addresses by the host's own redirection, and by 410."""
    live.answers["cu.aspx/"] = Reply(301, b"", {"Location": "/2026/11/28/bai-1/"})
    live.answers["het.aspx/"] = Reply(410, b"Gone")


def below_a_path(_: Town, live: Live) -> None:
    """Have the site below a path of its host."""
    below = {f"cong/{path}": body for path, body in live.files.items()}
    live.files = {**below, "404.html": live.files["404.html"]}
    live.address += "cong/"


def with_strange_names(town: Town, live: Live) -> None:
    """Have files whose names hold signs that mean something in addresses."""
    names = ("Bảng số #1.csv", "100%.txt", "a?b.txt", "a%20b.txt", "c+d & e.txt", "(x)[y].txt")
    write(town.output, {f"tep/{name}": name.encode() for name in names})
    town.publish()
    live.files = town.live().files

    def unquoted(request: Request) -> Reply | None:
        found = live.files.get(unquote(request.path)) if request.path[:4] == "tep/" else None
        return Reply(200, found, {"Content-Type": "text/plain"}) if found else None

    live.rules.append(unquoted)


def busy(_: Town, live: Live) -> None:
    """Ask to be left alone for a moment."""
    refused: set[str] = set()

    def answer(request: Request) -> Reply | None:
        if not request.path.startswith("static/") or request.path in refused:
            return None
        refused.add(request.path)
        return Reply(429, b"", {"Retry-After": "0"})

    live.rules.append(answer)


def published_meanwhile(town: Town, live: Live) -> None:
    """Publish another version after the fifth question."""

    def publishes(_: Request) -> None:
        if len(live.asked) == 5:
            town.change("2026/11/28/bai-2/index.html", b"Tin", b"Tinn")
            town.publish()
            live.files = town.live().files

    live.rules.append(publishes)


@pytest.mark.parametrize(
    "way",
    [
        *(packed("br", brotli.compress), packed("gzip", gzip.compress), with_copies),
        *(without_endings, with_redirections, below_a_path, with_strange_names, busy),
        published_meanwhile,
    ],
)
def test_ways_of_hosts(town: Town, live: Live, way: Way) -> None:
    """None of the ways in which hosts rightly answer is taken for an attack."""
    way(town, live)
    assert kinds(town.look(live)) == []


def test_waits_for_a_publication(town: Town, live: Live) -> None:
    """While this machine is publishing, the site is not held against what is still on its way."""
    before = live.files
    town.change("2026/11/28/bai-2/index.html", b"Tin", b"Tinn")
    ready, looked = threading.Event(), threading.Event()

    def publishes() -> None:
        with hold_lock(town.state / "publish.lock"):
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


def test_stops_at_once(town: Town, live: Live, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends a look with a sentence and the exit code of an interrupted program."""

    def interrupts(_: Request) -> None:
        if len(live.asked) == 6:
            os.kill(os.getpid(), signal.SIGINT)

    live.rules.append(interrupts)
    assert main(Asked(live.address, sample=0, state=town.root / "watch", root=town.root)) == 130
    assert capsys.readouterr()[:] == ("", "Đã dừng.\n")
