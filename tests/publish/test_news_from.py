"""News of other portals: only what is signed, of https, small, quick, and never older."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import Request

import pytest
from minisign import KeyPair

from tests.sites.build_site import GOOD, TOWN, write
from town_portal.core.data.news_from import NewsSource
from town_portal.core.records import Headline
from town_portal.core.system.walk import get_state_folder
from town_portal.features.elsewhere.models import get_copy_path
from town_portal.features.elsewhere.reading import NoFeed, read_feed
from town_portal.publishing import news_from
from town_portal.publishing.build import build_site
from town_portal.publishing.news_from import Failed, fetch, refresh, refresh_news

FEED = "https://tinh.example/tin.atom"
ENTRY = (
    '<entry><title>{title}</title><link href="{url}"/>'
    "<published>2026-11-02T08:00:00+07:00</published></entry>"
)
KEYS, OTHER = KeyPair.generate(), KeyPair.generate()


def atom(*titles: str, day: int = 5, url: str = "https://tinh.example/a/") -> bytes:
    """Return a feed of a day with entries of these titles."""
    rows = "".join(ENTRY.format(title=title, url=url) for title in titles)
    head = f"<updated>2026-11-{day:02}T08:00:00+07:00</updated>"
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{head}{rows}</feed>'.encode()


def source(pair: KeyPair = KEYS) -> NewsSource:
    """Return a source with the key of a pair."""
    key = bytes(pair.public_key).decode().splitlines()[-1]
    return NewsSource(title="Cổng tỉnh", feed=FEED, key=key)


def served(data: bytes, signed: bytes | None = None, pair: KeyPair = KEYS) -> news_from.Fetch:
    """Return what gives a feed and the signature of it, or of other bytes."""
    signature = bytes(pair.secret_key.sign(signed or data))
    return lambda url, _most: signature if url.endswith(".minisig") else data


def test_a_signed_feed_is_kept(tmp_path: Path) -> None:
    """Its bytes lie in the state, and a newer one takes its place."""
    file = tmp_path / "a" / "b.atom"
    refresh(source(), file, served(atom("Tin một")))
    refresh(source(), file, served(atom("Tin hai", day=6)))
    assert read_feed(file.read_bytes())[1] == (
        Headline("Tin hai", "https://tinh.example/a/", date(2026, 11, 2)),
    )


@pytest.mark.parametrize(
    ("ask", "why"),
    [
        (served(atom("Giả"), signed=atom("Thật")), "chữ ký sai"),
        (served(atom("Giả"), pair=OTHER), "chữ ký sai"),
        (lambda _url, _most: atom("Giả"), "chữ ký sai"),
        (served(atom("Cũ", day=1)), "tệp cũ hơn"),
        (served(b"<html/>"), "không phải Atom"),
        (served(b"<feed"), "không phải XML"),
        (served(b'<!DOCTYPE feed [<!ENTITY a "b">]>' + atom("&a;")), "DOCTYPE"),
    ],
)
def test_what_cannot_be_trusted_leaves_the_last_copy(
    tmp_path: Path, ask: news_from.Fetch, why: str
) -> None:
    """A wrong signature, another key's, none, an older feed, no feed, a feed with entities."""
    file = tmp_path / "b.atom"
    refresh(source(), file, served(atom("Tin tốt")))
    before = file.read_bytes()
    with pytest.raises(Failed, match=why):
        refresh(source(), file, ask)
    assert file.read_bytes() == before


def test_headlines_are_text_and_lead_to_https() -> None:
    """Markup in a title is no markup; other addresses, and entries without a day, are left out."""
    _, found = read_feed(atom("&lt;b&gt;A&lt;/b&gt;  B"))
    assert found[0].title == "<b>A</b> B"
    assert read_feed(atom("A", url="javascript:alert(1)"))[1] == ()
    assert read_feed(atom("A", url="http://tinh.example/"))[1] == ()
    with pytest.raises(NoFeed, match="updated"):
        read_feed(b'<feed xmlns="http://www.w3.org/2005/Atom"/>')


class _Server(BaseHTTPRequestHandler):
    """Answers slowly, at length, or with a redirect."""

    def do_GET(self) -> None:
        """Answer by the path."""
        self.send_response(302 if self.path == "/moved" else 200)
        if self.path == "/moved":
            self.send_header("Location", "/long")
        self.end_headers()
        for _ in range(50):
            try:
                self.wfile.write(b"x" * (40_000 if self.path == "/long" else 1))
            except OSError:
                return
            time.sleep(0 if self.path == "/long" else 0.05)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Yield a server of this machine, which stands for one of https."""
    server = HTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    plain = type("Plain", (Request,), {})
    monkeypatch.setattr(
        news_from, "Request", lambda url: plain(url.replace("https://tinh.example", host))
    )
    yield "https://tinh.example"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "why"), [("/long", "quá 100 KB"), ("/slow", "quá 1 giây"), ("/moved", "302")]
)
def test_long_slow_and_moved_files_are_refused(
    address: str, monkeypatch: pytest.MonkeyPatch, path: str, why: str
) -> None:
    """Beyond the bytes or the seconds reading ends; a redirect is not followed."""
    monkeypatch.setattr(news_from, "SECONDS", 1.0)
    with pytest.raises(Failed, match=why):
        fetch(f"{address}{path}", 100_000)


def test_plain_http_is_never_asked() -> None:
    """Neither as an address nor in town.yaml."""
    with pytest.raises(Failed, match="không phải https"):
        fetch("http://tinh.example/tin.atom", 10)
    with pytest.raises(ValueError, match="https://"):
        NewsSource(title="A", feed="http://tinh.example/tin.atom", key=source().key)
    with pytest.raises(ValueError, match="khóa công khai"):
        NewsSource(title="A", feed=FEED, key="RWxx")


def _portal(folder: Path) -> Path:
    """Write a town that shows the news of its province."""
    own = f"{TOWN}news_from:\n- {{title: Cổng tỉnh, feed: '{FEED}', key: {source().key}}}\n"
    layout = "home:\n- [elsewhere]\n"
    write(folder, {**GOOD, "content/data/town.yaml": own, "content/data/layout.yaml": layout})
    return folder / "content"


def test_a_build_shows_the_last_good_news(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its source; newer news change the page; a source that fails breaks nothing."""
    content, output = _portal(tmp_path), tmp_path / "output"

    def home(ask: news_from.Fetch) -> str:
        monkeypatch.setattr(news_from, "fetch", ask)
        result = build_site(content, output)
        assert result.code == 0, result.faults
        return (output / "index.html").read_text(encoding="utf-8")

    def fail(_url: str, _most: int) -> bytes:
        raise Failed("không kết nối được")

    assert "Cổng tỉnh" not in home(fail)
    assert "chưa có bản nào từ trước" in capsys.readouterr().err
    page = home(served(atom("Tin &lt;i&gt; một")))
    assert "Cổng tỉnh" in page
    assert "Tin &lt;i&gt; một" in page
    assert "Tin hai" in home(served(atom("Tin hai", day=6)))
    assert "Tin hai" in home(fail)
    assert "dùng bản lấy lần trước" in capsys.readouterr().err


def test_without_sources_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Off by default: no request, no folder."""
    write(tmp_path, GOOD)
    monkeypatch.setattr(news_from, "fetch", lambda *_: pytest.fail("asked"))
    refresh_news(tmp_path / "content", tmp_path / "output")
    assert not get_copy_path(get_state_folder(tmp_path / "output"), source()).parent.exists()
