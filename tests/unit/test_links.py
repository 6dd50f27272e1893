"""Outside links: which there are, and what is told of their answers."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from town_portal.publishing import links
from town_portal.publishing.links.checker import ask_addresses
from town_portal.publishing.links.places import iter_addresses, iter_data_links, iter_text_links

Said = pytest.CaptureFixture[str]
FILE = Path("a.md")


@pytest.mark.parametrize(
    ("line", "urls"),
    [
        ("Xem [trang](https://a.vn/b).", ["https://a.vn/b"]),
        ("<https://a.vn/>, (https://b.vn/x_(y))", ["https://a.vn/", "https://b.vn/x_(y)"]),
        ("url: https://a.vn/?x=1&y=2", ["https://a.vn/?x=1&y=2"]),
        ("https://a.vn/{z}/b.png không có", ["https://a.vn/"]),
    ],
)
def test_addresses_without_the_marks_after_them(line: str, urls: list[str]) -> None:
    """Brackets and full stops of the sentence are no part of an address."""
    assert list(iter_addresses(line)) == urls


def test_former_addresses_and_remarks_are_no_links() -> None:
    """What the portal was called, or stands in a remark, is not asked; what ended is known."""
    assert list(iter_text_links(FILE, "original_url: https://cu.vn/a\nsource: https://b.vn/")) == []
    text = "# https://a.vn/\nsite: https://b.vn\nx: https://c.vn/ # https://d.vn/\n"
    assert [(link.url, link.line) for link in iter_data_links(FILE, text)] == [("https://c.vn/", 3)]
    text = "- a: https://a.vn/\n  ended: true\n- a: https://b.vn/\n"
    assert [link.is_ended for link in iter_data_links(FILE, text)] == [True, False]


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answer with the number in the path."""
        self.send_response(int(self.path.strip("/")))
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815  # as http.server asks for it

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def test_a_real_look(tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    """Dead links are told by file and line, shy hosts and ended ones are left to people."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    page, data = tmp_path / "a.md", tmp_path / "data" / "links.yaml"
    page.write_text(f"Một\n[b]({root}/200) và [c]({root}/404)\n", encoding="utf-8")
    data.write_text(f"- a: {root}/403\n- a: {root}/410\n  ended: true\n", encoding="utf-8")
    try:
        assert links.main(tmp_path, tmp_path / "told.json") == 1
        said = capsys.readouterr().out
        assert f"a.md:2: {root}/404: không còn trang này (mã 404)\n" in said
        assert f"data/links.yaml:1: {root}/403: máy chủ không cho chương trình xem" in said
        assert "(dữ liệu đã ghi là có thể đã ngừng)" in said
        assert "Đã xem 4 liên kết ra ngoài (4 địa chỉ): 1 hỏng, 2 cần tự mở thử." in said
        rows = json.loads((tmp_path / "told.json").read_text(encoding="utf-8"))
        assert [row["state"] for row in rows] == ["ok", "dead", "doubtful", "dead"]
        page.write_text(f"{root}/200\n", encoding="utf-8")
        assert links.main(tmp_path) == 0
    finally:
        server.shutdown()
        server.server_close()


def test_a_machine_without_a_way_out_says_so(tmp_path: Path, capsys: Said) -> None:
    """Nobody could look: that is neither good nor bad, and has a code of its own."""
    (tmp_path / "a.md").write_text("http://127.0.0.1:9/\n", encoding="utf-8")
    assert links.main(tmp_path) == 2
    assert "không ai xem được" in capsys.readouterr().err
    assert ask_addresses(["http://127.0.0.1:9/"])["http://127.0.0.1:9/"].state == "unreachable"
