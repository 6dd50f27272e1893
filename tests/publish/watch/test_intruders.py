"""What intruders do to such sites: all of it is found, and said so that people understand."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import brotli
import pytest

from tests.publish.watch.attacks import (
    ARTICLE,
    ATTACKS,
    FILE,
    HTML,
    SPAM,
    inserted,
    linked,
    made_for,
)
from tests.publish.watch.town import Live, Reply, Request, Town, kinds, named, one, told
from town_portal.publishing.watch_site import report as report_of


def test_link(town: Town, live: Live) -> None:
    """A link put into a page is found on each machine, and the passage shown where a copy lies."""
    live.change(FILE, b"</p>", SPAM + b"</p>")
    report = town.look(live)
    assert kinds(report) == ["changed", "outside-link"]
    assert 'chèn thêm “<a href="https://nha-cai.example/slot">slot</a>”' in (
        one(report, "changed").passage
    )
    assert one(report, "outside-link").what == "Có liên kết mới ra ngoài, tới nha-cai.example."
    assert one(report, "outside-link").address == live.address + ARTICLE
    first, second = told(report).splitlines()[:2]
    assert first == (
        f"CÓ 2 ĐIỀU BẤT THƯỜNG ở {live.address}: 1 trang hoặc tệp bị sửa, 1 liên kết lạ ra ngoài."
    )
    assert "python3 tasks.py restore" in second
    elsewhere = town.look_from_elsewhere(live)
    assert (kinds(elsewhere), elsewhere.is_signed) == (kinds(report), True)


@pytest.mark.parametrize("name", ATTACKS)
def test_attacks(town: Town, live: Live, name: str) -> None:
    """Each is found as what it is, and nothing else is said to be wrong."""
    attack, expected, words = ATTACKS[name]
    attack(live)
    report = town.look(live)
    assert {*kinds(report)} == expected
    assert words in told(report)


def test_linked_pages(town: Town, live: Live) -> None:
    """What an extra page leads to is looked at in turn."""
    linked(live)
    extra = [fault.address for fault in town.look(live).faults if fault.kind == "extra"]
    assert sorted(extra) == [f"{live.address}bai-la-2/", f"{live.address}bai-la/"]


def test_own_scripts_are_no_strangers(town: Town, live: Live) -> None:
    """Where no copy lies, a page with a changed word is not said to have strange scripts."""
    live.change(FILE, b"Tin", b"Tinn")
    assert kinds(town.look_from_elsewhere(live)) == ["changed"]


CLOAKS: dict[str, Callable[[Request], bool]] = {
    "máy tìm kiếm (Googlebot), máy tìm kiếm trên điện thoại (Googlebot)": lambda item: (
        "Googlebot" in item.agent
    ),
    "người bấm từ kết quả tìm kiếm Google": lambda item: "google.com/" in item.referrer,
    "người dùng điện thoại, người dùng điện thoại bấm từ Google": lambda item: (
        "Android 10" in item.agent
    ),
    "người dùng điện thoại bấm từ Google": lambda item: (
        "Mobile" in item.agent and "google" in item.referrer
    ),
    "máy tìm kiếm trên điện thoại (Googlebot)": lambda item: (
        "Googlebot" in item.agent and "Mobile" in item.agent
    ),
    "máy tìm kiếm Bing": lambda item: "bingbot" in item.agent,
    "máy tìm kiếm Cốc Cốc": lambda item: "coccocbot" in item.agent,
    "Facebook khi lấy bản xem trước": lambda item: item.agent.startswith("facebookexternalhit"),
    "người dùng iPhone, người mở trong Zalo": lambda item: "iPhone" in item.agent,
    "người mở trong Zalo": lambda item: "Zalo" in item.agent,
}


@pytest.mark.parametrize("name", CLOAKS)
def test_cloaked(town: Town, live: Live, name: str) -> None:
    """What is shown to a robot, to who comes from a search engine, or to phones alone is found."""
    body = live.files[FILE].replace(b"</p>", SPAM + b"</p>")
    seen = CLOAKS[name]
    made_for(lambda item: item.path == ARTICLE and seen(item), Reply(200, body, HTML))(live)
    report = town.look(live, sample=0)
    assert kinds(report) == ["cloaked", "outside-link"]
    assert one(report, "cloaked").what == (
        f"Chỉ {name} thấy: nội dung khác với những gì bạn đọc bình thường thấy."
    )
    assert "nha-cai.example/slot" in one(report, "cloaked").passage


@pytest.mark.parametrize("target", ["https://nha-cai.example/", "//nha-cai.example/x"])
def test_cloaked_redirection(town: Town, live: Live, target: str) -> None:
    """A redirection for phones only is found, with where it leads."""
    away = Reply(302, b"", {"Location": target})
    made_for(lambda item: item.path == "" and "Mobile" in item.agent, away)(live)
    report = town.look(live)
    assert kinds(report) == ["cloaked"]
    assert "nha-cai.example" in one(report, "cloaked").what


def test_cloaked_copy(town: Town, live: Live) -> None:
    """A compressed copy that was changed alone is found."""
    live.packed = False
    spam = Reply(200, live.files["index.html"] + SPAM, HTML)
    made_for(lambda item: item.path == "" and item.headers["Accept-Encoding"] == "gzip", spam)(live)
    assert "cloaked" in kinds(town.look(live))


def test_blocked_robot(town: Town, live: Live) -> None:
    """A host that blocks who calls himself Googlebot is no fault, but is told."""
    made_for(lambda item: "Googlebot" in item.agent, Reply(403, b"no"))(live)
    report = town.look(live)
    assert report.verdict == "fine"
    assert [
        finding.what.partition(" ở ")[0] for finding in report.findings if "chặn" in finding.what
    ] == [
        "Máy chủ chặn máy tìm kiếm (Googlebot)",
        "Máy chủ chặn máy tìm kiếm trên điện thoại (Googlebot)",
    ]


def test_inserted_by_the_host(town: Town, live: Live, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a provider puts into every page is told for some of them, and how many there are."""
    monkeypatch.setattr(report_of, "MOST", 4)
    pages = [file for file in live.files if file.endswith(".html")]
    for path in pages:
        live.change(path, b"</body>", b'<script src="/cdn-cgi/x.js"></script></body>')
    report = town.look(live)
    assert kinds(report) == ["changed", "script"]
    text = told(report)
    assert text.count('chèn thêm “<script src="/cdn-cgi/x.js"></script>”') == 4
    assert text.count(f"… và {len(pages) - 4} chỗ nữa cùng loại") == 2


def test_strangers_texts_are_harmless(town: Town, live: Live) -> None:
    """Control characters in what an intruder wrote never reach the terminal."""
    inserted(b"\x1b[2J\xe2\x80\xae<a href='https://\x1b]0;x\x07.example/'>x</a>")(live)
    text = told(town.look(live))
    assert not [letter for letter in text.replace("\n", "") if not letter.isprintable()]


def test_guards(town: Town, live: Live) -> None:
    """Missing security headers are a note, since some hosts of pages can't set them."""
    live.guarded = False
    report = town.look(live)
    assert report.verdict == "fine"
    assert one(report, "headers").what == (
        "Trang chủ thiếu tiêu đề HTTP bảo mật: Content-Security-Policy, X-Content-Type-Options, "
        "Referrer-Policy, Permissions-Policy, frame-ancestors."
    )


def test_link_where_nothing_is(town: Town, live: Live) -> None:
    """A link that stands only in the answer for what is not there is found, and told once."""
    missing = Reply(404, live.files["404.html"] + SPAM, HTML)
    made_for(lambda item: item.path != "404.html" and item.path[-4:] in (".php", "html"), missing)(
        live
    )
    assert one(town.look(live), "outside-link").what.endswith("tới nha-cai.example.")


@pytest.mark.parametrize("pack", [brotli.compress, gzip.compress, bytes])
def test_bytes_that_are_no_text(town: Town, live: Live, pack: Callable[[bytes], bytes]) -> None:
    """Of what is no text nothing is printed, be it a strange file or in the place of a page."""
    junk = pack(bytes(range(128, 256)) * 9) + pack(live.files["index.html"]) * 3
    live.files["la.zip"] = live.files[FILE] = junk
    live.change("robots.txt", b"Allow: /\n", b"Sitemap: /la.zip\n")
    found = town.look(live).findings
    shown = {item.passage for item in found if item.address.endswith(("la.zip", "bai-2/"))}
    assert shown <= {"nội dung không phải chữ", ""}
    assert "nội dung không phải chữ" in {item.passage for item in found if item.kind == "extra"}


def test_listing_in_the_place_of_a_page(town: Town, live: Live) -> None:
    """A page that is gone, its folder listed with our own copies beside it: one thing is wrong."""
    page = town.output / FILE
    for end, pack in ((".br", brotli.compress), (".gz", gzip.compress)):
        page.with_name(f"index.html{end}").write_bytes(pack(page.read_bytes()))
    town.publish()
    live.files = town.live().files
    listing = b"<a href=index.html.br>index.html.br</a> <a href=index.html.gz>index.html.gz</a>"
    live.files[FILE] = listing
    report = town.look(live)
    assert [fault.kind for fault in report.faults] == ["changed"]
    assert named(report, "changed") == [live.address + ARTICLE]
