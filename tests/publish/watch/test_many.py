"""A large site: the monitor's memory does not grow with what it reads."""

from __future__ import annotations

import hashlib
import re
import tracemalloc
from pathlib import Path

import pytest

from plugins.commands.manifest import FILE, Entry, Header
from plugins.commands.manifest.entry import text
from plugins.commands.watch_site import Asked, look
from tests.publish.watch.town import MADE, PAGE, Live, Reply, Request, kinds, served

WORDS = "<p>Ủy ban nhân dân thông báo lịch tiếp công dân định kỳ trong tháng này.</p>\n" * 500
CHANGED = 321


def page(number: int) -> bytes:
    """Return one of the pages, some 50 KB; it is made up whenever it is asked for."""
    head = PAGE.format(title=f"Bài {number}", root="../../", kind="article")
    return (head + WORDS).encode()


def answer(request: Request) -> Reply | None:
    """Answer as if all pages lay there, one of them changed."""
    found = re.fullmatch(r"(?:tin/bai-(\d+)/)?(?:\?.*)?", request.path)
    if found is None:
        return None
    body = page(int(found[1] or 0))
    if found[1] == str(CHANGED):
        body = body.replace(b"</p>", b"<a href='https://nha-cai.example/'>x</a></p>", 1)
    return Reply(200, body, {"Content-Type": "text/html"})


def peak(folder: Path, count: int) -> int:
    """Look at a site of ``count`` pages; return the peak of memory in bytes."""
    pages = {(f"tin/bai-{it}/index.html" if it else "index.html"): page(it) for it in range(count)}
    entries = sorted(
        Entry(path, hashlib.sha256(body).hexdigest(), len(body), "text/html")
        for path, body in pages.items()
    )
    del pages
    folder.mkdir()
    header = Header("", MADE, count, ("chinhphu.vn",))
    (folder / FILE).write_bytes(text(header, (it.line() for it in entries)))
    tracemalloc.start()
    with served(Live({"404.html": b"khong co"}, rules=[answer])) as live:
        asked = Asked(live.address, manifest=folder / FILE, sample=4, state=folder, root=folder)
        report = look(asked, live.address)
        live.asked.clear()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert report.files == count
    assert ("outside-link" in kinds(report)) is (count > CHANGED)
    return most


@pytest.mark.long
def test_memory(tmp_path: Path) -> None:
    """600 pages (30 MB) take hardly more memory than ten; the changed one is found."""
    few, many = peak(tmp_path / "few", 10), peak(tmp_path / "many", 600)
    assert many - few < 6_000_000, (few, many)
